"""Notes: directives, typed and checked, or comments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from ...stdlib import vocabulary
from ..base.diagnostic import Diagnostic
from ..base.nodes import node
from ..base.pattern import Lazy
from ..base.source import Source, Span
from .arguments import CUTTERS
from .errors import finding, replace
from .lost import without_colon
from .machine import Mismatch, Piece, match
from .near import nearest
from .tree import Comment, Directive, Name
from .typed import ARGUMENTS, line_of

SHAPES: Mapping[str, str] = MappingProxyType({
    "shot": "shot", "look": "look", "time": "time", "wears": "change", "takes": "change", "drops": "change",
    "marks": "change", "gives": "gives", "enter": "entrance", "exit": "entrance", "sound": "sound", "music": "music",
    "title": "title", "hold": "hold", "circle": "circle", "lint": "lint", "id": "id", "same-as": "id",
    "dies": "person", "knows": "change", "reveals": "reveals", "plant": "fact", "payoff": "fact", "overlay": "title",
    "beat": "beat", "slot": "slot", "ad-break": "nothing", "paywall": "nothing", "end": "nothing", "include": "include",
    "use": "use", "set": "set", "variant": "variant",
})
LONGEST = 1000
_KIND = Lazy(r"\s*([^\W\d_][\w-]{0,19})\s{0,9}([:：])")
_WORD = Lazy(r"\s*([^\W\d_][\w-]{0,19})([;；]?)\s(?=\s{0,9}\S)")
_WIDE = Lazy(r"[，＝：]")
_PLAIN = {"，": ",", "＝": "=", "：": ":"}
_EVERYDAY = frozenset({"line", "lines", "note", "notes", "idea", "todo", "book", "took", "page", "tone",
                       "times", "prop", "props", "cast", "vfx", "beats", "cook", "tile", "gold", "told", "cold", "use"})
_SAID = MappingProxyType({
    "SIZE": "a size (`CU`)", "COMPOSITION": "a composition (`OTS`)", "ANGLE": "an angle (`low angle`)",
    "MOVE": "a move (`push in`)", "SECONDS": "a length (`4s`)", "NAME": "a name", "COMMA": "`,`", "EQUALS": "`=`",
    "ARROW": "`->`", "AND": "`and`", "ON": "`on`", "MODE": "a story time (`flashback`)", "TEXT": "words",
    "FROM": "`from`", "SIDE": "`left` or `right`", "STOP": "`stop`", "MOOD": "a mood (`tense`)",
    "INSTRUMENT": "an instrument (`strings`)", "LEVEL": "`under` or `full`", "NUMBER": "a number", "TAKE": "`take`",
    "OFF": "`off`", "CODE": "a code (`D214`)", "WORD": "one word of letters and digits",
    "BEAT": "a story beat (`reveal`)", "DEFAULT": "`default`", "PATH": "a file (`common/recap.fountain`)", "OPEN": "`(`",
    "CLOSE": "`)`", "OR": "`|`",
})
_UNKNOWN = {"moods": "mood or instrument", "storytimes": "story time", "beats": "story beat"}
_MOST_GUESSES = 50


@node
class Note:
    """What one note is: a directive or a comment, the findings about it, the full-width marks in it (offset and what
    stands for each), and the line that `[[same-as: …]]` names."""

    element: Directive | Comment
    found: tuple[Diagnostic, ...] = ()
    wide: tuple[tuple[int, str], ...] = ()
    same_as: Name | None = None


@node
class _Cut:
    """A directive's arguments, cut and matched once for all notes with the same words."""

    pieces: tuple[Piece, ...]
    parts: tuple[tuple[str, list[Piece]], ...]
    mismatch: Mismatch | None


class Notes:
    """Reads the notes of one source. Equal directives are cut and matched once."""

    def __init__(self, source: Source, cast: frozenset[str]) -> None:
        self._source, self._cast = source, cast
        self._known: dict[tuple[str, str], _Cut] = {}
        self._guesses = _MOST_GUESSES

    def read(self, start: int, end: int) -> Note:
        """The note that covers `[start, end)`, brackets included."""
        inner = self._source.text[start + 2 : end - 2]
        span = self._source.span(start, end)
        comment = Comment(inner.replace("\r", "").strip(), span)
        found = _KIND.match(inner)
        if not found:
            return self._bare(inner, start, comment)
        word, at = found.group(1), start + 2 + found.start(1)
        kind_span = self._source.span(at, at + len(word))
        words = vocabulary("directives")
        if word.casefold() in words.facts.get("reserved", ()):
            return Note(comment)
        kind = words.find(word)
        if kind is None:
            return self._unknown(word, kind_span, comment)
        offset = start + 2 + found.end()
        return self._directive(kind, inner[found.end() :], offset, span, kind_span, found.group(2) == "：")

    def _bare(self, inner: str, start: int, comment: Comment) -> Note:
        """A note without a colon: `[[end]]`, `[[ad-break]]` and `[[paywall]]` are directives all the same."""
        word = inner.strip()
        kind = vocabulary("directives").find(word) if 0 < len(word) < 20 else None
        if kind is None or SHAPES[kind] != "nothing":
            return Note(comment, self._without_colon(inner, start) if self._cast else ())
        at = start + 2 + inner.index(word)
        return Note(Directive(kind, {}, comment.span, self._source.span(at, at + len(word))))

    def _without_colon(self, inner: str, start: int) -> tuple[Diagnostic, ...]:
        """The finding about a comment that a colon would make a directive."""
        found = _WORD.match(inner)
        kind = vocabulary("directives").find(found.group(1)) if found else None
        if found is None or kind is None or not without_colon(SHAPES[kind], inner[found.end() :], self._cast):
            return ()
        at = start + 2 + found.end(1)
        span = self._source.span(start + 2 + found.start(1), at)
        fix = replace("put a colon", self._source.span(at, at + len(found.group(2))), ":")
        return (finding("D133", span, fix=fix, kind=kind, word=found.group(1)),)

    def _unknown(self, word: str, span: Span, comment: Comment) -> Note:
        plain = word.casefold()
        if len(plain) < 4 or plain in _EVERYDAY:
            return Note(comment)
        near = nearest(plain, vocabulary("directives").entries)
        if near is None:
            return Note(comment)
        fix = replace(f"write `{near}`", span, near)
        return Note(comment, (finding("D105", span, fix=fix, word=word, near=near),))

    def _directive(self, kind: str, text: str, offset: int, span: Span, kind_span: Span, wide_colon: bool) -> Note:
        def place(piece: Piece) -> Span:
            return self._source.span(offset + piece.start, offset + piece.end)

        if len(text) > LONGEST:
            what = f"a directive of more than {LONGEST} characters"
            trouble = finding("D104", kind_span, what=what, help="is a `]]` missing?")
            return Note(Comment(text[:40].replace("\r", ""), span), (trouble,))
        cut = self._cut(kind, text)
        wide = [(offset - 1, ":")] if wide_colon else []
        wide += [(offset + piece.start, _PLAIN[piece.text]) for piece in cut.pieces if piece.text in _PLAIN]
        comment = Comment(self._source.text[span.start + 2 : span.end - 2].replace("\r", "").strip(), span)
        unknown = next((piece for piece in cut.pieces if piece.type == "UNKNOWN"), None)
        if unknown is not None:
            return Note(comment, (self._no_such(unknown, place(unknown)),), tuple(wide))
        mixed = [self._over_shoulder(piece, place(piece)) for piece in cut.pieces if piece.type == "OS"]
        if cut.mismatch is not None:
            return Note(comment, (*mixed, self._misfit(kind, cut.mismatch, text, offset, span)), tuple(wide))
        args, found = ARGUMENTS[SHAPES[kind]](cut.parts, place, self._cast)
        if kind == "same-as":
            return Note(comment, same_as=line_of(cut.parts, place))
        return Note(Directive(kind, args, span, kind_span), (*mixed, *found), tuple(wide))

    def _cut(self, kind: str, text: str) -> _Cut:
        key = (SHAPES[kind], text)
        if key not in self._known:
            pieces = CUTTERS[SHAPES[kind]](text, self._cast)
            shown = [Piece("COMPOSITION", one.text, one.start, one.end, "ots") if one.type == "OS" else one
                     for one in pieces]
            try:
                known = any(piece.type == "UNKNOWN" for piece in pieces)
                parts = () if known else tuple(match(SHAPES[kind], shown))
                self._known[key] = _Cut(tuple(pieces), parts, None)
            except Mismatch as fault:
                self._known[key] = _Cut(tuple(pieces), (), fault)
        return self._known[key]

    def _over_shoulder(self, piece: Piece, span: Span) -> Diagnostic:
        return finding("D107", span, fix=replace("write `OTS` (over-the-shoulder)", span, "OTS"), text=piece.text)

    def _no_such(self, piece: Piece, span: Span) -> Diagnostic:
        near = None
        if self._guesses > 0:
            self._guesses -= 1
            names = ("moods", "instruments") if piece.id == "moods" else (piece.id,)
            near = next((word for name in names if (word := vocabulary(name).nearest(piece.text))), None)
        known = ", ".join(vocabulary(piece.id).entries)
        help = f"did you mean `{near}`?" if near else f"known are: {known}"
        fix = replace(f"write `{near}`", span, near) if near else None
        return finding("D120", span, help=help, fix=fix, what=_UNKNOWN[piece.id], word=piece.text[:60])

    def _misfit(self, kind: str, fault: Mismatch, text: str, offset: int, span: Span) -> Diagnostic:
        """Where a directive stops making sense, and what may stand there."""
        expected = [_SAID[name] for name in _SAID if name in fault.expected]
        example = vocabulary("directives").entries[kind].get("args", "")
        shown = f"[[{kind}: {example}]]" if example else f"[[{kind}]]"
        help = (f"expected {_or(expected)}; " if expected else "") + f"for example `{shown}`"
        if fault.piece is None:
            what = f"`{kind}` says nothing" if not text.strip() else f"something is missing at the end of `{kind}`"
            end = offset + len(text.rstrip())
            return finding("D104", self._source.span(min(end, span.end - 2), span.end), help=help, what=what)
        place = self._source.span(offset + fault.piece.start, offset + fault.piece.end)
        fix = None
        if fault.piece.type == "NUMBER" and "SECONDS" in fault.expected:
            fix = replace(f"write `{fault.piece.text}s`", place, f"{fault.piece.text}s")
        return finding("D104", place, help=help, fix=fix, what=f"`{fault.piece.text[:60]}` does not fit here")


def _or(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
