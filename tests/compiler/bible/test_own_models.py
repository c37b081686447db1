"""A series' own models: `models/NAME.yaml`, read as the standard library's are."""

from __future__ import annotations

from pathlib import Path

import pytest

from dramac.compiler.analyse import analyse
from dramac.compiler.bible.nodes import Bible
from dramac.compiler.bible.resolve import load_bible
from dramac.compiler.checked.run import checked
from dramac.compiler.driver import compile
from dramac.compiler.project import Project, load_project
from dramac.compiler.request import Request
from dramac.stdlib.models import manifest

BIBLE = """series: {title: T, language: en}
cast: {LIN: {sex: f}}
locations: {HALL: {built: palace hall}}
targets:
  film: {keyframe: flux2-klein, video: our-wan, voice: espeak}
"""
OURS = "like: wan2.2-i2v\nlabel: Ours\nmultiple: 64\ncall: {flow: {shift: 5}, cfg: 3.5}\nsource: trained by us\n"


@pytest.fixture
def series(tmp_path: Path) -> Path:
    (tmp_path / "episodes").mkdir()
    (tmp_path / "models").mkdir()
    (tmp_path / "series.yaml").write_text(BIBLE, encoding="utf-8")
    (tmp_path / "models" / "our-wan.yaml").write_text(OURS, encoding="utf-8")
    (tmp_path / "episodes" / "ep01.fountain").write_text("INT. HALL - NIGHT\n\nLIN\nWho is there?\n", encoding="utf-8")
    return tmp_path


def bible(series: Path) -> Bible:
    return load_bible(series / "series.yaml", series)[0]


def codes(series: Path) -> list[str]:
    return [one.code for one in load_bible(series / "series.yaml", series)[2]]


def project(series: Path) -> Project:
    found = load_project(series)
    assert isinstance(found, Project)
    return found


def test_what_is_not_written_is_as_in_the_model_that_it_is_like(series: Path) -> None:
    ours, base = bible(series).models["our-wan"], manifest("wan2.2-i2v-a14b")
    assert base is not None
    assert (ours.label, ours.multiple, ours.call) == ("Ours", 64, {"flow": {"shift": 5}, "cfg": 3.5})
    assert (ours.frames, ours.adapter, ours.text, ours.time) == (base.frames, base.adapter, base.text, base.time)


def test_a_plan_is_made_with_it(series: Path) -> None:
    clips = [one for one in compile(analyse(project(series)), Request(target="film"), {}).plan.tasks if one.action == "i2v"]
    assert {one.model for one in clips} == {"our-wan"}
    assert all(one.params["width"] % 64 == 0 and one.params["call"]["cfg"] == 3.5 for one in clips)


def test_a_manifest_that_changes_comes_or_goes_is_seen_by_the_next_run(series: Path) -> None:
    file = series / "models" / "our-wan.yaml"
    assert bible(series).models["our-wan"].multiple == 64
    file.write_text(OURS.replace("64", "32"), encoding="utf-8")
    assert bible(series).models["our-wan"].multiple == 32
    (series / "models" / "more.yaml").write_text("like: sdxl\nsource: us\n", encoding="utf-8")
    assert set(bible(series).models) == {"our-wan", "more"}
    (series / "models" / "more.yaml").unlink()
    assert set(bible(series).models) == {"our-wan"}


def test_a_check_of_an_unchanged_series_sees_a_manifest_that_came(series: Path) -> None:
    assert not [one for one in checked(project(series)).diagnostics if one.code == "D330"]
    (series / "models" / "more.yaml").write_text("like: nothing\nsource: us\n", encoding="utf-8")
    assert [one.code for one in checked(project(series)).diagnostics if one.code == "D330"] == ["D330"]


@pytest.mark.parametrize(("text", "code", "place"), [
    ("like: wan9\nsource: us\n", "D330", "models/bad.yaml"),
    ("source: us\n", "D330", "models/bad.yaml"),
    ("like: sdxl\naliases: [flux2]\nsource: us\n", "D330", "models/bad.yaml"),
    ("like: sdxl\nmultple: 8\nsource: us\n", "D304", "models/bad.yaml"),
    ("like: sdxl\nfps: often\nsource: us\n", "D305", "models/bad.yaml"),
    ("like: sdxl\n", "D305", "models/bad.yaml"),
    ("- a\n", "D305", "models/bad.yaml"),
    ("{", "D301", "models/bad.yaml"),
])
def test_what_is_wrong_with_one_is_told_where_it_stands(series: Path, text: str, code: str, place: str) -> None:
    (series / "models" / "bad.yaml").write_text(text, encoding="utf-8")
    found = [one for one in load_bible(series / "series.yaml", series)[2] if one.code == code]
    assert {one.span.path for one in found if one.span is not None} == {place}
    assert "our-wan" in bible(series).models


def test_the_name_of_a_known_model_is_taken(series: Path) -> None:
    (series / "models" / "sdxl.yaml").write_text("like: sdxl\nsource: us\n", encoding="utf-8")
    assert codes(series) == ["D330"]
    assert "sdxl" not in bible(series).models
