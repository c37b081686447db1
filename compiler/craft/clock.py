"""Where things of the story stand on the clock of the film."""

from __future__ import annotations

from collections.abc import Iterator

from ..base.pattern import Lazy
from ..base.source import NOWHERE, Span
from ..cut.tension import STRONG
from ..story.nodes import Beat, Change, Episode, Fact, Line, Marker, StoryBeat
from .rule import Film

_OPEN = Lazy(r"(?:[?？]|[—–-]{1,3}|…+|\.{3})[!！?？]*[\"'”’」』）)]*\s*$")
_CHANGES = frozenset(("dies",))
_TOLD = frozenset(("plant", "reveals", "payoff"))


def spoken(film: Film) -> tuple[tuple[int, Line], ...]:
    """Every line that is heard, in order, with the frame at which it begins."""
    lines = {line.index: line for line in film.episode.lines()}
    begin: dict[int, int] = {}
    for start, shot in zip(film.cut.starts(), film.cut.shots, strict=True):
        for one in shot.spoken:
            begin.setdefault(one.line, start + one.frame)
    return tuple(sorted(((at, lines[index]) for index, at in begin.items() if index in lines), key=lambda one: one[0]))


def story_beats(film: Film) -> tuple[tuple[int, StoryBeat], ...]:
    """Every `[[beat: …]]` of the episode, in order, with the frame at which it begins."""
    told = (one for one in film.cut.markers if one.kind == "beat")
    written = (beat for scene in film.episode.scenes for beat in scene.beats if isinstance(beat, StoryBeat))
    return tuple((one.frame, beat) for one, beat in zip(told, written, strict=False))


def pay_points(film: Film) -> tuple[tuple[int, Span], ...]:
    """Every `[[paywall]]` of the episode, in order, with the frame at which it stands."""
    told = (one for one in film.cut.markers if one.kind == "paywall")
    written = (beat for scene in film.episode.scenes for beat in scene.beats
               if isinstance(beat, Marker) and beat.kind == "paywall")
    return tuple((one.frame, beat.span) for one, beat in zip(told, written, strict=False))


def opens(film: Film, start: int, stop: int) -> bool:
    """Whether something in frames `[start, stop)` makes one ask what comes next: a story beat, a plant, a reveal or a death,
    a line that is a question or breaks off, or a moment that the director takes for a strong one."""
    if any(start <= at <= stop for at, _ in turns(film)):
        return True
    for at, line in spoken(film):
        end = at + round(film.seconds_of(line) * film.cut.fps)
        if at < stop and end > start and _OPEN.search(line.text(film.cut.language)):
            return True
    shots = zip(film.cut.starts(), film.cut.shots, strict=True)
    return any(at < stop and at + shot.frames > start and shot.tension >= STRONG for at, shot in shots)


def turns(film: Film) -> tuple[tuple[int, Span], ...]:
    """Where the story turns by the writer's word: story beats, plants, reveals and payoffs, deaths; in order."""
    marked = [(at, beat.span) for at, beat in story_beats(film)]
    told = [(at, beat.span) for at, beat in _placed(film) if _turns(beat)]
    return tuple(sorted((*marked, *told), key=lambda one: one[0]))


def _turns(beat: Beat) -> bool:
    return (isinstance(beat, Fact) and beat.kind in _TOLD) or (isinstance(beat, Change) and beat.kind in _CHANGES)


def _placed(film: Film) -> Iterator[tuple[int, Beat]]:
    """Every beat of the episode, last first, with the frame at which it, or else what follows it, begins."""
    seen: dict[Span, int] = {}
    for start, shot in zip(film.cut.starts(), film.cut.shots, strict=True):
        for span in shot.spans:
            seen.setdefault(span, start)
    at = film.cut.frames()
    for beat in reversed(_beats(film.episode)):
        if beat.span != NOWHERE:
            at = min(at, seen.get(beat.span, at))
        yield at, beat


def _beats(episode: Episode) -> tuple[Beat, ...]:
    return tuple(beat for scene in episode.scenes for beat in scene.beats)
