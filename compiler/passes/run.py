"""Run the pipelines: verify after each pass where asked, and report what each saved."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from time import perf_counter

from ...stdlib.models import Models
from ..base.nodes import node, replace
from ..cut.nodes import Cut
from ..cut.verify import verify_cut
from ..plan.nodes import Plan
from .pipeline import CUTS, EPISODE, PIPELINE, Pass
from .tally import Tally, of_cut, of_plan
from .verify import verify


@node
class Saving:
    """What one pass did: what there was to do `before` it and `after` it, and its own `seconds`."""

    name: str
    before: Tally
    after: Tally
    seconds: float

    def saved(self) -> Tally:
        """What the pass spares."""
        return self.before.less(self.after)


def run(plan: Plan, pipeline: Mapping[str, Pass] = PIPELINE, *, stop_after: str = "", verify_each: bool = False,
        tallied: bool = False, known: Collection[str] = frozenset()) -> tuple[Plan, tuple[Saving, ...]]:
    """`plan` after the passes of `pipeline`, up to and with `stop_after` if that is given, and what each saved if that is
    `tallied` (which looks at every task, and at parameters of some).

    Raises InvalidPlan when a plan does not hold: after every pass, keys and all, with `verify_each`; else at the end of a full
    run, as far as that is cheap. Tasks with a key among those `known` were verified when they were made.
    """
    savings = []
    done = [name for name in plan.passes.split(" | ") if name]
    now = of_plan(plan) if tallied else Tally()
    for name, step in pipeline.items():
        began = perf_counter()
        plan = step(plan)
        took = perf_counter() - began
        before, now = now, of_plan(plan) if tallied else now
        savings.append(Saving(name, before, now, took))
        done.append(name)
        if verify_each:
            verify(plan, merged=name in ("drop-dead", "order"), keys=True)
        if name == stop_after:
            break
    plan = replace(plan, passes=" | ".join(dict.fromkeys(done)))
    if not stop_after:
        verify(plan, known=known)
    return plan, tuple(savings) if tallied else ()


def tidy(plan: Plan, *, stop_after: str = "", verify_each: bool = False,
         tallied: bool = False) -> tuple[Plan, tuple[Saving, ...]]:
    """The `plan` of one episode after the passes over it, and what each saved; as `run`. Its tasks hold at the end; equal ones of
    kinds that only the whole shares may stand twice."""
    plan, savings = run(plan, EPISODE, stop_after=stop_after or list(EPISODE)[-1], verify_each=verify_each, tallied=tallied)
    verify(plan, merged=False)
    return plan, savings


def shape(cut: Cut, models: Models | None, *, stop_after: str = "", verify_each: bool = False) -> tuple[Cut, tuple[Saving, ...]]:
    """`cut` after the passes over cuts, and what each saved; `cut` itself where no model makes it. Raises InvalidCut as `run`
    raises InvalidPlan."""
    if models is None:
        return cut, ()
    savings = []
    for name, step in CUTS.items():
        began = perf_counter()
        after = step(cut, models)
        savings.append(Saving(name, of_cut(cut, models), of_cut(after, models), perf_counter() - began))
        cut = after
        if verify_each:
            verify_cut(cut, models.video)
        if name == stop_after:
            break
    return cut, tuple(savings)


def together(savings: Iterable[Sequence[Saving]]) -> tuple[Saving, ...]:
    """The savings of several cuts or plans as one list, by pass."""
    found: dict[str, Saving] = {}
    for one in (one for each in savings for one in each):
        old = found.get(one.name, Saving(one.name, Tally(), Tally(), 0.0))
        found[one.name] = Saving(one.name, old.before.plus(one.before), old.after.plus(one.after), old.seconds + one.seconds)
    return tuple(found.values())


def chained(episodes: Sequence[Saving], whole: Sequence[Saving]) -> tuple[Saving, ...]:
    """The savings of passes over episodes, and of those over the whole, as if each pass had run once: a pass that runs twice
    spares what it spares in the episodes and across them."""
    now = episodes[0].before if episodes else Tally()
    found = []
    for name in dict.fromkeys(one.name for one in (*episodes, *whole)):
        own = [one for one in (*episodes, *whole) if one.name == name]
        after = now
        for one in own:
            after = after.less(one.saved())
        found.append(Saving(name, now, after, sum(one.seconds for one in own)))
        now = after
    return tuple(found)
