"""More episodes than series of this platform have

What it checks:
The number of episodes of the series, against the most that the platform's profile gives. A series that has fewer is taken
for one that is still being written.

Why it matters:
Platforms buy and schedule series of a usual length; what is much longer is mostly sold as two.

Example:
160 episodes in a series with `profile: reelshort`, where 70 to 150 are usual.

Fix:
Divide the series into seasons, or choose another profile.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Severity
from ...base.source import NOWHERE
from ..rule import Whole

CODE = "D702"
SEVERITY = Severity.HINT


def check_series(whole: Whole) -> Iterator[Diagnostic]:
    """One hint, at `series:` of the bible."""
    norm, count = whole.norm("episodes"), len(whole.outlines)
    if count > norm["most"] and whole.profile is not None:
        span = whole.bible.series.span
        yield whole.say(CODE, SEVERITY, f"the series has {count} episodes; {whole.profile.label} has {norm['least']:.0f} to "
                        f"{norm['most']:.0f}", span if span != NOWHERE else None, "divide it into seasons", "episodes")
