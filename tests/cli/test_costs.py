"""Money on the command line: the bill of a plan, what is refused before it is spent, what was spent."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from dramac.cli.main import cli
from dramac.cli.progress import live, plain
from dramac.compiler.plan.nodes import Estimate, make_task
from dramac.runtime.events import BuildStarted, TaskFinished, TaskProgress, TaskStarted
from dramac.runtime.job import Fault
from dramac.runtime.ledger import Entry, Ledger

SCRIPT = "INT. HALL - NIGHT\n\n{who} lights a candle.\n\n{who} walks to the window and looks out into the rain.\n"
BIBLE = """\
series: {title: Hall, language: en}
cast:
  MARA: {age: 30, appearance: {sex: female}, voice: {en: std/woman-warm}}
  IVY: {age: 20, appearance: {sex: female}, voice: {en: std/girl}}
locations: {HALL: {setting: interior, built: hall}}
targets:
  preview: {picture: animatic, voice: espeak}
  final: {video: wan2.2-i2v-a14b, voice: espeak}
"""


@pytest.fixture
def hall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """A series of two episodes, with further lines in its bible."""
    def make(more: str = "") -> Path:
        (tmp_path / "episodes").mkdir()
        for at, who in enumerate(("MARA", "IVY"), 1):
            (tmp_path / "episodes" / f"ep0{at}.fountain").write_text(SCRIPT.format(who=who), encoding="utf-8")
        (tmp_path / "series.yaml").write_text(BIBLE + more, encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        return tmp_path

    return make


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, words)


def refused(*words: str) -> Fault:
    done = run(*words)
    assert isinstance(done.exception, Fault), done.output
    return done.exception


def bill(*words: str) -> dict:
    done = run("plan", "--cost", "--json", *words)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_a_plan_that_needs_no_gpu_says_nothing_of_money(hall: Callable[[str], Path]) -> None:
    hall("budget: {per_episode: 0}")
    done = run("plan")
    assert "GPU" not in done.output
    assert "cost" not in done.output
    assert bill()["total"]["money"]["high"] == 0


def test_the_bill_of_a_final_target(hall: Callable[[str], Path]) -> None:
    hall("budget: {currency: CNY}")
    found = bill("--target", "final")
    assert found["currency"] == "CNY"
    for kind in ("actions", "episodes", "shots"):
        assert sum(row["money"]["mid"] for row in found[kind]) == pytest.approx(found["total"]["money"]["mid"], abs=0.01)
    assert {row["name"] for row in found["episodes"]} == {"ep01", "ep02"}
    assert found["total"]["gpu"] > 0
    assert found["sources"]
    text = run("plan", "--target", "final", "--cost").stdout
    for words in ("by action", "by model", "by episode", "by shot", "together", "investment tier", "CNY an hour"):
        assert words in text
    lines = run("plan", "--target", "final").stdout
    assert "GPU: " in lines
    assert "CNY for what is missing" in lines


def test_own_prices_change_money_and_no_key(hall: Callable[[str], Path]) -> None:
    root = hall("prices: {gpu_hour: 2.79}")
    before = json.loads(run("plan", "--target", "final", "--json").stdout)
    (root / "series.yaml").write_text(BIBLE + "prices: {gpu_hour: 5.58}", encoding="utf-8")
    after = json.loads(run("plan", "--target", "final", "--json").stdout)
    assert [one["key"] for one in before["tasks"]] == [one["key"] for one in after["tasks"]]
    sums = [sum(one["estimate"]["money"] for one in plan["tasks"]) for plan in (before, after)]
    assert sums[1] == pytest.approx(2 * sums[0])


def test_a_build_over_its_limit_is_refused_before_anything_is_there(hall: Callable[[str], Path]) -> None:
    root = hall()
    fault = refused("build", "--target", "final", "--max-cost", "0.01USD")
    assert "more than the 0.01 USD of --max-cost" in fault.message
    for words in ("ep01", "ep02", "prices: H100", "--max-cost", "fewer episodes"):
        assert words in fault.help
    assert not (root / ".dramac").exists()
    assert not (root / "build").exists()


@pytest.mark.parametrize("limit", ["per_episode: 0.01", "per_minute: 0.01", "series: 0.01"])
def test_the_bible_s_budget_is_told_at_the_plan_and_stops_a_build(limit: str, hall: Callable[[str], Path]) -> None:
    root = hall(f"budget: {{currency: USD, {limit}}}")
    done = run("plan", "--target", "final")
    assert done.exit_code == 0
    assert "D530" in done.stderr
    assert "series.yaml:9:" in done.stderr
    assert "the budget has for" in refused("build", "--target", "final").message
    assert not (root / ".dramac").exists()


def test_the_limit_of_the_command_comes_before_the_budget(hall: Callable[[str], Path]) -> None:
    hall("budget: {per_episode: 0.01}")
    assert run("build", "--target", "final", "--dry-run", "--max-cost", "1000").exit_code == 0


@pytest.mark.parametrize("amount", ["much", "-3", "12 Taler", "1e999", ""])
def test_what_is_no_amount_is_wrong_usage(amount: str, hall: Callable[[str], Path]) -> None:
    hall()
    assert run("build", "--max-cost", amount).exit_code == 2


def test_a_limit_in_a_currency_without_a_rate_is_wrong_usage(hall: Callable[[str], Path]) -> None:
    hall()
    done = run("build", "--target", "final", "--max-cost", "5JPY")
    assert done.exit_code == 2
    assert "No rate is known for JPY" in done.stderr


def test_a_dry_run_writes_nothing(hall: Callable[[str], Path]) -> None:
    root = hall()
    before = sorted(root.rglob("*"))
    done = run("build", "--dry-run")
    assert done.exit_code == 0
    assert "would make" in done.stdout
    assert "would write ep01.en.mp4" in done.stdout
    assert sorted(root.rglob("*")) == before


def test_what_was_spent_counts_against_the_budget(hall: Callable[[str], Path]) -> None:
    root = hall("budget: {per_episode: 50}")
    assert "D530" not in run("plan", "--target", "final").stderr
    ledger = Ledger(root / ".dramac" / "ledger.sqlite")
    lost = Entry(1.0, "b", "k", "i2v", "diffusers", "1", "a lost take", 1, 1, 9.0, "done", "", "{}", money=60.0, episodes="ep01")
    ledger.add(lost)
    assert "ep01 would cost 6" in run("plan", "--target", "final").stderr
    spent = json.loads(run("report", "cost", "--json").stdout)
    assert [(one["name"], one["money"]) for one in spent["rows"]] == [("ep01", 60.0)]


def test_estimates_are_set_right_by_what_ran_here(hall: Callable[[str], Path]) -> None:
    root = hall()
    before = {one["key"]: one for one in json.loads(run("plan", "--json").stdout)["tasks"]}
    draw = next(one for one in before.values() if one["action"] == "draw")
    entry = Entry(1.0, "b", "k", "draw", draw["backend"], draw["version"], "", 1, 1, 30.0, "done", "", "{}", prior=10.0)
    ledger = Ledger(root / ".dramac" / "ledger.sqlite")
    for at in range(40):
        ledger.add(replace(entry, key=str(at)))
    after = json.loads(run("plan", "--json").stdout)["tasks"]
    assert [one["key"] for one in after] == list(before)
    for one in after:
        old = before[one["key"]]["estimate"]
        if one["action"] == "draw":
            assert one["estimate"]["seconds"] == pytest.approx(old["seconds"] * 3 ** (40 / 45), rel=1e-3)
            assert one["estimate"]["source"] == "measured here: 40 runs"
        else:
            assert one["estimate"] == old


def test_a_damaged_ledger_stops_no_plan_and_is_said_once(hall: Callable[[str], Path]) -> None:
    root = hall()
    (root / ".dramac").mkdir()
    (root / ".dramac" / "ledger.sqlite").write_bytes(b"SQLite format 3\0" + b"\xff" * 4000)
    done = run("plan", "--target", "final")
    assert done.exit_code == 0
    assert done.stderr.count("the ledger cannot be read") == 1
    assert "cannot be read" in refused("report", "cost").message


def test_report_cost_where_nothing_was_made(hall: Callable[[str], Path]) -> None:
    root = hall()
    done = run("report", "cost", "ep01")
    assert (done.exit_code, done.stdout) == (0, "nothing was made here yet\n")
    assert not (root / ".dramac").exists()
    assert run("report", "cost", "--since", "yesterday").exit_code == 2
    assert run("report", "cost", "--help").exit_code == 0


def test_progress_says_how_much_work_there_is_and_how_long_the_rest_may_take(capsys: pytest.CaptureFixture[str],
                                                                          monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    task = make_task("draw", "animatic", "3", {}, outputs=("v",), estimate=Estimate(300.0, "told"))
    with plain.display({}) as show:
        show(BuildStarted(10, 2, 8, 600.0))
    assert capsys.readouterr().err == "8 to make (10 min of work), 2 kept\n"
    monkeypatch.setattr(live.time, "monotonic", lambda: now)
    monkeypatch.setattr(live, "Console", lambda stderr: Console(file=io.StringIO()))
    told: list[str] = []
    monkeypatch.setattr(live.Progress, "update", lambda self, bar, left="", **rest: told.append(left))
    with live.display({}) as show:
        show(BuildStarted(10, 2, 8, 600.0))
        show(TaskStarted(task, 1, 1))
        now = 190.0
        show(TaskProgress(task, 0.5))
        now = 220.0
        show(TaskFinished(task, False, 40.0))
    assert told[1:] == ["", "4 min left", "2 min left"]
