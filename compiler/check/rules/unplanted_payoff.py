"""Payoff of something that was never planted

What it checks:
Before every `[[payoff: FACT]]` there is a `[[plant: FACT]]`, in the same episode or an earlier one, in the order in which
the audience sees them.

Why it matters:
A solution that nobody could see coming feels like cheating; two or three seconds of a plant repair it.

Example:
`[[payoff: pendant-secret]]` in episode 8, and no `[[plant: pendant-secret]]` before it.

Fix:
Plant it earlier. If the fact was planted under another name, use that name.
"""

from __future__ import annotations

from collections.abc import Iterator

from ....stdlib import fold
from ...base.diagnostic import Diagnostic, Label, Severity
from ...base.near import close_to
from ...story.nodes import Fact
from ..rule import Subject

CODE = "D232"
SEVERITY = Severity.WARNING
_LONGEST_GUESS, _MOST_GUESSES = 60, 50


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each payoff without a plant before it."""
    facts = [beat for _, beat in subject.beats() if isinstance(beat, Fact)]
    later = {fold(one.id): one for one in reversed(facts) if one.kind == "plant"}
    planted: dict[str, str] = {}
    guesses = _MOST_GUESSES
    for fact in facts:
        key = fold(fact.id)
        if fact.kind == "plant":
            planted.setdefault(key, fact.id)
        elif fact.kind == "payoff" and key not in planted:
            help = f"write [[plant: {fact.id}]] in an earlier scene"
            close = close_to(key[:_LONGEST_GUESS], planted, 1, 0.75) if guesses else []
            guesses = max(0, guesses - 1)
            if close:
                help = f"did you mean {planted[close[0]]}? If not, {help}"
            labels = (Label(later[key].span, "planted only here, after it"),) if key in later else ()
            yield Diagnostic(CODE, SEVERITY, f"{fact.id} pays off here, but was never planted before", fact.span, help, labels)
