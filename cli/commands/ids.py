"""dramac ids: give every line a name that stays."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ...compiler.base.nodes import node
from ...compiler.base.source import Source
from ..asking import PROJECT
from ..naming import located
from ..rewriting import cast_of, leave, replace_text, show_diff
from ..session import open_project, say

if TYPE_CHECKING:
    from ...compiler.syntax.tree import Script

EPILOG = """\b
Examples:
  dramac ids                            every script of the series around this folder
  dramac ids ep03                       one episode, or episodes/ep03.fountain
  dramac ids --check                    change nothing, exit with 1 if a line has no id
  dramac ids --diff                     show what would be written

\b
Exit codes: 0 done, 1 lines have no id yet (--check), 2 wrong usage, or a file that was left alone."""


@node
class _Series:
    """What belongs together: the folder, the names that a cue may use, its scripts by name; which of them are `broken`
    (no UTF-8), and how many that were asked for are `unread`."""

    root: Path
    cast: frozenset[str]
    scripts: Mapping[str, Script]
    broken: frozenset[str]
    unread: int


@click.command(epilog=EPILOG)
@click.argument("paths", nargs=-1, metavar="[EPISODE|PATH]...", type=click.Path(path_type=Path))
@PROJECT
@click.option("--check", is_flag=True, help="Change nothing; exit with 1 if a line has no id, and name its script.")
@click.option("--diff", is_flag=True, help="Change nothing; show what would be written.")
def command(paths: tuple[Path, ...], start: Path | None, check: bool, diff: bool) -> None:
    """Write [[id: …]] behind every line that has none, so that translations and recordings keep to it when it is reworded.

    What is named is an episode (ep01), a script, or the folder of a series; the series around the current folder by default.
    Ids are unique in the whole series. Ids that are there stay as they are, a line with [[same-as: …]]
    gets none, and nothing else in a script changes.
    """
    missing = left = total = 0
    for root, wanted in _wanted([located(start, one) for one in paths] or [start or Path.cwd()]).items():
        series = _read(root, wanted)
        taken = _taken(series)
        for name in sorted(series.scripts):
            if wanted and name not in wanted:
                continue
            count = _number(series, name, taken, check, diff)
            missing, left, total = missing + max(0, count), left + (count < 0), total + 1
        left += series.unread
    _sum_up(missing, total, left, check or diff)
    sys.exit(2 if left else 1 if check and missing else 0)


def _wanted(paths: Sequence[Path]) -> dict[Path, frozenset[str]]:
    """The scripts asked for by the root of their series; none means all of it."""
    from ...compiler.project import SCRIPTS, find_root

    found: dict[Path, frozenset[str]] = {}
    for path in paths:
        whole = path.resolve()
        if whole.is_file() and whole.suffix.lower() not in SCRIPTS:
            raise click.UsageError(f"{path} is no script (.fountain or .drama).")
        root = find_root(whole) or (whole if whole.is_dir() else whole.parent)
        if whole.is_dir():
            found[root] = frozenset()
        elif root not in found or found[root]:
            found[root] = found.get(root, frozenset()) | {whole.relative_to(root).as_posix()}
    return found


def _read(root: Path, wanted: frozenset[str]) -> _Series:
    """The series in `root`, with the scripts that its episodes include and those that are `wanted`."""
    from ...compiler.expand.library import included_by
    from ...compiler.project import find_root
    from ...compiler.syntax.parse import parse

    bare = find_root(root) is None
    project = open_project(root / min(wanted) if bare and wanted else root)
    unread = [one for one in project.trouble if not wanted or one.span is None or one.span.path in wanted]
    if unread:
        say(unread, {})
    cast = cast_of(project.root)
    scripts: dict[str, Script] = {}
    broken = set(project.not_utf8)
    waiting = list(project.scripts)
    for name in sorted(wanted - {one.path for one in project.scripts}):
        source = _other(root, name, broken)
        waiting += [source] if source else []
    while waiting:
        source = waiting.pop()
        if source.path not in scripts:
            scripts[source.path] = parse(source, cast)[0]
            waiting += [one for name in included_by(scripts[source.path]) if (one := _other(root, name, broken))]
    lost = wanted - set(scripts) - {one.span.path for one in unread if one.span}
    for name in sorted(lost):
        leave(name, "cannot be read")
    return _Series(root, cast, scripts, frozenset(broken), len(unread) + len(lost))


def _other(root: Path, name: str, broken: set[str]) -> Source | None:
    """A script that is no episode; None where it cannot be read, which `check` tells."""
    from ...compiler.project import read_included

    reading = read_included(root, name)
    if isinstance(reading, str):
        return None
    if reading[1] is not None:
        broken.add(name)
    return reading[0]


def _taken(series: _Series) -> set[str]:
    from ...compiler.story.ids import ids_in

    return {id for script in series.scripts.values() for id in ids_in(script)}


def _number(series: _Series, name: str, taken: set[str], check: bool, diff: bool) -> int:
    """Give the lines of one script their ids; how many, or -1 where the script was left alone."""
    from ...compiler.story.ids import only_ids_differ, with_ids

    script = series.scripts[name]
    if name in series.broken:
        leave(name, "is not UTF-8")
        return -1
    text, count = with_ids(script, taken)
    if not count:
        return 0
    if not only_ids_differ(script, text, series.cast):
        leave(name, "would not be read as before")
        return -1
    if diff:
        show_diff(script.source, text)
    elif not check and not replace_text(series.root / name, name, script.source.text, text):
        return -1
    if not diff:
        click.echo(f"{name}: {_count(count)} {'without an id' if check else 'named'}")
    return count


def _sum_up(missing: int, total: int, left: int, dry: bool) -> None:
    scripts = f"{total} script{'' if total == 1 else 's'}"
    if not missing:
        words = f"every line of {scripts} has an id" if total and not left else scripts
    else:
        words = f"{_count(missing)} of {scripts} {'would get an id' if dry else 'got an id'}"
    click.echo(words + (f", {left} left alone" if left else ""), err=True)


def _count(number: int) -> str:
    return f"{number} line{'' if number == 1 else 's'}"
