"""After a build: which shots of its films have drifted, and other takes of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ...compiler.analyse import Analysis
from ...compiler.base.nodes import node
from ...compiler.cut.nodes import Cut, Shot
from ...compiler.cut.takes import Named
from ...compiler.driver import Compiled, compile
from ...compiler.lock.nodes import Fact
from ...compiler.lock.write import fact, note
from ...compiler.plan.filmed import Filmed, filmed
from ...compiler.plan.nodes import Plan
from ...compiler.request import Request
from ...runtime.events import Event, Warned
from ...runtime.job import Fault
from ...runtime.outcome import Outcome
from ...runtime.store import Store
from ...stdlib import data, vocabulary
from ...stdlib.models.tiny import WEIGHTS as TINY
from ..asking import in_words
from ..locks.holding import shots_of

if TYPE_CHECKING:
    from ...runtime.drift import Cells
    from ...runtime.likeness import Likeness


@node
class Strayed:
    """A shot that has drifted: of which episode, in which language, which one, why, and by how many times the limit. `take`:
    the one that was chosen in its place."""

    episode: str
    language: str
    shot: Named
    why: str
    times: float
    take: int = 0


@node
class Filming:
    """The films of a round: their plan, and what came of it."""

    plan: Plan
    outcome: Outcome


@node
class Settled:
    """The films in the end, the `takes` that were chosen for them because others had drifted, and what has drifted all the
    same."""

    filming: Filming
    takes: tuple[Strayed, ...] = ()
    strayed: tuple[Strayed, ...] = ()


def settle(film: Callable[[Mapping[str, int]], Filming], judge: Callable[[Mapping[str, int]], list[Strayed]], rounds: int,
           show: Callable[[Event], None]) -> Settled:
    """The films, with other takes of shots that have drifted: at most `rounds` of each, of which the one that drifts least stays.
    `film` makes them and `judge` looks at them, both with takes by the identity of shots."""
    takes: dict[str, int] = {}
    tried: dict[str, dict[int, Strayed]] = {}
    made = film(takes)
    found = _looked(judge, takes, show) if made.outcome.ok and _moved(made.plan) else []
    for _ in range(rounds):
        if not found:
            break
        for one in found:
            tried.setdefault(one.shot.identity, {})[one.shot.shot.take] = one
            takes[one.shot.identity] = max(tried[one.shot.identity]) + 1
            show(Warned(f"{_called(one)}: {one.why}; take {takes[one.shot.identity]} is made"))
        made = film(takes)
        found = _looked(judge, takes, show) if made.outcome.ok else []
    if found and rounds and made.outcome.ok:
        for one in found:
            known = tried.setdefault(one.shot.identity, {})
            known[one.shot.shot.take] = one
            takes[one.shot.identity] = min(known, key=lambda take: (known[take].times, take))
        made = film(takes)
        found = _looked(judge, takes, show)
    first = {identity: next(iter(of.values())) for identity, of in tried.items()}
    chosen = [replace(one, take=takes[identity]) for identity, one in first.items()]
    return Settled(made, tuple(one for one in chosen if one.take != one.shot.shot.take), tuple(found))


def _looked(judge: Callable[[Mapping[str, int]], list[Strayed]], takes: Mapping[str, int],
            show: Callable[[Event], None]) -> list[Strayed]:
    """What `judge` finds; a film that was made is not lost because somebody could not look at it."""
    try:
        return judge(takes)
    except Fault as fault:
        show(Warned(f"whether shots have drifted could not be seen: {fault.message}"))
        return []


def _moved(plan: Plan) -> bool:
    """Whether models have moved shots of `plan`, with weights that mean something."""
    tiny = any(task.params.get("weights") == TINY for task in plan.tasks)
    return not tiny and any(task.action == "finish" for task in plan.tasks)


def judge(analysis: Analysis, request: Request, timings: Mapping[str, float], takes: Mapping[str, int],
          store: Store) -> list[Strayed]:
    """The shots of what `request` asks for, as `store` has them, that have drifted. What cannot be read is not judged.
    Raises Fault where this machine's tool for faces fails."""
    return strayed(analysis, request, compile(analysis, request, timings, takes), store)


def strayed(analysis: Analysis, request: Request, compiled: Compiled, store: Store) -> list[Strayed]:
    """The same of films that are `compiled` already; none where no model has moved a shot."""
    if not _moved(compiled.plan):
        return []
    from ...runtime.likeness import Likeness

    likeness = Likeness(store.root.parent / "faces.json")
    files = [one.file for one in compiled.plan.products if one.file.endswith(".mp4")]
    found = []
    for cut, file, (episode, language, shots) in zip(compiled.cuts, files, shots_of(analysis, request, compiled), strict=False):
        named = {one.number: one for one in shots}
        found += [Strayed(episode, language, named[number], why, times)
                  for number, why, times in _judged(compiled.plan, cut, file, store, likeness)]
    return found


def _judged(plan: Plan, cut: Cut, file: str, store: Store, likeness: Likeness) -> list[tuple[int, str, float]]:
    moved = filmed(plan, cut, file)
    if not moved:
        return []
    from ...runtime.drift import drifted, shown

    others = _faces(moved, cut, store, likeness)
    looked = [(one, store.lookup(one.finish.key)) for one in moved]
    shots = [shown(str(one.number), f"{one.keyframe.key} {one.window}", record.facts, _began(one, cut, store),
                   _people(cut.shots[one.number - 1])) for one, record in looked if record is not None]
    worst: dict[int, tuple[float, str]] = dict(others)
    for drift in drifted([one for one in shots if one is not None]):
        number = int(drift.name)
        worst[number] = max(worst.get(number, (0.0, "")), (drift.times, drift.why))
    return [(number, why, times) for number, (times, why) in sorted(worst.items())]


def _faces(moved: Sequence[Filmed], cut: Cut, store: Store, likeness: Likeness) -> dict[int, tuple[float, str]]:
    """The shots in which one person, seen close enough and not from behind, is another than the reference, each with how many
    times the limit that is, and why."""
    if not likeness.there:
        return {}
    limit, sizes = float(data("drift")["face"]["limit"]), data("lowering")["face"]
    found = {}
    for one in moved:
        setup = cut.shots[one.number - 1].setup
        people = [who for who in setup.figures if not who.foreground]
        if len(people) != 1 or people[0].facing == "away" or setup.size not in sizes or one.person is None:
            continue
        reference, clip = store.output(one.person.key, "image"), store.output(one.clip.key, "video")
        apart = likeness.apart(reference, clip) if reference and clip else None
        if apart is not None and apart > limit:
            why = f"the face is {apart:.2f} from that of the reference (at most {limit:g})"
            found[one.number] = (round(apart / limit, 2), why)
    return found


def _began(one: Filmed, cut: Cut, store: Store) -> Cells | None:
    from ...runtime.drift import began

    picture = store.output(one.picture.key, "image")
    try:
        return began(picture, one.window, cut.width, cut.height) if picture else None
    except (Fault, OSError):
        return None


def _people(shot: Shot) -> tuple[float, float, float, float] | None:
    """The part of the frame in which the director has the people of `shot`, from their heads down to the waist."""
    places = [one.x for one in shot.setup.figures if not one.foreground]
    if not places:
        return None
    head = float(vocabulary("sizes").entries[shot.setup.size]["head"])
    left, right = ((edge + 1) / 2 for edge in (min(places), max(places)))
    return max(0.0, left - head), 0.33 - head / 2, min(1.0, right + head), min(1.0, 0.33 + 2 * head)


def takes_of(chosen: Sequence[Strayed]) -> list[Fact]:
    """What the lock keeps of the takes that were `chosen`: the same as of takes that a person circles."""
    return [fact("take", *one.shot.identity.rsplit("/", 1), str(one.take), note=note(one.shot.words)) for one in chosen]


def warnings(found: Sequence[Strayed], request: Request) -> list[Event]:
    """What to say of the shots `found`, each with the command that asks for another take."""
    return [Warned(f"{_called(one)}: {one.why}; another take: dramac take {one.episode} {one.shot.number} "
                   f"{one.shot.shot.take + 1}{in_words(request)}") for one in found]


def _called(one: Strayed) -> str:
    return f"{one.episode} ({one.language}), shot {one.shot.number}, {one.shot.words}"
