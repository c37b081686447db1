"""Lists of people and things: `LIN and WEI`, `林晚和顾深`, `LIN, WEI & MEI`."""

from __future__ import annotations

from collections.abc import Iterator

from ..base.pattern import Lazy
from .rows import has_cjk
from .words import Words

JOINERS = Lazy(r"[\s　]+(?:and|AND|And|with|&|\+)[\s　]+|[,，、&＆]")
JOINTS = "和与跟及"
_LONGEST = 300


def split_names(words: Words, cast: frozenset[str]) -> list[Words]:
    """The single names in a list of names. A name of the cast is never cut."""
    words = words.strip()
    if words.text in cast or len(words.text) > _LONGEST:
        return [words]
    parts = words.split([one.span() for one in JOINERS.finditer(words.text)])
    return [piece for part in parts for piece in part.split(list(joints(part.text, cast)))]


def joints(text: str, cast: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where 和, 与, 跟 or 及 divides two names: outside every name of the cast, with at least two characters before and
    after it, or next to a name of the cast."""
    if not has_cjk(text):
        return
    covered = _covered(text, cast)
    at = 0
    for index, one in enumerate(text):
        if one not in JOINTS or covered[index]:
            continue
        known = (index > 0 and covered[index - 1]) or (index + 1 < len(text) and covered[index + 1])
        if 0 < index < len(text) - 1 and (known or (index - at >= 2 and len(text) - index > 2)):
            yield index, index + 1
            at = index + 1


def _covered(text: str, cast: frozenset[str]) -> list[bool]:
    """Which characters of `text` belong to a name of the cast, the longest name first."""
    covered = [False] * len(text)
    for name in sorted(cast, key=lambda one: (-len(one), one)):
        at = text.find(name) if name else -1
        while at >= 0:
            if not any(covered[at : at + len(name)]):
                covered[at : at + len(name)] = [True] * len(name)
            at = text.find(name, at + 1)
    return covered
