"""textDocument/documentHighlight: the same name elsewhere in this file."""

from __future__ import annotations

from lsprotocol import types as lsp

from ....compiler.symbols.nodes import Role
from ..session import Session

METHOD = lsp.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT
OPTIONS = None


async def answer(session: Session, params: lsp.DocumentHighlightParams) -> list[lsp.DocumentHighlight] | None:
    """All occurrences in the document, declarations marked as writing."""
    view = await session.view(params.text_document.uri)
    if view is None:
        return None
    index = view.snapshot.index
    one = index.at(view.path, view.offset(params.position))
    if one is None:
        return None
    kinds = {Role.DECLARATION: lsp.DocumentHighlightKind.Write, Role.REFERENCE: lsp.DocumentHighlightKind.Read}
    return [lsp.DocumentHighlight(view.lines.of(place.span), kinds[place.role])
            for place in index.of(one.symbol) if place.span.path == view.path]
