"""Pay point in the wrong place

What it checks:
The first `[[paywall]]` of the series stands in one of the episodes that the platform's profile gives for it. And in an
episode that marks story beats, something in the seconds before a pay point makes one want to go on.

Why it matters:
Too early, and nobody is caught yet; too late, and the free part tells the story. People pay at the moment in which a secret
is about to come out, and at no other.

Example:
`[[paywall]]` in episode 2 of a series with `profile: douyin`, where the first one stands in episodes 8 to 16.

Fix:
Move it, and put it right behind a turn whose answer comes after it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Severity
from ..clock import opens, pay_points, story_beats
from ..rule import Film, Whole

CODE = "D712"
SEVERITY = Severity.WARNING


def check(film: Film) -> Iterator[Diagnostic]:
    """One finding for each pay point before which nothing is open."""
    norm = film.norm("ending")
    if not story_beats(film):
        return
    for at, span in pay_points(film):
        if not opens(film, max(0, at - round(norm["seconds"] * film.cut.fps)), at):
            yield film.say(CODE, SEVERITY, f"nothing is left open in the {norm['seconds']:.0f} s before this pay point", span,
                           "put it behind a turn, or mark the beat that is there", "ending")


def check_series(whole: Whole) -> Iterator[Diagnostic]:
    """One finding, at the first pay point of the series."""
    norm = whole.norm("paywall")
    first = next((one for one in whole.outlines if one.paywall is not None), None)
    if first is None or first.number <= 0 or norm["first"] <= first.number <= norm["last"]:
        return
    label = whole.profile.label if whole.profile else ""
    yield whole.say(CODE, SEVERITY, f"the first pay point stands in episode {first.number}; {label} has it in episodes "
                    f"{norm['first']:.0f} to {norm['last']:.0f}", first.paywall,
                    "move it later" if first.number < norm["first"] else "move it earlier", "paywall")
