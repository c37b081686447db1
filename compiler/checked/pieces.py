"""A series read script by script, each only if it, or what it hangs on, has changed."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from ..analyse import analyse, bible_of, cast_words
from ..base.pattern import Lazy
from ..base.source import Source
from ..bible.names import Names
from ..bible.translations import load_translations
from ..project import Project
from ..story.front import read_number
from ..story.state import starts
from ..syntax.parse import parse
from . import reading
from .episode import Desk, stem, strange_rules
from .hands import CrewLost
from .passed import passed
from .record import Record
from .remembered import remember
from .result import Checked, Work
from .series import Chain, Varies, together
from .shelf import Shelf, tidy

_BLANK_LINE = Lazy(r"\n[ \t\r]*\n")
_LONGEST_PAGE = 100_000


def read(project: Project) -> Checked:
    """The findings on `project`, which are kept for the next run."""
    if len({stem(source.path) for source in project.scripts}) < len(project.scripts) or strange_rules():
        return _whole(project)
    bible, sources, found = bible_of(project)
    translations, texts, more = load_translations(project.translations, project.root)
    desk = Desk(project, bible, Names(bible), cast_words(bible), translations, texts)
    try:
        with _undisturbed():
            told = _told(desk)
            if not told.in_story_order():
                return _whole(project)
            checked = together(told, sources, (*found, *more))
    except (CrewLost, Varies):
        return _whole(project)
    if all(record.whole for record in told.records.values()):
        remember(project, checked, {name: now for one in told.records.values() for name, now in one.reads.items()})
    return checked


def _told(desk: Desk) -> Chain:
    """Every script of the series, judged: from the shelf where that can be, else read."""
    scripts = desk.project.scripts
    shelf = Shelf(desk)
    known = {index: kept for index, source in enumerate(scripts) if (kept := shelf.load(source)) is not None}
    order = _order(scripts, {index: one.record for index, one in known.items()})
    told = Chain(desk, order, known, passed(starts(desk.bible)))
    for index, one in known.items():
        for _ in told.add(index, one.record, one.bones):
            raise AssertionError("a kept script is judged, stale, or waits")
    _read(told, [index for index in order if index not in known], shelf)
    told.hear()
    _read(told, [index for index in order if index in told.stale], shelf)
    return told


def _read(told: Chain, indices: Sequence[int], shelf: Shelf) -> None:
    if indices:
        reading.read(told, indices, shelf)
        tidy()


def _order(scripts: Sequence[Source], known: Mapping[int, Record]) -> list[int]:
    """The scripts in story order, as far as title pages tell without reading the rest."""
    def place(index: int) -> tuple[int, str]:
        if index in known:
            return known[index].ledger.number, known[index].ledger.id
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
def _undisturbed() -> Iterator[None]:
    """Keeps the collector of reference cycles from running: what is made here has none."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


