"""hoist-setups: film crews shoot by setup, not in script order. Equal sets, across scenes, episodes and languages, are one plate."""

from __future__ import annotations

from ..plan.nodes import Plan
from .merge import merge


def run(plan: Plan) -> Plan:
    """`plan` with one plate task for every distinct set."""
    return merge(plan, ("plate",))
