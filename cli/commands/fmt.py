"""dramac fmt: lay scripts out one way."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ...compiler.base.nodes import node
from ...compiler.base.source import Source
from ..asking import PROJECT
from ..naming import located
from ..rewriting import cast_of, leave, replace_text, show_diff
from ..session import open_project, say

EPILOG = """\b
Examples:
  dramac fmt                            every script of the series around this folder
  dramac fmt ep03                       one episode, or episodes/ep03.fountain
  dramac fmt --check                    change nothing, exit with 1 if something would change
  dramac fmt --diff                     show what would change
  dramac fmt - --stdin-filename episodes/ep03.fountain < draft     for editors

\b
Exit codes: 0 done, 1 something would change (--check), 2 wrong usage, or a file that was left alone."""

_STDIN = "-"


@node
class _Script:
    """A file to lay out: where it lies, what it is called, and the folder of its series, outside of which nothing is
    written (None without a bible)."""

    file: Path
    name: str
    root: Path | None


@click.command(epilog=EPILOG)
@click.argument("paths", nargs=-1, metavar="[EPISODE|PATH]...", type=click.Path(path_type=Path, allow_dash=True))
@PROJECT
@click.option("--check", is_flag=True, help="Change nothing; exit with 1 if something would change, and name it.")
@click.option("--diff", is_flag=True, help="Change nothing; show what would change.")
@click.option("--stdin-filename", metavar="NAME", type=click.Path(path_type=Path),
              help="Whose text comes in with `-`: says which series it belongs to.")
def command(paths: tuple[Path, ...], start: Path | None, check: bool, diff: bool, stdin_filename: Path | None) -> None:
    """Lay scripts out one way: blank lines, spaces, marks and directives. The film stays the same.

    What is named is an episode (ep01), a script, a folder of scripts, or `-` for standard input; the series around the
    current folder by default.
    A script is written only when its new text has been read again and found to say the same. The bible is left as it is.
    """
    if Path(_STDIN) in paths:
        if len(paths) > 1:
            raise click.UsageError("`-` stands alone: the text comes from standard input.")
        sys.exit(_from_stdin(stdin_filename, check, diff))
    if stdin_filename:
        raise click.UsageError("--stdin-filename goes with `-`.")
    scripts, unread = ([found for path in paths for found in _named(located(start, path))], 0) if paths else _around(start)
    sys.exit(_files(list(dict.fromkeys(scripts)), unread, check, diff))


def _around(start: Path | None) -> tuple[list[_Script], int]:
    """The scripts of the series around `start`, or the current folder, and how many cannot be read; these are said."""
    project = open_project(start)
    if project.trouble:
        say(project.trouble, {})
    root = project.root if project.bible else None
    return [_Script(project.root / one.path, one.path, root) for one in project.scripts], len(project.trouble)


def _named(path: Path) -> list[_Script]:
    from ...compiler.project import BIBLE, SCRIPTS, find_root

    if path.is_dir():
        folders = [path / "episodes", path] if (path / BIBLE).is_file() else [path]
        found = [sorted(one for one in folder.glob("*") if one.suffix.lower() in SCRIPTS and one.is_file())
                 for folder in folders if folder.is_dir()]
        files = next((files for files in found if files), [])
        if not files:
            raise click.UsageError(f"There is no script (.fountain or .drama) in {path}.")
    elif path.suffix.lower() not in SCRIPTS:
        raise click.UsageError(f"{path} is no script (.fountain or .drama).")
    else:
        files = [path]
    root = find_root(path.absolute())
    return [_Script(file.absolute(), _called(file, root), root) for file in files]


def _called(file: Path, root: Path | None) -> str:
    whole = file.absolute()
    return whole.relative_to(root).as_posix() if root and whole.is_relative_to(root) else str(file)


def _files(scripts: list[_Script], left: int, check: bool, diff: bool) -> int:
    """Lay out files, when `left` are left alone already; returns the exit code."""
    changed = same = 0
    for one in scripts:
        source = _read(one)
        laid = _laid(source, one.root) if source else None
        if source is None or laid is None:
            left += 1
        elif laid == source.text:
            same += 1
        elif not (check or diff) and not replace_text(one.file, one.name, source.text, laid):
            left += 1
        else:
            changed += 1
            if diff:
                show_diff(source, laid)
            else:
                click.echo(f"{'would format' if check else 'formatted'} {one.name}")
    _sum_up(changed, same, left, check or diff)
    return 2 if left else 1 if check and changed else 0


def _sum_up(changed: int, same: int, left: int, dry: bool) -> None:
    parts = [f"{_count(changed)} {'would change' if dry else 'formatted'}"] if changed else []
    parts += [f"{_count(same)} already in order"] if same else []
    parts += [f"{_count(left)} left alone"] if left else []
    click.echo(", ".join(parts) or "no scripts", err=True)


def _count(number: int) -> str:
    return f"{number} script{'' if number == 1 else 's'}"


def _read(one: _Script) -> Source | None:
    """The text of a script; None, and a word about it, where it is none."""
    from ...compiler.project import MAX_BYTES

    try:
        if one.root and not one.file.resolve().is_relative_to(one.root.resolve()):
            leave(one.name, "lies outside of the series")
        elif one.file.stat().st_size > MAX_BYTES:
            leave(one.name, "is larger than 32 MiB")
        else:
            return _decoded(one.file.read_bytes(), one.name)
    except OSError as fault:
        leave(one.name, f"cannot be read: {fault.strerror or fault}")
    return None


def _decoded(data: bytes, name: str) -> Source | None:
    from ...compiler.syntax.errors import not_utf8

    try:
        return Source(name, data.decode("utf-8"))
    except UnicodeDecodeError as fault:
        source = Source(name, data.decode("utf-8", "replace"))
        say((not_utf8(source, len(data[: fault.start].decode("utf-8"))),), {name: source})
        leave(name, "is not UTF-8")
        return None


def _laid(source: Source, root: Path | None) -> str:
    from ...compiler.format.run import format_script

    return format_script(source, cast_of(root))


def _from_stdin(named: Path | None, check: bool, diff: bool) -> int:
    """Lay out what comes in and write it out; returns the exit code."""
    from ...compiler.project import find_root

    root = find_root((named or Path.cwd() / "stdin").absolute())
    source = _decoded(sys.stdin.buffer.read(), named.as_posix() if named else "stdin")
    if source is None:
        return 2
    laid = _laid(source, root)
    if diff:
        show_diff(source, laid)
    elif not check:
        sys.stdout.buffer.write(laid.encode("utf-8"))
        sys.stdout.buffer.flush()
    return 1 if check and laid != source.text else 0
