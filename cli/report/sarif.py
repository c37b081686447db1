"""sarif: the Static Analysis Results Interchange Format, version 2.1.0 (OASIS), which code-scanning services read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from ... import __version__
from ...compiler.base.diagnostic import Diagnostic, Edit, Fix, Severity
from ...compiler.base.source import Source, Span
from ...compiler.check.levels import Accepted
from ...compiler.project import EXEMPTIONS
from ..catalogue import Page, pages
from ..lint.edits import fits
from ..lint.fingerprint import fingerprint

FROM = "repository"
ACCEPTED = True
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}


def render(diagnostics: Sequence[Diagnostic], sources: Mapping[str, Source], accepted: Sequence[Accepted] = ()) -> str:
    """A log of one run: the rules that spoke, with their pages as help, and a result a finding. What notes and exemptions
    accept are results with a `suppressions`, which services do not show.

    Columns count code points. A result's fingerprint is made from its code and the words of its line, so that it stays
    when lines above it come or go; the number behind the colon tells equal ones apart.
    """
    everything = [*diagnostics, *(one.finding for one in accepted)]
    codes = sorted({one.code for one in everything})
    known = pages() if codes else {}
    seen: Counter[str] = Counter()
    results = []
    for number, one in enumerate(everything):
        mark = fingerprint(one, sources)
        seen[mark] += 1
        result = _result(one, sources, codes.index(one.code), f"{mark}:{seen[mark]}")
        if accepted:  # of all results or of none it is said whether they are suppressed (3.27.23)
            mine = accepted[number - len(diagnostics)] if number >= len(diagnostics) else None
            result["suppressions"] = [_suppression(mine, sources)] if mine else []
        results.append(result)
    driver = {"name": "dramac", "version": __version__, "semanticVersion": _semantic(__version__),
              "rules": [_rule(code, known.get(code)) for code in codes]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints",
           "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}}, "results": results}
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _semantic(version: str) -> str:
    """`version` in three numbers, as the format asks."""
    numbers = [part for part in version.split(".")[:3] if part.isdigit()]
    return ".".join((*numbers, "0", "0", "0")[:3])


def _rule(code: str, page: Page | None) -> dict[str, Any]:
    if page is None:
        return {"id": code}
    return {
        "id": code, "shortDescription": {"text": page.title}, "fullDescription": {"text": page.checks},
        "help": {"text": page.text(), "markdown": page.markdown()},
        "defaultConfiguration": {"level": _LEVELS[page.severity]},
        "properties": {"tags": ["screenplay", page.group]},
    }


def _result(one: Diagnostic, sources: Mapping[str, Source], rule: int, mark: str) -> dict[str, Any]:
    words = one.message + (f"\n{one.help}" if one.help else "")
    result: dict[str, Any] = {
        "ruleId": one.code, "ruleIndex": rule, "level": _LEVELS[one.severity], "message": {"text": words},
        "locations": [{"physicalLocation": _physical(one.span, sources)}] if one.span and one.span.path else [],
        "partialFingerprints": {"primaryLocationLineHash": mark},
    }
    related = [{"id": number, "physicalLocation": _physical(label.span, sources), "message": {"text": label.text}}
               for number, label in enumerate(one.labels, 1) if label.span.path]
    if related:
        result["relatedLocations"] = related
    fix = one.fix and _fix(one.fix, sources)
    return result | ({"fixes": [fix]} if fix else {})


def _suppression(one: Accepted, sources: Mapping[str, Source]) -> dict[str, Any]:
    """Where, and why, a finding is accepted: in a note beside it, or in a file of exemptions."""
    kind = "external" if PurePosixPath(one.by.path).name == EXEMPTIONS else "inSource"
    return {"kind": kind, "justification": one.reason,
            "location": {"physicalLocation": _physical(one.by, sources)}}


def _physical(span: Span, sources: Mapping[str, Source]) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": _artifact(span.path)}
    source = sources.get(span.path)
    return place | ({"region": _region(source, span)} if source else {})


def _artifact(path: str) -> dict[str, str]:
    return {"uri": quote(path, errors="surrogateescape"), "uriBaseId": _ROOT}


def _region(source: Source, span: Span) -> dict[str, int]:
    start, end = source.position(span.start), source.position(max(span.start, span.end))
    return {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}


def _fix(fix: Fix, sources: Mapping[str, Source]) -> dict[str, Any] | None:
    """`fix` for the service to offer; None where its edits do not lie in the sources."""
    files: dict[str, list[Edit]] = {}
    for one in fix.edits:
        files.setdefault(one.span.path, []).append(one)
    if not files or any(path not in sources or not fits(sources[path], edits) for path, edits in files.items()):
        return None
    return {"description": {"text": fix.title}, "artifactChanges": [
        {"artifactLocation": _artifact(path), "replacements": [
            {"deletedRegion": _region(sources[path], one.span), "insertedContent": {"text": one.text}} for one in edits]}
        for path, edits in files.items()]}
