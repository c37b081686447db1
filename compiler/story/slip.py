"""Words that nobody declared and that are one slip of the finger away from one that is known. Only what is surely a slip
counts: `NIGTH` is NIGHT, but a LAWN is no DAWN, and a MONKEY is no MONEY."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from ...stdlib import fold, vocabulary
from ..bible.nodes import Bible
from ..syntax.near import nearest, one_slip, written

_HOMOPHONES = {"清辰": "清晨", "凌辰": "凌晨", "旁晚": "傍晚", "膀晚": "傍晚", "黄婚": "黄昏", "黄混": "黄昏",
               "皇昏": "黄昏", "拂哓": "拂晓", "深液": "深夜", "半液": "半夜", "白夭": "白天", "日洛": "日落",
               "正无": "正午", "紧节": "紧接", "连序": "连续"}
"""Chinese slips: another character that sounds or looks the same."""
_LONGEST, _SHORTEST_NAME, _SHORTEST_TRANSITION, _SHORTEST_TIME = 60, 4, 6, 3
_ANY_NAME, _ANY_TIME, _ANY_CONTINUITY = 7, 5, 6
"""How many letters a word has at least of which any slip counts. Of a shorter one, which many others resemble, only two
letters swapped, and one written twice or once too few."""


def near_transition(words: str, read: str | None) -> str:
    """The transition, in capitals, that `words` slip from; empty where there is none, or where they are `read` as it."""
    plain = " ".join(words.strip(" :.：").split()).casefold()
    if not _SHORTEST_TRANSITION <= len(plain) < _LONGEST:
        return ""
    near = nearest(plain, _transitions())
    return near.upper() if near and vocabulary("transitions").find(near) != read else ""


def near_time(word: str) -> str:
    """The time of day or continuity word, in capitals, that `word` slips from, or the empty string."""
    plain = word.casefold()
    if plain in _HOMOPHONES:
        return _HOMOPHONES[plain]
    if not _SHORTEST_TIME <= len(plain) < _LONGEST:
        return ""
    known = ((one, len(one) >= least) for least, times in _times() for one in times)
    return next((one.upper() for one, long in known if _surely(plain, one, long)), "")


def near_name(text: str, bible: Bible) -> str:
    """The declared name of somebody or something that `text` slips from, as the bible writes it, or the empty string.
    People and places are only looked for behind a capital letter."""
    wanted = fold(text)
    if not wanted or len(text) > _LONGEST:
        return ""
    for name in _declared(bible, not text[0].islower()):
        plain = fold(name)
        long = max(len(plain), len(wanted))
        if long >= _SHORTEST_NAME and wanted != f"{plain}s" and _surely(wanted, plain, long >= _ANY_NAME):
            return name
    return ""


def _declared(bible: Bible, all: bool) -> Iterable[str]:
    for kind in (bible.cast, bible.props, bible.places) if all else (bible.props,):
        for id, one in kind.items():
            yield from (id, *one.aliases, *one.names.values())


def _surely(one: str, known: str, any_slip: bool) -> bool:
    """Whether `one` differs from `known` by a slip that is hardly another word: two letters swapped, one doubled or no more
    doubled, or `any_slip` that leaves the first letter."""
    if not one_slip(one, known):
        return False
    if len(one) == len(known) and sorted(one) == sorted(known):
        return True
    short, long = sorted((one, known), key=len)
    if any(long[at] == long[at - 1] and long[:at] + long[at + 1 :] == short for at in range(1, len(long))):
        return True
    return any_slip and one[0] == known[0]


@cache
def _transitions() -> tuple[str, ...]:
    words = {word.casefold() for word in written(vocabulary("transitions"))}
    return tuple(sorted(word for word in words if len(word) >= _SHORTEST_TRANSITION and word.isascii()))


@cache
def _times() -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The words for times of day and for continuity, behind the length from which any slip of one counts."""
    return tuple((least, tuple(sorted({word.casefold() for word in written(vocabulary(name)) if word.isascii()})))
                 for least, name in ((_ANY_TIME, "times"), (_ANY_CONTINUITY, "continuity")))
