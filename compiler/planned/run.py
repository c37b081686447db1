"""The road of `dramac plan`: remembered, or pieced together, or (where versions of a series differ) compiled as a whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ..analyse import Analysis, analyse, further, is_judged
from ..base.diagnostic import Diagnostic, has_errors
from ..base.nodes import node
from ..base.source import Source
from ..bible.nodes import Bible, Target
from ..check.settle import settle
from ..checked.pieces import Series, tell, undisturbed
from ..checked.series import Chain, Varies, gathered
from ..craft.run import NOT_AT_THE_END, first_target, review_series
from ..driver import compile, joined, target_of
from ..passes.run import run
from ..plan.nodes import Plan
from ..project import Project
from ..request import Request
from .maker import Films, Fragments, is_acted, stem_of
from .shelf import tidy


@node
class Planned:
    """What reading and directing a series found, and its plan. `told` are the findings of reading, `found` those of
    directing; `estimated` lines have not been spoken; `acted` are the keys of the speech tasks that ask for more than words.
    Where `told` holds errors there is no plan."""

    bible: Bible
    sources: Mapping[str, Source]
    told: tuple[Diagnostic, ...]
    found: tuple[Diagnostic, ...] = ()
    plan: Plan = Plan()
    estimated: int = 0
    acted: frozenset[str] = frozenset()
    shots: frozenset[str] = frozenset()


@node
class Named:
    """An episode of which the id is known."""

    id: str


@node
class Cast:
    """What a request is checked against."""

    bible: Bible
    episodes: tuple[Named, ...]


def planned(project: Project, ask: Callable[[Cast], Request], timings: Mapping[str, float],
            takes: Mapping[str, int] = MappingProxyType({})) -> Planned:
    """The plan of what `ask` asks for, with lines as long as `timings` (seconds by speech task key) says: what
    `driver.compile` makes of it. Raises what `ask` raises."""
    found = _kept(project, ask, timings, takes)
    return found if found is not None else _whole(analyse(project), ask, timings, takes)


def replanned(project: Project, analysis: Analysis, request: Request, timings: Mapping[str, float],
              takes: Mapping[str, int] = MappingProxyType({})) -> Planned:
    """The plan of `request` for a `project` that was analysed before: what `driver.compile` makes of that `analysis`. What is
    kept serves only where every file still says what it said then."""
    found = _kept(project, lambda cast: request, timings, takes)
    if found is None or dict(found.sources) != dict(analysis.sources):
        return _whole(analysis, lambda cast: request, timings, takes)
    return found


def _kept(project: Project, ask: Callable[[Cast], Request], timings: Mapping[str, float],
          takes: Mapping[str, int]) -> Planned | None:
    """The plan pieced together from those of the episodes; None where the series has to be read as a whole."""
    with undisturbed():
        wanted: list[Films] = []

        def making(bible: Bible) -> Films:
            request = ask(Cast(bible, tuple(Named(stem_of(one)) for one in project.scripts)))
            languages = request.languages or (bible.series.language,)
            wanted.append(Films(str(project.root), request, languages, target_of(bible, request), timings, takes))
            return wanted[0]

        series = tell(project, making)
        if series is None or series.told.desk.bible.partial or wanted[0].request.exact:
            return None
        try:
            return _pieced(series, wanted[0])
        except Varies:
            return None


def _pieced(series: Series, films: Films) -> Planned:
    told, bible = series.told, series.told.desk.bible
    ground = gathered(told, series.beside, film=False)
    said = settle(ground.raw, ground.ground).told
    if has_errors(said):
        return Planned(bible, ground.sources, said)
    made: list[tuple[int, Fragments]] = [(index, told.judged[index].made) for index in told.order]
    found: list[Diagnostic] = []
    for index, fragments in made:
        last = index == told.order[-1]
        placed = (one for each in fragments for one in told.placed(index, each.found))
        found += [one for one in placed if not (last and one.code in NOT_AT_THE_END)]
    if not films.request.episodes:
        found += _reviewed(told, films.target)
    parts = [one for _, fragments in made for one in fragments]
    known = frozenset(task.key for one in parts for task in one.plan.tasks)
    plan = run(joined(one.plan for one in parts), known=known)[0]
    if any(one.fresh for one in parts):
        tidy()
    return Planned(bible, ground.sources, said, further(said, ground.ground, found), plan, sum(one.guessed for one in parts),
                   frozenset(key for one in parts for key in one.acted),
                   frozenset(shot for one in parts for shot in one.shots))


def _reviewed(told: Chain, target: Target) -> tuple[Diagnostic, ...]:
    """What is to be said of the whole series. Raises Varies where what is kept of it cannot be read."""
    bible = told.desk.bible
    if target == first_target(bible) and is_judged(bible):
        return told.joined().craft
    try:
        return review_series([told.records[index].compared().outline for index in told.order], bible, target=target)
    except (TypeError, ValueError) as fault:
        raise Varies from fault


def _whole(analysis: Analysis, ask: Callable[[Cast], Request], timings: Mapping[str, float],
           takes: Mapping[str, int]) -> Planned:
    """The plan of a series that was read as a whole."""
    if has_errors(analysis.diagnostics):
        return Planned(analysis.bible, analysis.sources, analysis.diagnostics)
    request = ask(Cast(analysis.bible, tuple(Named(one.id) for one in analysis.episodes)))
    compiled = compile(analysis, request, timings, takes)
    acted = frozenset(task.key for task in compiled.plan.tasks if task.action == "speech" and is_acted(task))
    return Planned(analysis.bible, analysis.sources, analysis.diagnostics, compiled.diagnostics, compiled.plan,
                   compiled.estimated, acted, compiled.shots)
