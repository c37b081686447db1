"""What English action tells of things in hands: frames of verbs, read word by word behind a subject.

A frame is read strictly: behind the subject only adverbs may stand before the verb, and a thing must be its object.
A modal verb, an attempt, a denial or a memory breaks the frame, and then nothing has happened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .frames_en import FRAMES, LY, Frame
from .masked import PERSON, PROP, WINDOW, Clause, Found, Page, doubtful, handling, unsure, verbs
from .pattern import Pattern
from .pronoun import STRANGER
from .text import negated

_NO_NOUN = (r"of|in|on|at|with|from|to|into|onto|by|for|and|or|but|the|an?|no|another|other|second|third|fake|false|similar"
            r"|identical|spare|half|every|each|any|some|one|two|three|his|her|it|him|them|like|as|about|is|are|not|that|this")
_DET = rf"(?P<det>the|his|her|their|its|my|your|this|that|an?|{PERSON}['’]s?)\s+(?:own\s+)?"
_THING = rf"(?:{_DET})?(?:(?!(?:{_NO_NOUN})\b)[a-z][\w'’-]*,?\s+){{0,3}}?(?P<prop>{PROP})(?!['’]s?\b|['’-]\w)"
_OBJECT = Pattern(rf"\s*(?:(?P<it>it)\b|{_THING})")
_MORE = Pattern(rf"\s*(?:,\s*(?:and\s+)?|and\s+){_THING}(?=\W|$)")
_FILL = Pattern(rf"(?:[\s,]*(?:{LY}|then|now|also|just|still|again|both|himself|herself|at once|in turn|in silence|too|soon"
                   r"|finally|quietly|without a word|with both hands|with one hand|once more)\b)*[\s,]*")
_BE = Pattern(rf"(?:is|stands|sits|kneels|waits|lies|keeps|walks|enters|comes|steps)\s+(?:(?:{LY}|there|alone|still|now|in"
                 r"|out|forward|up|by|over)\s+){0,2}(?=[a-z]+ing\b)")
_WORD = Pattern(r"[a-z]+")
_WHO = Pattern(rf"\s*(?P<to>{PERSON}(?!['’]s)|him|her|them)\s+(?:(?:back|over)\s+)?")
_SOMEBODY = Pattern(
    rf"\s*(?:{PERSON}\s+and\s+(?:{PERSON}|him|her)\s+|(?:the|an?|his|her|their|one of the)\s+(?:\w+\s+){{1,2}})"
    r"(?=(?:the|his|her|an?|their)\s)")
_PARTICLE = Pattern(r"\s*(?P<word>up|down|out|over|back|away|off|aside|on|onto|open|forth|around|hold of|go of)\b(?=\s)")
_STOP = Pattern(r"[,.;:!?()—–…]|--|\b(?:and|then|as|while|when|before|after|but|until|who|which|that|so|because)\b")
_TAIL = Pattern(rf"\s*(?:$|[,.;:!?()—–…-]|(?:{LY}|and|then|as|while|when|before|after|but|until|so|because|to|from|into|onto"
                   r"|in|on|at|off|out|of|over|under|beneath|behind|beside|across|through|around|round|against|with|without"
                   r"|towards?|between|back|down|up|away|aside|again|once|high|tight|open|shut|closed|free|apart|together|there"
                   r"|above|below|aloft|along|among|amid|for|like|by|near|fall|drop|slip|inside|upon|alone|instead"
                   r"|himself|herself|aloud|until|first|now|still|forward|out|shaking"
                   r"|trembling|glinting|gleaming|glowing|ready|drawn)\b)")
_SEEING = frozenset(("watches", "sees", "notices", "spots", "observes"))
_TOOLS = frozenset(("with", "turns", "from", "fire", "light", "match", "lighter", "flame", "candle", "torch"))
_LIMBS = frozenset(("hand", "hands", "finger", "fingers", "fist"))
_SEES = Pattern(rf"\s*(?:watches|sees|notices|spots|observes)\s+(?P<who>{PERSON})\s+")
_LIMB = Pattern(r"(?:['’]s?)?\s*(?:\w+\s+)?(?:hands?|fingers?|fist)\s+(?:(?P<closes>closes?|curls?|wraps?|locks?|tightens?"
                   r"|clenches?|folds?)\s+(?:tight(?:ly)?\s+)?(?:around|over|on|about)"
                   r"|(?:clutch|grip|hold|clasp|grasp)(?:es|s)?)")
_WITH = Pattern(rf"\s*(?:(?:un)?locks|opens|cuts|slashes|slices|pries|digs|writes|signs|lights|smashes|breaks|wipes|stirs"
                   rf"|ties|carves|lashes|beats|bangs|hammers|scratches|prods|pokes|scrapes|saws|chops|scoops|brushes|sweeps"
                   rf"|paints|stamps|fans|parries|blocks|picks(?=\s+(?:the|a)\s+lock)|taps|traces|draws|wedges|levers|shaves|props|pins"
                   rf"|(?:strikes|stabs|lunges|slashes|hacks|jabs|thrusts|swings|points)\s+(?:out\s+)?at"
                   rf"|(?:hits|kills|attacks|strikes|stabs|shoots|threatens)(?=\s+(?:{PERSON}(?!['’]s)|him|her"
               rf"|(?:the|a)\s+(?!\w*man\b|\w*men\b|guard|soldier|boy|girl|stranger|figure)\w+)\s))"
                   rf"\s[^.;,!?]{{1,40}}?\swith\s+{_THING}\s*(?=$|[.,;!?]|and\b|then\b)")
_TOYS = Pattern(rf"\s*(?:toys|fiddles|fidgets|plays|practises|practices|trains|drills|fences|spars|salutes)\s+"
                rf"with\s+{_THING}\s*(?=$|[.,;!?]|and\b|then\b|on\b|in\b|between\b)")
_DRINKS = Pattern(rf"\s*(?:drinks|sips|eats|pours|drains|gulps|swigs|fills)\s+(?:[\w'’-]+\s+){{0,5}}?from\s+"
                  rf"{_THING}\s*(?=$|[.,;!?]|and\b|then\b|as\b)")
_TURNS = Pattern(rf"\s*turns\s+(?:over\s+{_THING}"
                    rf"|{_THING.replace('<det>', '<det2>').replace('<prop>', '<thing>')}\s+over\b)")
_COMES = Pattern(rf"\s*(?:enters|arrives|appears|returns|reappears|(?:comes|walks|steps|bursts|runs|rushes) (?:in|back|up))\b"
                    rf"(?:\s+(?!with\b)[\w-]+){{0,5}}?\s+with\s+{_THING}\s*(?=$|[.,;!?]|and\b|in\b)")
_BURNS = Pattern(rf"\s*(?:sets?\s+(?:fire|light)|(?:puts?|touches|touch)\s+(?:an?|the|his|her)\s+(?:\w+\s+)?(?:match|lighter"
                 rf"|flame|candle|torch))\s+to\s+{_THING}\s*(?=$|[.,;!?]|and\b|then\b|with\b|as\b|in\b|on\b)")
_FRAMES = ((_WITH, "with", "uses"), (_TOYS, "with", "uses"), (_DRINKS, "from", "uses"), (_COMES, "with", "uses"),
           (_TURNS, "turns", "uses"),
           (_BURNS, " to", "breaks"))
"""Each with a word without which it does not match, and what it tells."""
_OUT = Pattern(rf"\s*(?:out\b|up to (?:{PERSON}|him\b|her\b))")
_SOMEONE = Pattern(rf"\s+{PERSON}", exact=True)
_RELATIVE = Pattern(r"\s*who\s+")
_LOOSE = Pattern(rf"(?<![a-z])(?P<verb>[a-z]+)\s+(?:(?:up|down|back|over|away|out)\s+)?(?:{_THING}|(?P<it>it)\b(?!\s*['’]))")
_GOING = r"\b(?:kneels|bends|stoops|crouches|leans|reaches|steps|moves|goes|comes|hurries|rushes|runs|returns|turns|stops|dives)"
_BARE_SUBJECT = Pattern(rf"\b(?:they|both|all|men|women|guards|soldiers|others|two|{PERSON}\s+and\s+{PERSON}"
                           rf"|(?:lets|makes|helps|has|hears|feels)\s+{PERSON}|{_GOING}\b[\w\s]{{0,24}}?\bto)\s+$")
_MOVES = frozenset(("give", "pass", "trade", "throw", "put", "drop", "take", "pull", "slide", "leave", "press"))
_TO_WHOM = frozenset(("give", "pass", "throw", "slide", "trade", "offer", "show"))
"""Verbs behind which somebody may stand who gets the thing."""
_UNDECIDED = {"give": "gives", "pass": "gives", "trade": "gives", "put": "drops", "drop": "drops", "throw": "drops",
              "leave": "drops"}
_FAR = Pattern(rf"\s*(?:the|his|her|their|this|that)\s+"
                  rf"(?:(?!(?:of|about|in|on|with|for|from|to|at|and|or|the|that|who|which)\b)"
                  rf"[\w-]+,?\s+){{4,8}}(?P<prop>{PROP})(?=\s*(?:$|[,.;!?]))")
_HELD_BACK = Pattern(r"\b(?:nearly|hardly|scarcely|pretends?)\b")
_IDIOM = Pattern(r"\s+(?:in(?!\s+(?:two|half|pieces|(?:his|her|their|the|a)\s+(?:[\w-]+\s+)?(?:pockets?|coat|jacket|bag"
                 r"|purse|sleeve|hands?|palm|fire|flames|river|water|snow)\b))|all|easy|together"
                 r"|seriously|well|badly|slow|personally|from there|to mean|as|up to|over with|a)\b")


def read_english(page: Page, clause: Clause, start: int) -> Iterator[Found]:
    """What the clause tells, in order. `start` is where its sentence begins."""
    agent, at, whole = _agent(page, clause)
    told = _active(page, clause, agent, at, start) if agent else None
    found = _undecided(page, clause, start) if told is None else told
    if found and (not whole or doubtful(page, clause, start)):
        found = [Found(one.at, unsure((one.handling.prop,), one.handling.kind, one.handling.who)[0]) for one in found]
    yield from (one for one in found if one.handling.sure or one.handling.kind not in ("uses", "mends"))


def _agent(page: Page, clause: Clause) -> tuple[str, int, bool]:
    """Who does what the words behind the second value tell, and whether that is certain."""
    if len(clause.subjects) != 1:
        return "", clause.after, True
    who = _RELATIVE.match(page.text, clause.first) if clause.carried and "who" in page.words else None
    if who is not None:
        before = max(page.text.rfind("\ue002", 0, clause.first), 0)
        plain = page.text[before : clause.first].strip("\ue002\ue000 ,")
        return ("" if plain else page.ids.get(before, "")), who.end(), True
    seen = _SEES.match(page.text, clause.after, clause.last) if page.words & _SEEING else None
    if seen is not None:
        return page.ids[seen.start("who")], seen.end(), True
    return clause.subjects[0], clause.after, not clause.aside


def _active(page: Page, clause: Clause, agent: str, at: int, start: int) -> list[Found] | None:
    """What `agent` does by the words from `at` on; None where they do not begin with a verb of handling."""
    text, seen = page.text, clause.after < at and not clause.carried
    limb = _limb(page, clause, agent) if page.words & _LIMBS else None
    if limb is not None:
        return limb
    fill = _FILL.match(text, at)
    at = fill.end() if fill else at
    be = _BE.match(text, at, clause.end)
    word = _WORD.match(text, be.end() if be else at, clause.end)
    tool = _tool(page, clause, agent, at) if page.words & _TOOLS else None
    if tool is not None:
        return [tool]
    verb = verbs().get(word[0].lower()) if word else None
    if word is None or verb is None:
        return None
    id, form = verb
    fits = form.startswith("ing") if be else form[:1] in "si" or (seen and form.startswith("bare"))
    if not fits or (be and id not in ("hold", "lift")):
        return None
    found = list(_object(page, clause, agent, word.end(), id, form, start))
    if not found and id == "let go":
        return None
    loose = form.startswith("ing") and clause.carried and not (clause.near and not clause.aside)
    return None if loose and not all(one.handling.to for one in found) else found


def _tool(page: Page, clause: Clause, agent: str, at: int) -> Found | None:
    """A thing that somebody works with, comes in with, turns in the hand or sets fire to."""
    text, end = page.text, clause.end
    told = text[at:end].casefold()
    found = next(((one, kind) for frame, word, kind in _FRAMES if word in told and (one := frame.match(text, at, end))), None)
    if found is None:
        return None
    tool, kind = found
    place = max(tool.start(name) for name in tool.groupdict() if name in ("prop", "thing"))
    if (tool["det"] or "").lower() in ("a", "an") or page.own(tool, place, agent):
        return None
    return Found(place, handling(kind, agent, page.ids[place]))


def _object(page: Page, clause: Clause, agent: str, at: int, id: str, form: str, start: int) -> Iterator[Found]:
    """The thing that the verb `id` before `at` does something with, whom it goes to, and what follows from it."""
    text, particle, to = page.text, "", ""
    whom = _WHO.match(text, at, clause.end) if id in _TO_WHOM else None
    if whom is not None:
        target = _OBJECT.match(text, whom.end(), clause.end)
        if target is None or (whom["to"].lower() == "her" and not target["det"] and "back" not in whom[0]):
            whom = None
        else:
            at, to = whom.end(), page.whom(whom, "to", agent) or "?"
    if whom is None and id != "slide" and id in _TO_WHOM and (other := _SOMEBODY.match(text, at, clause.end)):
        at, to = other.end(), "?"
    mark = _PARTICLE.match(text, at, clause.end)
    if mark is not None:
        at, particle = mark.end(), mark["word"].lower()
    target = _OBJECT.match(text, at, clause.end)
    if target is None:
        far = _FAR.match(text, at, clause.end) if id in _MOVES else None
        if far is not None:
            yield from (Found(at, one) for one in unsure((page.ids[far.start("prop")],), _UNDECIDED.get(id, "takes"), agent))
        return
    if target["it"] and _IDIOM.match(text, target.end()):
        return
    place, end = target.start("prop" if target["prop"] else "it"), target.end()
    props, sure = _things(page, target, place, start)
    while (more := _MORE.match(text, end, clause.end)) is not None:
        props, end = (*props, page.ids[more.start("prop")]), more.end()
    if _TAIL.match(text, end, clause.end) is None:
        if id in _MOVES and _SOMEONE.match(text, end):
            yield from (Found(place, one) for one in unsure(props, _UNDECIDED.get(id, "takes"), agent))
        return
    stop = _STOP.search(text, end, clause.end)
    tail = text[end : stop.start() if stop else clause.end]
    theirs = page.ids.get(target.start("det"), agent) != agent
    frame = Frame(page, agent, particle, tail, end, to, form, theirs)
    told = FRAMES[id](frame)
    if told is not None:
        kind, receiver, clear = told
        certain = sure and clear and (kind == "gives" or not page.own(target, place, agent))
        for prop in props:
            if prop != STRANGER:
                yield Found(place, handling(kind, agent, prop, receiver, certain))
                shown = frame.receiver().strip("?") if id == "show" else ""
                if shown or (id == "hold" and (particle == "out" or _OUT.match(tail))):
                    yield Found(place, handling("gives", agent, prop, shown, False))


def _things(page: Page, target: re.Match[str], place: int, start: int) -> tuple[tuple[str, ...], bool]:
    """The props that an object can mean, and whether it is sure that they are meant."""
    if target["it"]:
        props = page.near(place, start)
        return props, len(props) == 1 and (props != page.lately or page.close)
    return (page.ids[place],), (target["det"] or "").lower() not in ("a", "an")


def _limb(page: Page, clause: Clause, agent: str) -> list[Found] | None:
    """Fingers that close around a thing: from then on somebody has it."""
    limb = _LIMB.match(page.text, clause.after, clause.last)
    target = _OBJECT.match(page.text, limb.end(), clause.last) if limb else None
    if limb is None or target is None or not target["prop"]:
        return None
    place = target.start("prop")
    kind = "takes" if limb["closes"] and limb["closes"].lower()[:2] in ("cl", "cu", "wr", "lo", "fo") else "uses"
    return [Found(place, handling(kind, agent, page.ids[place]))]


def _undecided(page: Page, clause: Clause, start: int) -> list[Found]:
    """Things of the clause that change hands in a way that is not clear: nobody knows who did it, or to whom."""
    found = []
    for one in _LOOSE.finditer(page.text, clause.first, clause.last):
        id, form = verbs().get(one["verb"].lower(), ("", ""))
        if id not in _MOVES or form[:1] not in "sb" or (one["it"] and _IDIOM.match(page.text, one.end())):
            continue
        verb = one.start("verb")
        early = max(clause.first, verb - WINDOW)
        if form.startswith("bare") and not (_BARE_SUBJECT.search(page.text, early, verb) or _joint(page, clause, verb)):
            continue
        if _HELD_BACK.search(page.text, early, verb) or negated(page.text, early, verb):
            continue
        if _TAIL.match(page.text, one.end(), clause.end) is None:
            continue
        place = one.start("prop" if one["prop"] else "it")
        props = page.near(place, start) if one["it"] else (page.ids[place],)
        kind = _UNDECIDED.get(id, "takes")
        found += [Found(place, one_) for one_ in unsure(props, kind, "")]
    return found


def _joint(page: Page, clause: Clause, at: int) -> bool:
    """Whether the verb at `at` is what several subjects do together."""
    several = len(clause.subjects) > 1 and not clause.carried
    return several and not page.text[clause.after : min(at, clause.after + WINDOW)].strip()
