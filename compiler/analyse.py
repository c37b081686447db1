"""Reading and checking a project: files in, story and findings out. What `check` does, and where every build begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .base.diagnostic import Diagnostic, in_order
from .base.source import Source
from .bible.infer import infer
from .bible.names import Names
from .bible.nodes import Bible
from .bible.resolve import load_bible
from .bible.translations import load_translations
from .check.rule import Subject
from .check.run import check, settle
from .project import Project
from .story.front import read_language
from .story.lower import lower
from .story.nodes import Episode
from .story.roll import roll_call
from .story.state import Flow, flow, starts
from .syntax.errors import not_utf8
from .syntax.parse import parse
from .syntax.tree import Script


@dataclass(frozen=True, slots=True)
class Analysis:
    """What reading and checking a project found. `episodes` and `flows` are in story order."""

    bible: Bible
    sources: Mapping[str, Source]
    scripts: Mapping[str, Script]
    episodes: tuple[Episode, ...]
    flows: tuple[Flow, ...]
    diagnostics: tuple[Diagnostic, ...]


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
    garbled = [not_utf8(sources[path], offset) for path, offset in project.not_utf8.items()]
    syntax = settle((one for _, trouble in parsed.values() for one in trouble), notes, bible.lint)
    return Analysis(bible, sources, scripts, episodes, flows,
                    in_order((*project.trouble, *garbled, *found, *more, *syntax, *check(subject))))


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
