"""American phones as a British speaker says them, for what no British dictionary holds: names, sounds spelt out, parts
of words. Vowels lengthen, r falls silent at the end of a syllable, t is not flapped."""

from __future__ import annotations

import re

_LETTERS = str.maketrans({"O": "Q", "æ": "a", "ᵻ": "ɪ", "ɾ": "t", "T": "t", "ʔ": "t"})
_CODA = "(?![ˈˌ]?[jAIQWYaiuɑɒɔəɛɜɪʊʌᵊɐ])"
_STEPS = tuple((re.compile(pattern), phones) for pattern, phones in (
    (rf"[iɪ]ɹ{_CODA}", "ɪə"), (rf"[uʊ]ɹ{_CODA}", "ʊə"),  # beer, cure
    (rf"([ɑɔɜɛ])ɹ{_CODA}", r"\1ː"), (rf"ɹ{_CODA}", ""),  # car, four, bird, fair; actor
    (r"ɔ(?=[sfθŋ])", "ɒ"), (r"([ɜɔu])(?!ː)", r"\1ː"),  # boss; her, call, food
    (r"ɑ(?!ː|\b)", "ɒ"), (r"ɑ(?!ː)", "ɑː"),  # lot; spa
    (r"i(?=ə)", "ɪ"), (r"(?<=[ˈˌ])i(?!ː)", "iː"),  # idea; see, but happy
))  # fmt: skip


def from_american(phones: str) -> str:
    """The phones in Kokoro's British alphabet. British phones come out as they went in."""
    phones = phones.translate(_LETTERS)
    for pattern, british in _STEPS:
        phones = pattern.sub(british, phones)
    return phones
