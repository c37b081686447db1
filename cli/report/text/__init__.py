"""text: findings for people, each with its lines, marks under what is wrong, what to do, and what a fix would change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import click

from ....compiler.base.diagnostic import Diagnostic, Severity
from ....compiler.base.source import Source, Span
from .cells import plain
from .excerpt import Place, blank, excerpt, place

FROM = "here"
COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.HINT: "cyan"}


def render(diagnostics: Sequence[Diagnostic], sources: Mapping[str, Source]) -> str:
    """All findings, a blank line between them, and a line that counts them. Colour is in the text as ANSI codes."""
    blocks = ["\n".join(_block(one, sources)) for one in diagnostics]
    return "\n\n".join([*blocks, summary(diagnostics)]) + "\n"


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """`2 errors, 1 warning`, or `no findings`; and how many of them have a fix."""
    counts = [(sum(one.severity is kind for one in diagnostics), kind) for kind in Severity]
    words = [click.style(f"{count} {kind.value}{'s' * (count != 1)}", fg=COLOURS[kind], bold=True)
             for count, kind in counts if count]
    if not words:
        return click.style("no findings", fg="green", bold=True)
    safe = sum(one.fix is not None and one.fix.safe for one in diagnostics)
    other = sum(one.fix is not None and not one.fix.safe for one in diagnostics)
    ways = [f"{count} can be fixed with `dramac check {flag}`"
            for count, flag in ((safe, "--fix"), (other, "--unsafe-fixes")) if count]
    return ", ".join(words) + "".join(f"; {way}" for way in ways)


def _block(one: Diagnostic, sources: Mapping[str, Source]) -> Iterator[str]:
    colour = COLOURS[one.severity]
    title = click.style(f": {plain(one.message)}", bold=True)
    yield click.style(f"{one.severity.value}[{one.code}]", fg=colour, bold=True) + title
    files = _files(one, sources, colour)
    gutter = max([len(str(mark.last)) for _, marks in files for mark in marks], default=1)
    for number, (path, marks) in enumerate(files):
        arrow = click.style(":::" if number or one.span is None else "-->", fg="blue")
        if path not in sources:
            notes = "".join(f" {mark.note}" for mark in marks if mark.note)
            yield f"{' ' * gutter} {arrow} {plain(path)}{notes}"
            continue
        yield f"{' ' * gutter} {arrow} {plain(path)}:{marks[0].first}:{marks[0].start + 1}"
        if sources[path].text:
            yield blank(gutter)
            yield from excerpt(sources[path], marks, gutter)
    yield from _advice(one, sources, gutter, files[0][0] if files else None)


def _files(one: Diagnostic, sources: Mapping[str, Source], colour: str) -> list[tuple[str, list[Place]]]:
    """The marked places of a finding by file, the finding's own first. Places of files that are not there have no line."""
    found: dict[str, list[Place]] = {}

    def add(span: Span, note: str, colour: str, mark: str) -> None:
        if span.path:
            source = sources.get(span.path)
            at = place(source, span, note, colour, mark) if source else Place(0, 0, 0, 0, plain(note), colour, mark)
            found.setdefault(span.path, []).append(at)

    if one.span is not None:
        add(one.span, "", colour, "^")
    for label in one.labels:
        add(label.span, label.text, "blue", "-")
    return list(found.items())


def _advice(one: Diagnostic, sources: Mapping[str, Source], gutter: int, named: str | None) -> Iterator[str]:
    pad = " " * gutter
    if one.help:
        first, *rest = one.help.splitlines() or [""]
        yield f"{pad} {click.style('= help:', fg='blue', bold=True)} {plain(first)}"
        for line in rest:
            yield f"{pad}         {plain(line)}"
    if one.fix is not None:
        from .suggestion import suggestion  # paid for only where there is a fix

        sure = "" if one.fix.safe else " (may change what the film means)"
        yield f"{pad} {click.style('= fix:', fg='green', bold=True)} {plain(one.fix.title)}{sure}"
        yield from suggestion(one.fix, sources, gutter, named)
