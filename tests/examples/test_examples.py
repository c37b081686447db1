"""The examples are films that someone would watch: they build, from nothing, to what a platform takes."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests_films import copy_of, dramac, loudness, made, measure, stillness

FILMS = [("white-fox", "en", ("en",), ()), ("second-chance", "zh-Hans", ("zh-Hans",), ("--draft",))]


@pytest.fixture(scope="module", params=FILMS, ids=[one[0] for one in FILMS])
def film(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str]:
    """The folder of a series, its first episode as built from nothing, and the language."""
    name, language, _, extra = request.param
    series = copy_of(name, tmp_path_factory.mktemp("series"))
    done = dramac("build", "ep01", *extra, cwd=series)
    assert done.returncode == 0, done.stderr[-3000:]
    path = series / done.stdout.splitlines()[-1]
    assert path.name == f"ep01.{language}.mp4"
    return series, path, language


def test_master_is_what_platforms_take(film: tuple[Path, Path, str]) -> None:
    found = measure(film[1])
    assert (found.codec, found.profile, found.pixels) == ("h264", "High", "yuv420p")
    assert (found.size, found.rate, len(found.steps)) == ((720, 1280), 24.0, 1)
    assert found.sound == ("aac", 48_000, 2)
    assert found.faststart
    assert abs(found.picture_end - found.sound_end) <= 1 / 24


def test_the_episode_has_the_length_of_the_form(film: tuple[Path, Path, str]) -> None:
    assert 55 <= measure(film[1]).picture_end <= 92


def test_it_is_as_loud_as_platforms_want(film: tuple[Path, Path, str]) -> None:
    level, peak = loudness(film[1])
    assert level == pytest.approx(-14, abs=1)
    assert peak <= -0.9  # AAC may lift a peak of the mix, which is at -1 dBTP or below, by a little


def test_the_picture_never_stands_still(film: tuple[Path, Path, str]) -> None:
    assert stillness(film[1]) < 2.0


def test_subtitles_and_poster_stand_beside_it(film: tuple[Path, Path, str]) -> None:
    _, path, language = film
    text = (path.parent / f"ep01.{language}.{language}.srt").read_text(encoding="utf-8")
    cues = text.strip().split("\n\n")
    assert len(cues) >= 10
    assert [cue.splitlines()[0] for cue in cues] == [str(at + 1) for at in range(len(cues))]
    assert (path.parent / f"ep01.{language}.jpg").read_bytes()[:2] == b"\xff\xd8"


def test_a_second_build_makes_nothing_and_a_changed_line_only_its_own_shots(film: tuple[Path, Path, str]) -> None:
    series, path, language = film
    extra = ("--draft",) if language == "zh-Hans" else ()
    before = path.read_bytes()
    again = dramac("build", "ep01", *extra, "--progress", "json", cwd=series)
    assert (again.returncode, made(again)) == (0, [])
    assert path.read_bytes() == before
    script = series / "episodes" / "ep01.fountain"
    text = script.read_text(encoding="utf-8")
    old, new = ("It is jade.", "It is only jade.") if language == "en" else ("我没死？", "我还活着？")
    assert old in text
    script.write_text(text.replace(old, new), encoding="utf-8")
    edited = dramac("build", "ep01", *extra, "--progress", "json", cwd=series)
    assert edited.returncode == 0
    work = [task["action"] for task in made(edited)]
    assert work.count("speech") == 1
    assert 1 <= work.count("draw") <= 4
    assert path.read_bytes() != before


@pytest.mark.parametrize("name", ["white-fox", "second-chance"])
def test_every_script_checks_clean_in_every_language(name: str, tmp_path: Path) -> None:
    done = dramac("check", cwd=copy_of(name, tmp_path))
    assert done.returncode == 0, done.stdout
