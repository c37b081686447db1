"""Look that nobody declared

What it checks:
The name in `[[look: …]]` is one of the bible's `looks` or of the looks that come with the compiler.

Why it matters:
A scene whose look is unknown would be graded as if it had none.

Example:
`[[look: rain-nior]]` with `rain-noir` declared.

Fix:
Write the declared name, or declare the look under `looks`.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Severity
from ..rule import Subject, advice, renamed

CODE = "D203"
SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each such name."""
    for one in subject.unresolved("look"):
        message = f"no look called {one.text} is declared"
        yield Diagnostic(CODE, SEVERITY, message, one.span,
                         advice(one, "declare it under looks in series.yaml"), fix=renamed(one))
