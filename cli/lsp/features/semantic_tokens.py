"""textDocument/semanticTokens/full: colours that only the compiler can give: names in running text, cues without
capitals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lsprotocol import types as lsp

from ....compiler.symbols.nodes import Occurrence, Role
from ..positions import Lines
from ..session import Session

METHOD = lsp.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL
TYPES = ("class", "namespace", "property", "enumMember", "variable", "function", "event")
OPTIONS = lsp.SemanticTokensLegend(list(TYPES), ["declaration"])
_TYPES: Mapping[str, str] = {
    "cast": "class", "extra": "class", "place": "namespace", "prop": "property", "look": "enumMember",
    "wardrobe": "enumMember", "mark": "enumMember", "sound": "enumMember", "voice": "enumMember", "value": "enumMember",
    "variable": "variable", "variant": "variable", "macro": "function", "fact": "event",
}


async def answer(session: Session, params: lsp.SemanticTokensParams) -> lsp.SemanticTokens | None:
    """Every name of the document."""
    view = await session.view(params.text_document.uri)
    if view is None:
        return None
    return lsp.SemanticTokens(encoded(view.snapshot.index.files.get(view.path, ()), view.lines))


def encoded(found: Iterable[Occurrence], lines: Lines) -> list[int]:
    """The tokens of `found` (by place), five numbers each, relative to the one before. What goes over a line end has
    no token."""
    data: list[int] = []
    line = column = 0
    for one in found:
        type = _TYPES.get(one.symbol.kind)
        place = lines.of(one.span)
        if type is None or place.start.line != place.end.line or (place.start.line, place.start.character) < (line, column):
            continue
        down = place.start.line - line
        along = place.start.character - (0 if down else column)
        length = place.end.character - place.start.character
        if data and not (down or along):
            continue  # two names at one place, of a YAML anchor
        data += [down, along, length, TYPES.index(type), int(one.role is Role.DECLARATION)]
        line, column = place.start.line, place.start.character
    return data
