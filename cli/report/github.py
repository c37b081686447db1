"""github: workflow commands, which GitHub shows as notes beside the lines of a pull request.

GitHub shows ten of each level a step, and the rest in the log.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...compiler.base.diagnostic import Diagnostic, Severity
from ...compiler.base.source import Source

FROM = "repository"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


def render(diagnostics: Sequence[Diagnostic], sources: Mapping[str, Source]) -> str:
    """One command a finding; nothing when there are none. Columns are code points, the end column past the last one."""
    return "".join(_command(one, sources) for one in diagnostics)


def _command(one: Diagnostic, sources: Mapping[str, Source]) -> str:
    facts = {**_place(one, sources), "title": f"dramac {one.code}"}
    properties = ",".join(f"{name}={_property(value)}" for name, value in facts.items())
    words = one.message + (f"\n{one.help}" if one.help else "")
    return f"::{_LEVELS[one.severity]} {properties}::{_data(words)}\n"


def _place(one: Diagnostic, sources: Mapping[str, Source]) -> dict[str, str]:
    """Columns only where the place lies in one line: elsewhere GitHub takes none."""
    if one.span is None or not one.span.path:
        return {}
    source = sources.get(one.span.path)
    if source is None:
        return {"file": one.span.path}
    start = source.position(one.span.start)
    end = source.position(max(one.span.start, one.span.end))
    facts = {"file": one.span.path, "line": str(start.line)}
    facts |= {"col": str(start.column)} if end.line == start.line else {}
    facts |= {"endLine": str(end.line)}
    return facts | ({"endColumn": str(max(end.column, start.column + 1))} if end.line == start.line else {})


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
