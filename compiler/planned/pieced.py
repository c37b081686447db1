"""The plan of a series pieced together from those of its episodes, or compiled as a whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..analyse import Analysis, further, is_judged
from ..base.diagnostic import Diagnostic, has_errors
from ..bible.nodes import Bible, Target
from ..check.settle import settle
from ..checked.pieces import Series, tell, undisturbed
from ..checked.series import Chain, Varies, gathered
from ..craft.run import NOT_AT_THE_END, first_target, review_series
from ..driver import compile, joined, speech_plan, target_of
from ..passes.run import run
from ..project import Project
from ..request import Request
from .maker import Films, Fragments, is_acted
from .recalled import Ask, Head, remember, spoken
from .recalled import gathered as together
from .result import Cast, Named, Planned, cast_of
from .shelf import tidy


def pieced(project: Project, ask: Callable[[Cast], Request], timings: Mapping[str, float],
           takes: Mapping[str, int]) -> Planned | None:
    """The plan pieced together from those of the episodes; None where the series has to be read as a whole. Raises what `ask`
    raises."""
    with undisturbed():
        wanted: list[Films] = []

        def making(bible: Bible) -> Films:
            request = ask(cast_of(project, bible))
            languages = request.languages or (bible.series.language,)
            wanted.append(Films(str(project.root), request, languages, target_of(bible, request), timings, takes))
            return wanted[0]

        series = tell(project, making)
        if series is None or series.told.desk.bible.partial or wanted[0].request.exact:
            return None
        try:
            return _pieced(project, series, wanted[0])
        except Varies:
            return None


def _pieced(project: Project, series: Series, films: Films) -> Planned:
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
    planned = together(bible, ground.sources, said, further(said, ground.ground, found), plan, parts,
                       lambda: spoken(task for one in parts for task in one.plan.tasks[: one.voices]))
    if any(one.fresh for one in parts):
        tidy()
    if series.reads is not None:
        head = Head(bible, told.desk.sources, series.of_bible)
        remember(project, Ask(films.request, films.takes), head, planned, parts, series.reads)
    return planned


def _reviewed(told: Chain, target: Target) -> tuple[Diagnostic, ...]:
    """What is to be said of the whole series. Raises Varies where what is kept of it cannot be read."""
    bible = told.desk.bible
    if target == first_target(bible) and is_judged(bible):
        return told.joined().craft
    try:
        return review_series([told.records[index].compared().outline for index in told.order], bible, target=target)
    except (TypeError, ValueError) as fault:
        raise Varies from fault


def whole(analysis: Analysis, ask: Callable[[Cast], Request], timings: Mapping[str, float],
          takes: Mapping[str, int]) -> Planned:
    """The plan of a series that was read as a whole. Raises what `ask` raises."""
    if has_errors(analysis.diagnostics):
        return Planned(analysis.bible, analysis.sources, analysis.diagnostics)
    request = ask(Cast(analysis.bible, tuple(Named(one.id) for one in analysis.episodes)))
    compiled = compile(analysis, request, timings, takes)
    acted = frozenset(task.key for task in compiled.plan.tasks if task.action == "speech" and is_acted(task))
    return Planned(analysis.bible, analysis.sources, analysis.diagnostics, compiled.diagnostics, compiled.plan,
                   compiled.estimated, acted, compiled.shots, lambda: speech_plan(analysis, request), analysis)
