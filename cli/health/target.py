"""What `dramac doctor --target` looks at: whether this machine can make the films of a target."""

from __future__ import annotations

from collections.abc import Iterator

from ...compiler.bible.nodes import Bible, Target
from ...compiler.driver import models_of
from ...compiler.lock.nodes import Lock
from ..models.weights import HOLDER
from . import Finding, gpu, models, services


def findings_of(bible: Bible, target: Target, lock: Lock) -> Iterator[Finding]:
    """Whether this machine has what `target` needs, its weights held to `lock`: each with what it is and what to do about it."""
    chosen = models_of(bible, target)
    every = chosen.every() if chosen is not None else ()
    held = [one for one in every if one.backend == HOLDER]
    if held:
        yield from models.packages(held)
        cards = gpu.graphics()
        yield from gpu.usable(cards, tiny=target.tiny)
        if not target.tiny:
            yield from gpu.memory(held, cards)
            yield from models.weights(held, lock)
    for one in every:
        if not one.server:
            yield models.licence(one, bible.series.release)
    yield from services.tools([one.id for one in every if one.backend == "command"])
    if any(one.server for one in every):
        yield from map(services.server, ("image", "video"))
    yield from services.voice(target, bible.catalogue, lock)
