"""Shot slugs: `CLOSE ON LIN` on a line of its own, the same as the first words of action (`CLOSE ON Edward, smiling`),
`INSERT - LETTER`, `LIN'S POV`, `特写：玉佩`. The words are the standard library's `slugs`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from ...stdlib import vocabulary
from ..base.nodes import node
from ..base.pattern import Lazy
from .near import written
from .rows import has_cjk
from .subjects import split_names
from .tree import ShotSpec
from .words import Words

_LONGEST_PHRASE, _LONGEST_LEAD = 5, 80
_WORD = Lazy(r"\S+")
_CJK_LEAD = Lazy(r"([^\s:：]{1,12})\s{0,3}[:：]")
_EDGES = " \t　:：-–—,.，。"
_STOP = Lazy(r"[,，。;；:：!?！？(（—–]|\s-+\s|(?<!\bmr)(?<!\bms)(?<!\bdr)(?<!\bst)(?<!\blt)(?<!\bmrs)(?<!\bcol)(?<!\bsgt)"
                   r"(?<!\brev)(?<!\bprof)(?<!\bcapt)\.", re.IGNORECASE)
"""What ends the subject of a slug; the period of a title (`MRS. CROWE`) does not."""
_TURN = frozenset(["as", "while", "who", "whose", "which", "that", "with", "when", "before", "after", "is", "are"])
_GLUE = frozenset(["of", "and", "the", "a", "an", "de", "von", "van", "&", "to"])
_NO_SUBJECT = frozenset({"SCENE", "THE SCENE", "ACTION", "PRESENT", "场景", "原场景"})
_OWN = ("'S", "’S")


@node
class _Lead:
    """The slug words at the start of a line: the phrase, where it ends, and whose point of view stands before it."""

    phrase: str
    end: int
    owner: int


def is_slug(text: str, alone: bool, cast: frozenset[str]) -> bool:
    """Whether a stripped line after a blank one opens with a shot slug. `alone` when a blank line follows too."""
    return _lead(text, alone, cast) is not None


def read_slug(words: Words, alone: bool, cast: frozenset[str]) -> tuple[ShotSpec, Words]:
    """The framing that a line of which `is_slug` holds asks for, and what is left of the line."""
    words = words.strip()
    lead = _lead(words.text, alone, cast)
    if lead is None:
        return ShotSpec(), words
    rest = _after(words, lead.end)
    subject = words.cut(0, lead.owner).strip() if lead.owner else None
    if subject is None:
        end = _subject_end(rest.text, cast)
        subject, rest = rest.cut(0, end).strip(_EDGES), _after(rest, end)
        if subject.text.upper() in _NO_SUBJECT:
            subject = subject.cut(0, 0)
    elif rest.text.isupper():
        rest = rest.cut(len(rest.text))
    size, composition, angle = (str(_fact(lead.phrase, name) or "") for name in ("size", "composition", "angle"))
    names = tuple(part.name() for part in split_names(subject, cast)) if subject.text else ()
    says_more = any(map(str.isalnum, rest.text))
    return ShotSpec(size, composition, angle, "", names), rest if says_more else rest.cut(len(rest.text))


def _after(words: Words, end: int) -> Words:
    """What follows `end`, without the marks that set it off."""
    tail = words.text[end:].lstrip(_EDGES)
    tail = tail[3:].lstrip() if tail[:3].casefold() == "of " else tail
    return words.cut(len(words.text) - len(tail))


def _lead(text: str, alone: bool, cast: frozenset[str]) -> _Lead | None:
    if not text.isascii() and (found := _CJK_LEAD.match(text)):
        phrase = found.group(1)
        if has_cjk(phrase):
            return _Lead(phrase, found.end(), 0) if vocabulary("slugs").find(phrase) else None
    head = text[:_LONGEST_LEAD]
    opening = head.split(None, 1)[0].strip(_EDGES) if head[:1].isupper() else ""
    if opening not in _first_words() and "POV" not in head and "P.O.V" not in head:
        return None
    words = [(one.group(), one.start(), one.end()) for one in _first(text)]
    run = 0
    while run < len(words) and words[run][0].upper() == words[run][0] and any(map(str.isalpha, words[run][0])):
        run += 1
    if not run:
        return None
    if owner := _point_of_view(words[:run]):
        return owner
    if opening not in _first_words():
        return None
    for size in range(run, 0, -1):
        start, end = 0, words[size - 1][2]
        phrase = text[start:end].strip(_EDGES)
        if vocabulary("slugs").find(phrase) and _stands(text, end, size, alone):
            return None if any(name.upper().startswith(phrase.upper() + " ") and text.upper().startswith(name.upper())
                               for name in cast) else _Lead(phrase, end, 0)
    return None


def _first(text: str) -> Iterator[re.Match[str]]:
    """The first words of a line."""
    for count, one in enumerate(_WORD.finditer(text, 0, _LONGEST_LEAD)):
        if count == _LONGEST_PHRASE:
            return
        yield one


def _stands(text: str, end: int, size: int, alone: bool) -> bool:
    """Whether a phrase of `size` words that ends at `end` is a slug here: one word alone must be set off by a mark, by
    capitals all along a line of its own, or (`ON Edward`, `POV of the door`) introduce what is seen."""
    if size > 1 or text[end - 1] in ":：-–—" or text[end : end + 3].strip()[:1] in tuple(":：-–—"):
        return True
    return (alone and text.isupper()) or (text[:end] in ("ON", "POV", "INSERT") and end < len(text))


def _point_of_view(words: list[tuple[str, int, int]]) -> _Lead | None:
    """`LIN'S POV`, `OLD MAN'S POV -`."""
    for index, (word, _, end) in enumerate(words):
        if index and word.strip(_EDGES) in ("POV", "P.O.V") and words[index - 1][0].endswith(_OWN):
            return _Lead("POV", end, words[index - 1][2] - 2)
    return None


def _subject_end(text: str, cast: frozenset[str]) -> int:
    """Where the subject ends at the start of `text`: at a mark, before a word that turns to what happens, or after a
    name of the cast or a run of capitalised words that lower-case ones follow."""
    known = max((len(name) for name in cast if _begins(text, name)), default=0)
    stop = _STOP.search(text, known)
    end = stop.start() if stop else len(text)
    if text.isupper() or has_cjk(text):
        return end
    if known:
        return known
    capitals = False
    for one in _WORD.finditer(text, 0, end):
        word = one.group()
        if capitals and word[0].islower() and word.casefold() not in _GLUE:
            return one.start()
        if word.casefold() in _TURN:
            return one.start()
        capitals = capitals or word[0].isupper()
    return end


def _begins(text: str, name: str) -> bool:
    """Whether `text` begins with the whole name, not with its possessive."""
    after = text[len(name) : len(name) + 2]
    return text[: len(name)].casefold() == name.casefold() and not after[:1].isalnum() and after[:1] not in ("'", "’")


def _fact(phrase: str, name: str) -> Any:
    return vocabulary("slugs").fact(phrase, name)


@cache
def _first_words() -> frozenset[str]:
    """The first words of all slugs, in capitals."""
    return frozenset(word.split()[0].upper() for word in written(vocabulary("slugs")) if word.strip())
