"""Which shots begin with one picture: as many as can without anything being seen in it that should not be, or missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests_models import BIBLE, compiled

from dramac.compiler.cut.nodes import Costume, Cut, Figure, Set, Setup, Shot, Style, Thing
from dramac.compiler.cut.verify import InvalidCut
from dramac.compiler.plan.nodes import Plan
from dramac.compiler.prompt import verify as rules
from dramac.compiler.prompt.camera import cut_off, views
from dramac.compiler.prompt.verify import verify_pictures
from dramac.stdlib import vocabulary

POCKETS = BIBLE.replace(
    "  oil lamp: {", "  brass key: {shape: key}\n  letter: {shape: letter}\n  ring: {shape: ring}\n  oil lamp: {")
Films = Callable[..., Plan]


@pytest.fixture
def film(tmp_path: Path) -> Films:
    """`film(script, bible=…)`: the plan of one episode for models, everything verified after every pass."""
    count = iter(range(100))

    def make(script: str, bible: str = BIBLE.replace("holds: [oil lamp]", "holds: []")) -> Plan:
        files = {"series.yaml": bible, "ep01.fountain": f"Title: Two Rooms\n\n{script}"}
        return compiled(tmp_path / str(next(count)), files).plan

    return make


def pictures(plan: Plan) -> dict[str, int]:
    found = Counter(task.action for task in plan.tasks)
    return {action: found[action] for action in ("keyframe", "keyframe_edit")}


def shots(*asked: str, place: str = "INT. KITCHEN - DAY", before: str = "") -> str:
    return f"{place}\n\n{before}" + "\n\n".join(f"[[shot: {one}, 2s]]\n\nANNA and PETER wait." for one in asked) + "\n"


def test_two_who_stand_together_are_one_picture_from_wide_to_medium_long(film: Films) -> None:
    plan = film(shots("WS two-shot ANNA and PETER", "MLS two-shot ANNA and PETER", "FS two-shot ANNA and PETER"))
    assert pictures(plan) == {"keyframe": 1, "keyframe_edit": 0}
    windows = sorted(task.params["window"]["factor"] for task in plan.tasks if task.action == "i2v" and "window" in task.params)
    assert windows == [1.25, 1.8]
    keyframe = next(task for task in plan.tasks if task.action == "keyframe")
    clip = next(task for task in plan.tasks if task.action == "i2v")
    assert keyframe.params["width"] >= 1.7 * clip.params["width"]  # so that the tightest is as sharp as the widest


def test_two_in_a_medium_shot_stand_nearer_than_a_wide_picture_has_them(film: Films) -> None:
    assert pictures(film(shots("WS two-shot ANNA and PETER", "MS two-shot ANNA and PETER")))["keyframe"] == 2


@pytest.mark.parametrize(("prop", "size", "seen"), [
    ("brass key", "MS", True), ("brass key", "WS", False), ("letter", "WS", True), ("ring", "MS", False)])
def test_what_is_too_small_to_be_made_out_changes_no_picture(prop: str, size: str, seen: bool, film: Films) -> None:
    bible = POCKETS.replace("holds: [oil lamp]", f"holds: [{prop}]")
    script = shots(f"{size} ANNA", before=f"[[shot: CU PETER, 3s]]\n\nANNA raises the {prop}.\n\n")
    assert pictures(film(script, bible))["keyframe_edit"] == int(seen)


def test_a_wound_of_the_face_is_not_seen_from_behind_and_a_bandage_is(film: Films) -> None:
    for mark, changed in (("bruise", 0), ("bandage", 1)):
        script = shots("OTS ANNA on PETER", before=f"[[shot: CU PETER, 2s]]\n\nPETER waits.\n\n[[marks: ANNA = {mark}]]\n\n")
        assert pictures(film(script))["keyframe_edit"] == changed, mark


def test_who_comes_wounded_is_seen_so_in_the_first_picture(film: Films) -> None:
    within = film(shots("ECU PETER", "MS ANNA", before="[[shot: MS ANNA, 2s]]\n\nANNA waits.\n\n[[marks: ANNA = bruise]]\n\n"))
    assert pictures(within) == {"keyframe": 2, "keyframe_edit": 1}  # the same room before and after the blow
    bible = BIBLE.replace("holds: [oil lamp]", "marks: [bruise]")
    whole = film(shots("MS ANNA", "CU ANNA"), bible)
    assert pictures(whole) == {"keyframe": 1, "keyframe_edit": 0}
    words = [task.params["text"] for task in whole.tasks if task.action == "text_encode" and "medium shot" in task.params["text"]]
    assert any("a bruise on the cheek" in one for one in words)


def test_a_thing_that_fills_the_frame_is_one_picture_by_one_light(film: Films) -> None:
    def insert(size: str, place: str) -> str:
        return f"{place}\n\n[[shot: {size} insert brass key, 2s]]\n\nANNA waits.\n"

    def keys(size: str, place: str, kind: str = "banquet") -> set[str]:
        plan = film(insert(size, place), POCKETS.replace("built: kitchen", f"built: {kind}"))
        return {task.key for task in plan.tasks if task.action == "keyframe"}

    base = keys("CU", "INT. KITCHEN - NIGHT")
    assert base == keys("ECU", "INT. KITCHEN - NIGHT") == keys("CU", "INT. KITCHEN - DUSK")
    assert base == keys("CU", "INT. KITCHEN - NIGHT", "living-room")  # another room by the same light
    assert base != keys("CU", "INT. KITCHEN - DAY", "living-room")


def test_a_corner_of_another_kind_has_what_stands_in_such_corners(film: Films) -> None:
    ward = BIBLE.replace("built: kitchen", "built: hospital")
    room, corridor = (film(f"INT. {place} - DAY\n\n[[shot: MS ANNA, 2s]]\n\nANNA waits.\n", ward)
                      for place in ("KITCHEN", "KITCHEN - CORRIDOR"))
    said = [" ".join(task.params["text"] for task in plan.tasks if task.action == "text_encode") for plan in (room, corridor)]
    assert "bed" in said[0]
    assert "bed" not in said[1]
    own = film("INT. KITCHEN - CORRIDOR - DAY\n\n[[shot: MS ANNA, 2s]]\n\nANNA waits.\n",
               ward.replace("built: hospital", "built: hospital, features: [statues]"))
    assert "statues" in " ".join(task.params["text"] for task in own.tasks if task.action == "text_encode")


WHO = Costume("A", 30, "f", "slight", "average", "long", "#1d1a1b", "#f6dfd0", "#4f7a52", "none", (), "dress", (), "plain", (),
              ())
ROOM = Set("HALL", "hall", True, "day", "clear", "sun", (), ("window",))
PEOPLE = st.lists(st.tuples(st.floats(-0.8, 0.8), st.sampled_from(("left", "right", "front", "away")),
                            st.sampled_from((None, "letter", "ring", "sword")), st.sets(st.sampled_from(("bruise", "bandage"))),
                            st.booleans()), max_size=4)


@st.composite
def setups(draw: st.DrawFn) -> Shot:
    people = draw(PEOPLE)
    figures = tuple(Figure(replace(WHO, character=str(at), age=20 + at, marks=tuple(sorted(marks))), round(x, 2), facing,
                           foreground, Thing(held, held, ()) if held else None)
                    for at, (x, facing, held, marks, foreground) in enumerate(people))
    size = draw(st.sampled_from(list(vocabulary("sizes").entries)))
    setup = Setup(ROOM, Style(), size, draw(st.sampled_from(("single", "two-shot", "establishing"))), "eye", figures)
    fresh = tuple((one.costume.character, mark) for one in figures for mark in one.costume.marks if draw(st.booleans()))
    return Shot(setup, 24, fresh=fresh)


@settings(deadline=None)
@given(setups())
def test_whatever_is_shown_nobody_is_cut_off_and_nothing_but_the_change_changes(shot: Shot) -> None:
    verify_pictures(Cut("ep01", "en", 24, 720, 1280, (shot,)))
    assert not cut_off(shot.setup)
    bare, seen, window = views(shot.setup, shot.fresh, edits=True)
    same, again, _ = views(shot.setup, shot.fresh, edits=False)
    assert same == again == seen
    assert all(one.holding is None for one in bare.figures)
    assert (window is None) or window.factor > 1
    assert replace(bare, figures=()) == replace(seen, figures=())


def test_the_verifier_tells_a_picture_that_does_not_show_its_shot(monkeypatch: pytest.MonkeyPatch) -> None:
    from dramac.compiler.prompt import camera

    people = (Figure(WHO, -0.44, "right"), Figure(replace(WHO, age=50), 0.44, "left"))
    pair = Setup(ROOM, Style(), "mls", "two-shot", "eye", people)
    cut = Cut("ep01", "en", 24, 720, 1280, (Shot(pair, 24),))
    verify_pictures(cut)
    monkeypatch.setattr(camera, "PLACES", {**camera.PLACES, "near-left": 0.5, "near-right": -0.5})
    with pytest.raises(InvalidCut) as caught:
        verify_pictures(cut)
    assert set(rules.INVARIANTS) >= {line.split(":")[0] for line in str(caught.value).splitlines()}
    assert "cuts" in str(caught.value)
    assert "other places" in str(caught.value)
