"""Finds where in a file the words stand that the compiler has resolved. It resolves nothing itself: it is told what a
text names and looks for the spelling.

The tree keeps words as they are read, with emphasis, notes and line breaks taken out; `Page` brings them back to the
file's own offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ...stdlib import fold
from ..base.source import Span
from ..syntax.masks import NOTE, mask
from .nodes import Symbol

_CJK = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+(?:['\u2019][^\W_{_CJK}]+)*")
_OWNER = re.compile(r"['\u2019][sS]$")
_GAP = re.compile(r"[\W_]{0,6}")


class Page:
    """The text of one script with what is hidden in it masked, so that shown words can be found again."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self._text = text
        self._masked = mask(text).text

    def places(self, shown: str, span: Span) -> Sequence[int]:
        """The offset in the file of every character of `shown`, the words that are read at `span`, which may lie in a
        note. Every shown letter stands in the file in the same order; what is skipped is marks, spaces and hidden text."""
        if self._text[span.start : span.end] == shown:
            return range(span.start, span.end)
        hidden = self._masked[span.start : span.start + 1] == NOTE
        return align(shown, self._text if hidden else self._masked, span)

    def span(self, places: Sequence[int], start: int, end: int) -> Span | None:
        """The file's range of the shown characters `[start, end)`; None where they were not found."""
        if not 0 <= start < end <= len(places) or places[end - 1] >= len(self._masked):
            return None
        first, last = places[start], places[end - 1] + 1
        return Span(self.path, first, last) if first < last else None


def align(shown: str, text: str, span: Span) -> Sequence[int]:
    """The offset in `text` of every character of `shown`, whose letters all stand in `span` in their order; spaces stand
    anywhere. What is not found has the end of the span."""
    at, end = span.start, min(span.end, len(text))
    found: list[int] = []
    for char in shown:
        if not char.isspace():
            there = text.find(char, at, end)
            if there < 0:
                return [*found, *([end] * (len(shown) - len(found)))]
            at = there
        found.append(at)
        if not char.isspace():
            at += 1
    return found


def locate(text: str, forms: Mapping[str, Symbol]) -> Iterator[tuple[int, int, Symbol]]:
    """Where one of `forms` (folded names) is written in `text`: start, end without a possessive ending, and what it
    names. From left to right, the longest at each place, none overlapping."""
    longest = max(map(len, forms), default=0)
    tokens = list(_TOKEN.finditer(text)) if longest else []
    done = 0
    for index, token in enumerate(tokens):
        if token.start() < done:
            continue
        best = _longest(text, tokens, index, forms, longest)
        if best is not None:
            yield token.start(), *best
            done = best[0]


def _longest(text: str, tokens: Sequence[re.Match[str]], index: int, forms: Mapping[str, Symbol],
             longest: int) -> tuple[int, Symbol] | None:
    """The end and meaning of the longest form that begins at token `index`."""
    key, best = "", None
    for at in range(index, len(tokens)):
        if at > index and not _GAP.fullmatch(text, tokens[at - 1].end(), tokens[at].start()):
            break
        word = tokens[at].group()
        bare = _OWNER.sub("", word)
        for form in (word, bare) if bare != word else (word,):
            symbol = forms.get(key + fold(form))
            if symbol is not None:
                best = (tokens[at].start() + len(form), symbol)
                break
        key += fold(word)
        if len(key) > longest:
            break
    return best


