"""Random weights of the smallest sizes: a module for each adapter, and for each other kind of weights that one of them calls (a
manifest's `tiny`). See `ask`."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path

from .....compiler.base.digest import digest_bytes
from .....compiler.base.roster import members
from ....job import Fault
from ....weights.tiny import built
from .. import engine


def folder(name: str) -> Path:
    """The tiny weights `name`, built if they are not there yet. Raises Fault."""
    known = members(import_module(__name__))
    if name not in known:
        raise Fault(f"there are no tiny weights {name!r}", "there are " + ", ".join(known))
    return built(name, (*engine.versions(), _sources()), import_module(f"{__name__}.{name}").build)


@cache
def _sources() -> str:
    """What tells these modules from those of another day."""
    return digest_bytes(b"".join(file.read_bytes() for file in sorted(Path(__file__).parent.glob("*.py"))))[:12]
