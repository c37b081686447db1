"""The index of a whole project, made from what analysing it has found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from operator import is_

from ..analyse import Analysis
from ..base.source import stem
from ..bible.names import Names
from ..syntax.tree import Script
from .bible import read_bible, read_translation
from .nodes import Index, Occurrence, make_index
from .script import Reader, first_uses, with_owners

_TRANSLATIONS = "translations/"
_INFERRED = frozenset(("cast", "place", "prop", "fact"))


class Known(dict[str, tuple[tuple[object, ...], tuple[object, ...], tuple[Occurrence, ...]]]):
    """The occurrences of the files of an earlier index, by path; with what they were read from: things that have to be the
    very same, and things that have to be equal."""

    def read(self, path: str, same: tuple[object, ...], equal: tuple[object, ...],
             reading: Callable[[], Iterable[Occurrence]]) -> tuple[Occurrence, ...]:
        """Those of the file `path`, by `reading` it unless they are known."""
        old = self.get(path)
        if old is None or not all(map(is_, old[0], same)) or old[1] != equal:
            old = self[path] = same, equal, tuple(reading())
        return old[2]


def index(analysis: Analysis, known: Known | None = None) -> Index:
    """Every place of the project's files where something with a name is declared or used. Linear in their size; files that
    are `known` from an earlier index of the project are not read again.

    Names are resolved as the compiler resolves them; what it could not resolve is not in the index. Without a bible
    the first use of a name is its declaration; so is that of a fact that nobody plants.
    """
    known = known if known is not None else Known()
    for gone in known.keys() - {*all_scripts(analysis), *analysis.sources}:
        del known[gone]
    found = with_owners(_of_scripts(analysis, known))
    if analysis.bible.inferred:
        return make_index(first_uses(found, _INFERRED))
    return make_index(first_uses((*found, *_of_yaml(analysis, known)), frozenset(("fact",))))


def all_scripts(analysis: Analysis) -> Mapping[str, Script]:
    """The scripts of the episodes, and those that they include, by path."""
    return {**analysis.library.scripts, **analysis.scripts}


def _of_scripts(analysis: Analysis, known: Known) -> Iterator[Occurrence]:
    reader = Reader(analysis.bible, Names(analysis.bible))
    for path, script in all_scripts(analysis).items():
        yield from known.read(path, (script, analysis.bible), (), partial(reader.read, script, stem(path)))


def _of_yaml(analysis: Analysis, known: Known) -> Iterator[Occurrence]:
    names = Names(analysis.bible)
    lines = {one.id: {line.id: stem(line.span.path) for line in one.lines() if line.id} for one in analysis.episodes}
    scripts = all_scripts(analysis)
    for path, source in analysis.sources.items():
        if path in scripts or not path.endswith((".yaml", ".yml")):
            continue
        if path.startswith(_TRANSLATIONS):
            own = lines.get(stem(path), {})
            yield from known.read(path, (), (source, own), partial(read_translation, source, own))
        else:
            yield from known.read(path, (analysis.bible,), (source,), partial(read_bible, source, analysis.bible, names))
