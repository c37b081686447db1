"""What models are told: always the same words for the same picture, no names, and no more than the model reads."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests_models import PLAIN, compiled

from dramac.compiler.driver import Compiled
from dramac.compiler.prompt.fit import Part, fitted, tokens
from dramac.compiler.prompt.sheet import Prompt, prompts
from dramac.compiler.prompt.words import colour
from dramac.stdlib import data, vocabulary
from dramac.stdlib.models import Models, chosen

OPTIONS = {"final": {"keyframe": "flux2-klein", "video": "wan2.2-i2v-a14b"}, "both": {"keyframe": "sdxl", "video": "wan-flf2v"},
           "stills": {"keyframe": "flux2-klein"}, "h3": {"keyframe": "qwen-image-edit-plus", "video": "minimax-h3"}}
TEXTS = st.text("abcdefghij ,.;!爱你我 12", min_size=1, max_size=40).filter(lambda text: bool(text.strip()))


def models(target: str) -> Models:
    found = chosen(OPTIONS[target])
    assert found is not None
    return found


def told(made: Compiled, target: str = "final") -> list[Prompt]:
    return [one for cut in made.cuts for one in prompts(cut, models(target))]


@pytest.mark.parametrize("target", ["final", "stills", "h3"])
def test_what_is_shown_is_what_is_planned(target: str, tmp_path: Path) -> None:
    made = compiled(tmp_path, target=target)
    shown = {one.text for one in told(made, target)}
    planned = {str(task.params[name]) for task in made.plan.tasks for name in ("text", "prompt")
               if name in task.params and task.action not in ("speech",)}
    assert shown == planned


def test_nobody_and_nothing_is_named(tmp_path: Path) -> None:
    texts = " ".join(one.text for one in told(compiled(tmp_path))).casefold()
    for name in ("anna", "peter", "brass"):
        assert name not in texts
    assert "#" not in texts


def test_a_person_is_told_in_the_same_words_everywhere(tmp_path: Path) -> None:
    rows = told(compiled(tmp_path))
    people = {one.text.partition("facing the camera, ")[2] for one in rows if one.kind == "reference"}
    assert len(people) == 2
    for one in rows:
        if one.kind == "keyframe" and "insert" not in one.text:
            assert any(who in one.text for who in people)


def test_the_words_say_what_the_script_says(tmp_path: Path) -> None:
    rows = told(compiled(tmp_path))
    clips = " | ".join(one.text for one in rows if one.kind == "clip")
    for words in ("angry", "turns away", "comes into the picture", "nods", "speaks, the lips move", "the camera"):
        assert words in clips, words
    frames = " | ".join(one.text for one in rows if one.kind == "keyframe")
    for words in ("wide shot", "medium shot", "inside a kitchen", "inside an office", "at night", "on the left",
                  "wearing a red and"):
        assert words in frames, words
    assert any("holds a" in one.text and "key" in one.text for one in rows if one.kind == "keyframe_edit")


def test_a_model_with_lips_of_another_is_not_told_to_move_them(tmp_path: Path) -> None:
    made = compiled(tmp_path, target="lips")
    found = chosen({**OPTIONS["final"], "lipsync": "latentsync"})
    assert found is not None
    assert not any("the lips move" in one.text for cut in made.cuts for one in prompts(cut, found))


@given(st.lists(st.builds(Part, TEXTS, st.integers(0, 5)), min_size=1, max_size=12), st.integers(1, 80))
def test_the_least_important_words_go_first(parts: list[Part], limit: int) -> None:
    text = fitted(parts, limit)
    left = [part for part in parts if part.text not in text]
    assert all(part.rank for part in left)
    assert fitted(parts, 0) == ", ".join(part.text for part in parts)
    if tokens(text) > limit:
        assert all(part.text in text for part in parts if not part.rank)
    kept = sorted((part.rank for part in parts if part.text in text), reverse=True)
    if left and kept:
        assert min(part.rank for part in left) >= 1
    assert fitted(parts, limit) == text


@given(st.text(max_size=60), st.text(max_size=60))
def test_tokens_add_up_and_are_never_fewer_than_words(one: str, other: str) -> None:
    assert tokens(f"{one} {other}") == tokens(one) + tokens(other)
    assert tokens(one) <= len(one)
    words = [word for word in one.split() if word.isascii() and word.isalpha()]
    assert tokens(one) >= len(words)


def test_a_long_description_is_fitted_to_the_model(tmp_path: Path) -> None:
    made = compiled(tmp_path)
    tight = models("final")
    tight = replace(tight, keyframe=replace(tight.keyframe, tokens=110))
    rows = [one for cut in made.cuts for one in prompts(cut, tight) if one.kind == "keyframe"]
    assert any(one.left_out for one in rows)
    assert all(one.tokens <= 110 or not one.left_out or "wearing" in one.text for one in rows)
    assert all("wearing" in one.text or "insert" in one.text for one in rows)


@pytest.mark.parametrize("kind", ["sizes", "angles", "times", "weathers", "lights", "emotions", "gestures", "moves", "marks"])
def test_every_id_has_its_phrase(kind: str) -> None:
    known = set(vocabulary(kind).entries) - {"none"} | ({"none"} if kind == "lights" else set())
    assert known == set(data("prompts")[kind])


def test_colours_are_told_in_words() -> None:
    assert colour("#b3202c") == "red"
    assert colour("#22304f") == "navy"
    assert colour("nonsense") == "nonsense"


def test_the_series_is_as_the_others_know_it() -> None:
    assert "targets" in PLAIN["series.yaml"]
