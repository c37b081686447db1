"""Excerpts of sources: the lines that a finding is about, with a mark and a note under every place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import click

from ....compiler.base.nodes import node
from ....compiler.base.source import Source, Span
from .cells import Row, cells, plain, row

_HEAD, _TAIL = 3, 2
"""Of a long place, so many lines are shown at its beginning and its end."""


@node
class Place:
    """A marked place: lines count from one, columns (code points) from zero; the end is past the last one."""

    first: int
    start: int
    last: int
    end: int
    note: str
    colour: str
    mark: str

    @property
    def tall(self) -> bool:
        """Whether it covers more than one line."""
        return self.last > self.first


def place(source: Source, span: Span, note: str, colour: str, mark: str) -> Place:
    """`span` as a place of `source`, moved into the text, without the line ends that it ends with."""
    start = max(0, min(span.start, len(source.text)))
    end = start + len(source.text[start : max(start, span.end)].rstrip("\r\n"))
    one, other = source.position(start), source.position(end)
    return Place(one.line, one.column - 1, other.line, other.column - 1, plain(note), colour, mark)


def excerpt(source: Source, places: Sequence[Place], gutter: int) -> list[str]:
    """The lines of `source` that hold `places`, with marks; lines between that say nothing are left out. At most one
    tall place is drawn at its full height; of further ones the first line is marked."""
    tall = next((one for one in places if one.tall), None)
    flat = [_flat(source, one) for one in places if one is not tall]
    shown = sorted({one.first for one in flat} | set(_heights(tall)))
    lines: list[str] = []
    for before, number in pairwise([0, *shown]):
        if before and number == before + 2:
            lines += _line(source, before + 1, [], tall, gutter)
        elif before and number > before + 1:
            lines.append(click.style("...", fg="blue"))
        lines += _line(source, number, [one for one in flat if one.first == number], tall, gutter)
    return lines


def blank(gutter: int) -> str:
    """The empty row of an excerpt."""
    return f"{' ' * gutter} {click.style('|', fg='blue')}"


def _heights(tall: Place | None) -> Iterator[int]:
    if tall is not None:
        height = tall.last - tall.first + 1
        for number in range(height):
            if height <= _HEAD + _TAIL + 1 or number < _HEAD or number >= height - _TAIL:
                yield tall.first + number


def _flat(source: Source, one: Place) -> Place:
    """`one`, or its first line where it is tall."""
    if not one.tall:
        return one
    return Place(one.first, one.start, one.first, len(source.line(one.first)), one.note, one.colour, one.mark)


def _line(source: Source, number: int, flat: Sequence[Place], tall: Place | None, gutter: int) -> Iterator[str]:
    """One source line and the rows of marks below it."""
    text = source.line(number)
    starts = [one.start for one in flat]
    if tall and number in (tall.first, tall.last):
        starts.append(tall.start if number == tall.first else tall.end)
    shown = row(text, min(starts, default=0))
    head = f"{click.style(f'{number:>{gutter}}', fg='blue')} {click.style('|', fg='blue')} "
    under = blank(gutter) + " "
    inside = tall is not None and tall.first < number <= tall.last
    opens = tall is not None and tall.first == number
    at_once = tall is not None and opens and not text[: tall.start].strip()
    margin, bar = "", ""
    if tall is not None:
        bar = click.style("|", fg=tall.colour, bold=True) + " " if inside or at_once else "  "
        margin = click.style("/", fg=tall.colour, bold=True) + " " if at_once else bar
    yield (head + margin + shown.text).rstrip()
    if tall is not None and opens and not at_once:
        yield under + click.style(" " + "_" * (shown.cell(tall.start) + 1) + tall.mark, fg=tall.colour, bold=True)
    for marks in _marks(flat, shown):
        yield under + bar + marks
    if tall is not None and number == tall.last:
        reach = "_" * max(1, shown.cell(tall.end)) + tall.mark
        yield under + click.style("|" + reach + (f" {tall.note}" if tall.note else ""), fg=tall.colour, bold=True)


def _marks(places: Sequence[Place], shown: Row) -> Iterator[str]:
    """The rows of marks below a line: all marks in one row if they stand apart, notes to the right of the last and below
    the others."""
    ordered = sorted(places, key=lambda one: (one.start, one.end))
    if any(_reach(one, shown) > shown.cell(other.start) for one, other in pairwise(ordered)):
        for one in places:
            yield _row([one], shown, one)
        return
    if ordered:
        yield _row(ordered, shown, ordered[-1])
    for number in range(len(ordered) - 2, -1, -1):
        one = ordered[number]
        if one.note:
            yield _bars([other for other in ordered[:number] if other.note], shown, one)


def _reach(one: Place, shown: Row) -> int:
    """The cell past the mark of `one`, which is at least one cell wide."""
    return max(shown.cell(one.start) + 1, shown.cell(one.end))


def _row(places: Sequence[Place], shown: Row, noted: Place) -> str:
    text, at = "", 0
    for one in places:
        start, end = shown.cell(one.start), _reach(one, shown)
        note = f" {one.note}" if one is noted and one.note else ""
        text += " " * (start - at) + click.style(one.mark * (end - start) + note, fg=one.colour, bold=True)
        at = end
    return text


def _bars(bars: Sequence[Place], shown: Row, noted: Place) -> str:
    text, at = "", 0
    for one in [*bars, noted]:
        start = shown.cell(one.start)
        word = noted.note if one is noted else "|"
        text += " " * max(0, start - at) + click.style(word, fg=one.colour, bold=True)
        at = start + cells(word)
    return text
