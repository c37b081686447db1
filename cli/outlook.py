"""What `plan` and `watch` look at: the findings and the plan of a series, and what of it is there already."""

from __future__ import annotations

from collections.abc import Mapping

from ..compiler.base.nodes import node
from ..compiler.lock.nodes import Lock
from ..compiler.planned.run import Planned, planned
from ..compiler.project import Project
from .asking import Wish
from .lengths import Lengths
from .session import STORE


@node
class Outlook:
    """A `planned` series, the keys of its tasks that are there already, and the `lengths` of lines (seconds by speech task key)
    that it was planned with."""

    planned: Planned
    cached: frozenset[str]
    lengths: Mapping[str, float]


def look(project: Project, wish: Wish, lock: Lock, shared: str = "") -> Outlook:
    """What `wish` makes of `project`, as `lock` holds it to; what the store at the address `shared` has counts as there. Raises
    click.UsageError for a wish that names what there is not, and Fault for a shared store that a person must mend."""
    lengths = Lengths(project.root / STORE, lock.timings())
    found = planned(project, lambda cast: wish.request(cast, lock), lengths, lock.takes())
    lengths.keep()
    there = frozenset(task.key for task in found.plan.tasks if task.key in lengths.there)
    here = Outlook(found, there, lengths)
    return _beyond(project, wish, lock, shared, here) if shared and found.plan.tasks else here


def _beyond(project: Project, wish: Wish, lock: Lock, shared: str, here: Outlook) -> Outlook:
    """What `here` is with what the store at `shared` has. Lines that were spoken elsewhere set the cuts, so all is planned again
    where there are some."""
    from .planning import heard
    from .sharing import opened, worries

    with opened(project.root / STORE, shared, worries) as store:
        known, found = heard(store, here.planned.plan, lock), here.planned
        if any(key not in here.lengths for key in known):
            found = planned(project, lambda cast: wish.request(cast, lock), known, lock.takes())
        return Outlook(found, store.there(task.key for task in found.plan.tasks), known)
