"""Who is in a folder: rules, backends, commands and formats are found by listing it, so adding one is adding a file."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from types import ModuleType


def members(package: ModuleType) -> tuple[str, ...]:
    """The names of the modules and sub-packages of `package`, sorted, without those that begin with `_`. A member whose
    name is a word of Python (`import`) has a file with `_` behind it."""
    found = set()
    for folder in package.__path__:
        for entry in Path(folder).iterdir():
            if entry.suffix == ".py" and not entry.name.startswith("_"):
                found.add(entry.stem.removesuffix("_"))
            elif entry.is_dir() and (entry / "__init__.py").is_file():
                found.add(entry.name)
    return tuple(sorted(found))


def member(package: ModuleType, name: str) -> ModuleType:
    """The module `name` of `package`. Raises KeyError when the folder holds no such module."""
    if name not in members(package):
        raise KeyError(name)
    return _module(package, name)


def everyone(package: ModuleType) -> Iterator[tuple[str, ModuleType]]:
    """Every module of `package` by name, in order; the folder is listed once."""
    for name in members(package):
        yield name, _module(package, name)


def _module(package: ModuleType, name: str) -> ModuleType:
    return import_module(f"{package.__name__}.{name}{'_' if iskeyword(name) else ''}")
