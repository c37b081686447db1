"""textDocument/formatting: the canonical layout of a script."""

from __future__ import annotations

from lsprotocol import types as lsp

from ....compiler.analyse import cast_words
from ....compiler.format.run import format_script
from ..positions import Lines
from ..session import Session

METHOD = lsp.TEXT_DOCUMENT_FORMATTING
OPTIONS = None


async def answer(session: Session, params: lsp.DocumentFormattingParams) -> list[lsp.TextEdit] | None:
    """The one edit that lays the whole script out; no edit where it is laid out already."""
    view = await session.view(params.text_document.uri)
    script = view.script if view is not None else None
    if view is None or script is None:
        return None
    known = frozenset() if view.analysis.bible.inferred else cast_words(view.analysis.bible)
    fresh = format_script(script.source, known)
    if "\r\n" in view.lines.text and "\r" not in fresh:
        fresh = fresh.replace("\n", "\r\n")  # line ends are the editor's business
    return edits(view.lines, fresh)


def edits(lines: Lines, fresh: str) -> list[lsp.TextEdit]:
    """The edit that makes `fresh` of a text: all that lies between what both begin and end with."""
    old = lines.text
    if old == fresh:
        return []
    head = _alike(old, fresh)
    tail = _alike(old[head:][::-1], fresh[head:][::-1])
    if old[head - 1 : head] == "\r":
        head -= 1  # a place between CR and LF is none that an editor can name
    if tail and old[len(old) - tail] == "\n":
        tail -= 1
    return [lsp.TextEdit(lines.range(head, len(old) - tail), fresh[head : len(fresh) - tail])]


def _alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    return next((at for at, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))
