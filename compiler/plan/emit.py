"""Cuts become a plan: one pass over each cut, every task with its key. Equal tasks are still there twice; passes merge them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..cut.nodes import Cut
from ..story.nodes import Line
from .master import master_tasks
from .nodes import Plan, Product, Task
from .picture import picture_tasks
from .sound import sound_tasks


@dataclass(frozen=True, slots=True)
class Take:
    """One cut on its way into the plan: its title, the lines it speaks, their speech tasks, and the picture backend."""

    cut: Cut
    title: str
    lines: Sequence[Line]
    speech: Mapping[int, Task]
    picture: str


def emit(takes: Sequence[Take]) -> Plan:
    """The whole plan of `takes`, in film order, before any pass."""
    tasks: list[Task] = []
    products: list[Product] = []
    for take in takes:
        plates, segments = picture_tasks(take.cut, take.speech, take.picture)
        sounds, mix = sound_tasks(take.cut, take.lines, take.speech)
        finish, files = master_tasks(take.cut, take.title, segments, mix)
        tasks += [*take.speech.values(), *sounds, *plates, *(one.task for one in segments), mix, *finish]
        products += files
    return Plan(tuple(tasks), tuple(products))
