"""Words that are written much like others: what somebody may have meant."""

from __future__ import annotations

from collections.abc import Iterable


def close_to(word: str, known: Iterable[str], most: int = 1, least: float = 0.6) -> list[str]:
    """The words of `known` that are most like `word`, the best first: at most `most`, each as like it as `least` (1 is equal), as
    `difflib.get_close_matches` finds them. Time grows with the length of `word`: give it no long text."""
    from difflib import get_close_matches  # takes a millisecond to load, and most scripts have no word to be guessed

    return get_close_matches(word, list(known), most, least)
