"""share-text: words that several pictures or clips are told are encoded once for each reader."""

from __future__ import annotations

from ..plan.nodes import Plan
from .merge import merge


def run(plan: Plan) -> Plan:
    """`plan` with one encoding for every distinct text and reader."""
    return merge(plan, ("text_encode",))
