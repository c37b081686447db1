"""`dramac ids` through its own door."""

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BIBLE = ("series: {title: Hall, language: en, dubs: [zh-Hans]}\ncast:\n  MARA: {age: 30, appearance: {sex: female}}\n"
         "  李: {age: 30, appearance: {sex: male}}\nlocations: {HALL: {setting: interior, built: hall}}\n")
SCRIPT = ("INT. HALL - NIGHT\r\n\r\nMARA\r\nWho is there?  \r\n(low)\r\nYou. [[id: keep]]\r\n\r\n"
          "李\r\n是我。 [[same-as: keep]]\r\n")


def dramac(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "dramac", *words], cwd=cwd, capture_output=True, text=True, timeout=120,
                          env={"PYTHONPATH": str(ROOT / ".dev"), "PATH": "/usr/bin:/bin", "HOME": str(cwd)})


@pytest.fixture
def series(tmp_path: Path) -> Path:
    (tmp_path / "episodes").mkdir()
    (tmp_path / "series.yaml").write_text(BIBLE, encoding="utf-8")
    (tmp_path / "episodes" / "ep01.fountain").write_bytes(SCRIPT.encode())
    (tmp_path / "episodes" / "ep02.fountain").write_text("INT. HALL - DAY\n\nMARA\nGood morning.\n", encoding="utf-8")
    return tmp_path


def test_every_line_gets_an_id_and_nothing_else_changes(series: Path) -> None:
    file = series / "episodes" / "ep01.fountain"
    os.chmod(file, 0o640)
    done = dramac("ids", cwd=series)
    assert done.returncode == 0
    assert done.stdout == "episodes/ep01.fountain: 1 line named\nepisodes/ep02.fountain: 1 line named\n"
    assert "2 lines of 2 scripts got an id" in done.stderr
    text = file.read_bytes().decode()
    (id,) = set(re.findall(r"\[\[id: (\w+)\]\]", text)) - {"keep"}
    assert text.replace(f" [[id: {id}]]", "") == SCRIPT
    assert f"Who is there? [[id: {id}]]  \r\n" in text
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    again = dramac("ids", cwd=series)
    assert (again.returncode, again.stdout) == (0, "")
    assert file.read_bytes().decode() == text
    assert sorted(one.name for one in file.parent.iterdir()) == ["ep01.fountain", "ep02.fountain"]


def test_check_and_diff_write_nothing(series: Path) -> None:
    done = dramac("ids", "--check", cwd=series)
    assert (done.returncode, done.stdout.splitlines()[0]) == (1, "episodes/ep01.fountain: 1 line without an id")
    shown = dramac("ids", "--diff", "episodes/ep02.fountain", cwd=series)
    assert shown.returncode == 0
    assert re.search(r"^-Good morning\.\n\+Good morning\. \[\[id: \w{4}\]\]$", shown.stdout, re.MULTILINE)
    assert "ep01" not in shown.stdout
    assert (series / "episodes" / "ep01.fountain").read_bytes() == SCRIPT.encode()
    dramac("ids", cwd=series)
    assert dramac("ids", "--check", cwd=series).returncode == 0


def test_one_script_knows_the_ids_of_the_others(series: Path) -> None:
    first, second = series / "episodes" / "ep01.fountain", series / "episodes" / "ep02.fountain"
    dramac("ids", cwd=series)
    wanted = re.findall(r"id: (\w+)", second.read_text(encoding="utf-8"))[0]
    second.write_text("INT. HALL - DAY\n\nMARA\nGood morning.\n", encoding="utf-8")
    first.write_bytes(SCRIPT.replace("keep", wanted).encode())
    assert dramac("ids", "episodes/ep02.fountain", cwd=series).returncode == 0
    assert wanted not in second.read_text(encoding="utf-8")


def test_scripts_that_episodes_include_are_named_too(series: Path) -> None:
    (series / "common").mkdir()
    recap = series / "common" / "recap.fountain"
    recap.write_text("MARA (V.O.)\nPreviously.\n", encoding="utf-8")
    third = series / "episodes" / "ep03.fountain"
    third.write_text("INT. HALL - DAY\n\n[[include: common/recap.fountain]]\n", encoding="utf-8")
    assert "common/recap.fountain: 1 line named" in dramac("ids", cwd=series).stdout
    assert "[[id: " in recap.read_text(encoding="utf-8")


def test_a_script_without_a_series(tmp_path: Path) -> None:
    file = tmp_path / "scene.fountain"
    file.write_text("MARA\nHello.", encoding="utf-8")
    done = dramac("ids", "scene.fountain", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "scene.fountain: 1 line named\n")
    assert re.fullmatch(r"MARA\nHello\. \[\[id: \w{4}\]\]", file.read_text(encoding="utf-8"))


def test_what_cannot_be_read_or_written_is_left_alone_and_said(series: Path) -> None:
    latin = series / "episodes" / "ep03.fountain"
    latin.write_bytes("INT. HALL - DAY\n\nMARA\nCaf\xe9.\n".encode("latin-1"))
    open_note = series / "episodes" / "ep04.fountain"
    open_note.write_text("INT. HALL - DAY\n\nMARA\nWhat [[is this?\n", encoding="utf-8")
    link = series / "episodes" / "ep05.fountain"
    link.symlink_to(series / "elsewhere.fountain")
    (series / "elsewhere.fountain").write_text("INT. HALL - DAY\n\nMARA\nLinked.\n", encoding="utf-8")
    done = dramac("ids", cwd=series)
    assert done.returncode == 2
    for name, why in (("ep03", "is not UTF-8"), ("ep04", "would not be read as before"), ("ep05", "is a link")):
        assert f"episodes/{name}.fountain {why}" in " ".join(done.stderr.split()), done.stderr
    assert "3 left alone" in done.stderr
    assert "[[id" in (series / "episodes" / "ep02.fountain").read_text(encoding="utf-8")
    assert latin.read_bytes().endswith(b"Caf\xe9.\n")
    assert open_note.read_text(encoding="utf-8").endswith("this?\n")
    assert "[[id" not in (series / "elsewhere.fountain").read_text(encoding="utf-8")


@pytest.mark.parametrize("words", [("nothing.fountain",), ("series.yaml",), ("--no-such",)])
def test_wrong_usage(words: tuple[str, ...], series: Path) -> None:
    done = dramac("ids", *words, cwd=series)
    assert done.returncode == 2
    assert "Usage" in done.stderr


def test_a_translation_by_words_goes_on_when_ids_appear(series: Path) -> None:
    from dramac.compiler.analyse import analyse
    from dramac.compiler.project import Project, load_project

    (series / "translations" / "zh-Hans").mkdir(parents=True)
    (series / "translations" / "zh-Hans" / "ep01.yaml").write_text("Who is there?: 谁？\nkeep: 你。\n", encoding="utf-8")

    def spoken() -> list[str]:
        project = load_project(series)
        assert isinstance(project, Project)
        found = analyse(project)
        assert [one for one in found.diagnostics if one.code == "D215"] == []
        return [line.text("zh-Hans") for line in found.episodes[0].lines()]

    before = spoken()
    assert before[:2] == ["谁？", "你。"]
    dramac("ids", cwd=series)
    assert spoken() == before
    file = series / "episodes" / "ep01.fountain"
    id = re.findall(r"there\? \[\[id: (\w+)", file.read_text(encoding="utf-8"))[0]
    (series / "translations" / "zh-Hans" / "ep01.yaml").write_text(f"{id}: 谁？\nkeep: 你。\n", encoding="utf-8")
    file.write_text(file.read_text(encoding="utf-8").replace("Who is there?", "Who goes there?"), encoding="utf-8")
    assert spoken() == before, "a line that is reworded keeps its translation by its id"
