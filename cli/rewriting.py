"""What the commands that rewrite scripts share: the names that cues may use, a diff, and files replaced whole or left."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click

from ..compiler.base.source import Source
from .session import stop

_UNREADABLE = ("D301", "D303", "D307", "D308")
_COLOURS = {"-": "red", "+": "green", "@": "cyan"}


@cache
def cast_of(root: Path | None) -> frozenset[str]:
    """The names of the bible in `root`; none without one. A bible that cannot be read ends the command: without its
    names a script may be read as another one."""
    from ..compiler.project import BIBLE

    if root is None or not (root / BIBLE).is_file():
        return frozenset()
    from ..compiler.analyse import cast_words
    from ..compiler.bible.resolve import load_bible

    bible, sources, found = load_bible(root / BIBLE, root)
    grave = [one for one in found if one.code in _UNREADABLE]
    if grave:
        stop(grave, sources, code=2)
    return cast_words(bible)


def replace_text(file: Path, name: str, before: str, after: str) -> bool:
    """Put `after` in the place of `before`, if that is still in `file`; whether it was. What stood in the way is said."""
    from .lint.files import unchanged, write_whole

    why = unchanged(file, before)
    if not why:
        try:
            write_whole(file, after)
        except OSError as fault:
            why = f"cannot be written: {fault.strerror or fault}"
    if why:
        leave(name, why)
    return not why


def leave(name: str, why: str) -> None:
    """Say that a file was left alone."""
    click.echo(f"{click.style('error', fg='red', bold=True)}: {name} {why}; it was left alone", err=True)


def show_diff(source: Source, text: str) -> None:
    """Print what changes as a unified diff; on a terminal in colour, and with control characters made visible."""
    plain = not sys.stdout.isatty()
    for line in _diff(source, text):
        shown, end = (line[:-1], "") if line.endswith("\n") else (line, "\n\\ No newline at end of file")
        if plain:
            click.echo(shown + end)
        else:
            safe = "".join(one if one.isprintable() or one == "\t" else repr(one)[1:-1] for one in shown)
            click.secho(safe + end, fg=_COLOURS.get(shown[:1]), bold=shown.startswith(("---", "+++")) or None)


def _diff(source: Source, text: str) -> Iterator[str]:
    from difflib import unified_diff

    return unified_diff(_lines(source.text), _lines(text), f"a/{source.path}", f"b/{source.path}")


def _lines(text: str) -> list[str]:
    """The lines of `text` with their line feeds."""
    lines = text.split("\n")
    return [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
