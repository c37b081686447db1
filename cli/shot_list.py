"""`dramac plan --shots`: the shots of a plan, each with whether its pictures are in the store."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from ..compiler.changes.joined import finals_of, pieces_of
from ..compiler.cut.nodes import Cut
from ..compiler.cut.show import show
from ..compiler.plan.nodes import Plan

_KEPT, _MISSING = "kept   ", "missing"


def shot_list(cuts: Sequence[Cut], plan: Plan, cached: Collection[str]) -> Iterator[str]:
    """The list of every cut. Before each shot stands `kept` where all pieces of the film that show it are among the keys
    `cached`, else `missing`: what a kept piece was made from is not needed again."""
    tasks = plan.by_key()
    for cut, finals in zip(cuts, finals_of(plan, len(cuts)), strict=True):
        pieces = pieces_of(cut, tasks.get(finals[-1]) if finals else None)
        head, *lines = show(cut).splitlines()
        yield head
        for at, line in enumerate(lines):
            if at < len(cut.shots):
                keys = pieces[at][0] + pieces[at][1]
                line = f"{_KEPT if keys and all(key in cached for key in keys) else _MISSING} {line}"
            yield line
        yield ""
