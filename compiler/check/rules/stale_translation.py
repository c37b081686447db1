"""Translation of a line that is not there

What it checks:
Every entry of a translation file belongs to a line, a title card or the title of its episode: its key is the line's id
or the exact words.

Why it matters:
The line was probably reworded: it now goes without its translation.

Example:
`"You knew it was me.": 你早就知道是我。` after the line became `"You always knew."`

Fix:
Change the key to the new words or to the line's id, or take the entry out.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Severity
from ...base.source import Span
from ...story.nodes import Episode, Title
from ...story.text import one_line
from ..rule import Subject

CODE = "D215"
SEVERITY = Severity.WARNING
_SHOWN = 40
_MOST = 100
"""Findings for one file; one more tells how many keys are left."""


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each key that matches nothing. Files of episodes that do not exist are left alone."""
    for episode in subject.episodes:
        keys = _keys(subject, episode)
        for language, words in subject.translations.get(episode.id, {}).items():
            path = f"translations/{language}/{episode.id}.yaml"
            stale = [key for key in words if key not in keys and one_line(key) not in keys]
            for key in stale[:_MOST]:
                shown = key if len(key) <= _SHOWN else f"{key[:_SHOWN]}…"
                yield Diagnostic(CODE, SEVERITY, f"no line of episode {episode.id} has the id or words “{shown}”",
                                 _where(subject, path, key),
                                 "the line was reworded or cut: change the key, or take the entry out")
            if len(stale) > _MOST:
                yield Diagnostic(CODE, SEVERITY, f"{len(stale) - _MOST} more keys belong to no line of {episode.id}",
                                 Span(path, 0, 0), "is this the translation of another episode?")


def _keys(subject: Subject, episode: Episode) -> set[str]:
    found = {episode.title, subject.bible.series.title}
    for line in episode.lines():
        found.update((line.id, line.words[0][1]))
    for scene in episode.scenes:
        found.update(beat.words[0][1] for beat in scene.beats if isinstance(beat, Title) and beat.words)
    return found


def _where(subject: Subject, path: str, key: str) -> Span:
    """The key in its file, as far as the file is known and the key stands there as it is."""
    source = subject.sources.get(path)
    at = source.text.find(key) if source else -1
    return Span(path, at, at + len(key)) if at >= 0 else Span(path, 0, 0)
