"""The road of `dramac plan`: remembered, or pieced together, or (where versions of a series differ) compiled as a whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from ..project import Project
from ..request import Request
from .recalled import recall
from .result import Cast, Planned

if TYPE_CHECKING:
    from ..analyse import Analysis  # the compiler itself is loaded only if something has changed

__all__ = ["Cast", "Planned", "planned", "replanned"]


def planned(project: Project, ask: Callable[[Cast], Request], timings: Mapping[str, float],
            takes: Mapping[str, int] = MappingProxyType({})) -> Planned:
    """The plan of what `ask` asks for, with lines as long as `timings` (seconds by speech task key) says: what
    `driver.compile` makes of it. Raises what `ask` raises."""
    known = recall(project, ask, timings, takes)
    if known is not None:
        return known
    from ..analyse import analyse
    from .pieced import pieced, whole

    found = pieced(project, ask, timings, takes)
    return found if found is not None else whole(analyse(project), ask, timings, takes)


def replanned(project: Project, analysis: Analysis, request: Request, timings: Mapping[str, float],
              takes: Mapping[str, int] = MappingProxyType({})) -> Planned:
    """The plan of `request` for a `project` that was analysed before: what `driver.compile` makes of that `analysis`. What is
    kept serves only where every file still says what it said then."""
    from .pieced import pieced, whole

    found = recall(project, lambda cast: request, timings, takes)
    found = found or pieced(project, lambda cast: request, timings, takes)
    if found is None or dict(found.sources) != dict(analysis.sources):
        return whole(analysis, lambda cast: request, timings, takes)
    return found
