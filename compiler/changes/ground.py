"""What explaining the shots of one pair of films needs, and the edits that are nearest to a shot."""

from __future__ import annotations

from collections.abc import Mapping

from ..base.nodes import node
from ..base.source import NOWHERE, Span
from ..plan.nodes import Task
from .edits import Edits
from .leaves import Files
from .side import Reel, Seen, Side

_FEW = 3


@node
class Ground:
    """Film `before` of series `old` and film `after` of series `new`, their files and tasks, and what was edited."""

    old: Side
    new: Side
    before: Reel
    after: Reel
    old_files: Files
    new_files: Files
    old_tasks: Mapping[str, Task]
    new_tasks: Mapping[str, Task]
    edits: Edits

    def within(self, seen: Seen) -> tuple[int, ...]:
        """The steps of shot `seen` of B that were edited."""
        touched = self.edits.touched()
        return tuple(at for at in seen.steps if at in touched)

    def near(self, seen: Seen) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        """The places in B and in A of the edits from which a decision about shot `seen` of B can follow: in what it shows; or
        else before it in its scene, behind it there, or before its scene."""
        if not seen.steps:
            return (), ()
        first, last = seen.steps[0], seen.steps[-1]
        scene = self.after.steps[first].scene
        edits = [(at, True, at) for at in self.edits.touched()] + [(at, False, was) for was, at in self.edits.removed]
        ranked = sorted((_rank(at, first, last, self._scene(at), scene), at, there, place) for at, there, place in edits)
        best = [one for one in ranked if one[0][0] == ranked[0][0][0]][:_FEW]
        at = tuple(self.after.steps[place].span for _, _, there, place in best if there)
        was = tuple(self.before.steps[place].span for _, _, there, place in best if not there)
        return tuple(one for one in at if one != NOWHERE), tuple(one for one in was if one != NOWHERE)

    def _scene(self, at: int) -> int:
        return self.after.steps[min(at, len(self.after.steps) - 1)].scene


def _rank(at: int, first: int, last: int, scene: int, own: int) -> tuple[int, int]:
    """How likely the edit at step `at`, in `scene`, bears on the shot of steps `first` to `last` in scene `own`: lower is
    likelier, then nearer."""
    if first <= at <= last + 1 and scene == own:
        return 0, at
    if scene == own:
        return (1, first - at) if at < first else (2, at - last)
    return (3, first - at) if at < first else (4, at - last)
