"""How films are joined from tasks: which tasks a file needs, and which pieces of a film show which shot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..cut.nodes import Cut
from ..plan.nodes import Plan, Task


def finals_of(plan: Plan, films: int) -> list[tuple[str, ...]]:
    """The tasks of the files of each of the `films` of a plan, the film itself last; nothing for any of them where the plan
    delivers another number of films."""
    tasks = plan.by_key()
    files: list[tuple[str, ...]] = [()]
    for product in plan.products:  # those of a film stand together, the film itself last
        files[-1] = (*files[-1], product.key)
        if tasks[product.key].action == "master":
            files.append(())
    return files[:-1] if len(files) == films + 1 else [()] * films


def pieces_of(cut: Cut, master: Task | None) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """For each shot of `cut` the tasks that make the pieces of the film in which it is seen alone, and those of the transition
    into it. `master` is the task that joins the film."""
    segments = _segments(master)
    tails = [one.transition.frames for one in cut.shots[1:]] + [0]
    found = []
    for start, shot, tail in zip(cut.starts(), cut.shots, tails, strict=True):
        lead = start + shot.transition.frames
        found.append((_within(segments, lead, start + shot.frames - tail), _within(segments, start, lead)))
    return found


def upstream(keys: Iterable[str], tasks: Mapping[str, Task]) -> dict[str, Task]:
    """The tasks `keys` and all that they need, by key."""
    wanted, found = list(keys)[::-1], {}
    while wanted:
        key = wanted.pop()
        if key not in found and key in tasks:
            found[key] = tasks[key]
            wanted += [one.key for one in reversed(tasks[key].inputs)]
    return found


def _segments(master: Task | None) -> list[tuple[int, int, str]]:
    """The pieces that the film is joined from: first frame, frame past the last, task."""
    frames = master.params.get("frames") if master is not None else None
    if master is None or not isinstance(frames, list | tuple):
        return []
    found, at = [], 0
    keys = [one.key for one in master.inputs if one.role.startswith("segment:")]
    for key, count in zip(keys, frames, strict=False):
        found.append((at, at + count, key))
        at += count
    return found


def _within(segments: Sequence[tuple[int, int, str]], start: int, stop: int) -> tuple[str, ...]:
    return tuple(key for first, last, key in segments if first < stop and last > start)
