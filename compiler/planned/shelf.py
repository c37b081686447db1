"""Keeps the plan of every version of every episode, so that a change in one of them costs the directing of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from ..base import kept
from ..base.diagnostic import Diagnostic, Edit, Fix, Label, Severity
from ..base.nodes import node
from ..base.records import Codec
from ..base.source import Span
from ..plan.nodes import Plan
from .forms import plan_data, plan_of

SHELF = "takes"
_MOST, _DAYS = 512 << 20, 30.0


@node
class Fragment:
    """The plan of one version of one episode before any pass, and what was `found` in directing it, with numbers for places
    of other scripts. `spoken` are the keys of its speech tasks, one for each line; `heard` the lengths, by key, with which it
    was made; `acted` are those of the speech tasks whose manner a voice may not be capable of. `fresh` where it was made in
    this run."""

    plan: Plan
    found: tuple[Diagnostic, ...]
    spoken: tuple[str, ...]
    heard: Mapping[str, float]
    acted: tuple[str, ...]
    shots: tuple[str, ...] = ()
    fresh: bool = False

    @property
    def guessed(self) -> int:
        """How many lines have not been spoken."""
        return sum(key not in self.heard for key in self.spoken)


@cache
def _codec() -> Codec:
    return Codec(Span, Severity, Label, Edit, Fix, Diagnostic)


def load(place: str, mark: str, timings: Mapping[str, float]) -> Fragment | None:
    """What is kept in `place`, if it was made of what `mark` stands for, and with the lengths that lines have now."""
    data = kept.load(SHELF, place)
    try:
        if data is None or data[0] != mark:
            return None
        _, found, spoken, heard, acted, plan, shots = data
        if lengths(spoken, timings) != heard:
            return None
        told = _codec().value(found)
        if not isinstance(told, tuple):
            return None
        return Fragment(plan_of(plan), told, tuple(spoken), heard, tuple(acted), tuple(shots))
    except (TypeError, ValueError, AttributeError, LookupError):
        return None  # something that this version never wrote


def save(place: str, mark: str, one: Fragment) -> None:
    """Keep `one` in `place`; what cannot be kept is not."""
    if any(span.start < 0 for task in one.plan.tasks for span in task.spans):
        return  # a number instead of a place, which would be another one in the next run
    try:
        kept.save(SHELF, place, [mark, _codec().data(one.found), list(one.spoken), dict(one.heard), list(one.acted),
                                 plan_data(one.plan), list(one.shots)])
    except TypeError:
        return


def tidy() -> None:
    """Keep the shelf small; to be called after something was kept."""
    kept.tidy(SHELF, _MOST, _DAYS)


def lengths(spoken: Sequence[str], timings: Mapping[str, float]) -> dict[str, float]:
    """The lengths that are known of the speech tasks `spoken`."""
    return {key: timings[key] for key in dict.fromkeys(spoken) if key in timings}


