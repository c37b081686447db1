"""What holds while each beat plays: who is here and alive, what they wear and hold, how they are marked, what they know.

A scene is a function from state to state. The main line runs through the scenes of the present; a flashback starts
from the series' starts, a dream from the present, and neither leaks back. Snapshots share what did not change.

Whoever dies is no longer present: nobody talks to them and no shot is filled with them. The body may lie in the picture
where the writer's own shot or action names it. `[[enter: …]]` brings the dead back (and is reported, D230).
"""

from __future__ import annotations

from collections.abc import Mapping

from ..base.nodes import replace
from ..base.source import NOWHERE, Span
from ..bible.nodes import Bible
from .clock import Clock, clock_after
from .directive import NO_MARKS
from .handed import events_of
from .knowing import learn, with_audience, with_childhood
from .nodes import Act, Beat, Change, Episode, Fact, Line, Scene, ShotAsk
from .presence import after_coming_back, after_death, after_going, everybody, here_at_start, returning, still_here, who_comes
from .props import FORKS, Stage, handle
from .snapshot import Flow, Handled, State

__all__ = ["FORKS", "Flow", "Handled", "State", "flow", "starts", "step"]

_LEFT = ("exit:", "goes:")
"""Keys of who has left the scene, by a directive and in prose."""


def starts(bible: Bible) -> State:
    """The state before the first episode. What two are said to hold may be with either."""
    held: dict[str, str] = {}
    rivals = {}
    for id, one in bible.cast.items():
        for prop in one.holds:
            if held.setdefault(prop, id) != id:
                rivals[prop] = (id, "")
    return State(
        rivals=rivals,
        wearing={id: one.wearing for id, one in bible.cast.items() if one.wearing},
        holding={id: one.holds for id, one in bible.cast.items() if one.holds},
        marks={id: one.marks for id, one in bible.cast.items() if one.marks},
    )


def flow(episode: Episode, bible: Bible, before: State) -> Flow:
    """The states of `episode`, which begins in `before`. Neighbouring scenes of one flashback (or dream) go on from one
    another."""
    main, fork, last = replace(before, present=()), None, ""
    opening: list[State] = []
    scenes: list[tuple[State, ...]] = []
    handled: list[Handled] = []
    for number, scene in enumerate(episode.scenes):
        if scene.storytime in FORKS:
            if fork is None or scene.storytime != last:
                fork = starts(bible) if scene.storytime == "flashback" else replace(main, since={}, rivals={})
            state = with_audience(fork, main)
        else:
            state, fork = main, None
        first, inside = _scene(scene, number, state, bible, handled)
        opening.append(first)
        scenes.append(inside)
        end = _at_end(scene, first, inside)
        if scene.storytime in FORKS:
            fork, main = end, with_audience(main, end)
            if scene.storytime == "flashback" and end.knowing:
                main = with_childhood(main, end, bible)
        else:
            main = end
        last = scene.storytime
    after = _handed_on(episode, main, still_here(episode, scenes, bible))
    return Flow(episode.id, tuple(opening), tuple(scenes), after, tuple(handled))


def _at_end(scene: Scene, first: State, inside: tuple[State, ...]) -> State:
    """The state after a scene: it is remembered who was seen where, and what the place looked like. The things of
    those who are dead by then are anybody's."""
    end = inside[-1] if inside else first
    seen = dict.fromkeys(first.present)
    last: tuple[str, ...] = first.present
    for state in inside:
        if state.present is not last:
            last = state.present
            seen.update(dict.fromkeys(last))
    held = end.holding
    if end.dead and any(who in end.dead for who in held):
        held = {who: props for who, props in held.items() if who not in end.dead}
    return replace(end, present=(), holding=held, where={**end.where, **dict.fromkeys(seen, scene.place)},
                   skies={**end.skies, scene.place: (scene.time, scene.weather)})


def _handed_on(episode: Episode, end: State, closing: tuple[str, ...]) -> State:
    """What the next episode begins with. Who was seen where matters only while the action goes on."""
    people = frozenset(everybody(episode))
    since = {key: span for key, span in end.since.items() if not key.startswith(_LEFT)}
    clock = clock_after(episode, Clock(end.clock, end.since.get("clock", NOWHERE)))
    if clock.time:
        since["clock"] = clock.heading
    since.pop("closing", None)
    if closing:
        since["closing"] = episode.scenes[-1].heading
    since.pop("sky", None)
    sky, where = _closing_sky(episode)
    if sky[0]:
        since["sky"] = where
    return replace(end, present=(), where={}, skies={}, since=since, clock=clock.time, closing=closing, sky=sky,
                   seen=end.seen if end.seen.issuperset(people) else end.seen | people)


def _closing_sky(episode: Episode) -> tuple[tuple[str, str], Span]:
    """The weather that is told last as the action runs on to the end of an episode, where it ends, and the heading of the
    scene that tells it."""
    last = episode.scenes[-1] if episode.scenes else None
    if last is not None and last.storytime == "present":
        for scene in reversed(episode.scenes):
            if scene.storytime != "present" or scene.place != last.place:
                break
            if scene.sky:
                return (scene.sky, last.place), scene.heading
            if not scene.continuous:
                break
    return ("", ""), NOWHERE


def _scene(scene: Scene, number: int, state: State, bible: Bible,
           handled: list[Handled]) -> tuple[State, tuple[State, ...]]:
    present = here_at_start(scene, state.dead)
    since = state.since
    if any(key.startswith(_LEFT) for key in since):
        since = {key: span for key, span in since.items() if not key.startswith(_LEFT)}
    out = state.out if scene.continuous else frozenset[str]()
    if present != state.present or since is not state.since or out != state.out:
        state = replace(state, present=present, since=since, out=out)
    first, inside = state, []
    events = events_of(scene)
    if not events and not any(map(_changes, scene.beats)):
        return first, (state,) * len(scene.beats)  # most scenes: people come, talk and do things
    stage, at = Stage(scene, number, first.dead, bible, handled), 0
    gone: frozenset[str] = frozenset()
    for index, beat in enumerate(scene.beats):
        if gone and (back := gone.intersection(returning(beat, gone, bible))):
            state, gone = after_coming_back(state, back), gone - back
        if isinstance(beat, Line):
            pass  # nothing changes with what is said; most beats are lines or action
        elif isinstance(beat, Act):
            if beat.gestures and (come := who_comes(beat)):
                state = replace(state, present=tuple(dict.fromkeys((*state.present, *come))))
            for who in beat.deaths:
                state = after_death(state, who, beat.span)
            if beat.goes:
                state, gone = after_going(state, beat), gone.union(beat.goes)
        elif isinstance(beat, Change):
            state = step(state, beat)
        elif isinstance(beat, Fact):
            state = learn(state, beat, scene.storytime if scene.storytime in FORKS else "", bible)
        if isinstance(beat, Act | ShotAsk) and beat.props:
            state = _seen(state, beat.props)
        while at < len(events) and events[at].beat == index:
            state = _seen(handle(state, events[at], stage), (events[at].prop,))
            at += 1
        inside.append(state)
    return first, tuple(inside)


def _seen(state: State, props: tuple[str, ...]) -> State:
    """`state` once the scene has shown `props`: they are in the hand of whoever has them, and not in a pocket."""
    return state if state.out.issuperset(props) else replace(state, out=state.out.union(props))


def _changes(beat: Beat) -> bool:
    """Whether a beat by itself may change the state."""
    if isinstance(beat, Line):
        return False
    if isinstance(beat, Act):
        return bool(beat.gestures or beat.deaths or beat.goes or beat.props)
    return bool(beat.props) if isinstance(beat, ShotAsk) else isinstance(beat, Change | Fact)


def step(state: State, change: Change) -> State:
    """`state` after `change`, which moves no prop. `marks: none` ends all marks; who dies is no longer present, and who
    enters is alive."""
    who, what = change.who, change.what
    match change.kind:
        case "enter":
            present = state.present if who in state.present else (*state.present, who)
            return replace(state, present=present, dead=state.dead - {who}, since=_unsaid(state, who))
        case "dies":
            return replace(state, present=tuple(one for one in state.present if one != who),
                           dead=state.dead | {who}, since={**_unsaid(state, who), f"dies:{who}": change.span})
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
    return state


def _unsaid(state: State, who: str) -> Mapping[str, Span]:
    """Where facts were set, without a death that prose told of."""
    key = f"falls:{who}"
    return {one: span for one, span in state.since.items() if one != key} if key in state.since else state.since
