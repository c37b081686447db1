"""Casting: complete, the same every time, untouched by later names, and nobody like anybody else."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dramac.compiler.base.digest import digest
from dramac.compiler.bible.casting import cast_designs, complete, extra
from dramac.compiler.bible.infer import guess_person, guess_place, infer
from dramac.compiler.bible.likeness import FAR, distance
from dramac.compiler.bible.nodes import Appearance, Bible, Character, Outfit, Place, Prop, Series
from dramac.stdlib import vocabulary

LEADS = (
    "LIN YUE",
    "WEI",
    "GU SHEN",
    "SU WAN",
    "EMMA",
    "JACK",
    "MOTHER",
    "MR. GU",
    "SISTER",
    "BOSS",
    "MEI",
    "TOM",
    "林晚",
    "顾深",
    "苏婉",
    "王妈",
    "陆廷",
    "小姐",
    "将军",
    "老爷子",
)


def people(*names, **facts):
    return Bible(cast={name: Character(name, **facts) for name in names})


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("place", ["OFFICE", "破庙"])
def test_everything_is_filled_in_with_words_of_the_stdlib(language, place):
    bible = complete(infer(LEADS, [(place, True)], language), ["en", "zh-Hans"])
    period = vocabulary("places").entries[bible.places[place].kind]["era"]
    for one in bible.cast.values():
        looks, outfit = one.appearance, one.wardrobe[one.wearing]
        assert looks.sex in ("f", "m")
        assert looks.build in vocabulary("builds").entries
        assert looks.height in vocabulary("heights").entries
        assert looks.hair_style in vocabulary("hair").entries
        assert looks.facial_hair in vocabulary("facial_hair").entries
        assert set(looks.features) <= set(vocabulary("features").entries)
        assert all(
            colour.startswith("#") and len(colour) == 7
            for colour in (looks.hair_colour, looks.skin, looks.eyes, *outfit.colours)
        )
        assert len(outfit.colours) == 3
        assert vocabulary("garments").entries[outfit.garment]["era"] == period
        assert outfit.pattern == "plain"
        assert set(outfit.accessories) <= set(vocabulary("accessories").entries)
        for spoken in ("en", "zh-Hans"):
            voice = vocabulary("voices").entries[one.voice[spoken]]
            assert voice["language"] == spoken
            assert voice["sex"] == looks.sex
            assert not voice.get("narrator")


def test_what_the_writer_says_is_kept():
    one = Character(
        "LIN",
        age=22,
        appearance=Appearance(hair_style="bob", hair_colour="#ffffff", eyes="#0000ff"),
        wardrobe={"day": Outfit("suit", ("#112233",), "stripes", ("tie",))},
        wearing="day",
        voice={"en": "std/girl"},
    )
    done = complete(Bible(cast={"LIN": one}), ["en"]).cast["LIN"]
    assert (done.appearance.hair_style, done.appearance.hair_colour, done.appearance.eyes) == (
        "bob",
        "#ffffff",
        "#0000ff",
    )
    assert done.wardrobe["day"].colours[0] == "#112233"
    assert (done.wardrobe["day"].garment, done.wardrobe["day"].pattern) == ("suit", "stripes")
    assert done.voice["en"] == "std/girl"
    assert done.appearance.sex == "f"


def test_two_runs_agree_and_completing_twice_changes_nothing():
    bible = infer(LEADS, [("SHRINE", True)], "en")
    once = complete(bible, ["en", "zh-Hans"])
    assert digest(once.cast) == digest(complete(infer(LEADS, [("SHRINE", True)], "en"), ["en", "zh-Hans"]).cast)
    assert complete(once, ["en", "zh-Hans"]) == once


def test_casting_is_pinned():
    """A change here changes the face of everybody in every series: say so in the changelog."""
    cast = complete(people("LIN YUE", "WEI", "MOTHER"), ["en"]).cast
    assert [(one.appearance.sex, one.appearance.hair_style, one.voice["en"]) for one in cast.values()] == [
        ("f", "bob", "std/woman-warm"),
        ("m", "side-part", "std/young-man-low"),
        ("f", "long", "std/young-woman-low"),
    ]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.text(alphabet="ABCDEFG 林晚顾深", min_size=1, max_size=6).filter(str.strip),
        min_size=1,
        max_size=8,
        unique=True,
    ),
    st.sampled_from(["NEW", "新人", "OLD MAN"]),
)
def test_adding_somebody_at_the_end_changes_nobody(names, new):
    before = complete(people(*names), ["en", "zh-Hans"]).cast
    after = complete(people(*names, new), ["en", "zh-Hans"]).cast
    for name in names:
        if name != new:
            assert after[name] == before[name]


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("place", ["OFFICE", "SHRINE"])
def test_no_two_look_alike(language, place):
    cast = cast_designs(infer(LEADS, [(place, True)], language))
    for one, other in combinations(cast.values(), 2):
        assert distance(one, other) >= FAR, (one, other)


def test_twins_have_no_distance_and_distance_is_symmetric():
    cast = list(cast_designs(people("LIN", "WEI")).values())
    assert distance(cast[0], cast[0]) == 0
    assert distance(*cast) == distance(*reversed(cast)) > 0


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_voices_are_distinct_while_the_pool_lasts(language):
    women = Bible(cast={f"W{n}": Character(f"W{n}", age=20 + 5 * n, appearance=Appearance(sex="f")) for n in range(4)})
    found = [one.voice[language] for one in complete(women, [language]).cast.values()]
    assert len(set(found)) == 4
    many = Bible(cast={f"W{n}": Character(f"W{n}", age=25, appearance=Appearance(sex="f")) for n in range(20)})
    assert {
        vocabulary("voices").entries[one.voice[language]]["sex"] for one in complete(many, [language]).cast.values()
    } == {"f"}


def test_a_child_and_an_old_man_sound_like_it():
    cast = (
        complete(people("LITTLE GIRL"), ["en"]).cast
        | complete(infer(["OLD MAN", "小男孩"], [], "en"), ["zh-Hans"]).cast
    )
    assert cast["OLD MAN"].voice["zh-Hans"] == "std/zh-old-man"
    assert cast["小男孩"].voice["en"] == "std/boy"


def test_clothes_follow_the_setting_and_the_role():
    def worn(name, place):
        done = complete(infer([name], [(place, True)], "en"), ["en"]).cast[name]
        return done.wardrobe[done.wearing].garment

    assert worn("DOCTOR", "HOSPITAL") == "doctor-coat"
    assert worn("GENERAL", "PALACE") == "armour"
    assert worn("BRIDE", "CHURCH") == "wedding-dress"
    assert worn("新娘", "祠堂") == "hanfu-bridal"


def test_extras_are_complete_and_unlike_the_cast():
    bible = complete(people("LIN", "WEI"), ["en"])
    guard = extra(bible, "GUARD #2", ["en", "zh-Hans"])
    assert guard == extra(bible, "GUARD #2", ["en", "zh-Hans"])
    assert set(guard.voice) == {"en", "zh-Hans"}
    assert guard.wardrobe[guard.wearing].garment == "uniform"
    assert all(distance(guard, one) >= FAR for one in bible.cast.values())


@pytest.mark.parametrize(
    ("name", "sex", "age"),
    [
        ("MOTHER", "f", 48),
        ("OLD MAN", "m", 70),
        ("MRS. CHEN", "f", 48),
        ("MAN", "m", 32),
        ("WOMAN", "f", 27),
        ("母亲", "f", 48),
        ("林母", "f", 48),
        ("林小姐", "f", 20),
        ("EMMA", "f", None),
        ("JACK", "m", None),
        ("苏婉儿", "f", None),
        ("陆天豪", "m", None),
        ("LITTLE GIRL", "f", 9),
        ("HUMAN", "", None),
        ("THE BLOB", "", None),
        ("YOUNG MAN", "m", 20),
        ("QUEEN MOTHER", "f", 48),
        ("STEPMOTHER", "f", 48),
        ("WILL", "m", None),
        ("奶奶", "f", 70),
        ("OLD WOMAN", "f", 70),
    ],
)
def test_what_names_tell(name, sex, age):
    guess = guess_person(name)
    assert (guess.sex, guess.age) == (sex, age)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("FOX SHRINE", "shrine"),
        ("CHEN VILLA - KITCHEN", "kitchen"),
        ("陆家客厅", "living-room"),
        ("竹林深处", "bamboo"),
        ("HOSPITAL - CORRIDOR", "corridor"),
        ("XANADU", ""),
        ("LIN'S BEDROOM", "bedroom"),
        ("CITY STREET", "street"),
    ],
)
def test_what_places_names_tell(name, kind):
    assert guess_place(None, name) == kind


def test_infer_takes_each_name_once():
    bible = infer(["LIN", "lin", "Lin ", "WEI", "!!"], [("HOUSE", True), ("house", False), ("RIVER", False)], "zh-Hans")
    assert list(bible.cast) == ["LIN", "WEI"]
    assert [(one.id, one.interior) for one in bible.places.values()] == [("HOUSE", True), ("RIVER", False)]
    assert bible.inferred
    assert bible.series == Series(language="zh-Hans")


def test_places_and_props_are_completed_from_their_names():
    bible = Bible(
        places={"XANADU": Place("XANADU", interior=False), "HALL": Place("HALL", kind="hall")},
        props={"old letter": Prop("old letter"), "it": Prop("it", colours=("#123456",))},
    )
    done = complete(bible, [])
    assert done.places["XANADU"].kind == "courtyard"
    assert done.places["HALL"].features
    assert done.props["old letter"].shape == "letter"
    assert done.props["it"].shape == "thing"
    assert done.props["it"].colours[0] == "#123456"
    assert {"draft", "preview", "final"} <= set(done.targets)
    assert done.targets["draft"].voice == "espeak"


def test_declared_targets_are_kept():
    bible = Bible()
    mine = replace(complete(bible, []).targets["draft"], voice="kokoro")
    assert complete(replace(bible, targets={"draft": mine}), []).targets["draft"].voice == "kokoro"


@pytest.mark.parametrize("kind", ["hall", "office"])
@pytest.mark.parametrize("sex", ["f", "m"])
def test_people_of_every_age_get_hair(kind: str, sex: str) -> None:
    for age in range(121):
        bible = Bible(cast={"A": Character("A", age=age, appearance=Appearance(sex=sex))}, places={"P": Place("P", kind=kind)})
        assert complete(bible, ("en",)).cast["A"].appearance.hair_style


@pytest.mark.parametrize(("age", "colour"), [(8, "#1d1a1b"), (31, "#1d1a1b"), (80, None)])
def test_another_age_of_somebody_is_the_same_person(age, colour):
    grown = Character("LIN YUE", age=24, appearance=Appearance(sex="f", hair_colour="#1d1a1b", eyes="#112233"))
    bible = Bible(cast={"YOUNG LIN": Character("YOUNG LIN", age=age, same_person="LIN YUE"), "LIN YUE": grown})
    cast = cast_designs(bible)
    assert list(cast) == ["YOUNG LIN", "LIN YUE"]
    own, theirs = cast["YOUNG LIN"].appearance, cast["LIN YUE"].appearance
    assert (own.sex, own.skin, own.eyes, own.features) == (theirs.sex, theirs.skin, theirs.eyes, theirs.features)
    assert own.hair_colour == colour if colour else own.hair_colour != "#1d1a1b"
    assert cast["LIN YUE"] == cast_designs(Bible(cast={"LIN YUE": grown}))["LIN YUE"]


def test_the_young_were_not_grey_yet():
    old = Character("GRANDFATHER", age=75, appearance=Appearance(sex="m", hair_colour="#e6e4e0", facial_hair="full"))
    young = cast_designs(Bible(cast={"HE": old, "BOY": Character("BOY", age=7, same_person="HE")}))["BOY"].appearance
    assert young.sex == "m"
    assert young.hair_colour != "#e6e4e0"
    assert young.facial_hair == "none"


@pytest.mark.parametrize(("places", "kinds"), [
    ({"BRICK'S PATIO": False, "OFFICE": True}, {"BRICK'S PATIO": "garden"}),
    ({"GARDEN": False, "HOUSE": True, "FOX SHRINE": True}, {"GARDEN": "courtyard", "HOUSE": "hall"}),
    ({"TAVERN": True, "VILLAGE": False, "CAR": True}, {"TAVERN": "bar", "VILLAGE": "street"}),
    ({"酒店": True, "花园": False, "茶馆": True}, {"花园": "garden", "茶馆": "restaurant"}),
    ({"THRONE ROOM": True, "KITCHEN": True, "BAMBOO GROVE": False}, {"KITCHEN": "inn", "BAMBOO GROVE": "bamboo"})])
def test_words_of_no_age_name_a_place_of_the_series_age(places, kinds):
    done = complete(infer([], list(places.items()), "en"), ["en"])
    assert {name: done.places[name].kind for name in kinds} == kinds
