"""English words, numbers and names in Kokoro's phones."""

from __future__ import annotations

import pytest

from dramac.runtime.backends import kokoro
from dramac.runtime.backends.kokoro import english, model, numbers

WORDS = {
    "city": "sˈɪTi",
    "liar": "lˈIəɹ",
    "sister": "sˈɪstəɹ",
    "disappeared": "dˌɪsəpˈɪɹd",
    "betrayed": "bətɹˈAd",
    "wedding": "wˈɛdɪŋ",
    "divorce": "dəvˈɔɹs",
    "husband's": "hˈʌzbᵊndz",
    "watches": "wˈɑʧᵻz",
    "walked": "wˈɔkt",
    "wanted": "wˈɑntᵻd",
    "stopped": "stˈɑpt",
    "running": "ɹˈʌnɪŋ",
    "lying": "lˈIɪŋ",
    "unforgivable": "ˌʌnfəɹɡˈɪvəbᵊl",
    "can't": "kˈænt",
    "doesn't": "dˈʌzᵊnt",
    "they'll": "ðAl",
    "you've": "juv",
    "y'all": "jˈɔl",
    "CEO": "sˌiˌiˈO",
    "FBI": "ˌɛfbˌiˈI",
    "U.S.A.": "jˌuˌɛsˈA",
    "VIP": "vˌiˌIpˈi",
    "Mr. Brown": "mˈɪstəɹ bɹˈWn",
    "Dr. Stone": "dˈɑktəɹ stˈOn",
    "livestream": "lˈIvstɹˌim",
    "fiancé": "fˌiɑnsˈA",
    "café": "kæfˈA",
    "naïve": "nɑˈiv",
    "werewolf": "wˈɛɹwˌʊlf",
    "goodbye": "ɡˌʊdbˈI",
    "shapeshifters": "ʃˈApʃˌɪftəɹz",
    "okay": "ˌOkˈA",
    "gonna": "ɡˈʌnə",
    "selfie": "sˈɛlfi",
}
NUMBERS = {
    "1": "one",
    "21": "twenty-one",
    "100": "one hundred",
    "1,234": "one thousand two hundred thirty-four",
    "1987": "nineteen eighty-seven",
    "2005": "two thousand five",
    "2024": "twenty twenty-four",
    "007": "zero zero seven",
    "3.14": "three point one four",
    "-5": "minus five",
    "21st": "twenty-first",
    "12th": "twelfth",
    "30th": "thirtieth",
    "1990s": "nineteen nineties",
    "$5": "five dollars",
    "$1": "one dollar",
    "$1.50": "one dollar and fifty cents",
    "$0.99": "ninety-nine cents",
    "$5,000,000": "five million dollars",
    "$3.5 million": "three point five million dollars",
    "£20": "twenty pounds",
    "50%": "fifty percent",
    "3:30 pm": "three thirty p.m.",
    "3:00": "three o'clock",
    "10:05": "ten oh five",
    "8am": "eight a.m.",
    "1/2": "one half",
    "2/3": "two thirds",
    "3-4": "three to four",
    "555-0199": "five five five, zero one nine nine",
    "½": "a half",
    "9/11": "nine eleven",
}
NAMES = {
    "LIN YUE": "lˈɪn jwˈɛ",
    "Gu Shen": "ɡˈu ʃˈʌn",
    "Xiaoyan": "ʃjˌWjˈɛn",
    "Qingxue": "ʧˌɪŋʃwˈɛ",
    "Jiang": "ʤˈɑŋ",
    "Zhihao's": "ʤˌɜɹhˈWz",
    "Zhou": "ʤˈO",
    "Wei": "wˈA",
    "Xu": "ʃˈu",
    "Murong": "mˌuɹˈʊŋ",
    "Luo": "lwˈɔ",
    "Anna": "ˈɑnə",
    "Elara Voss": "ɪlˈɛɹə vˈɔs",
    "Zorvath": "zˈɔɹvəθ",
    "Evander": "ɪvˈændəɹ",
}


@pytest.mark.parametrize(("text", "phones"), [*WORDS.items(), *NAMES.items()])
def test_words_and_names(text: str, phones: str) -> None:
    said = english.phonemes(f"the {text}").removeprefix("ði ").removeprefix("ðə ")
    assert said == phones


@pytest.mark.parametrize(("written", "spoken"), NUMBERS.items())
def test_numbers(written: str, spoken: str) -> None:
    assert " ".join(numbers.spell_numbers(written).split()) == spoken


def test_function_words_take_the_form_their_neighbours_ask_for() -> None:
    assert english.phonemes("the apple, the pear").startswith("ði ˈæpᵊl, ðə pˈɛɹ")
    assert english.phonemes("to eat, to do").startswith("tʊ ˈit, tə dˈu")
    assert english.phonemes("Here I am.").endswith("æm.")
    assert " ɐm " in english.phonemes("Yes, I am here.")


def test_readings_follow_the_part_of_speech() -> None:
    assert english.phonemes("Close the door.").startswith("klˈOz")
    assert english.phonemes("She is close.").endswith("klˈOs.")
    assert "jˈus " in english.phonemes("the use of force")
    assert "jˈuz " in english.phonemes("we use it")
    assert english.phonemes("I have read it.").count("ɹˈɛd") == 1


def test_capitals_and_asterisks_are_stressed() -> None:
    assert "mˈi" in english.phonemes("Give ME the ring")
    assert "mˈi" in english.phonemes("Give *me* the ring")
    assert "mˈi" not in english.phonemes("Give me the ring")
    assert english.phonemes("GET OUT!") == english.phonemes("GET OUT!!!")


def test_say_is_obeyed_with_phones_and_with_respellings() -> None:
    say = {"Lin Yue": "/lˈin jyˈɛ/", "Qi": "chee", "cache": "cash"}
    assert english.phonemes("lin yue's cache, Qi", say) == "lˈinjyˈɛz kˈæʃ, ʧˈi"
    assert english.phonemes("caches", {"cache": "cash"}) == english.phonemes("caches")


BRITISH = {
    "water": "wˈɔːtə",
    "can't dance": "kˈɑːnt dˈɑːns",
    "lot": "lˈɒt",
    "going": "ɡˈQɪŋ",
    "father's doctors": "fˈɑːðəz dˈɒktəz",
    "starring": "stˈɑːɹɪŋ",
    "restructuring": "ɹɪstɹˈʌkʧəɹɪŋ",
    "happy": "hˈapi",
    "CEO": "sˌiːˌiːˈQ",
    "fiancé": "fˌiːɒnsˈA",
    "Zorvath": "zˈɔːvəθ",
    "Evander": "ɪvˈandə",
    "Wang": "wˈɑːŋ",
}


@pytest.mark.parametrize(("text", "phones"), BRITISH.items())
def test_a_british_voice_says_it_the_british_way(text: str, phones: str) -> None:
    assert english.phonemes(f"his {text}", british=True).removeprefix("hɪz ") == phones


def test_say_may_be_written_in_either_accent() -> None:
    assert {english.phonemes("cargo", {"cargo": ipa}, british=True) for ipa in ("/kˈɑrɡoʊ/", "/kˈɑːɡəʊ/")} == {"kˈɑːɡQ"}
    assert english.phonemes("cargo", {"cargo": "/kˈɑːrɡoʊ/"}) == "kˈɑɹɡO"


def test_only_a_wholly_british_voice_is_british() -> None:
    def said(*blend: tuple[str, float]) -> str:
        return kokoro.phonemes({"text": "water", "lang": "en", "voice": {"blend": blend}})

    assert said(("bf_emma", 1.0)) == said(("bf_emma", 0.5), ("bm_george", 0.5)) == "wˈɔːtə"
    assert said(("bf_emma", 0.85), ("af_bella", 0.15)) == said(("af_heart", 1.0)) == "wˈɔTəɹ"


HOSTILE = (
    "",
    " ",
    "🙂",
    "...",
    "?!?!",
    "'" * 200,
    "-" * 500,
    "a'" * 2500,
    "a" * 5000,
    "1" * 5000,
    "Привет",
    "\x00\x01",
    "((((",
    "$" * 300,
    "/x/",
    "1:2:3/4-5%",
    "*" * 2000,
    "Mr." * 800,
    "é" * 900,
    "٣٤٥",
    "²³½",
    "\ud7ff\u202e",
)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("british", [False, True])
def test_nothing_outside_the_vocabulary_whatever_is_written(text: str, british: bool) -> None:
    assert set(english.phonemes(text, british=british)) <= set(model.vocabulary())


def test_every_table_entry_is_in_the_vocabulary() -> None:
    for text in (*WORDS, *NAMES, *NUMBERS, "He & she, 50% + 3 @ #4 ~ x_y"):
        for british in (False, True):
            assert set(english.phonemes(text, british=british)) <= set(model.vocabulary()), text
