"""Where every name is declared and used, as the compiler itself resolves it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dramac.compiler.analyse import Analysis, analyse
from dramac.compiler.base.source import Source
from dramac.compiler.project import Project, load_project
from dramac.compiler.story.nodes import Act, Change, Line, ShotAsk
from dramac.compiler.symbols.index import index
from dramac.compiler.symbols.moment import moment
from dramac.compiler.symbols.nodes import Index, Role, Symbol

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
BIBLE = """
series: {language: en, dubs: [zh-Hans], look: night}
cast:
  LIN YUE:
    aliases: [LIN, "The Bride"]
    names: {zh-Hans: 林月}
    wardrobe: &clothes
      travel: hanfu robe
      'bridal red': hanfu robe
    starts: {wearing: travel, holds: jade pendant, marks: [tears]}
    voice: {en: std/young-woman-low}
  WEI: {aliases: "OLD WEI, 老魏", wardrobe: *clothes}
locations:
  HOUSE: {aliases: [THE HOUSE]}
  HOUSE - STAIR: {}
props:
  jade pendant: {aliases: [pendant]}
looks:
  night: {grade: cold}
extras: [GUARD]
facts: [secret]
variants: {ending: {values: [sad, happy], default: sad}}
variables: {hero: {type: character, value: LIN YUE}}
macros:
  stare: {parameters: {who: character}, body: "[[shot: CU {who}]]"}
  wait: |
    [[shot: CU LIN YUE]]

    *Wei* waits for
    LIN with the pendant.
"""
SCRIPT = """Title: Test

INT. HOUSE - STAIR - NIGHT

[[look: night]]
[[shot: CU LIN YUE]]
[[shot: OTS WEI on Lin]]
[[wears: LIN = bridal red]]
[[gives: LIN -> OLD WEI, pendant]]
[[plant: secret]]
[[reveals: secret -> WEI]]
[[sound: thunder]]
[[use: stare(who=WEI)]]
[[set: hero = WEI]]
[[variant: ending=happy]]

*Lin* [[a note about WEI]] Yue's coat. /* WEI */ The pendant
falls. Will waits for {{hero}}.

[[end]]

LIN YUE (V.O.)
(to Wei)
I am Lin Yue. [[id: l1]]

WEI AND THE BRIDE
Yes. [[id: l2]]

GUARD #2
No.

LIN'S VOICE
Go. [[same-as: l1]]

CLOSE ON THE PENDANT
"""


@pytest.fixture
def series(tmp_path: Path) -> Analysis:
    return make(tmp_path, BIBLE, SCRIPT)


def make(root: Path, bible: str, script: str, **files: str) -> Analysis:
    (root / "episodes").mkdir()
    (root / "translations" / "zh-Hans").mkdir(parents=True)
    (root / "series.yaml").write_text(bible, encoding="utf-8")
    (root / "episodes" / "ep01.fountain").write_bytes(script.encode())
    (root / "translations" / "zh-Hans" / "ep01.yaml").write_text("l1: 我是林月。\nl9: 没有\n", encoding="utf-8")
    for name, text in files.items():
        (root / f"{name}.fountain").write_text(text, encoding="utf-8")
    project = load_project(root)
    assert isinstance(project, Project)
    return analyse(project)


def spelt(analysis: Analysis, found: Index, path: str) -> list[tuple[str, str, str, str]]:
    """What the index says of a file: words, kind, id and form."""
    text = analysis.sources[path].text
    return [(text[one.span.start : one.span.end], one.symbol.kind, one.symbol.id, one.form) for one in found.files[path]]


def test_a_script(series: Analysis) -> None:
    assert spelt(series, index(series), "episodes/ep01.fountain") == [
        ("HOUSE - STAIR", "place", "HOUSE - STAIR", "heading"), ("night", "look", "night", "argument"),
        ("LIN YUE", "cast", "LIN YUE", "subject"), ("WEI", "cast", "WEI", "subject"), ("Lin", "cast", "LIN YUE", "subject"),
        ("LIN", "cast", "LIN YUE", "argument"), ("bridal red", "wardrobe", "bridal red", "argument"),
        ("LIN", "cast", "LIN YUE", "argument"), ("OLD WEI", "cast", "WEI", "argument"),
        ("pendant", "prop", "jade pendant", "argument"), ("secret", "fact", "secret", "argument"),
        ("secret", "fact", "secret", "argument"), ("WEI", "cast", "WEI", "argument"), ("thunder", "sound", "thunder", "argument"),
        ("stare", "macro", "stare", "argument"), ("WEI", "cast", "WEI", "argument"), ("hero", "variable", "hero", "argument"),
        ("WEI", "cast", "WEI", "argument"), ("ending", "variant", "ending", "argument"), ("happy", "value", "happy", "argument"),
        ("Lin* [[a note about WEI]] Yue", "cast", "LIN YUE", "mention"), ("pendant", "prop", "jade pendant", "mention"),
        ("hero", "variable", "hero", "hole"), ("LIN YUE", "cast", "LIN YUE", "cue"), ("l1", "line", "l1", "id"),
        ("WEI", "cast", "WEI", "cue"), ("THE BRIDE", "cast", "LIN YUE", "cue"), ("l2", "line", "l2", "id"),
        ("GUARD", "extra", "GUARD", "cue"), ("LIN", "cast", "LIN YUE", "cue"), ("l1", "line", "l1", "id"),
        ("PENDANT", "prop", "jade pendant", "slug"),
    ]


def test_a_bible(series: Analysis) -> None:
    assert spelt(series, index(series), "series.yaml") == [
        ("night", "look", "night", "bible"), ("LIN YUE", "cast", "LIN YUE", "key"), ("LIN", "cast", "LIN YUE", "alias"),
        ("The Bride", "cast", "LIN YUE", "alias"), ("林月", "cast", "LIN YUE", "name"),
        ("travel", "wardrobe", "travel", "key"), ("travel", "wardrobe", "travel", "key"),
        ("bridal red", "wardrobe", "bridal red", "key"), ("bridal red", "wardrobe", "bridal red", "key"),
        ("travel", "wardrobe", "travel", "bible"), ("jade pendant", "prop", "jade pendant", "bible"),
        ("tears", "mark", "tears", "bible"), ("std/young-woman-low", "voice", "std/young-woman-low", "bible"),
        ("WEI", "cast", "WEI", "key"), ("OLD WEI", "cast", "WEI", "alias"), ("老魏", "cast", "WEI", "alias"),
        ("HOUSE", "place", "HOUSE", "key"), ("THE HOUSE", "place", "HOUSE", "alias"),
        ("HOUSE - STAIR", "place", "HOUSE - STAIR", "key"), ("jade pendant", "prop", "jade pendant", "key"),
        ("pendant", "prop", "jade pendant", "alias"), ("night", "look", "night", "key"), ("GUARD", "extra", "GUARD", "key"),
        ("secret", "fact", "secret", "key"), ("ending", "variant", "ending", "key"), ("sad", "value", "sad", "key"),
        ("happy", "value", "happy", "key"), ("sad", "value", "sad", "bible"), ("hero", "variable", "hero", "key"),
        ("LIN YUE", "cast", "LIN YUE", "bible"), ("stare", "macro", "stare", "key"), ("wait", "macro", "wait", "key"),
        ("LIN YUE", "cast", "LIN YUE", "body"), ("Wei", "cast", "WEI", "body"), ("LIN", "cast", "LIN YUE", "body"),
        ("pendant", "prop", "jade pendant", "body"),
    ]


def test_a_translation(series: Analysis) -> None:
    found = index(series)
    assert spelt(series, found, "translations/zh-Hans/ep01.yaml") == [("l1", "line", "l1", "translation")]
    assert [one.form for one in found.of(Symbol("line", "l1", "ep01"))] == ["id", "id", "translation"]


def test_declarations(series: Analysis) -> None:
    found = index(series)
    (one,) = found.declarations(Symbol("cast", "LIN YUE"))
    assert (one.span.path, one.role, one.form) == ("series.yaml", Role.DECLARATION, "key")
    (line,) = found.declarations(Symbol("line", "l1", "ep01"))
    assert line.span.path == "episodes/ep01.fountain"
    assert found.declarations(Symbol("sound", "thunder")) == ()
    assert found.of(Symbol("cast", "NOBODY")) == ()


def test_an_included_file_is_read_too(tmp_path: Path) -> None:
    analysis = make(tmp_path, BIBLE, "INT. HOUSE - DAY\n\n[[include: recap.fountain]]\n\nWEI\nHi. [[same-as: l7]]\n",
                    recap="LIN waits.\n\nLIN\nOh. [[id: l7]]\n")
    found = index(analysis)
    assert [one[0] for one in spelt(analysis, found, "recap.fountain")] == ["LIN", "LIN", "l7"]
    assert ("recap.fountain", "file", "recap.fountain", "argument") in spelt(analysis, found, "episodes/ep01.fountain")
    (line,) = found.declarations(Symbol("line", "l7", "recap"))
    assert line.span.path == "recap.fountain"


def test_a_place_just_behind_a_name_belongs_to_it(series: Analysis) -> None:
    found, path = index(series), "episodes/ep01.fountain"
    one = found.files[path][0]
    for offset in (one.span.start, one.span.end):
        assert found.at(path, offset) == one
    assert found.at(path, one.span.start - 1) is None
    assert found.at(path, one.span.end + 1) is None
    assert found.at("nowhere", 0) is None


@pytest.mark.parametrize("name", ["white-fox", "second-chance"])
def test_the_index_knows_all_that_lowering_resolved(name: str) -> None:
    """Whoever speaks, is shown, mentioned or handed something in the story is written at that place of the index."""
    project = load_project(EXAMPLES / name)
    assert isinstance(project, Project)
    analysis = analyse(project)
    found = index(analysis)
    cast = analysis.bible.cast
    for episode in analysis.episodes:
        for scene in episode.scenes:
            for beat in scene.beats:
                inside = {one.symbol.id for one in found.files[beat.span.path]
                          if beat.span.start <= one.span.start < beat.span.end}
                match beat:
                    case Act():
                        told = {one.id for one in analysis.library.names.mentions(beat.text)}
                    case ShotAsk():
                        told = {*beat.subjects, *beat.on, *beat.props}
                    case Change():
                        told = {beat.who, beat.what, beat.to} - {""}
                    case _:
                        told = set()
                assert told <= inside
    speakers = {who for episode in analysis.episodes for line in episode.lines() for who in line.speakers}
    assert {one.symbol.id for path in found.files for one in found.files[path] if one.form == "cue"} == speakers & set(cast)


PARTS = ["LIN", "林月", " ", "\n", "\r\n", "\n\n", "*", "_", "[[", "]]", "[[shot: CU ", "/*", "*/", "@", "(", ")", "INT. ", "'s",
         "!", "> ", "{{a}}", "\U0001f98a", "\u0301", "\ufeff", "wears: LIN = ", "Lin Yue"]


@given(st.lists(st.sampled_from(PARTS), max_size=30))
@settings(max_examples=80, deadline=None)
def test_any_text_has_an_index_of_true_places(parts: list[str]) -> None:
    """Of a script without a bible: spans lie in the text, in order, apart, and never empty."""
    text = "INT. HOUSE - DAY\n\nLIN YUE\nHi.\n\n林月\n好。\n\n" + "".join(parts)
    analysis = analyse(Project(Path(), None, (Source("a.fountain", text),)))
    found = index(analysis).files.get("a.fountain", ())
    for one, after in zip(found, (*found[1:], None)):
        assert 0 <= one.span.start < one.span.end <= len(text)
        assert after is None or one.span.end <= after.span.start


def test_what_holds_at_a_place(series: Analysis) -> None:
    path, text = "episodes/ep01.fountain", SCRIPT
    before = moment(series, path, text.index("[[wears"))
    assert before is not None
    assert before.state.wearing["LIN YUE"] == "bridal red"
    earlier = moment(series, path, text.index("[[wears") - 1)
    assert earlier is not None
    assert earlier.state.wearing["LIN YUE"] == "travel"
    spoken = moment(series, path, text.index("I am Lin"))
    assert spoken is not None
    assert isinstance(spoken.beat, Line)
    assert spoken.state.holder("jade pendant") == "WEI"
    assert moment(series, path, 0) is None
    assert moment(series, "nowhere", 0) is None


def test_a_longer_script_has_as_many_more_occurrences() -> None:
    def count(times: int) -> int:
        text = "INT. HOUSE - DAY\n\n" + "ANN *looks* at BOB [[note]] and\nBOB's hat.\n\nANN\nHi.\n\nBOB\nHo.\n\n" * times
        return len(index(analyse(Project(Path(), None, (Source("a.fountain", text),)))).files["a.fountain"])

    assert count(1000) == (count(100) - 1) * 10 + 1
