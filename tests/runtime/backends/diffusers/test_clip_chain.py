"""Every clip model through the worker: words read, a clip from pictures, and one that goes on from the file of the one before."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests_motion import picture

from dramac.runtime.assemble import clips
from dramac.runtime.perform import Made
from dramac.stdlib.models import Manifest, manifest, names

MODELS = [one for name in names() if (one := manifest(name)) is not None and one.role == "video" and one.adapter]


@pytest.fixture
def made(do, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory):
    """Makes one output of a model with tiny weights, which are built once for all tests of this file."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "tiny"))

    def run(action: str, model: Manifest, inputs: dict[str, Path], **params: Any) -> Path:
        asked = {"model": model.id, "weights": "tiny", "adapter": model.adapter, "call": dict(model.call), **params}
        if model.tiny:
            asked["tiny"] = model.tiny
        found: Made = do(action, asked, inputs, profile=dict(model.profile) | {"needs": list(model.needs)})
        return next(iter(found.outputs.values()))

    return run


@pytest.mark.parametrize("model", MODELS, ids=lambda one: one.id)
def test_a_clip_goes_on_from_the_one_before(model: Manifest, made, tmp_path: Path) -> None:
    ends = {role: tmp_path / f"{role}.png" for role in ("first", "last")}
    for at, file in enumerate(ends.values()):
        picture(at, 64, 96).save(file)
    words: dict[str, Path] = {}
    say: dict[str, Any] = {"prompt": "a woman turns"}
    if model.text:
        reader = manifest(model.text)
        assert reader is not None
        words, say = {"prompt": made("text_encode", reader, {}, text="a woman turns", tokens=model.tokens)}, {}
    frames = max(9, model.frames.least(model.fps))
    asked = {"width": 64, "height": 96, "fps": model.fps, "frames": frames, "steps": 2, "seed": 5, "tokens": model.tokens, **say}
    start = ends if model.starts == "both" else {"first": ends["first"]}
    first = made("flf2v" if model.starts == "both" else "i2v", model, start | words, **asked)
    assert model.chains
    more = made("extend", model, {"before": first, **words}, repeats=1, **asked)
    for file in (first, more):
        known = clips.known(file)
        assert (known.frames, known.width, known.height, known.step) == (frames, 64, 96, pytest.approx(1 / model.fps))
    assert np.any(clips.last(first, 1)[0] != clips.last(more, 1)[0])
