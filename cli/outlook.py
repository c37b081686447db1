"""What `plan` and `watch` look at: the findings and the plan of a series, and what of it is there already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..compiler.base.nodes import node
from ..compiler.lock.nodes import Lock
from ..compiler.planned.run import Planned, planned
from ..compiler.project import Project
from ..compiler.request import Request
from ..runtime.store import Store
from .lengths import Lengths
from .session import STORE, Asked, request_for


@node
class Wish:
    """What the options of a command ask for, as they were given."""

    episodes: Sequence[str] = ()
    languages: Sequence[str] = ()
    variants: Sequence[str] = ()
    target: str = ""
    draft: bool = False
    exact: bool = False
    tiny: bool = False

    def request(self, cast: Asked) -> Request:
        """The request, if all that it names is in the series. Raises click.UsageError."""
        made = request_for(cast, self.episodes, self.languages, self.target, self.draft, self.variants)
        return replace(made, exact=self.exact, tiny=self.tiny)


@node
class Outlook:
    """A `planned` series, and the keys of its tasks that are there already."""

    planned: Planned
    cached: frozenset[str]


def look(project: Project, wish: Wish, lock: Lock) -> Outlook:
    """What `wish` makes of `project`, as `lock` holds it to. Raises click.UsageError for a wish that names what there is not."""
    lengths = Lengths(Store(project.root / STORE), lock.timings())
    found = planned(project, wish.request, lengths, lock.takes(), lock.weights())
    lengths.keep()
    return Outlook(found, frozenset(task.key for task in found.plan.tasks if task.key in lengths.there))
