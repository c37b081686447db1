"""junit: XML as test reports are, for the viewers of GitLab, Jenkins and others: a file is a suite, a finding a case.

Errors and warnings are failures; a hint is a case that passes and says something. A file without findings is one case
that passes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from ...compiler.base.diagnostic import Diagnostic, Severity
from ...compiler.base.source import Source

FROM = "repository"
NOWHERE = "the series"
"""The suite of findings that have no file."""

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write (section 2.2, production Char)."""


def render(diagnostics: Sequence[Diagnostic], sources: Mapping[str, Source]) -> str:
    """An XML document with a suite for every source and every other file that a finding names."""
    suites: dict[str, list[Diagnostic]] = {path: [] for path in sorted(sources)}
    for one in diagnostics:
        suites.setdefault(one.span.path if one.span and one.span.path else NOWHERE, []).append(one)
    cases = sum(max(1, len(found)) for found in suites.values())
    lines = ['<?xml version="1.0" encoding="UTF-8"?>',
             f'<testsuites name="dramac" tests="{cases}" failures="{_failures(diagnostics)}" errors="0" time="0">']
    for path, found in suites.items():
        lines += _suite(path, found, sources.get(path))
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _failures(found: Sequence[Diagnostic]) -> int:
    return sum(one.severity is not Severity.HINT for one in found)


def _suite(path: str, found: Sequence[Diagnostic], source: Source | None) -> Iterator[str]:
    name = _attribute(path)
    yield (f'  <testsuite name={name} tests="{max(1, len(found))}" failures="{_failures(found)}" errors="0" '
           'skipped="0" time="0">')
    if not found:
        yield f'    <testcase name="no findings" classname={name} file={name} time="0"/>'
    for one in found:
        yield from _case(one, name, source)
    yield "  </testsuite>"


def _case(one: Diagnostic, name: str, source: Source | None) -> Iterator[str]:
    at = source.position(one.span.start) if source and one.span else None
    title = f"{one.code} line {at.line}: {one.message}" if at else f"{one.code}: {one.message}"
    file = f" file={name}" if one.span and one.span.path else ""
    line = f' line="{at.line}"' if at else ""
    yield f'    <testcase name={_attribute(title)} classname={name}{file}{line} time="0">'
    where = f"{one.span.path}:{at.line}:{at.column}\n" if at and one.span else ""
    text = _text(where + one.message + (f"\n{one.help}" if one.help else ""))
    if one.severity is Severity.HINT:
        yield f"      <system-out>{text}</system-out>"
    else:
        kind = _attribute(f"{one.severity.value}[{one.code}]")
        yield f"      <failure message={_attribute(one.message)} type={kind}>{text}</failure>"
    yield "    </testcase>"


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub("\ufffd", text))


def _attribute(text: str) -> str:
    return quoteattr(_FORBIDDEN.sub("\ufffd", text), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
