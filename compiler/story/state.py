"""What holds while each beat plays: who is here and alive, what they wear and hold, how they are marked, what they know.

A scene is a function from state to state. The main line runs through the scenes of the present; a flashback starts
from the series' starts, a dream from the present, and neither leaks back. Snapshots share what did not change.

Whoever dies is no longer present: nobody talks to them and no shot is filled with them. The body may lie in the picture
where the writer's own shot or action names it. `[[enter: …]]` brings the dead back (and is reported, D230).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from ...stdlib import fold
from ..base.nodes import replace
from ..base.source import NOWHERE, Span
from ..bible.nodes import Bible
from .clock import Clock, clock_after
from .directive import NO_MARKS
from .handed import HANDED, events_of
from .nodes import Act, Beat, Change, Episode, Fact, Line, Scene, ShotAsk
from .props import FORKS, Stage, handle
from .snapshot import Flow, Handled, State
from .text import sentences

__all__ = ["FORKS", "UNSEEN", "Flow", "Handled", "State", "flow", "learn", "people_of", "starts", "step"]

UNSEEN = frozenset(("vo", "phone", "radio", "pa", "os"))
"""Channels that put nobody into the picture. (O.S. is near, not in it; an inner voice is that of someone we see.)"""
_EVIDENT = frozenset((*HANDED, "marks", "dies"))
_LEFT = ("exit:", "goes:")
"""Keys of who has left the scene, by a directive and in prose."""
_NAMED = "named"
"""Evidence that somebody is only spoken of: the living are then taken to be here, the dead are not."""


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
            state = _audience(fork, main)
        else:
            state, fork = main, None
        first, inside = _scene(scene, number, state, bible, handled)
        opening.append(first)
        scenes.append(inside)
        end = _at_end(scene, first, inside)
        if scene.storytime in FORKS:
            fork, main = end, _audience(main, end)
            if scene.storytime == "flashback" and end.knowing:
                main = _remembered(main, end, bible)
        else:
            main = end
        last = scene.storytime
    after = _handed_on(episode, main, _closing(episode, scenes, bible))
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


def _closing(episode: Episode, scenes: Sequence[Sequence[State]], bible: Bible) -> tuple[str, ...]:
    """Who of those with several outfits is surely in the picture of the last scene of an episode, and has not left when it
    ends; nobody where that is no scene of the present."""
    last = episode.scenes[-1] if episode.scenes else None
    if last is None or last.storytime != "present" or not last.beats:
        return ()
    shown = {who for beat in last.beats for who in _shown(beat)}
    return tuple(who for who in scenes[-1][-1].present
                 if who in shown and who in bible.cast and len(bible.cast[who].wardrobe) > 1)


def _shown(beat: Beat) -> Iterator[str]:
    """Who surely is in the picture at a beat: speaks, does something or comes in."""
    match beat:
        case Line() if beat.channel not in UNSEEN:
            yield from beat.speakers
        case Act():
            yield from (who for who, _ in (*beat.gestures, *beat.emotions))
            yield from (one.who for one in beat.handlings)
        case Change(kind="enter"):
            yield beat.who


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
    return replace(end, present=(), where={}, skies={}, since=since, clock=clock.time, closing=closing,
                   seen=end.seen if end.seen.issuperset(people) else end.seen | people)


def people_of(beat: Beat) -> tuple[str, ...]:
    """Everybody whom a beat names."""
    if isinstance(beat, Line):
        return beat.speakers
    if isinstance(beat, Act):
        return beat.who
    match beat:
        case ShotAsk():
            return (*beat.subjects, *beat.on)
        case Change():
            return (beat.who, beat.to)
        case Fact():
            return beat.who
    return ()


def everybody(episode: Episode) -> dict[str, None]:
    """Everybody whom an episode names, in order."""
    found: dict[str, None] = {}
    for scene in episode.scenes:
        for beat in scene.beats:
            for who in beat.speakers if isinstance(beat, Line) else people_of(beat):
                found[who] = None
    return found


def _scene(scene: Scene, number: int, state: State, bible: Bible,
           handled: list[Handled]) -> tuple[State, tuple[State, ...]]:
    present = _at_start(scene, state.dead)
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
        if gone and (back := gone.intersection(_returning(beat, gone, bible))):
            state, gone = _back(state, back), gone - back
        if isinstance(beat, Line):
            pass  # nothing changes with what is said; most beats are lines or action
        elif isinstance(beat, Act):
            if beat.gestures and (come := _coming(beat)):
                state = replace(state, present=tuple(dict.fromkeys((*state.present, *come))))
            for who in beat.deaths:
                state = _told_dead(state, who, beat.span)
            if beat.goes:
                state, gone = _gone(state, beat), gone.union(beat.goes)
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


def _told_dead(state: State, who: str, span: Span) -> State:
    """`state` after prose tells that `who` dies. A directive that says the same, before or after, has the last word."""
    if who in state.dead:
        return state
    return replace(state, present=tuple(one for one in state.present if one != who), dead=state.dead | {who},
                   since={**state.since, f"falls:{who}": span})


def _gone(state: State, act: Act) -> State:
    """`state` after prose tells that some go out. They are back as soon as they are seen to do or say something."""
    left = [who for who in act.goes if who in state.present]
    if not left:
        return state
    return replace(state, present=tuple(one for one in state.present if one not in left),
                   since={**state.since, **{f"goes:{who}": act.span for who in left}})


def _back(state: State, who: Collection[str]) -> State:
    """`state` with those of `who` who had gone out in prose here again."""
    here = [one for one in who if f"goes:{one}" in state.since and state.alive(one)]
    if not here:
        return state
    return replace(state, present=tuple(dict.fromkeys((*state.present, *here))),
                   since={key: span for key, span in state.since.items() if key not in {f"goes:{one}" for one in here}})


def _returning(beat: Beat, out: Collection[str], bible: Bible) -> Iterator[str]:
    """Which of those who have gone `out` in prose a beat shows again: who speaks in the picture, comes in, does something, or
    is who a sentence begins with."""
    yield from _shown(beat)
    if isinstance(beat, Act):
        yield from (who for who in beat.who if who in out and _begins(beat.text, who, bible))


def _begins(text: str, who: str, bible: Bible) -> bool:
    """Whether a sentence of `text` begins with a name of `who`."""
    one = bible.cast.get(who)
    names = (who, *one.aliases, *one.names.values()) if one is not None else (who,)
    starts = [text[first:].lstrip(" \"“”「").casefold() for first, _ in sentences(text)]
    return any(start.startswith(name.casefold()) for start in starts for name in names)


def _audience(state: State, told: State) -> State:
    """`state` with what the audience was told in `told`, which knows no story time."""
    if not told.told:
        return state
    places = {key: span for key, span in told.since.items() if key.startswith("reveals:")}
    return replace(state, told={**state.told, **told.told}, since={**state.since, **places})


def learn(state: State, fact: Fact, storytime: str = "", bible: Bible | None = None) -> State:
    """`state` after an entry of the ledger: what is revealed is known to those it is told to, else to all who are
    present. Who is said to know something knows it from there on: a missing reveal is told once. What a child is told, the
    grown person of `bible` knows."""
    if fact.kind not in ("reveals", "knows"):
        return state
    if fact.kind == "reveals":
        key, now = fold(fact.id), (storytime, fact.who or state.present)
        if state.told.get(key) != now:
            state = replace(state, told={**state.told, key: now}, since={**state.since, f"reveals:{key}": fact.span})
    told = fact.who or state.present
    if bible is not None:
        told = (*told, *(one for who in told for one in _grown(who, bible)))
    fresh = frozenset((who, fold(fact.id)) for who in told if not state.knows(who, fact.id))
    return _knowing(state, fresh)


def _knowing(state: State, fresh: frozenset[tuple[str, str]]) -> State:
    """`state` in which the pairs `fresh` are known too."""
    if not fresh:
        return state
    known = list(state.knowing)
    while known and len(known[-1]) <= len(fresh):
        fresh |= known.pop()
    return replace(state, knowing=(*known, fresh))


def _grown(who: str, bible: Bible) -> Iterator[str]:
    """The older ages of `who`, in the bible's order; where it gives no ages, only the person of whom `who` is another one."""
    one = bible.cast.get(who)
    if one is None:
        return
    main = one.same_person or who
    for id, other in bible.cast.items():
        older = other.age > one.age if one.aged and other.aged else id == one.same_person
        if id != who and older and main in (id, other.same_person):
            yield id


def _remembered(state: State, told: State, bible: Bible) -> State:
    """`state` with what children were told in the flashback that ends in `told`: the grown people of the present know it."""
    fresh = frozenset((grown, fact) for some in told.knowing for who, fact in some for grown in _grown(who, bible)
                      if not state.knows(grown, fact))
    return _knowing(state, fresh)


def _at_start(scene: Scene, dead: frozenset[str]) -> tuple[str, ...]:
    """Who is here when the scene begins: everybody whom its action mentions, who speaks in the picture, whom a shot
    shows or who handles something; not those of whom the first directive says that they enter, nor those who come in
    with their first mention, nor the dead of whom it only speaks."""
    here: dict[str, None] = {}
    told: dict[str, str] = {}
    for beat in scene.beats:
        if isinstance(beat, Line):
            if beat.channel not in UNSEEN:
                for who in beat.speakers:
                    here[who] = None
            continue
        if isinstance(beat, Act) and not beat.gestures and not beat.emotions:
            for who in beat.who:
                if who not in dead:
                    here[who] = None
            continue
        for who, how in _evidence(beat):
            if how in ("enter", "exit"):
                told.setdefault(who, how)
            elif how == "comes" and who not in here:
                told.setdefault(who, "enter")
            elif how != _NAMED or who not in dead:
                here.setdefault(who)
    return tuple(who for who in here if told.get(who) != "enter")


def _evidence(beat: Beat) -> list[tuple[str, str]]:
    """The people whom a beat other than a line tells of: `enter` or `exit` where it is a directive that says so, `comes` where
    prose does, `named` where prose has them do nothing, otherwise that they are here."""
    match beat:
        case Act():
            return _of_act(beat)
        case ShotAsk():
            return [(who, "") for who in (*beat.subjects, *beat.on)]
        case Change(kind="enter" | "exit"):
            return [(beat.who, beat.kind)]
        case Change() if beat.kind in _EVIDENT:
            return [(who, "") for who in (beat.who, beat.to) if who]
    return []


def _coming(act: Act) -> list[str]:
    """Who comes in, in a paragraph."""
    return [who for who, gesture in act.gestures if gesture.startswith("enter")]


def _of_act(act: Act) -> list[tuple[str, str]]:
    if not act.gestures and not act.emotions:
        return [(who, _NAMED) for who in act.who]
    coming = _coming(act)
    doing = {who for who, _ in (*act.gestures, *act.emotions)}
    return [(who, "comes" if who in coming else "" if who in doing else _NAMED) for who in act.who]
