"""A checked and directed series becomes a report: numbers and timelines, no words of layout."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ..analyse import Analysis, story_of
from ..base.diagnostic import Diagnostic
from ..base.source import Source
from ..bible.nodes import Bible
from ..cut.nodes import Cut, LineTiming
from ..cut.version import Version
from ..driver import Compiled
from ..plan.cost import Bill, cost_of
from ..plan.nodes import Plan
from ..plan.prices import prices_of
from ..request import Request
from ..story.nodes import Episode
from .costs import cost_facts
from .episode import Reading, measure_episode
from .lanes import names_of
from .nodes import SCHEMA, Accepted, Finding, Report
from .series import all_places, all_sizes, all_voices, homogeneity, ledger, likenesses, ties
from .talk import talk_of


def measure(analysis: Analysis, request: Request, compiled: Compiled, timings: Mapping[str, float]) -> Report:
    """The report of what was `compiled` for `request`. `timings` are the lengths of spoken lines by the keys of their tasks,
    as `compile` was given them. An episode that made no shots is left out (the findings say why)."""
    bible = analysis.bible
    language = request.languages[0] if request.languages else bible.series.language
    found = (*analysis.diagnostics, *compiled.diagnostics)
    bill = cost_of(compiled.plan, prices_of(bible), by_shot=False)
    readings = list(_readings(analysis, request, compiled, timings, language, found, bill))
    episodes = tuple(map(measure_episode, readings))
    name = names_of(bible)
    alike = likenesses(readings, episodes)
    title = bible.series.names.get(bible.series.language, bible.series.title)
    return Report(
        SCHEMA, title or (episodes[0].title if episodes else ""), bible.series.language, language,
        "characters" if language[:2] in ("zh", "ja") else "words", round(sum(one.seconds for one in episodes), 2), episodes,
        all_voices(episodes), all_sizes(episodes), all_places(episodes), ties(episodes), ledger(readings, episodes, name),
        alike, homogeneity(alike), talk_of(readings, bible), cost_facts(bill, episodes, bible),
        findings(found, analysis.sources), accepted(analysis), tuple(_colours(bible)))


def findings(found: Iterable[Diagnostic], sources: Mapping[str, Source]) -> tuple[Finding, ...]:
    """`found` by code and level, the gravest first, then the most frequent."""
    groups: defaultdict[tuple[str, str], list[Diagnostic]] = defaultdict(list)
    for one in found:
        groups[one.code, one.severity.value].append(one)
    order = {"error": 0, "warning": 1, "hint": 2}
    rows = [Finding(code, level, len(group), group[0].message, *_place(group[0], sources))
            for (code, level), group in groups.items()]
    return tuple(sorted(rows, key=lambda one: (order.get(one.level, 3), -one.count, one.code)))


def accepted(analysis: Analysis) -> tuple[Accepted, ...]:
    """The findings that notes in the scripts and the exemptions file accept, and the codes that the bible turns off."""
    rows = [Accepted(one.finding.code, one.finding.message, one.reason, *_place(one.finding, analysis.sources))
            for one in analysis.accepted]
    off = [Accepted(code.upper(), "", "", "series.yaml", 0) for code, level in analysis.levels.items() if level == "off"]
    return tuple(rows + off)


def _readings(analysis: Analysis, request: Request, compiled: Compiled, timings: Mapping[str, float], language: str,
              found: Sequence[Diagnostic], bill: Bill) -> Iterable[Reading]:
    cuts = {one.episode: one for one in compiled.cuts if one.language == language}
    episodes, flows = story_of(analysis, language, dict(request.variants))
    works = {row.name: row.cpu + row.gpu for row in bill.episodes}
    heard = _heard(compiled.plan, timings)
    said: defaultdict[str, list[Diagnostic]] = defaultdict(list)
    for one in found:
        if one.span is not None:
            said[one.span.path].append(one)
    for episode, flow in zip(episodes, flows):
        if episode.id in cuts:
            path = episode.span.path
            cut = cuts[episode.id]
            yield Reading(episode, flow, cut, _version(cut, episode, heard), analysis.bible, analysis.sources, said[path],
                          works.get(episode.id, 0.0))


def _heard(plan: Plan, timings: Mapping[str, float]) -> dict[tuple[str, int, int], float]:
    """The measured length of each line, by where it stands in the scripts."""
    return {(span.path, span.start, span.end): timings[task.key] for task in plan.tasks
            if task.action == "speech" and task.key in timings for span in task.spans}


def _version(cut: Cut, episode: Episode, heard: Mapping[tuple[str, int, int], float]) -> Version:
    """The version that `cut` was made in, as far as the length of lines hangs on it."""
    known = {line.index: LineTiming(heard[at], measured=True) for line in episode.lines()
             if (at := (line.span.path, line.span.start, line.span.end)) in heard}
    return replace(Version(language=cut.language, timings=known), fps=cut.fps)


def _colours(bible: Bible) -> Iterable[tuple[str, str, str]]:
    name = names_of(bible)
    for id, one in bible.cast.items():
        for key, outfit in one.wardrobe.items():
            if outfit.colours:
                yield name(id), key, outfit.colours[0]


def _place(one: Diagnostic, sources: Mapping[str, Source]) -> tuple[str, int]:
    if one.span is None:
        return "", 0
    source = sources.get(one.span.path)
    return one.span.path, source.position(one.span.start).line if source else 0
