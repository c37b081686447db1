"""Directive notes: `[[kind: argument, argument]]`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...stdlib import vocabulary
from ..base.nodes import node
from ..base.source import Source
from ..syntax.arguments import CUTTERS
from ..syntax.directives import SHAPES, Note, Notes
from ..syntax.machine import Piece
from ..syntax.tree import Directive
from .spelling import spelt

_WORDS = {"SIZE": "sizes", "COMPOSITION": "compositions", "ANGLE": "angles", "MOVE": "moves", "MOOD": "moods",
          "INSTRUMENT": "instruments", "MODE": "storytimes", "BEAT": "beats"}
_SPACED = frozenset({"change", "gives", "set"})
_PLAIN = {"，": ",", "＝": "="}
_KIND = re.compile(r"\s*(\S+?)\s*[:：]")
_GAP = re.compile(r"\s+")
_LONGEST = 120


@node
class Laid:
    """A note laid out. `directive` tells that the tree has it as a directive; `line` that it names a line of speech."""

    text: str
    directive: bool
    line: bool


class Directives:
    """Lays out notes; equal ones once. Comments, and directives that do not make sense, stay as they are."""

    def __init__(self, cast: frozenset[str]) -> None:
        self._cast = cast
        self._known: dict[str, Laid] = {}

    def lay(self, note: str) -> Laid:
        """`note`, brackets included, in its canonical form, which means the same."""
        laid = self._known.get(note)
        if laid is None:
            laid = self._known[note] = self._lay(note)
        return laid

    def _lay(self, note: str) -> Laid:
        read = self._read(note)
        kind = "same-as" if read.same_as else read.element.kind if isinstance(read.element, Directive) else ""
        if not kind:
            return Laid(note, False, False)
        laid = next((one for one in self._forms(note, kind) if self._same(read, one)), note)
        return Laid(laid, not read.same_as and kind != "id", kind in ("id", "same-as"))

    def _forms(self, note: str, kind: str) -> list[str]:
        """What `note` may become, the best first."""
        inner = note[2:-2]
        found = _KIND.match(inner)
        if not found:
            return [f"[[{spelt('directives', kind, inner.strip().lower())}]]"]
        word, text, shape = spelt("directives", kind, found.group(1).lower()), inner[found.end() :], SHAPES[kind]
        forms = [_arguments(text, CUTTERS[shape](text, self._cast), shape in _SPACED), _squeezed(text).strip()]
        return [form for args in forms if len(form := f"[[{word}: {args}]]") <= _LONGEST or "\n" not in note]

    def _read(self, note: str) -> Note:
        return Notes(Source("", note), self._cast).read(0, len(note))

    def _same(self, before: Note, note: str) -> bool:
        """Whether `note` reads as `before` did, with nothing new to complain of."""
        after = self._read(note)
        codes = [one.code for one in before.found]
        return (after.element, after.same_as) == (before.element, before.same_as) and all(
            one.code in codes for one in after.found)


def _arguments(text: str, pieces: Sequence[Piece], spaced: bool) -> str:
    """Arguments with one space where there were some, `, ` after an argument, ` -> ` and, where they are `spaced`, ` = `
    between two. What the pieces leave out (articles, quotes, `of`) stays."""
    out, at = "", 0
    for piece in pieces:
        if piece.start < at:
            continue
        out += _squeezed(text[at : piece.start])
        out, at = _with(out, piece, text[piece.start : piece.end], spaced), piece.end
        if out.endswith(" "):
            at += len(text[at:]) - len(text[at:].lstrip())
    return (out + _squeezed(text[at:])).strip()


def _with(out: str, piece: Piece, words: str, spaced: bool) -> str:
    """`out` and one more piece, written as `words`."""
    match piece.type:
        case "COMMA" if words != "、":
            return out.rstrip() + ", "
        case "ARROW" | "EQUALS" if spaced or piece.type == "ARROW":
            return f"{out.rstrip()} {_PLAIN.get(words, words)} "
        case "EQUALS":
            return out + _PLAIN.get(words, words)
        case "CODE":
            return out + piece.text
        case "SECONDS":
            return out + re.sub(r"\s+(?=s$)", "", _squeezed(words))
    name = _WORDS.get(piece.type)
    core = words.rstrip("，, \t\n")  # a word of music is cut with the comma behind it
    if name and vocabulary(name).find(core) == piece.id:
        return out + spelt(name, piece.id, core) + (", " if len(core) < len(words) else "")
    return out + _squeezed(words)


def _squeezed(text: str) -> str:
    return _GAP.sub(" ", text)
