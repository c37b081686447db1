"""Starting points for new projects: folders of text files under `templates/`."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent / "templates"


def template(name: str) -> dict[str, str]:
    """The files of the template `name` (`series-en`, `series-zh-Hans`): relative paths to texts, in which `{{title}}`
    stands for the title. A leading `_` in a file's name stands for a dot. Raises KeyError when there is none."""
    folder = _HERE / name
    if name not in {one.name for one in _HERE.iterdir()}:
        raise KeyError(name)
    files = sorted(one for one in folder.rglob("*") if one.is_file())
    return {_written(one.relative_to(folder)): one.read_text(encoding="utf-8") for one in files}


def _written(path: Path) -> str:
    return path.with_name("." + path.name[1:]).as_posix() if path.name.startswith("_") else path.as_posix()
