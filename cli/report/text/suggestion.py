"""Shows what a fix would do: the lines as they are and as they would be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import click

from ....compiler.base.diagnostic import Fix
from ....compiler.base.source import Source
from ...lint.edits import Change, changes
from .cells import row

_MOST = 3
"""Changed places of a file that are shown; the rest is counted."""
_TALLEST = 6


def suggestion(fix: Fix, sources: Mapping[str, Source], gutter: int, named: str | None) -> list[str]:
    """The lines that `fix` changes, with `-` and `+`. The file is named where it is not `named`, which the reader has
    just seen. Nothing when the edits do not lie in the sources."""
    lines: list[str] = []
    for path in dict.fromkeys(one.span.path for one in fix.edits):
        source = sources.get(path)
        changed = None if source is None else changes(source, [one for one in fix.edits if one.span.path == path])
        if not changed:
            continue
        if path != named:
            lines.append(f"{' ' * gutter} {click.style(':::', fg='blue')} {path}")
        for one in changed[:_MOST]:
            lines += _change(one, gutter)
        if len(changed) > _MOST:
            rest = len(changed) - _MOST
            lines.append(f"{' ' * gutter} {click.style('|', fg='blue')} and {rest} more place{'s' * (rest != 1)} in this file")
    return lines


def _change(one: Change, gutter: int) -> Iterator[str]:
    for sign, texts, colour in (("-", one.before, "red"), ("+", one.after, "green")):
        for offset, text in enumerate(texts[:_TALLEST]):
            number = click.style(f"{one.line + offset:>{gutter}}", fg="blue")
            shown = row(text, one.column).text
            yield f"{number} {click.style(f'{sign} {shown}'.rstrip(), fg=colour)}"
        if len(texts) > _TALLEST:
            yield f"{' ' * gutter} {click.style(f'{sign} …', fg=colour)}"
