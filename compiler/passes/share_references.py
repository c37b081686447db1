"""share-references: a person in one outfit at one age is one reference, a place at one time in one weather is one plate,
whichever scene, episode or language asks for it."""

from __future__ import annotations

from ..plan.nodes import Plan
from .merge import merge


def run(plan: Plan) -> Plan:
    """`plan` with one task for every distinct reference and plate."""
    return merge(plan, ("reference", "plate"))
