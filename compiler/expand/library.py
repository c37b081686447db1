"""What a script may be put together from: files of the project, macros, variables, variants."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ...stdlib import data
from ..base.diagnostic import Diagnostic
from ..base.source import Source
from ..bible.names import Names
from ..bible.nodes import Bible, Macro, Parameter
from ..syntax.parse import parse
from ..syntax.tree import Directive, Name, Script

Reading = tuple[Source, tuple[Diagnostic, ...]]
LANGUAGE = "lang"


@dataclass(slots=True, repr=False, eq=False)
class Library:
    """`read` gives the text of a file by its project-relative name, with findings about its bytes, or in words why it
    cannot be read. What was read is kept: `scripts` and `found` by name."""

    bible: Bible
    names: Names
    cast: frozenset[str]
    read: Callable[[str], Reading | str]
    scripts: dict[str, Script] = field(default_factory=dict)
    found: dict[str, tuple[Diagnostic, ...]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def script(self, name: str) -> Script | str:
        """The tree of an included file, or why there is none."""
        if name not in self.scripts:
            reading = self.read(name)
            if isinstance(reading, str):
                return reading
            source, garbled = reading
            tree, trouble = parse(source, self.cast)
            self.scripts[name], self.found[name] = tree, (*garbled, *trouble)
        return self.scripts[name]

    def macro(self, id: str) -> Macro | None:
        """The macro of the bible called `id`, or that of the standard library."""
        return self.bible.macros.get(id) or standard_macros().get(id)

    def macros(self) -> tuple[str, ...]:
        """The names of all macros."""
        return (*self.bible.macros, *standard_macros())

    def values(self, key: str) -> tuple[str, ...]:
        """The values that a variant's key may have; none for a key that there is not."""
        if key == LANGUAGE:
            series = self.bible.series
            return (series.language, *series.dubs)
        known = self.bible.variants.get(key)
        return known.values if known else ()

    def keys(self) -> tuple[str, ...]:
        """All keys of variants."""
        return (LANGUAGE, *self.bible.variants)


def standard_macros() -> Mapping[str, Macro]:
    """The macros of the standard library."""
    return {id: _standard(id, one) for id, one in data("macros").items()}


def _standard(id: str, one: Mapping[str, Any]) -> Macro:
    parameters = tuple(Parameter(name, given if isinstance(given, str) else given["type"],
                                 "" if isinstance(given, str) else str(given.get("default", "")))
                       for name, given in one.get("parameters", {}).items())
    return Macro(id, one["body"], parameters, one["help"])


def default_choice(bible: Bible) -> dict[str, str]:
    """The version that is made when nobody asks for another."""
    return {**{id: one.default for id, one in bible.variants.items()}, LANGUAGE: bible.series.language}


def included_by(script: Script) -> list[str]:
    """The files of the project that `script` itself includes, by name."""
    paths = (one.args.get("path") for one in script.body if isinstance(one, Directive) and one.kind == "include")
    found = (inside(one.text, script.source.path) for one in paths if isinstance(one, Name))
    return [one for one in found if one]


def inside(path: str, including: str) -> str | None:
    """The project-relative name that `path` means in the file `including`, or None when it leaves the project."""
    plain = path.replace("\\", "/")
    start = posixpath.dirname(including) if plain.startswith(("./", "../")) else ""
    name = posixpath.normpath(posixpath.join(start, plain))
    return None if plain.startswith("/") or ":" in plain or name.split("/")[0] == ".." or "\0" in name else name
