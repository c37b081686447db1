"""textDocument/rename: another name, everywhere, and nothing else changed.

Before the edits are handed out they are tried: the project is read once more with them, and a rename that would bring
a new error or warning, or make any name mean something else, is refused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from lsprotocol import types as lsp

from ....compiler.base.diagnostic import Diagnostic, Edit, Severity
from ....compiler.symbols.rename import Refused, rename, same_meaning
from ..edits import applied, workspace_edit
from ..refusal import Refusal
from ..session import Session
from ..snapshot import Snapshot

METHOD = lsp.TEXT_DOCUMENT_RENAME
OPTIONS = lsp.RenameOptions(prepare_provider=True)


async def answer(session: Session, params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
    """The edits of all files of the project."""
    view = await session.view(params.text_document.uri)
    if view is None:
        return None
    snapshot = view.snapshot
    one = snapshot.index.at(view.path, view.offset(params.position))
    if one is None:
        raise Refusal("there is no name here that could be changed")
    if snapshot.home.only and not view.analysis.bible.inferred:
        raise Refusal("this script is no episode of the series: rename from an episode or from the bible")
    edits = rename(view.analysis, snapshot.index, one, params.new_name)
    if isinstance(edits, Refused):
        raise Refusal(edits.why)
    await _try(session, snapshot, edits)
    return workspace_edit(snapshot, edits, session.client)


async def _try(session: Session, before: Snapshot, edits: Iterable[Edit]) -> None:
    """Refuse `edits` after which the project would be another."""
    texts = {path: source.text for path, source in before.analysis.sources.items()}
    after = await session.tried(before, applied(texts, edits))
    fresh = _grave(after.analysis.diagnostics) - _grave(before.analysis.diagnostics)
    if fresh:
        one = next(one for one in after.analysis.diagnostics if _key(one) in fresh)
        raise Refusal(f"after that the project would have a new finding, {_where(one, after)}: {one.message} ({one.code})")
    if _grave(before.analysis.diagnostics) - _grave(after.analysis.diagnostics):
        raise Refusal("that name already stands in the scripts and would mean something else from now on")
    odd = same_meaning(before.index, after.index)
    if odd is not None:
        line = after.lines(odd.span.path).number(odd.span.start) + 1
        raise Refusal(f"with that name, {odd.span.path}:{line} would mean something else than it does now")


def _grave(found: Iterable[Diagnostic]) -> Counter[tuple[str, str]]:
    """Errors and warnings by code and file."""
    return Counter(_key(one) for one in found if one.severity is not Severity.HINT)


def _key(one: Diagnostic) -> tuple[str, str]:
    return one.code, one.span.path if one.span is not None else ""


def _where(one: Diagnostic, snapshot: Snapshot) -> str:
    if one.span is None:
        return "of the whole project"
    return f"{one.span.path}:{snapshot.lines(one.span.path).number(one.span.start) + 1}"
