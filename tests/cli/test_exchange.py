"""`dramac import` and `dramac export` through their own doors."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dramac.cli import commands
from dramac.compiler.base.roster import member, members

ROOT = Path(__file__).resolve().parents[2]

FDX = """<?xml version="1.0" encoding="UTF-8"?>
<FinalDraft DocumentType="Script" Template="No" Version="5"><Content>
<Paragraph Type="Scene Heading" Number="1"><Text>INT. HALL - NIGHT</Text></Paragraph>
<Paragraph Type="Action"><Text>Mara lights a CANDLE.</Text></Paragraph>
<Paragraph Type="Character"><Text>MARA</Text></Paragraph>
<Paragraph Type="Dialogue"><Text>Who is </Text><Text Style="Italic">there</Text><Text>?</Text></Paragraph>
</Content></FinalDraft>
"""


def dramac(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "dramac", *words], cwd=cwd, capture_output=True, text=True,
                          env={**os.environ, "PYTHONPATH": str(ROOT / ".dev"), "HOME": str(cwd)}, timeout=120)


@pytest.fixture
def pilot(tmp_path: Path) -> Path:
    (tmp_path / "pilot.fdx").write_text(FDX, encoding="utf-8")
    assert dramac("import", "pilot.fdx", cwd=tmp_path).returncode == 0
    return tmp_path / "pilot"


def test_a_module_named_by_a_word_of_python_is_a_command() -> None:
    assert "import" in members(commands)
    assert member(commands, "import").command.name == "import"


def test_import_makes_a_series_that_checks_clean(pilot: Path) -> None:
    assert (pilot / "episodes" / "ep01.fountain").read_text(encoding="utf-8") == (
        "INT. HALL - NIGHT #1#\n\nMara lights a CANDLE.\n\nMARA\nWho is *there*?\n")
    done = dramac("check", cwd=pilot)
    assert done.returncode == 0, done.stdout


def test_import_never_overwrites(pilot: Path) -> None:
    (pilot / "series.yaml").rename(pilot / "kept.yaml")
    before = {file: file.read_bytes() for file in pilot.rglob("*") if file.is_file()}
    done = dramac("import", "pilot.fdx", cwd=pilot.parent)
    assert done.returncode == 2
    assert "episodes/ep01.fountain" in done.stderr
    assert {file: file.read_bytes() for file in pilot.rglob("*") if file.is_file()} == before


def test_import_into_a_series_adds_episodes_and_names_what_is_new(pilot: Path) -> None:
    (pilot.parent / "Part 2.fountain").write_text("EXT. HARBOUR - DAY\n\nWEI\nGo.\n", encoding="utf-8")
    bible = (pilot / "series.yaml").read_bytes()
    done = dramac("import", "Part 2.fountain", "--into", "pilot", "--json", cwd=pilot.parent)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["files"] == ["pilot/episodes/ep02.fountain"]
    assert said["new"] == {"cast": ["WEI"], "locations": ["HARBOUR"]}
    assert (pilot / "series.yaml").read_bytes() == bible


def test_import_says_what_it_cannot_read(tmp_path: Path) -> None:
    (tmp_path / "a.fdx").write_text("<html/>", encoding="utf-8")
    (tmp_path / "b.docx").write_bytes(b"PK")
    done = dramac("import", "a.fdx", "b.docx", "--into", "new", cwd=tmp_path)
    assert done.returncode == 1
    assert "D552" in done.stderr
    assert "D551" in done.stderr
    assert not (tmp_path / "new").exists()
    assert dramac("import", cwd=tmp_path).returncode == 2
    assert dramac("import", "nothing.fdx", cwd=tmp_path).returncode == 2


@pytest.mark.parametrize(("form", "holds"), [
    ("fdx", "<FinalDraft"), ("html", "<!DOCTYPE html>"), ("fountain", "INT. HALL - NIGHT #1#"), ("pdf", "%PDF-")])
def test_export_writes_each_format(form: str, holds: str, pilot: Path) -> None:
    done = dramac("export", form, cwd=pilot)
    assert (done.returncode, done.stdout) == (0, f"build/ep01.{form}\n"), done.stderr
    assert holds.encode() in (pilot / "build" / f"ep01.{form}").read_bytes()
    again = (pilot / "build" / f"ep01.{form}").read_bytes()
    said = json.loads(dramac("export", form, "ep01", "--json", cwd=pilot).stdout)
    assert [Path(one).name for one in said["files"]] == [f"ep01.{form}"]
    assert (pilot / "build" / f"ep01.{form}").read_bytes() == again


def test_export_takes_a_bare_script_and_knows_its_episodes(tmp_path: Path) -> None:
    (tmp_path / "scene.fountain").write_text("INT. A - DAY\n\n[[shot: WS establishing]]\n\nRain.\n", encoding="utf-8")
    assert dramac("export", "fountain", "scene.fountain", "--out", "out", cwd=tmp_path).returncode == 0
    assert (tmp_path / "out" / "scene.fountain").read_text(encoding="utf-8") == "INT. A - DAY\n\nRain.\n"
    assert dramac("export", "fountain", "scene.fountain", "--out", "out", "--keep-directives", cwd=tmp_path).returncode == 0
    assert "[[shot" in (tmp_path / "out" / "scene.fountain").read_text(encoding="utf-8")
    wrong = dramac("export", "pdf", "ep09", cwd=tmp_path)
    assert wrong.returncode == 2
    assert "scene" in wrong.stderr


def test_export_never_writes_over_the_script(tmp_path: Path) -> None:
    (tmp_path / "scene.fountain").write_text("INT. A - DAY\n\n[[hold: 2s]]\n\nRain.\n", encoding="utf-8")
    done = dramac("export", "fountain", "--out", ".", cwd=tmp_path)
    assert done.returncode == 2
    assert "[[hold" in (tmp_path / "scene.fountain").read_text(encoding="utf-8")


def test_the_codes_of_the_exchange_are_explained(tmp_path: Path) -> None:
    for code in ("D551", "D552", "D553", "D554", "D555", "D556"):
        done = dramac("explain", code, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert len(done.stdout) > 200


def test_export_pdf_without_its_library_says_how_to_get_it(pilot: Path) -> None:
    (pilot / "shadow").mkdir()
    (pilot / "shadow" / "fpdf.py").write_text("raise ImportError", encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "dramac", "export", "pdf"], cwd=pilot, capture_output=True, text=True,
                          timeout=60, env={**os.environ, "PYTHONPATH": f"{pilot / 'shadow'}:{ROOT / '.dev'}", "HOME": str(pilot)})
    assert done.returncode == 1
    assert "pip install 'dramac[pdf]'" in done.stderr
    assert "Traceback" not in done.stderr
