"""Repeated line that is not the same

What it checks:
A line with `[[same-as: …]]` has the words and the speaker of the line that it repeats. Parentheticals do not matter: what
is heard is the recording of the other line.

Why it matters:
The recording cannot be used again, so the line is spoken anew as it is written; where a recap or an echo was meant, it
will not sound like one.

Example:
`You knew it was me.` with `[[same-as: l7f3]]`, after the line `l7f3` became `You always knew.`

Fix:
Write the same words, or take `[[same-as: …]]` off.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Label, Severity
from ...story.nodes import Line
from ...story.reuse import Recordings, differs
from ..rule import Subject

CODE = "D236"
SEVERITY = Severity.WARNING
_SHOWN = 60


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each line that differs from the one it repeats."""
    recordings = Recordings(subject.episodes)
    for episode in subject.episodes:
        for line in episode.lines():
            original = recordings.original(episode.id, line) if line.same_as else None
            if original is None or line.same_as is None:
                continue
            how = differs(line, original)
            if how == "words":
                yield _finding(line, original, f"this line says other words than {line.same_as.id}, which it repeats",
                               f"write “{_short(original.words[0][1])}”, or take [[same-as: {line.same_as.id}]] off")
            elif how:
                yield _finding(line, original, f"{' and '.join(line.speakers)} cannot repeat a line of "
                               f"{' and '.join(original.speakers)} in the same voice",
                               f"take [[same-as: {line.same_as.id}]] off")


def _finding(line: Line, original: Line, message: str, help: str) -> Diagnostic:
    return Diagnostic(CODE, SEVERITY, message, line.span, help, (Label(original.span, "the line that it repeats"),))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
