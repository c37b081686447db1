"""hoist-setups: equal setups, across scenes, episodes and languages, begin with one keyframe, as crews shoot by setup."""

from __future__ import annotations

from ..plan.nodes import Plan
from .merge import merge


def run(plan: Plan) -> Plan:
    """`plan` with one keyframe for every distinct setup, and one for every distinct change to it."""
    return merge(plan, ("keyframe", "keyframe_edit"))
