from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from dramac.cli.main import cli

FOX = str(Path(__file__).parents[2] / "examples" / "white-fox")


def plan(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli, ["plan", "ep01", "--project", FOX, *words])
    return done.exit_code, done.stdout if done.exit_code == 0 else done.output


def test_a_plan_is_simulated_on_a_farm() -> None:
    code, said = plan("--simulate", "gpus=8,vram=80,cpus=4,price=2.79")
    assert code == 0
    assert "on 8 GPUs of 80 GB and 4 cores" in said
    assert "critical path" in said


def test_the_simulation_is_json_too() -> None:
    code, said = plan("--simulate", "cpus=2", "--json")
    found = json.loads(said)
    assert code == 0
    assert found["seconds"] >= found["bound"] > 0
    assert found["critical_path"][-1]["action"] == "master"


@pytest.mark.parametrize("farm", ["gpu=2", "gpus=two", "gpus=0", "vram=nan", "gpus=-1", "", "gpus=1000000000"])
def test_a_farm_that_cannot_be_is_wrong_usage(farm: str) -> None:
    code, said = plan("--simulate", farm)
    assert code == 2
    assert "--simulate" in said
