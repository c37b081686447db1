"""Fact that nobody declared

What it checks:
When the bible has a list of `facts`, every fact in `[[plant: …]]`, `[[payoff: …]]`, `[[reveals: …]]` and `[[knows: …]]` is
one of them. Without a list any words will do.

Why it matters:
A fact under two names is two facts: what was planted never pays off, and what was told is not known.

Example:
`facts: [pendant-secret]` in the bible, and `[[reveals: pendent-secret]]`.

Fix:
Write the declared name, or add the fact to `facts`.
"""

from __future__ import annotations

from ...base.diagnostic import Severity
from ..unknown import unknown

CODE = "D234"
SEVERITY = Severity.ERROR
check = unknown("fact", CODE, SEVERITY, "no fact called {text} is declared", "add it to facts in series.yaml")
