"""The list of what a series accepts, for people: a line a finding, with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import click

from ....compiler.base.source import Source, Span
from ....compiler.check.levels import Accepted
from .cells import plain


def listed(accepted: Sequence[Accepted], sources: Mapping[str, Source]) -> str:
    """What is accepted: the place, the code, what is wrong; below it why that is right, and where the writer says so."""
    if not accepted:
        return "nothing is accepted\n"
    lines = [click.style(f"{len(accepted)} accepted:", bold=True)]
    for one in accepted:
        lines.append(f"  {_place(one.finding.span, sources)}{one.finding.code} {plain(one.finding.message)}")
        lines.append(f"    {click.style('because', fg='blue')} {plain(one.reason) or 'no reason is given'} "
                     f"({_place(one.by, sources).removesuffix(': ')})")
    return "\n".join(lines) + "\n"


def _place(span: Span | None, sources: Mapping[str, Source]) -> str:
    if span is None or not span.path:
        return ""
    source = sources.get(span.path)
    return f"{plain(span.path)}:{source.position(span.start).line}: " if source else f"{plain(span.path)}: "
