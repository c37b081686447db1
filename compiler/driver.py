"""The whole road from files to plan, in two functions: `analyse` reads and checks, `compile` directs and plans.

Both are pure: files in, values out. `compile` takes the measured lengths of spoken lines (`timings`, by speech task
key); a line that has not been spoken yet gets an estimate, and the plan made from it is only good for looking at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..stdlib import vocabulary
from .base.diagnostic import Diagnostic, in_order
from .base.source import Source
from .bible.casting import complete
from .bible.infer import infer
from .bible.names import Names
from .bible.nodes import Bible, Target
from .bible.resolve import load_bible
from .bible.translations import load_translations
from .check.rule import Subject
from .check.run import check, settle
from .cut.direct import direct
from .cut.nodes import Cut, LineTiming
from .cut.version import Version
from .passes.run import Saving, run
from .plan.emit import Take, emit
from .plan.nodes import Plan, Task
from .plan.speech import speech_tasks
from .project import Project
from .story.front import read_language
from .story.lower import lower
from .story.nodes import Episode
from .story.roll import roll_call
from .story.state import Flow, flow, starts
from .syntax.parse import parse
from .syntax.tree import Script

DRAFT_VOICE = "espeak"


@dataclass(frozen=True, slots=True)
class Analysis:
    """What reading and checking a project found. `episodes` and `flows` are in story order."""

    bible: Bible
    sources: Mapping[str, Source]
    scripts: Mapping[str, Script]
    episodes: tuple[Episode, ...]
    flows: tuple[Flow, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """What to make. No `episodes` means all, no `languages` the series' own; `target` names one of the bible's."""

    episodes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    target: str = ""
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Compiled:
    """The outcome of `compile`: the cuts, the plan, what each pass saved, and findings of directing."""

    cuts: tuple[Cut, ...]
    plan: Plan
    savings: tuple[Saving, ...]
    diagnostics: tuple[Diagnostic, ...]
    estimated: int


def analyse(project: Project) -> Analysis:
    """Read, lower and check every script of `project`."""
    bible, sources, found = _bible(project)
    names = Names(bible)
    known = cast_words(bible)
    parsed = {source.path: parse(source, known) for source in project.scripts}
    translations, texts, more = load_translations(project.translations, project.root)
    lowered = [lower(script, bible, names, translations.get(_stem(path), {}), _stem(path))
               for path, (script, _) in parsed.items()]
    lowered.sort(key=lambda one: (one.episode.number, one.episode.id))
    episodes = tuple(one.episode for one in lowered)
    sources = {**sources, **texts, **{source.path: source for source in project.scripts}}
    scripts = {path: script for path, (script, _) in parsed.items()}
    flows = _flows(episodes, bible)
    subject = Subject(bible, names, scripts, tuple(lowered), episodes, flows, translations, sources)
    notes = [note for one in lowered for note in one.suppressions]
    syntax = settle((one for _, trouble in parsed.values() for one in trouble), notes, bible.lint)
    return Analysis(bible, sources, scripts, episodes, flows,
                    in_order((*project.trouble, *found, *more, *syntax, *check(subject))))


def compile(analysis: Analysis, request: Request, timings: Mapping[str, float]) -> Compiled:
    """Direct the wanted episodes in the wanted languages and plan them. `timings` maps a speech task's key to the
    seconds that it lasts."""
    takes: list[Take] = []
    cuts: list[Cut] = []
    found: list[Diagnostic] = []
    guessed = 0
    target = target_of(analysis.bible, request)
    for episode, flows, language, bible in _wanted(analysis, request):
        speech = speech_tasks(episode, bible, language, target.voice)
        heard = _lengths(speech, timings)
        cut, trouble = direct(episode, flows, bible, _version(bible, language, heard))
        guessed += len(speech) - len(heard)
        found += trouble
        cuts.append(cut)
        takes.append(Take(cut, episode.title, episode.lines(), speech, target.picture))
    plan, savings = run(emit(takes))
    return Compiled(tuple(cuts), plan, savings, in_order(found), guessed)


def speech_plan(analysis: Analysis, request: Request) -> Plan:
    """The plan of the voices alone, which must be spoken before pictures can be set to them."""
    target = target_of(analysis.bible, request)
    tasks: dict[str, Task] = {}
    for episode, _, language, bible in _wanted(analysis, request):
        for task in speech_tasks(episode, bible, language, target.voice).values():
            tasks.setdefault(task.key, task)
    return Plan(tuple(tasks.values()))


def target_of(bible: Bible, request: Request) -> Target:
    """The wanted target, or the bible's first, or the animatic; with draft voices if the request says so."""
    chosen = bible.targets.get(request.target) or next(iter(bible.targets.values()), Target("preview"))
    return replace(chosen, voice=DRAFT_VOICE) if request.draft else chosen


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]


def _bible(project: Project) -> tuple[Bible, dict[str, Source], tuple[Diagnostic, ...]]:
    """The bible of `project`, or one read off its scripts where it has none."""
    if project.bible is not None:
        return load_bible(project.bible, project.root)
    calls = [roll_call(parse(source)[0]) for source in project.scripts]
    cast = tuple(dict.fromkeys(name for names, _ in calls for name in names))
    places = tuple(dict.fromkeys(place for _, places in calls for place in places))
    language = next((read_language(parse(source)[0], "en") for source in project.scripts), "en")
    return infer(cast, places, language), {}, ()


def cast_words(bible: Bible) -> frozenset[str]:
    """Every name that a cue may use, for scripts (Chinese, Japanese) where a cue cannot be told by its capitals."""
    return frozenset(word for character in bible.cast.values()
                     for word in (character.id, *character.aliases, *character.names.values()))


def _flows(episodes: Sequence[Episode], bible: Bible) -> tuple[Flow, ...]:
    """The continuity state of each episode, which begins as the one before ended."""
    found: list[Flow] = []
    state = starts(bible)
    for episode in episodes:
        found.append(flow(episode, bible, state))
        state = found[-1].after
    return tuple(found)


def _wanted(analysis: Analysis, request: Request) -> Iterator[tuple[Episode, Flow, str, Bible]]:
    """The episodes and languages of `request`, each with a bible in which nothing is left open."""
    series = analysis.bible.series
    languages = request.languages or (series.language,)
    bible = complete(analysis.bible, (series.language, *series.dubs))
    for episode, state in zip(analysis.episodes, analysis.flows, strict=True):
        if not request.episodes or episode.id in request.episodes:
            for language in languages:
                yield episode, state, language, bible


def _lengths(speech: Mapping[int, Task], timings: Mapping[str, float]) -> dict[int, LineTiming]:
    """The lengths of the lines that have been spoken; the director estimates the rest."""
    return {index: LineTiming(timings[task.key], measured=True)
            for index, task in speech.items() if task.key in timings}


def _version(bible: Bible, language: str, timings: Mapping[int, LineTiming]) -> Version:
    series = bible.series
    size = vocabulary("formats").entries[series.format]
    rows = series.subtitles or tuple(dict.fromkeys((language, series.language)))
    return Version(language=language, subtitles=rows, timings=timings, fps=int(size["fps"]), width=int(size["width"]),
                   height=int(size["height"]), title=series.title, label=label_in(language))


def label_in(language: str) -> str:
    """The notice that a film was generated, in `language` (wording after GB 45438-2025: an AI word and a word for
    generation)."""
    return str(vocabulary("languages").entries.get(language, {}).get("ai_label", "AI-generated"))
