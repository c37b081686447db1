"""Notes as the writer types them: the directive at a place, and the words in it with what they mean."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...compiler.analyse import Analysis, cast_words
from ...compiler.base.nodes import node
from ...compiler.syntax.arguments import CUTTERS
from ...compiler.syntax.directives import LONGEST, SHAPES
from ...compiler.syntax.machine import Piece
from ...stdlib import vocabulary

_WORD = re.compile(r"\s*([^\W\d_][\w-]{0,19})?\s{0,9}([:：])?")
_EMPTY_LINE = re.compile(r"\n[ \t]*\r?\n")


@node
class Note:
    """A note around a place. `start` is where its words begin, after the brackets, and `end` where they end (the place
    itself, for one that is not closed yet). `word` stands before the colon at `word_start`; `kind` is the directive that
    it names, or empty; the arguments begin at `args`, which is -1 where there is no colon."""

    start: int
    end: int
    word: str
    word_start: int
    kind: str
    args: int
    closed: bool


def note_at(text: str, offset: int) -> Note | None:
    """The note in whose brackets `offset` stands."""
    start = text.rfind("[[", max(0, offset - LONGEST - 60), offset)
    if start < 0 or "]]" in text[start:offset] or _EMPTY_LINE.search(text, start, offset):
        return None
    close = text.find("]]", offset)
    stop = text.find("\n", offset)
    again = text.find("[[", offset)
    stop = len(text) if stop < 0 else stop
    closed = 0 <= close <= stop and not 0 <= again < close
    end = close if closed else min(stop, offset)
    start += 2
    found = _WORD.match(text, start, end)
    word = (found.group(1) or "") if found else ""
    word_start = found.start(1) if found and found.group(1) else start
    args = found.end(2) if found and found.group(2) else -1
    kind = vocabulary("directives").find(word) if word and args >= 0 else None
    return Note(start, end, word, word_start, kind or "", args, closed)


def pieces(note: Note, text: str, analysis: Analysis) -> Sequence[Piece]:
    """The terminals in the arguments of `note`, as the parser cuts them; places count from `note.args`."""
    if note.kind not in SHAPES or note.end - note.args > LONGEST:
        return ()
    return CUTTERS[SHAPES[note.kind]](text[note.args : note.end], cast_words(analysis.bible))
