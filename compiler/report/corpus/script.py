"""One script measured by its lines: the lexer names them, no tree is built and no bible is asked.

That is a third of the work of reading a script in full, and enough for a first opinion. Times are estimates from the number
of words (rates of the standard library), so they compare scripts well and tell the length of none to the second.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import fields
from functools import lru_cache
from typing import Any

from ....stdlib import fold
from ...base.nodes import node
from ...base.source import Source
from ...cut.time import CJK_PER_SECOND, LATIN_PER_SECOND, language_facts
from ...syntax.cues import core
from ...syntax.doubts import unclosed
from ...syntax.headings import read_heading
from ...syntax.lexer import lex
from ...syntax.masks import mask
from ...syntax.rows import Row
from ...syntax.title_page import read_key
from ...syntax.words import Words
from ..feeling import of_text
from ..likeness import sketch

_HAN = re.compile(r"[\u3400-\u9fff]")
_VOICE = re.compile(r"['\u2019]S VOICE$")
_OPENING = 1500
"""Characters of the opening whose feeling counts, about the first page."""
_BLOCK = 5
"""Rows of action from which a paragraph is a block."""
_SPEECH = 60
"""Words (or characters, halved) from which a speech is long."""


@node
class ScriptFacts:
    """What one script is. Seconds are estimates; `share` is the part of them that is spoken; `charge` is how strongly the
    opening feels, 0 to 1; `lead` the part of all speech that the first character has; `doubts` counts findings of the
    lexer by code; `trouble` says why nothing could be measured. `sketch` is compared with others (see `likeness`)."""

    path: str
    title: str = ""
    language: str = ""
    pages: float = 0.0
    seconds: float = 0.0
    scenes: int = 0
    places: int = 0
    speakers: int = 0
    once: int = 0
    speeches: int = 0
    words: int = 0
    share: float = 0.0
    lead: float = 0.0
    first_line: float = -1.0
    charge: float = 0.0
    long_speeches: int = 0
    blocks: int = 0
    doubts: tuple[tuple[str, int], ...] = ()
    trouble: str = ""
    sketch: bytes = b""


def measure_script(path: str, text: str) -> ScriptFacts:
    """The facts of the script `text`. Whatever the text, there is a result."""
    source = Source(path, text)
    masked = mask(text)
    rows, doubts = lex(masked, frozenset())
    tally = _Tally(bool(len(_HAN.findall(text[:20_000])) * 4 > len(text[:20_000].split())))
    for row in rows:
        tally.take(row)
    tally.end()
    found = Counter(one.code for one in doubts) + Counter(one.code for one in unclosed(source, masked))
    words = "\n".join(tally.texts)
    total = tally.spoken + tally.told
    if not tally.speeches and not tally.scenes:
        return ScriptFacts(path, tally.title, trouble="no scene heading and no speech in it")
    return ScriptFacts(
        path, tally.title, "zh" if tally.han else "en", round(tally.rows / 55, 1), round(total, 1),
        tally.scenes, len(tally.places), len(tally.speakers),
        sum(1 for many in tally.speakers.values() if many[0] == 1), tally.speeches, tally.words,
        round(tally.spoken / total, 3) if total else 0.0,
        round(max((words for _, words in tally.speakers.values()), default=0) / tally.words, 3) if tally.words else 0.0,
        round(tally.first_line, 1), abs(of_text(words[:_OPENING]) or 0.0), tally.long_speeches, tally.blocks,
        tuple(sorted(found.items())), "", sketch(words))


class _Tally:
    """Counts the lines of a script from the top. Pages are of 55 rows, action 60 characters wide, speech 35 (the usual
    typescript); a Chinese character is as wide as two."""

    def __init__(self, han: bool) -> None:
        self.han = han
        facts = language_facts("zh-Hans" if han else "en")
        self.rate = float(facts["speech"])
        self.density = CJK_PER_SECOND if han else LATIN_PER_SECOND
        self.title = ""
        self.rows = 0.0
        self.spoken = self.told = 0.0
        self.first_line = -1.0
        self.scenes = self.speeches = self.words = self.long_speeches = self.blocks = 0
        self.places: set[str] = set()
        self.speakers: dict[str, list[int]] = {}
        self.texts: list[str] = []
        self._speaker = ""
        self._said = self._block = 0

    def take(self, row: Row) -> None:
        """Count one line."""
        kind, text = row.kind, row.text
        if kind == "DIALOGUE" or kind == "LYRIC":
            self._speech(text)
        elif kind == "ACTION" or kind == "ACTION_MORE" or kind == "CENTRED" or kind == "SLUG":
            self._action(text, kind)
        elif kind == "CUE" or kind == "DUAL":
            self.end()
            self.rows += 1
            self._speaker = _speaker(text.strip())
            self.speeches += 1
            entry = self.speakers.setdefault(self._speaker, [0, 0])
            entry[0] += 1
        elif kind == "HEADING":
            self.end()
            self.rows += 2
            self.scenes += 1
            self.places.add(_place(text))
        elif kind == "BLANK":
            self.rows += 1
            self._block = 0
        elif kind == "PARENTHETICAL" or kind == "PARENTHETICAL_MORE" or kind == "TRANSITION":
            self.rows += 1
        elif kind == "TITLE_KEY" and not self.title:
            self._title(row)

    def end(self) -> None:
        """A speech is over."""
        if self._said > _SPEECH * (2 if self.han else 1):
            self.long_speeches += 1
        self._said = 0

    def _speech(self, text: str) -> None:
        words = len(_HAN.findall(text)) or len(text.split()) if self.han else len(text.split())
        if self.first_line < 0:
            self.first_line = self.spoken + self.told
        self.rows += 1 + len(text) * (2 if self.han else 1) // 35
        self.spoken += words / self.rate
        self.words += words
        self._said += words
        if self._speaker:
            self.speakers[self._speaker][1] += words
        self.texts.append(text)

    def _action(self, text: str, kind: str) -> None:
        rows = 1 + len(text) * (2 if self.han else 1) // 60
        self.rows += rows
        self.told += len(text) / self.density
        before = self._block
        self._block = rows if kind == "ACTION" else before + rows
        self.blocks += self._block >= _BLOCK > (0 if kind == "ACTION" else before)
        self.texts.append(text)

    def _title(self, row: Row) -> None:
        key, value = read_key(Words(row, ""))
        if fold(key.text) in ("title", "标题", "剧名"):
            self.title = value.text.strip().strip("*_").strip()


@lru_cache(4096)
def _speaker(text: str) -> str:
    """Who a cue names, however it is written."""
    name = core(text).lstrip("@\uff20").strip()
    return fold(_VOICE.sub("", name)) or name


@lru_cache(4096)
def _place(text: str) -> str:
    """The place that a heading names."""
    heading = read_heading(Words(Row(text.strip(), 0, len(text)), ""))
    return fold(heading.place.text)


def as_record(facts: ScriptFacts) -> list[object]:
    """`facts` as JSON, without the path."""
    return [*(getattr(facts, name) for name in _KEPT), facts.sketch.hex()]


def from_record(path: str, record: Sequence[object]) -> ScriptFacts:
    """What `as_record` made, under `path`. Raises ValueError or TypeError for anything else."""
    if len(record) != len(_KEPT) + 1 or not isinstance(record[-1], str):
        raise ValueError("no record of a script")
    values: dict[str, Any] = dict(zip(_KEPT, record))
    doubts = values.pop("doubts")
    if not isinstance(doubts, Iterable):
        raise TypeError("no findings")
    return ScriptFacts(path, **values, doubts=tuple((str(code), int(many)) for code, many in doubts),
                       sketch=bytes.fromhex(record[-1]))


_KEPT = tuple(one.name for one in fields(ScriptFacts) if one.name not in ("path", "sketch"))
