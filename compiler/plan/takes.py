"""Alternatives of shots: each drawn several times, as takes with numbers, with a picture out of its middle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..base.nodes import node, replace
from ..cut.nodes import Cut, Shot, Transition
from . import stages
from .backends import version_of
from .nodes import Input, Plan, Product, Task, make_task
from .picture import label_of, picture_tasks
from .speech import Spoken


@node
class Alternative:
    """Take `take` of shot `number` (from 1): the `frame` that is shown of it, and the task whose `image` is that picture."""

    number: int
    take: int
    frame: int
    key: str


def alternatives(cut: Cut, numbers: Sequence[int], count: int, spoken: Spoken,
                 backend: str) -> tuple[Plan, tuple[Alternative, ...]]:
    """The plan that draws takes 1 to `count` of the shots `numbers` (from 1) of `cut` on `backend`, and the pictures that it
    makes, shot by shot. A take beyond `count` that is the shot's own is drawn too.

    Every shot is drawn whole, as if nothing overlapped it; where nothing does, its tasks are those of a build.
    """
    speech = spoken.lines
    tasks: dict[str, Task] = {task.key: task for task in (*spoken.before, *speech.values())}
    found: list[Alternative] = []
    for number in numbers:
        own = cut.shots[number - 1]
        for take in (*range(1, count + 1), *((own.take,) if own.take > count else ())):
            shot = replace(own, take=take, transition=Transition())
            plates, segments = picture_tasks(replace(cut, shots=(shot,)), speech, backend)
            picture = _picture(shot, segments[-1].task, number)
            for task in (*plates, *(one.task for one in segments), picture):
                tasks.setdefault(task.key, task)
            found.append(Alternative(number, take, shot.frames // 2, picture.key))
    products = [Product(f"{one.number:03d}-{one.take}.jpg", one.key, "image") for one in found]
    return Plan(_needed(tasks, [one.key for one in found]), tuple(products)), tuple(found)


def _picture(shot: Shot, segment: Task, number: int) -> Task:
    return make_task("poster", "master", version_of("master"), {"frame": shot.frames // 2},
                     inputs=(Input("segment", segment.key, "video"),), outputs=("image",), resource="io", stage=stages.MASTER,
                     label=f"take {shot.take} of shot {number}, {label_of(shot)}", spans=shot.spans)


def _needed(tasks: Mapping[str, Task], wanted: list[str]) -> tuple[Task, ...]:
    """Those of `tasks`, which are in an order that can be carried out, that lead to what is `wanted`."""
    alive: set[str] = set()
    while wanted:
        key = wanted.pop()
        if key not in alive:
            alive.add(key)
            wanted += [one.key for one in tasks[key].inputs]
    return tuple(task for key, task in tasks.items() if key in alive)
