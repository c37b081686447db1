"""Includes, macros, variables and variants, through the door that every command uses: a project on disk, analysed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dramac.compiler.analyse import Analysis, analyse, story_of
from dramac.compiler.driver import compile
from dramac.compiler.project import Project, load_project
from dramac.compiler.request import Request
from dramac.compiler.story.nodes import Act, Line, ShotAsk

BIBLE = """\
series: {title: Spring, language: en, dubs: [zh-Hans]}
cast:
  LIN: {age: 22, sex: f, names: {zh-Hans: 林}}
  WEI: {age: 25, sex: m, names: {zh-Hans: 魏}}
locations:
  HALL: {built: living room}
props:
  cup: {looks: paper cup}
macros:
  stare:
    parameters: {who: character, long: {type: seconds, default: 2s}}
    body: |
      [[shot: CU {who}, push in, {long}]]

      {who} stares at the wall.
variables:
  brand: {value: Clearwater}
  hero: {type: character}
variants:
  ending: {values: [A, B], default: A}
  ad: [cola, tea]
"""
HEAD = "INT. HALL - DAY\n\n"
Make = Callable[..., Analysis]


@pytest.fixture
def series(tmp_path: Path) -> Make:
    """A series of one episode (and other files) in a folder, analysed."""
    def make(script: str, bible: str = BIBLE, **files: str) -> Analysis:
        (tmp_path / "episodes").mkdir(exist_ok=True)
        (tmp_path / "series.yaml").write_text(bible, "utf-8")
        (tmp_path / "episodes" / "ep01.fountain").write_text(script, "utf-8")
        for name, text in files.items():
            file = tmp_path / (name.replace("__", "/") + ".fountain")
            file.parent.mkdir(exist_ok=True, parents=True)
            file.write_text(text, "utf-8")
        project = load_project(tmp_path)
        assert isinstance(project, Project)
        return analyse(project)

    return make


def acts(analysis: Analysis, **variants: str) -> list[str]:
    """The action of the version that `variants` choose, paragraph by paragraph."""
    language = variants.pop("lang", "en")
    episodes, _ = story_of(analysis, language, variants)
    return [beat.text for scene in episodes[0].scenes for beat in scene.beats if isinstance(beat, Act)]


def codes(analysis: Analysis) -> list[str]:
    """The findings, but for what every small script gives rise to: unused names, missing translations, empty scenes."""
    return [one.code for one in analysis.diagnostics if one.code not in ("D150", "D213", "D214", "D218")]


def of(analysis: Analysis, code: str) -> str:
    """The words that the findings of one code point at, one after another."""
    return " | ".join(analysis.sources[one.span.path].text[one.span.start : one.span.end]
                      for one in analysis.diagnostics if one.code == code and one.span)


# Includes


def test_an_included_scene_plays_where_it_is_included(series: Make) -> None:
    analysis = series(HEAD + "One.\n\n[[include: common/recap.fountain]]\n\nThree.\n", common__recap="Two.\n")
    assert acts(analysis) == ["One.", "Two.", "Three."]
    assert codes(analysis) == []
    two = [beat for beat in analysis.episodes[0].scenes[0].beats if isinstance(beat, Act)][1]
    assert two.span.path == "common/recap.fountain"
    assert analysis.sources["common/recap.fountain"].text[two.span.start : two.span.end] == "Two."


def test_a_dot_path_starts_at_the_including_file(series: Make) -> None:
    analysis = series(HEAD + "[[include: common/a.fountain]]\n", common__a="[[include: ./b.fountain]]\n", common__b="Deep.\n")
    assert acts(analysis) == ["Deep."]
    assert codes(analysis) == []


def test_a_mistake_in_an_included_file_is_told_there(series: Make) -> None:
    analysis = series(HEAD + "[[include: a.fountain]]\n", a="A.\n\n[[shott: CU LIN]]\n\n[[takes: NOBODY, cup]]\n")
    assert {(one.code, one.span.path) for one in analysis.diagnostics if one.span and one.code in ("D105", "D220")} == {
        ("D105", "a.fountain"), ("D220", "a.fountain")}


@pytest.mark.parametrize(("path", "code"), [
    ("nowhere.fountain", "D140"), ("../secret.fountain", "D140"), ("/etc/passwd", "D140"), ("series.yaml", "D140"),
    ("common/../../x.fountain", "D140"), ("episodes", "D140"), ("episodes/ep01.fountain", "D141"), ("c:/x.fountain", "D140")])
def test_what_cannot_be_included_is_said_at_the_path(series: Make, path: str, code: str) -> None:
    analysis = series(HEAD + f"One.\n\n[[include: {path}]]\n\nTwo.\n")
    assert codes(analysis) == [code]
    assert of(analysis, code) == path
    assert acts(analysis) == ["One.", "Two."]


def test_a_circle_of_includes_ends(series: Make) -> None:
    analysis = series(HEAD + "[[include: a.fountain]]\n", a="A.\n\n[[include: b.fountain]]\n",
                      b="B.\n\n[[include: a.fountain]]\n")
    assert codes(analysis) == ["D141"]
    assert acts(analysis) == ["A.", "B."]


def test_a_link_out_of_the_project_is_not_followed(series: Make, tmp_path: Path) -> None:
    (tmp_path.parent / "outside.fountain").write_text("Secret.\n")
    (tmp_path / "in.fountain").symlink_to(tmp_path.parent / "outside.fountain")
    assert codes(series(HEAD + "One.\n\n[[include: in.fountain]]\n")) == ["D140"]


# Macros


def test_a_macro_puts_its_shots_where_it_is_used(series: Make) -> None:
    analysis = series(HEAD + "[[use: stare(who=LIN, long=3s)]]\n\n@LIN\nWhat?\n")
    scene = analysis.episodes[0].scenes[0]
    shot = next(beat for beat in scene.beats if isinstance(beat, ShotAsk))
    assert (shot.size, shot.subjects, shot.move, shot.seconds) == ("cu", ("LIN",), "push-in", 3.0)
    assert acts(analysis) == ["LIN stares at the wall."]
    source = analysis.sources["episodes/ep01.fountain"].text
    assert source[shot.span.start : shot.span.end] == "[[use: stare(who=LIN, long=3s)]]"
    assert codes(analysis) == []


def test_a_default_fills_what_is_not_given(series: Make) -> None:
    shot = next(beat for beat in series(HEAD + "[[use: stare(who=LIN)]]\n").episodes[0].scenes[0].beats
                if isinstance(beat, ShotAsk))
    assert shot.seconds == 2.0


@pytest.mark.parametrize("name", ["slap", "slap-reveal", "stare-down"])
def test_macros_of_the_standard_library_compile(series: Make, name: str) -> None:
    analysis = series(HEAD + f"LIN and WEI stand here.\n\n[[use: {name}(a=LIN, b=WEI)]]\n")
    assert codes(analysis) == []
    assert compile(analysis, Request(), {}).plan.tasks


@pytest.mark.parametrize("call", ["entrance(who=WEI)", 'phone-message(who=LIN, message="Run, now")', "cliffhanger(who=LIN)"])
def test_macros_for_one_person_compile(series: Make, call: str) -> None:
    assert codes(series(HEAD + f"LIN waits.\n\n[[use: {call}]]\n")) == []


@pytest.mark.parametrize(("call", "code", "words", "help"), [
    ("staer(who=LIN)", "D142", "staer", "did you mean `stare`"),
    ("stare", "D143", "[[use: stare]]", "who="),
    ("stare(whom=LIN)", "D143", "whom", "did you mean `who`"),
    ("stare(who=LIN, who=WEI)", "D143", "who", "keep one"),
    ("stare(who=LINN)", "D143", "LINN", "did you mean `LIN`"),
    ("stare(who=LIN, long=long)", "D143", "long", "3s"),
])
def test_a_macro_given_the_wrong_things_is_one_finding(series: Make, call: str, code: str, words: str, help: str) -> None:
    analysis = series(HEAD + f"One.\n\n[[use: {call}]]\n")
    assert codes(analysis) == [code]
    assert of(analysis, code) == words
    found = next(one for one in analysis.diagnostics if one.code == code)
    assert help in found.help
    if code == "D143":
        assert any(label.span.path == "series.yaml" for label in found.labels)


def test_a_mistake_in_a_macros_body_names_the_use_and_the_macro(series: Make) -> None:
    bible = BIBLE.replace("[[shot: CU {who}, push in, {long}]]", "[[shot: CU WS {who}, {long}]]")
    analysis = series(HEAD + "[[use: stare(who=LIN)]]\n", bible)
    found = next(one for one in analysis.diagnostics if one.code == "D108")
    assert of(analysis, "D108") == "[[use: stare(who=LIN)]]"
    assert "macro `stare`" in found.message
    assert [analysis.sources[one.span.path].text[one.span.start : one.span.end] for one in found.labels] == ["stare"]


def test_a_macro_that_uses_itself_ends(series: Make) -> None:
    bible = BIBLE + "  echo: {values: [x]}\n"
    bible = bible.replace("macros:\n", "macros:\n  echo: \"[[use: echo]]\"\n").replace("  echo: {values: [x]}\n", "")
    assert codes(series(HEAD + "One.\n\n[[use: echo]]\n", bible)) == ["D149"]


def test_holes_and_parameters_must_meet(series: Make) -> None:
    analysis = series(HEAD + "One.\n", BIBLE.replace("{who} stares", "{whom} stares").replace("CU {who}", "CU"))
    assert codes(analysis) == ["D309"]  # the hole and the idle parameter are one mistake


def test_an_unused_macro_is_a_hint(series: Make) -> None:
    assert [one.code for one in series(HEAD + "One.\n").diagnostics if one.code == "D150"] == ["D150"]
    assert [one.code for one in series(HEAD + "[[use: stare(who=LIN)]]\n").diagnostics if one.code == "D150"] == []


# Variables


def test_a_variable_is_filled_in_words_cues_and_directives(series: Make) -> None:
    analysis = series(HEAD + "[[set: hero = WEI]]\n\nA glass of {{brand}}.\n\n[[set: brand = Spring]]\n\n"
                      "[[shot: CU {{hero}}]]\n\n@{{hero}}\nDrink {{ brand }}!\n")
    assert codes(analysis) == []
    assert acts(analysis) == ["A glass of Clearwater."]
    line = next(beat for beat in analysis.episodes[0].scenes[0].beats if isinstance(beat, Line))
    assert (line.speakers, line.text("en")) == (("WEI",), "Drink Spring!")
    shot = next(beat for beat in analysis.episodes[0].scenes[0].beats if isinstance(beat, ShotAsk))
    assert shot.subjects == ("WEI",)


@pytest.mark.parametrize(("text", "code", "words"), [
    ("A {{brnad}}.", "D144", "{{brnad}}"), ("A {{hero}}.", "D144", "{{hero}}"),
    ("[[set: brnad = x]]", "D144", "brnad"), ("[[set: hero = the tall one]]", "D145", "the tall one")])
def test_a_variable_that_is_none_is_said_where_it_stands(series: Make, text: str, code: str, words: str) -> None:
    analysis = series(HEAD + text + "\n")
    assert codes(analysis) == [code]
    assert of(analysis, code) == words


# Variants


VARIANTS = HEAD + """\
One.

[[variant: ending=A]]

He lives.

[[end]]

[[variant: ending=B]]

[[shot: CU WEI]]

WEI falls.

[[variant: ad=cola|tea]]

A can.

[[end]]

[[end]]

[[variant: lang=zh-Hans]]

A toast.

[[end]]

Last.
"""


def test_a_version_shows_its_own_text(series: Make) -> None:
    analysis = series(VARIANTS)
    assert codes(analysis) == []
    assert acts(analysis) == ["One.", "He lives.", "Last."]
    assert acts(analysis, ending="B") == ["One.", "WEI falls.", "Last."]
    assert acts(analysis, ending="B", ad="tea") == ["One.", "WEI falls.", "A can.", "Last."]
    assert acts(analysis, lang="zh-Hans") == ["One.", "He lives.", "A toast.", "Last."]


def test_versions_share_their_unchanged_shots(series: Make) -> None:
    analysis = series(VARIANTS)
    keys = [{task.key for task in compile(analysis, Request(variants=(("ending", value),)), {}).plan.tasks
             if task.action in ("plate", "draw")} for value in "AB"]
    assert keys[0] & keys[1]
    assert keys[0] != keys[1]
    files = [product.file for product in compile(analysis, Request(variants=(("ending", "B"),)), {}).plan.products]
    assert files[-1] == "ep01.en.ending-B.mp4"


def test_a_mistake_in_any_version_is_found(series: Make) -> None:
    analysis = series(VARIANTS.replace("WEI falls.", "WEI falls.\n\n[[takes: NOBODY, cup]]"))
    assert codes(analysis) == ["D220"]


@pytest.mark.parametrize(("text", "found"), [
    ("[[variant: ending=A]]\n\nX.\n", ["D146"]),
    ("[[end]]\n", ["D146"]),
    ("[[variant: endnig=A]]\n\nX.\n\n[[end]]\n", ["D147"]),
    ("[[variant: ending=C]]\n\nX.\n\n[[end]]\n", ["D147"]),
    ("[[variant: ending=A]]\n\n[[variant: ending=B]]\n\nX.\n\n[[end]]\n\n[[end]]\n", ["D148"]),
    ("[[variant: ending=A]]\n\n[[variant: ad=tea]]\n\nX.\n\n[[end]]\n\n[[end]]\n", []),
])
def test_variants_nest_and_close(series: Make, text: str, found: list[str]) -> None:
    assert codes(series(HEAD + "One.\n\n" + text)) == found


def test_an_ignored_finding_stays_ignored_in_every_version(series: Make) -> None:
    analysis = series(HEAD + "[[variant: ending=B]]\n\n[[lint: off D220 he is a ghost]]\n\n[[takes: NOBODY, cup]]\n\n[[end]]\n")
    assert codes(analysis) == []


PIECES = st.lists(st.sampled_from([
    "One.", "[[variant: ending=A]]", "[[variant: ending=B, ad=tea]]", "[[end]]", "[[use: stare(who=LIN)]]",
    "[[use: slap(a=LIN)]]", "[[set: brand = x{{brand}}]]", "{{brand}} {{hero}} {{",
    "[[include: a.fountain]]", "[[include: b.fountain]]", "@LIN\n{{brand}}",
    "[[beat: reveal]]", "[[set: hero = {{hero}}]]"]), max_size=14)


@given(body=PIECES, included=PIECES)
@example(body=["[[include: a.fountain]]"], included=["[[beat: reveal]]"] * 6)
def test_no_mixture_breaks_it_and_findings_stand_in_their_files(tmp_path_factory: pytest.TempPathFactory, body: list[str],
                                                                included: list[str]) -> None:
    root = tmp_path_factory.mktemp("s")
    (root / "episodes").mkdir()
    (root / "series.yaml").write_text(BIBLE, "utf-8")
    (root / "a.fountain").write_text("\n\n".join(included) + "\n", "utf-8")
    (root / "episodes/ep01.fountain").write_text(HEAD + "\n\n".join(body) + "\n", "utf-8")
    project = load_project(root)
    assert isinstance(project, Project)
    analysis = analyse(project)
    for one in analysis.diagnostics:
        if one.span is not None:
            assert 0 <= one.span.start <= one.span.end <= len(analysis.sources[one.span.path].text)
    opens, ends = sum(one.startswith("[[variant") for one in body), body.count("[[end]]")
    if opens != ends:
        assert "D146" in codes(analysis)
