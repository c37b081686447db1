"""Reading running text: characters of Chinese and Japanese, line breaks, clauses, negation."""

from __future__ import annotations

import re
from collections.abc import Iterator

CJK = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"

_BREAK = re.compile(rf"(?<=[{CJK}，。！？；：、…—”’）])[ \t]*[\r\n]+[ \t]*(?=[{CJK}，。！？；：、…—“‘（])")
_SPACE = re.compile(r"\s+")
_SENTENCE = re.compile(r"[.!?…。！？;；\n\r]+")
_CLAUSE = re.compile(r"[,，、:：()（）\u2014\u2013]+|--+|\b(?:and|then|while|as|when|before|after)\b"
                     r"|(?<!\beveryone )(?<!\ball )(?<!\bnobody )(?<!\banyone )(?<!\bnone )\bbut\b"
                     r"|然后|接着|随后|随即|同时|却|并且", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|no|never|without|nor|neither|cannot|barely|nothing|stops?|stopped|refus\w+|fail\w*"
                  r"|almost|instead|wants? to|about to|tr(?:y|ies|ying) to|going to|would|could|might|\w+n['’]t)\b"
                  r"|想要|正要|刚要|打算|准备|不再|不曾|没有|没|并不|并未|未曾|毫无|绝不|别|不|未|停止|拒绝|差点|险些",
                  re.IGNORECASE)


def one_line(text: str) -> str:
    """`text` with its line breaks turned into spaces, or into nothing between Chinese or Japanese words."""
    return _SPACE.sub(" ", _BREAK.sub("", text)).strip()


def _pieces(text: str, start: int, end: int, mark: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    at = start
    for found in mark.finditer(text, start, end):
        if found.start() > at:
            yield at, found.start()
        at = found.end()
    if end > at:
        yield at, end


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The code-point ranges of the sentences of `text`, without their closing marks."""
    return _pieces(text, 0, len(text), _SENTENCE)


def clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The ranges of the clauses of the sentence `text[start:end]`: between commas, brackets and conjunctions."""
    return _pieces(text, start, end, _CLAUSE)


def negated(text: str, start: int, at: int) -> bool:
    """Whether a word of negation or mere intention stands in `text[start:at]`, so that what follows does not happen."""
    return _NOT.search(text, start, at) is not None
