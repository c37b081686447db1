"""The whole road from a checked story to a plan: direct, speak, lower to tasks, improve.

Pure: values in, values out. `compile` takes the measured lengths of spoken lines (`timings`, by speech task key); a line
that has not been spoken yet gets an estimate, and the plan made from it is only good for looking at. It also takes the
circled takes of shots (`takes`, by shot identity; see `cut.takes`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from ..stdlib.models import chosen
from .analyse import Analysis, further, story_of
from .base.diagnostic import Diagnostic
from .base.nodes import node
from .bible.casting import complete
from .bible.nodes import Bible, Target
from .craft.run import outline, review, review_series, together
from .cut.direct import direct
from .cut.nodes import Cut, LineTiming
from .cut.takes import circled
from .cut.version import version_of
from .passes.pipeline import CUTS
from .passes.run import Saving, run, shape
from .passes.run import together as joint
from .plan.emit import Take, emit
from .plan.nodes import Plan, Task
from .plan.speech import speech_tasks
from .request import Request
from .story.nodes import Episode
from .story.state import Flow

DRAFT_VOICE = "espeak"


@node
class Compiled:
    """The outcome of `compile`: the cuts, the plan, what each pass saved, and the findings of directing
    and of craft that the project wants to be told."""

    cuts: tuple[Cut, ...]
    plan: Plan
    savings: tuple[Saving, ...]
    diagnostics: tuple[Diagnostic, ...]
    estimated: int


def compile(analysis: Analysis, request: Request, timings: Mapping[str, float],
            takes: Mapping[str, int] = MappingProxyType({}), *, pins: Mapping[str, str] | None = None,
            stop_after: str = "", verify_each: bool = False) -> Compiled:
    """Direct the wanted episodes in the wanted languages and plan them. `timings` maps a speech task's key to the
    seconds that it lasts, `takes` the identity of a shot to the take that is circled; `pins` are digests of models'
    weights, by manifest. `stop_after` names the pass to end with (after one over cuts there is no plan yet);
    `verify_each` looks at everything after each pass."""
    wanted: list[Take] = []
    shaped: list[tuple[Saving, ...]] = []
    cuts: list[Cut] = []
    found: list[Diagnostic] = []
    guessed = 0
    target = target_of(analysis.bible, request)
    models = chosen(target.options)
    for episode, flows, language, bible in _wanted(analysis, request):
        speech = speech_tasks(episode, bible, language, target.voice)
        heard = _lengths(speech, timings)
        cut, trouble = direct(episode, flows, bible, version_of(bible, language, heard))
        guessed += len(speech) - len(heard)
        final = episode.id == analysis.episodes[-1].id
        found += together(trouble, review(episode, flows, bible, cut, heard, target=target, final=final))
        if not cut.shots:
            continue  # the director has said so: D409
        cut, saved = shape(cut, models, stop_after=stop_after, verify_each=verify_each)
        cut = circled(cut, episode, takes)  # by the shots that there are now, which are those of the shot list
        shaped.append(saved)
        cuts.append(cut)
        wanted.append(Take(cut, episode.title, episode.lines(), speech, target.picture, request.variants, models))
    if not request.episodes:
        found += review_series(map(outline, analysis.episodes), analysis.bible, target=target)
    plan, savings = Plan(passes=" | ".join(one.name for one in joint(shaped))), joint(shaped)
    if stop_after not in CUTS:
        plan = replace(emit(wanted, pins), passes=plan.passes)
        plan, saved = run(plan, stop_after=stop_after, verify_each=verify_each)
        savings += saved
    return Compiled(tuple(cuts), plan, savings, further(analysis, found), guessed)


def speech_plan(analysis: Analysis, request: Request) -> Plan:
    """The plan of the voices alone, which must be spoken before pictures can be set to them."""
    tasks: dict[str, Task] = {}
    for voices in voices_of(analysis, request):
        for task in voices.values():
            tasks.setdefault(task.key, task)
    return Plan(tuple(tasks.values()))


def voices_of(analysis: Analysis, request: Request) -> Iterator[Mapping[int, Task]]:
    """The speech tasks of every wanted episode in every wanted language, by `Line.index`."""
    target = target_of(analysis.bible, request)
    for episode, _, language, bible in _wanted(analysis, request):
        yield speech_tasks(episode, bible, language, target.voice)


def target_of(bible: Bible, request: Request) -> Target:
    """The wanted target, or the bible's first, or the animatic; with draft voices if the request says so."""
    chosen = bible.targets.get(request.target) or next(iter(bible.targets.values()), Target("preview"))
    return replace(chosen, voice=DRAFT_VOICE) if request.draft else chosen


def _wanted(analysis: Analysis, request: Request) -> Iterator[tuple[Episode, Flow, str, Bible]]:
    """The episodes and languages of `request`, each with a bible in which nothing is left open."""
    series = analysis.bible.series
    languages = request.languages or (series.language,)
    bible = complete(analysis.bible, (series.language, *series.dubs))
    told = {language: story_of(analysis, language, dict(request.variants)) for language in languages}
    for number, episode in enumerate(analysis.episodes):
        if not request.episodes or episode.id in request.episodes:
            for language in languages:
                episodes, flows = told[language]
                yield episodes[number], flows[number], language, bible


def _lengths(speech: Mapping[int, Task], timings: Mapping[str, float]) -> dict[int, LineTiming]:
    """The lengths of the lines that have been spoken; the director estimates the rest."""
    return {index: LineTiming(timings[task.key], measured=True)
            for index, task in speech.items() if task.key in timings}
