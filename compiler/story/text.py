"""Reading running text: characters of Chinese and Japanese, line breaks, clauses, negation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..base.pattern import ByScript, Lazy

CJK = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"

_BREAK = ByScript(*(rf"(?<=[{cjk}，。！？；：、…—”’）])[ \t]*[\r\n]+[ \t]*(?=[{cjk}，。！？；：、…—“‘（])" for cjk in (CJK, "")))
_SENTENCE = Lazy(r"[.!?…。！？;；\n\r]+")
_CLAUSE = Lazy(r"[,，、:：()（）\u2014\u2013]+|--+|\b(?:and|then|while|as|when|before|after)\b"
                     r"|(?<!\beveryone )(?<!\ball )(?<!\bnobody )(?<!\banyone )(?<!\bnone )\bbut\b"
                     r"|然后|接着|随后|随即|同时|却|并且", re.IGNORECASE)
_LIST = 60
_MARKS = ".!?…。！？；;\n"
_AS = Lazy(r"\bas\b")
_NOT = Lazy(r"\b(?:not|no|never|without|nor|neither|cannot|barely|nothing|stops?|stopped|refus\w+|fail\w*"
                  r"|almost|instead|wants? to|about to|tr(?:y|ies|ying) to|going to|would|could|might|\w+n['’]t)\b"
                  r"|想要|正要|刚要|打算|准备|不再|不曾|没有|没|并不|并未|未曾|毫无|绝不|别|不|未|停止|拒绝|差点|险些",
                  re.IGNORECASE)


_COMPANY = Lazy(r"(?:(?:(?-i:[A-Z])[\w.'’-]*|and|the|&)[\s,]*)+(?:\band|&|,)\s*|[^\W_]{1,8}[和与、跟同]", re.IGNORECASE)


def in_company(lead: str) -> bool:
    """Whether the beginning of a sentence, `lead`, only names others with whom the name behind it stands: `LIN and `."""
    return len(lead) < _LIST and _COMPANY.fullmatch(lead) is not None


def leads(text: str, at: int) -> bool:
    """Whether the name at `at` begins a sentence of `text`, alone or in company."""
    start = max(text.rfind(mark, 0, at) for mark in _MARKS) + 1
    lead = text[start:at].lstrip(" \t\r\"'“”「（(")
    return not lead or in_company(lead)


def one_line(text: str) -> str:
    """`text` with its line breaks turned into spaces, or into nothing between Chinese or Japanese words."""
    if "\n" in text and text.isascii():
        text = text.replace("\n", " ")
    if text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " ":
        return text  # no line break or tab is printable
    if not text.isascii() and ("\n" in text or "\r" in text):
        text = _BREAK.of(text).sub("", text)
    return " ".join(text.split())


def _pieces(text: str, start: int, end: int, mark: Lazy) -> Iterator[tuple[int, int]]:
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
    if _is_one(text[start:end]):
        return iter(((start, end),) if start < end else ())  # most sentences are one clause: a quick look tells
    return _pieces(text, start, end, _CLAUSE)


def clauses_of(text: str) -> list[tuple[int, int, int]]:
    """The ranges of all clauses of `text`, and where the sentence of each ends."""
    if _is_one(text):
        return [(start, end, end) for start, end in sentences(text)]
    return [(first, last, end) for start, end in sentences(text) for first, last in clauses(text, start, end)]


def _is_one(part: str) -> bool:
    """Whether it is plain that nothing in `part` divides a sentence into clauses."""
    if not part.isascii() or "," in part or ":" in part or "(" in part or ")" in part or "--" in part:
        return False
    part = part.lower()
    return not ("and" in part or "then" in part or "while" in part or "when" in part or "before" in part or "after" in part
                or "but" in part or ("as" in part and _AS.search(part) is not None))


def negated(text: str, start: int, at: int) -> bool:
    """Whether a word of negation or mere intention stands in `text[start:at]`, so that what follows does not happen."""
    return start < at and _NOT.search(text, start, at) is not None
