"""The programs that this machine has for the work of models, as its owner names them: the file $DRAMAC_TOOLS, or
`dramac/tools.yaml` in the user's folder of settings.

A project names models, never programs: who opens a stranger's series runs nothing of theirs. docs/tools.md describes the file.
"""

from __future__ import annotations

import os
import shutil
import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ...job import Fault

PLACES = frozenset(("video", "audio", "out", "pictures", "out_pictures", "faces", "image", "width", "height", "fps", "frames",
                    "from_width", "from_height", "from_fps", "from_frames"))
"""What may stand in braces in a command."""
_KEYS = frozenset(("command", "folder", "timeout", "fps", "environment", "version"))
_LONGEST = 4 * 3600.0
_LARGEST = 1 << 20


@dataclass(frozen=True, slots=True)
class Tool:
    """A program: its `command`, a list of words with places in braces, run in `folder` for at most `timeout` seconds with
    `environment` added. `fps`: the only rate of clips that it takes, 0 for any. `version`: what its owner calls it. `where`:
    the file and line that name it."""

    name: str
    command: tuple[str, ...]
    where: str
    folder: Path | None = None
    timeout: float = _LONGEST
    fps: int = 0
    environment: Mapping[str, str] = field(default_factory=dict)
    version: str = ""

    def takes(self, place: str) -> bool:
        """Whether `{place}` stands in the command."""
        return any(place in _places(word) for word in self.command)


def file() -> Path:
    """Where this machine names its tools. The file need not exist."""
    named = os.environ.get("DRAMAC_TOOLS")
    settings = os.environ.get("XDG_CONFIG_HOME")
    return Path(named) if named else (Path(settings) if settings else Path.home() / ".config") / "dramac" / "tools.yaml"


def tool(name: str) -> Tool:
    """The tool for the model `name`. Raises Fault where there is none, or where the file has a mistake."""
    found = read()
    if name not in found:
        raise Fault(f"no program is named for {name} on this machine",
                    f"name one in {file()} (docs/tools.md shows how), or take {name} out of the target")
    return found[name]


def lacking(names: Iterable[str]) -> dict[str, Fault]:
    """Of the models `names`, those whose tool cannot be run here, each with what is wrong. Nothing is run."""
    found = {}
    for name in dict.fromkeys(names):
        try:
            _present(tool(name))
        except Fault as fault:
            found[name] = fault
    return found


def _present(one: Tool) -> None:
    if one.folder is not None and not one.folder.is_dir():
        raise Fault(f"{one.where}: the folder of {one.name} is not there: {one.folder}", "install it, or correct the file")
    program = one.command[0]
    here = str(one.folder / program) if one.folder is not None and os.sep in program else program
    if shutil.which(here, path=one.environment.get("PATH")) is None:
        raise Fault(f"{one.where}: the program of {one.name} is not there, or may not be run: {here}",
                    "install it, or correct the file")


def read() -> dict[str, Tool]:
    """All tools of this machine, by name; none where it has no file. Raises Fault for a mistake, with file and line."""
    path = file()
    try:
        if path.stat().st_size > _LARGEST:
            raise Fault(f"{path} is too large for a list of tools")
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise Fault(f"the list of tools cannot be read: {path}: {error}") from error
    return {name: _tool(path, name, value, line) for name, value, line in _entries(path, text)}


def _entries(path: Path, text: str) -> list[tuple[str, Any, int]]:
    """The top level of the file: names, values and lines. Raises Fault for what is no mapping, or names something twice."""
    import yaml

    try:
        tree = yaml.compose(text, Loader=yaml.SafeLoader)
        if tree is None:
            return []
        if not isinstance(tree, yaml.MappingNode):
            raise _wrong(path, tree.start_mark.line, "a list of tools has a line `name:` for each")
        found: dict[str, tuple[str, Any, int]] = {}
        for key, value in tree.value:
            name = str(key.value)
            if name in found:
                raise _wrong(path, key.start_mark.line, f"{name} is there twice")
            made = yaml.SafeLoader("")
            found[name] = name, made.construct_document(value), key.start_mark.line
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        raise _wrong(path, mark.line if mark else 0, f"this is no YAML: {getattr(error, 'problem', None) or error}") from error
    return list(found.values())


def _tool(path: Path, name: str, value: Any, line: int) -> Tool:
    """The tool `name` as it is written. Raises Fault for what does not belong there."""
    if not isinstance(value, dict):
        raise _wrong(path, line, f"{name} needs a `command:`")
    strange = sorted(str(key) for key in value if key not in _KEYS)
    if strange:
        raise _wrong(path, line, f"{name}: {strange[0]} is not known here; known are {', '.join(sorted(_KEYS))}")
    words = value.get("command")
    if not isinstance(words, list) or not words or not all(isinstance(one, str | int | float) for one in words):
        raise _wrong(path, line, f"{name}: `command` is a list of words: [program, --option, \"{{video}}\"]; no shell reads it")
    command = tuple(str(one) for one in words)
    _check_places(path, name, command, line)
    timeout, fps = value.get("timeout", _LONGEST), value.get("fps", 0)
    if isinstance(timeout, bool) or not isinstance(timeout, int | float) or not 0 < timeout <= _LONGEST:
        raise _wrong(path, line, f"{name}: `timeout` is a number of seconds up to {_LONGEST:.0f}")
    if isinstance(fps, bool) or not isinstance(fps, int) or not 0 <= fps <= 240:
        raise _wrong(path, line, f"{name}: `fps` is a whole number of frames a second")
    added = value.get("environment") or {}
    if not isinstance(added, dict) or not all(isinstance(one, str | int | float) for one in added.values()):
        raise _wrong(path, line, f"{name}: `environment` gives each variable a value")
    folder = value.get("folder")
    if folder is not None and not isinstance(folder, str):
        raise _wrong(path, line, f"{name}: `folder` is a path")
    return Tool(name, command, f"{path}:{line + 1}", Path(folder).expanduser() if folder else None, float(timeout), fps,
                {str(key): str(one) for key, one in added.items()}, str(value.get("version") or ""))


def _check_places(path: Path, name: str, command: tuple[str, ...], line: int) -> None:
    try:
        places = {place for word in command for place in _places(word)}
    except ValueError as error:
        raise _wrong(path, line, f"{name}: a brace in `command` does not fit ({error}); {{{{ writes one") from error
    unknown = sorted(places - PLACES)
    if unknown:
        raise _wrong(path, line, f"{name}: {{{unknown[0]}}} is not known here; known are {', '.join(sorted(PLACES))}")
    if not places & {"out", "out_pictures"}:
        raise _wrong(path, line, f"{name}: `command` says nowhere where the result goes: {{out}} or {{out_pictures}}")


def _places(word: str) -> set[str]:
    """The names in braces of `word`. Raises ValueError for braces that do not fit."""
    return {name for _, name, _, _ in string.Formatter().parse(word) if name is not None}


def _wrong(path: Path, line: int, message: str) -> Fault:
    return Fault(f"{path}:{line + 1}: {message}", "docs/tools.md describes the file")
