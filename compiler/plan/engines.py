"""Who speaks the lines of a target: a backend, and the model that it is to use where it has several."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from ...stdlib import data
from ...stdlib.models import STANDARD, Catalogue, Manifest, manifest
from ..base.nodes import node
from ..bible.nodes import Target
from .backends import estimate_for
from .nodes import Estimate

REFERENCES = "kokoro"
"""What speaks the clips that other engines are to sound like."""
SERVER = "openai_speech"


@node
class Engine:
    """A speech `backend`, and the id of its `model`; empty for one that brings its own. `known` is what is known of that;
    `weights` is the digest that its weights are held to, and `revision` where they come from, where these are known."""

    backend: str
    model: str = ""
    known: Manifest | None = None
    weights: str = ""
    revision: str = ""

    @property
    def clones(self) -> bool:
        """Whether it speaks in the voice of a clip."""
        return self.known is not None and self.known.clones is True and self.backend != SERVER

    @property
    def instructs(self) -> bool:
        """Whether it takes a direction in words. One that a server calls by a name of its own is told."""
        return self.backend == SERVER if self.known is None else self.known.instructs is True

    def called(self, language: str) -> str:
        """What the model calls a language of stdlib; the language itself where that is not known."""
        facts: Mapping[str, Any] = data("backends")[self.backend].get("languages", {})
        return str((self.known.languages if self.known and self.known.languages else facts).get(language, language))

    def preset(self, voice: str) -> str:
        """Which of its own speakers stands for a voice of stdlib; empty where nobody said."""
        usual = manifest(str(data("backends")[self.backend].get("model", "")))
        known = self.known or (usual if self.backend == SERVER else None)
        return str(known.speakers.get(voice, "")) if known is not None else ""

    def named(self) -> dict[str, Any]:
        """The model in a task's key: its id and the digest of its weights; of one that a server runs, what that calls it."""
        if self.backend == SERVER:
            served = self.known.hub.get("repo", "") if self.known is not None else ""
            return {"model": self.model, "name": served or self.model}
        return {"model": self.model, "weights": self.weights}

    def profile(self) -> dict[str, Any]:
        """What a worker needs beside the key: where the weights come from, and their licence."""
        if self.known is None:
            return {}
        hub = {"repo": str(self.known.hub.get("repo", "")), "revision": self.revision}
        found: dict[str, Any] = {"hub": {name: value for name, value in hub.items() if value},
                                 "licence": str(self.known.licence.get("name", ""))}
        return {name: value for name, value in found.items() if value}

    def estimate(self, characters: int) -> Estimate:
        """What a line of so many characters is expected to take."""
        found = estimate_for(self.backend, characters / 12)
        vram = float(self.known.vram.get("gigabytes", 0)) if self.known else 0.0
        return Estimate(found.seconds, found.source, vram) if vram else found

    @property
    def resource(self) -> str:
        """The class of worker that it needs."""
        return str(data("backends")[self.backend].get("resource", "cpu"))


def engine_of(target: Target, models: Catalogue = STANDARD, pins: Mapping[str, str] = MappingProxyType({})) -> Engine:
    """The engine that speaks for `target`, with one of `models` or with one of which nothing is known, its weights held to `pins`
    (of a lock) or else to its manifest."""
    usual = str(data("backends")[target.voice].get("model", ""))
    if not usual:
        return Engine(target.voice)
    wanted = target.options.get("voice_model", usual)
    known = models.of_role("voice", wanted)
    id = known.id if known else wanted
    revision = str(known.hub.get("revision") or known.revision) if known else ""
    return Engine(target.voice, id, known, pins.get(id, known.weights if known else ""), pins.get(f"{id}/revision", revision))
