"""Letter-to-sound rules against the words that the dictionary knows."""

from __future__ import annotations

import difflib

import pytest

from dramac.runtime.backends.kokoro import letters, lexicon, model


@pytest.mark.parametrize(
    ("word", "phones"),
    [
        ("voss", "vˈɔs"),
        ("brixton", "bɹˈɪkstən"),
        ("drakon", "dɹˈækən"),
        ("thalindra", "θəlˈɪndɹə"),
        ("aurelius", "ɔɹˈɛliəs"),
        ("marlowe", "mˈɑɹlO"),
        ("nyx", "nˈɪks"),
        ("shadowmere", None),
    ],
)
def test_names_of_the_genre(word: str, phones: str | None) -> None:
    said = letters.letters_to_phones(word)
    assert phones is None or said == phones
    assert said.count("ˈ") == 1


def test_four_phones_in_five_are_right_on_known_words() -> None:
    words = str.split(
        "desperate kitchen garden window marble thunder basket captain hammer silver "
        "planet rocket summer tunnel victim "
        "frozen hidden broken market purple lantern shadow ribbon pistol velvet magnet "
        "carpet dragon temple simple"
    )
    right = total = 0
    for word in words:
        want, got = (
            p.replace("ˈ", "").replace("ˌ", "") for p in (lexicon.pronounce(word), letters.letters_to_phones(word))
        )
        right += sum(
            block.size for block in difflib.SequenceMatcher(None, want, got, autojunk=False).get_matching_blocks()
        )
        total += max(len(want), len(got))
    assert right / total > 0.8


def test_any_letters_give_known_phones() -> None:
    for word in ("", "zzzz", "qqq", "aeiou" * 40, "bcdfg" * 100, "x", "ñandú", "42"):
        assert set(letters.letters_to_phones(word)) <= set(model.vocabulary())
