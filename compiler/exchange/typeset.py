"""Breaking text into lines of a given width: Latin by words, Chinese and Japanese by characters.

Which characters may not begin or end a line (kinsoku) follows the Chinese national standard GB/T 15834 and the Japanese
JIS X 4051, as far as a typewriter's page needs them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from ..base.nodes import node
from ..syntax.rows import HAS_CJK
from ..syntax.tree import Run

NOT_FIRST = frozenset("，。、；：？！）】》」』〕〉…—·,.;:?!)]}”’々ー～％ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ")
NOT_LAST = frozenset("（【《「『〔〈“‘([{￥＄")
_WIDE_MARKS = frozenset("，。、；：？！（）【】《》「」『』〔〕〈〉～％￥＄　")
_EITHER = frozenset("“”‘’…—·")
"""Marks that belong to the writing around them: wide among Chinese, narrow among Latin."""
COURIER = 7.2
"""The advance of Courier at 12 points: ten characters an inch."""


@node
class Glyph:
    """One character in its style; `wide` when it is set in the second font; `advance` in points."""

    char: str
    style: str
    wide: bool
    advance: float


@node
class Piece:
    """Characters of one style and one font, to be drawn at once."""

    text: str
    style: str
    wide: bool
    width: float


Advance = Callable[[str], float]
"""The advance in points of a character in the second font."""


def is_courier(char: str) -> bool:
    """Whether the Courier that every PDF reader has holds `char` (Windows-1252)."""
    if ord(char) < 0x80:
        return True
    try:
        char.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return ord(char) not in range(0x80, 0xA0)


def glyphs_of(runs: Iterable[Run], advance: Advance) -> list[Glyph]:
    """The characters of one line of text, each with its font."""
    letters = [(char, run.style) for run in runs for char in run.text]
    wide = [HAS_CJK.match(char) is not None or char in _WIDE_MARKS for char, _ in letters]
    found = []
    for index, (char, style) in enumerate(letters):
        second = not is_courier(char) or (char in _EITHER and _among_wide(letters, wide, index))
        found.append(Glyph(char, style, second, advance(char) if second else COURIER))
    return found


def _among_wide(letters: Sequence[tuple[str, str]], wide: Sequence[bool], index: int) -> bool:
    """Whether the nearest character that is no mark itself, before or else after, is Chinese or Japanese."""
    for step in (-1, 1):
        at = index + step
        while 0 <= at < len(letters) and letters[at][0] in _EITHER and abs(at - index) < 8:
            at += step
        if 0 <= at < len(letters) and wide[at]:
            return True
    return False


def broken(glyphs: Sequence[Glyph], width: float, hang: float = 0.0) -> list[list[Glyph]]:
    """The lines that `glyphs` make in `width` points; lines after the first are `hang` points shorter. A word longer than
    a line is cut. Spaces at the end of a line hang out; those at the start of the first stay."""
    lines: list[list[Glyph]] = [[]]
    used = 0.0
    for atom in _atoms(glyphs):
        solid = sum(one.advance for one in atom if not one.char.isspace())
        room = width if len(lines) == 1 else width - hang
        if lines[-1] and used + solid > room + 0.01:
            lines.append([])
            used, room = 0.0, width - hang
        if solid > room + 0.01:
            for one in atom:
                if used + one.advance > room + 0.01 and lines[-1]:
                    lines.append([])
                    used = 0.0
                lines[-1].append(one)
                used += one.advance
            continue
        lines[-1] += atom
        used += sum(one.advance for one in atom)
    return [_rtrim(line) for line in lines]


def _rtrim(line: list[Glyph]) -> list[Glyph]:
    while line and line[-1].char.isspace():
        line.pop()
    return line


def _atoms(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Runs of characters between which a line may break."""
    atom: list[Glyph] = []
    for one in glyphs:
        if atom and _may_break(atom[-1], one):
            yield atom
            atom = []
        atom.append(one)
    if atom:
        yield atom


def _may_break(before: Glyph, after: Glyph) -> bool:
    if after.char.isspace():
        return False
    if before.char.isspace():
        return True
    if after.char in NOT_FIRST or before.char in NOT_LAST:
        return False
    if _breaks(before) or _breaks(after):
        return True
    return before.char == "-" and after.char.isalpha()


def _breaks(one: Glyph) -> bool:
    """Whether lines break beside this character without a space: Chinese, Japanese and their marks."""
    return one.wide and (HAS_CJK.match(one.char) is not None or one.char in _WIDE_MARKS or one.char in _EITHER)


def pieces_of(line: Sequence[Glyph]) -> tuple[Piece, ...]:
    """The characters of a line gathered into what can be drawn at once."""
    found = []
    for (style, wide), group in groupby(line, key=lambda one: (one.style, one.wide)):
        members = list(group)
        found.append(Piece("".join(one.char for one in members), style, wide, sum(one.advance for one in members)))
    return tuple(found)
