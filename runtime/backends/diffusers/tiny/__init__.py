"""Random weights of the smallest sizes, one module for each adapter. See `ask`."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path

from .....compiler.base.digest import digest_bytes
from ....weights.tiny import built
from .. import engine


def folder(name: str) -> Path:
    """The tiny weights for the adapter `name`, built if they are not there yet. Raises Fault."""
    return built(name, (*engine.versions(), _sources()), import_module(f"{__name__}.{name}").build)


@cache
def _sources() -> str:
    """What tells these modules from those of another day."""
    return digest_bytes(b"".join(file.read_bytes() for file in sorted(Path(__file__).parent.glob("*.py"))))[:12]
