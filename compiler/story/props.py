"""Where props go: the state after an event with one of them, and whether the event could be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ...stdlib import vocabulary
from ..base.nodes import node, replace
from ..base.pattern import Lazy
from ..bible.nodes import Bible
from .handed import Event, beside
from .nodes import Act, Change, Line, Scene
from .possible import ANYBODY, Spot, fault
from .snapshot import Handled, State

FORKS = frozenset(("flashback", "dream"))
_NOWHERE = Spot()
_OFFERS = Lazy(r"\b(?:hold(?:s|ing)? (?:\w+ ){0,4}?out|(?:offer|extend|present|show|slid|push|toss|thrust|nod|point"
                     r"|lend|let)\w*)\b|伸出|递出|递来|亮出|展示|推到|推给|示意|借给", re.IGNORECASE)
_HERE = Lazy(r"\b(?:take (?:it|this|the|my|them)|here|have it|use (?:it|this|my|the)|go ahead|open it|read it|try it"
                   r"|look at)\b|拿着|给你|拿去|打开|看看|用吧|试试", re.IGNORECASE)


@node
class Stage:
    """The scene, number `number` of its episode, in which an event happens. `dead` are those who had died before it;
    `handled` collects the events of the episode."""

    scene: Scene
    number: int
    dead: frozenset[str]
    bible: Bible
    handled: list[Handled]

    def follows(self, prop: str, state: State) -> bool:
        """Whether it is known here where `prop` is: nobody can know what went on before a flashback, or hold to account
        a thing that was never declared."""
        if f"holds:{prop}" in state.since:
            return True
        return prop in self.bible.props and not self.bible.partial and self.scene.storytime not in FORKS

    def near(self, who: str, event: Event, state: State) -> bool:
        """Whether `who` is here when `event` happens: in the scene, named beside it, coming or going beside it, or dead on
        the floor."""
        if who in state.present or (who in state.dead and who not in self.dead):
            return True
        for at in (event.beat, *beside(self.scene.beats, event.beat)):
            beat = self.scene.beats[at]
            if isinstance(beat, Act) and who in beat.who:
                return True
            if isinstance(beat, Change) and beat.who == who and beat.kind in ("enter", "exit", "dies"):
                return True
        return False

    def earlier(self, prop: str) -> Iterator[Event]:
        """What was done with `prop` in this scene before."""
        for one in reversed(self.handled):
            if one.scene != self.number:
                return
            if one.event.prop == prop:
                yield one.event


def handle(state: State, event: Event, stage: Stage) -> State:
    """`state` after `event`, which is noted on the stage with what is wrong with it.

    What cannot be may be the mistake, or what was told before: from there on the prop may be at either place, until
    something is told that fits only one of them. So it is where somebody uses what another held out to them, or what
    nobody was said to take.
    """
    prop = event.prop
    if event.kind == "doubt":
        spot = state.spot(prop)
        if spot == _NOWHERE or prop in state.rivals:
            return state
        perhaps = Spot(event.to) if event.to and event.who == spot.who else ANYBODY  # it was held out to somebody
        return replace(state, rivals={**state.rivals, prop: perhaps})
    if event.kind == "mends":
        return replace(state, broken=state.broken - {prop}) if prop in state.broken else state
    if event.kind == "uses" and not _fits_a_hand(prop, stage.bible):
        stage.handled.append(Handled(stage.number, event, state))
        return state
    spot, trouble = _judged(state, event, stage)
    if trouble and not event.directive and _is_another(event, stage):
        return state
    stage.handled.append(Handled(stage.number, event, state, trouble))
    after = _after(event, spot, stage.scene.place)
    found = state.rivals.get(prop) == ANYBODY  # whoever has it now has it
    doubt = trouble or (spot.who != event.who and event.kind in ("uses", "breaks") and not found)
    return _put(state, event, after, spot if doubt and spot != after else None)


def _judged(state: State, event: Event, stage: Stage) -> tuple[Spot, str]:
    """Where the prop is when `event` happens, and what is wrong with the event there."""
    if not stage.follows(event.prop, state):
        return _NOWHERE, ""

    def near(who: str) -> bool:
        return stage.near(who, event, state)

    place = stage.scene.place
    again = any(one.kind in ("takes", "gives") for one in stage.earlier(event.prop))
    spot = state.spot(event.prop)
    trouble = fault(event, spot, place, near, again)
    rival = state.rivals.get(event.prop)
    if trouble and rival == ANYBODY:
        return _NOWHERE, ""
    if trouble and rival is not None and not fault(event, Spot(*rival), place, near, again):
        return Spot(*rival), ""
    if trouble == "shared" and _held_out(spot.who, event, stage):
        return spot, ""
    return spot, trouble


def _held_out(holder: str, event: Event, stage: Stage) -> bool:
    """Whether the holder of a prop offers it here, or is named where somebody else uses it."""
    beats = stage.scene.beats
    beat = beats[event.beat]
    if isinstance(beat, Act) and holder in beat.who:
        return True
    for one in beats[: event.beat]:
        if isinstance(one, Act) and holder in one.who and event.prop in one.props and _OFFERS.search(one.text):
            return True
        if isinstance(one, Line) and holder in one.speakers and any(_HERE.search(words) for _, words in one.words):
            return True
    return False


def _is_another(event: Event, stage: Stage) -> bool:
    """Whether prose has spoken of `a letter` in this scene, so that `the letter` may be that one, and not the declared
    one."""
    declared = stage.bible.props.get(event.prop)
    if declared is None:
        return False
    pattern = _indefinite(tuple(dict.fromkeys((declared.id, *declared.aliases, *declared.names.values()))))
    return any(isinstance(one, Act) and pattern.search(one.text) for one in stage.scene.beats[: event.beat + 1])


@lru_cache(256)
def _indefinite(names: tuple[str, ...]) -> re.Pattern[str]:
    """What finds one of `names` as something that was not spoken of before."""
    words = "|".join(map(re.escape, names))
    return re.compile(rf"\b(?:an?|another|some|two|three|several|new) (?:[\w-]+ ){{0,2}}(?:{words})\b"
                      rf"|(?:一[封张杯本枚块个只支瓶件]|另一|两|几|新的?)\w{{0,2}}(?:{words})", re.IGNORECASE)


def _after(event: Event, spot: Spot, place: str) -> Spot:
    """Where the prop is after `event`."""
    match event.kind:
        case "takes" | "uses":
            return Spot(event.who)
        case "gives":
            return Spot(event.to)
    return _NOWHERE if event.stowed or event.kind == "breaks" else Spot("", place)


def _put(state: State, event: Event, after: Spot, rival: Spot | None) -> State:
    """`state` with the prop of `event` at `after`, or else, perhaps, at `rival`."""
    prop, before = event.prop, state.spot(event.prop)
    moved, breaks = after != before, event.kind == "breaks"
    rivals = state.rivals
    if rival is not None:
        rivals = {**rivals, prop: (rival.who, rival.place)}
    elif prop in rivals:
        rivals = {one: where for one, where in rivals.items() if one != prop}
    if not moved and not breaks and rivals == state.rivals:
        return state
    since = state.since
    if moved or f"holds:{prop}" not in since:
        since = {**since, f"holds:{prop}": event.span}
    if breaks:
        since = {**since, f"breaks:{prop}": event.span}
    holding, lying = state.holding, state.lying
    if moved:
        held = {one: tuple(thing for thing in had if thing != prop) for one, had in holding.items()}
        if after.who:
            held[after.who] = (*held.get(after.who, ()), prop)
        holding = {one: had for one, had in held.items() if had}
        lying = {one: where for one, where in lying.items() if one != prop}
        if after.place:
            lying[prop] = after.place
    return replace(state, holding=holding, lying=lying, rivals=rivals, since=since,
                   broken=state.broken | {prop} if breaks else state.broken)


def _fits_a_hand(prop: str, bible: Bible) -> bool:
    """Whether who uses a prop has it in hand: a sword, not a dog."""
    declared = bible.props.get(prop)
    shape = declared.shape if declared is not None else ""
    return bool(vocabulary("props").entries.get(shape, {}).get("hand", True))
