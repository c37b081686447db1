"""What a lock means for work: where the series and this installation differ from it, and what a build adds to it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from ...compiler.analyse import Analysis, analyse, story_of
from ...compiler.base.diagnostic import Diagnostic, Severity, has_errors
from ...compiler.cut.takes import Named, named
from ...compiler.driver import Compiled, speech_plan, target_of
from ...compiler.lock.nodes import FILE, Fact, Lock
from ...compiler.lock.state import departures, lengths, lost, pins, unmeasured, used
from ...compiler.lock.write import with_facts
from ...compiler.plan.nodes import Plan
from ...compiler.planned.run import Planned
from ...compiler.project import Project
from ...compiler.request import Request
from ...runtime.job import Fault
from ...runtime.store import Store
from ..asking import Wish
from ..planning import all_requests, foreseen
from ..planning import planned as replan
from ..session import STORE, say, stop
from .locking import load, save, texts


def shots_of(analysis: Analysis, request: Request, compiled: Compiled) -> Iterator[tuple[str, str, tuple[Named, ...]]]:
    """Episode, language and shots of every cut that `compiled` made of `request`."""
    told = {language: {one.id: one for one in story_of(analysis, language, dict(request.variants))[0]}
            for language in {cut.language for cut in compiled.cuts}}
    for cut in compiled.cuts:
        yield cut.episode, cut.language, named(cut, told[cut.language][cut.episode])


def lost_takes(analysis: Analysis, request: Request, shots: Collection[str], store: Store,
               lock: Lock) -> tuple[tuple[Fact, Diagnostic], ...]:
    """The circled takes of the wanted episodes (where all are wanted, also of those that there are not) whose shots no
    version of the series has. That of `request` has `shots` (identities); others are looked at only where it does not have
    them."""
    if not lock.of("take"):
        return ()
    wanted = request.episodes or None
    found = set(shots)
    missing = tuple(lost(lock, found, wanted))
    for other in all_requests(analysis, lock=lock) if missing else ():
        known = {one.id for one in analysis.episodes}
        own = replace(other, episodes=tuple(dict.fromkeys(fact.name[0] for fact, _ in missing if fact.name[0] in known)))
        if not own.episodes:
            break
        found |= replan(analysis, own, store, lock).shots
        missing = tuple(lost(lock, found, wanted))
    return missing


def differences(analysis: Analysis, request: Request, planned: Planned, store: Store, lock: Lock) -> list[Diagnostic]:
    """What to tell who plans or builds `request`: pins that are not what is installed, circled takes without a shot."""
    gone = lost_takes(analysis, request, planned.shots, store, lock)
    return [*departures(lock, used(planned.plan), known=analysis.bible.catalogue), *(said for _, said in gone)]


def say_outlook(project: Project, wish: Wish, planned: Planned, lock: Lock) -> None:
    """Say what `differences` finds. The series is analysed only where a circled take has no shot in the plan, for another
    version may have one."""
    if not lock.facts or has_errors(planned.told):
        return
    wanted = list(wish.episodes) or None
    if any(lost(lock, planned.shots, wanted)):
        analysis = analyse(project)
        found = differences(analysis, wish.request(analysis, lock), planned, Store(project.root / STORE), lock)
        if found:
            say(found, texts(analysis, project))
    elif found := list(departures(lock, used(planned.plan), known=planned.bible.catalogue)):
        say(found, {**planned.sources, FILE: load(project).source})


def hold_to(project: Project, analysis: Analysis, request: Request, lock: Lock) -> None:
    """End the command with exit code 1 where a build of `request` would not be the one that `lock` describes. Raises Fault
    where there is no lock."""
    if not load(project).there:
        raise Fault(f"there is no {FILE} to hold to", f"build once without --locked, and commit {FILE}")
    speech = speech_plan(analysis, request)
    target = target_of(analysis.bible, request)
    plan = foreseen(project, analysis, request, Store(project.root / STORE), lock).plan
    names = {target.picture, target.voice, *used(plan)}
    found = [*departures(lock, names, Severity.ERROR, analysis.bible.catalogue), *unmeasured(lock, speech)]
    if found:
        stop(found, texts(analysis, project))


def remember(project: Project, analysis: Analysis, speech: Plan, heard: Mapping[str, float],
             names: Collection[str], takes: Sequence[Fact] = ()) -> None:
    """Add to the lock of `project` what a finished build has found out: how long the lines of `speech` are (`heard`, by
    key), the versions of those of its backends and models (`names`) that had no part in a film before, and the `takes` that it
    chose. Lengths that no build of the present scripts would ask for go. Raises Fault as `save` does."""

    def change(lock: Lock) -> Lock:
        known = {one.about for one in lock.facts}
        new = [*lengths(speech, heard), *takes, *(one for one in pins(names, analysis.bible.catalogue) if one.about not in known)]
        return with_facts(lock, new, without=stale(analysis, lock, speech))

    save(project, change)


def stale(analysis: Analysis, lock: Lock, speech: Plan) -> list[tuple[str, ...]]:
    """The lengths in `lock` of lines that nobody speaks any more; `speech` is a plan whose lines are spoken."""
    present = {task.key for task in speech.tasks}
    rest = [one.about for one in lock.facts if one.kind == "timing" and one.name[0] not in present]
    for request in all_requests(analysis, lock=lock) if rest else ():
        present = {task.key for task in speech_plan(analysis, request).tasks}
        rest = [one for one in rest if one[1] not in present]
    return rest
