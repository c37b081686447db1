"""textDocument/documentSymbol: the outline of a script: sections, scenes, shots and speeches."""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol import types as lsp

from ....compiler.syntax.tree import Dialogue, Directive, Element, Heading, Section, ShotSlug, Speech
from ..positions import Lines
from ..session import Session

METHOD = lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL
OPTIONS = None
_SHOWN = 60
_SCENE = 7
"""Deeper than any section."""


async def answer(session: Session, params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol] | None:
    """The outline as a tree."""
    view = await session.view(params.text_document.uri)
    script = view.script if view is not None else None
    if view is None or script is None:
        return None
    return outline(script.body, view.lines)


def outline(body: Sequence[Element], lines: Lines) -> list[lsp.DocumentSymbol]:
    """The symbols of `body`. A section or scene reaches to the next of its rank."""
    top: list[lsp.DocumentSymbol] = []
    holders: list[tuple[int, int, lsp.DocumentSymbol]] = []
    for element in body:
        depth = element.depth if isinstance(element, Section) else _SCENE if isinstance(element, Heading) else _SCENE + 1
        made = _symbol(element, lines)
        if made is None:
            continue
        while holders and holders[-1][0] >= depth:
            _end(holders.pop(), element.span.start, lines)
        inside = holders[-1][2].children if holders else top
        if isinstance(inside, list):
            inside.append(made)
        if depth <= _SCENE:
            holders.append((depth, element.span.start, made))
    for one in reversed(holders):
        _end(one, len(lines.text), lines)
    return top


def _end(holder: tuple[int, int, lsp.DocumentSymbol], end: int, lines: Lines) -> None:
    _, start, symbol = holder
    stop = start + len(lines.text[start:end].rstrip())
    symbol.range = lines.range(start, max(stop, start))
    if (symbol.selection_range.end.line, symbol.selection_range.end.character) > (
            symbol.range.end.line, symbol.range.end.character):
        symbol.range.end = symbol.selection_range.end


def _symbol(element: Element, lines: Lines) -> lsp.DocumentSymbol | None:
    place = lines.of(element.span)
    match element:
        case Section():
            return _named(element.text.plain, lsp.SymbolKind.Namespace, place, place, children=[])
        case Heading():
            text = lines.text[element.span.start : element.span.end].strip()
            return _named(text, lsp.SymbolKind.Module, place, place, children=[])
        case Speech():
            said = next((part.text.plain for part in element.parts if isinstance(part, Dialogue)), "")
            return _named(element.cue.text, lsp.SymbolKind.String, place, lines.of(element.cue.span), said)
        case ShotSlug():
            return _named(lines.text[element.span.start : element.span.end], lsp.SymbolKind.Event, place, place)
        case Directive(kind="shot"):
            return _named(lines.text[element.span.start + 2 : element.span.end - 2], lsp.SymbolKind.Event, place, place)
    return None


def _named(name: str, kind: lsp.SymbolKind, place: lsp.Range, chosen: lsp.Range, detail: str = "",
           children: list[lsp.DocumentSymbol] | None = None) -> lsp.DocumentSymbol:
    """A symbol; an editor shows no empty names."""
    shown, told = " ".join(name.split())[:_SHOWN] or "…", " ".join(detail.split())[:_SHOWN]
    return lsp.DocumentSymbol(shown, kind, place, chosen, told or None, children=children)
