"""Keeps what was found in each script of a series, so that a change in one of them costs the reading of one."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Protocol

from ..base import kept
from ..base.nodes import node
from ..base.source import Source, named, stem
from ..base.stamp import stamp
from ..bible.resolve import codec as bible_codec
from ..story.nodes import Episode
from .episode import Desk, Given, Work
from .forms import codec, digest_data, read, written
from .passed import Numbered, Step, compared
from .record import Compared, Place, Record
from .result import Judged, digest_included, digest_text

SHELF = "episodes"
_JOINED = "series"
_PARTS = 5
_MOST, _DAYS = 256 << 20, 30.0


@node
class Kept:
    """What is kept of one script. It began in a state with the mark `begins`, of which it made `step`; `mark` is that of
    all that the series gave it, `judged` what was found in it then, with numbers for places. `bones` gives the episode as
    far as it changes the state; it may raise ValueError or TypeError."""

    record: Record
    begins: str
    mark: str
    step: Step
    judged: Judged
    bones: Callable[[], Episode]


class Keeper(Protocol):
    """Keeps what was made of scripts, between runs or between edits."""

    def load(self, source: Source) -> Kept | None:
        """What is kept of a script, if its text and all that it hangs on beside the state are as they were."""

    def read(self, source: Source) -> tuple[Work, Record]:
        """A script, read: it is not kept, or not with what the series gives it now."""

    def judge(self, work: Work, record: Record, given: Given) -> Judged:
        """What is found in a script that was `given` something by the series; it is kept."""

    def mark(self, source: Source, record: Record, given: Given) -> str:
        """What stands for all that the film of a script can hang on, or nothing where that cannot be told."""

    def joined(self, mark: str) -> Any | None:
        """What `keep_joined` kept of a series with that `mark`, to do with as one likes; or None."""

    def keep_joined(self, mark: str, data: Any | None) -> None:
        """Keep `data` (JSON data, or nothing) of a series with that `mark`."""


class Shelf:
    """What is kept of the scripts of one series. Nothing is kept of a script that is not UTF-8, or that names files
    which cannot be read: what is said of those hangs on more than their bytes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._basis = digest_data([stamp(), bible_codec().data(desk.bible)])
        self._project = desk.project
        self._place = desk.project.place
        self._read: dict[str, str | None] = {}
        self._bases: dict[str, str] = {}
        self._texts: dict[str, str] = {}

    def load(self, source: Source) -> Kept | None:
        """What is kept of a script, if its text and all that it hangs on beside the state are as they were."""
        parts = kept.load_parts(SHELF, self._key(source))
        if parts is None or len(parts) != _PARTS:
            return None
        try:
            basis, text, begins, mark, (step, places), own, rest = json.loads(parts[0])
            if basis != self._based(source) or text != self._text(source):
                return None
            id, number, scenes, borrows, face, reads = own
            if any(self._now(name) != then for name, then in reads.items()):
                return None
            suppressions, syntax, found, included, used, judged, film = codec().value(rest)
            record = Record(id, number, scenes, borrows, face, partial(_compared, parts), partial(_places, parts), suppressions,
                            syntax, found, included, used, (), reads)
            return Kept(record, begins, mark, Step(step, partial(_written, parts, 4), places), Judged(judged, film),
                        partial(_bones, parts))
        except (TypeError, ValueError, AttributeError):
            return None  # something that this version never wrote

    def read(self, source: Source) -> tuple[Work, Record]:
        """A script, read from its text: trees are not kept."""
        return self._desk.read(source)

    def judge(self, work: Work, record: Record, given: Given) -> Judged:
        """What is found in a script that was `given` something by the series, and made of it; both are kept."""
        source = work.script.source
        judged = self._desk.judge(work, given, self.mark(source, record, given) if self._desk.maker is not None else "")
        if self._keeps(source, record):
            own = [record.id, record.number, record.scenes, record.borrows, record.face, dict(record.reads)]
            rest = codec().data((record.suppressions, record.syntax, record.found, dict(record.included), record.used,
                                 judged.found, judged.film))
            step = [given.step.mark, list(given.step.places)]
            head = [self._based(source), self._text(source), given.before.mark, given.mark, step, own, rest]
            kept.save_parts(SHELF, self._key(source), [
                written(head), work.face.text, written(work.face.places), written(codec().data(work.bones)), given.step.text()])
        return judged

    def mark(self, source: Source, record: Record, given: Given) -> str:
        """What stands for all that the film of a script can hang on, apart from places in other scripts. Empty where that
        cannot be told."""
        if not self._keeps(source, record):
            return ""
        return digest_data([self._based(source), self._text(source), sorted(record.reads.items()), given.mark])

    def joined(self, mark: str) -> Any | None:
        """What was kept of a series with that `mark`."""
        data = kept.load(_JOINED, self._place)
        return data[1] if isinstance(data, list) and len(data) == 2 and data[0] == digest_data([self._basis, mark]) else None

    def keep_joined(self, mark: str, data: Any | None) -> None:
        """Keep `data` of a series with that `mark`, if there is any."""
        if data is not None:
            kept.save(_JOINED, self._place, [digest_data([self._basis, mark]), data])
            kept.tidy(_JOINED, _MOST, _DAYS)

    def _keeps(self, source: Source, record: Record) -> bool:
        return record.whole and not record.keys and source.path not in self._project.not_utf8

    def _key(self, source: Source) -> str:
        """One script has one place on the shelf."""
        return f"{self._place}\n{source.path}"

    def _based(self, source: Source) -> str:
        """What the findings on a script hang on beside its text and the state: the bible and its translations."""
        if source.path not in self._bases:
            self._bases[source.path] = self._base(source)
        return self._bases[source.path]

    def _base(self, source: Source) -> str:
        desk, id = self._desk, stem(source.path)
        rows = [self._basis, source.path, *desk.translations.get(id, {})]
        for language, files in self._project.translations.items():
            if id in files:
                name = named(files[id], self._project.root)
                rows += [language, name, digest_text(desk.texts[name].text) if name in desk.texts else ""]
        return digest_data(rows)

    def _text(self, source: Source) -> str:
        """The digest of the text of a script."""
        if source.path not in self._texts:
            self._texts[source.path] = digest_text(source.text)
        return self._texts[source.path]

    def _now(self, name: str) -> str | None:
        if name not in self._read:
            self._read[name] = digest_included(self._project, name)
        return self._read[name]


def _written(parts: Sequence[bytes], at: int) -> str:
    return parts[at].decode("ascii")


def _places(parts: Sequence[bytes]) -> tuple[Place, ...]:
    return tuple((path, start, end) for path, start, end in json.loads(parts[2]))


def _compared(parts: Sequence[bytes]) -> Compared:
    return compared(Numbered(_written(parts, 1), _places(parts)))


def _bones(parts: Sequence[bytes]) -> Episode:
    return read(_written(parts, 3), Episode)


def tidy() -> None:
    """Keep the shelf small; to be called after something was kept."""
    kept.tidy(SHELF, _MOST, _DAYS)
