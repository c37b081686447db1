"""What English verbs of handling tell, by what stands around the thing: `puts the ring on the table`, `on his finger`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .masked import PERSON, Page
from .pattern import Pattern

LY = r"(?!(?:near|bare|hard|scarce|almost|on)ly\b)[a-z]+ly"
_TO = Pattern(rf"\s*(?:(?:{LY}|back|over|on|up|straight|down|(?:across|along|over) (?:the|a|his|her) [\w-]+)\s+)*"
                 rf"to\s+(?P<to>{PERSON}|him\b|her\b|them\b)"
                 r"(?P<own>['’]s?\b|\s+(?!with\b|by\b|in\b|on\b|at\b)\w+)?")
_PLACE = Pattern(
    rf"\s*(?:(?:{LY}|back|down|up|over|deep)\s+)*(?P<prep>into|in|inside|on|onto|around|round|over|to|against|at"
    r"|behind|under|beneath|across|through|towards?|from|off|out of|between|beside|near|by|aside|upon|before|out|down|up|for"
    rf"|with|next to|among|amid|within)\b(?:\s+of\b)?\s*(?P<owner>{PERSON}['’]s?|{PERSON}|his|her|their|its|the|an?|him|them)?"
    r"\s*(?:own\s+)?(?P<noun>(?:[\w-]+\s+){0,3}[\w-]+)?")
_HANDS = frozenset(("hand", "hands", "palm", "palms", "fingers", "fist", "fists", "arms", "grasp", "grip"))
_POCKETS = frozenset((
    "pocket", "pockets", "sleeve", "sleeves", "robe", "robes", "coat", "jacket", "bag", "purse", "belt", "waistband", "lap",
    "boot", "backpack", "dress", "shirt", "bodice", "satchel", "handbag", "pouch", "sash", "briefcase", "apron", "vest",
    "collar"))
_NECK = frozenset(("neck", "finger", "wrist", "head", "hair", "ear", "ears", "shoulders", "shoulder", "throat"))
_SHARED = Pattern(r"\b(?:over\b.*\bshoulders?|together|between)\b")
_JUGGLED = Pattern(r"\s*(?:from (?:one )?hand|(?:up )?in(?:to)? the air|up\b|around\b|between)")
_BROKEN = Pattern(
    r"\s*(?:$|[,.;:!?()—–…]|up\b|apart\b|in two\b|in half\b|into (?:pieces|shreds|two|a )|to (?:pieces|shreds|bits|ash)"
    r"|and\b|then\b|as\b|while\b|on\b|against\b|with\b|under\b|beneath\b|before\b|over\b|in (?:the|a|her|his)\b"
    r"|without\b|down the middle|at\b|[a-z]+ly\b|across\b|between\b)")
_KEEPS = frozenset(("safe", "drawer", "box", "desk", "cupboard", "locker", "cabinet", "trunk", "wardrobe", "closet", "shelf",
                    "table", "bed", "bunk"))
_HOLDS = frozenset(("safe", "drawer", "box", "cupboard", "locker", "cabinet", "trunk", "wardrobe", "closet", "chest", "vault",
                    "strongbox", "crate", "bin", "basket", "bucket", "vase", "oven", "stove", "urn", "tray", "bowl", "folder",
                    "envelope", "jar", "tin", "case", "mailbox", "letterbox", "glovebox", "hearth", "fireplace", "fire"))
"""What things are put into for good."""
_FLESH = frozenset(("throat", "neck", "head", "chest", "ribs", "temple", "back", "heart", "belly", "cheek", "chin", "lips",
                    "mouth", "ear", "forehead", "skin", "breast", "stomach", "spine", "nose"))
_FIRES = frozenset(("fire", "flames", "flame", "stove", "furnace", "fireplace", "hearth", "brazier", "embers", "pyre", "bonfire"))
_FLAMES = frozenset(("candle", "candles", "lighter", "match", "lamp", "torch"))
_BURN = Pattern(r"\b(?:burns?|burning|ash(?:es)?|curls|blackens|cinders|consumes?|devours?|catch(?:es)?\s+fire|goes\s+up"
                r"|flares)\b")
_GAPS = frozenset(("door", "doors", "gate", "fence", "nose", "noses", "chin", "glass", "bars", "partition"))
_SHEDS = frozenset(("from", "off", "out of", "out", "away"))

Result = tuple[str, str, bool] | None
"""What a frame tells: kind, receiver, sure."""


class Frame:
    """What stands around the object of a verb: a particle, the rest of the clause from `at` on, a receiver before the
    object; `theirs` that the object is called somebody else's."""

    __slots__ = ("agent", "at", "form", "page", "particle", "place", "tail", "theirs", "to")

    def __init__(self, page: Page, agent: str, particle: str, tail: str, at: int, to: str, form: str, theirs: bool) -> None:
        self.page, self.agent, self.particle, self.tail, self.to, self.form = page, agent, particle, tail, to, form
        self.at, self.theirs = at, theirs
        self.place = _PLACE.match(page.text, at, at + len(tail))

    def receiver(self) -> str:
        """Whom the thing goes to: an id, `?` for somebody not known, or empty for nobody."""
        if self.to:
            return self.to
        found = _TO.match(self.page.text, self.at, self.at + len(self.tail))
        if found is None:
            return ""
        return "?" if found["own"] else self.page.whom(found, "to", self.agent) or "?"

    def given(self, otherwise: Result) -> Result:
        """It is given to the receiver; `otherwise` where there is none."""
        to = self.receiver()
        return otherwise if not to else ("gives", "" if to == "?" else to, to != "?")

    def owner(self) -> str:
        """Whose body or clothes the words behind the object name; empty where that is not clear."""
        return self.page.owner(self.place, "owner", self.agent) if self.place is not None else ""

    def prep(self) -> str:
        return self.place["prep"].lower() if self.place is not None else ""

    def noun(self) -> frozenset[str]:
        """The words behind the preposition."""
        return frozenset((self.place["noun"] or "").lower().split()) if self.place is not None else frozenset()

    def is_common(self) -> bool:
        """Whether an article or `his` stands behind the preposition, and nobody is named."""
        return self.place is not None and (self.place["owner"] or "").lower() in ("the", "a", "an", "his", "her", "their")

    def is_somebodys(self) -> bool:
        """Whether a name or `his` stands behind the preposition."""
        return self.place is not None and (self.place.start("owner") in self.page.ids or (
            self.place["owner"] or "").lower() in ("his", "her", "their", "him"))

    def within(self, *sets: frozenset[str]) -> bool:
        return any(self.noun() & one for one in sets) and (self.place is not None and (
            self.place["owner"] or "").lower() not in ("the", "a", "an", "him", "them"))


def _give(frame: Frame) -> Result:
    if frame.tail.strip().lower().startswith(("a ", "one ")):
        return None
    if frame.form and frame.prep() in ("into", "in", "inside", "on", "onto", "over", "to", "through"):
        told = _put(frame) if frame.within(_HANDS, _POCKETS, _NECK) else None
        if told is not None:
            return told
    return frame.given(("gives", "", False))


def _pass(frame: Frame) -> Result:
    if frame.prep() == "to" and not frame.noun().isdisjoint(_FIRES):
        return "breaks", "", True  # feeds it to the flames
    return frame.given(None)


def _uncertain(frame: Frame) -> Result:
    return "gives", frame.receiver().strip("?"), False


def _show(frame: Frame) -> Result:
    return None if frame.form and frame.particle else _hold(frame)


def _find(frame: Frame) -> Result:
    """Who finds a thing may have taken it along."""
    return "takes", "", False


def _knock(frame: Frame) -> Result:
    return "drops", "", False


def _throw(frame: Frame) -> Result:
    told = frame.given(None)
    if told is not None:
        return told
    if _JUGGLED.match(frame.tail) or (frame.particle in ("up", "around") and not frame.tail.strip()):
        return None
    if frame.particle == "on" or frame.within(_NECK, _POCKETS) or frame.tail.strip().lower() == "on":
        return "drops", "", False
    if _burns(frame):
        return "breaks", "", True
    if frame.within(_HANDS) and frame.prep() in ("into", "in"):
        return _put(frame)
    return "drops", "", True


def _slide(frame: Frame) -> Result:
    told = frame.given(None)
    if told is not None:
        return told
    if frame.particle == "on" or frame.tail.strip().lower() == "on":
        return "uses", "", True
    if frame.within(_HANDS, _POCKETS, _NECK):
        return _put(frame)
    if frame.prep() in ("into", "inside", "in") and not frame.noun().isdisjoint(_HOLDS):
        return _put(frame)
    if frame.prep() in ("across", "towards", "toward", "over", "into", "under", "through") and not _its(frame):
        return "drops", "", frame.prep() == "under" and frame.noun().isdisjoint(_GAPS) and frame.is_common()
    return _press(frame)


def _put(frame: Frame) -> Result:
    words = frame.tail.lower().split()
    if words[:2] == ["on", "fire"] or words[:1] in (["alight"], ["ablaze"]):
        return "breaks", "", True
    laid = words[:1] in (["down"], ["aside"], ["behind"]) and words[1:2] not in (["his"], ["her"], ["their"])
    if frame.particle in ("down", "aside", "back") or (laid and (len(words) == 1 or words[0] != "behind")):
        return "drops", "", True
    if frame.particle in ("on",) or words == ["on"]:
        return "uses", "", True
    if frame.particle in ("away",) or words == ["away"]:
        return "takes", "", False
    if frame.particle or _its(frame):
        return None
    if not words:
        return "drops", "", False
    if _at_body(frame):
        return "uses", "", True
    if _burns(frame):
        return "breaks", "", True
    prep, owner = frame.prep(), frame.owner()
    if prep in ("in", "into", "inside") and not frame.noun().isdisjoint(_HANDS | _POCKETS) and not frame.within(_HANDS, _POCKETS):
        return "takes", "", (frame.place is not None and (frame.place["owner"] or "").lower() == "a" and "pocket" in frame.noun())
    if frame.within(_HANDS, _POCKETS, _NECK) and prep not in ("to", "against", "at", "from", "by", "near", "for"):
        if owner == frame.agent:
            return "takes" if frame.within(_HANDS, _POCKETS) else "uses", "", True
        return ("gives", owner, True) if owner else ("gives", "", False)
    if prep in ("in", "into", "on", "onto", "under", "beneath", "beside", "behind", "inside", "near", "by", "before", "upon",
                "next to", "among", "within", "against", "between"):
        body = frame.noun().isdisjoint(_KEEPS) and (frame.place is not None and (
            frame.place["owner"] or "").lower() in ("his", "her", "their"))
        return "drops", "", not body
    return None


def _at_body(frame: Frame) -> bool:
    """`puts the knife to his throat`, `presses the cup to her lips`."""
    return frame.prep() in ("to", "against", "at") and frame.is_somebodys() and not frame.noun().isdisjoint(_FLESH)


def _burns(frame: Frame) -> bool:
    """`throws the letter into the fire and watches it burn`."""
    there = frame.prep() in ("in", "into", "on", "onto", "to") and not frame.noun().isdisjoint(_FIRES)
    return there and _BURN.search(frame.page.text, frame.at) is not None


def _press(frame: Frame) -> Result:
    if _at_body(frame):
        return "uses", "", True
    if frame.within(_HANDS, _POCKETS, _NECK):
        return _put(frame)
    person = frame.place is not None and frame.place.start("owner") in frame.page.ids
    at_somebody = person and frame.prep() in ("at", "towards", "toward")
    return ("gives", "", False) if at_somebody else None


def _leave(frame: Frame) -> Result:
    words = frame.tail.lower().split()
    if frame.prep() == "with" and frame.place is not None and frame.place.start("owner") in frame.page.ids:
        return "gives", frame.owner(), not frame.noun()
    if not words or words[0] in ("behind", "there"):
        return "drops", "", True
    return _put(frame) if words[0] not in ("to", "for", "with", "alone") else ("drops", "", False)


def _drop(frame: Frame) -> Result:
    if _burns(frame):
        return "breaks", "", True
    if frame.within(_HANDS, _POCKETS):
        return _put(frame)
    return frame.given(("drops", "", frame.particle not in ("by", "off")))


def _take(frame: Frame) -> Result:
    words = frame.tail.lower().split()
    if frame.form.endswith("up") and frame.particle != "up" and (not words or words[0] != "up"):
        return None
    apart = bool(words) and words[0] in ("apart", "for", "as", "aside", "seriously")
    if apart or frame.particle in ("on", "over", "around", "aside"):
        return None
    return "takes", "", not frame.receiver()


def _pull(frame: Frame) -> Result:
    words = frame.tail.lower().split()
    if frame.particle in ("on", "over") or (words and words[0] in ("on", "over")):
        return None
    freed = frame.particle in ("out", "off", "away", "up", "back") or frame.prep() in _SHEDS or (
        bool(words) and words[0] in ("free", "out", "off", "away"))
    return ("takes", "", True) if freed else None


def _lift(frame: Frame) -> Result:
    freed = frame.prep() in ("from", "off", "out of", "out") or frame.particle in ("off", "out")
    return ("takes", "", True) if freed else _hold(frame)


def _hold(frame: Frame) -> Result:
    prep = frame.prep()
    flame = prep in ("to", "over", "in", "into", "above") and not frame.noun().isdisjoint(_FIRES | _FLAMES)
    if flame and _BURN.search(frame.page.text, frame.at) is not None:
        return "breaks", "", True
    if frame.form and (frame.particle in ("aside", "away", "go of", "hold of", "off") or _SHARED.search(frame.tail)):
        return None
    owner = frame.place["owner"] if frame.place is not None else None
    if prep == "with" and (owner or "").lower() in ("a", "an", "the", "his", "her"):
        return "uses", "", True
    if prep in ("on", "upon", "beside", "near", "by", "under", "beneath", "with", "behind", "from", "off", "off of") and not (
            frame.within(_HANDS, _POCKETS, _NECK) and frame.owner() == frame.agent):
        return None
    elsewhere = owner is not None and owner.rstrip("s").endswith(("'", "’")) and frame.owner() != frame.agent
    if elsewhere and prep in ("in", "around", "round", "over", "into") and not frame.noun().isdisjoint(_HANDS | _NECK):
        return None
    return "uses", "", True


def _release(frame: Frame) -> Result:
    """`lets go of the ring`, `lets the ring fall`."""
    words = frame.tail.lower().split()
    return ("drops", "", True) if frame.particle == "go of" or words[:1] in (["fall"], ["drop"], ["slip"]) else None


def _read(frame: Frame) -> Result:
    return None if frame.theirs else _hold(frame)


def _break(frame: Frame) -> Result:
    words = frame.tail.lower().split()
    if words and words[0] in ("shut", "closed", "close", "open"):
        return _hold(frame)
    return ("breaks", "", True) if frame.particle in ("", "up", "open") and _BROKEN.match(frame.tail) else None


def _tear(frame: Frame) -> Result:
    words = frame.tail.lower().split()
    if frame.particle == "open" or words[:1] == ["open"]:
        return "uses", "", True
    return _pull(frame) if frame.particle in ("out", "off", "away") or frame.prep() in _SHEDS else _break(frame)


def _mend(frame: Frame) -> Result:
    """`glues the cup back together`; who fixes a gun on somebody mends nothing."""
    return None if frame.prep() in ("on", "onto", "upon", "at", "to", "in", "into", "under") else ("mends", "", True)


def _its(frame: Frame) -> bool:
    return frame.place is not None and (frame.place["owner"] or "").lower() == "its"


FRAMES: Mapping[str, Callable[[Frame], Result]] = {
    "give": _give, "pass": _pass, "offer": _uncertain, "show": _show, "knock": _knock, "find": _find, "trade": _uncertain,
    "throw": _throw, "slide": _slide, "put": _put, "press": _press, "leave": _leave, "drop": _drop, "let go": _release,
    "take": _take, "pull": _pull, "lift": _lift, "hold": _hold, "read": _read, "break": _break, "tear": _tear, "mend": _mend}
"""What the entries of stdlib `handlings` tell."""
