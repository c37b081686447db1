"""English clauses in which the thing comes first: "the pendant shatters", "is taken by", "slips from her hand", "in his fist"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .masked import PERSON, PROP, WINDOW, Clause, Found, Page, doubtful, handling, verbs
from .nodes import Handling
from .pattern import Pattern

_HANDS = r"(?:hands?|palms?|fingers?|fists?|arms|grip|grasp|lap)\b"
_OWNER = (rf"(?P<owner>{PERSON}['’]s?|her|his|their)\s+(?:own\s+)?(?:(?:left|right|other|free|outstretched|open|bare|[a-z]+ing"
          rf"|bloody")
_OWNER += r"|closed|clenched|two|cold|numb|raised)\s+){0,2}"
_BEFORE = (r"(?:\s*(?:[a-z]+ing|[a-z]+ly|clutched|held|gripped|clenched|raised|tight|still|drawn|high|heavy|warm|cold|open"
           r"|safe|is|lies|gleams|glints|glitters|shines|flashes|glows|trembles|shakes|rests|dangles|swings|hangs)\b){0,3}")
_LEADS = Pattern(rf"[^\w\ue000-\ue003]*(?:(?:suddenly|then|now|and|but|slowly|finally|with|still|where|until|till)\W+)?"
                    rf"(?:(?:the|his|her|their|its|{PERSON}['’]s?|this"
                    rf"|that)\s+(?:own\s+)?)?(?:(?!of\b)[\w-]+\s+){{0,3}}?(?P<prop>{PROP})(?=\s)|[^\w\ue000-\ue003]*(?:(?:where|until|till)\s+)?(?P<it>it)(?=\s)")
_DONE = Pattern(r"\s*(?:is|gets|are|has been|is being)\s+(?:[a-z]+ly\s+)?(?P<verb>[a-z]+(?:\s+up)?)\b"
                   r"(?P<rest>[^,.;:!?]*)")
_BY = Pattern(rf"\bby\s+(?P<who>{PERSON}(?!['’]s)|him|her)")
_TO = Pattern(rf"\s*(?:back\s+|over\s+)?to\s+(?P<to>{PERSON}(?!['’]s)|him|her)(?!\s+\w*(?:mother|father|wife|sister"
                 rf"|brother))")
_SLIPS = Pattern(rf"\s*(?:[a-z]+ly\s+)?(?:falls?|slips?|drops?|tumbles?|slides?|clatters?|flies|rolls?)\s+(?:[a-z]+ly\s+)?"
                    rf"(?:from|out of|through)\s+{_OWNER}(?:\w+\s+)?{_HANDS}")
_FALLS = Pattern(r"\s*(?:[a-z]+ly\s+)?(?:falls?|drops?|tumbles?|clatters?|crashes|rolls?)\s+(?:[a-z]+ly\s+)?(?:down\s+)?"
                    r"(?:to|on|onto|across|into|at)\s+(?:the|a|his|her)\s+(?:\w+\s+)?(?:floor|ground|stones?|carpet|mud|snow"
                    r"|grass|river|water|dust"
                    r"|street|tiles|boards|pavement|sand|feet|dirt|table|steps|stairs|sea|abyss)\b")
_BREAKS = Pattern(r"\s*(?:[a-z]+ly\s+)?(?P<verb>shatters|smashes|bursts|splits|breaks|splinters|snaps|crumbles"
                  r"|disintegrates|explodes)"
                     r"(?=\s*(?:$|[,.;:!?()—–…]|(?:in two|in half|into|to(?: pieces| bits| dust)?|on|against|apart|at"
                     r"|with|under|beneath|in (?:the|a"
                     r"|her|his)"
                     r"|as|and|then|while|when|before|between|[a-z]+ly)\b))"
                     r"|\s*(?P<burns>burns?\s+(?:up|away|to\s+(?:ash(?:es)?|cinders|nothing))|goes?\s+up\s+in\s+(?:flames|smoke)"
                     r"|turns?\s+(?:in)?to\s+(?:ash(?:es)?|dust)|curls?\s+(?:in)?to\s+ash(?:es)?)\b")
_AND_BREAKS = Pattern(r"[^.;!?\ue001]{0,48}?\b(?:and|then|before it|until it)\s+(?:[a-z]+ly\s+)?"
                      r"(?:shatters|smashes|bursts|splits|breaks|splinters|explodes)\b(?!\s+(?:the|an?|his|her|him|into\s+(?:tears|song"
                      r"|laughter|flames))\b)|\s*,\s*(?:which|and it)\s+(?:[a-z]+ly\s+)?(?:shatters|smashes|breaks|bursts)\b")
"""`falls from the table and shatters`."""
_PASSES = Pattern(r"\s*(?:passes|goes|moves|wanders)\s+(?:from|to|back|between|over)\b|\s*changes\s+hands\b")
_READY = Pattern(rf"(?:,|\bwith)\s*(?:(?:the|an?|his|her|their)\s+)?(?:(?!of\b)[\w-]+\s+){{0,2}}?(?P<prop>{PROP})\s+(?:still\s+)?"
                 r"(?:in\s+hand|raised|drawn|(?:at\s+the\s+)?ready|held\s+(?:high|tight|out)|aloft|"
                 r"(?:across|over|on|in|at|under|around|against|by)\s+(?:her|his|their)\s+(?:\w+\s+)?"
                 r"(?:knees?|lap|chest|shoulders?|arms?|back|hip|belt|waist|side|throat|neck))\b")
"""`sword drawn`, `with the sword across her knees`."""
_IN_HAND = Pattern(rf"(?P<prop>{PROP}){_BEFORE}\s+(?P<by>in|inside|between)\s+{_OWNER}{_HANDS}(?!\s*(?:of\b|box|writing"
                      rf"|held))")
_WORN = Pattern(rf"(?P<prop>{PROP}){_BEFORE}\s+(?P<by>around|at|round|on)\s+{_OWNER}(?:throat|neck|wrist|finger|belt|hip"
                   rf"|waist)\b")
_NONE = Pattern(r"\b(?:no|without|not|another|any|empty|of|like|a fake|never|for|about)\s+(?:the\s+|a\s+|an\s+|his\s+"
                   r"|her\s+)?(?:\w+\s+)?$")
_BOUND = Pattern(r"(?:[,:;—–-]|\bwith)\s*(?:the|his|her|their|a|an)?\s*(?:(?!of\b)[\w-]+\s+){0,3}$")
_MOVES = Pattern(r"\s*(?:[a-z]+ly\s+)?(?:falls?|slips?|drops?|tumbles?|slides?|clatters?|flies|rolls?|hits|strikes|topples"
                 r"|crashes|bounces"
                 r"|cracks)\b")
_READIES = frozenset(("hand", "raised", "drawn", "ready", "held", "aloft", "knees", "knee", "lap", "chest", "shoulder",
                      "shoulders", "arm", "arms", "back", "hip", "belt", "waist", "side", "throat", "neck"))
_LIMBS = frozenset(("hand", "hands", "palm", "palms", "finger", "fingers", "fist", "fists", "arms", "grip", "grasp", "lap"))
_NECKS = frozenset(("throat", "neck", "wrist", "finger", "belt", "hip", "waist"))
_GIVING = frozenset(("given", "handed", "passed"))
_KINDS = {"give": "gives", "pass": "gives", "trade": "gives", "take": "takes", "pull": "takes", "lift": "takes", "hold": "uses",
          "drop": "drops",
          "throw": "drops", "break": "breaks", "tear": "breaks", "mend": "mends"}


def read_thing(page: Page, clause: Clause, start: int) -> Iterator[Found]:
    """What happens to a thing that leads the clause, and things that are said to be in somebody's hand."""
    found = list(_told(page, clause, start))
    if found and not doubtful(page, clause, start):
        yield from found


def _told(page: Page, clause: Clause, start: int) -> Iterator[Found]:
    text = page.text
    for pattern, limbs in ((_IN_HAND, _LIMBS), (_WORN, _NECKS)):
        for one in pattern.finditer(text, clause.first, clause.last) if page.words & limbs else ():
            yield from _in_hand(page, clause, one)
    for one in _READY.finditer(text, max(0, clause.first - 2), clause.last) if page.words & _READIES else ():
        yield from _at_hand(page, clause, one)
    given = _is_given(page, clause) if page.words & _GIVING and clause.subjects and not clause.carried else None
    if given is not None:
        yield given
    lead = _LEADS.match(text, clause.first, clause.last)
    if lead is None:
        return
    place, at = lead.start("it" if lead["it"] else "prop"), lead.end()
    props = page.near(place, start) if lead["it"] else (page.ids[place],)
    if len(props) != 1 or (props == page.lately and not page.close):
        return
    prop = props[0]
    done = _DONE.match(text, at, clause.last)
    if done is not None:
        yield from (Found(place, one) for one in _passive(page, prop, done))
        return
    slips = _SLIPS.match(text, at, clause.last)
    if _AND_BREAKS.match(text, at, clause.end) and (slips or _MOVES.match(text, at, clause.last)):
        yield Found(place, Handling("breaks", "", prop))
    elif slips is not None:
        who = page.owner(slips, "owner", clause.subjects[0] if len(clause.subjects) == 1 else "")
        yield Found(place, Handling("drops", who, prop))
    elif _FALLS.match(text, at, clause.last):
        yield Found(place, Handling("drops", "", prop))
    elif _BREAKS.match(text, at, clause.last):
        yield Found(place, Handling("breaks", "", prop))
    elif _PASSES.match(text, at, clause.last):
        yield Found(place, Handling("gives", "", prop, "", False))


def _at_hand(page: Page, clause: Clause, one: re.Match[str]) -> Iterator[Found]:
    """What hangs on the subject of the clause, or of the one before: `Mei, sword drawn, waits`."""
    doers = clause.subjects or clause.behind
    lead = page.text[max(0, one.start("prop") - WINDOW) : one.start("prop")]
    if len(doers) == 1 and _NONE.search(lead) is None:
        yield Found(one.start("prop"), handling("uses", doers[0], page.ids[one.start("prop")]))


def _in_hand(page: Page, clause: Clause, one: re.Match[str]) -> Iterator[Found]:
    if _NONE.search(page.text, max(clause.first, one.start() - WINDOW), one.start()):
        return
    doers = clause.subjects or clause.behind
    agent = doers[0] if len(doers) == 1 else ""
    lead = page.text[max(0, clause.first - 2, one.start() - WINDOW) : one.start()]
    who = page.owner(one, "owner", agent, _BOUND.search(lead) is not None)
    if who:
        yield Found(one.start("prop"), handling("uses", who, page.ids[one.start("prop")]))


def _passive(page: Page, prop: str, done: re.Match[str]) -> Iterator[Handling]:
    """`is taken by WEI`, `is handed to LIN`."""
    words = done["verb"].lower()
    id, form = verbs().get(words) or verbs().get(words.removesuffix(" up"), ("", ""))
    kind = _KINDS.get(id)
    if not form.startswith("done") or kind is None:
        return
    text, start, end = page.text, done.start("rest"), done.end("rest")
    by = _BY.search(text, start, end)
    who = page.whom(by, "who", "") if by else ""
    if kind == "gives":
        to = _TO.match(text, start, end)
        receiver = page.whom(to, "to", who) if to else ""
        yield handling("gives", who, prop, receiver) if who or not receiver else handling("takes", receiver, prop)
    elif who:
        yield handling(kind, who, prop)
    elif kind in ("takes", "drops"):
        yield Handling(kind, "", prop, "", False)


_GIVEN = Pattern(rf"\s+(?:is|gets)\s+(?:[a-z]+ly\s+)?(?:given|handed|passed)\s+(?:back\s+)?(?:the|his|her|a"
                    rf"|an)?\s*(?:\w+\s+){{0,2}}?"
                    rf"(?P<prop>{PROP})(?P<rest>[^,.;:!?]*)")


def _is_given(page: Page, clause: Clause) -> Found | None:
    """`LIN is handed the pendant by WEI`."""
    one = _GIVEN.match(page.text, clause.after, clause.last)
    if one is None or len(clause.subjects) != 1:
        return None
    by = _BY.search(page.text, one.start("rest"), one.end("rest"))
    who, to, prop = page.whom(by, "who", clause.subjects[0]) if by else "", clause.subjects[0], page.ids[one.start("prop")]
    return Found(one.start("prop"), handling("gives", who, prop, to) if who else handling("takes", to, prop))
