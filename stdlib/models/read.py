"""Reads the manifests of models."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from math import log
from pathlib import Path
from typing import Any

from ...compiler.base import made
from ..scan import fold

_HERE = Path(__file__).parent
_TABLE = "models.json"
_ROLES = ("picture", "keyframe", "video", "text", "lipsync", "upscale", "interpolate", "voice")
_KEYS = frozenset(("label", "aliases", "role", "frames", "fps", "multiple", "area", "references", "faces", "lipsync", "audio",
                   "chains", "edits", "from_words", "starts", "text", "tokens", "reads", "dialect", "steps", "angles", "needs",
                   "licence", "vram", "load", "time", "profile", "backend", "adapter", "call", "hub", "revision", "weights",
                   "languages", "clones", "instructs", "speakers", "tiny", "source", "as_of"))
_STARTS = ("first", "both")


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

    def split(self, wanted: int, fps: int, shared: int = 0) -> tuple[int, ...]:
        """The clips, in frames each, that `wanted` frames are made of: as few clips as there can be (each join is a seam, and
        a wait), of lengths that may be made, which add up to the fewest frames; the longer first. After the first, a clip
        repeats `shared` frames of the one before. Raises ValueError where no clip may be so long as to be of use."""
        most, least = self.most(fps), self.least(fps)
        if not most or wanted <= most:
            return (max(self.fitting(max(1, wanted)), least),)
        if most <= shared:
            raise ValueError(f"a clip of {most} frames cannot repeat {shared} and go on")
        count = 1 + -(-(wanted - most) // (most - shared))
        total = wanted + (count - 1) * shared
        units = max(0, -(-(total - count * self.plus) // self.step))
        even, more = divmod(units, count)
        return tuple(max((even + (at < more)) * self.step + self.plus, least) for at in range(count))


@dataclass(frozen=True, slots=True)
class Time:
    """How long a clip (or picture) of `frames` frames of `width` and `height` took on `hardware`, as `source` claims. `guess`
    says that nobody claims it, and from what it is guessed. 0: not known."""

    seconds: float
    frames: int
    hardware: str
    source: str
    steps: int = 0
    width: int = 0
    height: int = 0
    guess: bool = False


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a model makes. `role` picture (drawn and moved by one backend), keyframe (a still), video (a clip from stills), text
    (numbers for another model from words), lipsync, upscale or interpolate (a clip from a clip), voice (speech from words).

    `frames` and `fps` of a clip; `multiple`: what width and height have to be multiples of; `area`: the most pixels of one
    picture; `references`: how many pictures of people and things it takes (for a clip: beside its first); `faces`: how many
    people it holds apart in one picture; `chains`: whether a clip can go on from the one before; `edits`: whether it changes
    a given picture by words; `from_words`: whether it makes one from words alone; `starts`: from the `first` picture, or from
    `both` the first and the last; `text`: the model that reads its words, at most `tokens` of them, where that can be done
    apart; `reads`: the `languages` of stdlib in which its text encoder has learnt words, with the `source` of that; `dialect`:
    whether it wants prose or tags; `steps` of a picture or clip; `angles` that it cannot draw, with what is
    drawn instead; `needs`: Python packages beside those of every model. `licence`: its `name`, whether it is `commercial`,
    the `conditions` of that, `url` and `source`. `vram`: gigabytes of GPU memory with everything there (`gigabytes`), and
    where a placement needs less, that placement's. `load`: the gigabytes of its weights, and the seconds that loading them
    takes where that is known.
    `backend` runs it, by the code `adapter`, with the arguments `call` where a target does not say otherwise; `hub`: where its
    weights come from: `repo`, `revision` (a commit, where one is known to be right), `parts` (folders, where not all are
    needed). `profile`: how it is computed. `weights`: a digest of its files. `server`: the kind of media server that runs it,
    and `sizes` the only ones (width, height) that this makes; no file says either (see `served`). Of one that speaks: the
    `languages` of stdlib that it speaks, each with its own name of it; whether it `clones` the voice of a clip, and `instructs`
    itself by a direction in words; which of its `speakers` stands for a voice of stdlib. `tiny`: the random weights that stand
    for it at its smallest, where those of its adapter are made otherwise than its own. None, 0 and empty: not known, or no
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
    area: int = 0
    references: int | None = None
    faces: int | None = None
    lipsync: bool | None = None
    audio: bool | None = None
    chains: bool | None = None
    edits: bool | None = None
    from_words: bool | None = None
    starts: str = "first"
    text: str = ""
    tokens: int = 0
    reads: Mapping[str, Any] = field(default_factory=dict)
    dialect: str = ""
    steps: int = 0
    angles: Mapping[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    licence: Mapping[str, Any] = field(default_factory=dict)
    vram: Mapping[str, Any] = field(default_factory=dict)
    load: Mapping[str, Any] = field(default_factory=dict)
    time: Time | None = None
    profile: Mapping[str, Any] = field(default_factory=dict)
    backend: str = "diffusers"
    adapter: str = ""
    call: Mapping[str, Any] = field(default_factory=dict)
    hub: Mapping[str, Any] = field(default_factory=dict)
    revision: str = ""
    weights: str = ""
    languages: Mapping[str, str] = field(default_factory=dict)
    clones: bool | None = None
    instructs: bool | None = None
    speakers: Mapping[str, str] = field(default_factory=dict)
    tiny: str = ""
    server: str = ""
    sizes: tuple[tuple[int, int], ...] = ()

    @property
    def languages_read(self) -> frozenset[str]:
        """The languages that it reads: English, in which it is told, and those that are known."""
        return frozenset(("en", *self.reads.get("languages", ())))

    def size(self, width: int, height: int) -> tuple[int, int]:
        """The size to make for a picture of `width` and `height`: as large or a little larger, and cut; smaller, in the same
        shape, where the model makes no more than `area` pixels, but no side below two of its steps (some models mirror the
        border of what they work on, which has to be there twice); of `sizes` the one most like it in shape, and of those the
        least that is large enough, or the largest."""
        if self.sizes:
            shape = min(abs(log(one[0] * height / (one[1] * width))) for one in self.sizes)
            alike = sorted(one for one in self.sizes if abs(log(one[0] * height / (one[1] * width))) <= shape + 1e-9)
            return next((one for one in alike if one[0] >= width and one[1] >= height), alike[-1])
        step = max(1, self.multiple)
        up = -(-width // step) * step, -(-height // step) * step
        if not self.area or up[0] * up[1] <= self.area:
            return up
        scale = (self.area / (width * height)) ** 0.5
        return (max(min(up[0], 2 * step), int(width * scale) // step * step),
                max(min(up[1], 2 * step), int(height * scale) // step * step))


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


def manifest_of(id: str, raw: Mapping[str, Any]) -> Manifest:
    """The manifest of the model `id` from what is written of it. Raises ValueError where that is not well-formed."""
    strange = sorted(raw.keys() - _KEYS)
    known = raw.get("role") in _ROLES and raw.get("starts", "first") in _STARTS
    if strange or not known or not raw.get("source") or not raw.get("as_of"):
        raise ValueError(f"manifest {id}: {', '.join(strange) or 'role, starts, source or as_of is wrong'}")
    parts: dict[str, Any] = {**raw, "aliases": tuple(raw.get("aliases", ())), "needs": tuple(raw.get("needs", ())),
                             "frames": Rule(**raw.get("frames", {})), "time": Time(**raw["time"]) if "time" in raw else None}
    try:
        return Manifest(id=id, **parts)
    except TypeError as error:
        raise ValueError(f"manifest {id}: {error}") from None


@cache
def _read(id: str) -> Manifest:
    return manifest_of(id, _written()[id])


def written(id: str) -> Mapping[str, Any]:
    """What is written of the model `id` of the standard library. Raises KeyError where there is none."""
    return _written()[id]


@cache
def _written() -> dict[str, dict[str, Any]]:
    """All manifests as they are written."""
    ready = made.tables(_TABLE, made.basis("", _files()))
    found: dict[str, dict[str, Any]] = json.loads(ready[0] if ready is not None else made.written("", [_parsed()]))
    return found


def tables() -> Iterator[tuple[str, str]]:
    """Name and text of every file of `made` that this module reads."""
    yield _TABLE, made.written(made.basis("", _files()), [_parsed()])


def _parsed() -> dict[str, Any]:
    import yaml  # a run that finds the table made never needs it here

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return {file.stem: yaml.load(file.read_text(encoding="utf-8"), Loader=loader) for file in _files()}


def _files() -> list[Path]:
    return sorted(_HERE.glob("*.yaml"))
