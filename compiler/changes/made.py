"""Why a shot is made otherwise although the film asks for the same: backends, their versions, models, parameters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..plan.nodes import Task
from .ground import Ground
from .joined import upstream
from .leaves import arrow, differing
from .nodes import Cause
from .side import Seen

_KEYS = ("picture", "keyframe", "video", "voice", "upscale", "interpolate", "lipsync", "music", "quality")
_MOST = 4


def made(ground: Ground, old: Seen, new: Seen) -> Iterator[Cause]:
    """The causes that lie in who makes a shot: its pictures and its lines."""
    was, now = _tasks(old, ground.old_tasks), _tasks(new, ground.new_tasks)
    text = "; ".join(_differ(was, now))
    if text:
        said = differing(ground.old_files.under(ground.old.target.span), ground.new_files.under(ground.new.target.span), _KEYS)
        at = said.at if said else ((ground.new.target.span,) if ground.new.target.span.path else ())
        yield Cause("target", f"made with {text}", at, said.was if said else ())


def parameters(ground: Ground, old: Seen, new: Seen) -> Iterator[Cause]:
    """The parameters of its tasks that differ, for a shot of which nothing else is known."""
    was, now = _tasks(old, ground.old_tasks), _tasks(new, ground.new_tasks)
    names: dict[str, None] = {}
    for one, other in zip(was, now, strict=False):
        if one.action == other.action and one.key != other.key:
            names |= dict.fromkeys(f"{other.action}: {name}" for name in _paths(one.params, other.params, ""))
    if names:
        yield Cause("parameters", ", ".join(list(names)[:_MOST]) + (" …" if len(names) > _MOST else ""),
                    new.shot.spans[:1], derived=True)


def _tasks(seen: Seen, tasks: Mapping[str, Task]) -> list[Task]:
    return list(upstream((*seen.own, *(one.key for one in seen.said)), tasks).values())


def _differ(was: Sequence[Task], now: Sequence[Task]) -> Iterator[str]:
    """`kokoro → espeak`, for every action that is made by another backend, version or model."""
    before, after = _makers(was), _makers(now)
    told: dict[str, list[str]] = {}
    for action in after:
        if action in before and before[action] != after[action]:
            told.setdefault(arrow(before[action], after[action]), []).append(action)
    for text, actions in told.items():
        yield f"{text} ({', '.join(actions)})"
    if set(before) != set(after) and not set(before) & set(after) - {"speech"}:
        yield arrow(", ".join(sorted(set(before) - {"speech"})), ", ".join(sorted(set(after) - {"speech"})))


def _makers(tasks: Sequence[Task]) -> dict[str, str]:
    found: dict[str, dict[str, None]] = {}
    for task in tasks:
        marks = sorted(str(value)[:12] for name, value in task.params.items() if name.endswith("_sha256"))
        name = " ".join((task.model or task.backend, task.version, *marks))
        found.setdefault(task.action, {})[name] = None
    return {action: ", ".join(sorted(names)) for action, names in found.items()}


def _paths(one: Any, other: Any, path: str) -> Iterator[str]:
    """The names of the values that differ between two trees of parameters."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        for name in dict.fromkeys((*one, *other)):
            yield from _paths(one.get(name), other.get(name), f"{path}.{name}" if path else str(name))
    elif one != other:
        yield path
