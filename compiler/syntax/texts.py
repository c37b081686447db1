"""Text nodes from rows."""

from __future__ import annotations

from collections.abc import Sequence

from ..base.source import Span, make_span
from .emphasis import merged, runs_of
from .rows import Row
from .tree import Run, Text, make_run, make_text
from .words import Words


def text_of(lines: Sequence[Words], join: str = "\n") -> Text:
    """The words of `lines`, one line each, their emphasis read. The span goes from the first line to the last."""
    first, last = lines[0], lines[-1]
    span = Span(first.path, first.first, last.last if first is last else max(first.last, last.last))
    return _text([line.text for line in lines], join, span)


def spoken(rows: Sequence[Row], path: str) -> Text:
    """The words of whole rows, of which the first and the last are not blank, without the space at both ends of each."""
    first, last = rows[0], rows[-1]
    if first is last and first.places is None:
        return line_of(first, path)
    end = last.tail() if first.places is None else max(first.tail(), last.tail())
    return _text([row.text.strip() for row in rows], "\n", make_span(path, first.lead(), end))


def line_of(row: Row, path: str) -> Text:
    """The words of a row in which nothing is hidden, without the space at both ends."""
    text, start = row.text.strip(), row.lead()
    return _text([text], "\n", make_span(path, start, start + len(text)))


def told(rows: Sequence[Row], path: str) -> Text:
    """The words of the rows of a paragraph of action: what stands on the left counts, what stands on the right does not."""
    texts = [row.text.rstrip() for row in rows]
    if "!" in [text.lstrip()[0] for text in texts if "!" in text]:
        return text_of(paragraph([Words(row, path) for row in rows]))
    first, last = rows[0], rows[-1]
    if first.places is None and last.places is None:
        return _text(texts, "\n", make_span(path, first.start, last.start + len(texts[-1])))
    end = last.end(len(texts[-1]))
    if first.places is not None:
        end = max(end, first.end(len(texts[0])))
    return _text(texts, "\n", make_span(path, first.at(0), end))


def _text(texts: Sequence[str], join: str, span: Span) -> Text:
    """The lines `texts` as one, their emphasis read."""
    whole = texts[0] if len(texts) == 1 else join.join(texts)
    if "\t" in whole:
        whole = whole.replace("\t", "    ")
    if "*" not in whole and "_" not in whole and "\\" not in whole:
        return make_text(whole, (make_run(whole),) if whole else (), span)
    plain = [text.replace("\t", "    ") for text in texts]
    runs = runs_of(plain[0])
    for text in plain[1:]:
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
