"""Finds who or what a name means: in cues, headings and directives (`find`), and inside prose (`mentions`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from ...stdlib import fold, vocabulary
from ...stdlib.read import of_prose
from ...stdlib.scan import Hits, Match, Openings, Reading, Scan, reading_of
from ..base.near import close_to
from ..base.pattern import ByScript, Lazy
from .nodes import Bible

KINDS = ("cast", "place", "prop", "look", "voice", "target")

_CJK = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_BREAK = Lazy(r"\s+[-–—]\s+|\s*[/／，,·]\s*|\s*[-–—]{2}\s*")
_TOKEN = ByScript(rf"[{_CJK}]|[^\W_{_CJK}]+(?:['\u2019][^\W_{_CJK}]+)*", r"[^\W_]+(?:['\u2019][^\W_]+)*")
_GAP = Lazy(r"[\s.\-#'\u2019·・]{0,3}")
"""What may stand between the words of one name: `DR. BENNETT`, `DEALER #2`, `让·雷诺`."""


_NO_HITS: Mapping[str, list[Match]] = MappingProxyType({})
_MOST_PAIRS = 20_000
_RECENT = 256
"""How many texts are remembered: prose is looked at several times, and the headings of a script name few places."""


class Mention(NamedTuple):
    """A name in prose: code points `[start, end)` without a possessive ending, the kind and the id."""

    start: int
    end: int
    kind: str
    id: str


_Known = tuple[tuple[int, str, str] | None, Hits, frozenset[str], frozenset[str]]
"""What is known of a word: how much of it is a name, of what kind and whose; what it is in the vocabularies; and the letters
with which a name, and something in the vocabularies, may go on behind it."""


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
        self._openings = Openings(self._prose)
        self._scan = Scan(self._learn)
        self._pairs: dict[tuple[str, str], tuple[int, str, str, bool]] = {}
        self._recent: dict[str, list[Mention]] = {}
        self._placed: dict[str, tuple[str | None, str]] = {}

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
        found = self._placed.get(text)
        if found is None:
            if len(self._placed) >= _RECENT:
                self._placed.clear()
            found = self._placed[text] = self._place(text)
        return found

    def _place(self, text: str) -> tuple[str | None, str]:
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
        close = close_to(wanted, table, 1, 0.5 if len(wanted) < 4 else 0.65) if wanted else []
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
            known = self._recent[text] = self.read(reading_of(text))
        return list(known)

    def read(self, reading: Reading) -> list[Mention]:
        """The `mentions` of a text. What the vocabularies of prose find in it is found on the way."""
        prose = of_prose()
        found: list[Mention] = []
        places = self._scan.places(reading.words)
        if not places:
            reading.keep(prose, _NO_HITS)
            return found
        hits: dict[str, list[Match]] = {}
        end = 0
        for index, (name, words, own, others), letter in places:
            further = letter is not None and (not letter or letter in others)
            if words or further:
                prose.add(hits, reading, index, words, further)
            start = reading.start(index)
            if start < end:
                continue
            longer = self._further(reading, index) if letter is not None and (not letter or letter in own) else None
            if longer is not None:
                found.append(longer)
                end = longer.end
            elif name is not None:
                length, kind, id = name
                end = start + length
                found.append(Mention(start, end, kind, id))
        reading.keep(prose, hits)
        return found

    def _learn(self, word: str) -> tuple[_Known, frozenset[str], bool]:
        """What `word` is as a name and in the vocabularies of prose, and with which letters one of these may go on."""
        key, prose = fold(word), of_prose()
        name, hits = self._alone(word, key), prose.alone(key)
        own, others = self._openings.letters(key), prose.openings.letters(key)
        return (name, hits, own, others), own | others if own and others else own or others, name is not None or bool(hits)

    def _alone(self, word: str, key: str) -> tuple[int, str, str] | None:
        """How much of `word` (`key`, as it is compared) is a name in prose, its kind and its id. One without a capital is
        that of a prop."""
        bare = _bare(word)
        for form, folded in ((word, key), (bare, fold(bare))) if bare is not word else ((word, key),):
            kind, id = self._prose.get(folded, ("", ""))
            if kind and (kind == "prop" or not word[0].islower()):
                return len(form), kind, id
        return None

    def _further(self, reading: Reading, index: int) -> Mention | None:
        """The longest name of two words or more that begins with word `index` of a text."""
        text, words, first = reading.text, reading.words, reading.start(index)
        if index + 1 == len(words):
            return None
        word, after = words[index], words[index + 1]
        end = first + len(word)
        known = self._pairs.get((word, after))
        if known is None:
            if len(self._pairs) >= _MOST_PAIRS:
                self._pairs.clear()
            known = self._pairs[word, after] = self._pair(word, after)
        length, kind, id, further = known
        if not further and text.startswith(after, end + 1) and text[end] == " ":
            return Mention(first, end + 1 + length, kind, id) if length else None  # most names, and what only begins like one
        key, best, beginnings = fold(word), None, self._openings.beginnings
        for at in range(index + 1, len(words)):
            if key not in beginnings:
                break
            word, begin = words[at], reading.start(at)
            if text[end:begin] != " " and not _GAP.fullmatch(text, end, begin):
                break
            end = begin + len(word)
            bare = _bare(word)
            for form in (word, bare) if bare is not word else (word,):
                kind, id = self._prose.get(key + fold(form), ("", ""))
                if kind:
                    best = Mention(first, begin + len(form), kind, id)
                    break
            key += fold(word)
        return best

    def _pair(self, first: str, second: str) -> tuple[int, str, str, bool]:
        """How much of the word `second`, behind `first`, ends a name of these two, its kind and id (0: they are none); and
        whether longer names begin with both."""
        key, bare = fold(first), _bare(second)
        if key not in self._openings.beginnings:
            return 0, "", "", False
        further = key + fold(second) in self._openings.beginnings
        for form in (second, bare) if bare is not second else (second,):
            kind, id = self._prose.get(key + fold(form), ("", ""))
            if kind:
                return len(form), kind, id, further
        return 0, "", "", further


def _bare(word: str) -> str:
    """`word` without a possessive ending."""
    return word[:-2] if word[-1:] in "sS" and word[-2:-1] in ("'", "\u2019") else word


def _is_han(letter: str) -> bool:
    """Whether `letter` is one of those that are a word each and have one form."""
    return "\u4e00" <= letter <= "\u9fff"


def _spoken(*kinds: tuple[str, Mapping[str, str]]) -> dict[str, tuple[str, str]]:
    """Names, folded as their words are in prose, with kind and id; the earlier kind wins."""
    found: dict[str, tuple[str, str]] = {}
    for kind, table in kinds:
        for name, id in table.items():
            han = all(map(_is_han, name))
            key = name if han else "".join(fold(token) for token in _TOKEN.of(name).findall(name))
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
