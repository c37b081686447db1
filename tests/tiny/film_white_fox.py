"""`make test-tiny`: the first episode of The White Fox by the models of several targets, at their smallest. Minutes each."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from tests_films import copy_of
from tiny_films import built, hold

TARGETS = """targets:
  drawn: {picture: animatic, voice: kokoro}
  final: {keyframe: flux2-klein, video: wan2.2-i2v-a14b, voice: kokoro}
  both: {keyframe: flux2-klein, video: wan-flf2v, voice: kokoro}
  vace: {keyframe: sdxl, video: wan-vace, voice: kokoro}
  long: {keyframe: flux2-klein, video: skyreels-v2-df, voice: kokoro}
  ltx: {keyframe: flux2-klein, video: ltx2, voice: kokoro}
"""


@pytest.mark.parametrize("target", ["final", "both", "vace", "long", "ltx"])
def test_it_is_the_film_that_the_animatic_promised(target: str, tmp_path: Path) -> None:
    series = copy_of("white-fox", tmp_path)
    bible = (series / "series.yaml").read_text(encoding="utf-8")
    (series / "series.yaml").write_text(bible.replace("targets:\n", TARGETS), encoding="utf-8")
    hold(built(series, target, "--draft"))
