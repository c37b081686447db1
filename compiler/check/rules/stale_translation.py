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

from ...base.diagnostic import Diagnostic, Label, Severity
from ...base.source import Span
from ..reworded import reworded, stale_keys
from ..rule import Subject

CODE = "D215"
SEVERITY = Severity.WARNING
_SHOWN = 40
_MOST = 100
"""Findings for one file; one more tells how many keys are left."""


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each key that matches nothing. Files of episodes that do not exist are left alone."""
    for episode in subject.episodes:
        for language, words in subject.translations.get(episode.id, {}).items():
            path = f"translations/{language}/{episode.id}.yaml"
            stale = stale_keys(episode, subject.bible, words)
            changed = reworded(episode, language, stale)
            for key in stale[:_MOST]:
                message = f"no line of episode {episode.id} has the id or words {_quoted(key)}"
                if key in changed:
                    now = changed[key]
                    yield Diagnostic(CODE, SEVERITY, message, _where(subject, path, key),
                                     f"if the line became {_quoted(now.words[0][1])}, write that as the key",
                                     (Label(now.span, "a line like it has no translation"),))
                else:
                    yield Diagnostic(CODE, SEVERITY, message, _where(subject, path, key),
                                     "the line was reworded or cut: change the key, or take the entry out")
            if len(stale) > _MOST:
                yield Diagnostic(CODE, SEVERITY, f"{len(stale) - _MOST} more keys belong to no line of {episode.id}",
                                 Span(path, 0, 0), "is this the translation of another episode?")


def _quoted(words: str) -> str:
    return f"“{words if len(words) <= _SHOWN else f'{words[:_SHOWN]}…'}”"


def _where(subject: Subject, path: str, key: str) -> Span:
    """The key in its file, as far as the file is known and the key stands there as it is."""
    source = subject.sources.get(path)
    at = source.text.find(key) if source else -1
    return Span(path, at, at + len(key)) if at >= 0 else Span(path, 0, 0)
