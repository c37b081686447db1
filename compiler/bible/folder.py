"""Where a series keeps the manifests of its own models: `models/NAME.yaml`."""

from __future__ import annotations

from pathlib import Path

FOLDER = "models"
_ENDING = ".yaml"


def files_of(root: Path) -> list[Path]:
    """The files of the manifests of the series in `root`, by name."""
    folder = root / FOLDER
    try:
        return sorted(one for one in folder.iterdir() if one.suffix == _ENDING and one.is_file())
    except OSError:  # most series have none
        return []
