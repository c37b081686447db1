"""Random weights of the smallest sizes, built once into the user's cache folder: whole or not there."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from ... import __version__
from ...compiler.base.kept import cache_folder
from .. import files
from ..job import Fault

_NAME = re.compile(r"[a-z0-9_]{1,64}")


def built(name: str, versions: Sequence[str], build: Callable[[Path], None]) -> Path:
    """The folder of the tiny weights `name`, which `build` makes in the folder that it is given, if they are not there yet.
    `versions` are those of what decides on their bytes; that of dramac is among them anyway. Builds that run at the same time
    do not see each other's halves: the first one to finish wins. Raises Fault."""
    cache = cache_folder()
    if cache is None or not _NAME.fullmatch(name):
        raise Fault("there is no folder to keep tiny weights in", "set XDG_CACHE_HOME to a folder that can be written")
    mark = "-".join(re.sub(r"[^A-Za-z0-9.+]", "_", one) for one in (*versions, __version__))
    place = cache / "dramac" / "tiny" / f"{name}-{mark}"
    if place.is_dir():
        return place
    with files.disk("tiny weights cannot be written"):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(dir=place.parent, prefix=".new-"))
        try:
            build(new)
            _move(new, place)
        finally:
            shutil.rmtree(new, ignore_errors=True)
    return place


def _move(new: Path, place: Path) -> None:
    try:
        os.rename(new, place)
    except OSError:
        if not place.is_dir():  # else another process was quicker, with the same bytes
            raise
