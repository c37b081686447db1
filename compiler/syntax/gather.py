"""Gathers the lines of a script into elements, as `grammar/document.lark` says.

Each element of that grammar is a run of whole lines, so its rules are regular: with a letter for each kind of line they
are read by one regular expression, which Python runs nine times as quickly as the tables of a parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from ...grammar import read
from ..base.pattern import Lazy
from .rows import Row

_RULE = Lazy(r"^([a-z_]+):(.+)$", re.MULTILINE)
_PART = Lazy(r"\s*(?:([A-Z_]+)|(\()|([)|*+?]))")
_FIRST_LETTER = ord("A")


def gather(rows: Sequence[Row]) -> Iterator[tuple[str, list[Row]]]:
    """The elements of a script: the name of each one's rule in `document.lark`, and its lines in order."""
    letters, elements = _grammar()
    shown = [row for row in rows if row.kind != "BLANK"]
    for found in elements.finditer("".join([letters[row.kind] for row in shown])):
        yield found.lastgroup or "", shown[found.start() : found.end()]


@cache
def _grammar() -> tuple[Mapping[str, str], re.Pattern[str]]:
    """A letter for each terminal of the document grammar, and an expression with a named group for each of its rules."""
    letters: dict[str, str] = {}
    rules = []
    for rule in _RULE.finditer(read("document")):
        name, body = rule.groups()
        if name != "start":
            rules.append(f"(?P<{name}>{_expression(body, letters)})")
    return letters, re.compile("|".join(rules))


def _expression(body: str, letters: dict[str, str]) -> str:
    """The body of a rule as a regular expression. Raises ValueError where it holds more than terminals and the marks
    that lark and regular expressions have in common."""
    parts, at = [], 0
    body = body.rstrip()
    while at < len(body):
        found = _PART.match(body, at)
        if found is None:
            raise ValueError(f"the document grammar is not regular at {body[at:]!r}")
        terminal, opening, mark = found.groups()
        parts.append(letters.setdefault(terminal, chr(_FIRST_LETTER + len(letters))) if terminal else
                     "(?:" if opening else mark)
        at = found.end()
    return "".join(parts)
