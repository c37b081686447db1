"""Text nodes from rows."""

from __future__ import annotations

from collections.abc import Sequence

from ..base.source import Span
from .emphasis import merged, runs_of
from .tree import Run, Text
from .words import Words


def text_of(lines: Sequence[Words], join: str = "\n") -> Text:
    """The words of `lines`, one line each, their emphasis read. The span goes from the first line to the last."""
    runs: list[Run] = []
    for line in lines:
        fresh = runs_of(line.text.replace("\t", "    ") if "\t" in line.text else line.text)
        if runs or line is not lines[0]:
            style = runs[-1].style if runs and fresh and runs[-1].style == fresh[0].style else ""
            runs.append(Run(join, style))
        runs += fresh
    runs = merged(runs)
    first, last = lines[0].span, lines[-1].span
    span = Span(first.path, first.start, max(first.end, last.end))
    return Text("".join([run.text for run in runs]), tuple(runs), span)


def paragraph(words: Sequence[Words]) -> list[Words]:
    """Lines of action: what stands on the left counts, what stands on the right does not; `!` is taken off."""
    lines = []
    for line in words:
        text = line.text
        kept = text.rstrip()
        lead = len(kept) - len(kept.lstrip())
        lines.append(line.cut(lead + 1, len(kept)) if kept.startswith("!", lead) else line.cut(0, len(kept)))
    return lines
