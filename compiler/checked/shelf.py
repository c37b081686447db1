"""Keeps what was found in each script of a series, so that a change in one of them costs the reading of one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from ..base import kept
from ..base.diagnostic import Diagnostic, Edit, Fix, Label, Severity
from ..base.digest import digest_bytes
from ..base.records import Codec
from ..base.source import Source, Span
from ..base.stamp import stamp
from ..bible.resolve import codec as bible_codec
from ..story.lowered import Suppression
from ..story.nodes import (
    Act,
    Change,
    Episode,
    Fact,
    Handling,
    Hold,
    Line,
    Marker,
    Music,
    Reuse,
    Scene,
    ShotAsk,
    Sound,
    StoryBeat,
    Title,
)
from ..story.nodes import Edit as Cut
from ..story.state import State
from ..syntax.tree import TitleEntry
from .episode import Desk, Given, Record
from .result import Findings, digest_included, digest_text

SHELF = "episodes"
_MOST, _DAYS = 256 << 20, 30.0


class Shelf:
    """What is kept of the scripts of one series. Nothing is kept of a script that is not UTF-8, or that names files
    which cannot be read: what is said of those hangs on more than their bytes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._basis = _digest([stamp(), bible_codec().data(desk.bible)])
        self._project = desk.project
        self._read: dict[str, str | None] = {}

    def load(self, source: Source) -> tuple[Record, str, Findings] | None:
        """The record of a script, the mark of what it was given, and what was found there."""
        data = kept.load(SHELF, self._key(source))
        if data is None:
            return None
        try:
            basis, text, record, mark, found = data
            if basis != self._based(source) or text != digest_text(source.text):
                return None
            made = _codec().value(record)
            if not isinstance(made, Record) or any(self._now(name) != then for name, then in made.reads.items()):
                return None
            return made, mark, _codec().value(found)
        except (TypeError, ValueError, AttributeError):
            return None  # something that this version never wrote

    def save(self, source: Source, record: Record, mark: str, found: Findings) -> None:
        """Keep what was found in a script; `mark` is that of what the series gave it."""
        if record.whole and not record.keys and source.path not in self._project.not_utf8:
            kept.save(SHELF, self._key(source), [self._based(source), digest_text(source.text), _codec().data(record), mark,
                                                 _codec().data(found)])

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
        return _digest(rows)

    def _now(self, name: str) -> str | None:
        if name not in self._read:
            self._read[name] = digest_included(self._project, name)
        return self._read[name]


def mark_of(given: Given) -> str:
    """A digest of all that the series gives a script, with the places where facts were set and lines stand."""
    return _digest(_codec().data(given))


def tidy() -> None:
    """Keep the shelf small; to be called after something was kept."""
    kept.tidy(SHELF, _MOST, _DAYS)


@cache
def _codec() -> Codec:
    return Codec(Span, Severity, Label, Edit, Fix, Diagnostic, Reuse, Line, Handling, Act, ShotAsk, Change, Sound, Music, Title,
                 Hold, Cut, Fact, StoryBeat, Marker, Scene, Episode, Suppression, TitleEntry, State, Given, Record)


def _digest(data: Any | Mapping[str, Any]) -> str:
    return digest_bytes(json.dumps(data, separators=(",", ":")).encode("ascii"))
