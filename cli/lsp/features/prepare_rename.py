"""textDocument/prepareRename: whether what stands here can be renamed, and its name now."""

from __future__ import annotations

from lsprotocol import types as lsp

from ....compiler.symbols.rename import renamable
from ..refusal import Refusal
from ..session import Session

METHOD = lsp.TEXT_DOCUMENT_PREPARE_RENAME
OPTIONS = None


async def answer(session: Session, params: lsp.PrepareRenameParams) -> lsp.PrepareRenamePlaceholder | None:
    """The range and text of the name; None where nothing with a name stands."""
    view = await session.view(params.text_document.uri)
    if view is None:
        return None
    one = view.snapshot.index.at(view.path, view.offset(params.position))
    if one is None:
        return None
    refused = renamable(one, view.analysis)
    if refused is not None:
        raise Refusal(refused.why)
    return lsp.PrepareRenamePlaceholder(view.lines.of(one.span), view.lines.text[one.span.start : one.span.end])
