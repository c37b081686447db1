"""Models that are not run here: what a manifest comes to when a media server runs its model.

What such servers take is data (stdlib/facts/servers.yaml), kind by kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..read import data
from .read import Manifest

BACKEND = "openai_media"
USUAL = "openai"
"""The kind of server that is meant where a target names none: the one that promises least."""


def kinds() -> Mapping[str, Mapping[str, Any]]:
    """The kinds of media servers, by name."""
    found: Mapping[str, Mapping[str, Any]] = data("servers")["kinds"]
    return found


def served(model: Manifest, server: str) -> Manifest:
    """`model` as a server of the kind `server` runs it: it reads its words itself, goes on from a clip by its last picture,
    takes a last picture only where there is a way to send one, and makes the sizes that are offered. What it needs of memory
    is not this machine's affair."""
    facts = kinds()[server]
    sizes = tuple((int(width), int(height)) for width, height in facts[_REQUEST[model.role]].get("sizes", ()))
    free: dict[str, Any] = {"sizes": sizes, "multiple": 1, "area": 0} if sizes else {}
    sold = facts["video"].get("seconds", ())
    most = model.frames.longest or model.frames.usual / (model.fps or _RATE)
    if sold and not 0 < most <= max(sold):
        free["frames"] = replace(model.frames, longest=float(max(sold)))
    return replace(model, server=server, backend=BACKEND, text="", chains=model.role == "video" or model.chains,
                   starts=model.starts if model.adapter in facts.get("last", {}) else "first",
                   vram={}, load={}, profile={}, weights="", **free)


_RATE = 24  # frames a second of a model that makes any
_REQUEST = {"keyframe": "image", "video": "video"}
SERVED = frozenset(_REQUEST)
"""The roles that a media server takes."""
