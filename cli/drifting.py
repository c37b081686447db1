"""After a build: which shots of its films have drifted, and other takes of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from ..compiler.analyse import Analysis
from ..compiler.base.nodes import node
from ..compiler.cut.nodes import Cut, Shot
from ..compiler.cut.takes import Named
from ..compiler.driver import Compiled
from ..compiler.plan.filmed import Filmed, filmed
from ..compiler.plan.nodes import Plan
from ..compiler.request import Request
from ..runtime.events import Event, Warned
from ..runtime.job import Fault
from ..runtime.store import Store
from .asking import in_words
from .holding import shots_of


@node
class Strayed:
    """A shot that has drifted: of which episode, in which language, which one, why, and by how many times the limit."""

    episode: str
    language: str
    shot: Named
    why: str
    times: float


Rounds = Callable[[Mapping[str, int]], tuple[Compiled, Plan, bool]]
"""Makes the films with the takes that it is given, by the identity of shots: what was compiled, its plan, and whether all of it
could be made."""


def strayed(analysis: Analysis, request: Request, compiled: Compiled, plan: Plan, store: Store) -> list[Strayed]:
    """The shots of `compiled`, made by `plan`, that have drifted. What cannot be read is not judged."""
    found = []
    files = [one.file for one in plan.products if one.file.endswith(".mp4")]
    known = shots_of(analysis, request, compiled)
    for cut, file, (episode, language, shots) in zip(compiled.cuts, files, known, strict=False):
        named = {one.number: one for one in shots}
        for one in _judged(plan, cut, file, store):
            found.append(Strayed(episode, language, named[int(one[0])], one[1], one[2]))
    return found


def _judged(plan: Plan, cut: Cut, file: str, store: Store) -> Iterable[tuple[str, str, float]]:
    moved = filmed(plan, cut, file)
    if not moved:
        return []
    from ..runtime.drift import drifted, shown

    looked = [(one, store.lookup(one.finish.key)) for one in moved]
    shots = [shown(str(one.number), f"{one.keyframe.key} {one.window}", record.facts, _began(one, cut, store),
                   _people(cut.shots[one.number - 1])) for one, record in looked if record is not None]
    return [(one.name, one.why, one.times) for one in drifted([one for one in shots if one is not None])]


def _began(one: Filmed, cut: Cut, store: Store):  # type: ignore[no-untyped-def]
    from ..runtime.drift import began

    picture = store.output(one.picture.key, "image")
    try:
        return began(picture, one.window, cut.width, cut.height) if picture else None
    except (Fault, OSError):
        return None


def _people(shot: Shot) -> tuple[float, float, float, float] | None:
    """The part of the frame in which the director has the people of `shot`, from their heads down to the waist."""
    from ..stdlib import vocabulary

    places = [one.x for one in shot.setup.figures if not one.foreground]
    if not places:
        return None
    head = float(vocabulary("sizes").entries[shot.setup.size]["head"])
    left, right = ((edge + 1) / 2 for edge in (min(places), max(places)))
    return max(0.0, left - head), 0.33 - head / 2, min(1.0, right + head), min(1.0, 0.33 + 2 * head)


def warnings(found: Sequence[Strayed], request: Request) -> list[Event]:
    """What to say of the shots `found`, each with the command that asks for another take."""
    return [Warned(f"{one.episode}, shot {one.shot.number}, {one.shot.words}: {one.why}; another take: "
                   f"dramac take {one.episode} {one.shot.number} {one.shot.shot.take + 1}{in_words(request)}") for one in found]


def retaken(make: Rounds, judge: Callable[[Compiled, Plan], list[Strayed]], rounds: int,
            show: Callable[[Event], None]) -> tuple[Compiled, Plan, bool, dict[str, int], list[Strayed]]:
    """The films, with other takes of shots that have drifted, at most `rounds` of each. Of a shot that drifts in all of them the
    take that drifts least stays. What was compiled last, its plan, whether all could be made, the takes that were chosen by
    the identity of shots, and what has drifted all the same."""
    takes: dict[str, int] = {}
    compiled, plan, complete = make(takes)
    found = judge(compiled, plan) if complete else []
    tries: dict[str, dict[int, float]] = {}
    for _ in range(rounds):
        if not found:
            break
        for one in found:
            tries.setdefault(one.shot.identity, {})[one.shot.shot.take] = one.times
            takes[one.shot.identity] = max(tries[one.shot.identity]) + 1
            show(Warned(f"{one.episode}, shot {one.shot.number}, {one.shot.words}: {one.why}; take {takes[one.shot.identity]} is "
                        "made"))
        compiled, plan, complete = make(takes)
        found = judge(compiled, plan) if complete else []
    if found and rounds:
        for one in found:
            known = tries.setdefault(one.shot.identity, {})
            known[one.shot.shot.take] = one.times
            takes[one.shot.identity] = min(known, key=lambda take: (known[take], take))
        compiled, plan, complete = make(takes)
        found = judge(compiled, plan) if complete else []
    return compiled, plan, complete, takes, found
