"""Keeps what a plan of a whole series was put together from, for the run that finds nothing changed.

The tasks themselves are kept with their episodes (`shelf`): here stands which of them came through the passes, and in which
order.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import Any

from ..base import kept
from ..base.diagnostic import Diagnostic, Edit, Fix, Label, Severity
from ..base.digest import digest_bytes
from ..base.nodes import node, replace
from ..base.records import Codec
from ..base.source import Source, Span, stem
from ..base.stamp import stamp
from ..bible.nodes import Bible
from ..bible.resolve import codec as bible_codec
from ..bible.resolve import load_bible
from ..checked.remembered import Inputs, inputs_in, inputs_of, same_included
from ..checked.result import digest_text
from ..plan.nodes import Plan, Task
from ..project import Project
from ..request import Request
from .forms import Rows
from .result import Cast, Planned, cast_of
from .shelf import Fragment, rows_of

SHELF = "plans"
_MOST, _DAYS = 64 << 20, 30.0


@node
class Head:
    """A bible with the texts that it was read from, and what was found in it."""

    bible: Bible
    sources: Mapping[str, Source]
    found: tuple[Diagnostic, ...]


@node
class Ask:
    """What a plan was asked for: a `request`, with the circled `takes`."""

    request: Request
    takes: Mapping[str, int]

    def place(self, project: Project) -> str:
        """One request for a series has one place on the shelf."""
        return "\n".join((project.place, repr(replace(self.request, pins={}))))

    def mark(self, head: Head, inputs: Inputs) -> str:
        """What stands for all that the plan hangs on, apart from the files that scripts include and the lengths of lines."""
        bible = [(name, digest_text(source.text)) for name, source in head.sources.items()]
        rows = [stamp(), bible, bible_codec().data((head.bible, head.found)), inputs.mark, sorted(self.takes.items()),
                sorted(self.request.pins.items())]
        return digest_bytes(json.dumps(rows, separators=(",", ":")).encode("ascii"))


def recall(project: Project, ask: Callable[[Cast], Request], timings: Mapping[str, float],
           takes: Mapping[str, int]) -> Planned | None:
    """The plan of what `ask` asks for, if no byte that was read for it has changed since it was made, nor a length, nor this
    compiler. Raises what `ask` raises."""
    names = {stem(one.path) for one in project.scripts}
    if project.bible is None or len(names) != len(project.scripts):
        return None
    head = Head(*load_bible(project.bible, project.root))
    asked = Ask(ask(cast_of(project, head.bible)), takes)
    parts = kept.load_parts(SHELF, asked.place(project))
    inputs = inputs_of(project) if parts is not None else None
    if parts is None or inputs is None:
        return None
    try:
        mark, reads = json.loads(parts[0])
        others = same_included(project, reads)
        if others is None or mark != asked.mark(head, inputs):
            return None
        fragments, order, spans, passes, findings = json.loads(parts[1])
        told, found = _codec().value(findings)
        shelves = [rows_of(place, own, timings) for place, own in fragments]
        tasks = list(_tasks([rows for rows, _ in shelves], order, spans))
        texts: dict[str, Source] = {**head.sources, **inputs.texts, **others}
        made = [one for _, one in shelves]
    except (TypeError, ValueError, AttributeError, LookupError):
        return None  # something that this version never wrote, or an episode was planned otherwise since
    plan = Plan(tuple(tasks), tuple(product for one in made for product in one.plan.products),
                tuple(marker for one in made for marker in one.plan.markers), passes)
    voices = partial(_spoken, [rows for rows, _ in shelves], [one.voices for one in made])
    return gathered(head.bible, texts, told, found, plan, made, voices)


def gathered(bible: Bible, sources: Mapping[str, Source], told: tuple[Diagnostic, ...], found: tuple[Diagnostic, ...],
             plan: Plan, made: Sequence[Fragment], voices: Callable[[], Plan]) -> Planned:
    """The whole that was put together from what was `made` of the episodes; `voices` gives their voices, where all are known."""
    return Planned(bible, sources, told, found, plan, sum(one.guessed for one in made),
                   frozenset(key for one in made for key in one.acted), frozenset(shot for one in made for shot in one.shots),
                   None if any(one.voices < 0 for one in made) else voices)


def spoken(tasks: Iterable[Task]) -> Plan:
    """The plan of the voices alone, each of which is asked for once or more."""
    first: dict[str, Task] = {}
    for task in tasks:
        first.setdefault(task.key, task)
    return Plan(tuple(first.values()))


def _spoken(rows: Sequence[Rows], counts: Sequence[int]) -> Plan:
    return spoken(each.task(at) for each, count in zip(rows, counts, strict=True) for at in range(count))


def remember(project: Project, asked: Ask, head: Head, planned: Planned, made: Sequence[Fragment],
             reads: Mapping[str, str]) -> None:
    """Keep how `planned` came out of the bible and of what was `made` of the episodes, if all of that is kept. `reads` are the
    files that scripts include, with the digests of what was read."""
    inputs = inputs_in(project, planned.sources)
    order = _order(planned.plan.tasks, made)
    if inputs is None or order is None or not all(one.place for one in made):
        return
    rows, spans = order
    basis = [asked.mark(head, inputs), dict(reads)]
    found = _codec().data((planned.told, planned.found))
    data = [[[one.place, one.mark] for one in made], rows, spans, planned.plan.passes, found]
    kept.save_parts(SHELF, asked.place(project), [json.dumps(one, separators=(",", ":")) for one in (basis, data)])
    kept.tidy(SHELF, _MOST, _DAYS)


def _order(tasks: Sequence[Task], made: Sequence[Fragment]) -> tuple[list[int], dict[str, Any]] | None:
    """Where each of the `tasks` stands among all that were made, fragment by fragment; and by number in `tasks` the spans of
    those that stand for several. None where a task is another than any that was made."""
    known = [task for one in made for task in one.plan.tasks]
    where: dict[str, int] = {}
    for at, task in enumerate(known):
        where.setdefault(task.key, at)
    order: list[int] = []
    spans: dict[str, Any] = {}
    for count, task in enumerate(tasks):
        at = where[task.key]
        if (own := known[at]) is not task:
            if replace(own, spans=()) != replace(task, spans=()) or _beside(own) != _beside(task):
                return None
            spans[str(count)] = [[one.path, one.start, one.end] for one in task.spans]
        order.append(at)
    return order, spans


def _beside(task: Task) -> tuple[Any, ...]:
    """What stands outside the equality of tasks, but for spans."""
    return task.estimate, task.label, task.model, dict(task.profile)


def _tasks(rows: Sequence[Rows], order: Sequence[int], spans: Mapping[str, Any]) -> Iterator[Task]:
    if min(order, default=0) < 0:
        raise ValueError("a row that there is not")
    known = [(one, at) for one in rows for at in range(len(one))]
    for count, place in enumerate(order):
        one, at = known[place]
        task, own = one.task(at), spans.get(str(count))
        yield task if own is None else replace(task, spans=tuple(Span(path, start, end) for path, start, end in own))


@cache
def _codec() -> Codec:
    return Codec(Span, Severity, Label, Edit, Fix, Diagnostic)
