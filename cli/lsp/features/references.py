"""textDocument/references: every place of the project that means the same."""

from __future__ import annotations

from lsprotocol import types as lsp

from ....compiler.symbols.nodes import Role
from ..session import Session

METHOD = lsp.TEXT_DOCUMENT_REFERENCES
OPTIONS = None


async def answer(session: Session, params: lsp.ReferenceParams) -> list[lsp.Location] | None:
    """All occurrences, under any of its names; the declarations only where they are wanted."""
    view = await session.view(params.text_document.uri)
    if view is None:
        return None
    index = view.snapshot.index
    one = index.at(view.path, view.offset(params.position))
    if one is None:
        return None
    return [view.snapshot.location(place.span) for place in index.of(one.symbol)
            if params.context.include_declaration or place.role is Role.REFERENCE]
