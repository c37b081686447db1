"""What is doubtful about a script line by line: marks that nothing closes, lines that may be meant otherwise, what other
apps read in another way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..base.diagnostic import Diagnostic, Edit, Fix
from ..base.pattern import Lazy
from ..base.source import Source, Span
from . import emphasis
from .cues import core, read_cue
from .directives import SHAPES
from .errors import finding, replace
from .headings import heading_row, is_unmarked
from .lexer import Doubt
from .lost import as_cue, single_brackets, stage_line
from .masks import Masked
from .rows import Row
from .transitions import ends_in_to
from .words import Words

_MARKED = "[(>.@!#=~/{"
"""What plain spoken words do not begin with."""
_BELOW = Lazy(r"\s*([^\r\n]*)")
_STYLED = frozenset({"ACTION", "ACTION_MORE", "DIALOGUE", "LYRIC", "SONG", "PARENTHETICAL", "PARENTHETICAL_MORE", "CENTRED",
                     "SECTION", "SYNOPSIS"})


def unclosed(source: Source, masked: Masked) -> list[Diagnostic]:
    """The notes and the boneyard that nothing closes."""
    found = []
    for start in masked.open_notes:
        found.append(finding("D102", source.span(start, start + 2), fix=_closed(source, masked, start, "]]")))
    if masked.open_boneyard >= 0:
        start = masked.open_boneyard
        found.append(finding("D103", source.span(start, start + 2), fix=_closed(source, masked, start, " */")))
    return found


def _closed(source: Source, masked: Masked, start: int, mark: str) -> Fix:
    """The fix that puts `mark` at the end of the line in which something opens at `start`."""
    end = masked.text.find("\n", start)
    end = len(source.text.rstrip()) if end < 0 else end
    stop = max(start + 2, len(source.text[start:end].rstrip()) + start)
    return replace("close it at the end of the line", source.span(stop, stop), mark)


def doubtful(source: Source, doubt: Doubt) -> Diagnostic:
    """The finding about a line that the lexer read one way and that may be meant another."""
    row = doubt.row
    words = Words(row, source.path).strip()
    span = words.span
    feed = _line_end(source.text[row.first : row.last]) or _line_end(source.text[: row.first]) or "\n"
    above = replace("put a blank line before it", source.span(row.first, row.first), feed)
    head = source.span(span.start, span.start)
    below = replace("put a blank line after it", source.span(row.last, row.last), feed)
    match doubt.code:
        case "D110":
            return finding("D110", span, fix=below)
        case "D111":
            return finding("D111", span, fix=above, what="dialogue" if row.kind == "DIALOGUE" else "action")
        case "D112":
            return finding("D112", span, name=read_cue(words)[0].text[:60], fix=_words_below(source, row))
        case "D113":
            return finding("D113", span, fix=below, what="transition" if ends_in_to(words.text) else "shot")
        case "D114":
            end = source.span(span.end, span.end)
            mark = "）" if words.text.startswith("（") else ")"
            return finding("D114", source.span(span.start, span.start + 1), fix=replace("close it here", end, mark))
        case "D115":
            tail = source.span(span.end, row.end(len(row.text)))
            return finding("D115", tail, fix=replace("remove the space", tail, ""))
        case "D130":
            return _small_cue(source, words, doubt.name)
        case "D131":
            return _stage_line(source, words, doubt, feed)
        case "D134":
            return finding("D134", span, fix=replace("begin the line with `@`", head, "@"))
        case "D125":
            return finding("D125", span, fix=replace("begin the line with `!`", head, "!"))
    return finding("D118", span, fix=replace("begin the line with `@`", head, "@", safe=True))


def _words_below(source: Source, row: Row) -> Fix | None:
    """The fix that takes out the blank lines below a cue, where plain words stand under them."""
    below = _BELOW.match(source.text, row.last)
    assert below is not None, "it matches anything"
    start, line = below.start(1), below[1].strip()
    if not line or line[0] in _MARKED or line.isupper() or heading_row(line) or start == row.last:
        return None
    return replace("put its words right below it", source.span(row.last, start), "")


def _small_cue(source: Source, words: Words, name: str) -> Diagnostic:
    cue = as_cue(name)
    written = words.cut(0, len(core(words.text))).span
    return finding("D130", words.span, fix=replace(f"write `{cue}`", written, cue), name=name, cue=cue)


def _stage_line(source: Source, words: Words, doubt: Doubt, feed: str) -> Diagnostic:
    """The finding about a line as in a stage play. Its name becomes a cue, unless something is hidden in it."""
    cue = as_cue(doubt.name)
    line = stage_line(words.text, {doubt.name.casefold(): doubt.name})
    assert line is not None, "the lexer has found it in the same words"
    _, name, lead, said = line
    start = words.first
    fix = None
    if words.cut(0, said).last - start == said and not source.text[doubt.row.first : start].strip():
        top = Edit(source.span(doubt.row.first, start + name), cue if doubt.clear else feed + cue)
        fix = Fix("write the name above the words", (top, Edit(source.span(start + lead, start + said), feed)))
    return finding("D131", words.cut(0, lead).span, fix=fix, name=doubt.name, cue=cue)


def _line_end(text: str) -> str:
    """The line end that `text` ends with."""
    return next((end for end in ("\r\n", "\n", "\r") if text.endswith(end)), "")


def of_lines(source: Source, rows: Sequence[Row], cast: frozenset[str]) -> Iterator[Diagnostic]:
    """What single lines are found to hold, whatever stands around them."""
    whole = source.text
    if "\ufeff" in whole:
        yield from _byte_order_marks(source)
    if whole.isascii() and "*" not in whole and "_" not in whole and "\t" not in whole and "[" not in whole:
        return  # nothing that follows says anything of such a text
    tabs: list[Span] = []
    headings: list[Span] = []
    for row in rows:
        text, kind = row.text, row.kind
        if ("*" in text or "_" in text) and kind in _STYLED and (marks := emphasis.unclosed(text)):
            yield _open_emphasis(source, row, marks)
        if kind in ("ACTION", "ACTION_MORE"):
            if "\t" in text:
                stop = len(text.rstrip())
                tabs += [source.span(row.at(at), row.at(at) + 1) for at, one in enumerate(text[:stop]) if one == "\t"]
            if ("[" in text or "【" in text) and cast and (kind := single_brackets(text.strip(), SHAPES, cast)):
                yield _single_brackets(Words(row, source.path).strip(), kind)
        elif kind == "HEADING" and not text.isascii() and is_unmarked(text.strip()):
            headings.append(Words(row, source.path).strip().span)
    if tabs:
        edits = tuple(Edit(tab, "    ") for tab in tabs)
        yield finding("D128", tabs[0], fix=Fix("write four spaces for each", edits, safe=True))
    if headings:
        edits = tuple(Edit(source.span(one.start, one.start), ".") for one in headings)
        yield finding("D129", headings[0], fix=Fix("begin each of them with `.`", edits, safe=True))


def _byte_order_marks(source: Source) -> Iterator[Diagnostic]:
    """One finding for a single mark at the head, which nothing reads, and one for all others."""
    head, *_ = marks = [source.span(at, at + 1) for at, one in enumerate(source.text) if one == "\ufeff"]
    if source.text[0] == "\ufeff" != source.text[1:2]:
        del marks[0]
        yield finding("D127", head, fix=replace("take out the byte-order mark", head, "", safe=True),
                      what="the file begins with a byte-order mark")
    if marks:
        fix = Fix("take out every byte-order mark", tuple(Edit(one, "") for one in marks))
        yield finding("D127", marks[0], fix=fix, what="a byte-order mark stands inside the file",
                      help="what begins behind it is read as action, cues and headings too")


def _single_brackets(words: Words, kind: str) -> Diagnostic:
    span, inner = words.span, words.text.strip("[]【】")
    fix = replace("write double brackets", span, f"[[{inner}]]") if span.end - span.start == len(words.text) else None
    return finding("D132", span, fix=fix, kind=kind)


def _open_emphasis(source: Source, row: Row, marks: Sequence[tuple[int, int]]) -> Diagnostic:
    start, end = marks[0]
    edits = tuple(Edit(source.span(row.at(at), row.at(at)), "\\") for first, last in marks for at in range(first, last))
    return finding("D126", source.span(row.at(start), row.end(end)), fix=Fix("show the marks as they are", edits),
                   mark=row.text[start])
