"""How words are compared, found whole, found in prose, and guessed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dramac.stdlib import data, fold, strength, vocabulary
from dramac.stdlib.read import occurring
from dramac.stdlib.scan import reading_of


@pytest.mark.parametrize("written", ["push-in", "Push In", "PUSH_IN", "ｐｕｓｈ　ｉｎ", "push  in", "推镜头"])
def test_case_width_and_separators_do_not_matter(written):
    assert vocabulary("moves").find(written) == "push-in"


@pytest.mark.parametrize(
    ("name", "written", "id"),
    [
        ("sizes", "C.U.", "cu"),
        ("sizes", "LS", "ws"),
        ("sizes", "大特写", "ecu"),
        ("sizes", "Extreme Close-Up", "ecu"),
        ("compositions", "over the shoulder", "ots"),
        ("compositions", "过肩", "ots"),
        ("channels", "V.O.", "vo"),
        ("channels", "画外音", "os"),
        ("channels", "on phone", "phone"),
        ("times", "深夜", "night"),
        ("settings", "内景", "int"),
        ("settings", "INT./EXT.", "int-ext"),
        ("transitions", "SMASH CUT TO", "smash-cut"),
        ("transitions", "叠化", "dissolve"),
        ("continuity", "CONT'D", "continuous"),
        ("continuity", "片刻之后", "moments-later"),
        ("slugs", "CLOSE ON", "close-on"),
        ("slugs", "on", "on"),
        ("slugs", "特写", "close-on"),
        ("languages", "zh-CN", "zh-Hans"),
        ("languages", "en-US", "en"),
        ("formats", "9:16", "vertical"),
        ("voices", "std/girl", "std/girl"),
        ("marks", "cut on cheek", "cut-cheek"),
    ],
)
def test_find(name, written, id):
    assert vocabulary(name).find(written) == id


def test_find_takes_whole_words_only():
    assert vocabulary("sizes").find("CU of LIN") is None
    assert vocabulary("sizes").find("") is None
    assert vocabulary("sizes").find("!?") is None


@pytest.mark.parametrize(
    ("name", "text", "id"),
    [
        ("places", "ruined shrine", "shrine"),
        ("places", "一座破庙", "shrine"),
        ("places", "陆家客厅", "living-room"),
        ("garments", "grey hanfu robe", "hanfu"),
        ("garments", "red silk wedding dress", "wedding-dress"),
        ("garments", "深灰色三件套西装", "suit"),
        ("props", "pale green jade disc on a red cord", "disc"),
        ("emotions", "压着嗓子，恐惧", "fear"),
        ("manners", "压着嗓子，恐惧", "whisper"),
        ("emotions", "barely a whisper, afraid", "fear"),
        ("manners", "barely a whisper, afraid", "whisper"),
        ("emotions", "with quiet fury", "anger"),
        ("manners", "哽咽", "sobbing"),
        ("emotions", "softly", "tender"),
        ("emotions", "冷冷地看着她", "cold"),
        ("gestures", "He nods twice.", "nod"),
        ("gestures", "林晚点了点头", "nod"),
        ("gestures", "She bows to the king", "bow"),
        ("gestures", "顾深行礼", "bow"),
        ("gestures", "raises her hand", "raise-hand"),
        ("sounds", "Thunder rolls.", "thunder"),
        ("sounds", "远处传来一声惊雷", "thunder"),
        ("sounds", "A DOOR SLAMS.", "door"),
        ("sounds", "Footsteps in the hall", "steps"),
        ("hair", "long black", "long"),
        ("hair_colours", "long black", "black"),
    ],
)
def test_search_in_prose(name, text, id):
    assert vocabulary(name).search(text) == id


def test_the_longest_alias_wins():
    assert vocabulary("sizes").search("an extreme close-up of the ring") == "ecu"
    assert vocabulary("storytimes").search("end flashback") == "present"


def test_bare_ids_of_sounds_and_gestures_are_not_read_out_of_prose():
    assert vocabulary("sounds").search("She looks at the car and the door of the bell tower") is None
    assert vocabulary("gestures").search("the fall of the house, a bow of silk, a point of honour") is None
    assert vocabulary("sounds").find("door") == "door"


def test_matches_carry_places_and_do_not_overlap():
    text = "She nods，然后转身离开。"
    found = vocabulary("gestures").matches(text)
    assert [(one.id, text[one.start : one.end]) for one in found] == [("nod", "nods"), ("exit-left", "转身离开")]


@pytest.mark.parametrize(
    ("name", "typo", "near"),
    [
        ("moves", "push inn", "push-in"),
        ("weathers", "rainn", "rain"),
        ("transitions", "disolve", "dissolve"),
        ("emotions", "furius", "furious"),
        ("formats", "verticle", "vertical"),
        ("profiles", "reelshot", "reelshort"),
    ],
)
def test_nearest(name, typo, near):
    assert vocabulary(name).nearest(typo) == near


def test_nothing_near():
    assert vocabulary("sizes").nearest("qqqqqqq") is None
    assert vocabulary("sizes").nearest("") is None


@pytest.mark.parametrize(
    ("weaker", "stronger"),
    [
        ("annoyed", "furious"),
        ("slightly annoyed", "annoyed"),
        ("angry", "very angry"),
        ("紧张", "极度恐惧"),
        ("微微生气", "愤怒"),
        ("nervous", "terrified"),
        ("in tears", "sobbing"),
    ],
)
def test_strength_grows_with_the_words(weaker, stronger):
    assert strength(weaker) < strength(stronger)


def test_strength_stays_between_nothing_and_everything():
    assert strength("extremely furious") == 1.0
    assert strength("gibberish") == 0.5
    assert strength("calmly") == 0.0


def test_aliases_may_carry_their_own_facts():
    emotions = vocabulary("emotions")
    assert (
        emotions.fact("furious", "intensity")
        > emotions.fact("anger", "intensity")
        > emotions.fact("annoyed", "intensity")
    )
    assert emotions.fact("furious", "tension") == emotions.entries["anger"]["tension"]
    assert emotions.fact("no such word", "tension") is None


@pytest.mark.parametrize("name", ["nothing", "../facts/backends", "", "Sizes", "sizes.yaml"])
def test_unknown_names_are_key_errors(name):
    with pytest.raises(KeyError):
        vocabulary(name)
    with pytest.raises(KeyError):
        data(name)


def test_reading_twice_gives_the_same_value_and_it_cannot_be_changed():
    assert vocabulary("sizes") is vocabulary("sizes")
    with pytest.raises(TypeError):
        vocabulary("sizes").entries["cu"] = {}


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_survived_and_matches_lie_inside(text):
    for name in ("emotions", "sounds", "places"):
        words = vocabulary(name)
        words.find(text)
        words.nearest(text)
        last = 0
        for one in words.matches(text):
            assert last <= one.start < one.end <= len(text)
            assert one.id in words.entries
            last = one.end
    assert 0.0 <= strength(text) <= 1.0


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


_PIECES = ["laughs", "Laughs", "door", "slams", "the", "a", " ", "  ", "'", "’s", "-", ".", ", ", "n't", "thunder", "crying",
           "out", "smiles", "coldly", "哭", "笑着", "雷声", "x", "_", "ﾞ", "ｒａｉｎ", "heavy rain", "walks", "in", "of"]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(["sounds", "gestures", "emotions", "weathers", "times"]), st.lists(st.sampled_from(_PIECES), max_size=14),
       st.integers(0, 60), st.integers(0, 60))
def test_looking_within_a_text_finds_what_stands_in_that_part(name, pieces, start, end):
    text = "".join(pieces)
    start, end = min(start, len(text)), min(end, len(text))
    reading, found = reading_of(text), vocabulary(name).matches(text[start:end])
    assert vocabulary(name).within(reading, start, end) == found
    if found and not reading.cuts(start, end):  # a part of a word may say what the word does not
        assert name in occurring(reading) or name == "times"
