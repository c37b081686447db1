"""text: findings for people, each with its source line, a caret under what is wrong, and what to do."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

import click

from ...compiler.base.diagnostic import Diagnostic, Severity
from ...compiler.base.source import Source, Span

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.HINT: "cyan"}
WIDEST = 160
"""Columns of a source line that are shown; a longer line is cut around what is marked."""


def render(diagnostics: Sequence[Diagnostic], sources: Mapping[str, Source]) -> str:
    """All findings, a blank line between them, and a line that counts them. Colour is in the text as ANSI codes."""
    blocks = [_block(one, sources) for one in diagnostics]
    return "\n\n".join([*blocks, summary(diagnostics)]) + "\n"


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """`2 errors, 1 warning`, or `no findings`."""
    counts = [(sum(one.severity is kind for one in diagnostics), kind) for kind in Severity]
    words = [click.style(f"{count} {kind.value}{'s' * (count != 1)}", fg=COLOURS[kind], bold=True)
             for count, kind in counts if count]
    return ", ".join(words) if words else click.style("no findings", fg="green", bold=True)


def _block(one: Diagnostic, sources: Mapping[str, Source]) -> str:
    colour = COLOURS[one.severity]
    lines = [click.style(f"{one.severity.value}[{one.code}]", fg=colour, bold=True) + click.style(f": {one.message}", bold=True)]
    if one.span is not None:
        lines += _excerpt(one.span, "", sources, colour, "-->")
    for label in one.labels:
        lines += _excerpt(label.span, label.text, sources, "blue", ":::")
    if one.help:
        lines.append(click.style("   = help: ", fg="blue", bold=True) + one.help)
    if one.fix is not None:
        lines.append(click.style("   = fix: ", fg="green", bold=True) + one.fix.title)
    return "\n".join(lines)


def _excerpt(span: Span, note: str, sources: Mapping[str, Source], colour: str, arrow: str) -> list[str]:
    source = sources.get(span.path)
    if source is None:
        return [f"  {click.style(arrow, fg='blue')} {span.path}"] if span.path else []
    place = source.position(span.start)
    text = source.line(place.line)
    length = max(1, min(span.end - span.start, len(text) - place.column + 1))
    first = max(0, place.column - WIDEST // 2) if len(text) > WIDEST else 0
    shown, at = _plain(text[first : first + WIDEST]), place.column - 1 - first
    gutter = len(str(place.line))
    bar = click.style("|", fg="blue")
    pad = " " * _cells(shown[:at])
    mark = click.style("^" * max(1, _cells(shown[at : at + length])) + (f" {note}" if note else ""), fg=colour, bold=True)
    return [
        f"{' ' * gutter} {click.style(arrow, fg='blue')} {span.path}:{place.line}:{place.column}",
        f"{click.style(str(place.line), fg='blue')} {bar} {shown}",
        f"{' ' * gutter} {bar} {pad}{mark}",
    ]


def _plain(text: str) -> str:
    """`text` with tabs and control characters (which could move the caret or drive the terminal) as spaces."""
    return "".join(" " if unicodedata.category(one) in ("Cc", "Cf", "Cs", "Zl", "Zp") else one for one in text)


def _cells(text: str) -> int:
    """Columns of a terminal that `text` takes: wide East Asian characters two, combining marks none."""
    return sum(0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)
