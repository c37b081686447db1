"""Finds who or what a name means: in cues, headings and directives (`find`), and inside prose (`mentions`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import NamedTuple

from ...stdlib import fold, vocabulary
from .nodes import Bible

KINDS = ("cast", "place", "prop", "look", "voice", "target")

_CJK = "\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_BREAK = re.compile(r"\s+[-–—]\s+|\s*[/／，,·]\s*|\s*[-–—]{2}\s*")
_WIDE = {0x2018: "'", 0x2019: "'", 0x02BC: "'", 0x3000: " "} | {code: chr(code - 0xFEE0)
                                                                 for code in range(0xFF01, 0xFF5F)}


class Mention(NamedTuple):
    """A name in prose: code points `[start, end)` without a possessive ending, the kind and the id."""

    start: int
    end: int
    kind: str
    id: str


class Names:
    """All names of one bible. Case, width, spaces and punctuation do not matter; any language's name will do."""

    def __init__(self, bible: Bible) -> None:
        people = {id: (id, *one.aliases, *one.names.values()) for id, one in bible.cast.items()}
        places = {id: (id, *one.aliases, *one.names.values()) for id, one in bible.places.items()}
        props = {id: (id, *one.aliases, *one.names.values()) for id, one in bible.props.items()}
        grades, voices = vocabulary("grades"), vocabulary("voices")
        self._written: dict[str, dict[str, str]] = {
            "cast": _table(people), "place": _table(places), "prop": _table(props),
            "look": _table({id: (id,) for id in (*bible.looks, *grades.entries)}),
            "voice": _table({id: (id,) for id in voices.entries}),
            "target": _table({id: (id,) for id in bible.targets}),
        }
        self._ids = {kind: {fold(name): id for name, id in reversed(table.items())} for kind, table in
                     self._written.items()}
        self._groups: list[tuple[str, str]] = []
        self._prose = self._compile((("cast", people), ("prop", props), ("place", places)))

    def find(self, kind: str, text: str) -> str | None:
        """The id of kind cast, place, prop, look, voice or target that `text` names. Of a place with a corner
        (`HOUSE - STAIR`) the longest declared beginning; a look may be one of the stdlib's grades. Raises KeyError for
        another kind."""
        if kind == "place":
            return self.place(text)[0]
        found = self._ids[kind].get(fold(text))
        return vocabulary("grades").find(text) if found is None and kind == "look" else found

    def place(self, text: str) -> tuple[str | None, str]:
        """The place that `text` names and the rest of it: `HOUSE - STAIR` is HOUSE and `STAIR` where only HOUSE is
        declared. (None, text) when no beginning of it is declared."""
        known = self._ids["place"]
        ends = [len(text), *(one.start() for one in reversed(list(_BREAK.finditer(text))))]
        for end in ends:
            id = known.get(fold(text[:end])) if end else None
            if id is not None:
                corner = _BREAK.match(text, end)
                return id, text[corner.end() if corner else end :].strip()
        return None, text

    def nearest(self, kind: str, text: str) -> str | None:
        """The declared name most like `text`, as it is written in the bible, or None when nothing is near."""
        wanted = fold(text)[:60]
        table = {fold(name): name for name in reversed(self._written[kind])}
        close = get_close_matches(wanted, table, 1, 0.5 if len(wanted) < 4 else 0.65) if wanted else []
        return table[close[0]] if close else None

    def mentions(self, text: str) -> list[Mention]:
        """The people, props and places that prose names, in order, never overlapping; the longest name wins.

        Latin names keep to word boundaries and may carry `'s`; a name of one word counts for a person or place only
        with a capital letter (`Will` is somebody, `will` is not). Linear in the text.
        """
        if self._prose is None:
            return []
        found = []
        for match in self._prose.finditer(text.translate(_WIDE)):
            kind, id = self._groups[(match.lastindex or 1) - 1]
            words = match.group(match.lastindex or 1)
            if kind != "prop" and words[:1].islower() and not re.search(r"[\s-]", words):
                continue
            found.append(Mention(match.start(), match.start() + len(words), kind, id))
        return found

    def _compile(self, kinds: Iterable[tuple[str, Mapping[str, tuple[str, ...]]]]) -> re.Pattern[str] | None:
        """One pattern for all names, the longest first, a group for each."""
        names: dict[str, tuple[str, tuple[str, str]]] = {}
        for kind, table in kinds:
            for id, written in table.items():
                for name in written:
                    words = name.translate(_WIDE).strip()
                    if fold(words):
                        names.setdefault(words.casefold(), (words, (kind, id)))
        parts = []
        for words, meaning in sorted(names.values(), key=lambda one: (-len(one[0]), one[0])):
            self._groups.append(meaning)
            body = r"[\s\-]{1,4}".join(re.escape(word) for word in re.split(r"[\s\-]+", words))
            before = rf"(?<![^\W{_CJK}])" if _latin(words[0]) else ""
            after = rf"(?![^\W{_CJK}])" if _latin(words[-1]) else ""
            parts.append(f"{before}({body}){after}")
        return re.compile("|".join(parts), re.IGNORECASE) if parts else None


def _table(named: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Every name as written with the id it means; the earlier declaration wins."""
    table: dict[str, str] = {}
    for id in named:
        table.setdefault(id, id)
    for id, names in named.items():
        for name in names:
            table.setdefault(name, id)
    return table


def _latin(character: str) -> bool:
    """Whether words with this character at their edge need a boundary there."""
    return bool(re.match(rf"[^\W{_CJK}]", character))
