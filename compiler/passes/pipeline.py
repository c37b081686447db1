"""The passes in their order. Order is meaning here: each line says what the next may rely on."""

from __future__ import annotations

from collections.abc import Callable

from ...stdlib.models import Models
from ..cut.nodes import Cut
from ..plan.nodes import Plan
from . import (
    dedup_shots,
    drop_dead,
    fuse_finish,
    hoist_setups,
    legalise,
    merge_beats,
    order,
    share_references,
    share_sounds,
    share_text,
)

CutPass = Callable[[Cut, Models], Cut]
Pass = Callable[[Plan], Plan]

CUTS: dict[str, CutPass] = {
    "merge-beats": merge_beats.run,    # one shot where nothing is seen between two
    "legalise": legalise.run,          # every shot has the clips that the model may make; tasks can be emitted
}
"""Passes over each cut of a film that models make, before tasks stand for it."""

_SHARE: dict[str, Pass] = {
    "share-text": share_text.run,              # one encoding of equal words
    "share-references": share_references.run,  # one picture of a person in an outfit, one plate of a place
    "hoist-setups": hoist_setups.run,          # one keyframe for every setup, whichever scene asks for it
    "dedup-shots": dedup_shots.run,            # one segment for equal shots
}

EPISODE: dict[str, Pass] = {
    **_SHARE,
    "fuse-finish": fuse_finish.run,            # one task for all steps that finish a segment
}
"""Passes over the plan of one version of an episode, which is kept between runs: what is equal in it stands once."""

PIPELINE: dict[str, Pass] = {
    **_SHARE,                                  # the same across episodes and languages
    "share-sounds": share_sounds.run,          # one recording of equal lines, effects and beds
    "drop-dead": drop_dead.run,                # nothing that no product needs
    "order": order.run,                        # voices first, models one after the other, then what unblocks most
}
"""Passes over the plan of all of them together."""

NAMES = tuple(dict.fromkeys((*CUTS, *EPISODE, *PIPELINE)))
"""All passes, in order."""
