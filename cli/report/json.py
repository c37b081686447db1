"""json: an object with `findings`, each with code, severity, message, place, labels, help and fix, for other programs; and
`accepted`, findings that notes and exemptions accept, each with the reason and the place where it is given."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from ...compiler.base.diagnostic import Diagnostic
from ...compiler.base.source import Source, Span
from ...compiler.check.levels import Accepted

ACCEPTED = True


def render(diagnostics: Sequence[Diagnostic], sources: Mapping[str, Source], accepted: Sequence[Accepted] = ()) -> str:
    """A JSON document. Lines and columns count from one; columns are code points."""
    found = [finding(one, sources) for one in diagnostics]
    right = [{**finding(one.finding, sources), "reason": one.reason, "by": _place(one.by, sources)} for one in accepted]
    return json.dumps({"findings": found, "accepted": right}, ensure_ascii=False, indent=2) + "\n"


def finding(one: Diagnostic, sources: Mapping[str, Source]) -> dict[str, Any]:
    """A finding as JSON data."""
    fix = one.fix and {
        "title": one.fix.title, "safe": one.fix.safe,
        "edits": [{"place": _place(edit.span, sources), "text": edit.text} for edit in one.fix.edits],
    }
    return {
        "code": one.code, "severity": one.severity.value, "message": one.message, "place": _place(one.span, sources),
        "labels": [{"place": _place(label.span, sources), "text": label.text} for label in one.labels],
        "help": one.help, "fix": fix,
    }


def _place(span: Span | None, sources: Mapping[str, Source]) -> dict[str, Any] | None:
    if span is None:
        return None
    source = sources.get(span.path)
    if source is None:
        return {"file": span.path}
    start, end = source.position(span.start), source.position(span.end)
    return {"file": span.path, "line": start.line, "column": start.column, "end_line": end.line,
            "end_column": end.column}
