"""The road of an editor: every script judged, from memory where that can be, and the story of the series put together."""

from __future__ import annotations

from collections.abc import Sequence

from ..analyse import Analysis, analyse
from ..bible.translations import load_translations
from ..check.settle import settle
from ..checked.episode import Desk
from ..checked.pieces import chained, is_apart, undisturbed
from ..checked.reading import read_here
from ..checked.series import Chain, Varies, gathered
from ..checked.shelf import Keeper
from ..expand.library import Library, Reading
from ..project import Project, read_included
from ..story.reuse import reuse
from .memory import Bench, Head, Memory


def analysed(project: Project, memory: Memory) -> Analysis:
    """What `analyse(project, film=True)` gives, with the help of what is in `memory`, which then holds what is found now."""
    with undisturbed():
        try:
            found = _pieced(project, memory) if is_apart(project) else None
        except Varies:
            found = None
        if found is None:
            found = analyse(project, film=True)
        for gone in memory.scripts.keys() - {one.path for one in project.scripts}:
            del memory.scripts[gone]
        return found


def _pieced(project: Project, memory: Memory) -> Analysis | None:
    """The analysis of a series whose scripts can be judged one by one; None for another. Raises Varies for another, too."""
    head = memory.read_head(project)
    translations, texts, more = load_translations(project.translations, project.root)
    desk = Desk(project, head.bible, head.names, head.cast, translations, texts,
                lambda: memory.whole(head), sources=head.sources)
    told = chained(desk, Bench(desk, head, memory), _read)
    if told is None:
        return None
    ground = gathered(told, (*head.found, *more), film=True)
    settled = settle(ground.raw, ground.ground)
    works = [memory.scripts[one.path].work for one in project.scripts]
    episodes = tuple(one.episode for one in reuse([works[index].lowered for index in told.order]))
    library = _library(project, head, [one.library for one in works])
    return Analysis(head.bible, ground.sources, {one.script.source.path: one.script for one in works}, episodes,
                    memory.follow(episodes, head.bible), settled.told, library, translations, frozenset(), settled,
                    ground.ground)


def _read(told: Chain, indices: Sequence[int], keeper: Keeper) -> None:
    """Read the scripts `indices` in this process, whose trees are wanted."""
    for index, found in read_here(told, indices, keeper):
        told.take(index, found)


def _library(project: Project, head: Head, each: Sequence[Library]) -> Library:
    """What all scripts together were put together from."""
    def read(name: str) -> Reading | str:
        found = read_included(project.root, name)
        return found if isinstance(found, str) else (found[0], ())

    whole = Library(head.bible, head.names, head.cast, read)
    for one in each:
        whole.scripts.update(one.scripts)
        whole.found.update(one.found)
        whole.used.update(one.used)
    return whole
