"""Plant that never pays off

What it checks:
For every `[[plant: FACT]]` there is a `[[payoff: FACT]]` later in the series.

Why it matters:
The audience remembers what it was made to notice, and asks. In a series that is still being written it is a list of what
is owed.

Example:
`[[plant: pendant-secret]]` in episode 1, and no episode pays it off.

Fix:
Pay it off, or take the plant out.
"""

from __future__ import annotations

from collections.abc import Iterator

from ....stdlib import fold
from ...base.diagnostic import Diagnostic, Severity
from ...story.nodes import Fact
from ..rule import Subject

CODE = "D233"
SEVERITY = Severity.HINT


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One hint for each fact, at the last plant of it that nothing pays off."""
    owed: dict[str, Fact] = {}
    for _, fact in subject.beats():
        if isinstance(fact, Fact) and fact.kind == "plant":
            owed[fold(fact.id)] = fact
        elif isinstance(fact, Fact) and fact.kind == "payoff":
            owed.pop(fold(fact.id), None)
    for fact in owed.values():
        yield Diagnostic(CODE, SEVERITY, f"{fact.id} is planted here and never pays off", fact.span,
                         f"write [[payoff: {fact.id}]] where it does, or take the plant out")
