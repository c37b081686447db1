"""textDocument/completion: what can be written here."""

from __future__ import annotations

from lsprotocol import types as lsp

from ....compiler.symbols.moment import moment
from ..complete_line import of_line
from ..complete_note import of_arguments, of_words
from ..notes import note_at
from ..offers import items
from ..session import Session

METHOD = lsp.TEXT_DOCUMENT_COMPLETION
OPTIONS = lsp.CompletionOptions(trigger_characters=["[", ":", "：", ",", "=", ">", "@", "＠", "(", "（", ".", "-", " "])


async def answer(session: Session, params: lsp.CompletionParams) -> lsp.CompletionList | None:
    """Everything that fits at the cursor, the likeliest first."""
    view = await session.view(params.text_document.uri)
    if view is None or view.script is None:
        return None
    offset = view.offset(params.position)
    text = view.lines.text
    here = moment(view.analysis, view.path, offset)
    item = session.client.text_document.completion if session.client.text_document else None
    snippets = bool(item and item.completion_item and item.completion_item.snippet_support)
    note = note_at(text, offset)
    if note is None:
        offered = of_line(view, offset, here)
        if offered is None:
            return None
        return _list(items(offered.offers, view.lines, offered.start, offset, snippets))
    if note.args < 0:
        return _list(items(of_words(note), view.lines, note.start, offset, snippets))
    typed = text[note.args : offset]
    return _list(items(of_arguments(note, typed, session, view, here), view.lines, note.args, offset, snippets))


def _list(found: list[lsp.CompletionItem]) -> lsp.CompletionList | None:
    return lsp.CompletionList(is_incomplete=False, items=found) if found else None
