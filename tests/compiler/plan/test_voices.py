"""Who speaks: voices by models, the clips that they are to sound like, directions in words, and what is part of a key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from dramac.compiler.analyse import Analysis, analyse
from dramac.compiler.bible.resolve import load_bible
from dramac.compiler.driver import compile, speech_plan
from dramac.compiler.passes.verify import verify
from dramac.compiler.plan.exact import exact
from dramac.compiler.plan.nodes import Plan, Task
from dramac.compiler.plan.speech import reference
from dramac.compiler.project import Project, load_project
from dramac.compiler.request import Request
from dramac.runtime.backends import coqui, openai_speech, project, qwen3_tts
from dramac.stdlib import data, vocabulary
from dramac.stdlib.models import manifest, names

WAV = b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x40\x1f\0\0\x80\x3e\0\0\2\0\x10\0data\0\0\0\0"
SCRIPT = """INT. KITCHEN - DAY

ANNA
(furious, whispering)
You sold it.

GUARD
Halt.

PETER
I had to.
"""
TARGETS = """targets:
  mine: {voice: kokoro}
  coqui: {voice: coqui}
  vctk: {voice: coqui, voice_model: vits-vctk}
  own: {voice: coqui, voice_model: our-voices}
  clone: {voice: qwen3-tts}
  preset: {voice: qwen3-tts, voice_model: qwen3-tts-1.7b-customvoice}
  sold: {voice: openai_speech}
  plain: {voice: openai_speech, voice_model: tts-1}
  served: {voice: openai_speech, voice_model: Qwen/Qwen3-TTS-12Hz-1.7B-CustomVoice}
"""
Series = Callable[..., Analysis]


@pytest.fixture
def series(tmp_path: Path) -> Series:
    """`series(clips="", files={})`: a small series, read anew; `clips` is what the bible says of ANNA's."""

    def make(clips: str = "", files: Mapping[str, bytes] = {}, extra: str = "") -> Analysis:
        (tmp_path / "episodes").mkdir(exist_ok=True)
        (tmp_path / "episodes" / "ep01.fountain").write_text(SCRIPT)
        (tmp_path / "series.yaml").write_text(
            f"series: {{title: Two, language: en, dubs: [zh-Hans], release: private{extra}}}\n"
            f"cast:\n  ANNA: {{age: 30, voice: std/young-woman-low{clips}}}\n"
            "  PETER: {age: 50, sex: m, voice: std/man-deep}\nlocations: {KITCHEN: {built: kitchen}}\n"
            f"extras: [GUARD]\n{TARGETS}")
        for name, content in files.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_bytes(content)
        found = load_project(tmp_path)
        assert isinstance(found, Project)
        return analyse(found)

    return make


def spoken(analysis: Analysis, target: str) -> tuple[Plan, list[Task], list[Task]]:
    """The speech plan of `target`, its lines, and what these are to sound like."""
    plan = speech_plan(analysis, Request(target=target))
    given = {one.key for task in plan.tasks for one in task.inputs}
    return plan, [one for one in plan.tasks if one.key not in given], [one for one in plan.tasks if one.key in given]


def test_a_clone_speaks_as_the_animatic_does(series: Series) -> None:
    plan, lines, clips = spoken(series(), "coqui")
    assert [task.backend for task in lines] == ["coqui"] * 3
    assert {task.backend for task in clips} == {"kokoro"}
    anna, guard, peter = lines
    assert anna.inputs[0].role == "reference:0"
    assert anna.inputs[0].key == reference("std/young-woman-low").key
    assert peter.inputs[0].key == reference("std/man-deep").key
    assert guard.inputs[0].key not in (anna.inputs[0].key, peter.inputs[0].key)
    kokoro = spoken(series(), "mine")[1]
    as_heard = {one.key: one.params["voice"] for one in clips}
    assert [as_heard[one.inputs[0].key] for one in lines] == [one.params["voice"] for one in kokoro]
    verify(plan, keys=True)


def test_the_whole_plan_holds_and_speaks_each_clip_once(series: Series) -> None:
    analysis = series()
    for target in ("coqui", "clone", "preset", "sold", "vctk"):
        compiled = compile(analysis, Request(target=target, languages=("en", "zh-Hans")), {})
        verify(compiled.plan, keys=True)
        verify(exact(compiled.plan), keys=False)
    assert not compiled.diagnostics or all(one.severity.value != "error" for one in compiled.diagnostics)


def test_lines_that_were_spoken_are_known_by_plain_and_by_exact_keys(series: Series) -> None:
    analysis = series()
    for exactly in (False, True):
        request = Request(target="coqui", exact=exactly)
        lengths = {task.key: 1.5 for task in speech_plan(analysis, request).tasks}
        assert compile(analysis, request, lengths).estimated == 0


def test_a_direction_in_words_takes_the_place_of_tricks(series: Series) -> None:
    analysis = series()
    anna = spoken(analysis, "preset")[1][0].params
    assert anna["instruct"] == "Speak in a tone that is extremely angry, whispering."
    assert anna["speaker"] == "Vivian"
    assert (anna["rate"], anna["pitch"], anna["breath"]) == (1.0, 0.0, 0.0)
    assert anna["gain"] < 0  # a whisper stays quieter than a shout
    cloned = spoken(analysis, "clone")[1][0].params
    assert "instruct" not in cloned
    assert cloned["breath"] > 0.5
    assert cloned["words"] == data("references")["en"]
    peter = spoken(analysis, "preset")[1][2].params
    assert "instruct" not in peter
    assert "instruct" not in spoken(analysis, "plain")[1][0].params  # tts-1 takes none


def test_a_server_is_asked_for_models_by_their_own_names(series: Series) -> None:
    analysis = series()
    sold, served = spoken(analysis, "sold")[1][0], spoken(analysis, "served")[1][0]
    assert (sold.params["name"], sold.resource, sold.model) == ("gpt-4o-mini-tts", "net", "gpt-4o-mini-tts")
    assert served.params["name"] == "Qwen/Qwen3-TTS-12Hz-1.7B-CustomVoice"
    assert served.params["speaker"] == "Vivian"
    assert served.inputs == ()


def test_a_model_of_which_nothing_is_known_chooses_among_its_voices(series: Series) -> None:
    lines = spoken(series(), "own")[1]
    assert [task.params["model"] for task in lines] == ["our-voices"] * 3
    assert len({task.params["choose"] for task in lines}) == 3


def test_clips_are_known_by_their_bytes_and_not_by_where_they_lie(series: Series) -> None:
    first = spoken(series(", clips: [voices/anna.wav]", {"voices/anna.wav": WAV}), "coqui")[1]
    moved = spoken(series(", clips: [{file: other.wav}]", {"other.wav": WAV}), "coqui")[1]
    assert [task.key for task in first] == [task.key for task in moved]
    changed = spoken(series(", clips: [other.wav]", {"other.wav": WAV + b"\0\0"}), "coqui")[1]
    assert [one.key == other.key for one, other in zip(first, changed)] == [False, True, True]


def test_a_clip_in_the_language_goes_first_and_its_words_go_along(series: Series) -> None:
    clips = ", clips: [a.wav, {file: b.wav, language: zh, words: 你好}, {file: c.wav, language: en, words: Hello.}]"
    analysis = series(clips, {"a.wav": WAV, "b.wav": WAV + b"1", "c.wav": WAV + b"2"})
    plan, lines, _ = spoken(analysis, "clone")
    labels = {task.key: task.label for task in plan.tasks}
    assert [labels[one.key] for one in lines[0].inputs] == ["c.wav"]
    assert lines[0].params["words"] == "Hello."


def test_a_clip_in_the_emotion_of_the_line_lends_it(series: Series) -> None:
    clips = ", clips: [a.wav, {file: b.wav, emotion: furious}, {file: c.wav, emotion: joy}]"
    analysis = series(clips, {"a.wav": WAV, "b.wav": WAV + b"1", "c.wav": WAV + b"2"})
    plan, lines, _ = spoken(analysis, "coqui")
    labels = {task.key: task.label for task in plan.tasks}
    assert [labels[one.key] for one in lines[0].inputs] == ["b.wav"]  # ANNA is furious
    tricks = spoken(series(), "coqui")[1][0].params
    assert lines[0].params["tremble"] < tricks["tremble"]  # the anger is in the clip, and not put on it again
    assert lines[0].params["breath"] == pytest.approx(0.85)  # the whisper is not
    assert lines[0].params["gain"] == tricks["gain"]
    only = series(", clips: [{file: c.wav, emotion: joy}]")
    assert len(spoken(only, "coqui")[1][0].inputs) == 1
    calm = series(", clips: [{file: b.wav, emotion: calm}, {file: c.wav, emotion: joy}]")
    plan, lines, _ = spoken(calm, "coqui")
    assert [{task.key: task.label for task in plan.tasks}[one.key] for one in lines[0].inputs] == ["b.wav"]


def test_a_changed_clip_is_seen_by_a_bible_that_was_kept(series: Series, tmp_path: Path) -> None:
    series(", clips: [a.wav]", {"a.wav": WAV})
    file = tmp_path / "series.yaml"
    digests = []
    for content in (WAV, WAV, WAV + b"more"):
        (tmp_path / "a.wav").write_bytes(content)
        digests.append(load_bible(file, tmp_path)[0].cast["ANNA"].clips[0].sha256)
    assert digests[0] == digests[1] != digests[2]
    (tmp_path / "a.wav").unlink()
    for _ in range(2):
        bible, _, found = load_bible(file, tmp_path)
        assert bible.cast["ANNA"].clips == ()
        assert "D319" in [one.code for one in found]
    (tmp_path / "a.wav").write_bytes(WAV)
    assert load_bible(file, tmp_path)[0].cast["ANNA"].clips[0].sha256 == digests[0]


@pytest.mark.parametrize(("name", "content", "words"), [
    ("../out.wav", WAV, "outside"), ("empty.wav", b"", "empty"), ("page.wav", b"<html>not a sound", "no recording"),
    ("voices", None, "no file"), ("a\\0b.wav", None, "cannot be read"), ("riff.wav", b"RIFF\0\0\0\0AVI LIST", "no recording")])
def test_a_clip_that_cannot_be_used_is_told_of(series: Series, tmp_path: Path, name: str, content: bytes | None,
                                              words: str) -> None:
    if content is None:
        (tmp_path / "voices").mkdir()
    else:
        (tmp_path / name).write_bytes(content)
    found = [one for one in series(f', clips: ["{name}"]').diagnostics if one.code == "D319"]
    assert len(found) == 1
    assert words in found[0].message
    assert found[0].span is not None
    assert found[0].span.path == "series.yaml"


@pytest.mark.parametrize(("release", "grave"), [("commercial", "error"), ("", "warning"), ("private", None)])
def test_a_licence_is_held_against_the_release(tmp_path: Path, release: str, grave: str | None) -> None:
    (tmp_path / "series.yaml").write_text(
        f"series: {{release: {release}}}\ntargets: {{a: {{voice: coqui}}, b: {{voice: qwen3-tts}}}}\n")
    found = [one.severity.value for one in load_bible(tmp_path / "series.yaml", tmp_path)[2] if one.code == "D321"]
    assert found == ([grave] if grave else [])


def test_tiny_models_leave_the_voices_to_the_animatic(series: Series) -> None:
    analysis = series()
    tiny = speech_plan(analysis, Request(target="coqui", tiny=True))
    assert [task.key for task in tiny.tasks] == [task.key for task in speech_plan(analysis, Request(target="mine")).tasks]


def test_a_model_of_the_series_own_speaks(tmp_path: Path) -> None:
    (tmp_path / "episodes").mkdir()
    (tmp_path / "episodes" / "ep01.fountain").write_text("INT. HALL - DAY\n\nANNA\nYou sold it.\n")
    (tmp_path / "series.yaml").write_text("""series: {language: en, release: commercial}
cast: {ANNA: {age: 30, voice: std/young-woman-low}}
locations: {HALL: {built: hall}}
targets:
  final: {voice: coqui, voice_model: ours}
  like: {voice: coqui, voice_model: theirs}
models:
  ours: {role: voice, backend: coqui, languages: {en: english}, speakers: {std/young-woman-low: anna}, source: trained by us}
  theirs: {like: xtts-v2, licence: {name: bought, commercial: true}, source: a contract}
""")
    found = load_project(tmp_path)
    assert isinstance(found, Project)
    analysis = analyse(found)
    assert [one.code for one in analysis.diagnostics if one.code[:2] == "D3"] == []
    ours, = spoken(analysis, "final")[1]
    assert (ours.params["model"], ours.params["language"], ours.params["speaker"]) == ("ours", "english", "anna")
    theirs, = spoken(analysis, "like")[1]
    assert (theirs.params["model"], theirs.params["language"], theirs.inputs[0].role) == ("theirs", "en", "reference:0")


def test_versions_and_presets_are_what_there_is() -> None:
    facts = data("backends")
    assert [facts[one]["version"] for one in ("coqui", "qwen3_tts", "openai_speech", "project")] == [
        one.VERSION for one in (coqui, qwen3_tts, openai_speech, project)]
    assert all(manifest(facts[one]["model"]) is not None for one in ("coqui", "qwen3_tts", "openai_speech"))
    voices, languages = vocabulary("voices").entries, vocabulary("languages").entries
    for one in map(manifest, names()):
        if one is None or one.role != "voice":
            continue
        assert set(one.speakers) <= set(voices)
        assert set(one.languages) <= set(languages)
        spoken = [id for id, voice in voices.items() if voice["language"] in one.languages]
        assert not one.speakers or set(one.speakers) >= set(spoken)
    directions = data("directions")
    for language in languages:
        assert set(directions[language]["words"]) == set(vocabulary("emotions").entries) - {"neutral"}
        assert set(directions[language]["manners"]) == set(vocabulary("manners").entries)
    assert set(data("references")) == set(languages)
