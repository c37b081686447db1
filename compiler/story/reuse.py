"""Lines that are heard again: `[[same-as: …]]` takes the recording of another line, of this episode or of any other.

A recording is found by what is said, in which voice and how. A line that repeats another one word for word therefore
takes over the delivery and the translations of that one, whatever its own parentheticals say; what it is heard
through (V.O., the telephone) stays its own. A line whose words or speaker differ is spoken anew, as it is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..base.nodes import replace
from .lowered import Lowered
from .nodes import Beat, Episode, Line


class Recordings:
    """Every line of some episodes that has an id."""

    def __init__(self, episodes: Iterable[Episode]) -> None:
        self._own: dict[tuple[str, str], tuple[str, Line]] = {}
        self._any: dict[str, tuple[str, Line]] = {}
        for episode in episodes:
            for line in episode.lines():
                if line.id:
                    self._own.setdefault((episode.id, line.id), (episode.id, line))
                    self._any.setdefault(line.id, (episode.id, line))

    def original(self, episode: str, line: Line) -> Line | None:
        """The line that `line` of `episode` repeats: of its own episode before any other, and the one that is recorded
        where one repetition names another. None where there is none, or where lines only name each other."""
        seen: set[str] = set()
        again = line.same_as
        while again is not None:
            found = self._own.get((episode, again.id)) or self._any.get(again.id)
            if found is None or again.id in seen:
                return None
            seen.add(again.id)
            episode, line = found
            again = line.same_as
        return line

    def ids(self) -> tuple[str, ...]:
        """The ids of all lines, each once."""
        return tuple(self._any)


def differs(line: Line, original: Line) -> str:
    """In what `line` differs from the line that it repeats so that its recording will not do: "words", "speaker", or the
    empty string."""
    if line.words[0] != original.words[0]:
        return "words"
    return "speaker" if line.speakers != original.speakers else ""


def reuse(lowered: Sequence[Lowered]) -> tuple[Lowered, ...]:
    """`lowered` with every line that repeats another delivered and translated as that one. Doing it twice changes
    nothing more."""
    episodes = [one.episode for one in lowered]
    if not any(line.same_as for episode in episodes for line in episode.lines()):
        return tuple(lowered)
    recordings = Recordings(episodes)
    return tuple(replace(one, episode=_episode(one.episode, recordings))
                 if any(line.same_as for line in one.episode.lines()) else one for one in lowered)


def _episode(episode: Episode, recordings: Recordings) -> Episode:
    return replace(episode, scenes=tuple(
        replace(scene, beats=tuple(_beat(beat, episode.id, recordings) for beat in scene.beats))
        for scene in episode.scenes))


def _beat(beat: Beat, episode: str, recordings: Recordings) -> Beat:
    if not isinstance(beat, Line) or beat.same_as is None:
        return beat
    original = recordings.original(episode, beat)
    if original is None or differs(beat, original):
        return beat
    known = dict(original.words)
    words = (*original.words, *((language, own) for language, own in beat.words if language not in known))
    return replace(beat, words=words, emotion=original.emotion, intensity=original.intensity, manner=original.manner,
                   delivery=original.delivery)
