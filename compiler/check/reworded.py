"""Which lines go without their translation because they were reworded after it was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..base.near import close_to
from ..bible.nodes import Bible
from ..story.nodes import Episode, Line, Title
from ..story.text import one_line

_LONGEST, _MOST = 200, 50
_ALIKE = 0.6


def stale_keys(episode: Episode, bible: Bible, words: Mapping[str, str]) -> list[str]:
    """The keys of a translation, `words`, that are neither the id nor the exact words of anything in `episode`."""
    known = {episode.title, bible.series.title}
    for line in episode.lines():
        known.update((line.id, line.words[0][1]))
    for scene in episode.scenes:
        known.update(beat.words[0][1] for beat in scene.beats if isinstance(beat, Title) and beat.words)
    return [key for key in words if key not in known and one_line(key) not in known]


def reworded(episode: Episode, language: str, stale: Sequence[str]) -> dict[str, Line]:
    """Of the keys in `stale`, those whose words are most like the words of a line that has none in `language`, with that
    line; each line once. Only the first fifty keys are looked at."""
    bare = {one_line(line.words[0][1])[:_LONGEST]: line for line in episode.lines() if language not in dict(line.words)}
    found = {}
    for key in stale[:_MOST]:
        close = close_to(one_line(key)[:_LONGEST], bare, 1, _ALIKE)
        if close:
            found[key] = bare.pop(close[0])
    return found
