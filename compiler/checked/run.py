"""The road of a check: remembered, or pieced together, or (where versions of a series differ) read as a whole."""

from __future__ import annotations

from ..project import Project
from .remembered import recall
from .result import Checked


def checked(project: Project) -> Checked:
    """All findings on `project`: those of `analyse.analyse`, in the same order."""
    known = recall(project)
    if known is not None:
        return known
    from .pieces import read  # the compiler itself is loaded only if something has changed

    return read(project)
