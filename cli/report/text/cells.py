"""What a terminal makes of a text: how wide it is, and what may not reach it as it stands."""

from __future__ import annotations

import unicodedata

from ....compiler.base.nodes import node

WIDEST = 140
"""Code points of a source line that are shown; a longer line is cut around what is marked."""
_LEAD = 40
_TAB = "    "
_NOTHING = frozenset("\ufeff\u200b\u200c\u200d\u2060\u00ad")


def plain(text: str) -> str:
    """`text` on one line, harmless to a terminal: control characters become their pictures (`␛`), marks that turn the
    direction of writing become `\ufffd`."""
    return text if text.isascii() and text.isprintable() else "".join(map(_shown, text))


def cells(text: str) -> int:
    """Columns of a terminal that `text` takes: wide East Asian characters two, combining marks none."""
    return len(text) if text.isascii() else sum(map(_width, text))


@node
class Row:
    """The part of a source line that is shown. `edges` are the cells where its code points begin, from number `first`
    on, and where the last one ends."""

    text: str
    first: int
    edges: tuple[int, ...]

    def cell(self, column: int) -> int:
        """The cell where code point `column` (from zero) of the whole line begins, or the nearer end of the row."""
        return self.edges[max(0, min(column - self.first, len(self.edges) - 1))]


def row(line: str, near: int = 0) -> Row:
    """`line` as it is shown: cut around code point `near` if it is long, with nothing that could drive the terminal."""
    first = max(0, near - _LEAD) if len(line) > WIDEST else 0
    part = line[first : first + WIDEST]
    shown = [_shown(one) for one in part]
    edges = [1 if first else 0]
    for one in shown:
        edges.append(edges[-1] + cells(one))
    lead, tail = "…" if first else "", "…" if first + WIDEST < len(line) else ""
    return Row((lead + "".join(shown) + tail).rstrip(), first, tuple(edges))


def _shown(one: str) -> str:
    if one == "\t":
        return _TAB
    if one in "\r\n\u2028\u2029\x85":
        return " "
    if one in _NOTHING:
        return ""
    match unicodedata.category(one):
        case "Cc":
            return chr(0x2400 + ord(one)) if ord(one) < 0x20 else "␡" if ord(one) == 0x7F else "\ufffd"
        case "Cf" | "Cs" | "Zl" | "Zp":
            return "\ufffd"
    return one


def _width(one: str) -> int:
    if unicodedata.category(one) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(one) in "WF" else 1
