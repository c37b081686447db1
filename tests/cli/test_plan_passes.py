"""`dramac plan` says what passes save, what each leaves, and what models are told."""

import json
from pathlib import Path

import pytest
from tests_films import dramac
from tests_models import PLAIN, lay


@pytest.fixture
def series(tmp_path: Path) -> Path:
    lay(tmp_path / "series", PLAIN)
    return tmp_path / "series"


def test_the_table_of_savings(series: Path) -> None:
    done = dramac("plan", "--target", "final", "--timing", "--verify-each", cwd=series)
    rows = [line.split() for line in done.stdout.splitlines()]
    heads = [row[0] for row in rows[:13] if row]
    assert heads[:5] == ["pass", "merge-beats", "legalise", "share-text", "share-references"]
    assert any(row[:2] == ["before", "them"] for row in rows)
    assert any(row[:2] == ["after", "them"] for row in rows)
    assert "ms" in done.stdout


def test_savings_for_other_programs(series: Path) -> None:
    done = dramac("plan", "--target", "final", "--passes", "--json", cwd=series)
    savings = {one["pass"]: one for one in json.loads(done.stdout)["savings"]}
    assert savings["share-text"]["before"]["tasks"] > savings["share-text"]["after"]["tasks"]
    assert savings["hoist-setups"]["before"]["keyframes"] > savings["hoist-setups"]["after"]["keyframes"]
    assert savings["order"]["after"]["gpu_seconds"] > 0
    assert savings["share-text"]["before"]["money"] > savings["order"]["after"]["money"] > 0
    assert "savings" not in json.loads(dramac("plan", "--json", cwd=series).stdout)


@pytest.mark.parametrize(("name", "words"), [("legalise", "keeps"), ("share-text", "text_encode"), ("order", "wan2.2-i2v-a14b")])
def test_what_a_pass_leaves(series: Path, name: str, words: str) -> None:
    done = dramac("plan", "ep01", "--target", "final", "--print-after", name, cwd=series)
    assert words in done.stdout
    assert "to make" not in done.stdout


def test_what_models_are_told(series: Path) -> None:
    whole = dramac("plan", "--target", "final", "--prompts", "all", cwd=series).stdout
    episode = dramac("plan", "--target", "final", "--prompts", "ep01", cwd=series).stdout
    shot = dramac("plan", "--target", "final", "--prompts", "ep01:2", cwd=series).stdout
    assert shot in episode
    assert episode in whole
    assert "flux2-klein" in shot
    assert "of 512 tokens" in shot


@pytest.mark.parametrize(("arguments", "words"), [
    (("--print-after", "nothing"), "there are merge-beats"), (("--target", "drawn", "--prompts", "all"), "no model is told"),
    (("--target", "final", "--prompts", "ep09:1"), "there is no shot ep09:1")])
def test_wrong_use_is_told(series: Path, arguments: tuple[str, ...], words: str) -> None:
    done = dramac("plan", *arguments, cwd=series)
    assert done.returncode == 2
    assert words in " ".join(done.stderr.replace("│", " ").split())
