"""What the compiler knows of backends: the facts of the stdlib, never their code."""

from __future__ import annotations

from typing import Any

from ...stdlib import data
from .nodes import Estimate


def version_of(backend: str) -> str:
    """The version of `backend` that this compiler plans for; part of every key."""
    return str(data("backends")[backend]["version"])


def resource_of(backend: str) -> str:
    """The class of workers that models need with `backend`: a GPU, mostly."""
    return str(data("backends")[backend].get("resource", "gpu"))


def identity(backend: str) -> dict[str, Any]:
    """The bytes that a backend brings along (model, voices, fonts), as digests for the parameters of a task."""
    facts = data("backends")[backend]
    found = {name: value for name, value in facts.items() if name.endswith("_sha256")}
    fonts = [one["sha256"] for one in facts.get("fonts", ())]
    return found | ({"fonts": fonts} if fonts else {})


def estimate_for(backend: str, seconds: float) -> Estimate:
    """How long `backend` is expected to work for `seconds` of result on one core."""
    prior = data("backends")[backend].get("estimate", {})
    return Estimate(round(float(prior.get("seconds", 0.0)) * seconds, 3), str(prior.get("source", "")))
