"""hoist-setups: equal sets, across scenes, episodes and languages, are one plate, as crews shoot by setup."""

from __future__ import annotations

from ..plan.nodes import Plan
from .merge import merge


def run(plan: Plan) -> Plan:
    """`plan` with one plate task for every distinct set."""
    return merge(plan, ("plate",))
