"""What the writer calls things, and what that is in English: the words of prompts.

Prompts are written in English, which every model reads. A model that reads the writer's language too is given the words as
they stand; for the others they are put into English term by term: first by the glossary of the bible and the names that it
gives in English, then by the words of the standard library. What nothing translates is left out, and told (D517).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import field

from ...stdlib import data, fold, vocabulary
from ..base.nodes import node
from ..base.pattern import Lazy
from ..base.source import NOWHERE, Span

ENGLISH = "en"
CHINESE = "zh-Hans"
PERSON = "§"
"""What stands, with a number, for somebody who is named in a passage."""
_LETTER = Lazy(r"[^\W\d_]")
_HAN = (("\u2e80", "\u2fdf"), ("\u3005", "\u3007"), ("\u3400", "\u4dbf"), ("\u4e00", "\u9fff"), ("\uf900", "\ufaff"),
        ("\U00020000", "\U0003ffff"))
_LATIN = Lazy(r"[A-Za-z\u00aa-\u02af\u1e00-\u1eff\uff21-\uff3a\uff41-\uff5a]")
_PLAIN = Lazy(rf"{PERSON}\d+|(?:{_LATIN.pattern}|\d)(?:(?:{_LATIN.pattern}|\d|[-'’ ])*(?:{_LATIN.pattern}|\d))?")
_FOREIGN = Lazy(rf"(?:(?!{_LATIN.pattern})[^\W\d_])+")
_STOP = Lazy(r"[,.;:!?()\[\]，。、；：！？（）【】“”…\n—]+")
_NAMED = Lazy(rf"{PERSON}\d+")
_BARE = Lazy(r"[^\W\d]\w*")
_LONGEST = 24
"""Characters of the longest term that is looked for."""


@node
class Words:
    """What the writer wrote of something (`own`), and the same in `english`, in which the terms in `left` are missing. `span` is
    where it stands. Nothing is written where `own` is empty."""

    own: str = ""
    english: str = ""
    left: tuple[str, ...] = field(default=(), compare=False)
    span: Span = field(default=NOWHERE, compare=False)

    def read_in(self, languages: Collection[str]) -> str:
        """What a model is told that reads `languages`: the words as they stand where it reads them, else their English."""
        return self.own if self.own == self.english or language_of(self.own) in languages else self.english


NOTHING = Words()


@node
class Terms:
    """What is known of a series' words: English by term (folded), that of the `glossary` and that of its `names`. Terms that say
    nothing in a prompt, as the names of people do, have no English."""

    glossary: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


@node
class Said:
    """The writer's words for a person: the `outfit`, what else is `worn`, the features and all that the artist does not know
    (`looks`), the `hair` where the artist does not know it, and `marks` of that kind."""

    outfit: Words = NOTHING
    worn: tuple[Words, ...] = ()
    looks: tuple[Words, ...] = ()
    hair: Words = NOTHING
    marks: tuple[Words, ...] = ()


def language_of(text: str) -> str:
    """The language that the letters of `text` are of: `en` for Latin ones and for none, `zh-Hans` for Chinese ones (with Latin
    ones among them or without); empty for any other."""
    if text.isascii():
        return ENGLISH
    others = [one for one in _LETTER.findall(text) if not _LATIN.fullmatch(one)]
    if not others:
        return ENGLISH
    return CHINESE if all(any(first <= one <= last for first, last in _HAN) for one in others) else ""


def written(text: str, span: Span = NOWHERE, terms: Terms | None = None, first: str = "") -> Words:
    """`text` as it stands at `span`, with its English: by `terms`, and by the standard library, in which the vocabulary `first`
    is looked through before the others. Where a part has no English and the rest does not name one of `first`, there is
    none."""
    text = text if text.isprintable() else " ".join(text.split())
    if language_of(text) == ENGLISH:
        return Words(text, text, (), span)
    english, left = translated(text, terms or Terms(), first)
    nameless = left and first and not vocabulary(first).search(text)  # what is left of it are words for something unsaid
    return Words(text, "" if nameless else english, left, span)


def translated(text: str, terms: Terms, first: str = "", kinds: Collection[str] | None = None) -> tuple[str, tuple[str, ...]]:
    """`text` in English, and the terms of it for which there is none, each once: of the glossary's terms the longest first,
    between them the names and the words of the standard library, the longest first. A run of letters of which a part has no
    English is told whole, as a term that somebody can translate; of what is known of it only whole words stay. `kinds` are the
    vocabularies that are looked through, by default all that describe something."""
    kinds = data("words-zh")["vocabularies"] if kinds is None else kinds
    own = _longest(_terms(text, 0, terms.glossary))
    standard = _longest(one for start, end in _gaps(text, own) for one in (
        *_terms(text[start:end], start, terms.names), *_standard(text[start:end], start, first, kinds)))
    found = sorted((*own, *standard))
    joints = data("words-zh")["joints"]
    apart = [one for one in found if one in own or text[one[0]:one[1]] in joints or not (one[2] or one[1] - one[0] == 1)]
    left: dict[str, None] = {}
    for start, end in _gaps(text, apart):
        for run in _FOREIGN.finditer(text, start, end):
            inside = [one for one in standard if run.start() <= one[0] and one[1] <= run.end()]
            if sum(stop - begin for begin, stop, _ in inside) < len(run.group()):
                left.setdefault(run.group())
                found = [one for one in found if one not in inside or one[1] - one[0] > 1]
    said = {start: english for start, _, english in found}
    said |= {one.start(): one.group() for start, end in _gaps(text, found) for one in _PLAIN.finditer(text, start, end)}
    said |= {one.start(): "," for one in _STOP.finditer(text)}
    return _joined(said[at] for at in sorted(said)), tuple(left)


def passage(text: str, span: Span, terms: Terms) -> Words:
    """What is done, as `text` says it at `span`, with its English: clause by clause, by the glossary, and only of clauses of
    which every word has some; a sentence of single words would say something else."""
    text = " ".join(text.split())
    if language_of(text) == ENGLISH:
        return Words(text, text, (), span)
    known: list[str] = []
    left: dict[str, None] = {}
    for clause in filter(None, map(str.strip, _STOP.split(text))):
        english, missing = translated(clause, terms, kinds=()) if terms.glossary else ("", (clause,))
        if not missing:
            known.append(english)
        elif bare := " ".join(_NAMED.sub(" ", clause).split()):
            left.setdefault(bare)
    return Words(text, ", ".join(filter(None, known)), tuple(left), span)


def glossary(terms: Iterable[str]) -> str:
    """The lines of a bible that wait for the English of `terms`."""
    keys = (term if _BARE.fullmatch(term) else json.dumps(term, ensure_ascii=False) for term in terms)
    return "\n".join(("glossary:", *(f'  {key}: {{en: ""}}' for key in keys)))


def terms_of(glossary: Mapping[str, Mapping[str, str]], named: Iterable[tuple[str, Iterable[str], Mapping[str, str]]],
             people: Iterable[str]) -> Terms:
    """The terms of a series: those of its `glossary` (a term, and its words by language), those of its `named` places and things
    (id, aliases, names by language), and its `people`'s names, which say nothing."""
    own: dict[str, str] = {}
    called: dict[str, str] = {}
    _enter(called, people, "")
    for id, aliases, names in named:
        plain = names.get(ENGLISH) or (id if language_of(id) == ENGLISH else "")
        if plain:
            _enter(called, [one for one in (id, *aliases, *names.values()) if len(one) > 1], plain.lower())
    for term, words in glossary.items():
        plain = words.get(ENGLISH) or (term if language_of(term) == ENGLISH else "")
        if plain:
            _enter(own, (term, *words.values()), plain)
    return Terms(own, called)


def _enter(english: dict[str, str], names: Iterable[str], plain: str) -> None:
    english.update((fold(name), plain) for name in names if language_of(name) != ENGLISH)


_Found = tuple[int, int, str]
"""Where a term begins and ends, and its English."""


def _terms(text: str, offset: int, terms: Mapping[str, str]) -> Iterator[_Found]:
    """Those of `terms` (folded, with their English) that stand in `text`, which stands at `offset`."""
    for start in range(len(text) if terms else 0):
        for end in range(start + 1, min(len(text), start + _LONGEST) + 1):
            english = terms.get(fold(text[start:end]))
            if english is not None and text[start].isalnum() and text[end - 1].isalnum():
                yield offset + start, offset + end, english


def _standard(text: str, offset: int, first: str, kinds: Collection[str]) -> Iterator[_Found]:
    """The words of the standard library in `text`, which stands at `offset`: those of description, and of the vocabularies
    `kinds`, `first` before the others."""
    words: Mapping[str, str] = data("words-zh")["words"]
    for start in range(len(text)):
        for end in range(start + 1, min(len(text), start + _LONGEST) + 1):
            if (english := words.get(text[start:end])) is not None:
                yield offset + start, offset + end, english
    for name in (first, *(one for one in kinds if one != first)):
        for match in vocabulary(name).matches(text) if name else ():
            label = str(vocabulary(name).entries[match.id].get("label", match.id)).lower().replace("-", " ")
            yield offset + match.start, offset + match.end, label


def _longest(found: Iterable[_Found]) -> list[_Found]:
    """Those of `found` that do not overlap a longer one, in order; of equals the one that was found first."""
    kept: list[_Found] = []
    for start, end, english in sorted(found, key=lambda one: one[0] - one[1]):
        if all(end <= one or start >= other for one, other, _ in kept):
            kept.append((start, end, english))
    return sorted(kept)


def _gaps(text: str, found: Iterable[_Found]) -> list[tuple[int, int]]:
    """What lies between `found`, which are in order."""
    gaps, at = [], 0
    for start, end, _ in found:
        gaps.append((at, start))
        at = end
    return [(start, end) for start, end in (*gaps, (at, len(text))) if start < end]


def _joined(parts: Iterable[str]) -> str:
    """`parts` as one text: words apart, commas only between words, nothing twice in a row."""
    found: list[str] = []
    for part in parts:
        if part == "," and (not found or found[-1] == ","):
            continue
        if part and part != (found[-1] if found else ""):
            found.append(part)
    return " ".join(found).replace(" ,", ",").strip(", ")
