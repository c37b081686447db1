"""What models are told: always the same words for the same picture, no names, and no more than the model reads."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests_models import PLAIN, compiled

from dramac.compiler.bible.resolve import load_bible
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
    for words in ("wide shot", "medium shot", "inside a kitchen", "inside an office", "at night", "just left of the middle",
                  "wearing a red and"):
        assert words in frames, words
    assert any("holds a" in one.text and "lantern" in one.text for one in rows if one.kind == "keyframe_edit")


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


CHINESE = {"series.yaml": """series: {title: 两间屋, language: zh-Hans}
cast:
  苏晚:
    age: 26
    appearance: {sex: female, features: [左眼下的泪痣]}
    wardrobe: {day: {outfit: 破旧的红色长裙, accessories: [玄铁护腕]}}
    starts: {marks: [手上的墨迹]}
    voice: {zh-Hans: std/zh-young-woman}
locations: {书房: {built: 昏暗的书房, features: [高大的书架]}}
props: {玉佩: {looks: 淡绿色的玉佩，系着红绳}}
glossary: {}
targets:
  english: {keyframe: sdxl, video: wan2.2-i2v-a14b}
  both: {keyframe: flux2-klein, video: wan2.2-i2v-a14b}
""", "ep01.fountain": """INT. 书房 - 夜

苏晚站在窗前。

@苏晚
谁？

INSERT - 玉佩
"""}


def chinese(folder: Path, target: str, glossary: str = "{}") -> tuple[list[Prompt], list[str]]:
    """What models are told of a Chinese series, and the findings that something is left out."""
    files = {**CHINESE, "series.yaml": CHINESE["series.yaml"].replace("glossary: {}", f"glossary: {glossary}")}
    made = compiled(folder, files, target=target)
    found = chosen({"english": {"keyframe": "sdxl", "video": "wan2.2-i2v-a14b"}, "both": OPTIONS["final"]}[target])
    assert found is not None
    return ([one for cut in made.cuts for one in prompts(cut, found)],
            [f"{one.message}\n{one.help}" for one in made.diagnostics if one.code == "D517"])


def test_a_model_that_reads_no_chinese_is_told_in_english(tmp_path: Path) -> None:
    rows, found = chinese(tmp_path, "english", "{玄铁护腕: {en: dark iron bracers}}")
    assert found == []
    stills = [one.text for one in rows if one.model == "sdxl"]
    assert all(text.isascii() for text in stills)
    told = " | ".join(stills)
    for words in ("mole under the eye", "a shabby red long dress, dark iron bracers", "inside a dim study",
                  "jade pendant, tied with red cord fills the frame", "ink stain"):
        assert words in told, words
    clips = [one.text for one in rows if one.kind == "clip"]
    assert any("破旧的红色长裙" in text for text in clips)  # Wan reads Chinese


def test_a_model_that_reads_chinese_is_given_the_words_as_they_stand(tmp_path: Path) -> None:
    rows, found = chinese(tmp_path, "both")
    assert found == []
    told = " | ".join(one.text for one in rows)
    for words in ("破旧的红色长裙", "左眼下的泪痣", "玄铁护腕", "昏暗的书房", "淡绿色的玉佩，系着红绳"):
        assert words in told, words


def test_what_nothing_translates_is_left_out_and_told_with_the_line_to_add(tmp_path: Path) -> None:
    rows, found = chinese(tmp_path, "english")
    assert all(one.text.isascii() for one in rows if one.model == "sdxl")
    (one,) = found
    assert "Stable Diffusion XL reads no Chinese" in one
    assert '  玄铁护腕: {en: ""}' in one.splitlines()


def test_the_glossary_changes_only_what_is_told_in_english(tmp_path: Path) -> None:
    def keys(folder: str, glossary: str) -> set[str]:
        files = {**CHINESE, "series.yaml": CHINESE["series.yaml"].replace("glossary: {}", f"glossary: {glossary}")}
        (tmp_path / folder).mkdir()
        return {task.key for task in compiled(tmp_path / folder, files, target="both").plan.tasks}

    assert keys("one", "{}") == keys("other", "{玄铁护腕: {en: dark iron bracers}, 长裙: {en: gown}}")


def test_words_that_look_the_same_drawn_share_their_drawing_and_their_takes(tmp_path: Path) -> None:
    """The animatic has no use for words that name the same picture; a model has."""
    other = {**PLAIN, "series.yaml": PLAIN["series.yaml"].replace("outfit: dress,", "outfit: dress with a zip at the back,")}
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    for target, same in (("drawn", True), ("final", False)):
        one, another = (compiled(tmp_path / name, files, target=target) for name, files in
                        (("one", PLAIN), ("other", other)))
        assert ({task.key for task in one.plan.tasks} == {task.key for task in another.plan.tasks}) is same
    assert "dress with a zip at the back, turned" in " ".join(one.text for one in told(another))


ACTING = {**CHINESE, "series.yaml": CHINESE["series.yaml"].replace(
    "targets:", "models: {ours: {like: wan2.2-i2v-a14b, reads: [en], source: us}}\ntargets:\n"
    "  deaf: {keyframe: sdxl, video: ours}"), "ep01.fountain": """INT. 书房 - 夜

苏晚推开窗户。雨水打湿了苏晚的脸。

@苏晚
谁？
"""}


def test_clips_are_told_what_the_script_says_is_done(tmp_path: Path) -> None:
    script = "INT. KITCHEN - DAY\n\nANNA pours the tea over Peter's letter. It hisses.\n\nANNA\nThere.\n"
    files = {**PLAIN, "ep01.fountain": script}
    clips = [one.text for one in told(compiled(tmp_path, files)) if one.kind == "clip"]
    (one,) = [text for text in clips if "pours the tea" in text]
    assert "the woman of 30 in the red dress pours the tea over somebody's letter" in one or \
        "the woman of 30 in the red dress pours the tea over the man of 35 in the navy suit's letter" in one
    assert sum("It hisses" in text for text in clips) == 1
    assert not any("Anna" in text or "ANNA" in text or "§" in text for text in clips)


@pytest.mark.parametrize(("action", "seen", "unsaid"), [
    ("ANNA does not answer, only lifts the cup.", "only lifts the cup", "answer"),
    ("ANNA can't help laughing.", "help laughing", ""),
    ("ANNA never looks up. She pours the tea.", "She pours the tea", "looks up"),
    ("ANNA没有回头，端起茶杯。", "端起茶杯", "回头"),
    ("船沉没在雾里。", "沉没在雾里", "")])
def test_what_is_not_done_is_not_told(tmp_path: Path, action: str, seen: str, unsaid: str) -> None:
    """A model of pictures reads past the "not"."""
    made = compiled(tmp_path, {**PLAIN, "ep01.fountain": f"INT. KITCHEN - DAY\n\n{action}\n\nANNA\nThere.\n"})
    clips = [one.text for one in told(made) if one.kind == "clip"]
    assert any(seen in one for one in clips)
    assert not unsaid or not any(unsaid in one for one in clips)


def acted(folder: Path, target: str, glossary: str = "{}") -> tuple[list[str], list[str]]:
    """What clips of a Chinese scene are told, and the findings that something of it is left out."""
    files = {**ACTING, "series.yaml": ACTING["series.yaml"].replace("glossary: {}", f"glossary: {glossary}")}
    made = compiled(folder, files, target=target)
    found = models_of(made, folder, target)
    return ([one.text for cut in made.cuts for one in prompts(cut, found) if one.kind == "clip"],
            [f"{one.message}\n{one.help}" for one in made.diagnostics if one.code == "D517" and "action" in one.message])


def models_of(made: Compiled, folder: Path, target: str) -> Models:
    bible = load_bible(folder / "series.yaml", folder)[0]
    found = chosen(bible.targets[target].options, bible.catalogue)
    assert found is not None
    return found


def test_action_is_told_as_it_stands_or_clause_by_clause_in_english(tmp_path: Path) -> None:
    clips, found = acted(tmp_path, "english")
    assert found == []
    assert any("推开窗户" in one and "苏晚" not in one for one in clips)
    (tmp_path / "deaf").mkdir()
    clips, (one,) = acted(tmp_path / "deaf", "deaf")
    assert all(one.isascii() for one in clips)
    assert "Wan2.2 I2V A14B" in one or "ours" in one
    assert "no English for 2 clauses of action" in one
    assert '  推开窗户: {en: ""}' in one.splitlines()
    (tmp_path / "known").mkdir()
    known = "{推开窗户: {en: pushes the window open}, 雨水打湿了: {en: rain wets}, 脸: {en: face}}"
    clips, found = acted(tmp_path / "known", "deaf", known)
    assert found == []
    assert any("woman of 26" in one and "pushes the window open" in one for one in clips)


@pytest.mark.parametrize(("action", "seated"), [
    ("ANNA sits at the kitchen table.", "seated on a chair at a table"),
    ("ANNA is sitting in an armchair.", "seated in an armchair"),
    ("ANNA sits on the floor.", "seated on the ground"),
])
def test_keyframes_and_clips_tell_who_sits_and_on_what(action: str, seated: str, tmp_path: Path) -> None:
    script = PLAIN["ep02.fountain"].replace("ANNA waits at the window.", action)
    rows = told(compiled(tmp_path, {**PLAIN, "ep01.fountain": script, "ep02.fountain": PLAIN["ep02.fountain"]}))
    first = [one for one in rows if seated in one.text]
    assert {one.kind for one in first} == {"keyframe", "clip"}
    assert all("woman of 30" in one.text for one in first)


def test_who_sits_down_is_told_to_and_stands_in_the_picture_before(tmp_path: Path) -> None:
    script = PLAIN["ep02.fountain"].replace("PETER comes in.", "PETER comes in. PETER sits down on the sofa.")
    rows = told(compiled(tmp_path, {"series.yaml": PLAIN["series.yaml"], "ep02.fountain": script}))
    (clip,) = [one for one in rows if "sits down on a sofa" in one.text]
    assert clip.kind == "clip"
    (keyframe,) = [one for one in rows if one.kind == "keyframe" and one.number == clip.number]
    assert "seated" not in keyframe.text
