"""Texts and places in them. Offsets are code points from the start of the text; lines and columns count from one."""

from __future__ import annotations

import os
from bisect import bisect_right
from dataclasses import field
from pathlib import Path

from .nodes import maker, node
from .pattern import Lazy


@node
class Span:
    """A half-open range `[start, end)` of code points in the text called `path` (project-relative, with `/`)."""

    path: str
    start: int
    end: int

    def to(self, other: Span) -> Span:
        """The smallest span that covers this one and `other`, which lies in the same text."""
        return Span(self.path, min(self.start, other.start), max(self.end, other.end))


NOWHERE = Span("", 0, 0)
make_span = maker(Span)
_LINE_END = Lazy(r"\r\n?|\n")


@node
class Position:
    """A place as people name it: both from one, `column` in code points."""

    line: int
    column: int


@node
class Source:
    """One text under its project-relative name. A byte-order mark stays in `text`, so that offsets stay true. Lines end
    in LF, CR LF or CR."""

    path: str
    text: str
    _index: list[int] = field(init=False, repr=False, compare=False, default_factory=list)

    def _starts(self) -> list[int]:
        """Where each line begins; found when somebody first asks, which for most texts nobody does."""
        if not self._index:
            self._index.extend((0, *(one.end() for one in _LINE_END.finditer(self.text))))
        return self._index

    def position(self, offset: int) -> Position:
        """Where `offset` stands; an offset outside the text is moved to its nearer end."""
        offset = max(0, min(offset, len(self.text)))
        starts = self._starts()
        line = bisect_right(starts, offset) - 1
        return Position(line + 1, offset - starts[line] + 1)

    def line(self, number: int) -> str:
        """The text of line `number` (from one) without its line end; empty outside the text."""
        starts = self._starts()
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    def span(self, start: int, end: int) -> Span:
        """The span `[start, end)` of this text."""
        return Span(self.path, start, end)


def stem(path: str) -> str:
    """The name of the file `path` without folders and ending: of a script, the id of the episode that it holds."""
    return path.rpartition("/")[2].rpartition(".")[0]


def named(file: Path, root: Path) -> str:
    """The project-relative name of `file`, which lies in the folder `root`: as `pathlib` tells it, in a tenth of the time.
    Raises ValueError where it lies elsewhere."""
    path, folder = str(file), f"{root}{os.sep}"
    return path[len(folder) :].replace(os.sep, "/") if path.startswith(folder) else file.relative_to(root).as_posix()


def read_source(file: Path, name: str) -> tuple[Source, int | None]:
    """Read `file` as UTF-8 under the name `name`.

    Returns the source and, where the bytes are not UTF-8, the code-point offset of the first bad one (it and its
    like are replaced by U+FFFD). Line ends are kept as they are. Raises OSError when the file cannot be read.
    """
    data = file.read_bytes()
    try:
        return Source(name, data.decode("utf-8")), None
    except UnicodeDecodeError as fault:
        return Source(name, data.decode("utf-8", "replace")), len(data[: fault.start].decode("utf-8"))
