"""Words that differ by one slip of the finger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from ...stdlib import Vocabulary, vocabulary


def one_slip(one: str, other: str) -> bool:
    """Whether two different words differ by one letter added, lost, changed, or swapped with its neighbour."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    if len(one) != len(other):
        short, long = sorted((one, other), key=len)
        return short[start:] == long[start + 1 :]
    if one[start + 1 :] == other[start + 1 :]:
        return True
    return one[start : start + 2] == other[start : start + 2][::-1] and one[start + 2 :] == other[start + 2 :]


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The first of `known` that is one slip away from `word`."""
    return next((one for one in known if one_slip(word, one)), None)


def written(words: Vocabulary) -> Iterator[str]:
    """Every way to write every word of a vocabulary: ids with spaces for hyphens, labels, aliases."""
    for id, entry in words.entries.items():
        yield id.replace("-", " ")
        yield from (str(entry[key]) for key in ("label",) if entry.get(key))
        for alias in (*entry.get("exact", ()), *entry.get("aliases", ())):
            yield from map(str, alias["words"] if isinstance(alias, dict) else [alias])


@cache
def shot_words() -> tuple[str, ...]:
    """The words of four letters or more that frame a shot, in lower case, sorted."""
    names = ("sizes", "compositions", "angles", "moves")
    found = {word.casefold() for name in names for word in written(vocabulary(name))}
    return tuple(sorted(word for word in found if len(word) > 3 and word.isascii()))
