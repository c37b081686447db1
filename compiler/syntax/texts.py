"""Text nodes from rows."""

from __future__ import annotations

from collections.abc import Sequence

from ..base.source import Span
from .emphasis import merged, runs_of
from .tree import Run, Text
from .words import Words


def text_of(lines: Sequence[Words], join: str = "\n") -> Text:
    """The words of `lines`, one line each, their emphasis read. The span goes from the first line to the last."""
    first, last = lines[0], lines[-1]
    span = Span(first.path, first.first, last.last if first is last else max(first.last, last.last))
    whole = join.join([line.text for line in lines]).replace("\t", "    ")
    if "*" not in whole and "_" not in whole and "\\" not in whole:
        return Text(whole, (Run(whole),) if whole else (), span)
    texts = [line.text.replace("\t", "    ") for line in lines]
    runs = runs_of(texts[0])
    for text in texts[1:]:
        fresh = runs_of(text)
        style = runs[-1].style if runs and fresh and runs[-1].style == fresh[0].style else ""
        runs += [Run(join, style), *fresh]
    runs = merged(runs)
    return Text("".join([run.text for run in runs]), tuple(runs), span)


def paragraph(words: Sequence[Words]) -> list[Words]:
    """Lines of action: what stands on the left counts, what stands on the right does not; `!` is taken off."""
    lines = []
    for line in words:
        text = line.text
        kept = text.rstrip()
        lead = len(kept) - len(kept.lstrip())
        if kept[lead : lead + 1] == "!":
            lines.append(line.cut(lead + 1, len(kept)))
        else:
            lines.append(line if len(kept) == len(text) else line.cut(0, len(kept)))
    return lines
