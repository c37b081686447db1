"""Targets whose pictures are made by media servers: what is planned is what such servers take."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests_models import BIBLE, FIRST, PLAIN, Plans

from dramac.compiler.bible.resolve import load_bible
from dramac.compiler.passes.verify import InvalidPlan, verify
from dramac.compiler.plan.cost import cost_of, priced
from dramac.compiler.plan.nodes import Plan, Task
from dramac.compiler.plan.prices import prices_of
from dramac.stdlib import data
from dramac.stdlib.models import chosen, manifest, served
from dramac.stdlib.models.served import SERVED, kinds

MODELS = {"openai": "wan2.2-i2v-a14b", "gateway": "minimax-h3", "vllm-omni": "wan2.2-i2v-a14b", "sglang": "ltx2"}
LONG = FIRST.replace("PETER reads. ANNA nods.", "[[shot: MS PETER, 14s]]\n\nPETER reads.")
OURS = {"reference", "plate", "keyframe", "keyframe_edit", "i2v", "flf2v"}


def bible(server: str, video: str, more: str = "") -> str:
    models = f"keyframe: flux2-klein, video: {video}, lipsync: latentsync"
    return BIBLE + (f"  media: {{picture: openai_media, server: {server}, {models}}}\n  bare: {{picture: openai_media}}\n" + more)


def net(plan: Plan) -> list[Task]:
    return [task for task in plan.tasks if task.resource == "net"]


@pytest.mark.parametrize("server", sorted(MODELS))
def test_stills_and_clips_are_asked_of_a_server_and_nothing_else_is(plans: Plans, server: str) -> None:
    made = plans({**PLAIN, "series.yaml": bible(server, MODELS[server]), "ep01.fountain": LONG}, target="media")
    verify(made.plan, keys=True)
    assert "text_encode" not in {task.action for task in made.plan.tasks}
    assert {task.action for task in net(made.plan)} <= OURS
    assert all((task.backend == "openai_media") == (task.resource == "net") for task in made.plan.tasks)
    assert {task.backend for task in made.plan.tasks if task.action == "lipsync"} == {"command"}
    sizes = {"video": kinds()[server]["video"].get("sizes"), "image": kinds()[server]["image"].get("sizes")}
    for task in net(made.plan):
        assert task.params["server"] == server
        assert task.params["prompt"]
        assert task.estimate.vram == 0
        assert task.profile == {}
        offered = sizes["video" if task.action in ("i2v", "flf2v") else "image"]
        assert offered is None or [task.params["width"], task.params["height"]] in offered
        sold = kinds()[server]["video"].get("seconds")
        if sold and "frames" in task.params:
            assert task.params["frames"] / task.params["fps"] <= max(sold)


def test_a_long_shot_goes_on_from_the_last_picture_of_the_clip_before(plans: Plans) -> None:
    made = plans({**PLAIN, "series.yaml": bible("vllm-omni", "wan2.2-i2v-a14b"), "ep01.fountain": LONG}, target="media")
    clips = {task.key: task for task in net(made.plan) if task.action == "i2v"}
    later = [task for task in clips.values() if task.inputs[0].role == "before"]
    assert later
    assert all(task.inputs[0].key in clips for task in later)
    assert not any(task.action == "extend" for task in made.plan.tasks)


def test_a_last_picture_is_planned_only_where_there_is_a_way_to_send_it(plans: Plans) -> None:
    made = plans({**PLAIN, "series.yaml": bible("vllm-omni", "wan-flf2v")}, target="media")
    assert {task.action for task in net(made.plan)} & {"i2v", "flf2v"} == {"i2v"}
    h3 = manifest("minimax-h3")
    assert h3 is not None
    both = replace(h3, starts="both")
    assert served(both, "vllm-omni").starts == "both"
    assert served(both, "sglang").starts == "first"


def test_a_target_without_models_takes_the_usual_one_for_stills(plans: Plans) -> None:
    made = plans({**PLAIN, "series.yaml": bible("openai", "wan-flf2v")}, target="bare")
    assert {task.action for task in net(made.plan)} == {"reference", "plate", "keyframe", "keyframe_edit"}
    assert {task.params["server"] for task in net(made.plan)} == {"openai"}


def test_pins_of_weights_are_nothing_to_a_server(plans: Plans) -> None:
    files = {**PLAIN, "series.yaml": bible("sglang", "ltx2")}
    pinned = plans(files, target="media", pins={"ltx2": "sha256:" + "0" * 64, "flux2-klein": "sha256:" + "1" * 64})
    assert {task.key for task in net(pinned.plan)} == {task.key for task in net(plans(files, target="media").plan)}


def test_an_unknown_kind_of_server_is_told(tmp_path: Path) -> None:
    (tmp_path / "series.yaml").write_text(bible("vllm-onmi", "ltx2"))
    read, _, found = load_bible(tmp_path / "series.yaml", tmp_path)
    assert [one.code for one in found if "vllm-onmi" in one.message] == ["D314"]
    assert read.targets["media"].options["server"] == "openai"


def test_a_size_that_is_not_offered_is_a_breach(plans: Plans) -> None:
    plan = plans({**PLAIN, "series.yaml": bible("openai", "wan2.2-i2v-a14b")}, target="media").plan
    at, task = next((at, task) for at, task in enumerate(plan.tasks) if task.action == "i2v")
    bad = replace(task, params={**task.params, "width": 704})
    with pytest.raises(InvalidPlan, match="makes no 704x1280"):
        verify(replace(plan, tasks=(*plan.tasks[:at], bad, *plan.tasks[at + 1:])))


def test_what_is_asked_for_has_its_price(plans: Plans, tmp_path: Path) -> None:
    own = "prices: {models: {flux2-klein: 0.04, wan2.2-i2v-a14b: 0.10}}\n"
    sums = {}
    for name, server, more in (("bought", "openai", own), ("blind", "openai", ""), ("rented", "vllm-omni", ""),
                               ("own price", "vllm-omni", own)):
        text = bible(server, "wan2.2-i2v-a14b", more)
        made = plans({**PLAIN, "series.yaml": text}, target="media").plan
        file = tmp_path / f"{name}.yaml"
        file.write_text(text)
        prices = prices_of(load_bible(file, tmp_path)[0])
        plan = priced(made, prices)
        bill = cost_of(plan, prices)
        sums[name] = sum(task.estimate.money for task in net(plan)), bill, net(plan)
    money, _, tasks = sums["bought"]
    clips = [task for task in tasks if task.action == "i2v"]
    assert money == pytest.approx(0.04 * (len(tasks) - len(clips)) + sum(
        0.10 * next(one for one in (4, 8, 12) if one >= task.params["frames"] / task.params["fps"]) for task in clips))
    assert sums["blind"][0] == 0
    assert {"flux2-klein", "wan2.2-i2v-a14b"} <= set(sums["blind"][1].unknown)
    assert sums["rented"][0] > 0
    assert sums["rented"][1].total.gpu > 0
    assert not {"flux2-klein", "wan2.2-i2v-a14b"} & set(sums["rented"][1].unknown)
    assert 0 < sums["own price"][0] < money


def test_the_facts_of_servers_are_well_formed() -> None:
    ours = {"prompt", "model", "size", "width", "height", "frames", "fps", "seconds", "seed", "steps", "marker", "pictures"}
    for name, facts in data("servers")["kinds"].items():
        assert facts["source"], name
        assert {"label", "own", "idempotent", "listed", "image", "edit", "video"} <= set(facts)
        for work in ("image", "edit", "video"):
            assert set(facts[work]["names"]) <= ours
            assert ("pictures" in facts[work]["names"]) == (work != "image")
            assert facts[work].get("fields", "form") in ("json", "form")
    models = chosen({"picture": "openai_media", "server": "sglang", "video": "ltx2", "lipsync": "latentsync"})
    assert models is not None
    assert models.video is not None
    assert models.lipsync is not None
    assert (models.video.backend, models.lipsync.server) == ("openai_media", "")
    assert models.video.role in SERVED
