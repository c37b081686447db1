"""The compiler's findings as an editor's diagnostics."""

from __future__ import annotations

from collections.abc import Mapping

from lsprotocol import types as lsp

from ...compiler.base.diagnostic import Diagnostic, Severity
from .pages import Pages
from .snapshot import Snapshot

SOURCE = "dramac"
_SEVERITIES: Mapping[Severity, lsp.DiagnosticSeverity] = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error, Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.HINT: lsp.DiagnosticSeverity.Information,
}
"""A hint is shown as information: editors hide what they call hints."""
_LEFTOVER = frozenset(("D213", "D215"))
"""Findings about something that nothing uses, which editors show faded."""


def by_document(snapshot: Snapshot, client: lsp.ClientCapabilities, pages: Pages) -> dict[str, list[lsp.Diagnostic]]:
    """The findings of every file of a project, by its address."""
    wants = client.text_document.publish_diagnostics if client.text_document else None
    found: dict[str, list[lsp.Diagnostic]] = {}
    for one in snapshot.analysis.diagnostics:
        path = one.span.path if one.span is not None else _front(snapshot)
        if not path:
            continue  # of a folder that has gone there is no file to show it on
        found.setdefault(snapshot.uri(path), []).append(convert(one, snapshot, wants, pages))
    return found


def convert(one: Diagnostic, snapshot: Snapshot, wants: lsp.PublishDiagnosticsClientCapabilities | None,
            pages: Pages) -> lsp.Diagnostic:
    """One finding. Where the client shows no related places (`wants` says so), they are told in the message."""
    place = snapshot.lines(one.span.path).of(one.span) if one.span is not None else lsp.Range(
        lsp.Position(0, 0), lsp.Position(0, 0))
    related = [lsp.DiagnosticRelatedInformation(snapshot.location(label.span), label.text) for label in one.labels]
    told = [one.message, *([one.help] if one.help else [])]
    if related and not (wants and wants.related_information):
        told += [f"{label.text} ({label.span.path}:{near.location.range.start.line + 1})"
                 for label, near in zip(one.labels, related, strict=True)]
    address = pages.address(one.code) if wants and wants.code_description_support else None
    return lsp.Diagnostic(
        range=place, message="\n".join(told), severity=_SEVERITIES[one.severity], code=one.code, source=SOURCE,
        code_description=lsp.CodeDescription(address) if address else None,
        tags=[lsp.DiagnosticTag.Unnecessary] if one.code in _LEFTOVER else None,
        related_information=related if related and wants and wants.related_information else None)


def _front(snapshot: Snapshot) -> str:
    """The file on which a finding without a place is shown."""
    return next((path for path in ("series.yaml", *snapshot.analysis.scripts) if path in snapshot.analysis.sources),
                next(iter(snapshot.uris), ""))
