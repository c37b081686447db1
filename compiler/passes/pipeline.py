"""The passes in their order. Order is meaning here: each line says what the next may rely on."""

from __future__ import annotations

from collections.abc import Callable

from ..plan.nodes import Plan
from . import dedup_shots, drop_dead, hoist_setups, order, share_sounds

Pass = Callable[[Plan], Plan]

PIPELINE: dict[str, Pass] = {
    "hoist-setups": hoist_setups.run,  # one plate for every set that is seen, whichever scene or episode asks for it
    "dedup-shots": dedup_shots.run,    # one segment for equal shots
    "share-sounds": share_sounds.run,  # one recording of equal lines, effects and beds
    "drop-dead": drop_dead.run,        # nothing that no product needs
    "order": order.run,                # voices first, then what unblocks most; equal tasks stand once from here on
}
