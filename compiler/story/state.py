"""What holds while each beat plays: who is here and alive, what they wear and hold, how they are marked, what they know.

A scene is a function from state to state. The main line runs through the scenes of the present; a flashback starts
from the series' starts, a dream from the present, and neither leaks back. Snapshots share what did not change.

Whoever dies is no longer present: nobody talks to them and no shot is filled with them. The body may lie in the picture
where the writer's own shot or action names it. `[[enter: …]]` brings the dead back (and is reported, D230).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ...stdlib import fold
from ..base.source import Span
from ..bible.nodes import Bible
from .directive import NO_MARKS
from .nodes import Act, Beat, Change, Episode, Fact, Line, Scene, ShotAsk

UNSEEN = frozenset(("vo", "phone", "radio", "pa", "os"))
"""Channels that put nobody into the picture. (O.S. is near, not in it; an inner voice is that of someone we see.)"""
FORKS = frozenset(("flashback", "dream"))
_HANDLING = frozenset(("takes", "drops", "gives", "marks", "dies"))
_NAMED = "named"
"""Evidence that somebody is only spoken of: the living are then taken to be here, the dead are not."""


@dataclass(frozen=True, slots=True)
class State:
    """A snapshot. `present` are the cast ids and extras who can be in the picture, in order of appearance; `wearing`
    maps a cast id to a key of its wardrobe; `holding` and `marks` map it to props and marks, and hold no empty entries;
    `dead` are those who have died; `knowing` holds pairs of somebody and a fact that they were told (see `knows`), in
    sets of falling size, so that snapshots share all but the smallest.

    `since` tells where a fact was last set: `holds:PROP`, `wears:WHO`, `marks:WHO`, `dies:WHO` and, in this scene,
    `exit:WHO`. What the bible says at the start has no entry.
    """

    present: tuple[str, ...] = ()
    wearing: Mapping[str, str] = field(default_factory=dict)
    holding: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    marks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    dead: frozenset[str] = frozenset()
    knowing: tuple[frozenset[tuple[str, str]], ...] = ()
    since: Mapping[str, Span] = field(default_factory=dict, compare=False)

    def holder(self, prop: str) -> str:
        """Who holds `prop`, or the empty string."""
        return next((who for who, props in self.holding.items() if prop in props), "")

    def alive(self, who: str) -> bool:
        """Whether `who` has not died."""
        return who not in self.dead

    def knows(self, who: str, fact: str) -> bool:
        """Whether `who` was told `fact`, however it is written (`Pendant Secret` is `pendant-secret`)."""
        pair = (who, fold(fact))
        return any(pair in some for some in self.knowing)


@dataclass(frozen=True, slots=True)
class Flow:
    """The states of one episode. `scenes[s][b]` holds while beat `b` of scene `s` plays, its own change included;
    `opening[s]` when the scene begins; `after` when the next episode does."""

    episode: str
    opening: tuple[State, ...]
    scenes: tuple[tuple[State, ...], ...]
    after: State

    def before(self, scene: int, beat: int) -> State:
        """The state that beat `beat` of scene `scene` finds."""
        return self.scenes[scene][beat - 1] if beat else self.opening[scene]


def starts(bible: Bible) -> State:
    """The state before the first episode."""
    return State(
        wearing={id: one.wearing for id, one in bible.cast.items() if one.wearing},
        holding={id: one.holds for id, one in bible.cast.items() if one.holds},
        marks={id: one.marks for id, one in bible.cast.items() if one.marks},
    )


def flow(episode: Episode, bible: Bible, before: State) -> Flow:
    """The states of `episode`, which begins in `before`. Neighbouring scenes of one flashback (or dream) go on from one
    another."""
    main, fork, last = replace(before, present=()), None, ""
    opening, scenes = [], []
    for scene in episode.scenes:
        if scene.storytime in FORKS:
            if fork is None or scene.storytime != last:
                fork = starts(bible) if scene.storytime == "flashback" else replace(main, since={})
            state = fork
        else:
            state, fork = main, None
        first, inside = _scene(scene, state)
        opening.append(first)
        scenes.append(inside)
        end = replace(inside[-1] if inside else first, present=())
        if scene.storytime in FORKS:
            fork = end
        else:
            main = end
        last = scene.storytime
    return Flow(episode.id, tuple(opening), tuple(scenes), main)


def _scene(scene: Scene, state: State) -> tuple[State, tuple[State, ...]]:
    state = replace(state, present=_at_start(scene, state.dead),
                    since={key: span for key, span in state.since.items() if not key.startswith("exit:")})
    first, inside = state, []
    for beat in scene.beats:
        if isinstance(beat, Change):
            state = step(state, beat)
        elif isinstance(beat, Fact):
            state = learn(state, beat)
        elif isinstance(beat, Act) and any(gesture.startswith("enter") for _, gesture in beat.gestures):
            come = (who for who, gesture in beat.gestures if gesture.startswith("enter"))
            state = replace(state, present=tuple(dict.fromkeys((*state.present, *come))))
        inside.append(state)
    return first, tuple(inside)


def step(state: State, change: Change) -> State:
    """`state` after `change`. A prop has one holder; `marks: none` ends all marks; who dies is no longer present, and who
    enters is alive."""
    who, what = change.who, change.what
    match change.kind:
        case "enter":
            present = state.present if who in state.present else (*state.present, who)
            return replace(state, present=present, dead=state.dead - {who})
        case "dies":
            return replace(state, present=tuple(one for one in state.present if one != who),
                           dead=state.dead | {who}, since={**state.since, f"dies:{who}": change.span})
        case "exit":
            present = tuple(one for one in state.present if one != who)
            return replace(state, present=present, since={**state.since, f"exit:{who}": change.span})
        case "wears":
            return replace(state, wearing={**state.wearing, who: what},
                           since={**state.since, f"wears:{who}": change.span})
        case "marks":
            marks = {one: had for one, had in state.marks.items() if one != who}
            if what != NO_MARKS:
                had = state.marks.get(who, ())
                marks[who] = had if what in had else (*had, what)
            return replace(state, marks=marks, since={**state.since, f"marks:{who}": change.span})
        case "takes" | "gives" | "drops":
            return _hand(state, what, {"takes": who, "gives": change.to}.get(change.kind, ""), change.span)
    return state


def learn(state: State, fact: Fact) -> State:
    """`state` after an entry of the ledger: what is revealed is known to those it is told to, else to all who are
    present. Who is said to know something knows it from there on: a missing reveal is told once."""
    if fact.kind not in ("reveals", "knows"):
        return state
    fresh = frozenset((who, fold(fact.id)) for who in fact.who or state.present if not state.knows(who, fact.id))
    if not fresh:
        return state
    known = list(state.knowing)
    while known and len(known[-1]) <= len(fresh):
        fresh |= known.pop()
    return replace(state, knowing=(*known, fresh))


def _hand(state: State, prop: str, to: str, span: Span) -> State:
    holding = {one: tuple(thing for thing in had if thing != prop) for one, had in state.holding.items()}
    if to:
        holding[to] = (*holding.get(to, ()), prop)
    return replace(state, holding={one: had for one, had in holding.items() if had},
                   since={**state.since, f"holds:{prop}": span})


def _at_start(scene: Scene, dead: frozenset[str]) -> tuple[str, ...]:
    """Who is here when the scene begins: everybody whom its action mentions, who speaks in the picture, whom a shot
    shows or who handles something; not those of whom the first directive says that they enter, nor those who come in
    with their first mention, nor the dead of whom it only speaks."""
    here: dict[str, None] = {}
    told: dict[str, str] = {}
    for beat in scene.beats:
        for who, how in _evidence(beat):
            if how in ("enter", "exit"):
                told.setdefault(who, how)
            elif how == "comes" and who not in here:
                told.setdefault(who, "enter")
            elif how != _NAMED or who not in dead:
                here.setdefault(who)
    return tuple(who for who in here if told.get(who) != "enter")


def _evidence(beat: Beat) -> list[tuple[str, str]]:
    """The people whom a beat tells of: `enter` or `exit` where it is a directive that says so, `comes` where prose
    does, `named` where prose has them do nothing, otherwise that they are here."""
    match beat:
        case Act():
            return _of_act(beat)
        case Line():
            return [] if beat.channel in UNSEEN else [(who, "") for who in beat.speakers]
        case ShotAsk():
            return [(who, "") for who in (*beat.subjects, *beat.on)]
        case Change(kind="enter" | "exit"):
            return [(beat.who, beat.kind)]
        case Change() if beat.kind in _HANDLING:
            return [(who, "") for who in (beat.who, beat.to) if who]
    return []


def _of_act(act: Act) -> list[tuple[str, str]]:
    coming = {who for who, gesture in act.gestures if gesture.startswith("enter")}
    doing = {who for who, _ in (*act.gestures, *act.emotions)}
    return [(who, "comes" if who in coming else "" if who in doing else _NAMED) for who in act.who]
