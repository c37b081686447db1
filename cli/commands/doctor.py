"""dramac doctor: is everything here that a build needs?"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from pathlib import Path

import click

from ..builds.equipment import EVERY_BUILD, EXTRA, SPEECH
from ..health import Finding

EPILOG = """\b
Examples:
  dramac doctor                          what every build needs
  dramac doctor --target final           … and what a target of the bible here needs: GPU, packages, weights, licences
  dramac doctor --json                   the same for other programs
  dramac doctor --target final --tiny    … its models at their smallest, which need no GPU"""

LIBRARIES = {"skia": "apt-get install libegl1 libgl1 (or what carries libEGL.so.1 and libGL.so.1 here)"}
ROOM = 1_000_000_000



@click.command(epilog=EPILOG)
@click.option("--target", default="", help="Look at what this target of the bible needs, too.")
@click.option("--tiny", is_flag=True, help="Its models at their smallest, with random weights.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON: whether all is here, and what was looked at.")
@click.option("--project", "start", type=click.Path(path_type=Path), help="Folder of the series (this one by default).")
def command(target: str, tiny: bool, as_json: bool, start: Path | None) -> None:
    """Check that everything a build needs is here, and say what to do about what is not."""
    more = _of_target(target, tiny, start) if target or tiny else iter(())
    if as_json:
        found = [{"ok": ok, "what": what, "help": "" if ok else remedy} for ok, what, remedy in (*_findings(), *more)]
        healthy = all(one["ok"] for one in found)
        click.echo(json.dumps({"ready": healthy, "findings": found}, ensure_ascii=False, indent=2))
        sys.exit(0 if healthy else 1)
    healthy = True
    for ok, what, remedy in chain(_findings(), more):
        healthy &= ok
        mark = click.style("ok     ", fg="green") if ok else click.style("missing", fg="red")
        click.echo(f"{mark}  {what}" + (f"\n         {remedy}" if not ok else ""))
    click.echo("ready to build" if healthy else "checking and planning work; building needs what is missing above")
    sys.exit(0 if healthy else 1)


def _of_target(name: str, tiny: bool, start: Path | None) -> Iterator[Finding]:
    """What a target of the series here needs."""
    from ...compiler.bible.resolve import load_bible
    from ...compiler.driver import target_of
    from ...compiler.request import Request
    from ..health.target import findings_of
    from ..locks.locking import open_lock
    from ..naming import among
    from ..session import admit, open_project

    project = open_project(start)
    if project.bible is None:
        raise click.UsageError("A bare script has no targets: name one in a series.yaml.")
    bible, sources, found = load_bible(project.bible, project.root)
    admit(found, sources)
    if name:
        among(name, list(bible.targets), "target")
    return findings_of(bible, target_of(bible, Request(target=name, tiny=tiny)), open_lock(project))


def _findings() -> Iterator[Finding]:
    current = ".".join(map(str, sys.version_info[:3]))
    yield sys.version_info >= (3, 11), f"Python {current}", "dramac needs Python 3.11 or newer"
    for module, package in (*EVERY_BUILD.items(), *SPEECH.items()):
        yield _module(module, package)
    yield _sharing()
    yield _attempt("fonts for Latin and Chinese", _fonts, EXTRA)
    yield _attempt("ffmpeg with libx264 and AAC", _ffmpeg, EXTRA)
    yield _attempt("Kokoro voices", _kokoro, EXTRA)
    free = shutil.disk_usage(Path.cwd()).free
    yield free > ROOM, f"{free / 1e9:.1f} GB free on this disk", "a minute of film takes about 100 MB: make room"


def _module(module: str, package: str) -> Finding:
    try:
        found = version(package)
    except PackageNotFoundError:
        return False, package, EXTRA
    try:
        import_module(module)
    except (ImportError, OSError) as fault:
        return False, f"{package} {found} cannot be loaded: {fault}", LIBRARIES.get(module, EXTRA)
    return True, f"{package} {found}", ""


def _sharing() -> Finding:
    """Sharing a store is a choice: only who has named one in the environment is in need of it."""
    found = _module("obstore", "obstore")
    if found[0]:
        return True, f"{found[1]} (shared stores)", ""
    from ...runtime.remote import EXTRA as remote

    wanted = bool(os.environ.get("DRAMAC_STORE"))
    why = "which $DRAMAC_STORE needs" if wanted else "not here: needed only to share a store"
    return not wanted, f"{found[1]}, {why}", remote


def _attempt(what: str, check: Callable[[], str], remedy: str) -> Finding:
    from ...runtime.job import Fault

    try:
        return True, f"{what}: {check()}", ""
    except Fault as fault:
        return False, f"{what}: {fault}", fault.help or remedy
    except (ImportError, OSError) as fault:
        return False, f"{what}: {fault}", remedy


def _fonts() -> str:
    from ...runtime.backends.animatic.fonts import locate
    from ...stdlib import data

    fonts = data("backends")["animatic"]["fonts"]
    return ", ".join(locate(face, fonts).name for face in ("sans", "serif"))


def _ffmpeg() -> str:
    from ...runtime.assemble import ffmpeg

    program = ffmpeg.binary()
    known = subprocess.run([program, "-hide_banner", "-encoders"], capture_output=True, text=True, timeout=20).stdout
    lacking = [name for name in ("libx264", "aac") if f" {name} " not in known]
    if lacking:
        raise OSError(f"{program} cannot encode {' or '.join(lacking)}")
    return program


def _kokoro() -> str:
    from ...runtime.backends.kokoro import model

    voice = model.voices()[0]
    spoken = model.render("hˈIː", [(voice, 1.0)], 1.0)
    return f"{len(model.voices())} voices, a test word took {len(spoken.audio) / model.RATE:.1f} s to say"
