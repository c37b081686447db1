"""Prop that nobody declared

What it checks:
What `[[takes: …]]`, `[[gives: …]]` and `[[drops: …]]` hand about is one of the bible's `props`.

Why it matters:
Who holds a thing is followed from scene to scene and episode to episode by its name; an undeclared thing is lost.

Example:
`[[takes: LIN, jade pendent]]` with `jade pendant` declared.

Fix:
Write the declared name, add the spelling to its `aliases`, or declare the thing under `props`.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Severity
from ..rule import Subject, advice, renamed

CODE = "D204"
SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each such name."""
    for one in subject.unresolved("prop"):
        message = f"no prop called {one.text} is declared"
        yield Diagnostic(CODE, SEVERITY, message, one.span,
                         advice(one, "declare it under props in series.yaml, or add an alias"), fix=renamed(one))
