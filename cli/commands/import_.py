"""dramac import: scripts from other programs become a series, or further episodes of one."""

from __future__ import annotations

import errno
import json
from collections.abc import Mapping
from pathlib import Path

import click

from ...compiler.base.diagnostic import Diagnostic, has_errors
from ...compiler.exchange.intake import Intake, Taken, further_episodes, in_order, new_project, take
from ...compiler.project import BIBLE, MAX_BYTES
from ...runtime.files import disk, fresh, read_small, write_atomic
from ...runtime.job import Fault
from ..session import say, stop

EPILOG = """\b
Examples:
  dramac import pilot.fdx                       a new series in the folder pilot
  dramac import ep*.fdx --into my-series        several files, an episode each
  dramac import "Part 4.fountain" --into my-series
                                                one more episode of a series that is there"""


@click.command("import", epilog=EPILOG)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--into", type=click.Path(file_okay=False, path_type=Path),
              help="Folder of the series, new or there already (by default a new one, called like the first file).")
@click.option("--json", "as_json", is_flag=True, help="Say what was written as JSON.")
def command(files: tuple[Path, ...], into: Path | None, as_json: bool) -> None:
    """Make episodes of scripts: Final Draft (.fdx), or Fountain (.fountain, .spmd, .txt), which is copied as it is.

    A new series gets a series.yaml with the cast, places and props that the scripts name. A series that is there gets
    episodes; which names its bible does not know yet is said. Nothing is ever overwritten.
    """
    ordered = [Path(one) for one in in_order(map(str, files))]
    folder = into or Path(ordered[0].stem)
    standing = (folder / BIBLE).is_file()
    taken = _read(ordered)
    intake = _further(taken, folder) if standing else new_project(taken, _title(folder))
    _write(folder, intake.files)
    if intake.found:
        say(intake.found, {})
    click.echo(_as_json(folder, intake) if as_json else _as_text(folder, intake, standing))


def _read(files: list[Path]) -> list[Taken]:
    """The files read. Ends the command when one of them cannot be."""
    found: list[Diagnostic] = []
    taken: list[Taken] = []
    for file in files:
        one, said = take(file.name, _bytes(file))
        found += said
        if one is not None:
            taken.append(one)
    if has_errors(found):
        stop(found, {})
    if found:
        say(found, {})
    return taken


def _bytes(file: Path) -> bytes:
    try:
        return read_small(file.resolve(), MAX_BYTES)
    except OSError as error:
        why = "it is larger than 32 MiB" if error.errno == errno.EFBIG else error.strerror or str(error)
        raise Fault(f"{file} cannot be read: {why}", "check that it is a script") from error


def _further(taken: list[Taken], folder: Path) -> Intake:
    """The files as further episodes of the series in `folder`."""
    from ...compiler.analyse import analyse
    from ...compiler.project import load_project

    project = load_project(folder)
    if isinstance(project, Diagnostic):
        stop((project,), {}, code=2)
    analysis = analyse(project)
    return further_episodes(taken, analysis.bible, [one.number for one in analysis.episodes])


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all files, or none when one of them is there already."""
    there = [name for name in files if (folder / name).exists() or (folder / name).is_symlink()]
    if there:
        raise click.UsageError(f"{folder} holds {', '.join(there)} already; nothing was written.")
    with disk(f"writing to {folder}"):
        for name, data in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            write_atomic(folder / name, data, fresh((folder / name).parent))


def _title(folder: Path) -> str:
    return " ".join(folder.resolve().name.replace("_", " ").replace("-", " ").split()).title() or "Untitled"


def _as_json(folder: Path, intake: Intake) -> str:
    return json.dumps({
        "folder": str(folder), "files": [str(folder / name) for name in intake.files],
        "episodes": {str(folder / path): name for path, name in intake.episodes.items()},
        "new": {"cast": list(intake.cast), "locations": list(intake.places)},
    }, ensure_ascii=False, indent=2)


def _as_text(folder: Path, intake: Intake, standing: bool) -> str:
    lines = [f"{folder / path}  from {name}" for path, name in intake.episodes.items()]
    if not standing:
        lines += [str(folder / BIBLE), f"{folder} is ready. Look through {BIBLE}, then:", f"  cd {folder}", "  dramac check"]
    for kind, names in (("cast", intake.cast), ("locations", intake.places)):
        if names:
            lines.append(f"new, and not yet under {kind} in {BIBLE}: {', '.join(names)}")
    return "\n".join(lines)
