"""`make test-tiny`: the first episode of The White Fox by the models of several targets, at their smallest. Minutes each."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from tests_films import copy_of
from tiny_films import built, hold

from dramac.stdlib.models import chosen, manifest, names

TARGETS = {
    "final": {"keyframe": "flux2-klein", "video": "wan2.2-i2v-a14b", "interpolate": "optical-flow"},
    "both": {"keyframe": "flux2-klein", "video": "wan-flf2v"},
    "vace": {"keyframe": "sdxl", "video": "wan-vace"},
    "edits": {"keyframe": "qwen-image-edit-plus", "video": "wan2.2-ti2v-5b"},
    "long": {"keyframe": "flux2-klein", "video": "skyreels-v2-df"},
    "ltx": {"keyframe": "flux2-klein", "video": "ltx2"},
    "h3": {"keyframe": "flux2-klein", "video": "minimax-h3"},
}


@pytest.fixture(scope="module")
def series(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The series with all targets, and one store: voices are spoken and the sound is mixed once for all of them."""
    found = copy_of("white-fox", tmp_path_factory.mktemp("films"))
    lines = ["  drawn: {picture: animatic, voice: kokoro}"]
    for name, models in TARGETS.items():
        if name == "final":
            continue  # it is the series' own
        told = ", ".join(f"{role}: {model}" for role, model in models.items())
        lines.append(f"  {name}: {{{told}, voice: kokoro}}")
    bible = (found / "series.yaml").read_text(encoding="utf-8")
    (found / "series.yaml").write_text(bible.replace("targets:\n", "\n".join(("targets:", *lines, "")), 1), encoding="utf-8")
    return found


def test_every_model_whose_weights_we_hold_makes_a_film() -> None:
    held = {one for one in names() if (model := manifest(one)) is not None and model.adapter and model.backend == "diffusers"}
    used = {model.id for options in TARGETS.values() if (models := chosen(options)) is not None for model in models.every()}
    assert held <= used


@pytest.mark.parametrize("target", TARGETS)
def test_it_is_the_film_that_the_animatic_promised(target: str, series: Path) -> None:
    film = built(series, target, "--draft")
    hold(film)
    models = chosen(TARGETS[target])
    assert models is not None
    assert {one.id for one in models.every() if one.backend == "diffusers"} == {one.model for one in film.plan.tasks if one.model}
