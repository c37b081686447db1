"""Films that models make: every number is one that the model's manifest allows, and the film has the cut's very frames."""

from collections import Counter
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pytest
from tests_models import BIBLE, FIRST, PLAIN, Plans, compiled

from dramac.compiler.cut.verify import InvalidCut, verify_cut
from dramac.compiler.passes.verify import InvalidPlan, verify
from dramac.compiler.plan.nodes import Plan, Task
from dramac.stdlib.models import chosen, manifest

TARGETS = ("final", "lips", "both", "long", "h3", "ltx", "stills", "nothing", "drawn")


def of(plan: Plan, *actions: str) -> list[Task]:
    return [task for task in plan.tasks if task.action in actions]


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_keeps_every_invariant_after_every_pass(plans: Plans, target: str) -> None:
    made = plans(target=target)
    verify(made.plan, keys=True)
    masters = of(made.plan, "master")
    assert [sum(task.params["frames"]) for task in sorted(masters, key=lambda one: one.label)] == [
        cut.frames() for cut in made.cuts]


def test_work_stands_where_it_belongs(plans: Plans) -> None:
    plan = plans(target="lips").plan
    for task in plan.tasks:
        model = manifest(task.model) if task.model else None
        assert (task.resource == "gpu") == (model is not None)
        if model is not None:
            assert task.backend == model.backend
            assert task.params["model"] == model.id
            assert task.estimate.seconds > 0
            assert task.estimate.source
    models = {action: {task.model for task in of(plan, action)} for action in Counter(task.action for task in plan.tasks)}
    assert models["text_encode"] == {"qwen3-4b", "umt5-xxl"}
    assert models["keyframe"] == models["keyframe_edit"] == models["plate"] == models["reference"] == {"flux2-klein"}
    assert models["i2v"] == {"wan2.2-i2v-a14b"}
    assert models["lipsync"] == {"latentsync"}
    assert models["interpolate"] == {"rife"}
    order = [(task.stage, task.model) for task in plan.tasks]
    assert order == sorted(order, key=lambda one: one[0])
    assert len(list(groupby(order))) == len(set(order))  # each model's work stands together


def test_a_null_target_asks_no_model_and_makes_the_whole_plan(plans: Plans) -> None:
    plan = plans(target="nothing").plan
    assert {task.backend for task in plan.tasks if task.action in ("i2v", "keyframe", "finish", "plate")} == {"null"}


def test_a_shot_that_is_too_long_goes_on_from_its_own_last_frame(plans: Plans) -> None:
    long = FIRST.replace("PETER reads. ANNA nods.", "[[shot: MS PETER, 14s]]\n\nPETER reads.")
    plan = plans({**PLAIN, "ep01.fountain": long}).plan
    pieces = of(plan, "extend")
    assert pieces
    clips = {task.key: task for task in of(plan, "i2v", "extend")}
    for one in pieces:
        before = clips[next(each.key for each in one.inputs if each.role == "before")]
        assert before.params["width"] == one.params["width"]
        assert one.params["repeats"] == 1
    assert all(clip.params["frames"] <= 81 and clip.params["frames"] % 4 == 1 for clip in clips.values())


def test_one_of_a_kind_is_made_once_across_episodes(plans: Plans) -> None:
    made = plans()
    alone = [plans({name: text for name, text in PLAIN.items() if name != other}) for other in ("ep01.fountain", "ep02.fountain")]
    for action in ("reference", "plate", "keyframe"):
        both = {task.key for one in alone for task in of(one.plan, action)}
        assert {task.key for task in of(made.plan, action)} == both
        assert len(both) < sum(len(of(one.plan, action)) for one in alone)


def test_a_model_that_asks_for_both_ends_gets_a_picture_of_the_end(plans: Plans) -> None:
    plan = plans(target="both").plan
    assert all({one.role for one in task.inputs} >= {"first", "last"} for task in of(plan, "flf2v"))


def test_a_picture_of_nothing_but_a_thing_is_made_by_a_model_that_needs_no_other_picture(plans: Plans) -> None:
    """What changes pictures by words has none to change then."""
    shown = FIRST.replace("PETER reads. ANNA nods.", "[[shot: insert of the brass key, 2s]]\n\nPETER reads.")
    plan = plans({**PLAIN, "ep01.fountain": shown}, "h3").plan
    tasks = of(plan, "keyframe")
    alone = [not any(one.role == "plate" or one.role.startswith("person:") for one in task.inputs) for task in tasks]
    assert any(alone)
    assert [task.model for task in tasks] == ["flux2-klein" if one else "qwen-image-edit-plus" for one in alone]


@pytest.mark.parametrize(("model", "most"), [("wan-vace", 3), ("minimax-h3", 0), ("wan2.2-i2v-a14b", 0)])
def test_clips_are_shown_people_and_the_set_where_their_model_takes_them(plans: Plans, model: str, most: int) -> None:
    """Those that their keyframes were made with, and no more than the model takes."""
    bible = BIBLE.replace("video: wan2.2-i2v-a14b}", f"video: {model}}}", 1)
    plan = plans({**PLAIN, "series.yaml": bible}).plan
    tasks, seen = {task.key: task for task in plan.tasks}, Counter()
    for clip in of(plan, "i2v", "extend"):
        shown = {one.role: one.key for one in clip.inputs if one.role.startswith("person:") or one.role == "plate"}
        first = next((tasks[one.key] for one in clip.inputs if one.role == "first"), None)
        while first is not None and first.action == "keyframe_edit":
            first = tasks[next(one.key for one in first.inputs if one.role == "picture")]
        if first is not None:
            assert shown.items() <= {one.role: one.key for one in first.inputs}.items()
        seen[len(shown)] += 1
    assert set(seen) == {0} if not most else 2 <= max(seen) <= most


def test_lips_move_where_a_speaking_mouth_is_seen(plans: Plans) -> None:
    made = plans(target="lips")
    seen = {(cut.episode, at) for cut in made.cuts for at, shot in enumerate(cut.shots)
            if shot.setup.size not in ("els", "ws", "fs") and any(line.mouth for line in shot.spoken)}
    tasks = of(made.plan, "lipsync")
    assert len(tasks) == len(seen) > 0
    assert all(any(one.name == "audio" for one in task.inputs) for task in tasks)


def test_finishing_is_one_task_a_segment_and_does_every_step(plans: Plans) -> None:
    plan = plans().plan
    wanted = {one.key for task in of(plan, "master") for one in task.inputs}
    finish = of(plan, "finish")
    assert {task.key for task in finish} <= wanted
    for task in finish:
        steps = task.params["steps"]
        assert [one["do"] for one in steps][-1] in ("encode", "transition")
        assert {"conform", "grade", "letter"} <= {one["do"] for one in steps}
        roles = {one.role for one in task.inputs}
        for at, step in enumerate(steps):
            assert all(ref < at if isinstance(ref, int) else ref in roles for ref in step["read"])


def test_unknown_models_are_gone_without(plans: Plans) -> None:
    assert chosen({"video": "sora", "keyframe": "nobody's"}) is None
    assert chosen({"keyframe": "wan2.2-i2v"}) is None  # it makes no stills
    found = chosen({"video": "wan2.2-i2v"})
    assert found is not None
    assert found.keyframe.id == "flux2-klein"


def test_the_verifier_tells_numbers_that_no_model_makes(plans: Plans) -> None:
    plan = plans().plan

    def spoilt(action: str, **params: object) -> Plan:
        at = next(at for at, task in enumerate(plan.tasks) if task.action == action)
        task = plan.tasks[at]
        return replace(plan, tasks=(*plan.tasks[:at], replace(task, params={**task.params, **params}), *plan.tasks[at + 1:]))

    for bad, words in ((spoilt("i2v", frames=40), "makes no 40 frames"), (spoilt("i2v", frames=121), "makes no 121 frames"),
                       (spoilt("i2v", width=722), "makes no 722x"), (spoilt("keyframe", height=6400), "makes no"),
                       (spoilt("keyframe", model="sdxl"), "its key says sdxl"),
                       (spoilt("finish", frames=7), "frames of segments that have")):
        with pytest.raises(InvalidPlan, match=words):
            verify(bad)
    one = next(task for task in plan.tasks if task.action == "i2v")
    for task, words in ((replace(one, model=""), "needs gpu and the model ''"), (replace(one, resource="tpu"), "needs 'tpu'"),
                        (replace(one, stage=0), "of stage 0 reads")):
        with pytest.raises(InvalidPlan, match=words):
            verify(replace(plan, tasks=tuple(task if each.key == one.key else each for each in plan.tasks)))


def test_the_verifier_tells_cuts_that_do_not_hold(plans: Plans) -> None:
    cut = plans().cuts[0]
    first, rest = cut.shots[0], cut.shots[1:]
    wan = manifest("wan2.2-i2v-a14b")
    for shot, words in ((replace(first, frames=0), "has 0 frames"), (replace(first, fade_in=999), "fades for 999"),
                        (replace(first, transition=replace(first.transition, frames=3)), "overlaps with nothing"),
                        (replace(first, clips=(replace(first.clips[0], frames=40),)), "clip of 40 frames"),
                        (replace(first, clips=(replace(first.clips[0], keep=99),)), "keeps 99"),
                        (replace(first, moods=(replace(first.moods[0], character="NOBODY"),)), "moves NOBODY")):
        with pytest.raises(InvalidCut, match=words):
            verify_cut(replace(cut, shots=(shot, *rest)), wan)


def test_lips_too_small_to_be_moved_are_said(plans: Plans) -> None:
    far = {**PLAIN, "ep01.fountain": FIRST.replace("PETER\n(softly)", "[[shot: WS PETER]]\n\nPETER\n(softly)")}
    assert [(one.kind, one.file) for one in plans(far, target="lips").plan.markers] == [("lips", "ep01.en.mp4")]
    assert not plans(far, target="final").plan.markers


@pytest.mark.parametrize(("room", "same"), [
    ("setting: interior, built: banquet", True), ("setting: interior, built: banquet, features: [window]", False),
    ("setting: interior, built: restaurant", False), ("setting: exterior, built: street", False)])
def test_a_room_without_windows_looks_the_same_by_lamplight_at_every_hour(room: str, same: bool, tmp_path: Path) -> None:
    pictures = []
    for hour in ("DAY", "NIGHT"):
        script = f"Title: Two Rooms\n\nINT. KITCHEN - {hour}\n\n[[shot: MS ANNA, 2s]]\n\nANNA waits.\n"
        bible = BIBLE.replace("setting: interior, built: kitchen", room)
        plan = compiled(tmp_path / hour, {"series.yaml": bible, "ep01.fountain": script}).plan
        pictures.append({task.key for task in plan.tasks if task.action in ("plate", "keyframe")})
    assert (pictures[0] == pictures[1]) == same


def test_a_face_that_fills_the_frame_has_no_room_behind_it(tmp_path: Path) -> None:
    script = "Title: Two Rooms\n\nINT. {} - NIGHT\n\n[[shot: {} ANNA, 2s]]\n\nANNA waits.\n"
    pictures = {}
    for size in ("ECU", "MS"):
        for room in ("KITCHEN", "STUDY"):
            plan = compiled(tmp_path / size / room, {"series.yaml": BIBLE, "ep01.fountain": script.format(room, size)}).plan
            pictures[size, room] = {task.key for task in plan.tasks if task.action in ("plate", "keyframe")}
    assert pictures["ECU", "KITCHEN"] == pictures["ECU", "STUDY"]
    assert not pictures["MS", "KITCHEN"] & pictures["MS", "STUDY"]
