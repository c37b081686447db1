"""What is fuzzed: functions from bytes to nothing that raise AssertionError when a promise of the reader is broken."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from dramac.compiler.base.diagnostic import Diagnostic
from dramac.compiler.base.source import Source, Span, read_source
from dramac.compiler.syntax.directives import SHAPES
from dramac.compiler.syntax.errors import TABLE, not_utf8
from dramac.compiler.syntax.parse import parse
from dramac.compiler.syntax.tree import print_script

CAST = frozenset({"林晚", "顾深", "LIN", "WEI", "PAN", "和珅"})
KINDS = tuple(sorted(SHAPES))


class Memory:
    """A file that `read_source` reads, without a disk."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def read_bytes(self) -> bytes:
        return self._data


def whole(data: bytes) -> None:
    """A file of any bytes: it becomes a tree that prints back, every place lies in it, and every finding can be said."""
    source, bad = read_source(Memory(data), "fuzz")  # type: ignore[arg-type]
    if bad is None:
        assert source.text.encode("utf-8") == data
    else:
        check_finding(not_utf8(source, bad), source)
    check(source)


def directives(data: bytes) -> None:
    """One directive of any words, after the kind that the first byte names."""
    kind = KINDS[data[0] % len(KINDS)] if data else "shot"
    words = data[1:].decode("utf-8", "replace").replace("]]", "")
    check(Source("fuzz", f"A.\n\n[[{kind}: {words}]]\n"))


TARGETS: dict[str, Callable[[bytes], None]] = {"whole": whole, "directives": directives}


def check(source: Source) -> None:
    """Parse `source` and hold the result to what is promised of every text."""
    script, found = parse(source, CAST)
    assert print_script(script) == source.text
    at = 0
    for line in script.lines:
        assert line.kind
        assert line.span == Span(source.path, at, at + len(line.text))
        at += len(line.text)
    assert at == len(source.text)
    for span in spans([script.title, script.body]):
        inside(span, source)
    starts = [element.span.start for element in script.title]
    assert starts == sorted(starts)
    for finding in found:
        check_finding(finding, source)


def check_finding(finding: Diagnostic, source: Source) -> None:
    """A finding has a known code, whole sentences, and places in the file; its edits do not overlap."""
    assert finding.code in TABLE
    assert finding.message
    assert finding.span is not None
    inside(finding.span, source)
    for label in finding.labels:
        inside(label.span, source)
    edits = sorted(finding.fix.edits, key=lambda edit: edit.span.start) if finding.fix else []
    for edit in edits:
        inside(edit.span, source)
    assert all(one.span.end <= other.span.start for one, other in pairwise(edits))
    position = source.position(finding.span.start)
    assert position.line >= 1
    assert position.column >= 1


def inside(span: Span, source: Source) -> None:
    assert span.path == source.path
    assert 0 <= span.start <= span.end <= len(source.text)


def spans(value: Any) -> list[Span]:
    """Every span inside a value."""
    found, waiting = [], [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Span):
            found.append(one)
        elif isinstance(one, (list, tuple)):
            waiting += one
        elif isinstance(one, dict):
            waiting += one.values()
        elif hasattr(one, "__slots__") and not isinstance(one, Source):
            waiting += [getattr(one, name) for name in one.__slots__]
    return found
