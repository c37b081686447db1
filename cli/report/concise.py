"""concise: one line a finding, as editors and `grep` read it: `file:line:column: code message`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...compiler.base.diagnostic import Diagnostic
from ...compiler.base.source import Source
from .text.cells import plain

FROM = "here"


def render(diagnostics: Sequence[Diagnostic], sources: Mapping[str, Source]) -> str:
    """One line for every finding; nothing when there are none."""
    return "".join(f"{_place(one, sources)}{one.severity.value}[{one.code}] {plain(one.message)}\n" for one in diagnostics)


def _place(one: Diagnostic, sources: Mapping[str, Source]) -> str:
    if one.span is None or not one.span.path:
        return ""
    source = sources.get(one.span.path)
    if source is None:
        return f"{plain(one.span.path)}: "
    at = source.position(one.span.start)
    return f"{plain(one.span.path)}:{at.line}:{at.column}: "
