"""From scripts to the findings of the series: states go from episode to episode, rules compare them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..analyse import unused
from ..base.diagnostic import Diagnostic, in_order
from ..base.source import Source
from ..check.rule import Subject
from ..check.run import settle
from ..story.lowered import Lowered
from ..story.state import Flow, State, flow
from ..syntax.errors import not_utf8
from ..syntax.tree import Script
from .episode import Desk, Record, rules
from .result import Checked, Findings, included
from .shelf import mark_of


class Varies(Exception):
    """The scripts have versions, which are to be judged each by itself."""


@dataclass(slots=True)
class Chain:
    """The episodes of a series in the order in which they are told. Each begins in the state in which the one before it
    ended, which is known when the records of all before it are.

    `kept` has findings of an earlier run by script, with the mark of the state that they were found in; where that state
    has come again they are in `judged`, else the script is `stale` and is to be read again for the state that it has
    now."""

    desk: Desk
    order: Sequence[int]
    kept: Mapping[int, tuple[str, Findings]]
    state: State
    records: dict[int, Record] = field(default_factory=dict)
    flows: dict[int, Flow] = field(default_factory=dict)
    judged: dict[int, Findings] = field(default_factory=dict)
    stale: dict[int, State] = field(default_factory=dict)

    def add(self, index: int, record: Record) -> Iterator[tuple[int, State]]:
        """Take the record of script `index`. The scripts to judge whose states are known by it, with those states.
        Raises Varies."""
        if record.keys:
            raise Varies
        if index in self.stale:
            yield index, self.stale.pop(index)
        self.records[index] = record
        while len(self.flows) < len(self.order) and self.order[len(self.flows)] in self.records:
            ready = self.order[len(self.flows)]
            before = self.state
            self.flows[ready] = flow(self.records[ready].skeleton, self.desk.bible, before)
            self.state = self.flows[ready].after
            if ready not in self.kept:
                yield ready, before
            elif self.kept[ready][0] == mark_of(before):
                self.judged[ready] = self.kept[ready][1]
            else:
                self.stale[ready] = before

    def in_story_order(self) -> bool:
        """Whether the order turned out to be that of the story."""
        keys = [(one.number, one.id) for one in (self.records[index].skeleton for index in self.order)]
        return keys == sorted(keys)


def together(told: Chain, sources: Mapping[str, Source], beside: Sequence[Diagnostic]) -> Checked:
    """The findings of a series of which every script is judged: those of the rules that judge each episode by itself,
    those that compare them, those of the records, and `beside`, which come from the bible and the translations."""
    desk, project = told.desk, told.desk.project
    records = [told.records[index] for index in range(len(project.scripts))]
    trouble = {name: found for one in records for name, found in one.included.items()}
    others = {name: read[0] for name in trouble if not isinstance(read := included(project, name), str)}
    texts = {**sources, **desk.texts, **{one.path: one for one in project.scripts}, **others}
    rows = [(told.records[index].skeleton, told.records[index].suppressions) for index in told.order]
    scripts = {source.path: Script(source, one.title) for source, one in zip(project.scripts, records, strict=True)}
    subject = Subject(desk.bible, desk.names, scripts, tuple(Lowered(episode, (), notes) for episode, notes in rows),
                      tuple(episode for episode, _ in rows), tuple(told.flows[index] for index in told.order),
                      desk.translations, texts)
    compared = [one for rule in rules(together=True) for one in rule.check(subject)]
    notes = [note for _, written in rows for note in written]
    checked = settle([*(one for index in told.order for one in told.judged[index]), *compared], notes, desk.bible.lint)
    used = {name for one in records for name in one.used}
    syntax = settle([*(one for record in records for one in record.syntax), *unused(desk.bible, used),
                     *(one for found in trouble.values() for one in found)], notes, desk.bible.lint)
    garbled = [not_utf8(texts[path], offset) for path, offset in project.not_utf8.items()]
    found = [*project.trouble, *garbled, *beside, *syntax, *(one for record in records for one in record.found), *checked]
    return Checked(desk.bible.lint, texts, in_order(found))
