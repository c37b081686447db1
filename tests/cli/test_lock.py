"""dramac.lock through the commands that read and write it. Nothing is spoken or drawn here."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dramac.cli.locks.locking import save
from dramac.cli.main import cli
from dramac.compiler.analyse import analyse
from dramac.compiler.driver import speech_plan
from dramac.compiler.lock.write import fact, with_facts
from dramac.compiler.project import Project, load_project
from dramac.compiler.request import Request
from dramac.runtime.job import Fault
from dramac.runtime.store import Store

BIBLE = """\
series: {title: The Pendant, language: en}
cast:
  LIN: {age: 24, appearance: {sex: female}, voice: {en: std/young-woman-low}}
  WEI: {age: 30, appearance: {sex: male}, voice: {en: std/young-man-low}}
locations: {HALL: {built: hall}}
"""
SCRIPT = """\
INT. HALL - NIGHT

LIN and WEI stand face to face.

LIN
You kept the letter all this time.

[[shot: CU WEI]]

WEI
I could not burn it.
"""


@pytest.fixture
def series(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NO_COLOR", "1")
    (tmp_path / "episodes").mkdir()
    (tmp_path / "series.yaml").write_text(BIBLE, encoding="utf-8")
    (tmp_path / "episodes" / "ep01.fountain").write_text(SCRIPT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def dramac(*words: str) -> Result:
    return CliRunner().invoke(cli, words, catch_exceptions=False)


def lock(series: Path) -> str:
    return (series / "dramac.lock").read_text(encoding="utf-8")


def write(series: Path, *lines: str) -> None:
    (series / "dramac.lock").write_text("\n".join(("dramac.lock 1", *lines, "")), encoding="utf-8")


def keys(series: Path) -> list[str]:
    """The keys of the speech tasks of the series with its own voices, in order."""
    project = load_project(series)
    assert isinstance(project, Project)
    return [task.key for task in speech_plan(analyse(project), Request()).tasks]


def number_of(words: str) -> str:
    """The number of the shot that `dramac plan --shots` lists with `words`."""
    return numbers_of(words)[0]


def numbers_of(words: str, *options: str) -> list[str]:
    """The numbers of all shots that are listed with `words`: behind the word that says whether a shot is made."""
    return [line.split()[1] for line in dramac("plan", "ep01", "--shots", *options).stdout.splitlines() if words in line]


def test_a_take_is_circled_shown_planned_and_taken_back(series: Path) -> None:
    shot = number_of("CU single WEI")
    done = dramac("take", "ep01", shot, "3")
    assert (done.exit_code, done.stdout) == (0, f'ep01, shot {shot}, CU WEI "I could not burn it.": take 3 is circled\n')
    assert re.search(r'^take ep01 [0-9a-f]{16} 3  # CU WEI "I could not burn it."$', lock(series), re.MULTILINE)
    assert re.search(rf"^\w+ +{shot} .* take 3 ", dramac("plan", "ep01", "--shots").stdout, re.MULTILINE)
    assert f'ep01, shot {shot}, CU WEI "I could not burn it.": take 3' in dramac("lock").stdout
    assert "said so already" in dramac("take", "ep01", shot, "3").stdout
    assert dramac("take", "ep01", shot, "1").exit_code == 0
    assert "take " not in lock(series).partition("dramac.lock 1")[2]


def test_a_take_that_the_script_circles_is_what_a_shot_has_without_the_lock(series: Path) -> None:
    (series / "episodes" / "ep01.fountain").write_text(
        SCRIPT.replace("[[shot", "[[circle: take 2]]\n[[shot"), encoding="utf-8")
    shot = number_of("CU single WEI")
    dramac("take", "ep01", shot, "1")
    assert lock(series).count("\ntake ep01") == 1
    assert "as the script has it" in dramac("take", "ep01", shot, "2").stdout
    assert "\ntake ep01" not in lock(series)


@pytest.mark.parametrize("words", [("ep01", "99", "2"), ("ep01", "1", "0"), ("ep07", "1", "2"), ("ep01", "one", "2"),
                                   ("ep01", "1", "2", "--lang", "fr")])
def test_a_take_of_what_there_is_not_is_wrong_usage(series: Path, words: tuple[str, ...]) -> None:
    assert dramac("take", *words).exit_code == 2
    assert not (series / "dramac.lock").exists()


def test_a_bare_script_has_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "scene.fountain").write_text(SCRIPT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert dramac("take", "scene", "1", "2").exit_code == 2
    assert dramac("lock").exit_code == 2


def test_a_plan_takes_the_lengths_of_lines_from_the_lock(series: Path) -> None:
    assert "2 lines have not been spoken yet" in dramac("plan").stdout
    write(series, *(f"timing {key} 7.5" for key in keys(series)))
    done = dramac("plan", "--shots")
    assert "not been spoken" not in done.stdout
    minutes, seconds, _ = re.search(r"shots, (\d\d):(\d\d):(\d\d)", done.stdout).groups()  # type: ignore[union-attr]
    assert int(minutes) * 60 + int(seconds) >= 15


def test_check_fails_until_the_lock_is_complete(series: Path) -> None:
    assert dramac("lock", "--check").exit_code == 1
    write(series, *(f"timing {key} 2" for key in keys(series)[:1]))
    done = dramac("lock", "--check")
    assert (done.exit_code, "D525" in done.stderr, "1 line has no length" in done.stderr) == (1, True, True)
    write(series, *(f"timing {key} 2" for key in keys(series)))
    done = dramac("lock", "--check")
    assert (done.exit_code, done.stdout) == (0, "dramac.lock holds\n")
    assert dramac("lock", "--check", "--draft").exit_code == 1


@pytest.mark.parametrize("line", ["backend animatic 0", "stdlib 0", "backend projector 3",
                                  f"model kokoro voices sha256:{'0' * 64}", "model kokoro nose sha256:00"])
def test_what_is_not_installed_as_pinned_is_told_and_accepted_by_an_update(series: Path, line: str) -> None:
    write(series, line, *(f"timing {key} 2" for key in keys(series)))
    assert dramac("lock").exit_code == 0
    done = dramac("lock", "--check")
    assert (done.exit_code, done.stderr.count("error[D524]"), "dramac lock --update" in done.stderr) == (1, 1, True)
    done = dramac("lock", "--update")
    assert (done.exit_code, f"- {line}" in done.stdout) == (0, True)
    assert dramac("lock", "--check").exit_code == 0
    assert len(keys(series)) == lock(series).count("\ntiming ")
    assert dramac("lock", "--update").stdout == "dramac.lock is as it should be\n"


def test_a_plan_warns_of_pins_of_its_own_backends_only(series: Path) -> None:
    write(series, "backend animatic 0", "backend espeak 0")
    done = dramac("plan")
    assert (done.exit_code, done.stderr.count("warning[D524]")) == (0, 1)
    assert dramac("plan", "--draft").stderr.count("warning[D524]") == 2


def test_a_locked_build_needs_a_lock(series: Path) -> None:
    with pytest.raises(Fault, match=r"there is no dramac\.lock"):
        dramac("build", "--locked")
    assert not (series / ".dramac").exists()


def test_a_locked_build_refuses_what_differs_before_anything_is_made(series: Path) -> None:
    write(series, "backend mixer 0")
    done = dramac("build", "--locked")
    assert (done.exit_code, "error[D524]" in done.stderr, "error[D525]" in done.stderr) == (1, True, True)
    assert not (series / ".dramac").exists()
    assert not (series / "build").exists()


def test_a_broken_lock_stops_what_would_rest_on_it(series: Path) -> None:
    write(series, "take ep01 nothing 2")
    before = lock(series)
    for words in (("plan",), ("build",), ("take", "ep01", "1", "2"), ("cache", "gc")):
        done = dramac(*words)
        assert (done.exit_code, "dramac.lock:2:11" in done.stderr) == (1, True), words
    assert lock(series) == before
    assert not (series / "build").exists()


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"dramac.lock 1\ntake \xe9 1"])
def test_a_lock_that_is_not_text_is_a_finding_and_is_not_overwritten(series: Path, data: bytes) -> None:
    (series / "dramac.lock").write_bytes(data)
    for words in (("plan",), ("lock",), ("lock", "--update"), ("take", "ep01", "1", "2")):
        done = dramac(*words)
        assert (done.exit_code, "D101" in done.stderr) == (1, True), words
    assert (series / "dramac.lock").read_bytes() == data


def test_a_folder_for_a_lock_is_a_finding(series: Path) -> None:
    (series / "dramac.lock").mkdir()
    done = dramac("plan")
    assert (done.exit_code, "D502" in done.stderr) == (1, True)


def test_a_lock_that_is_broken_while_a_build_runs_is_left_as_it_is(series: Path) -> None:
    project = load_project(series)
    assert isinstance(project, Project)
    write(series, "take ep01 nothing 2")
    before = lock(series)
    with pytest.raises(Fault, match="left as it is"):
        save(project, lambda now: with_facts(now, (fact("stdlib", "9"),)))
    assert lock(series) == before
    assert not [one for one in series.iterdir() if one.name.endswith(".part")]


def test_an_update_ends_a_merge_and_leaves_choices_to_people(series: Path) -> None:
    shot = number_of("CU single WEI")
    dramac("take", "ep01", shot, "2")
    identity = re.search(r"take ep01 (\w+)", lock(series)).group(1)  # type: ignore[union-attr]
    write(series, "<<<<<<< HEAD", f"take ep01 {identity} 2", "backend mixer 7", "=======", f"take ep01 {identity} 3",
          "backend mixer 8", ">>>>>>> night", "", "takke")
    done = dramac("lock", "--update")
    assert (done.exit_code, re.findall(r"error\[(D\d+)\]", done.stderr)) == (1, ["D523"])
    assert "<<<" not in lock(series)
    assert "takke" not in lock(series)
    assert dramac("take", "ep01", shot, "3").exit_code == 0
    assert dramac("lock").exit_code == 0
    assert f"take ep01 {identity} 3" in lock(series)
    assert lock(series).count(identity) == 1


def test_a_take_of_a_shot_that_is_gone_is_a_hint_and_an_update_drops_it(series: Path) -> None:
    dramac("take", "ep01", number_of("CU single WEI"), "2")
    script = series / "episodes" / "ep01.fountain"
    script.write_text(SCRIPT.replace("could not burn it", "burned it"), encoding="utf-8")
    done = dramac("plan")
    assert (done.exit_code, "hint[D526]" in done.stderr, 'CU WEI "I could not burn it."' in done.stderr) == (0, True, True)
    assert dramac("lock", "--update").exit_code == 0
    assert "take ep01" not in lock(series)


def test_a_take_of_another_version_is_not_gone(series: Path) -> None:
    (series / "series.yaml").write_text(BIBLE + "variants: {ending: {values: [A, B], default: A}}\n", encoding="utf-8")
    (series / "episodes" / "ep01.fountain").write_text(
        SCRIPT + "\n[[variant: ending=B]]\n\n[[shot: CU LIN]]\n\nLIN\nYou lie.\n\n[[end]]\n", encoding="utf-8")
    shot = numbers_of("CU single LIN", "--variant", "ending=B")[-1]
    assert int(shot) > 2
    assert dramac("take", "ep01", shot, "2", "--variant", "ending=B").exit_code == 0
    assert "D526" not in dramac("plan").stderr


def test_a_voice_that_lasts_another_time_is_told_and_accepted_by_an_update(series: Path) -> None:
    key, other = keys(series)
    for name, text in (("timing", '{"seconds": 2.5}'), ("audio", "")):
        (series / name).write_text(text, encoding="utf-8")
    Store(series / ".dramac" / "store").put(key, {name: series / name for name in ("timing", "audio")}, {})
    write(series, f"timing {key} 2.48", f"timing {other} 2")
    assert dramac("lock", "--check").exit_code == 0
    write(series, f"timing {key} 1.5", f"timing {other} 2")
    done = dramac("lock", "--check")
    assert (done.exit_code, "dramac.lock:2:1" in done.stderr, "2.50 s here, 1.50 s" in done.stderr) == (1, True, True)
    assert dramac("lock", "--update").exit_code == 0
    assert f"timing {key} 2.5" in lock(series)
    assert f"timing {other} 2" in lock(series)
    assert dramac("lock", "--check").exit_code == 0


def test_the_lock_as_json(series: Path) -> None:
    dramac("take", "ep01", "2", "4")
    write(series, *lock(series).splitlines()[2:], "backend mixer 0")
    told = json.loads(dramac("lock", "--json").stdout)
    take = told["takes"][0]
    assert [take[name] for name in ("episode", "take", "number")] == ["ep01", 4, 2]
    assert (told["version"], told["backends"]) == (1, {"mixer": "0"})
    assert [(one["code"], one["place"]["file"]) for one in told["findings"]] == [("D524", "dramac.lock")]
    assert dramac("lock", "--check", "--json").exit_code == 1


def test_a_new_lock_in_git_gets_attributes_unless_there_are_some(series: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=series, check=True)
    dramac("take", "ep01", "2", "4")
    assert (series / ".gitattributes").read_text(encoding="utf-8") == "dramac.lock merge=union\n"
    (series / "dramac.lock").unlink()
    (series / ".gitattributes").write_text("*.png binary\n", encoding="utf-8")
    dramac("take", "ep01", "2", "4")
    assert (series / ".gitattributes").read_text(encoding="utf-8") == "*.png binary\n"


def test_no_git_no_attributes(series: Path) -> None:
    dramac("take", "ep01", "2", "4")
    assert {one.name for one in series.iterdir()} - {".dramac"} == {"dramac.lock", "episodes", "series.yaml"}


def test_weights_of_models_that_are_pinned_are_part_of_what_is_planned(series: Path) -> None:
    (series / "series.yaml").write_text(BIBLE + "targets: {final: {keyframe: flux2-klein}}\n", encoding="utf-8")

    def keyframes() -> set[str]:
        plan = json.loads(dramac("plan", "--json").stdout)
        return {task["params"]["weights"] for task in plan["tasks"] if task["action"] == "keyframe"}

    before = keyframes()
    write(series, f"model flux2-klein weights sha256:{'5' * 64}", "model flux2-klein revision 0123abc")
    assert keyframes() == {f"sha256:{'5' * 64}"} != before
    assert "D524" not in dramac("plan").stderr  # the manifest leaves it open
