"""From scripts to the findings of the series: states go from episode to episode, rules compare them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..analyse import unused
from ..base.diagnostic import Diagnostic, in_order
from ..base.source import Source
from ..check.levels import settle
from ..check.rule import Subject
from ..story.lowered import Lowered
from ..story.reuse import reuse
from ..story.state import Flow, State, flow
from ..syntax.errors import not_utf8
from ..syntax.tree import Script
from .episode import Desk, Given, Record, rules
from .result import Checked, Findings, included
from .shelf import mark_of


class Varies(Exception):
    """The scripts have versions, which are to be judged each by itself."""


@dataclass(slots=True)
class Chain:
    """The episodes of a series in the order in which they are told. Each begins in the state in which the one before it
    ended, which is known when the records of all before it are. Those that repeat lines of others have to wait for all.

    `kept` has findings of an earlier run by script, with the mark of what the series gave it then; where it gives the
    same again they are in `judged`. A script is `stale` that is to be read again for what it is given now."""

    desk: Desk
    order: Sequence[int]
    kept: Mapping[int, tuple[str, Findings]]
    state: State
    records: dict[int, Record] = field(default_factory=dict)
    flows: dict[int, Flow] = field(default_factory=dict)
    judged: dict[int, Findings] = field(default_factory=dict)
    stale: dict[int, Given] = field(default_factory=dict)
    borrowers: dict[int, State] = field(default_factory=dict)

    def add(self, index: int, record: Record) -> Iterator[tuple[int, Given]]:
        """Take the record of script `index`. The scripts to judge of which it is known by that what they are given.
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
            if self.records[ready].borrows():
                self.borrowers[ready] = before
            elif self._differs(ready, Given(before)):
                yield ready, Given(before)

    def _differs(self, index: int, given: Given) -> bool:
        """Whether script `index` is to be judged now; if it was kept, its findings are taken from there, or it is stale."""
        if index in self.kept and self.kept[index][0] == mark_of(given):
            self.judged[index] = self.kept[index][1]
        elif index in self.kept:
            self.stale[index] = given
        return index not in self.kept

    def hear(self) -> None:
        """Give those that repeat lines of other episodes these lines, now that all records are there."""
        if not self.borrowers:
            return
        lowered = reuse([Lowered(self.records[index].skeleton) for index in self.order])
        for index, one in zip(self.order, lowered, strict=True):
            if index in self.borrowers:
                own = self.records[index].skeleton.lines()
                heard = tuple(new for new, old in zip(one.episode.lines(), own, strict=True) if new != old)
                given = Given(self.borrowers[index], heard)
                if self._differs(index, given):
                    self.stale[index] = given

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
    lowered = reuse([Lowered(told.records[index].skeleton, (), told.records[index].suppressions) for index in told.order])
    scripts = {source.path: Script(source, one.title) for source, one in zip(project.scripts, records, strict=True)}
    subject = Subject(desk.bible, desk.names, scripts, lowered, tuple(one.episode for one in lowered),
                      tuple(told.flows[index] for index in told.order), desk.translations, texts)
    compared = [one for rule in rules(together=True) for one in rule.check(subject)]
    notes = [note for one in lowered for note in one.suppressions]
    checked = settle([*(one for index in told.order for one in told.judged[index]), *compared], notes, desk.bible.lint)
    used = {name for one in records for name in one.used}
    syntax = settle([*(one for record in records for one in record.syntax), *unused(desk.bible, used),
                     *(one for found in trouble.values() for one in found)], notes, desk.bible.lint)
    garbled = [not_utf8(texts[path], offset) for path, offset in project.not_utf8.items()]
    found = [*project.trouble, *garbled, *beside, *syntax, *(one for record in records for one in record.found), *checked]
    return Checked(desk.bible.lint, texts, in_order(found))
