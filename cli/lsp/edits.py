"""The compiler's edits as an editor's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lsprotocol import types as lsp

from ...compiler.base.diagnostic import Edit
from .snapshot import Snapshot


def workspace_edit(snapshot: Snapshot, edits: Iterable[Edit], client: lsp.ClientCapabilities) -> lsp.WorkspaceEdit:
    """`edits` over all files, bound to the versions that they were made for where the client can check them."""
    by_file: dict[str, list[lsp.TextEdit]] = {}
    for one in edits:
        place = snapshot.lines(one.span.path).of(one.span)
        by_file.setdefault(one.span.path, []).append(lsp.TextEdit(place, one.text))
    known = client.workspace.workspace_edit if client.workspace else None
    if known is None or not known.document_changes:
        return lsp.WorkspaceEdit(changes={snapshot.uri(path): made for path, made in by_file.items()})
    return lsp.WorkspaceEdit(document_changes=[
        lsp.TextDocumentEdit(
            lsp.OptionalVersionedTextDocumentIdentifier(snapshot.uri(path), snapshot.versions.get(path)), list(made))
        for path, made in by_file.items()])


def applied(texts: Mapping[str, str], edits: Iterable[Edit]) -> dict[str, str]:
    """The files that `edits` change, with their new texts. Edits do not overlap."""
    made: dict[str, list[Edit]] = {}
    for one in edits:
        made.setdefault(one.span.path, []).append(one)
    result = {}
    for path, changes in made.items():
        text = texts[path]
        for one in sorted(changes, key=lambda one: (one.span.start, one.span.end), reverse=True):
            text = text[: one.span.start] + one.text + text[one.span.end :]
        result[path] = text
    return result
