"""Reads the manifests of models."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from ...compiler.base import kept
from ..read import fold

_HERE = Path(__file__).parent
_ROLES = ("picture", "keyframe", "video")
_KEYS = frozenset(("label", "aliases", "role", "frames", "fps", "multiple", "references", "faces", "lipsync", "audio", "chains",
                   "angles", "needs", "licence", "vram", "time", "source", "as_of"))


@dataclass(frozen=True, slots=True)
class Rule:
    """Which numbers of frames a clip may have: `step` times any whole number, and `plus`. `usual` frames are made at a
    time; `shortest` and `longest` are seconds. 0: not known."""

    step: int = 1
    plus: int = 0
    usual: int = 0
    shortest: float = 0.0
    longest: float = 0.0

    def fitting(self, frames: int) -> int:
        """The least number of frames that may be made and is not below `frames`."""
        return max(0, -(-(frames - self.plus) // self.step)) * self.step + self.plus

    def most(self, fps: int) -> int:
        """The most frames of one clip, or 0 where that is not known."""
        frames = int(self.longest * fps) if self.longest else self.usual
        return (frames - self.plus) // self.step * self.step + self.plus if frames > self.plus else 0

    def least(self, fps: int) -> int:
        """The fewest frames of one clip, or 0 where that is not known."""
        return self.fitting(int(self.shortest * fps + 0.5)) if self.shortest else 0


@dataclass(frozen=True, slots=True)
class Time:
    """How long a clip (or picture) of `frames` frames took on `hardware`, as `source` claims."""

    seconds: float
    frames: int
    hardware: str
    source: str
    steps: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a model makes. `role` picture (drawn and moved by one backend), keyframe (a still) or video (a clip from stills).

    `frames` and `fps` of a clip; `multiple`: what width and height have to be multiples of; `references`: how many pictures
    of people and things it takes; `faces`: how many people it holds apart in one picture; `chains`: whether a clip can go on
    from the one before; `angles` that it cannot draw, with what is drawn instead. None, 0 and empty: not known, or no
    limit.
    """

    id: str
    label: str
    role: str
    source: str
    as_of: str
    aliases: tuple[str, ...] = ()
    frames: Rule = Rule()
    fps: int = 0
    multiple: int = 1
    references: int | None = None
    faces: int | None = None
    lipsync: bool | None = None
    audio: bool | None = None
    chains: bool | None = None
    angles: Mapping[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    licence: Mapping[str, Any] = field(default_factory=dict)
    vram: Mapping[str, Any] = field(default_factory=dict)
    time: Time | None = None


def names() -> tuple[str, ...]:
    """The ids of all models that have a manifest."""
    return tuple(sorted(file.stem for file in _HERE.glob("*.yaml")))


@cache
def manifest(name: str) -> Manifest | None:
    """The manifest of the model `name` (its id or an alias, spelt freely), or None where there is none. Raises ValueError
    where a manifest is not well-formed: our own mistake, which a test looks for."""
    wanted = fold(name)
    for id in names():
        if fold(id) == wanted:
            return _read(id)
    return next((one for one in map(_read, names()) if wanted in map(fold, one.aliases)), None) if wanted else None


@cache
def _read(id: str) -> Manifest:
    raw = _written()[id]
    strange = sorted(raw.keys() - _KEYS)
    if strange or raw.get("role") not in _ROLES or not raw.get("source") or not raw.get("as_of"):
        raise ValueError(f"manifest {id}: {', '.join(strange) or 'role, source or as_of is wrong'}")
    parts: dict[str, Any] = {**raw, "aliases": tuple(raw.get("aliases", ())), "needs": tuple(raw.get("needs", ())),
                             "frames": Rule(**raw.get("frames", {})), "time": Time(**raw["time"]) if "time" in raw else None}
    try:
        return Manifest(id=id, **parts)
    except TypeError as error:
        raise ValueError(f"manifest {id}: {error}") from None


@cache
def _written() -> dict[str, dict[str, Any]]:
    """All manifests as they are written, from what an earlier run kept where no file has changed since."""
    files = sorted(_HERE.glob("*.yaml"))
    key = str([(str(file), now.st_size, now.st_mtime_ns) for file in files for now in (file.stat(),)])
    known: dict[str, dict[str, Any]] | None = kept.load("models", key)
    if known is not None:
        return known
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    made: dict[str, dict[str, Any]] = json.loads(json.dumps(
        {file.stem: yaml.load(file.read_text(encoding="utf-8"), Loader=loader) for file in files}, default=str))
    kept.save("models", key, made)
    return made
