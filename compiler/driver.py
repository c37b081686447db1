"""The whole road from a checked story to a plan: direct, speak, lower to tasks, improve.

Pure: values in, values out. `compile` takes the measured lengths of spoken lines (`timings`, by speech task key); a line
that has not been spoken yet gets an estimate, and the plan made from it is only good for looking at. It also takes the
circled takes of shots (`takes`, by shot identity; see `cut.takes`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from ..stdlib.models import Models, chosen, shrunk
from .analyse import Analysis, further, story_of
from .base.diagnostic import Diagnostic
from .base.nodes import node, replace
from .bible.casting import complete
from .bible.nodes import Bible, Target
from .craft.run import outline, review, review_series, together
from .cut.direct import Directing, direct
from .cut.nodes import Cut, LineTiming
from .cut.takes import circled, named, takes_of
from .cut.version import version_of
from .passes.pipeline import CUTS, EPISODE, PIPELINE
from .passes.run import Saving, chained, run, shape, tidy
from .passes.run import together as joint
from .plan.emit import Shared, Take, emit
from .plan.engines import REFERENCES, engine_of
from .plan.exact import exact, exact_key
from .plan.nodes import Marker, Plan, Product, Task
from .plan.speech import Spoken, speech_tasks
from .request import Request
from .story.nodes import Episode
from .story.state import Flow

DRAFT_VOICE = "espeak"
Pricing = Callable[[Plan], Plan]


@node
class Compiled:
    """The outcome of `compile`: the cuts, the plan, what each pass saved, and the findings of directing
    and of craft that the project wants to be told. `estimated` lines have not been spoken; `shots` are the identities of all
    shots of the episodes of which takes are circled."""

    cuts: tuple[Cut, ...]
    plan: Plan
    savings: tuple[Saving, ...]
    diagnostics: tuple[Diagnostic, ...]
    estimated: int
    shots: frozenset[str] = frozenset()


@node
class Taken:
    """One version of one episode on its way into the plan: what directing it and looking at its craft found, its `speech`
    tasks by `Line.index`, the `heard` lengths of those that were spoken, what the passes over its cut saved, and, where takes
    of the episode are circled, the identities of its `shots`. `take` is None where there is nothing to film."""

    take: Take | None
    found: tuple[Diagnostic, ...]
    speech: Mapping[int, Task]
    heard: Mapping[int, LineTiming]
    savings: tuple[Saving, ...] = ()
    shots: tuple[str, ...] = ()

    @property
    def guessed(self) -> int:
        """How many lines have not been spoken, so that their lengths are estimates."""
        return len(self.speech) - len(self.heard)

    def plan(self, pins: Mapping[str, str] | None = None) -> Plan:
        """The plan of this take by itself, before any pass over the whole. `pins` as in `taken`."""
        return tidy(self.emitted(pins))[0]

    def emitted(self, pins: Mapping[str, str] | None = None, shared: Shared | None = None) -> Plan:
        """The same before any pass over it. What is keyed once for several takes of a target is kept in `shared`."""
        return replace(emit(() if self.take is None else (self.take,), pins, shared), passes=_names(self.savings))


def taken(episode: Episode, flow: Flow, language: str, bible: Bible, target: Target, timings: Mapping[str, float],
          takes: Mapping[str, int] = MappingProxyType({}), variants: tuple[tuple[str, str], ...] = (), *,
          pins: Mapping[str, str] = MappingProxyType({}), final: bool = False, exactly: bool = False, stop_after: str = "",
          verify_each: bool = False, directing: Directing = direct) -> Taken:
    """Speak and direct one `episode` in one `language`, and run the passes over its cut. Depends on its arguments alone, and
    all that is done to an episode by itself is done here: what comes of it is kept between runs (see `planned`). `bible` is
    complete, `flow` the continuity state of the episode; `final` says that the series ends with it, `directing` directs;
    `pins` are digests of models' weights; `exactly`: the keys of `timings` are exact ones."""
    spoken = speech_tasks(episode, bible, language, engine_of(target, bible.catalogue, pins))
    speech = spoken.lines
    heard = _lengths(spoken, timings, exactly=exactly)
    cut, trouble = directing(episode, flow, bible, version_of(bible, language, heard))
    found = together(trouble, review(episode, flow, bible, cut, heard, target=target, final=final))
    if not cut.shots:
        return Taken(None, found, speech, heard)  # the director has said so: D409
    models = models_of(bible, target)
    cut, saved = shape(cut, models, stop_after=stop_after, verify_each=verify_each)
    if verify_each and models is not None:
        from .prompt.verify import verify_pictures

        verify_pictures(cut)
    shots: tuple[str, ...] = ()
    if takes_of(episode.id, takes):
        shots = tuple(one.identity for one in named(cut, episode))  # as they are now: those of the shot list
        cut = circled(cut, episode, takes)
    take = Take(cut, episode.title, episode.lines(), speech, target.picture, variants, models, spoken.before)
    return Taken(take, found, speech, heard, saved, shots)


def joined(parts: Iterable[Plan]) -> Plan:
    """The plans of all takes as one, in film order, before any pass over the whole."""
    tasks: list[Task] = []
    products: list[Product] = []
    markers: list[Marker] = []
    passes = ""
    for part in parts:
        tasks += part.tasks
        products += part.products
        markers += part.markers
        passes = passes or part.passes
    return Plan(tuple(tasks), tuple(products), tuple(markers), passes)


def compile(analysis: Analysis, request: Request, timings: Mapping[str, float],
            takes: Mapping[str, int] = MappingProxyType({}), *,
            stop_after: str = "", verify_each: bool = False, pricing: Pricing | None = None) -> Compiled:
    """Direct the wanted episodes in the wanted languages and plan them. `timings` maps a speech task's key to the
    seconds that it lasts (an exact key, for an exact request), `takes` the identity of a shot to the take that is circled.
    `stop_after` names the pass to end with (after one over cuts there is
    no plan yet); `verify_each` looks at everything after each pass; `pricing` puts prices on tasks before any pass, so that
    savings are told in money too."""
    made: list[Taken] = []
    target = target_of(analysis.bible, request)
    for episode, flows, language, bible in _wanted(analysis, request):
        final = episode.id == analysis.episodes[-1].id
        made.append(taken(episode, flows, language, bible, target, timings, takes, request.variants, pins=request.pins,
                          final=final, exactly=request.exact, stop_after=stop_after, verify_each=verify_each))
    found = [one for each in made for one in each.found]
    if not request.episodes:
        found += review_series(map(outline, analysis.episodes), analysis.bible, target=target)
    savings = joint(one.savings for one in made)
    plan = Plan(passes=_names(savings))
    if stop_after not in CUTS:
        plan, saved = _planned(made, request.pins, stop_after, verify_each, pricing)
        plan, savings = exact(plan) if request.exact else plan, savings + saved
    return Compiled(tuple(one.take.cut for one in made if one.take is not None), plan, savings,
                    further(analysis.diagnostics, analysis.ground, found), sum(one.guessed for one in made),
                    frozenset(shot for one in made for shot in one.shots))


def _planned(takes: Iterable[Taken], pins: Mapping[str, str], stop_after: str,
             verify_each: bool, pricing: Pricing | None) -> tuple[Plan, tuple[Saving, ...]]:
    """The plan of `takes` after all passes, or up to the one to stop after, and what each saved."""
    shared: Shared = {}
    inner = stop_after if stop_after in EPISODE else ""
    emitted = (one.emitted(pins, shared) for one in takes)
    parts = [tidy(pricing(one) if pricing else one, stop_after=inner, verify_each=verify_each, tallied=True) for one in emitted]
    reached = tuple(EPISODE)[: tuple(EPISODE).index(inner) + 1] if inner else ()
    pipeline = {name: step for name, step in PIPELINE.items() if name in reached or not inner}
    known = frozenset(task.key for plan, _ in parts for task in plan.tasks)  # they held when they were made
    plan, saved = run(joined(plan for plan, _ in parts), pipeline, stop_after=stop_after, verify_each=verify_each,
                      tallied=True, known=known)
    return plan, chained(joint(saved for _, saved in parts), saved)


def _names(savings: Iterable[Saving]) -> str:
    """Passes as a plan names them."""
    return " | ".join(one.name for one in savings)


def speech_plan(analysis: Analysis, request: Request) -> Plan:
    """The plan of the voices alone, which must be spoken before pictures can be set to them: every line, and the clips that
    engines are to sound like."""
    tasks: dict[str, Task] = {}
    for spoken in voices_of(analysis, request):
        for task in (*spoken.before, *spoken.lines.values()):
            tasks.setdefault(task.key, task)
    plan = Plan(tuple(tasks.values()))
    return exact(plan) if request.exact else plan


def voices_of(analysis: Analysis, request: Request) -> Iterator[Spoken]:
    """The speech tasks of every wanted episode in every wanted language."""
    target = target_of(analysis.bible, request)
    for episode, _, language, bible in _wanted(analysis, request):
        yield speech_tasks(episode, bible, language, engine_of(target, bible.catalogue, request.pins))


def target_of(bible: Bible, request: Request) -> Target:
    """The wanted target, or the bible's first, or the animatic; with draft voices or tiny models if the request says so. A tiny
    model says nothing that pictures could be set to: then the animatic's voices speak for it."""
    chosen = bible.targets.get(request.target) or next(iter(bible.targets.values()), Target("preview"))
    voice = REFERENCES if request.tiny and engine_of(chosen, bible.catalogue).model else chosen.voice
    return replace(chosen, voice=DRAFT_VOICE if request.draft else voice, tiny=request.tiny)


def models_of(bible: Bible, target: Target) -> Models | None:
    """The models that make the pictures of `target`; None where they are drawn."""
    if not target.tiny:
        return chosen(target.options, bible.catalogue)
    here = {role: name for role, name in target.options.items() if role not in ("picture", "server")}
    found = chosen(here, bible.catalogue)  # a server has no models with random weights: what it would run is run here
    return shrunk(found) if found is not None else None


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


def _lengths(spoken: Spoken, timings: Mapping[str, float], *, exactly: bool) -> dict[int, LineTiming]:
    """The lengths of the lines that have been spoken; the director estimates the rest."""
    if exactly:
        before = {one.key: exact_key(one) for one in spoken.before}
        keys = {index: exact_key(task, [before[one.key] for one in task.inputs]) for index, task in spoken.lines.items()}
    else:
        keys = {index: task.key for index, task in spoken.lines.items()}
    return {index: LineTiming(timings[key], measured=True) for index, key in keys.items() if key in timings}
