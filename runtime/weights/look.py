"""What there is of weights on a machine: asked on this one, or on a worker's by one small call. Nothing is loaded or fetched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..job import Fault
from . import find
from .digest import digest_of
from .whole import lacking


@dataclass(frozen=True, slots=True)
class Sought:
    """Weights that are looked for: those of the model `id`, which the hub has in `repo` at `revision`, of which the folders
    `parts` are needed; `checkpoint`: as one file that torch reads, and not as safetensors. `resource`: the class of workers that
    hold them."""

    id: str
    repo: str = ""
    revision: str = ""
    parts: tuple[str, ...] = ()
    checkpoint: bool = False
    resource: str = "gpu"


@dataclass(frozen=True, slots=True)
class Seen:
    """What is there: the `folder` (empty: nothing), the `digest` of it, what is `gone` of it, and what kept it from being read
    (`trouble`)."""

    folder: str = ""
    digest: str = ""
    gone: tuple[str, ...] = ()
    trouble: str = ""


def look(sought: Sequence[Sought]) -> tuple[Seen, ...]:
    """What this machine has of what is `sought`, in order."""
    return tuple(map(_look, sought))


def _look(one: Sought) -> Seen:
    folder = find(one.id, one.repo, one.revision)
    if folder is None:
        return Seen()
    try:
        gone = lacking(folder, one.parts, checkpoint=one.checkpoint)
        return Seen(str(folder), digest_of(folder), gone)
    except (OSError, Fault) as error:
        return Seen(str(folder), trouble=str(error))
