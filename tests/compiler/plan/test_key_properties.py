"""What reaches a key, and what does not: no edit that changes neither picture nor sound asks for anything to be made again,
and every input that is read does."""

import os
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests_models import PLAIN, Series, compiled, lay

from dramac import stdlib
from dramac.compiler.base.source import Source
from dramac.compiler.format.run import format_script
from dramac.compiler.plan import backends
from dramac.compiler.plan.exact import exact
from dramac.compiler.plan.nodes import Plan
from dramac.compiler.request import Request

SCRIPTS = ("ep01.fountain", "ep02.fountain")
Edit = Callable[[Series], Series]


def each(change: Callable[[str], str], names: Iterable[str] = SCRIPTS) -> Edit:
    """The edit that changes the text of every file of `names`."""
    return lambda files: {name: change(text) if name in names else text for name, text in files.items()}


def renamed(old: str, new: str) -> Edit:
    """The edit that renames an id in the bible and in every script."""
    return each(lambda text: re.sub(rf"\b{old}\b", new, text), tuple(PLAIN))


def numbered(text: str) -> str:
    numbers = iter(range(3, 99, 7))
    return re.sub(r"^(INT\. .*)$", lambda one: f"{one[1]} #{next(numbers)}#", text, flags=re.M)


def careless(text: str) -> str:
    """`text` as somebody types it who leaves the layout to `dramac fmt`."""
    loose = text.replace("\n\n", "\n\n\n\n").replace("DAY\n", "DAY   \n")
    assert format_script(Source("ep.fountain", loose)) == format_script(Source("ep.fountain", text))
    return loose


COSMETIC: dict[str, Edit] = {
    "fmt": each(lambda text: careless(text)),
    "notes": each(lambda text: text.replace("\n\nANNA\n", "\n\n[[A note: she is brilliant here.]]\n\nANNA\n")),
    "boneyard": each(lambda text: text.replace("\n\nPETER\n", "\n\n/* PETER\nCut this? */\n\nPETER\n")),
    "scene numbers": each(numbered),
    "sections and synopses": each(lambda text: text.replace("\nINT. ", "\n# Act\n\n= What happens.\n\nINT. ")),
    "comments in the bible": each(lambda text: "# A comment.\n" + text.replace("cast:", "# People\ncast:"), ["series.yaml"]),
    "another name of a person": renamed("ANNA", "ZOE"),
    "another name of a man": renamed("PETER", "ADAM"),
    "another name of a place": renamed("KITCHEN", "PANTRY ROOM"),
    "another name of a thing": renamed("oil lamp", "old lamp"),
}


@cache
def keys(target: str = "final", edits: tuple[str, ...] = (), space: str = "") -> frozenset[str]:
    """The keys of the small series after `edits`."""
    files: Series = PLAIN
    for name in edits:
        files = COSMETIC[name](files)
    return of(files, target, space)


def of(files: Series, target: str = "final", space: str = "", **more: Any) -> frozenset[str]:
    with tempfile.TemporaryDirectory() as folder:
        plan = compiled(Path(folder) / "series", files, target, **more).plan
        return frozenset(task.key for task in (exact(plan) if space else plan).tasks)


@pytest.mark.parametrize("edit", COSMETIC)
@pytest.mark.parametrize("target", ["final", "drawn"])
def test_a_cosmetic_edit_changes_no_key(edit: str, target: str) -> None:
    assert COSMETIC[edit](PLAIN) != PLAIN
    assert keys(target, (edit,)) == keys(target)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(sorted(COSMETIC)), min_size=2, max_size=6, unique=True),
       st.sampled_from(["final", "lips", "drawn"]))
def test_nor_do_many_together(edits: list[str], target: str) -> None:
    if "fmt" in edits:  # what is typed carelessly is no more found by the others
        edits = [*(one for one in edits if one != "fmt"), "fmt"]
    assert keys(target, tuple(edits)) == keys(target)


def test_where_a_project_lies_and_who_compiles_it_reach_no_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    far = tmp_path / "another place" / "deep" / "within"
    far.mkdir(parents=True)
    monkeypatch.chdir(far)
    for name, value in (("HOME", str(far)), ("LANG", "zh_CN.UTF-8"), ("TZ", "Asia/Shanghai"), ("USER", "nobody"),
                        ("PYTHONHASHSEED", "7"), ("CUDA_VISIBLE_DEVICES", "3")):
        monkeypatch.setenv(name, value)
    plan = compiled(far / "series").plan
    assert {task.key for task in plan.tasks} == keys()
    assert os.getcwd() == str(far)


ATTIC = "INT. ATTIC - DAY\n\nPETER waits.\n\nPETER\nNot here.\n\n> CUT TO:\n\n"
PICTURES = ("text_encode", "reference", "plate", "keyframe", "keyframe_edit", "i2v", "draw", "speech")


@pytest.mark.parametrize("target", ["final", "drawn"])
def test_an_unrelated_scene_leaves_pictures_and_voices_as_they_are(target: str) -> None:
    def made(files: Series) -> set[str]:
        with tempfile.TemporaryDirectory() as folder:
            return {task.key for task in compiled(Path(folder), files, target).plan.tasks if task.action in PICTURES}

    before = made(PLAIN)
    more = each(lambda text: text.replace("\nINT. STUDY - NIGHT", "\n" + ATTIC + "INT. STUDY - NIGHT", 1), ["ep01.fountain"])
    assert more(PLAIN) != PLAIN
    assert before - made(more(PLAIN)) == set()
    third = {**PLAIN, "ep03.fountain": "Title: Two Rooms\n\nINT. STUDY - DAY\n\nPETER waits.\n\nPETER\nNobody.\n"}
    assert before - made(third) == set()


def test_scenes_that_change_places_are_the_same_pictures() -> None:
    one, two = ATTIC, ATTIC.replace("ATTIC", "KITCHEN").replace("Not here.", "Nor here.")
    opening = "Title: Two Rooms\n\nINT. KITCHEN - NIGHT\n\nANNA waits.\n\nANNA\nGo.\n\n> CUT TO:\n\n"
    end = "INT. KITCHEN - NIGHT\n\nANNA\nGood.\n"

    def made(*scenes: str) -> set[str]:
        with tempfile.TemporaryDirectory() as folder:
            files = {"series.yaml": PLAIN["series.yaml"], "ep01.fountain": "".join(scenes)}
            return {task.key for task in compiled(Path(folder), files).plan.tasks if task.action in PICTURES}

    assert made(opening, one, two, end) == made(opening, two, one, end)


def changed(actions: Iterable[str], before: Plan, after: Plan) -> set[str]:
    """Which of `actions` have a task in `before` that `after` does not have."""
    known = after.by_key()
    return {task.action for task in before.tasks if task.key not in known and task.action in actions}


INPUTS: dict[str, tuple[Edit, set[str]]] = {
    "a word of a line": (each(lambda text: text.replace("I had to.", "I had no choice.")), {"speech", "finish"}),
    "the colour of a costume": (each(lambda text: text.replace("#b3202c", "#1f6b4e"), ["series.yaml"]),
                                {"reference", "keyframe", "i2v", "finish"}),
    "the cut of a costume": (each(lambda text: text.replace("outfit: dress", "outfit: gown"), ["series.yaml"]),
                             {"reference", "keyframe", "i2v"}),
    "an age": (each(lambda text: text.replace("age: 35", "age: 53"), ["series.yaml"]), {"reference", "keyframe", "i2v"}),
    "the time of day of a place": (each(lambda text: text.replace("STUDY - NIGHT", "STUDY - DAY")), {"plate", "keyframe", "i2v"}),
    "what a place is": (each(lambda text: text.replace("built: office", "built: bedroom"), ["series.yaml"]),
                        {"plate", "keyframe", "i2v"}),
    "a thing in a hand": (each(lambda text: text.replace("shape: lantern", "shape: box"), ["series.yaml"]),
                          {"keyframe_edit", "i2v"}),
    "an emotion": (each(lambda text: text.replace("(angry)", "(sad)")), {"speech", "i2v"}),
    "the take of a shot": (each(lambda text: text.replace("take 2", "take 3")), {"i2v", "finish"}),
    "a look": (each(lambda text: text.replace("format: vertical", "format: vertical, look: noir"), ["series.yaml"]), {"finish"}),
    "a format": (each(lambda text: text.replace("format: vertical", "format: vertical-1080p"), ["series.yaml"]), {"finish"}),
    "a model": (each(lambda text: text.replace("video: wan2.2-i2v-a14b", "video: wan2.2-ti2v-5b"), ["series.yaml"]), {"i2v"}),
    "a voice": (each(lambda text: text.replace("std/young-man-low", "std/man-deep"), ["series.yaml"]), {"speech"}),
}


@pytest.mark.parametrize("name", INPUTS)
def test_every_input_that_is_read_reaches_a_key(name: str, tmp_path: Path) -> None:
    edit, actions = INPUTS[name]
    assert edit(PLAIN) != PLAIN
    before, after = (compiled(tmp_path / part, files).plan for part, files in (("a", PLAIN), ("b", edit(PLAIN))))
    assert changed(actions, before, after) == actions


def test_a_graded_picture_is_not_rendered_again(tmp_path: Path) -> None:
    look, _ = INPUTS["a look"]
    before, after = (compiled(tmp_path / part, files).plan for part, files in (("a", PLAIN), ("b", look(PLAIN))))
    assert changed(PICTURES, before, after) == set()


def test_the_digest_of_a_models_weights_reaches_what_it_makes(tmp_path: Path) -> None:
    before = compiled(tmp_path / "a").plan
    after = compiled(tmp_path / "b", pins={"wan2.2-i2v-a14b": "f" * 64}).plan
    assert changed(PICTURES, before, after) == {"i2v"}
    again = compiled(tmp_path / "c", pins={"qwen3-4b": "f" * 64}).plan
    assert changed(PICTURES, before, again) == {"text_encode", "reference", "plate", "keyframe", "keyframe_edit", "i2v"}


@pytest.mark.parametrize(("backend", "field", "actions"), [
    ("diffusers", "version", {"text_encode", "i2v", "plate"}), ("finisher", "version", {"finish"}),
    ("kokoro", "model_sha256", {"speech"}), ("kokoro", "voices_sha256", {"speech"}),
    ("master", "version", {"master", "subtitle"})])
def test_backends_and_their_files_reach_keys(backend: str, field: str, actions: set[str], tmp_path: Path,
                                             monkeypatch: pytest.MonkeyPatch) -> None:
    before = compiled(tmp_path / "a").plan
    real = stdlib.data

    def other(name: str) -> Mapping[str, Any]:
        facts = real(name)
        return {**facts, backend: {**facts[backend], field: "another"}} if name == "backends" else facts

    from dramac.compiler.plan import speech

    monkeypatch.setattr(backends, "data", other)
    monkeypatch.setattr(speech, "data", other)
    after = compiled(tmp_path / "b").plan
    assert changed(actions, before, after) == actions


def test_the_bytes_of_a_font_reach_what_is_lettered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = compiled(tmp_path / "a").plan
    real = stdlib.data

    def other(name: str) -> Mapping[str, Any]:
        facts = real(name)
        return {**facts, "animatic": {**facts["animatic"], "fonts": [{"sha256": "0" * 64}]}} if name == "backends" else facts

    monkeypatch.setattr(backends, "data", other)
    after = compiled(tmp_path / "b").plan
    assert changed(("finish", *PICTURES), before, after) == {"finish"}


def test_exact_keys_are_a_space_of_their_own_and_know_how_things_are_computed(tmp_path: Path) -> None:
    plan = compiled(tmp_path / "a").plan
    other = exact(plan)
    assert {task.key for task in plan.tasks}.isdisjoint(task.key for task in other.tasks)
    assert [task.params for task in other.tasks] == [task.params for task in plan.tasks]
    made = other.by_key()
    assert all(one.key in made for task in other.tasks for one in task.inputs)
    assert all(product.key in made for product in other.products)
    at = next(at for at, task in enumerate(plan.tasks) if task.action == "plate")
    tuned = replace(plan, tasks=tuple(replace(task, profile={"precision": "fp8"}) if n == at else task
                                      for n, task in enumerate(plan.tasks)))
    again = exact(tuned).by_key()
    lost = {task.action for task in other.tasks if task.key not in again}
    assert {"plate", "keyframe", "i2v", "finish", "master"} <= lost
    assert not lost & {"speech", "text_encode", "reference"}
    assert compiled(tmp_path / "b", request=Request(target="final", exact=True)).plan.by_key().keys() == made.keys()


def test_a_line_is_as_long_as_was_measured_in_either_space(tmp_path: Path) -> None:

    from dramac.compiler.analyse import analyse
    from dramac.compiler.driver import compile, speech_plan

    analysis = analyse(lay(tmp_path, PLAIN))
    for request in (Request(target="final"), Request(target="final", exact=True)):
        speech = speech_plan(analysis, request)
        done = compile(analysis, request, {task.key: 2.5 for task in speech.tasks})
        assert done.estimated == 0
        assert {task.key for task in speech.tasks} == {task.key for task in done.plan.tasks if task.action == "speech"}
