"""Keeps the plan of every version of every episode, so that a change in one of them costs the directing of one."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from ..base import kept
from ..base.diagnostic import Diagnostic, Edit, Fix, Label, Severity
from ..base.nodes import node, replace
from ..base.records import Codec
from ..base.source import Span
from ..plan.nodes import Plan
from .forms import Rows, plan_data, pressed

SHELF = "takes"
_MOST, _DAYS = 512 << 20, 30.0
_PARTS = 2
"""The plan with all that belongs to it, and the parameters of its tasks, which hardly anybody reads."""


@node
class Fragment:
    """The plan of one version of one episode before any pass, and what was `found` in directing it, with numbers for places
    of other scripts. `spoken` are the keys of its speech tasks, one for each line; `heard` the lengths, by key, with which it
    was made; `acted` are those of the speech tasks whose manner a voice may not be capable of. `fresh` where it was made in
    this run. It is kept in `place` with its `mark`, or nowhere. The first tasks
    of the plan are its `voices`: so many; -1 where they do not stand there."""

    plan: Plan
    found: tuple[Diagnostic, ...]
    spoken: tuple[str, ...]
    heard: Mapping[str, float]
    acted: tuple[str, ...]
    shots: tuple[str, ...] = ()
    voices: int = -1
    fresh: bool = False
    place: str = ""
    mark: str = ""

    @property
    def guessed(self) -> int:
        """How many lines have not been spoken."""
        return sum(key not in self.heard for key in self.spoken)


@cache
def _codec() -> Codec:
    return Codec(Span, Severity, Label, Edit, Fix, Diagnostic)


def load(place: str, mark: str, timings: Mapping[str, float]) -> Fragment | None:
    """What is kept in `place`, if it was made of what `mark` stands for, and with the lengths that lines have now."""
    try:
        rows, one = rows_of(place, mark, timings)
        return replace(one, plan=rows.plan([rows.task(at) for at in range(len(rows))]))
    except (TypeError, ValueError, AttributeError, LookupError):
        return None  # nothing, or something that this version never wrote


def rows_of(place: str, mark: str, timings: Mapping[str, float]) -> tuple[Rows, Fragment]:
    """The same, with tasks that are still to be made. Raises ValueError, TypeError, AttributeError or LookupError where there
    is none."""
    parts = kept.load_parts(SHELF, place)
    if parts is None or len(parts) != _PARTS:
        raise ValueError("nothing is kept")
    found: Any = json.loads(parts[0])
    own, told, spoken, heard, acted, plan, shots, voices = found
    made = _codec().value(told)
    if own != mark or lengths(spoken, timings) != heard or not isinstance(made, tuple):
        raise ValueError("what is kept is another plan")
    rows = Rows(plan, parts[1])
    return rows, Fragment(rows.plan(()), made, tuple(spoken), heard, tuple(acted), tuple(shots), int(voices),
                          place=place, mark=mark)


def save(place: str, mark: str, one: Fragment) -> Fragment:
    """Keep `one` in `place`, and say so in it; what cannot be kept is not."""
    if any(span.start < 0 for task in one.plan.tasks for span in task.spans):
        return one  # a number instead of a place, which would be another one in the next run
    try:
        head = [mark, _codec().data(one.found), list(one.spoken), dict(one.heard), list(one.acted), plan_data(one.plan),
                list(one.shots), one.voices]
        params = pressed([task.params for task in one.plan.tasks])
        kept.save_parts(SHELF, place, [json.dumps(head, separators=(",", ":")), params])
    except TypeError:
        return one
    return replace(one, place=place, mark=mark)


def tidy() -> None:
    """Keep the shelf small; to be called after something was kept."""
    kept.tidy(SHELF, _MOST, _DAYS)


def lengths(spoken: Sequence[str], timings: Mapping[str, float]) -> dict[str, float]:
    """The lengths that are known of the speech tasks `spoken`."""
    return {key: timings[key] for key in dict.fromkeys(spoken) if key in timings}


