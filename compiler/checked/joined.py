"""What the episodes of a series have to do with one another: the lines that are heard again, and what the rules find that
compare episodes.

It hangs on the faces of the episodes (see `record`), and not on where in the scripts their parts stand: a line that moves
others down changes none of it. So it is kept, with numbers for places, and made anew only where a face has changed. Rules
that compare episodes point to places that the faces have, to the beginnings of files, and into texts beside the scripts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..analyse import is_judged, is_whole
from ..base.nodes import node
from ..base.source import Source
from ..check.rule import Subject
from ..craft.run import review_series
from ..project import Project, included
from ..story.lowered import Lowered
from ..story.nodes import Line
from ..story.reuse import reuse
from ..syntax.tree import Script
from .episode import Desk, rules
from .forms import codec, digest_data
from .passed import SPAN
from .record import Place, Record
from .result import Findings, digest_text


@node
class Joined:
    """`heard` are, by script, the lines that are heard as those of other episodes are; `found` is what the rules of continuity
    find that compare episodes, `craft` what those of craft find for the bible's first target."""

    heard: Mapping[str, tuple[Line, ...]]
    found: Findings
    craft: Findings


@node
class Roll:
    """The episodes of a series in story order: their scripts, with the record of each."""

    desk: Desk
    scripts: tuple[Source, ...]
    records: tuple[Record, ...]

    def mark(self) -> str:
        """What stands for all that `Joined` hangs on, beside the bible and this compiler."""
        each = zip(self.scripts, self.records, strict=True)
        rows = [[source.path, one.face, sorted(one.reads.items())] for source, one in each]
        beside = [[name, digest_text(source.text)] for name, source in self._beside().items()]
        return digest_data([self._whole(), rows, beside])

    def joined(self) -> Joined:
        """What the episodes have to do with one another. Raises ValueError or TypeError where a record cannot be read."""
        desk, seen = self.desk, [one.compared() for one in self.records]
        lowered = reuse([Lowered(one.ledger) for one in seen])
        heard = {}
        for source, record, own, one in zip(self.scripts, self.records, seen, lowered, strict=True):
            if record.borrows:
                lines = zip(one.episode.lines(), own.ledger.lines(), strict=True)
                heard[source.path] = tuple(new for new, old in lines if new != old)
        scripts = {source.path: Script(source, one.title) for source, one in zip(self.scripts, seen, strict=True)}
        subject = Subject(desk.bible, desk.names, scripts, lowered, tuple(one.episode for one in lowered), (),
                          desk.translations, self.texts(), self._whole())
        found = tuple(one for rule in rules(together=True) for one in rule.check(subject))
        craft = review_series((one.outline for one in seen), desk.bible) if is_judged(desk.bible) else ()
        return Joined(heard, found, craft)

    def texts(self) -> dict[str, Source]:
        """All texts that were read, by name."""
        project = self.desk.project
        names = {name for one in self.records for name in one.included}
        others = {name: read[0] for name in sorted(names) if not isinstance(read := included(project, name), str)}
        scripts = {one.path: one for one in project.scripts}
        return {**self.desk.sources, **self.desk.texts, **scripts, **others, **_exempting(project)}

    def _beside(self) -> dict[str, Source]:
        """The texts beside the scripts and what these include."""
        return {**self.desk.sources, **self.desk.texts, **_exempting(self.desk.project)}

    def _whole(self) -> bool:
        return is_whole(self.desk.project, all(one.whole for one in self.records))

    def data(self, made: Joined) -> Any | None:
        """`made` as JSON data with numbers for places; None where it points to a place that has none."""
        table: dict[Place, tuple[int, int]] = {}
        for at, one in enumerate(self.records):
            for number, place in enumerate(one.places()):
                table.setdefault(place, (at, number))
        beside = self._beside()
        data = codec().data([dict(made.heard), made.found, made.craft])
        for span in _spans(data):
            place = span[1], span[2], span[3]
            if place in table:
                at, number = table[place]
                span[2:] = [-1 - at, -1 - number]
            elif place[0] not in beside and place[1:] != (0, 0):
                return None
        return data

    def read(self, data: Any) -> Joined | None:
        """What `data` returned, with the places that the records have now; None for anything else."""
        try:
            for span in _spans(data):
                if span[2] < 0:
                    span[1:] = self.records[-1 - span[2]].places()[-1 - span[3]]
            heard, found, craft = codec().value(data)
            return Joined(heard, found, craft)
        except (TypeError, ValueError, LookupError, AttributeError):
            return None


def _exempting(project: Project) -> dict[str, Source]:
    """The file of exemptions, by its name."""
    return {project.exemptions.path: project.exemptions} if project.exemptions is not None else {}


def _spans(data: Any) -> Iterator[list[Any]]:
    """The spans within kept data; they may be changed in place."""
    if isinstance(data, dict):
        for one in data.values():
            yield from _spans(one)
    elif isinstance(data, list) and data:
        if data[0] == SPAN:
            if data[1]:
                yield data
        else:
            for one in data:
                yield from _spans(one)


def ordered(desk: Desk, order: Sequence[int], records: Mapping[int, Record]) -> Roll:
    """The roll of the scripts of `desk` in story `order`."""
    return Roll(desk, tuple(desk.project.scripts[index] for index in order), tuple(records[index] for index in order))
