"""Breakdown sheets: what every scene needs, as a production manager lists it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from ..base.nodes import node
from ..base.source import Source
from ..bible.nodes import Bible
from ..cut.nodes import Cut
from ..story.nodes import Act, Change, Episode, Line, Marker, Music, Scene, ShotAsk, Sound
from ..story.state import Flow, State
from .episode import heading, place_name
from .lanes import names_of
from .moments import played
from .page.words import Say, entry

HEAD = ("Episode", "Scene", "Heading", "Int/Ext", "Place", "Corner", "Time", "Story time", "Weather", "Seconds", "Cast",
        "Voices only", "Extras", "Wardrobe", "Props", "Make-up", "Sounds", "Music", "Products", "Lines", "Script", "Line")
_BETWEEN = "; "


@node
class Told:
    """An episode to break down, with the cut that tells how long its scenes last."""

    episode: Episode
    flow: Flow
    cut: Cut | None


def breakdown(episodes: Sequence[Told], bible: Bible, sources: Mapping[str, Source], say: Say) -> Iterator[tuple[object, ...]]:
    """A row for each scene, in story order. Words of the standard library are told as `say` has them."""
    for one in episodes:
        seconds = _seconds(one.episode, one.flow, one.cut)
        for at, scene in enumerate(one.episode.scenes):
            states = (one.flow.opening[at], *one.flow.scenes[at])
            yield (one.episode.id, scene.number or str(at + 1), heading(scene, bible, sources),
                   *_needs(scene, states, bible, seconds[at], say), *_where(scene, sources))


def _where(scene: Scene, sources: Mapping[str, Source]) -> tuple[str, int]:
    source = sources.get(scene.span.path)
    return scene.span.path, source.position(scene.span.start).line if source else 0


def _needs(scene: Scene, states: Sequence[State], bible: Bible, seconds: float, say: Say) -> tuple[object, ...]:
    name = names_of(bible)
    here = tuple(dict.fromkeys(who for state in states for who in state.present))
    cast = [who for who in here if who in bible.cast]
    speakers = dict.fromkeys(who for beat in scene.beats if isinstance(beat, Line) for who in beat.speakers)

    def label(vocabulary: str, id: str) -> str:
        return entry(vocabulary, id, say) if id else ""

    return (
        "INT" if scene.interior else "EXT",
        place_name(scene.place, bible), scene.corner, label("times", scene.time),
        "" if scene.storytime == "present" else label("storytimes", scene.storytime), label("weathers", scene.weather),
        round(seconds, 1), _list(map(name, cast)), _list(name(who) for who in speakers if who not in here),
        _list(who for who in here if who not in bible.cast), _list(_wardrobe(states, cast, bible)),
        _list(_props(scene, states, here, bible)), _list(_marks(states, cast, bible, label)),
        _list(label("sounds", one) for one in _sounds(scene)), _list(_music(scene, label)),
        _list(beat.text or beat.default for beat in scene.beats if isinstance(beat, Marker) and beat.kind == "slot"),
        sum(isinstance(beat, Line) for beat in scene.beats))


def _seconds(episode: Episode, flow: Flow, cut: Cut | None) -> list[float]:
    found = [0.0] * len(episode.scenes)
    for one in played(episode, flow, cut) if cut is not None else ():
        found[one.scene] += one.seconds
    return found


def _wardrobe(states: Sequence[State], cast: Sequence[str], bible: Bible) -> Iterator[str]:
    """What each of the cast wears while there, changes in order."""
    name = names_of(bible)
    for who in cast:
        worn = dict.fromkeys(state.wearing[who] for state in states if who in state.present and who in state.wearing)
        if worn:
            yield f"{name(who)}: {' > '.join(worn)}"


def _props(scene: Scene, states: Sequence[State], here: Iterable[str], bible: Bible) -> Iterator[str]:
    """Props that somebody present holds, that are handled, named or shown."""
    present = set(here)
    found = dict.fromkeys(thing for state in states for who, things in state.holding.items() if who in present
                          for thing in things)
    for beat in scene.beats:
        if isinstance(beat, Act | ShotAsk):
            found.update(dict.fromkeys(beat.props))
        elif isinstance(beat, Change) and beat.what in bible.props:
            found.setdefault(beat.what)
    for thing in found:
        yield bible.props[thing].names.get(bible.series.language, thing) if thing in bible.props else thing


def _marks(states: Sequence[State], cast: Sequence[str], bible: Bible, label: Callable[[str, str], str]) -> Iterator[str]:
    name = names_of(bible)
    for who in cast:
        marks = dict.fromkeys(mark for state in states if who in state.present for mark in state.marks.get(who, ()))
        if marks:
            yield f"{name(who)}: {', '.join(label('marks', mark) for mark in marks)}"


def _sounds(scene: Scene) -> Iterator[str]:
    found: dict[str, None] = {}
    for beat in scene.beats:
        if isinstance(beat, Sound):
            found.setdefault(beat.sound)
        elif isinstance(beat, Act):
            found.update(dict.fromkeys(beat.sounds))
    yield from found


def _music(scene: Scene, label: Callable[[str, str], str]) -> Iterator[str]:
    for beat in scene.beats:
        if isinstance(beat, Music) and not beat.stop:
            words = [label("moods", one) for one in beat.mood] + [label("instruments", one) for one in beat.instruments]
            yield " ".join(words)


def _list(words: Iterable[str]) -> str:
    return _BETWEEN.join(word for word in dict.fromkeys(words) if word)
