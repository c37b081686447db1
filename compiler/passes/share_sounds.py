"""share-sounds: a line, an effect or a music bed that is heard twice is made once; so are files that come out the same."""

from __future__ import annotations

from ..plan.nodes import Plan
from .merge import merge

ACTIONS = ("import", "speech", "sound", "music", "mix", "soundtrack", "master", "subtitle", "poster")


def run(plan: Plan) -> Plan:
    """`plan` with equal sound and delivery tasks merged."""
    return merge(plan, ACTIONS)
