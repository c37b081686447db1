"""A series that was planned, and is read as a whole only where that has to be: most builds need no more than its plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from ..compiler.planned.run import Planned
from ..compiler.project import Project
from ..runtime.job import Fault

if TYPE_CHECKING:
    from ..compiler.analyse import Analysis


def late(project: Project, planned: Planned) -> Analysis:
    """The analysis of `project`, which was `planned` without errors. Its bible, texts and findings are there; with anything
    else that is asked of it the series is read. Raises Fault, then, where its files have changed meanwhile."""
    return planned.analysis if planned.analysis is not None else cast("Analysis", _Late(project, planned))


class _Late:
    """As an `Analysis`, in all that may be asked of it."""

    def __init__(self, project: Project, planned: Planned) -> None:
        self._project = project
        self._read: list[Analysis] = []
        self.bible, self.sources, self.diagnostics = planned.bible, planned.sources, planned.told

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if not self._read:
            from ..compiler.analyse import analyse

            found = analyse(self._project)
            if dict(found.sources) != dict(self.sources):
                raise Fault("the series was edited while it was built", "build again; what is made already is kept")
            self._read.append(found)
        return getattr(self._read[0], name)
