"""A small plan for models, carried out by a real worker process."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dramac.compiler.plan.nodes import Input, Plan, Product, Task, make_task
from dramac.runtime.backends.diffusers import VERSION
from dramac.runtime.events import TaskFailed, TaskProgress
from dramac.runtime.execute import execute
from dramac.runtime.perform import Made
from dramac.runtime.store import Store

pytest.importorskip("diffusers")
PROFILE = {"precision": "bfloat16", "placement": "components"}


def task(action: str, model: str, adapter: str, output: str, inputs: dict[str, Task], **params: Any) -> Task:
    given = tuple(Input(role, one.key, one.outputs[0]) for role, one in inputs.items())
    return make_task(action, "diffusers", VERSION, {"model": model, "weights": "tiny", "adapter": adapter, **params},
                     inputs=given, outputs=(output,), resource="gpu", model=model, profile=PROFILE)


def plan() -> Plan:
    """Three pictures by two models, whose words are read by a third; and one that cannot be made."""
    told = [task("text_encode", "qwen3-4b", "qwen3", "embedding", {}, text=text, tokens=512) for text in ("Anna.", "A kitchen.")]
    size = {"width": 64, "height": 112, "steps": 2}
    anna = task("reference", "flux2-klein", "flux2", "image", {"prompt": told[0]}, seed=1, **size)
    kitchen = task("plate", "sdxl", "sdxl", "image", {}, seed=2, prompt="A kitchen.", **size)
    given = {"prompt": told[1], "person:0": anna, "plate": kitchen}
    both = task("keyframe", "flux2-klein", "flux2", "image", given, seed=3, **size)
    wrong = task("plate", "flux2-klein", "flux2", "image", {"prompt": told[1]}, seed=3, **{**size, "width": 60})
    tasks = (*told, anna, kitchen, both, wrong)
    return Plan(tasks, (Product("both.png", both.key, "image"), Product("wrong.png", wrong.key, "image")))


def test_a_worker_loads_each_model_once_and_makes_what_another_process_makes(tmp_path: Path, do: Callable[..., Made]) -> None:
    wanted, store, events = plan(), Store(tmp_path / "built"), []
    outcome = execute(wanted, store, workers=1, on_event=events.append)
    assert [one.task.key for one in outcome.failed] == [wanted.tasks[-1].key], outcome.failed
    assert "60x112 were asked for" in next(one for one in events if isinstance(one, TaskFailed)).message
    assert any(isinstance(one, TaskProgress) and 0.4 < one.fraction < 0.5 for one in events)
    facts, made = [], {}
    for one in wanted.tasks[:-1]:
        record = store.lookup(one.key)
        assert record is not None
        facts.append(record.facts["backend_facts"])
        (output,) = one.outputs
        again = do(one.action, one.params, {given.role: made[given.key] for given in one.inputs}, profile=PROFILE)
        made[one.key] = again.outputs[output]
        assert hashlib.sha256(made[one.key].read_bytes()).hexdigest() == record.outputs[output].digest
    assert sum(one["loads"] for one in facts) == len({one.model for one in wanted.tasks}) == 3
    assert {(one["precision"], one["placement"]) for one in facts} == {("float32", "resident")}
