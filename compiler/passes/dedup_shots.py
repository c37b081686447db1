"""dedup-shots: equal shots are made once, whichever scene or episode they stand in."""

from __future__ import annotations

from ..plan.nodes import Plan
from .merge import merge

ACTIONS = ("draw", "i2v", "flf2v", "extend", "lipsync", "upscale", "interpolate", "finish")


def run(plan: Plan) -> Plan:
    """`plan` with every distinct shot, clip and step of finishing once."""
    return merge(plan, ACTIONS)
