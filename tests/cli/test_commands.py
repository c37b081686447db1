"""The command line through its own door: what it prints, where, and with which exit code."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

GOOD = """\
INT. HALL - NIGHT

MARA lights a candle.

MARA
Who is there?
"""

BIBLE = """\
series: {title: Hall, language: en}
cast:
  MARA: {age: 30, appearance: {sex: female}, voice: {en: std/woman-warm}}
locations: {HALL: {setting: interior, built: hall}}
"""


def dramac(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "dramac", *words], cwd=cwd, capture_output=True, text=True,
                          env={"PYTHONPATH": str(ROOT / ".dev"), "PATH": "/usr/bin:/bin", "HOME": str(cwd)}, timeout=120)


@pytest.fixture
def series(tmp_path: Path) -> Path:
    (tmp_path / "episodes").mkdir()
    (tmp_path / "series.yaml").write_text(BIBLE, encoding="utf-8")
    (tmp_path / "episodes" / "ep01.fountain").write_text(GOOD, encoding="utf-8")
    return tmp_path


def test_version_is_one_line(tmp_path: Path) -> None:
    from dramac import __version__

    done = dramac("--version", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, f"dramac {__version__}\n")


def test_help_lists_every_command_with_its_summary(tmp_path: Path) -> None:
    done = dramac("--help", cwd=tmp_path)
    assert done.returncode == 0
    assert "..." not in done.stdout.replace("[ARGS]...", "")
    for name in ("build", "cache", "check", "doctor", "explain", "new", "plan"):
        line = next(line for line in done.stdout.splitlines() if line.strip().startswith(name + " "))
        assert len(line.split()) > 2, line


@pytest.mark.parametrize("name", ["build", "cache", "check", "doctor", "explain", "new", "plan"])
def test_every_command_has_help_with_examples(name: str, tmp_path: Path) -> None:
    done = dramac(name, "--help", cwd=tmp_path)
    assert done.returncode == 0
    assert f"dramac {name}" in done.stdout.split("Examples:")[1]


def test_a_mistyped_command_is_a_usage_error_with_the_nearest(tmp_path: Path) -> None:
    done = dramac("biuld", cwd=tmp_path)
    assert done.returncode == 2
    assert "build" in done.stderr


def test_check_is_clean_on_a_clean_series(series: Path) -> None:
    done = dramac("check", cwd=series)
    assert (done.returncode, done.stdout.strip()) == (0, "no findings")


def test_check_works_from_any_folder_of_the_series(series: Path) -> None:
    assert dramac("check", cwd=series / "episodes").returncode == 0


def test_check_points_at_the_misspelt_name_and_suggests_the_right_one(series: Path) -> None:
    script = series / "episodes" / "ep01.fountain"
    script.write_text(GOOD.replace("\nMARA\n", "\nMARRA\n"), encoding="utf-8")
    done = dramac("check", cwd=series)
    assert done.returncode == 1
    assert "D201" in done.stdout
    assert "episodes/ep01.fountain:5:1" in done.stdout
    assert "MARA" in done.stdout.split("help:")[1]
    assert "\x1b[" not in done.stdout


def test_check_reports_every_problem_of_script_and_bible_at_once(series: Path) -> None:
    (series / "series.yaml").write_text(BIBLE.replace("language: en", "languge: en"), encoding="utf-8")
    script = series / "episodes" / "ep01.fountain"
    script.write_text(GOOD + "\n[[shoot: CU MARA]]\n\n[[sound: thundr]]\n", encoding="utf-8")
    found = json.loads(dramac("check", "--format", "json", cwd=series).stdout)["findings"]
    places = {(one["place"]["file"], one["place"]["line"]) for one in found if one["severity"] == "error"}
    assert {("series.yaml", 1), ("episodes/ep01.fountain", 8), ("episodes/ep01.fountain", 10)} <= places


def test_concise_is_a_line_a_finding(series: Path) -> None:
    (series / "episodes" / "ep01.fountain").write_text(GOOD.replace("HALL", "HAL"), encoding="utf-8")
    done = dramac("check", "--format", "concise", cwd=series)
    assert done.returncode == 1
    assert all(line.startswith("episodes/ep01.fountain:1:") for line in done.stdout.splitlines())


def test_select_and_ignore_choose_by_the_beginning_of_a_code(series: Path) -> None:
    (series / "episodes" / "ep01.fountain").write_text(GOOD.replace("HALL", "CELLAR"), encoding="utf-8")
    assert dramac("check", "--select", "D202", cwd=series).returncode == 1
    assert dramac("check", "--select", "D3", cwd=series).returncode == 0
    assert dramac("check", "--ignore", "D2", cwd=series).returncode == 0


def test_a_folder_without_a_series_is_a_usage_error_that_says_what_to_do(tmp_path: Path) -> None:
    done = dramac("check", cwd=tmp_path)
    assert done.returncode == 2
    assert "dramac new" in done.stdout


def test_a_bare_script_checks_and_says_whom_it_found(tmp_path: Path) -> None:
    (tmp_path / "scene.fountain").write_text(GOOD, encoding="utf-8")
    done = dramac("check", "scene.fountain", cwd=tmp_path)
    assert done.returncode == 0
    assert "MARA" in done.stdout


def test_new_makes_a_series_that_checks_clean_and_never_overwrites(tmp_path: Path) -> None:
    for language in ("en", "zh-Hans"):
        folder = tmp_path / f"my-{language}"
        assert dramac("new", str(folder), "--lang", language, cwd=tmp_path).returncode == 0
        clean = dramac("check", str(folder), cwd=tmp_path)
        assert clean.returncode == 0, clean.stdout
        (folder / "series.yaml").write_text("mine", encoding="utf-8")
        again = dramac("new", str(folder), cwd=tmp_path)
        assert again.returncode == 2
        assert (folder / "series.yaml").read_text(encoding="utf-8") == "mine"


def test_explain_knows_every_code_it_lists(tmp_path: Path) -> None:
    codes = [line.split()[0] for line in dramac("explain", cwd=tmp_path).stdout.splitlines() if line.strip()]
    assert {"D201", "D301", "D501"} <= set(codes)
    assert codes == sorted(set(codes))
    text = dramac("explain", "d201", cwd=tmp_path).stdout
    for heading in ("What it checks", "Why it matters", "Example", "Fix"):
        assert heading in text


def test_explain_of_nothing_is_a_usage_error(tmp_path: Path) -> None:
    assert dramac("explain", "D999", cwd=tmp_path).returncode == 2


def test_plan_runs_nothing_and_says_what_is_missing(series: Path) -> None:
    plan = json.loads(dramac("plan", "--json", cwd=series).stdout)
    assert not (series / ".dramac").exists()
    assert plan["products"][-1]["file"] == "ep01.en.mp4"
    actions = [task["action"] for task in plan["tasks"]]
    assert {"speech", "plate", "draw", "mix", "master", "subtitle", "poster"} <= set(actions)
    assert not any(task["cached"] for task in plan["tasks"])
    made = set()
    for task in plan["tasks"]:
        assert {one["key"] for one in task["inputs"]} <= made
        made.add(task["key"])


def test_plan_has_the_same_keys_wherever_the_series_lies(series: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    import shutil

    other = tmp_path_factory.mktemp("elsewhere") / "moved series"
    shutil.copytree(series, other)
    keys = [[task["key"] for task in json.loads(dramac("plan", "--json", cwd=one).stdout)["tasks"]]
            for one in (series, other)]
    assert keys[0] == keys[1]


@pytest.mark.parametrize(("words", "expected"), [
    (("build", "ep09"), "ep01"), (("build", "--lang", "fr"), "en"), (("plan", "--target", "final"), "final")])
def test_what_does_not_exist_is_a_usage_error_that_names_what_does(series: Path, words: tuple[str, ...], expected: str) -> None:
    done = dramac(*words, cwd=series)
    assert done.returncode == 2
    assert expected in done.stderr


def test_errors_stop_a_build_before_anything_is_made(series: Path) -> None:
    (series / "episodes" / "ep01.fountain").write_text(GOOD.replace("MARA\n", "NOBODY\n"), encoding="utf-8")
    done = dramac("build", cwd=series)
    assert done.returncode == 1
    assert "D201" in done.stderr
    assert not (series / ".dramac").exists()
    assert not (series / "build").exists()


def test_cache_commands_work_on_an_empty_store(series: Path) -> None:
    stats = json.loads(dramac("cache", "stats", "--json", cwd=series).stdout)
    assert (stats["tasks"], stats["bytes"]) == (0, 0)
    assert dramac("cache", "verify", cwd=series).returncode == 0
    assert dramac("cache", "gc", cwd=series).returncode == 0


def test_a_build_with_the_core_alone_says_what_to_install(series: Path) -> None:
    code = ("import sys, importlib.util as u; real = u.find_spec; "
            "u.find_spec = lambda name, package=None: None if name in ('skia', 'cv2') else real(name, package); "
            "sys.argv = ['dramac', 'build']; from dramac.cli.main import main; main()")
    done = subprocess.run([sys.executable, "-c", code], cwd=series, capture_output=True, text=True,
                          env={"PYTHONPATH": str(ROOT / ".dev"), "PATH": "/usr/bin:/bin", "HOME": str(series)}, timeout=120)
    assert done.returncode == 1
    assert "cv2, skia" in done.stderr
    assert "dramac[animatic]" in done.stderr
    assert not (series / ".dramac").exists()
