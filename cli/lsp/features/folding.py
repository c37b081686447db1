"""textDocument/foldingRange: sections, scenes, boneyard and notes of several lines, the title page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lsprotocol import types as lsp

from ....compiler.syntax.tree import Heading, Script, Section
from ..positions import Lines
from ..session import Session

METHOD = lsp.TEXT_DOCUMENT_FOLDING_RANGE
OPTIONS = None
_HIDDEN = re.compile(r"/\*.*?\*/|\[\[.*?\]\]", re.DOTALL)
_SCENE = 7


async def answer(session: Session, params: lsp.FoldingRangeParams) -> list[lsp.FoldingRange] | None:
    """What can be folded away, by line."""
    view = await session.view(params.text_document.uri)
    script = view.script if view is not None else None
    if view is None or script is None:
        return None
    found = [*_parts(script, view.lines), *_notes(script, view.lines)]
    if script.title:
        first, last = script.title[0].span.start, script.title[-1].span.end
        found.append(lsp.FoldingRange(view.lines.number(first), view.lines.number(last), kind=lsp.FoldingRangeKind.Region))
    return sorted((one for one in found if one.end_line > one.start_line), key=lambda one: (one.start_line, -one.end_line))


def _parts(script: Script, lines: Lines) -> Iterator[lsp.FoldingRange]:
    """Sections and scenes, each to the next of its rank."""
    open_: list[tuple[int, int]] = []
    for one in script.body:
        if not isinstance(one, (Section, Heading)):
            continue
        rank = one.depth if isinstance(one, Section) else _SCENE
        while open_ and open_[-1][0] >= rank:
            yield _to(open_.pop()[1], one.span.start, lines)
        open_.append((rank, one.span.start))
    for _, start in open_:
        yield _to(start, len(lines.text), lines)


def _to(start: int, end: int, lines: Lines) -> lsp.FoldingRange:
    stop = start + len(lines.text[start:end].rstrip())
    return lsp.FoldingRange(lines.number(start), lines.number(stop), kind=lsp.FoldingRangeKind.Region)


def _notes(script: Script, lines: Lines) -> Iterator[lsp.FoldingRange]:
    for found in _HIDDEN.finditer(script.source.text):
        yield lsp.FoldingRange(lines.number(found.start()), lines.number(found.end()), kind=lsp.FoldingRangeKind.Comment)
