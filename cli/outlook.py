"""What `plan` and `watch` look at: the findings and the plan of a series, and what of it is there already."""

from __future__ import annotations

from ..compiler.base.nodes import node
from ..compiler.lock.nodes import Lock
from ..compiler.planned.run import Planned, planned
from ..compiler.project import Project
from ..runtime.store import Store
from .asking import Wish
from .lengths import Lengths
from .session import STORE


@node
class Outlook:
    """A `planned` series, and the keys of its tasks that are there already."""

    planned: Planned
    cached: frozenset[str]


def look(project: Project, wish: Wish, lock: Lock) -> Outlook:
    """What `wish` makes of `project`, as `lock` holds it to. Raises click.UsageError for a wish that names what there is not."""
    lengths = Lengths(Store(project.root / STORE), lock.timings())
    found = planned(project, lambda cast: wish.request(cast, lock), lengths, lock.takes())
    lengths.keep()
    return Outlook(found, frozenset(task.key for task in found.plan.tasks if task.key in lengths.there))
