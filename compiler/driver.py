"""The whole road from files to plan, in two functions: `analyse` reads and checks, `compile` directs and plans.

Both are pure: files in, values out. `compile` takes the measured lengths of spoken lines (`timings`, by speech task
key); a line that has not been spoken yet gets an estimate, and the plan made from it is only good for looking at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..stdlib import vocabulary
from .base.diagnostic import Diagnostic, Severity, in_order
from .base.source import Source
from .bible.casting import complete
from .bible.infer import infer
from .bible.names import Names
from .bible.nodes import Bible, Target
from .bible.resolve import load_bible
from .bible.translations import load_translations
from .check.rule import Subject
from .check.run import check
from .cut.direct import Version, direct
from .cut.nodes import Cut, LineTiming
from .cut.time import estimate
from .passes.run import Saving, run
from .plan.emit import Take, emit
from .plan.nodes import Plan, Task
from .plan.speech import speech_tasks
from .project import Project
from .story.lower import lower, roll_call
from .story.lowered import Lowered
from .story.nodes import Episode
from .story.state import Flow, State, flow
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
    parsed = {source.path: parse(source, names.cast_words()) for source in project.scripts}
    translations, more, texts = load_translations(project.translations, project.root)
    lowered = {path: lower(script, bible, names, translations.get(_stem(path), {}), _stem(path))
               for path, (script, _) in parsed.items()}
    episodes, flows = _in_story_order(lowered, bible)
    sources = {**sources, **texts, **{source.path: source for source in project.scripts}}
    scripts = {path: script for path, (script, _) in parsed.items()}
    subject = Subject(bible, names, scripts, tuple(lowered.values()), episodes, flows, translations)
    found += (*more, *(one for _, trouble in parsed.values() for one in trouble), *check(subject))
    return Analysis(bible, sources, scripts, episodes, flows, in_order(found))


def compile(analysis: Analysis, request: Request, timings: Mapping[str, float]) -> Compiled:
    """Direct the wanted episodes in the wanted languages and plan them. `timings` maps a speech task's key to the
    seconds that it lasts."""
    takes, cuts, found, guessed = [], [], [], 0
    target = target_of(analysis.bible, request)
    for episode, flows, language, bible in _wanted(analysis, request):
        speech = speech_tasks(episode, bible, language, target.voice)
        heard = _lengths(episode, language, speech, timings)
        cut, trouble = direct(episode, flows, bible, _version(bible, language, heard))
        guessed += sum(not one.measured for one in heard.values())
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
