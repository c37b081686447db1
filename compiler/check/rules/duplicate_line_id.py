"""Two lines with one id

What it checks:
No two lines of an episode carry the same `[[id: …]]`. A line that repeats another on purpose says `[[same-as: …]]`.

Why it matters:
Translations, recordings and measured timings hang on the id: of two lines, one would get the other's words.

Example:
A speech copied together with its `[[id: l7f3]]`.

Fix:
Give the copy an id of its own, or make it `[[same-as: l7f3]]`.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Label, Severity
from ...base.source import Span
from ...syntax.tree import Dialogue, Name, Script, Speech
from ..rule import Subject

CODE = "D208"
SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each line whose id an earlier line of the same script has."""
    for script in subject.scripts.values():
        first: dict[str, Span] = {}
        for id in _ids(script):
            if id.text not in first:
                first[id.text] = id.span
                continue
            help = f"give this line an id of its own, or write [[same-as: {id.text}]] if the line is the same"
            yield Diagnostic(CODE, SEVERITY, f"another line has the id {id.text}", id.span, help,
                             (Label(first[id.text], "it stands here first"),))


def _ids(script: Script) -> Iterator[Name]:
    if "[[" not in script.source.text:
        return
    for element in script.body:
        if isinstance(element, Speech):
            for part in element.parts:
                if isinstance(part, Dialogue) and part.id is not None:
                    yield part.id
