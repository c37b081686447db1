"""Prompts are made of parts with a priority, and fitted to what a model reads: the least important parts go first.

Tokens are counted simply, and rather too many than too few: one for every four letters of a word that are begun, one for
every digit and mark, one for every character of a script that is written without spaces.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..base.nodes import node
from ..base.pattern import Lazy

_PIECES = Lazy(r"[A-Za-zÀ-ÖØ-öø-ÿ]+|[^\sA-Za-zÀ-ÖØ-öø-ÿ]")
LETTERS = 4


@node
class Part:
    """A piece of a prompt. `rank` 0 is never left out; of the others the highest goes first."""

    text: str
    rank: int = 0


def tokens(text: str) -> int:
    """About how many tokens a model counts in `text`."""
    return sum(-(-len(piece) // LETTERS) if piece[0].isalpha() and piece.isascii() else len(piece)
               for piece in _PIECES.findall(text))


def fitted(parts: Iterable[Part], limit: int) -> str:
    """`parts` as one sentence of at most `limit` tokens (0: no limit), without the highest ranks where it would be longer.
    Parts of rank 0 stay, however long they are."""
    kept = [part for part in parts if part.text]
    while limit and tokens(_joined(kept)) > limit:
        worst = max((part.rank for part in kept), default=0)
        if not worst:
            break
        at = max(index for index, part in enumerate(kept) if part.rank == worst)
        del kept[at]
    return _joined(kept)


def _joined(parts: Iterable[Part]) -> str:
    return ", ".join(part.text for part in parts)
