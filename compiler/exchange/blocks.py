"""A script as a sequence of blocks: what every format of the exchange holds, whatever the marks it is written in.

The tree of a Fountain file becomes blocks; blocks become Final Draft, HTML, PDF, and Fountain again. A note (a directive
or a comment) is a block of its own, as the tree has it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from ..base.nodes import node
from ..base.source import Source, Span
from ..syntax.emphasis import merged, runs_of
from ..syntax.masks import mask
from ..syntax.rows import Row, rows_of
from ..syntax.texts import paragraph, text_of
from ..syntax.tree import (
    Action,
    Comment,
    Dialogue,
    Directive,
    Element,
    Heading,
    PageBreak,
    Parenthetical,
    Run,
    Script,
    Section,
    ShotSlug,
    Speech,
    Synopsis,
    Text,
    Transition,
)
from ..syntax.words import Words
from .marks import marked

_NUMBER_MARK = re.compile(r"\s*#[^#]*#\s*$")

Line = tuple[Run, ...]
"""One line of text, its neighbours of one style joined; empty for a blank line."""


@node
class Para:
    """One paragraph. `kind` is heading, action, centred, transition, shot, song, section or synopsis; `number` that of
    a scene, `depth` that of a section."""

    kind: str
    lines: tuple[Line, ...]
    number: str = ""
    depth: int = 0

    @property
    def plain(self) -> str:
        """The words alone."""
        return "\n".join("".join(run.text for run in line) for line in self.lines)


@node
class Part:
    """What stands under a cue. `kind` is parenthetical (without brackets), dialogue or lyric; `ids` the notes at its end
    that name the line (`id: l7f3`)."""

    kind: str
    lines: tuple[Line, ...]
    ids: tuple[str, ...] = ()


@node
class Spoken:
    """A speech. `cue` is the whole cue as read, extensions in brackets; `dual` when it is spoken at once with the speech
    before."""

    cue: str
    parts: tuple[Part, ...]
    dual: bool = False


@node
class Note:
    """A directive or a comment, without its brackets."""

    text: str


@node
class Break:
    """A new page begins."""


@node
class Cut:
    """Text that is kept but is no part of the script any more: an omitted scene, boneyard."""

    text: str


@node
class Dual:
    """Two speeches side by side."""

    left: Spoken
    right: Spoken


Block = Para | Spoken | Note | Break | Cut


def blocks_of(script: Script) -> tuple[Block, ...]:
    """The blocks of `script`, in order. Boneyard, which the tree does not hold, is left out, and so is a paragraph of
    marks without words."""
    page = _Page(script)
    blocks = (page.block(element) for element in script.body)
    return tuple(block for block in blocks if not isinstance(block, Para) or block.plain.strip())


def printed(blocks: Sequence[Block]) -> list[Para | Spoken | Break | Dual]:
    """What is shown of `blocks` on paper and screen: no notes, sections and synopses; speeches said at once as pairs."""
    found: list[Para | Spoken | Break | Dual] = []
    for block in blocks:
        last = found[-1] if found else None
        if isinstance(block, Note | Cut) or (isinstance(block, Para) and block.kind in ("section", "synopsis")):
            continue
        if isinstance(block, Spoken) and block.dual and isinstance(last, Spoken):
            found[-1] = Dual(last, block)
        else:
            found.append(block)
    return found


def plain_line(text: str) -> Line:
    """`text` as a line in no style."""
    return (Run(text),) if text else ()


class _Page:
    """A script and the visible words of its lines."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self._rows = rows_of(mask(script.source.text).text)
        self._firsts = [row.first for row in self._rows]

    def block(self, element: Element) -> Block:
        """The block that says what `element` says."""
        match element:
            case Heading():
                return self._heading(element)
            case Action(text=text, centred=True):
                return Para("centred", lines_of(text))
            case Action(text=text, lyric=lyric):
                return Para("song" if lyric else "action", lines_of(text))
            case Speech():
                return self._speech(element)
            case Transition():
                words = self._row(element.span).text.strip()
                return Para("transition", (styled(words[1:].strip() if element.forced else words),))
            case ShotSlug():
                rows = [Words(row, "") for row in self._between(element.span) if not row.bare]
                return Para("shot", lines_of(text_of([rows[0].strip(), *paragraph(rows[1:])])))
            case Section(text=text, depth=depth):
                return Para("section", lines_of(text), depth=depth)
            case Synopsis(text=text):
                return Para("synopsis", lines_of(text))
            case PageBreak():
                return Break()
        return Note(_note(element, self._script.source))

    def _heading(self, heading: Heading) -> Para:
        words = self._row(heading.span).text.strip()
        words = words[1:].strip() if heading.forced else words
        words = _NUMBER_MARK.sub("", words) if heading.number else words
        return Para("heading", (styled(words),), heading.number)

    def _speech(self, speech: Speech) -> Spoken:
        cue = " ".join([speech.cue.text, *(f"({one.text})" for one in speech.extensions)])
        return Spoken(cue, tuple(_part(part) for part in speech.parts), speech.dual)

    def _row(self, span: Span) -> Row:
        return self._rows[bisect_right(self._firsts, span.start) - 1]

    def _between(self, span: Span) -> list[Row]:
        first = bisect_right(self._firsts, span.start) - 1
        return self._rows[first : max(first + 1, bisect_right(self._firsts, max(span.start, span.end - 1)))]


def _part(part: Parenthetical | Dialogue) -> Part:
    if isinstance(part, Parenthetical):
        return Part("parenthetical", lines_of(part.text))
    ids = [f"{kind}: {name.text}" for kind, name in (("id", part.id), ("same-as", part.same_as)) if name is not None]
    return Part("lyric" if part.lyric else "dialogue", lines_of(part.text), tuple(ids))


def _note(element: Directive | Comment, source: Source) -> str:
    """What stands between the brackets of a note."""
    words = source.text[element.span.start : element.span.end].replace("\r", "")
    return words.removeprefix("[[").removesuffix("]]").strip()


def lines_of(text: Text) -> tuple[Line, ...]:
    """The lines of `text` with their styles."""
    lines: list[list[Run]] = [[]]
    for run in text.runs:
        for index, piece in enumerate(run.text.split("\n")):
            if index:
                lines.append([])
            if piece:
                lines[-1].append(replace(run, text=piece))
    return tuple(tuple(merged(line)) for line in lines)


def styled(words: str) -> Line:
    """The runs of words that the tree keeps as written (headings, transitions). Where writing the runs down would not
    give the same words again, the words stay as they are, marks and all."""
    runs = tuple(runs_of(words))
    return runs if marked(runs) == words else plain_line(words)
