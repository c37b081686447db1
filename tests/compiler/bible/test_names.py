"""Names: found whole in any writing and language, guessed when misspelt, and found inside prose."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dramac.compiler.bible.names import Names
from dramac.compiler.bible.nodes import Bible, Character, Look, Place, Prop, Target

BIBLE = Bible(
    cast={
        "LIN YUE": Character("LIN YUE", aliases=("LIN",), names={"zh-Hans": "林月"}),
        "WILL": Character("WILL"),
        "O'BRIEN": Character("O'BRIEN"),
        "THE OLD MAN": Character("THE OLD MAN"),
        "林月如": Character("林月如"),
        "ÉLODIE": Character("ÉLODIE"),
    },
    places={
        "HOUSE": Place("HOUSE", names={"zh-Hans": "陆家"}),
        "HOUSE - KITCHEN": Place("HOUSE - KITCHEN"),
        "FOX SHRINE": Place("FOX SHRINE", aliases=("SHRINE",)),
    },
    props={"jade pendant": Prop("jade pendant", names={"zh-Hans": "玉佩"}), "ring": Prop("ring")},
    looks={"rain-noir": Look("rain-noir")},
    targets={"final": Target("final")},
)
NAMES = Names(BIBLE)


@pytest.mark.parametrize(
    ("kind", "text", "id"),
    [
        ("cast", "LIN YUE", "LIN YUE"),
        ("cast", "lin yue", "LIN YUE"),
        ("cast", "Lin", "LIN YUE"),
        ("cast", "林月", "LIN YUE"),
        ("cast", "ＬＩＮ　ＹＵＥ", "LIN YUE"),
        ("cast", "O\u2019Brien", "O'BRIEN"),
        ("cast", "élodie", "ÉLODIE"),
        ("cast", "E\u0301lodie", "ÉLODIE"),
        ("cast", "LINN", None),
        ("cast", "", None),
        ("cast", "jade pendant", None),
        ("prop", "Jade-Pendant", "jade pendant"),
        ("prop", "玉佩", "jade pendant"),
        ("look", "Rain Noir", "rain-noir"),
        ("look", "teal & orange", "teal-orange"),
        ("look", "黑白", "noir"),
        ("look", "puce", None),
        ("voice", "std/girl", "std/girl"),
        ("target", "FINAL", "final"),
    ],
)
def test_find(kind, text, id):
    assert NAMES.find(kind, text) == id


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("HOUSE", ("HOUSE", "")),
        ("HOUSE - STAIR", ("HOUSE", "STAIR")),
        ("House - Kitchen", ("HOUSE - KITCHEN", "")),
        ("HOUSE - KITCHEN - SINK", ("HOUSE - KITCHEN", "SINK")),
        ("HOUSE/STAIR", ("HOUSE", "STAIR")),
        ("陆家，楼梯", ("HOUSE", "楼梯")),
        ("陆家·院子", ("HOUSE", "院子")),
        ("SHRINE – ALTAR", ("FOX SHRINE", "ALTAR")),
        ("HOUSEBOAT", (None, "HOUSEBOAT")),
        ("MOON - HOUSE", (None, "MOON - HOUSE")),
        ("", (None, "")),
    ],
)
def test_places_and_their_corners(text, found):
    assert NAMES.place(text) == found
    assert NAMES.find("place", text) == found[0]


@pytest.mark.parametrize(
    ("kind", "text", "near"),
    [
        ("cast", "LIN YEU", "LIN YUE"),
        ("cast", "LINN", "LIN"),
        ("cast", "林雪", "林月"),
        ("prop", "jade pendent", "jade pendant"),
        ("place", "FOX SHRIEN", "FOX SHRINE"),
        ("voice", "std/old-mann", "std/old-man"),
        ("cast", "ZZZZZZ", None),
        ("cast", "", None),
    ],
)
def test_nearest(kind, text, near):
    assert NAMES.nearest(kind, text) == near


def test_unknown_kinds_are_key_errors():
    with pytest.raises(KeyError):
        NAMES.find("planet", "MARS")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Lin draws near.", [("Lin", "cast", "LIN YUE")]),
        ("LIN YUE and Will enter.", [("LIN YUE", "cast", "LIN YUE"), ("Will", "cast", "WILL")]),
        ("He will come.", []),
        ("Linda berates Willow.", []),
        (
            "Lin's hand closes on Will\u2019s ring.",
            [("Lin", "cast", "LIN YUE"), ("Will", "cast", "WILL"), ("ring", "prop", "ring")],
        ),
        ("The springs are rings.", []),
        ("O\u2019Brien, O'Brien!", [("O\u2019Brien", "cast", "O'BRIEN"), ("O'Brien", "cast", "O'BRIEN")]),
        ("the old man coughs", [("the old man", "cast", "THE OLD MAN")]),
        ("She drops the JADE  PENDANT.", [("JADE  PENDANT", "prop", "jade pendant")]),
        ("林月如看着林月。", [("林月如", "cast", "林月如"), ("林月", "cast", "LIN YUE")]),
        ("他把玉佩递给林月", [("玉佩", "prop", "jade pendant"), ("林月", "cast", "LIN YUE")]),
        ("林月Lin走进陆家", [("林月", "cast", "LIN YUE"), ("Lin", "cast", "LIN YUE"), ("陆家", "place", "HOUSE")]),
        ("Rain on the Shrine roof", [("Shrine", "place", "FOX SHRINE")]),
        ("Élodie", [("Élodie", "cast", "ÉLODIE")]),
    ],
)
def test_mentions(text, found):
    assert [(text[one.start : one.end], one.kind, one.id) for one in NAMES.mentions(text)] == found


def test_an_empty_bible_mentions_nobody():
    assert Names(Bible()).mentions("Lin") == []


NAME = st.text(alphabet=st.sampled_from("AB c'-.*+?()[林晚é\u2019ＡI\u0130"), min_size=1, max_size=6)


@settings(max_examples=150, deadline=None)
@given(st.lists(NAME, max_size=5), st.text(alphabet="AB c'-.林晚é\u2019ＡI\u0130", max_size=40))
def test_any_names_are_survived_and_mentions_lie_in_order(names, text):
    known = Names(Bible(cast={name: Character(name) for name in names}))
    last = 0
    for one in known.mentions(text):
        assert last <= one.start < one.end <= len(text)
        assert one.id in names
        last = one.end
    for name in names:
        known.find("cast", name)
        known.nearest("cast", text)
        known.place(text)
