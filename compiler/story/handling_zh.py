"""What Chinese action tells of things in hands: 把 and 被, verbs of giving with their receivers, things held.

Behind the subject circumstances may stand before the verb or 把, and what the same person does first (走上前一把夺过), but no
word that denies, intends or asks, and nobody else: 没有接过, 想拿起 and 让他放下 are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..base.expressions import compiled
from .frames_zh import (
    AFTER_ZERO,
    ASPECT,
    AT_BODY,
    AWAY,
    BACKED,
    BAR,
    BREAKS,
    BROKEN,
    BURNT,
    COMES_TO,
    FALLS,
    FAR,
    FATES,
    FIRE,
    FROM,
    GIVES,
    HANDS_OVER,
    IDIOM,
    IN_HAND,
    INDEFINITE,
    INTO,
    IT,
    KINDS,
    LEADS,
    LIES_IN,
    LOST,
    MORE,
    MOVES,
    OBJECT,
    OTHER,
    OWN,
    PART,
    PLAIN,
    PUTS_ON,
    REACH,
    SEES,
    SLIPS,
    SOMEWHERE,
    STOPS,
    TAKEN,
    TAKES_IT,
    TO,
    TO_BITS,
    TOWARDS,
    WITH,
)
from .masked import WINDOW, Clause, Found, Page, doubtful, handling, unsure, verbs
from .nodes import Handling
from .pronoun import STRANGER


@cache
def _words(*ids: str) -> re.Pattern[str]:
    """The Chinese verbs of these entries of stdlib `handlings`, the longest first."""
    found = [word for word, (id, _) in verbs().items() if id in ids and not word.isascii()]
    return compiled(r"\s*(?P<verb>" + "|".join(map(re.escape, sorted(found, key=len, reverse=True))) + ")")


def _verb() -> re.Pattern[str]:
    """All verbs of handling."""
    return _words("find", "give", "trade", "throw", "slide", "put", "leave", "drop", "take", "pull", "lift", "hold", "read",
                  "break", "tear", "mend")


@cache
def _beginnings() -> re.Pattern[str]:
    """What a frame begins with."""
    return compiled(rf"[把将用给为替从自]|{_verb().pattern}")


@cache
def _ends() -> re.Pattern[str]:
    """What tells what becomes of a thing, behind the thing."""
    frames = (AT_BODY, GIVES, INTO, HANDS_OVER, AWAY, TOWARDS)
    return compiled("|".join(re.sub(r"\?P<\w+>", "?:", one.pattern) for one in frames) + rf"|{_verb().pattern}")


def read_chinese(page: Page, clause: Clause, start: int) -> Iterator[Found]:
    """What the clause tells, in order. `start` is where its sentence begins."""
    agent = clause.subjects[0] if len(clause.subjects) == 1 else ""
    at = clause.after
    seen = SEES.match(page.text, at, clause.end)
    if seen is not None:
        agent, at = page.ids[seen.start("who")], seen.end()
    found = [*_active(page, clause, agent, at, start)] if agent else []
    if not found and agent:
        found = list(_suffers(page, clause, agent))
    if not found:
        found = [*_things(page, clause)] or _undecided(page, clause)
    told = {one.handling.prop for one in found}
    found += [one for one in _held(page, clause, agent) if one.handling.prop not in told]
    astray = clause.aside and seen is None and BACKED.search(page.text, clause.first, clause.last) is None
    if astray or doubtful(page, clause, start):
        found = [Found(one.at, unsure((one.handling.prop,), one.handling.kind, one.handling.who)[0]) for one in found]
    yield from (one for one in found if one.handling.sure or one.handling.kind not in ("uses", "breaks", "mends"))


def _openings(page: Page, at: int, end: int, frames: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Where one of the `frames` begins behind a subject that ends at `at`: nothing but circumstances, and what the same
    person does before, may stand in between."""
    for one in frames.finditer(page.text, at, end):
        between = IDIOM.sub("", page.text[at : one.start()])
        if len(between) > REACH or PLAIN.fullmatch(between) is None or STOPS.search(between) is not None:
            return
        yield one


def _active(page: Page, clause: Clause, agent: str, at: int, start: int) -> Iterator[Found]:
    """What `agent` does by the words from `at` on: by the first of them that tell anything."""
    for one in _openings(page, at, clause.last, _beginnings()):
        told = list(_frame(page, clause, agent, one.start(), start))
        if told:
            yield from told
            return


def _frame(page: Page, clause: Clause, agent: str, at: int, start: int) -> Iterator[Found]:
    """What the words that begin at `at` tell of `agent`."""
    text, end = page.text, clause.end
    worn = PUTS_ON.match(text, at, end)
    if worn is not None:
        to = page.whom(worn, "to", agent)
        yield Found(worn.start("prop"), handling("gives", agent, page.ids[worn.start("prop")], to))
        return
    tool = WITH.match(text, at, end)
    if tool is not None:
        if OTHER.match(tool["det"] or "") is None:
            yield Found(tool.start("prop"), handling("uses", agent, page.ids[tool.start("prop")], "",
                                                     INDEFINITE.search(tool["det"] or "") is None))
        return
    whole = TAKES_IT.match(text, at, end)
    if whole is not None:
        yield from _disposed(page, clause, agent, whole, start)
        return
    source = FROM.match(text, at, end)
    if source is not None:
        freed = next(_openings(page, source.end(), clause.last, _verb()), None)
        if freed is not None and verbs()[freed["verb"]][0] in ("take", "pull", "lift", "tear"):
            yield from _verbal(page, clause, agent, freed, start)
        return
    verb = _verb().match(text, at, end)
    if verb is not None:
        yield from _verbal(page, clause, agent, verb, start)


def _verbal(page: Page, clause: Clause, agent: str, verb: re.Match[str], start: int) -> Iterator[Found]:
    """What a verb tells with the things right behind it, or with one that is left out."""
    text, end = page.text, clause.end
    id, form = verbs()[verb["verb"]]
    aspect = ASPECT.match(text, verb.end())
    at = aspect.end() if aspect else verb.end()
    if id == "give" and form != "outright":
        yield from _to(page, clause, agent, verb.end(), start)
        return
    target = OBJECT.match(text, at, end) or (PART.match(text, at, end) if id in ("hold", "read", "lift") else None)
    if target is None:
        yield from _left_out(page, clause, agent, verb, at, start)
        return
    place = target.start("prop")
    props, stop = [page.ids[place]], target.end()
    while (more := MORE.match(text, stop, end)) is not None:
        props.append(page.ids[more.start("prop")])
        stop = more.end()
    if OTHER.match(target["det"] or ""):
        return
    definite = INDEFINITE.search(target["det"] or "") is None
    if place in page.common and (page.own(target, place, agent) or (not target["det"] and OWN.match(verb["verb"]))):
        definite = False
    for prop in props:
        one = _plain(page, agent, id, prop, definite, GIVES.match(text, stop, end))
        if one is not None:
            yield Found(place, one)


def _plain(page: Page, agent: str, id: str, prop: str, definite: bool, onward: re.Match[str] | None) -> Handling | None:
    """What a verb and the thing behind it tell. `onward`: words that give it to somebody right behind."""
    if onward is not None and id in ("take", "pull", "lift", "hold"):
        to = page.whom(onward, "to", agent)
        return handling("gives", agent, prop, to, definite)
    if id in ("give", "trade", "slide"):
        return handling("gives", agent, prop, "", False)
    if id in ("take", "pull", "find"):
        return handling("takes", agent, prop, "", definite and id != "find")
    if id in ("hold", "lift", "read"):
        return handling("uses", agent, prop, "", definite)
    if id in ("drop", "throw", "leave"):
        return handling("drops", agent, prop, "", definite)
    if id in ("break", "tear"):
        return handling("breaks", agent, prop, "", definite)
    if id == "mend":
        return handling("mends", agent, prop, "", definite)
    return None


def _to(page: Page, clause: Clause, agent: str, at: int, start: int) -> Iterator[Found]:
    """`递给顾深玉佩`, or 递给顾深 of the thing that stands before."""
    text = page.text
    who = TO.match(text, at, clause.end)
    target = OBJECT.match(text, who.end() if who else at, clause.end)
    to = page.whom(who, "to", agent) if who else ""
    if target is not None:
        if OTHER.match(target["det"] or "") is None:
            place = target.start("prop")
            yield Found(place, handling("gives", agent, page.ids[place], to, INDEFINITE.search(target["det"] or "") is None))
    elif AFTER_ZERO.match(text, who.end() if who else at, clause.end + 1):
        yield from _given(page, agent, page.near(at, start, True), to, at, start)


def _given(page: Page, agent: str, props: tuple[str, ...], to: str, at: int, start: int) -> Iterator[Found]:
    clear = len(props) == 1 and (props != page.lately or (page.close and bool(page.near(at, start))))
    yield from (Found(at, handling("gives", agent, prop, to, clear)) for prop in props if prop != STRANGER)


def _left_out(page: Page, clause: Clause, agent: str, verb: re.Match[str], at: int, start: int) -> Iterator[Found]:
    """`一把夺过`, of the thing that the action before names."""
    text = page.text
    it = IT.match(text, at)
    at = it.end() if it else at
    id, kind, to = verbs()[verb["verb"]][0], "", ""
    if INTO.match(text, verb.start("verb"), clause.end):
        kind, to, _ = _fate(page, clause, agent, verb.start("verb"))
    elif id in KINDS and SOMEWHERE.match(text, at, clause.end + 1):
        kind = KINDS[id]
    if kind:
        props = page.near(at, start, True)
        clear = len(props) == 1 and props != page.lately
        yield from (Found(at, handling(kind, agent, prop, to, clear)) for prop in props if prop != STRANGER)
    elif id in ("take", "give", "throw", "drop"):
        far = FAR.match(text, at, clause.last)
        if far is not None:
            yield from (Found(at, one) for one in unsure((page.ids[far.start("prop")],), KINDS.get(id, "gives"), agent))


def _disposed(page: Page, clause: Clause, agent: str, whole: re.Match[str], start: int) -> Iterator[Found]:
    """What `把 THING …` tells."""
    text, end = page.text, clause.end
    if OTHER.match(whole["det"] or ""):
        return
    place = whole.start("it" if whole["it"] else "prop")
    near = page.near(place, start) if whole["it"] else (page.ids[place],)
    props = [*near, *((page.ids[whole.start("more")],) if whole["more"] else ())]
    source = FROM.match(text, whole.end(), end)
    at = source.end() if source else whole.end()
    kind, to, sure = _become(page, clause, agent, at)
    if kind:
        sure = sure and len(near) == 1 and (not whole["it"] or near != page.lately or page.close)
        yield from (Found(place, handling(kind, agent, prop, to, sure)) for prop in props if prop != STRANGER)


def _become(page: Page, clause: Clause, agent: str, at: int) -> tuple[str, str, bool]:
    """What becomes of a thing by the words behind `at`, as `_fate` tells it."""
    return next((told for one in _openings(page, at, clause.last, _ends())
                 if (told := _fate(page, clause, agent, one.start()))[0]), ("", "", False))


def _fate(page: Page, clause: Clause, agent: str, at: int) -> tuple[str, str, bool]:
    """What becomes of a thing by the words at `at`: kind, receiver, sure."""
    text, end = page.text, clause.end
    if AT_BODY.match(text, at, end) is not None:
        return "uses", "", True
    gives = GIVES.match(text, at, end)
    if gives is not None:
        return "gives", page.whom(gives, "to", agent), True
    into = INTO.match(text, at, end)
    if into is not None:
        own = "uses" if into["neck"] else "takes"
        if not into["owner"] or into["owner"] == "自己":
            return own, "", True
        owner = page.owner(into, "owner", agent)
        return (own, "", True) if owner == agent else ("gives", owner, True)
    if HANDS_OVER.match(text, at):
        return "gives", "", False
    verb = _verb().match(text, at, end)
    gone = AWAY.match(text, at, end)
    if gone is not None and FIRE.match(text, gone.end()) and BURNT.search(text, gone.end(), gone.end() + WINDOW):
        return "breaks", "", True
    if verb is None:
        gone = gone or TOWARDS.match(text, at, end)
        return ("drops", "", True) if gone else ("", "", False)
    id = verbs()[verb["verb"]][0]
    kind = FATES.get(id, "gives")
    return kind, "", kind != "gives"


def _suffers(page: Page, clause: Clause, agent: str) -> Iterator[Found]:
    """`顾深被林晚夺走玉佩`: the subject loses it."""
    by = BACKED.match(page.text, clause.after, clause.last)
    if by is None:
        return
    verb = next(_openings(page, by.end(), clause.last, _words("take")), None)
    target = LOST.match(page.text, verb.end(), clause.last) if verb else None
    who = page.whom(by, "who", agent)
    if target is not None and who:
        place = target.start("prop")
        yield Found(place, handling("takes", who, page.ids[place]))


def _things(page: Page, clause: Clause) -> Iterator[Found]:
    """A thing that leads the clause: taken by somebody, broken, slipping from a hand."""
    text = page.text
    lead = LEADS.match(text, clause.first, clause.last)
    if lead is None:
        return
    place, at = lead.start("prop"), lead.end()
    prop = page.ids[place]
    by = BACKED.match(text, at, clause.last)
    if by is None and BROKEN.match(text, at, clause.last) is not None:
        yield Found(place, Handling("breaks", "", prop))
        return
    if by is None and TAKEN.match(text, at, clause.last) is not None:
        yield Found(place, Handling("takes", "", prop, "", False))
        return
    if by is not None:
        who = page.whom(by, "who", "")
        kind, to, sure = _become(page, clause, who, by.end())
        if kind and who:
            yield Found(place, handling(kind, who, prop, to, sure))
        return
    comes = COMES_TO.match(text, at, clause.last)
    if comes is not None:
        to = page.owner(comes, "owner", "")
        yield Found(place, handling("takes", to, prop) if to else Handling("takes", "", prop, "", False))
        return
    slips, lies = SLIPS.match(text, at, clause.last), LIES_IN.match(text, at, clause.last)
    if slips is not None:
        agent = clause.subjects[0] if len(clause.subjects) == 1 else ""
        yield Found(place, Handling("drops", page.owner(slips, "owner", agent), prop))
    elif lies is not None:
        who = page.owner(lies, "owner", "")
        if who:
            yield Found(place, handling("uses", who, prop))
    elif BREAKS.match(text, at, clause.last):
        yield Found(place, Handling("breaks", "", prop))
    elif FALLS.match(text, at, clause.last):
        yield Found(place, Handling("breaks" if TO_BITS.match(text, at, clause.end) else "drops", "", prop))


def _held(page: Page, clause: Clause, agent: str) -> Iterator[Found]:
    """Things that are said to be in somebody's hand: 手里拿着玉佩, 顾深手中的玉佩."""
    for one in IN_HAND.finditer(page.text, clause.first, clause.last):
        if BAR.search(page.text, max(clause.first, one.start() - WINDOW), one.start()):
            continue
        place = one.start("prop")
        who = page.owner(one, "owner", agent if clause.after <= one.start() else "", one["owner"] is None)
        if who:
            yield Found(place, handling("uses", who, page.ids[place]))


def _undecided(page: Page, clause: Clause) -> list[Found]:
    """Things that change hands in a way that is not clear: nobody knows who did it."""
    text = page.text
    if BAR.search(text, clause.first, clause.last):
        return []
    found = []
    for verb in _words(*MOVES).finditer(text, clause.first, clause.last):
        target = OBJECT.match(text, verb.end(), clause.last)
        if target is not None and OTHER.match(target["det"] or "") is None:
            kind = _plain(page, "", verbs()[verb["verb"]][0], "", True, None)
            props = (page.ids[target.start("prop")],)
            found += [Found(verb.start(), one) for one in unsure(props, kind.kind if kind else "takes", "")]
    return found
