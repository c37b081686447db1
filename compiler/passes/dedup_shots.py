"""dedup-shots: equal shots are drawn once, whichever scene or episode they stand in."""

from __future__ import annotations

from ..plan.nodes import Plan
from .merge import merge


def run(plan: Plan) -> Plan:
    """`plan` with one draw task for every distinct shot."""
    return merge(plan, ("draw",))
