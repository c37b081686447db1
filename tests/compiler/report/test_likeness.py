"""Sketches of texts tell how alike they are, and lexicons how words feel."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dramac.compiler.report.feeling import of_emotion, of_text
from dramac.compiler.report.likeness import BINS, alike, pairs, sketch
from dramac.stdlib import data, vocabulary

WORDS = [f"word{at}" for at in range(900)]


def text(seed: int, words: int = 4000) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=words))


def shingles(one: str, length: int = 3) -> set[tuple[str, ...]]:
    words = one.lower().split()
    return set(zip(*(words[at:] for at in range(length))))


def true_likeness(one: str, other: str) -> float:
    first, second = shingles(one), shingles(other)
    return len(first & second) / len(first | second)


@pytest.mark.parametrize("changed", [0.0, 0.01, 0.05, 0.15, 0.4])
def test_the_estimate_is_near_the_truth(changed: float) -> None:
    rng = random.Random(7)
    one = text(1)
    other = " ".join(f"new{rng.random()}" if rng.random() < changed else word for word in one.split())
    assert alike(sketch(one), sketch(other)) == pytest.approx(true_likeness(one, other), abs=0.11)


def test_different_texts_are_not_alike() -> None:
    assert alike(sketch(text(1)), sketch(text(2))) < 0.05


def test_chinese_is_compared_by_characters() -> None:
    one = "你早就知道是我，可你什么也没有说。雨点打在落地窗上，他转身离开。" * 3
    one += "".join(chr(0x4E00 + 7 * at) for at in range(300))
    other = one.replace("离开", "留下")
    assert 0.8 < alike(sketch(one), sketch(other)) < 1.0
    assert alike(sketch(one), sketch("".join(chr(0x5E00 + 3 * at) for at in range(300)))) < 0.05


@given(st.text(max_size=400))
@settings(max_examples=80)
def test_any_text_has_a_sketch_and_is_its_own_twin(one: str) -> None:
    made = sketch(one)
    assert len(made) == 4 * BINS
    assert alike(made, made) == (0.0 if made == b"\xff" * 4 * BINS else 1.0)
    assert sketch(one.upper().lower()) == sketch(one.upper())


SOME = st.lists(st.sampled_from(WORDS[:40]), min_size=3, max_size=60)


@given(SOME, SOME)
@settings(max_examples=60)
def test_likeness_is_symmetric_and_a_share(first: list[str], second: list[str]) -> None:
    one, other = sketch(" ".join(first)), sketch(" ".join(second))
    assert alike(one, other) == alike(other, one)
    assert 0 <= alike(one, other) <= 1


def test_pairs_are_found_among_many_without_comparing_all() -> None:
    texts = [text(seed, 1200) for seed in range(120)]
    texts[77] = texts[5].replace("word1 ", "word2 ")
    texts[90] = texts[5]
    found = {(one, other): value for one, other, value in pairs([sketch(one) for one in texts], 0.3)}
    assert set(found) == {(5, 77), (5, 90), (77, 90)}
    assert found[5, 90] == 1.0


def test_many_copies_of_one_text_stay_cheap() -> None:
    same = sketch(text(3, 800))
    found = list(pairs([same] * 400, 0.5))
    assert {other for _, other, _ in found} == set(range(1, 400))
    assert len(found) < 400 * 64


@pytest.mark.parametrize(("words", "sign"), [
    ("I love you.", 1), ("I hate you, you murderer!", -1), ("Thank you. You saved me.", 1),
    ("Don't you love me? You never loved me.", -1),
    ("我爱你", 1), ("你背叛了我，我恨你", -1), ("谢谢你，我很高兴", 1), ("我不爱你", -1), ("别怕", 1)])
def test_words_feel_as_people_feel_them(words: str, sign: int) -> None:
    value = of_text(words)
    assert value is not None
    assert value * sign > 0.1


@pytest.mark.parametrize("words", ["", "The table stands in the room.", "桌子在房间里", "12345 !?", "\x00\ud800"])
def test_words_that_tell_nothing_feel_nothing(words: str) -> None:
    assert of_text(words) is None


@given(st.text(max_size=300))
@settings(max_examples=60)
def test_a_feeling_lies_between_minus_one_and_one(words: str) -> None:
    value = of_text(words)
    assert value is None or -1 <= value <= 1


def test_tags_have_a_side_and_grow_with_intensity() -> None:
    assert of_emotion("joy", 1.0) == 0.8
    assert of_emotion("joy", 0.2) == pytest.approx(0.8 * 0.52)
    assert of_emotion("neutral", 1.0) is None
    assert of_emotion("", 1.0) is None
    assert set(data("lexicon-en")["emotions"]) <= set(vocabulary("emotions").entries)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_lexicons_are_dated_and_clean(language: str) -> None:
    lexicon = data(f"lexicon-{language}")
    assert lexicon["as_of"]
    words = [word for row in lexicon["words"].values() for word in row.split()]
    assert len(words) > 230
    assert len(words) == len(set(words)), {word for word in words if words.count(word) > 1}
    assert all(-4 <= int(weight) <= 4 and int(weight) for weight in lexicon["words"])
    assert not set(words) & set(lexicon["denials"].split())
    if language == "zh":
        assert max(map(len, words)) <= 4
    else:
        assert all(word == word.lower() and word.isalpha() for word in words)
