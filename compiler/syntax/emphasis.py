"""Emphasis: `*italic*`, `**bold**`, `***both***`, `_underline_`, nested, never across lines; a backslash escapes."""

from __future__ import annotations

from collections.abc import Sequence

from ..base.pattern import Lazy
from .tree import Run

_MARK = Lazy(r"\\[*_\\]|\*+|_+")
_STYLES = {"*": "i", "**": "b", "***": "bi", "_": "u"}
_FITS = {1: (1, 3), 2: (2, 3), 3: (3, 2, 1)}


def runs_of(line: str) -> list[Run]:
    """The runs of one line of text. Marks that open nothing stay as written. Linear: each mark is opened, closed and
    dropped at most once."""
    if "*" not in line and "_" not in line and "\\" not in line:
        return [Run(line)] if line else []
    pieces, styles = _pair(line)
    styled: list[Run] = []
    on = {"b": 0, "i": 0, "u": 0}
    style = ""
    for index, piece in enumerate(pieces):
        if changes := styles.get(index):
            for change in changes:
                for letter in change[1:]:
                    on[letter] += 1 if change[0] == "+" else -1
            style = "".join(letter for letter in "biu" if on[letter] > 0)
        if piece:
            styled.append(Run(piece, style))
    return merged(styled)


def unclosed(line: str) -> list[tuple[int, int]]:
    """Where the marks of `line` stand that begin a word as emphasis does, and that nothing closes."""
    if "*" not in line and "_" not in line:
        return []
    pieces, _ = _pair(line)
    found = []
    for index, one in enumerate(_MARK.finditer(line)):
        start, end = one.span()
        left = len(pieces[2 * index + 1])
        if left and one.group() in _STYLES and line[end : end + 1].isalpha() and (
                left > 1 or not line[start - 1 : start].isalnum()):
            found.append((start, start + left))
    return found


def merged(runs: Sequence[Run]) -> list[Run]:
    """`runs` with neighbours of one style made one."""
    if len(runs) < 2:
        return list(runs)
    joined: list[Run] = []
    texts: list[str] = []
    for index, run in enumerate(runs):
        texts.append(run.text)
        if index + 1 == len(runs) or runs[index + 1].style != run.style:
            joined.append(Run("".join(texts), run.style) if len(texts) > 1 else run)
            texts = []
    return joined


def _in_word(letter: str) -> bool:
    """Whether a character is a digit or a letter that words are spaced by: `snake_case` has no emphasis in it."""
    return letter.isdigit() or letter == "_" or letter.upper() != letter.lower()


class _Open:
    """A mark that may open a style: where it stands among the pieces, and how many of its characters are unused."""

    __slots__ = ("left", "mark", "piece")

    def __init__(self, piece: int, mark: str, left: int) -> None:
        self.piece, self.mark, self.left = piece, mark, left


def _pair(line: str) -> tuple[list[str], dict[int, list[str]]]:
    """The text cut at its marks (a mark that pairs is cut down to what is left of it), and the styles that begin
    (`+b`) or end (`-b`) before each piece."""
    pieces: list[str] = []
    styles: dict[int, list[str]] = {}
    stack: list[_Open] = []
    waiting = {("*", 1): 0, ("*", 2): 0, ("*", 3): 0, ("_", 1): 0}
    at = 0
    for found in _MARK.finditer(line):
        mark = found.group()
        pieces.append(line[at : found.start()])
        at = found.end()
        pieces.append(mark[1:] if mark[0] == "\\" else mark)
        if mark not in _STYLES:
            continue
        before, after = line[found.start() - 1 : found.start()], line[at : at + 1]
        left = len(mark)
        inside = mark[0] == "_" and _in_word(before) and _in_word(after)
        if before.strip() and not inside:
            left = _close(mark[0], left, pieces, stack, waiting, styles)
        if left and after.strip() and not inside:
            stack.append(_Open(len(pieces) - 1, mark[0], left))
            waiting[mark[0], left] += 1
    pieces.append(line[at:])
    return pieces, styles


def _close(mark: str, left: int, pieces: list[str], stack: list[_Open], waiting: dict[tuple[str, int], int],
           styles: dict[int, list[str]]) -> int:
    """Close what `left` marks, the last piece, can close, innermost first; returns how many are left over."""
    while left:
        fits = _FITS[left] if mark == "*" else (1,)
        if not any(waiting[mark, size] for size in fits):
            return left
        while True:
            top = stack.pop()
            waiting[top.mark, top.left] -= 1
            if top.mark == mark and top.left in fits:
                break
        used = min(left, top.left)
        letters = _STYLES[mark * used]
        styles.setdefault(top.piece + 1, []).append("+" + letters)
        styles.setdefault(len(pieces) - 1, []).append("-" + letters)
        top.left -= used
        left -= used
        pieces[top.piece], pieces[-1] = mark * top.left, mark * left
        if top.left:
            stack.append(top)
            waiting[top.mark, top.left] += 1
    return 0
