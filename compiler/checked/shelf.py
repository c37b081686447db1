"""Keeps what was found in each script of a series, so that a change in one of them costs the reading of one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from ..base import kept
from ..base.nodes import node
from ..base.source import Source
from ..base.stamp import stamp
from ..bible.resolve import codec as bible_codec
from ..story.nodes import Episode
from .episode import Desk, Given, Work
from .forms import codec, digest_data, read, written
from .passed import Step
from .record import Record
from .result import Judged, digest_included, digest_text

SHELF = "episodes"
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


class Shelf:
    """What is kept of the scripts of one series. Nothing is kept of a script that is not UTF-8, or that names files
    which cannot be read: what is said of those hangs on more than their bytes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._basis = digest_data([stamp(), bible_codec().data(desk.bible)])
        self._project = desk.project
        self._read: dict[str, str | None] = {}

    def load(self, source: Source) -> Kept | None:
        """What is kept of a script, if its text and all that it hangs on beside the state are as they were."""
        data = kept.load(SHELF, self._key(source))
        if data is None:
            return None
        try:
            basis, text, record, bones, begins, mark, step, found, film = data
            if basis != self._based(source) or text != digest_text(source.text):
                return None
            made = codec().value(record)
            if not isinstance(made, Record) or any(self._now(name) != then for name, then in made.reads.items()):
                return None
            return Kept(made, begins, mark, Step(*step), Judged(codec().value(found), codec().value(film)),
                        partial(read, bones, Episode))
        except (TypeError, ValueError, AttributeError):
            return None  # something that this version never wrote

    def read(self, source: Source) -> tuple[Work, Record]:
        """A script, read from its text: trees are not kept."""
        return self._desk.read(source)

    def judge(self, work: Work, record: Record, given: Given) -> Judged:
        """What is found in a script that was `given` something by the series, and made of it; both are kept."""
        source = work.script.source
        judged = self._desk.judge(work, given, self.mark(source, record, given))
        if self._keeps(source, record):
            step = [given.step.mark, given.step.text, list(given.step.places)]
            kept.save(SHELF, self._key(source), [
                self._based(source), digest_text(source.text), codec().data(record), written(codec().data(work.bones)),
                given.before.mark, given.mark, step, codec().data(judged.found), codec().data(judged.film)])
        return judged

    def mark(self, source: Source, record: Record, given: Given) -> str:
        """What stands for all that the film of a script can hang on, apart from places in other scripts. Empty where that
        cannot be told."""
        if not self._keeps(source, record):
            return ""
        return digest_data([self._based(source), digest_text(source.text), sorted(record.reads.items()), given.mark])

    def _keeps(self, source: Source, record: Record) -> bool:
        return record.whole and not record.keys and source.path not in self._project.not_utf8

    def _key(self, source: Source) -> str:
        """One script has one place on the shelf."""
        return f"{self._project.root}\n{source.path}"

    def _based(self, source: Source) -> str:
        """What the findings on a script hang on beside its text and the state: the bible and its translations."""
        desk, id = self._desk, source.path.rpartition("/")[2].rpartition(".")[0]
        rows = [self._basis, source.path, *desk.translations.get(id, {})]
        for language, files in self._project.translations.items():
            if id in files:
                name = files[id].relative_to(self._project.root).as_posix()
                rows += [language, name, digest_text(desk.texts[name].text) if name in desk.texts else ""]
        return digest_data(rows)

    def _now(self, name: str) -> str | None:
        if name not in self._read:
            self._read[name] = digest_included(self._project, name)
        return self._read[name]


def tidy() -> None:
    """Keep the shelf small; to be called after something was kept."""
    kept.tidy(SHELF, _MOST, _DAYS)
