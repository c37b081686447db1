"""Words that nobody declared and that are one slip of the finger away from one that is known. Only what is surely a slip
counts: `NIGTH` is NIGHT, but a LAWN is no DAWN."""

from __future__ import annotations

from functools import cache

from ...stdlib import fold, vocabulary
from ..bible.nodes import Bible
from ..syntax.near import nearest, one_slip, written

_LONGEST, _SHORTEST_NAME, _SHORTEST_TRANSITION = 60, 4, 6


def near_transition(words: str) -> str:
    """The transition, in capitals, that `words` slip from; empty where there is none, or they are one."""
    plain = " ".join(words.strip(" :.：").split()).casefold()
    if not _SHORTEST_TRANSITION <= len(plain) < _LONGEST:
        return ""
    return (nearest(plain, _transitions()) or "").upper()


def near_time(word: str) -> str:
    """The time of day or continuity word, in capitals, that `word` slips from; empty where there is none. A letter
    changed, added or lost must leave the first one, and counts only in longer words, since short ones are near to many
    others."""
    plain = word.casefold()
    if not 3 <= len(plain) < _LONGEST:
        return ""
    for least, known in _times():
        for one in known:
            if one_slip(plain, one) and (_swapped(plain, one) or (len(one) >= least and plain[0] == one[0])):
                return one.upper()
    return ""


def near_name(text: str, bible: Bible) -> str:
    """The name of the cast, as declared, or of a place or prop, that `text` slips from, or the empty string. A person is
    only looked for behind a capital letter."""
    wanted = fold(text)
    if not wanted or len(text) > _LONGEST:
        return ""
    kinds = (bible.cast, bible.props, bible.places) if not text[0].islower() else (bible.props, bible.places)
    for kind in kinds:
        for id, one in kind.items():
            for name in (id, *one.aliases, *one.names.values()):
                plain = fold(name)
                if max(len(plain), len(wanted)) >= _SHORTEST_NAME and one_slip(wanted, plain):
                    return name
    return ""


def _swapped(one: str, other: str) -> bool:
    return len(one) == len(other) and sorted(one) == sorted(other)


@cache
def _transitions() -> tuple[str, ...]:
    words = {word.casefold() for word in written(vocabulary("transitions"))}
    return tuple(sorted(word for word in words if len(word) >= _SHORTEST_TRANSITION and word.isascii()))


@cache
def _times() -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The words for times of day and for continuity, each with the length from which any slip counts."""
    return tuple((least, tuple(sorted({word.casefold() for word in written(vocabulary(name)) if word.isascii()})))
                 for least, name in ((5, "times"), (6, "continuity")))
