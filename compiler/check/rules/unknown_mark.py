"""Mark that cannot be drawn

What it checks:
What `[[marks: WEI = …]]` names is one of the marks that the picture knows: cuts, bruises, blood, tears, dirt, sweat, a
bandage, in free words (`cut on cheek`).

Why it matters:
The words go into prompts as they are, but the animatic leaves the mark out.

Example:
`[[marks: WEI = inky thumb]]`.

Fix:
Use one of the words known, or accept that only generated pictures show it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Severity
from ..rule import Subject, advice, renamed

CODE = "D221"
SEVERITY = Severity.HINT


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each such name."""
    for one in subject.unresolved("mark"):
        message = f"the animatic knows no mark called {one.text} and leaves it out"
        yield Diagnostic(CODE, SEVERITY, message, one.span,
                         advice(one, "cuts, bruises, blood, tears, dirt, sweat and bandages are drawn"),
                         fix=renamed(one))
