"""What a save changed: findings that are new or gone, and the work that is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from ...compiler.base.diagnostic import Diagnostic, has_errors
from ...compiler.base.nodes import node
from ...compiler.base.source import Source
from ...compiler.passes.tally import FIRST
from ...compiler.plan.nodes import Task
from ..costs.reckoning import expected
from ..lint.fingerprint import line_of
from ..outlook import Outlook


@node
class State:
    """A series at one moment: its findings with the texts that they are about, its tasks, and the keys of those that are
    there already. Where scripts hold errors (`broken`) the tasks are those of the last moment at which they held none."""

    found: tuple[Diagnostic, ...]
    sources: Mapping[str, Source]
    tasks: tuple[Task, ...]
    cached: frozenset[str]
    broken: bool

    def keys(self) -> list[str]:
        """The keys of all tasks."""
        return [task.key for task in self.tasks]

    def missing(self) -> list[Task]:
        """The tasks that are to be made."""
        return [task for task in self.tasks if task.key not in self.cached]


@node
class Change:
    """What is another way than before: findings that are `new` and `gone`, and tasks to make that were not asked for
    before."""

    new: tuple[Diagnostic, ...] = ()
    gone: tuple[Diagnostic, ...] = ()
    tasks: tuple[Task, ...] = ()

    def shots(self) -> list[Task]:
        """Those of the tasks that begin a shot."""
        return [task for task in self.tasks if task.action in FIRST]


def state_of(outlook: Outlook, last: State | None, ledger: Path) -> State:
    """The state that `outlook` shows; `last` is the one before. What work took here before is in `ledger`."""
    planned = outlook.planned
    found = (*planned.told, *planned.found)
    if has_errors(planned.told):
        tasks, cached = (last.tasks, last.cached) if last is not None else ((), frozenset[str]())
        return State(found, planned.sources, tasks, cached, broken=True)
    plan = expected(planned.plan, planned.bible, ledger, lambda words: None)
    return State(found, planned.sources, plan.tasks, outlook.cached, broken=False)


def change(before: State, after: State) -> Change:
    """What is another way in `after` than in `before`. A finding that only moved with its line is the same."""
    known = set(before.keys())
    return Change(_beside(after, before), _beside(before, after),
                  tuple(task for task in after.missing() if task.key not in known))


def _beside(one: State, other: State) -> tuple[Diagnostic, ...]:
    """The findings of `one` that `other` does not have."""
    left = Counter(_key(finding, other.sources) for finding in other.found)
    found = []
    for finding in one.found:
        key = _key(finding, one.sources)
        if left[key] > 0:
            left[key] -= 1
        else:
            found.append(finding)
    return tuple(found)


def _key(one: Diagnostic, sources: Mapping[str, Source]) -> tuple[str | None, ...]:
    return (one.span.path if one.span else "", one.code, one.severity.value, one.message, line_of(one, sources))
