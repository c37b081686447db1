"""The bible from file to plain data: every section, friendly short forms, and each finding at its place."""

import re

import pytest

from dramac.compiler.base.diagnostic import Severity
from dramac.compiler.bible.errors import KINDS, explanations
from dramac.compiler.bible.resolve import load_bible

WHOLE = """\
series: {title: The White Fox, language: en, dubs: [zh-CN], format: vertical-1080p, profile: reelshort, look: rain-noir}
cast:
  LIN YUE:
    aliases: LIN, 阿月
    names: {zh-Hans: 林月}
    age: 22
    appearance: {build: slight, hair: {style: long, colour: black}, skin: light, eyes: brown, features: [mole]}
    wardrobe:
      travel: {outfit: hanfu robe, colours: ["#8A8F98", dark grey], pattern: plain}
      bridal: red bridal robe with a phoenix crown
    starts: {wearing: Travel, holds: [JADE PENDANT], marks: [cut on cheek]}
    voice: {en: std/young-woman-low, zh-Hans: std/zh-young-woman}
    pronouns: she/her
    rights: {likeness: synthetic}
  WEI:
locations:
  FOX SHRINE: {setting: interior, built: ruined shrine with candles, light: candles}
  RIVER: {names: {zh-Hans: 河边}}
props:
  jade pendant: {looks: pale green jade disc on a red cord}
  letter:
looks: {rain-noir: {grade: cold, weather: rain, grain: 0.3, palette: [navy, "#abc"]}}
targets: {final: {voice: espeak, upscale: none, quality: final}}
budget: {currency: CNY, per_episode: 300}
extras: [CROWD, GUARD]
say: {Yue: jʷɛ, zh: {行: hang2}}
glossary: {sect: {zh-Hans: 宗门}}
facts: {pendant-secret: the pendant is hers}
lint: {D214: off}
profile: douyin
"""


@pytest.fixture
def project(tmp_path):
    def write(text, **others):
        (tmp_path / "series.yaml").write_text(text, encoding="utf-8")
        for name, words in others.items():
            (tmp_path / f"{name}.yaml").write_text(words, encoding="utf-8")
        return load_bible(tmp_path / "series.yaml", tmp_path)

    return write


def only(found, code):
    (one,) = [one for one in found if one.code == code]
    return one


def place(sources, one):
    position = sources[one.span.path].position(one.span.start)
    return position.line, position.column


def test_a_whole_bible(project):
    bible, sources, found = project(WHOLE)
    assert found == ()
    assert set(sources) == {"series.yaml"}
    lin = bible.cast["LIN YUE"]
    assert lin.aliases == ("LIN", "阿月")
    assert lin.names == {"zh-Hans": "林月"}
    assert (lin.age, lin.appearance.sex, lin.appearance.build, lin.appearance.hair_style) == (22, "f", "slight", "long")
    assert lin.appearance.hair_colour == "#1d1a1b"
    assert lin.appearance.features == ("mole",)
    assert lin.wardrobe["travel"].garment == "hanfu"
    assert lin.wardrobe["travel"].colours[0] == "#8a8f98"
    assert lin.wardrobe["bridal"].garment == "hanfu-bridal"
    assert lin.wardrobe["bridal"].accessories == ("crown",)
    assert lin.wardrobe["bridal"].colours == ("#b3202c",)
    assert (lin.wearing, lin.holds, lin.marks) == ("travel", ("jade pendant",), ("cut-cheek",))
    assert lin.voice == {"en": "std/young-woman-low", "zh-Hans": "std/zh-young-woman"}
    assert lin.likeness == "synthetic"
    assert sources["series.yaml"].text[lin.span.start : lin.span.end] == "LIN YUE"
    shrine = bible.places["FOX SHRINE"]
    assert (shrine.kind, shrine.interior, shrine.light, shrine.features) == ("shrine", True, "candles", ("candles",))
    assert (bible.places["RIVER"].kind, bible.places["RIVER"].interior) == ("river", False)
    pendant = bible.props["jade pendant"]
    assert (pendant.shape, len(pendant.colours)) == ("disc", 2)
    assert bible.props["letter"].shape == "letter"
    assert bible.looks["rain-noir"].palette == ("#22304f", "#aabbcc")
    assert (bible.targets["final"].voice, bible.targets["final"].quality) == ("espeak", "final")
    assert bible.series.dubs == ("zh-Hans",)
    assert bible.series.profile == "douyin"
    assert bible.say == {"en": {"Yue": "jʷɛ"}, "zh-Hans": {"行": "hang2"}}
    assert (bible.extras, bible.facts, bible.lint) == (("CROWD", "GUARD"), ("pendant-secret",), {"D214": "off"})
    assert bible.budget == {"currency": "CNY", "per_episode": 300.0}


def test_an_empty_file_is_an_empty_bible(project):
    bible, _, found = project("")
    assert found == ()
    assert bible.cast == {}
    assert bible.series.language == "en"


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "words"),
    [
        ("cast:\n  LIN: {apearance: {}}", "D304", 2, 9, "did you mean `appearance`"),
        ("cats: {}", "D304", 1, 1, "did you mean `cast`"),
        ("cast:\n  LIN: {appearance: {hair: {styl: bob}}}", "D304", 2, 29, "did you mean `style`"),
        ("looks: {a: {grian: 1}}", "D304", 1, 13, "did you mean `grain`"),
        ("cast:\n  LIN: {age: young}", "D305", 2, 14, ""),
        ("cast:\n  LIN: {age: 130}", "D305", 2, 14, ""),
        ("cast:\n  LIN: a girl", "D305", 2, 8, ""),
        ("cast:\n  LIN: {aliases: {a: b}}", "D305", 2, 18, ""),
        ("cast:\n  LIN: {wardrobe: {a: {pattern: plain}}}", "D305", 2, 20, ""),
        ("looks: {a: {grain: 2}}", "D305", 1, 20, ""),
        ("- a\n- b", "D305", 1, 1, "begin with"),
        ("lint: {X1: off}", "D305", 1, 8, ""),
        ("lint: {D214: of}", "D306", 1, 14, "`off`"),
        ("series: {format: verticle}", "D306", 1, 18, "did you mean `vertical`"),
        ("series: {language: fr}", "D306", 1, 20, "`zh-Hans`"),
        ("looks: {a: {grade: blurple}}", "D306", 1, 20, "`teal-orange`"),
        ("cast:\n  LIN: {voice: std/yung-woman-low}", "D306", 2, 16, "did you mean `std/young-woman-low`"),
        ("cast:\n  LIN: {names: {xx: Lin}}", "D306", 2, 17, "`en`"),
        ("macros: {slap: {}}", "D305", 1, 10, ""),
        ("macros: {slap: {parameters: {a: character}, body: \"{b}\"}}", "D309", 1, 45, "did you mean `{a}`"),
        ("variants: {ending: {}}", "D305", 1, 12, ""),
        ("variants: {ending: {values: [A, B], default: C}}", "D309", 1, 46, "its values are `A`, `B`"),
        ("variables: {hero: {type: person}}", "D306", 1, 26, "character"),
        ("cast:\n  LIN: {wardrobe: {day: shirt}, starts: {wearing: dya}}", "D310", 2, 51, "did you mean `day`"),
        ("props: {ring: }\ncast:\n  LIN: {starts: {holds: [rings of fire]}}", "D310", 3, 26, "declare"),
        ("series: {look: rain}", "D310", 1, 16, ""),
        ("cast: {LIN: }\npronouns: {LINN: she}", "D310", 2, 12, "did you mean `LIN`"),
        ("cast:\n  LIN YUE: {aliases: [LIN]}\n  LIN HAO: {aliases: [lin]}", "D311", 3, 23, ""),
        ("cast:\n  LIN: {wardrobe: {a: {outfit: shirt, colours: [blurple]}}}", "D313", 2, 49, "purple"),
        ("cast:\n  LIN: {appearance: {eyes: '#12'}}", "D313", 2, 28, ""),
        ("targets: {final: {video: sora}}", "D314", 1, 26, ""),
        ("targets: {final: {voice: xtts}}", "D314", 1, 26, ""),
        ("cast:\n  LIN: {voice: std/girl}\n  MEI: {voice: std/girl}", "D315", 3, 3, ""),
        ("cast:\n  LIN: {voice: {zh: std/girl}}", "D316", 2, 21, "std/zh-girl"),
        ("cast:\n  LIN: {age: 30}\n  BOY: {same_person: LIM}", "D310", 3, 22, "LIN"),
        ("cast:\n  LIN: {same_person: LIN}", "D317", 2, 22, "another character"),
        ("cast:\n  A: {same_person: B}\n  B: {same_person: C}\n  C: {age: 3}", "D317", 2, 20, "ages of"),
    ],
)
def test_findings_stand_at_their_place_and_help(project, text, code, line, column, words):
    _, sources, found = project(text)
    one = only(found, code)
    assert place(sources, one) == (line, column)
    assert words in one.help
    assert one.severity is KINDS[code].severity
    assert [other.code for other in found if other.severity is Severity.ERROR and other is not one] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("props: {relic: {looks: qwertyuiop}}", "plain thing"),
        ("cast:\n  LIN: {wardrobe: {a: qwertyuiop}}", "everyday clothes"),
        ("locations: {XYZZY: {built: qwertyuiop}}", "living room"),
        ("locations: {SHRINE: }\n\nlooks: {}\n", None),
        ("cast:\n  LIN: {appearance: {build: qwertyuiop}}", "freely"),
        ("cast:\n  LIN: {starts: {marks: [qwertyuiop]}}", "left out"),
    ],
)
def test_words_that_cannot_be_drawn_are_hints_that_say_what_is(project, text, words):
    _, _, found = project(text)
    hints = [one for one in found if one.code == "D312"]
    if words is None:
        assert hints == []
    else:
        (one,) = hints
        assert words in one.message
        assert one.severity is Severity.HINT


def test_one_mistake_hides_neither_the_others_nor_the_names(project):
    bible, _, found = project(
        "cast:\n  LIN: {age: x, hat: y}\n  MEI: 3\n  GU: {age: 30}\nprops: {ring: {colors: [zzz]}}\n"
    )
    assert sorted(one.code for one in found) == ["D304", "D305", "D305", "D313"]
    assert set(bible.cast) == {"LIN", "MEI", "GU"}
    assert bible.cast["GU"].age == 30


@pytest.mark.parametrize(
    ("written", "style", "colour"),
    [
        ("long black", "long", "#1d1a1b"),
        ("{style: bob, colour: auburn}", "bob", "#7a3b25"),
        ("银色长发", "long", "#c2c6cc"),
        ("{style: braid, color: '#ABCDEF'}", "braid", "#abcdef"),
        ("ponytail", "ponytail", ""),
    ],
)
def test_friendly_forms_of_hair(project, written, style, colour):
    bible, _, found = project(f"cast:\n  LIN: {{appearance: {{hair: {written}}}}}")
    assert found == ()
    looks = bible.cast["LIN"].appearance
    assert (looks.hair_style, looks.hair_colour) == (style, colour)


@pytest.mark.parametrize(
    ("words", "garment", "first"),
    [
        ("dark blue suit with a red tie", "suit", "#22304f"),
        ("藏青西装", "suit", "#22304f"),
        ("white shirt", "shirt", "#f4f2ec"),
        ("pale yellow dress", "dress", None),
        ("no colour here, pyjamas", "pyjamas", None),
    ],
)
def test_outfits_in_plain_words(project, words, garment, first):
    bible, _, found = project(f"cast:\n  LIN: {{wardrobe: {{day: '{words}'}}}}")
    assert found == ()
    outfit = bible.cast["LIN"].wardrobe["day"]
    assert outfit.garment == garment
    assert outfit.words.own == words
    if first:
        assert outfit.colours[0] == first


def test_pale_and_dark_shade_a_colour(project):
    bible, _, _ = project("props: {a: pale red letter, b: red letter, c: dark red letter}")
    pale, red, dark = (
        int(bible.props[id].colours[0][1:3], 16) + int(bible.props[id].colours[0][3:5], 16) for id in "abc"
    )
    assert pale > red > dark


def test_words_that_look_like_booleans_and_dates_are_words(project):
    bible, _, found = project("series: {title: 1984}\ncast:\n  no: {aliases: [on, 2026-01-01]}\n")
    assert found == ()
    assert bible.series.title == "1984"
    assert bible.cast["no"].aliases == ("on", "2026-01-01")


def test_includes_join_sections_and_keep_their_places(project):
    bible, sources, found = project(
        "include: [cast.yaml, ./props.yaml]\ncast: {LIN: {age: 22}}\n",
        cast="cast:\n  MEI: {age: x}\n  LIN: {age: 3}\n",
        props="props: {ring: }\n",
    )
    assert set(bible.cast) == {"LIN", "MEI"}
    assert bible.cast["LIN"].age == 22
    assert set(bible.props) == {"ring"}
    assert set(sources) == {"series.yaml", "cast.yaml", "props.yaml"}
    assert {(one.code, one.span.path, *place(sources, one)) for one in found} == {
        ("D302", "cast.yaml", 3, 3),
        ("D305", "cast.yaml", 2, 14),
    }


@pytest.mark.parametrize(
    ("include", "message"),
    [
        ("[gone.yaml]", "no file"),
        ("[../up.yaml]", "outside"),
        ("[/etc/passwd]", "outside"),
        ("[series.yaml]", "itself"),
        ('["a\\u0000b"]', ""),
        ("[.]", "cannot be read"),
    ],
)
def test_bad_includes(project, include, message):
    _, sources, found = project(f"include: {include}")
    assert [one.code for one in found] == ["D307"] or include == '["a\\u0000b"]'
    assert message in found[0].message
    assert place(sources, found[0]) == (1, 11)


def test_a_link_out_of_the_project_is_not_followed(project, tmp_path_factory, tmp_path):
    secret = tmp_path_factory.mktemp("outside") / "secret.yaml"
    secret.write_text("cast: {SPY: }")
    (tmp_path / "link.yaml").symlink_to(secret)
    bible, _, found = project("include: [link.yaml]")
    assert [one.code for one in found] == ["D307"]
    assert bible.cast == {}


def test_a_missing_bible_is_a_finding(tmp_path):
    bible, sources, found = load_bible(tmp_path / "series.yaml", tmp_path)
    assert [one.code for one in found] == ["D307"]
    assert (bible.cast, sources) == ({}, {})


def test_bytes_that_are_not_utf8_are_a_finding(tmp_path):
    (tmp_path / "series.yaml").write_bytes("cast: {林: }".encode("gbk"))
    _, _, found = load_bible(tmp_path / "series.yaml", tmp_path)
    assert "D308" in [one.code for one in found]


def test_every_code_is_explained_under_the_fixed_headings():
    texts = explanations()
    assert set(texts) == set(KINDS)
    for code, text in texts.items():
        assert re.fullmatch(r"D3[0-4]\d", code)
        assert re.findall(r"^## (.*)$", text, re.M) == ["What it checks", "Why it matters", "Example", "Fix"]
