"""From scripts to the findings of the series: states go from episode to episode, rules compare them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..analyse import exemptions_of, is_judged, is_whole, unused
from ..base.diagnostic import Diagnostic
from ..base.nodes import node, replace
from ..base.source import Source
from ..check.settle import Ground, settle
from ..craft.run import NOT_AT_THE_END
from ..story.nodes import Episode
from ..story.state import flow
from ..syntax.errors import not_utf8
from .episode import Desk, Given
from .episode import Work as Opened
from .joined import Joined, Roll, ordered
from .passed import Passed, settled_places, step
from .record import Record
from .result import Checked, Findings, Judged, Work
from .shelf import Keeper, Kept


class Varies(Exception):
    """The scripts have versions, which are to be judged each by itself; or what was kept of them is of no use."""


_NOTHING = object()


@dataclass(slots=True, repr=False, eq=False)
class Chain:
    """The episodes of a series in the order in which they are told. Each begins in the state in which the one before it
    ended, which is known when the records of all before it are. Those that repeat lines of others have to wait for all.

    `kept` has what an earlier run kept of scripts. One that begins in the same state as then makes the same of it, and
    nothing is evaluated; where the series gives it the same in all, its findings are taken from there too. A script is
    `stale` that is to be read again for what it is given now, unless it is `held` from its first reading. `evaluated`
    counts the scenes whose states were computed."""

    desk: Desk
    order: Sequence[int]
    kept: Mapping[int, Kept]
    now: Passed
    shelf: Keeper
    records: dict[int, Record] = field(default_factory=dict)
    given: dict[int, Given] = field(default_factory=dict)
    judged: dict[int, Judged] = field(default_factory=dict)
    stale: dict[int, Given] = field(default_factory=dict)
    borrowers: set[int] = field(default_factory=set)
    held: dict[int, Opened] = field(default_factory=dict)
    evaluated: int = 0
    _bones: dict[int, Callable[[], Episode]] = field(default_factory=dict)
    _joined: Joined | None = None

    def add(self, index: int, record: Record, bones: Callable[[], Episode]) -> Iterator[tuple[int, Given]]:
        """Take the record of script `index`, and what its states are computed from. The scripts to judge of which it is
        known by that what they are given. Raises Varies."""
        if record.keys:
            raise Varies
        if index in self.stale:
            yield index, self.stale.pop(index)
        self.records[index] = record
        self._bones[index] = bones
        while len(self.given) < len(self.order) and self.order[len(self.given)] in self.records:
            ready = self.order[len(self.given)]
            given = self.given[ready] = self._step(ready)
            if self.records[ready].borrows:
                self.borrowers.add(ready)
            elif self._differs(ready, given):
                yield ready, given

    def _step(self, index: int) -> Given:
        """What script `index` is given, and what it makes of the state. A scene is a function from state to state; it is
        evaluated only where the script is not the one that was kept, or begins in another state than then."""
        before, kept, bones = self.now, self.kept.get(index), self._bones.pop(index)
        try:
            if kept is not None and kept.begins == before.mark:
                self.now = kept.step.after(before)
                return Given(before, kept.step)
            after = step(flow(bones(), self.desk.bible, before.state()).after, len(before.places))
            self.now = after.after(before)
        except (TypeError, ValueError) as fault:
            raise Varies from fault
        self.evaluated += self.records[index].scenes
        return Given(before, after)

    def _differs(self, index: int, given: Given) -> bool:
        """Whether script `index` is to be judged now; if it was kept, its findings are taken from there, or it is stale."""
        kept = self.kept.get(index)
        if kept is not None and kept.mark == given.mark and (made := self._made(index, given)) is not _NOTHING:
            self.take(index, replace(kept.judged, made=made))
        elif kept is not None:
            self.stale[index] = given
        return kept is None

    def _made(self, index: int, given: Given) -> Any:
        """What the maker kept of script `index`: None where there is no maker, _NOTHING where it has to be made."""
        maker, source = self.desk.maker, self.desk.project.scripts[index]
        if maker is None:
            return None
        made = maker.known(source, self.shelf.mark(source, self.records[index], given))
        return _NOTHING if made is None else made

    def take(self, index: int, judged: Judged) -> None:
        """Take the findings on script `index`, in which numbers stand for the places that it was given."""
        self.judged[index] = Judged(self.placed(index, judged.found), self.placed(index, judged.film), judged.made)

    def placed(self, index: int, found: Findings) -> Findings:
        """`found` in script `index`, with the real places for numbers. Raises Varies where there is no such place."""
        try:
            return settled_places(found, self.given[index].before.places)
        except ValueError as fault:
            raise Varies from fault

    def hear(self) -> None:
        """Give those that repeat lines of other episodes these lines, now that all records are there. Raises Varies."""
        for index in self.order:
            if index in self.borrowers:
                heard = self.joined().heard.get(self.desk.project.scripts[index].path, ())
                given = self.given[index] = replace(self.given[index], heard=heard)
                if self._differs(index, given):
                    self.stale[index] = given

    def joined(self) -> Joined:
        """What the episodes have to do with one another, once all records are there. Raises Varies."""
        if self._joined is None:
            roll = self.roll()
            mark = roll.mark()
            self._joined = roll.read(self.shelf.joined(mark))
            if self._joined is None:
                try:
                    self._joined = roll.joined()
                    self.shelf.keep_joined(mark, roll.data(self._joined))
                except (TypeError, ValueError) as fault:
                    raise Varies from fault
        return self._joined

    def roll(self) -> Roll:
        """The episodes in story order."""
        return ordered(self.desk, self.order, self.records)

    def in_story_order(self) -> bool:
        """Whether the order turned out to be that of the story."""
        keys = [(one.number, one.id) for one in (self.records[index] for index in self.order)]
        return keys == sorted(keys)


@node
class Gathered:
    """The findings of a series before the project has its word on them: at their own levels, with the `ground` on which
    they are settled, and all texts by name."""

    raw: Sequence[Diagnostic]
    ground: Ground
    sources: Mapping[str, Source]


def together(told: Chain, beside: Sequence[Diagnostic]) -> Checked:
    """The findings of a series of which every script is judged, what directing would find among them; `beside` come from
    the bible and the translations. Raises Varies."""
    found = gathered(told, beside, film=True)
    work = Work(told.evaluated, sum(one.scenes for one in told.records.values()))
    return Checked(told.desk.bible.lint, found.sources, settle(found.raw, found.ground), work)


def gathered(told: Chain, beside: Sequence[Diagnostic], *, film: bool) -> Gathered:
    """The findings of a series of which every script is judged: those of the rules that judge each episode by itself,
    those that compare them, those of the records, and `beside`; with `film` what directing would find. Raises Varies."""
    desk, project = told.desk, told.desk.project
    records = [told.records[index] for index in range(len(project.scripts))]
    trouble = {name: found for one in records for name, found in one.included.items()}
    texts, joined = told.roll().texts(), told.joined()
    exempt, wrong = exemptions_of(project)
    used = {name for one in records for name in one.used}
    raw = [*project.trouble, *beside, *wrong, *unused(desk.bible, used)]
    raw += [not_utf8(texts[path], offset) for path, offset in project.not_utf8.items()]
    raw += [one for found in trouble.values() for one in found]
    for index, record in enumerate(records):
        last = index == told.order[-1]
        raw += (*record.syntax, *record.found, *told.judged[index].found)
        if film:
            raw += [one for one in told.judged[index].film if not (last and one.code in NOT_AT_THE_END)]
    raw += (*joined.craft, *joined.found) if film else joined.found
    notes = [note for one in records for note in one.suppressions]
    whole = is_whole(project, all(one.whole for one in records))
    ground = Ground(desk.bible.lint, notes, exempt, texts, desk.bible.partial, whole and is_judged(desk.bible))
    return Gathered(raw, ground, texts)
