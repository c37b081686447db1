"""Cuts the arguments of the directives that change the text itself (include, use, set, variant) into terminals."""

from __future__ import annotations

import re

from ..base.pattern import Lazy
from .machine import Piece

QUOTES = {'"': '"', "“": "”", "「": "」", "《": "》", "'": "'"}
_NAME = r"[^\W\d][\w.-]{0,63}"
_CALLED = Lazy(rf"\s*(?P<WORD>{_NAME})\s*(?P<OPEN>[(（])?")
_GIVEN = Lazy(rf"\s*(?:(?P<COMMA>[,，、])|(?P<CLOSE>[)）])|(?P<WORD>{_NAME})(?=\s*[=＝])|(?P<EQUALS>[=＝])|"
                    r"(?P<NAME>\S[^,，、=＝)）]*))")
_VALUE = Lazy(r"\s*(?P<TEXT>\"[^\"]*\"|“[^”]*”|「[^」]*」|[^,，、)）\s][^,，、)）]*)")
_SET = Lazy(rf"\s*(?P<WORD>{_NAME})\s*(?P<EQUALS>[=＝])?\s*(?P<TEXT>\S.*)?", re.DOTALL)
_CONDITION = Lazy(r"\s*(?:(?P<COMMA>[,，、])|(?P<EQUALS>[=＝])|(?P<OR>[|/])|(?P<WORD>[\w.-]{1,64})|(?P<NAME>\S+))")


def include(text: str, cast: frozenset[str]) -> list[Piece]:
    """A path, quotes taken off."""
    return unquoted(_rest(text, 0, "PATH"))


def use(text: str, cast: frozenset[str]) -> list[Piece]:
    """The name of a macro, and in brackets what it is given: `slap(a=LIN, b="WEI")`."""
    called = _CALLED.match(text)
    if called is None:
        return _rest(text, 0)
    found = _groups(called)
    return found + (_given(text, called.end()) if called["OPEN"] else _rest(text, called.end()))


def set_(text: str, cast: frozenset[str]) -> list[Piece]:
    """A variable, `=`, and its value, quotes taken off."""
    part = _SET.match(text)
    if part is None:
        return _rest(text, 0)
    pieces = _groups(part)
    return [*pieces[:-1], *unquoted(pieces[-1:])] if pieces[-1].type == "TEXT" else pieces


def variant(text: str, cast: frozenset[str]) -> list[Piece]:
    """Conditions: a key, `=`, and values with `|` between them."""
    return [piece for part in _CONDITION.finditer(text) for piece in _groups(part)]


def unquoted(pieces: list[Piece]) -> list[Piece]:
    """The only piece, without the quotes around it; nothing when there is nothing in them."""
    if not pieces or len(pieces[0].text) < 2 or QUOTES.get(pieces[0].text[0]) != pieces[0].text[-1]:
        return pieces
    one, words = pieces[0], pieces[0].text[1:-1].strip()
    return [Piece(one.type, words, one.start + 1, one.end - 1)] if words else []


def _given(text: str, at: int) -> list[Piece]:
    """What a macro is given, up to the closing bracket; what stands after it fits nowhere."""
    found: list[Piece] = []
    while part := (_VALUE if found and found[-1].type == "EQUALS" else _GIVEN).match(text, at):
        found += unquoted(_groups(part))
        at = part.end()
        if part.lastgroup == "CLOSE":
            break
    return found + _rest(text, at)


def _groups(part: re.Match[str]) -> list[Piece]:
    """The named groups of a match as pieces, in order, without the space at their ends."""
    found = []
    for type, words in part.groupdict().items():
        if words and words.strip():
            start = part.start(type)
            found.append(Piece(type, words.rstrip(), start, start + len(words.rstrip())))
    return sorted(found, key=lambda one: one.start)


def _rest(text: str, at: int, type: str = "NAME") -> list[Piece]:
    words = text[at:].strip()
    start = at + len(text[at:]) - len(text[at:].lstrip())
    return [Piece(type, words, start, start + len(words))] if words else []
