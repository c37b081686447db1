"""Finds who or what a name means: in cues, headings and directives (`find`), and inside prose (`mentions`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from ...stdlib import fold, vocabulary
from ...stdlib.read import words_of
from .nodes import Bible

KINDS = ("cast", "place", "prop", "look", "voice", "target")

_CJK = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_BREAK = re.compile(r"\s+[-–—]\s+|\s*[/／，,·]\s*|\s*[-–—]{2}\s*")
_TOKEN = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+(?:['\u2019][^\W_{_CJK}]+)*")
_OWNER = re.compile(r"['\u2019][sS]$")
_GAP = re.compile(r"[\s.\-#'\u2019·・]{0,3}")
"""What may stand between the words of one name: `DR. BENNETT`, `DEALER #2`, `让·雷诺`."""


_RECENT, _KNOWN_WORDS = 256, 50_000
"""How many texts and words are remembered: prose is looked at several times, and words come again."""


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
        self._prose = _spoken(("cast", self._written["cast"]), ("prop", self._written["prop"]),
                              ("place", self._written["place"]))
        self._beginnings = {name[:end] for name in self._prose for end in range(1, len(name))}
        self._never: set[str] = set()
        self._recent: dict[str, list[Mention]] = {}

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
        known = self._recent.get(text)
        if known is None:
            if len(self._recent) >= _RECENT:
                self._recent.clear()
            known = self._recent[text] = self._mentions(text)
        return list(known)

    def _mentions(self, text: str) -> list[Mention]:
        words = words_of(text)
        if self._never.issuperset(words):
            return []
        places = [index for index, word in enumerate(words) if word not in self._never and self._may_begin(word, words, index)]
        if not places:
            return []
        tokens = list(_TOKEN.finditer(text))
        found: list[Mention] = []
        for index in places:
            if found and tokens[index].start() < found[-1].end:
                continue
            one = self._longest(text, tokens, index)
            if one is not None:
                found.append(one)
        return found

    def _may_begin(self, word: str, words: Sequence[str], index: int) -> bool:
        """Whether a name may begin with `word`, which is `words[index]`: a quick look that saves most words a long one."""
        key = fold(word)
        if key in self._prose or fold(_OWNER.sub("", word)) in self._prose:
            return True
        if key not in self._beginnings:
            if len(self._never) >= _KNOWN_WORDS:
                self._never.clear()
            self._never.add(word)
            return False
        if index + 1 == len(words):
            return False
        after = words[index + 1]
        return any(key + fold(form) in self._prose for form in (after, _OWNER.sub("", after))) or (
            key + fold(after) in self._beginnings)

    def _longest(self, text: str, tokens: Sequence[re.Match[str]], index: int) -> Mention | None:
        """The longest name that begins at token `index`."""
        start, key, best = tokens[index].start(), "", None
        lower = text[start].islower()
        for at in range(index, len(tokens)):
            token = tokens[at]
            if at > index and not _GAP.fullmatch(text, tokens[at - 1].end(), token.start()):
                break
            word = token.group()
            bare = _OWNER.sub("", word)
            for form in (word, bare) if bare != word else (word,):
                kind, id = self._prose.get(key + fold(form), ("", ""))
                if kind and (kind == "prop" or at > index or not lower):
                    best = Mention(start, token.start() + len(form), kind, id)
                    break
            key += fold(word)
            if key not in self._beginnings:
                break
        return best


def _spoken(*kinds: tuple[str, Mapping[str, str]]) -> dict[str, tuple[str, str]]:
    """Names, folded as their words are in prose, with kind and id; the earlier kind wins."""
    found: dict[str, tuple[str, str]] = {}
    for kind, table in kinds:
        for name, id in table.items():
            key = "".join(fold(token) for token in _TOKEN.findall(name))
            if key:
                found.setdefault(key, (kind, id))
    return found


def _table(named: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Every name as written with the id it means; the earlier declaration wins."""
    table: dict[str, str] = {}
    for id in named:
        table.setdefault(id, id)
    for id, names in named.items():
        for name in names:
            table.setdefault(name, id)
    return table
