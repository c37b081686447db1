"""What the tests of report formats share: a series in memory, and findings in it by the words that they are about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from dramac.compiler.base.diagnostic import Diagnostic, Edit, Fix, Label, Severity
from dramac.compiler.base.source import Source, Span

SCRIPT = """\
INT. HALL - NIGHT

MARA lights a candle.

MARRA
Who is there?

[[gives: MARA -> 林晚, jade pendant]]

林晚（V.O.）
Nobody.
"""
BIBLE = "cast:\n\tMARA: {age: 30}\n"


@dataclass(frozen=True)
class Series:
    """Sources by path."""

    sources: dict[str, Source]

    def at(self, words: str, path: str = "ep01.fountain") -> Span:
        start = self.sources[path].text.index(words)
        return Span(path, start, start + len(words))

    def finding(self, words: str, *labels: tuple[str, str], path: str = "ep01.fountain", code: str = "D201",
                severity: Severity = Severity.ERROR, message: str = "no", help: str = "", fix: str | None = None,
                safe: bool = False) -> Diagnostic:
        """A finding about `words`, with labels (words and note) and a fix that writes something else in their place."""
        span = self.at(words, path)
        marked = tuple(Label(self.at(one), note) for one, note in labels)
        mended = None if fix is None else Fix(f"write {fix}", (Edit(span, fix),), safe)
        return Diagnostic(code, severity, message, span, help, marked, mended)


@pytest.fixture
def series() -> Series:
    return Series({"ep01.fountain": Source("ep01.fountain", SCRIPT), "series.yaml": Source("series.yaml", BIBLE)})


@pytest.fixture
def script() -> Callable[[str], Series]:
    return lambda text: Series({"ep01.fountain": Source("ep01.fountain", text)})
