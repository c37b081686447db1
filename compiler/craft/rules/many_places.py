"""Many places that come back

What it checks:
How many places the series comes back to (in three episodes or more), against the most of the platform's profile.

Why it matters:
Every place is built, lit and kept the same; vertical series are made in a handful of them, and viewers on a small screen know
each at a glance.

Example:
A series that plays in an office, a flat, a hospital, a court, a café and a villa, each again and again.

Fix:
Let scenes share a place, or accept the cost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Label, Severity
from ...base.nodes import replace
from ...base.source import Span
from ..rule import Whole

CODE = "D713"
SEVERITY = Severity.WARNING
_OFTEN = 3


def check_series(whole: Whole) -> Iterator[Diagnostic]:
    """One finding, where the first place too many is seen for the first time."""
    norm = whole.norm("places")
    seen = Counter(place for one in whole.outlines for place, _ in one.places)
    first: dict[str, Span] = {}
    for one in whole.outlines:
        for place, span in sorted(one.places, key=lambda pair: pair[1].start):
            first.setdefault(place, span)
    back = [place for place in first if seen[place] >= _OFTEN]
    most = int(norm["most"])
    if len(back) > most:
        found = whole.say(CODE, SEVERITY, f"the series comes back to {len(back)} places; more than {most} are many: "
                          f"{', '.join(back)}", first[back[most]], "let scenes share a place", "places")
        yield replace(found, labels=(Label(first[back[0]], f"{back[0]} is the first of them"),))
