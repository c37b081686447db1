"""textDocument/codeAction: what removes a finding: its fix, all safe fixes of the file, or a note that accepts it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lsprotocol import types as lsp

from ....compiler.base.diagnostic import Diagnostic, Edit
from ....compiler.base.source import Span
from ....compiler.syntax.tree import Comment, Directive, Element
from ..edits import workspace_edit
from ..findings import convert
from ..session import Session, View

FIX_ALL = "source.fixAll.dramac"
METHOD = lsp.TEXT_DOCUMENT_CODE_ACTION
OPTIONS = lsp.CodeActionOptions([lsp.CodeActionKind.QuickFix, FIX_ALL])
REASON = "on purpose"
"""What the writer is meant to replace: a note without a reason is none."""
_NEVER = ("D101", "D102", "D103", "D104")
"""Faults that a note before them cannot accept: the text around them cannot be read as it is meant."""


async def answer(session: Session, params: lsp.CodeActionParams) -> list[lsp.CodeAction] | None:
    """The actions for the findings that touch the range."""
    view = await session.view(params.text_document.uri)
    if view is None:
        return None
    start, end = view.offset(params.range.start), view.offset(params.range.end)
    only = params.context.only
    found: list[lsp.CodeAction] = []
    if _wanted(lsp.CodeActionKind.QuickFix, only):
        for one in view.analysis.diagnostics:
            if one.span is not None and one.span.path == view.path and one.span.start <= end and start <= one.span.end:
                found += _for(one, view, session)
    if _wanted(FIX_ALL, only):
        found += _all(view, session)
    return found


def _wanted(kind: str, only: Iterable[str] | None) -> bool:
    """Whether the client asks for actions of `kind`: all kinds, that kind, or one that it belongs to."""
    return only is None or any(kind == str(getattr(one, "value", one)) or kind.startswith(f"{getattr(one, 'value', one)}.")
                               for one in only)


def _for(one: Diagnostic, view: View, session: Session) -> Iterator[lsp.CodeAction]:
    """The fix of a finding, and its acceptance."""
    wants = session.client.text_document.publish_diagnostics if session.client.text_document else None
    shown = [convert(one, view.snapshot, wants, session.pages)]
    if one.fix is not None:
        yield lsp.CodeAction(one.fix.title, lsp.CodeActionKind.QuickFix, shown, is_preferred=one.fix.safe,
                             edit=workspace_edit(view.snapshot, one.fix.edits, session.client))
    accepted = _acceptance(one, view)
    if accepted is not None:
        yield lsp.CodeAction(f"accept {one.code} here with a note", lsp.CodeActionKind.QuickFix, shown,
                             edit=workspace_edit(view.snapshot, (accepted,), session.client))


def _all(view: View, session: Session) -> Iterator[lsp.CodeAction]:
    """All safe fixes of the file in one; of two that overlap the first."""
    edits: list[Edit] = []
    for one in view.analysis.diagnostics:
        if one.fix is None or not one.fix.safe:
            continue
        fresh = one.fix.edits
        apart = all(edit.span.path == view.path and not any(_overlap(edit.span, other.span) for other in edits) for edit in fresh)
        if apart:
            edits += fresh
    if edits:
        yield lsp.CodeAction("fix all that can be fixed safely", FIX_ALL,
                             edit=workspace_edit(view.snapshot, sorted(edits, key=lambda one: one.span.start), session.client))


def _overlap(one: Span, other: Span) -> bool:
    return (one.start < other.end and other.start < one.end) or one.start == other.start


def _acceptance(one: Diagnostic, view: View) -> Edit | None:
    """The note `[[lint: off CODE reason]]` above the element in which a finding begins; None where it cannot stand
    there."""
    script = view.script
    if script is None or one.span is None or one.code in _NEVER:
        return None
    element = next((each for each in script.body if _holds(each, one.span)), None)
    if element is None or isinstance(element, Comment):
        return None
    start, _ = view.lines.line(element.span.start)
    text = view.lines.text
    number = view.lines.number(start)
    above = text[slice(*view.lines.bounds(number - 1))].strip() if number else ""
    if text[start : element.span.start].strip() or (above and not above.endswith("]]")):
        return None
    feed = "\r\n" if text[view.lines.bounds(number)[1] :].startswith("\r\n") else "\n"
    gap = feed if isinstance(element, Directive) else feed * 2
    return Edit(Span(view.path, start, start), f"[[lint: off {one.code} {REASON}]]{gap}")


def _holds(element: Element, span: Span) -> bool:
    return element.span.start <= span.start < max(element.span.end, element.span.start + 1)
