"""Outfit that is not in the wardrobe

What it checks:
What `[[wears: LIN = bridal]]` names is a key of that character's `wardrobe`.

Why it matters:
The picture cannot show clothes that nobody described; the character would go on in the old ones.

Example:
`[[wears: LIN = bridle]]` where LIN's wardrobe holds `travel` and `bridal`.

Fix:
Write one of the keys of the wardrobe, or add the outfit to it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Severity
from ..rule import Subject, advice, renamed

CODE = "D206"
SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each such name."""
    for one in subject.unresolved("wardrobe"):
        message = f"the wardrobe of {one.whose} holds no {one.text}"
        yield Diagnostic(CODE, SEVERITY, message, one.span,
                         advice(one, f"add it under cast: {one.whose}: wardrobe in series.yaml"), fix=renamed(one))
