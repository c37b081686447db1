"""The plain Fountain file that other apps want: a script without dramac's own notes and full-width marks.

Everything else stays to the byte. Comments stay, as every Fountain app hides them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..base.diagnostic import Diagnostic, Edit
from ..base.source import Source
from ..syntax.masks import mask
from ..syntax.parse import parse
from ..syntax.rows import Row, rows_of
from ..syntax.tree import Dialogue, Directive, Script, Speech
from .blocks import Block, Note, Spoken, blocks_of

_WIDE_MARKS = "D119"
_IN_ACTION = ("ACTION", "ACTION_MORE", "SLUG")


def to_fountain(script: Script, found: Sequence[Diagnostic], keep: bool = False,
                cast: frozenset[str] = frozenset()) -> str:
    """`script` for other apps. `found` is what `parse` said of it, which names its full-width marks; `keep` leaves the
    directives in; `cast` are the names that `parse` was told."""
    edits = [edit for one in found if one.code == _WIDE_MARKS and one.fix for edit in one.fix.edits]
    text = script.source.text
    if keep:
        return _edited(text, edits)
    notes = _own_notes(script)
    inside = [edit for edit in edits if not any(start <= edit.span.start < end for start, end in notes)]
    wanted = _without_notes(script)
    for mark in ("", "!"):
        plain = _edited(text, [*inside, *_removals(script, notes, mark)])
        if _without_notes(parse(Source("", plain), cast)[0]) == wanted:
            break
    return plain


def _without_notes(script: Script) -> list[Block]:
    """What a script says without any note."""
    found: list[Block] = []
    for block in blocks_of(script):
        if isinstance(block, Spoken):
            block = replace(block, parts=tuple(replace(part, ids=()) for part in block.parts))
        if not isinstance(block, Note):
            found.append(block)
    return found


def _own_notes(script: Script) -> list[tuple[int, int]]:
    """Where the notes stand that are directives, line ids too; with their brackets, in order."""
    notes = mask(script.source.text).notes
    firsts = [start for start, _ in notes]
    found = {(one.span.start, one.span.end) for one in script.body if isinstance(one, Directive)}
    for speech in (one for one in script.body if isinstance(one, Speech)):
        for part in speech.parts:
            names = (part.id, part.same_as) if isinstance(part, Dialogue) else ()
            for name in names:
                if name is not None:
                    found.add(notes[bisect_right(firsts, name.span.start) - 1])
    return sorted(found)


def _removals(script: Script, notes: Sequence[tuple[int, int]], mark: str) -> Iterator[Edit]:
    """The edits that take out `notes`. A line that holds nothing else goes whole, with one of the blank lines around it;
    where it parted two paragraphs of action, a blank line takes its place (and `mark` leads the second)."""
    source = script.source
    rows = rows_of(mask(source.text).text)
    kinds = [line.kind for line in script.lines]
    gone = [_emptied(source.text, row, notes) for row in rows]
    for index, row in enumerate(rows):
        if not gone[index]:
            yield from _inline(source, row, notes)
            continue
        before, after = _near(gone, index, -1), _near(gone, index, 1)
        if kinds[index] == "ASIDE":
            parted = _parts(kinds, gone, index)
            yield Edit(source.span(row.first, row.last), "\n" if parted else "")
            if parted and mark:
                second = rows[_aside_end(kinds, index)].first
                yield Edit(source.span(second, second), mark)
            continue
        yield Edit(source.span(row.first, row.last), "")
        blank_above = before < 0 or kinds[before] == "BLANK"
        if index == after - 1 and after < len(rows) and kinds[after] == "BLANK" and blank_above:
            yield Edit(source.span(rows[after].first, rows[after].last), "")


def _parts(kinds: Sequence[str], gone: Sequence[bool], index: int) -> bool:
    """Whether a line of notes is the first that goes of those that part two paragraphs of action."""
    first = index
    while first > 0 and kinds[first - 1] == "ASIDE":
        first -= 1
    end = _aside_end(kinds, index)
    lead, follow = kinds[first - 1] if first else "", kinds[end] if end < len(kinds) else ""
    return lead in _IN_ACTION and follow == "ACTION_MORE" and not any(gone[first:index])


def _aside_end(kinds: Sequence[str], index: int) -> int:
    """The first line after `index` that holds more than notes; the number of lines where there is none."""
    while index < len(kinds) and kinds[index] == "ASIDE":
        index += 1
    return index


def _near(gone: Sequence[bool], index: int, step: int) -> int:
    """The nearest line before or after that stays; -1 or the number of lines where there is none."""
    index += step
    while 0 <= index < len(gone) and gone[index]:
        index += step
    return index


def _emptied(text: str, row: Row, notes: Sequence[tuple[int, int]]) -> bool:
    """Whether nothing is left on a line once `notes` are gone."""
    inside = _within(row, notes)
    if not inside:
        return False
    at, left = row.first, ""
    for start, end in inside:
        left += text[at:start] if start > at else ""
        at = max(at, end)
    return not (left + text[at : row.last]).strip()


def _within(row: Row, notes: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The notes that stand, at least in part, on a line."""
    first = bisect_left(notes, row.first, key=lambda note: note[1])
    found = []
    for note in notes[first:]:
        if note[0] >= row.last:
            break
        if note[1] > row.first:
            found.append(note)
    return found


def _inline(source: Source, row: Row, notes: Sequence[tuple[int, int]]) -> Iterator[Edit]:
    """The edits that take notes out of a line that says more, with the spaces before them (after them at its start)."""
    text = source.text
    for start, end in _within(row, notes):
        start, end = max(start, row.first), min(end, row.first + len(text[row.first : row.last].rstrip("\r\n")))
        lead = start
        while lead > row.first and text[lead - 1] in " \t":
            lead -= 1
        if lead == row.first:
            lead = start
            while end < row.last and text[end] in " \t":
                end += 1
        yield Edit(source.span(lead, end), "")


def _edited(text: str, edits: Sequence[Edit]) -> str:
    pieces, at = [], 0
    for edit in sorted(edits, key=lambda one: (one.span.start, one.span.end)):
        if edit.span.start >= at:
            pieces += [text[at : edit.span.start], edit.text]
            at = edit.span.end
    return "".join([*pieces, text[at:]])
