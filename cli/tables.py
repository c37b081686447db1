"""The files of `stdlib/made`: tables that every run would have to make of the files of this package.

`python -m dramac.cli.tables` writes them; `make tables` does.
"""

from __future__ import annotations

from pathlib import Path

from ..compiler.base.made import FOLDER
from ..compiler.bible.shapes import written_shapes
from ..compiler.syntax import machine
from ..stdlib import read
from ..stdlib.models import read as models


def documents() -> dict[str, str]:
    """The files of the folder: names to texts."""
    return dict([*read.tables(), *models.tables(), *machine.written(), *written_shapes()])


def write(folder: Path) -> None:
    """Make `folder` hold exactly these files: those of things that are gone are removed."""
    made = documents()
    for file in folder.rglob("*.json"):
        if file.relative_to(folder).as_posix() not in made:
            file.unlink()
    for name, text in made.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(FOLDER)
