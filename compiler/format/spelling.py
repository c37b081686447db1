"""How a word of the vocabularies is spelt in a directive.

A word that its writer has put in capitals stays: it may be a name in another bible, and `Steadicam` is no mistake. Of
the others, one that the vocabulary spells otherwise (`closeup`, `push-in`) takes the vocabulary's spelling, and one that
stands for the initials of a longer term (`cu`, `ots`) takes capitals, as shot lists print it. A synonym is never
exchanged for another: `dolly in` is the writer's word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from ...stdlib import fold, vocabulary

_INITIAL = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@cache
def spelt(name: str, id: str, word: str) -> str:
    """`word`, which names the entry `id` of the vocabulary `name`, as that vocabulary spells it."""
    word = " ".join(word.split())
    narrow = unicodedata.normalize("NFKC", word)
    if narrow != narrow.lower():
        return word if narrow == word else narrow
    wanted = fold(word)
    ways = list(_ways(name, id))
    spelling = next((way for way in ways if fold(way) == wanted), word)
    return spelling.upper() if _is_short(spelling, ways) else spelling


def _ways(name: str, id: str) -> Iterator[str]:
    """Every way to write an entry, the likeliest first."""
    entry, machine = vocabulary(name).entries.get(id, {}), vocabulary(name).facts.get("ids") == "exact"
    if machine:
        yield id
    for alias in (*entry.get("exact", ()), *entry.get("aliases", ())):
        yield from map(str, alias["words"] if isinstance(alias, dict) else [alias])
    yield id.replace("-", " ")
    if entry.get("label"):
        yield str(entry["label"]).lower()


def _is_short(word: str, ways: list[str]) -> bool:
    """Whether `word` is made of the initials of one of `ways`: `ots` of over-the-shoulder, `xcu` of extreme close-up."""
    letters = word.replace("x", "e")
    if not (1 < len(word) < 5 and word.isascii() and word.isalpha()):
        return False
    return any("".join(part[0] for part in _INITIAL.findall(way.lower())) == letters for way in ways)
