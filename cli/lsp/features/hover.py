"""textDocument/hover: what stands here, and what holds of it at this place of the story."""

from __future__ import annotations

from lsprotocol import types as lsp

from ....compiler.story.delivery import read_delivery, read_pause
from ....compiler.symbols.moment import moment
from ....compiler.syntax.tree import Element, Parenthetical, ShotSlug, Speech
from ....stdlib import vocabulary
from ..describe import VOCABULARIES, describe, directive, word
from ..notes import Note, note_at, pieces
from ..session import Session, View

METHOD = lsp.TEXT_DOCUMENT_HOVER
OPTIONS = None


async def answer(session: Session, params: lsp.HoverParams) -> lsp.Hover | None:
    """A card for the name or word under the cursor."""
    view = await session.view(params.text_document.uri)
    if view is None:
        return None
    offset = view.offset(params.position)
    return _name(view, offset) or _note(session, view, offset) or _element(view, offset)


def _name(view: View, offset: int) -> lsp.Hover | None:
    one = view.snapshot.index.at(view.path, offset)
    if one is None:
        return None
    told = describe(one.symbol, view.analysis, moment(view.analysis, view.path, offset))
    return _card(told, view, one.span.start, one.span.end)


def _note(session: Session, view: View, offset: int) -> lsp.Hover | None:
    """A word inside a directive."""
    if view.script is None:
        return None
    text = view.lines.text
    note = note_at(text, offset)
    if note is None:
        return None
    kind = note.kind or vocabulary("directives").find(note.word) or ""
    if kind and note.word_start <= offset <= note.word_start + len(note.word):
        return _card(directive(kind), view, note.word_start, note.word_start + len(note.word))
    return _piece(session, view, note, offset)


def _piece(session: Session, view: View, note: Note, offset: int) -> lsp.Hover | None:
    for piece in pieces(note, view.lines.text, view.analysis):
        start, end = note.args + piece.start, note.args + piece.end
        if not start <= offset <= end:
            continue
        if piece.type == "CODE":
            return _card(session.pages.text(piece.text), view, start, end)
        if piece.type in VOCABULARIES:
            return _card(word(VOCABULARIES[piece.type], piece.id), view, start, end)
    return None


def _element(view: View, offset: int) -> lsp.Hover | None:
    """What an element of the script says that is no name: a parenthetical, an extension, the words of a slug."""
    body = view.script.body if view.script is not None else ()
    here: Element | None = next((one for one in body if one.span.start <= offset <= one.span.end), None)
    if isinstance(here, Speech):
        for part in here.parts:
            if isinstance(part, Parenthetical) and part.span.start <= offset <= part.span.end:
                return _card(_spoken(part.text.plain), view, part.span.start, part.span.end)
        for one in here.extensions:
            channel = vocabulary("channels").find(one.text) or vocabulary("channels").search(one.text)
            if one.span.start <= offset <= one.span.end and channel:
                return _card(word("channels", channel), view, one.span.start, one.span.end)
    if isinstance(here, ShotSlug):
        spec = here.spec
        told = [word(name, id) for name, id in (("sizes", spec.size), ("compositions", spec.composition),
                                                ("angles", spec.angle)) if id]
        return _card("\n\n".join(told), view, here.span.start, here.span.end)
    return None


def _spoken(text: str) -> str:
    """How the voice reads a parenthetical."""
    pause = read_pause(text)
    if pause is not None:
        return f"A pause of {pause:g} seconds."
    how = read_delivery(text)
    told = [f"{vocabulary('emotions').entries[how.emotion]['label']}, {how.intensity:.0%} strong"] if how.emotion else []
    told += [str(vocabulary("manners").entries[one]["label"]).lower() for one in how.manner]
    return f"Spoken: {'; '.join(told)}." if told else "The voice knows no emotion or manner in these words."


def _card(text: str, view: View, start: int, end: int) -> lsp.Hover | None:
    if not text:
        return None
    return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, text), view.lines.range(start, end))
