"""The index of a whole project, made from what analysing it has found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..analyse import Analysis
from ..bible.names import Names
from ..syntax.tree import Script
from .bible import read_bible, read_translation
from .nodes import Index, Occurrence, make_index
from .script import Reader, first_uses, with_owners

_TRANSLATIONS = "translations/"
_INFERRED = frozenset(("cast", "place", "prop", "fact"))


def index(analysis: Analysis) -> Index:
    """Every place of the project's files where something with a name is declared or used. Linear in their size.

    Names are resolved as the compiler resolves them; what it could not resolve is not in the index. Without a bible
    the first use of a name is its declaration; so is that of a fact that nobody plants.
    """
    found = with_owners(_of_scripts(analysis))
    if analysis.bible.inferred:
        return make_index(first_uses(found, _INFERRED))
    return make_index(first_uses((*found, *_of_yaml(analysis)), frozenset(("fact",))))


def all_scripts(analysis: Analysis) -> Mapping[str, Script]:
    """The scripts of the episodes, and those that they include, by path."""
    return {**analysis.library.scripts, **analysis.scripts}


def stem(path: str) -> str:
    """The name of a file without its folder and ending: the id of the episode that it holds."""
    return path.rpartition("/")[2].rpartition(".")[0]


def _of_scripts(analysis: Analysis) -> Iterator[Occurrence]:
    reader = Reader(analysis.bible, Names(analysis.bible))
    for path, script in all_scripts(analysis).items():
        yield from reader.read(script, stem(path))


def _of_yaml(analysis: Analysis) -> Iterator[Occurrence]:
    names = Names(analysis.bible)
    lines = {one.id: {line.id: stem(line.span.path) for line in one.lines() if line.id} for one in analysis.episodes}
    scripts = all_scripts(analysis)
    for path, source in analysis.sources.items():
        if path in scripts or not path.endswith((".yaml", ".yml")):
            continue
        if path.startswith(_TRANSLATIONS):
            yield from read_translation(source, lines.get(stem(path), {}))
        else:
            yield from read_bible(source, analysis.bible, names)
