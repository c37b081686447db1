"""What models need beside a GPU: packages, weights, licences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from ...compiler.lock.nodes import Lock
from ...stdlib.models import Manifest
from ..models.modelling import checked_weights
from ..models.weights import weights_of
from . import INSTALL, Finding

_PACKAGES = ("torch", "diffusers", "transformers", "accelerate", "safetensors")


def packages(held: list[Manifest]) -> Iterator[Finding]:
    """The packages that run models, and those that the models `held` ask for besides."""
    for name in _PACKAGES:
        yield _package(name, "")
    for name in sorted({need for one in held for need in one.needs}):
        users = ", ".join(one.id for one in held if name in one.needs)
        yield _package(name, f" (for {users})")


def _package(name: str, what_for: str) -> Finding:
    try:
        found = version(name)
    except PackageNotFoundError:
        found = "" if find_spec(name) is None else "of an unknown version"
    if found:
        return True, f"{name} {found}{what_for}", ""
    return False, f"{name}{what_for}", INSTALL if name in _PACKAGES else f"pip install {name}"


def weights(held: list[Manifest], lock: Lock) -> Iterator[Finding]:
    """Whether the weights of `held` are here, whole, and those of `lock`."""
    pins = lock.weights()
    for one in checked_weights(held, pins, named=True):
        said, _, command = str(one["said"]).partition("; dramac ")
        remedy = f"dramac {command}" if command else _where(held, pins, one["id"])
        yield bool(one["ok"]), f"weights of {one['id']}: {said}", remedy


def _where(held: list[Manifest], pins: Mapping[str, str], id: object) -> str:
    model = next(one for one in held if one.id == id)
    return f"dramac models fetch {model.id}, or set it right in {weights_of(model, pins).folder}"


def licence(model: Manifest, release: str) -> Finding:
    """The licence of `model`, and whether a `release` may rest on it."""
    facts = model.licence
    name = facts.get("name") or facts.get("weights") or "not known"
    sells = facts.get("commercial")
    if sells is False and release == "commercial":
        return False, f"{model.id}: {name} allows no commercial use, and the release is commercial", "choose another"
    more = "what is made may be sold" if sells is True else "what is made must not be sold" if sells is False else \
        "read it before you sell what is made"
    conditions = f"; {facts['conditions']}" if facts.get("conditions") else ""
    return True, f"{model.id}: licence {name}, {more}{conditions}", ""
