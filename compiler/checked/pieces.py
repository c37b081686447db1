"""A series read script by script, each only if it, or what it hangs on, has changed."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from ..analyse import analyse, bible_of, cast_words
from ..base import expressions
from ..base.diagnostic import Diagnostic
from ..base.nodes import node
from ..base.pattern import Lazy
from ..base.source import Source, stem
from ..bible.names import Names
from ..bible.nodes import Bible
from ..bible.translations import load_translations
from ..project import Project
from ..story.front import read_number
from ..story.state import starts
from ..syntax.parse import parse
from . import reading
from .casting import Completed
from .episode import Desk, Maker, strange_rules
from .hands import CrewLost
from .passed import passed
from .record import Record
from .remembered import remember
from .result import Checked, Work
from .series import Chain, Varies, together
from .shelf import Keeper, Shelf, tidy

_BLANK_LINE = Lazy(r"\n[ \t\r]*\n")
_LONGEST_PAGE = 100_000


def read(project: Project) -> Checked:
    """The findings on `project`, which are kept for the next run."""
    with undisturbed():
        try:
            series = tell(project)
            checked = together(series.told, series.beside) if series is not None else None
        except Varies:
            checked = None
        if series is None or checked is None:
            return _whole(project)
    if series.reads is not None:
        remember(project, checked, series.reads)
    return checked


@node
class Series:
    """A series of which every script is judged. `of_bible` is what was found in the bible, `beside` in that and in the
    translations; `reads` has the digests of the files that scripts include, and is None where one cannot be read."""

    told: Chain
    of_bible: tuple[Diagnostic, ...]
    beside: tuple[Diagnostic, ...]
    reads: Mapping[str, str] | None


def tell(project: Project, making: Callable[[Bible], Maker] | None = None) -> Series | None:
    """The scripts of `project` judged one by one, each only if it has changed, with what the maker that `making` gives
    for the bible makes of them. None where they have to be read as a whole."""
    if not is_apart(project):
        return None
    bible, sources, found = bible_of(project)
    translations, texts, more = load_translations(project.translations, project.root)
    desk = Desk(project, bible, Names(bible), cast_words(bible), translations, texts, Completed(project, bible),
                making and making(bible), sources)
    told = chained(desk, Shelf(desk), _read)
    if told is None:
        return None
    records = told.records.values()
    reads = {name: now for one in records for name, now in one.reads.items()} if all(one.whole for one in records) else None
    return Series(told, found, (*found, *more), reads)


def is_apart(project: Project) -> bool:
    """Whether the scripts of `project` can be judged one by one, as far as their names and the rules tell."""
    return len({stem(source.path) for source in project.scripts}) == len(project.scripts) and not strange_rules()


def chained(desk: Desk, keeper: Keeper, read: Callable[[Chain, Sequence[int], Keeper], None]) -> Chain | None:
    """Every script of the series, judged: taken from the `keeper` where that can be, else read by `read` (see
    `reading.read`). None where they cannot be judged one by one."""
    try:
        told = _told(desk, keeper, read)
    except (CrewLost, Varies):
        return None
    return told if told.in_story_order() else None


def _told(desk: Desk, keeper: Keeper, read: Callable[[Chain, Sequence[int], Keeper], None]) -> Chain:
    scripts = desk.project.scripts
    known = {index: kept for index, source in enumerate(scripts) if (kept := keeper.load(source)) is not None}
    order = _order(scripts, {index: one.record for index, one in known.items()})
    told = Chain(desk, order, known, passed(starts(desk.bible)), keeper)
    for index, one in known.items():
        for _ in told.add(index, one.record, one.bones):
            raise AssertionError("a kept script is judged, stale, or waits")
    read(told, [index for index in order if index not in known], keeper)
    told.hear()
    read(told, [index for index in order if index in told.stale], keeper)
    return told


def _read(told: Chain, indices: Sequence[int], keeper: Keeper) -> None:
    if indices:
        reading.read(told, indices, keeper)
        tidy()
        expressions.keep()


def _order(scripts: Sequence[Source], known: Mapping[int, Record]) -> list[int]:
    """The scripts in story order, as far as title pages tell without reading the rest."""
    def place(index: int) -> tuple[int, str]:
        if index in known:
            return known[index].number, known[index].id
        source = scripts[index]
        blank = _BLANK_LINE.search(source.text, 0, _LONGEST_PAGE)
        page = source.text[: blank.start() + 1 if blank else _LONGEST_PAGE]
        head = parse(Source(source.path, page))[0]
        return read_number(head, stem(source.path)), stem(source.path)

    return sorted(range(len(scripts)), key=place)


def _whole(project: Project) -> Checked:
    """The findings on a series whose scripts cannot be judged one by one."""
    analysis = analyse(project, film=True)
    scenes = sum(len(one.scenes) for one in analysis.episodes)
    return Checked(analysis.bible.lint, analysis.sources, analysis.settled, Work(scenes, scenes))


@contextmanager
def undisturbed() -> Iterator[None]:
    """Keeps the collector of reference cycles from running: what is made here has none."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


