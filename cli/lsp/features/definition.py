"""textDocument/definition: from a name to where it is declared."""

from __future__ import annotations

from lsprotocol import types as lsp

from ....compiler.base.source import Span
from ..session import Session

METHOD = lsp.TEXT_DOCUMENT_DEFINITION
OPTIONS = None


async def answer(session: Session, params: lsp.DefinitionParams) -> list[lsp.Location] | None:
    """The key in the bible; for a line its id; in a script without a bible, the first use."""
    view = await session.view(params.text_document.uri)
    if view is None:
        return None
    index = view.snapshot.index
    one = index.at(view.path, view.offset(params.position))
    if one is None:
        return None
    if one.symbol.kind == "file" and one.symbol.id in view.analysis.sources:
        return [view.snapshot.location(Span(one.symbol.id, 0, 0))]
    return [view.snapshot.location(place.span) for place in index.declarations(one.symbol)] or None
