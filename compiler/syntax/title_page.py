"""The title page: `Key: value` lines at the very top, further values indented, up to the first blank line."""

from __future__ import annotations

from ..base.near import close_to
from ..base.pattern import Lazy
from . import headings, slugs, transitions
from .emphasis import runs_of
from .rows import Row
from .tree import TitleEntry
from .words import Words

_KEY = Lazy(r"([^\s:：.@!>~#=\[*_][^:：]{0,99}?)\s{0,9}[:：]")
_MOST_WORDS = 3
_INDENT = Lazy(r"\t|   ")
KNOWN = ("Title", "Credit", "Author", "Authors", "Source", "Notes", "Draft date", "Date", "Contact", "Copyright",
         "Revision", "Episode", "Language", "Series", "Bible", "Format", "Target", "Profile")

_PLAIN_KEYS = {key.casefold().replace(" ", ""): key for key in KNOWN}


def scan(rows: list[Row]) -> int:
    """Set the kinds of the rows of the title page; returns how many rows it takes. Boneyard may stand above it."""
    first = next((index for index, row in enumerate(rows) if row.bare != "boneyard"), len(rows))
    if first == len(rows) or not _starts(rows[first], rows[first + 1] if first + 1 < len(rows) else None):
        return 0
    for row in rows[:first]:
        row.kind = "BLANK"
    for index, row in enumerate(rows[first:], first):
        text = row.text
        if row.bare:
            row.kind = "ASIDE"
        elif not text.strip():
            return index
        elif index > first and (_INDENT.match(text) or (text[0].isspace() and not _KEY.match(text.strip()))):
            row.kind = "TITLE_VALUE"
        elif _is_key(text.strip()):
            row.kind = "TITLE_KEY"
        else:
            return index
    return len(rows)


def _is_key(text: str) -> bool:
    return _KEY.match(text) is not None and not headings.is_heading(text)


def _starts(row: Row, after: Row | None) -> bool:
    """Whether the first line is a key. One without a value needs an indented line below, or, when it is one of the
    known keys, another key; `FADE IN:` is none. One of many words is a sentence: `He opens the card: a threat.`"""
    text = row.text.strip()
    found = _KEY.match(text)
    if row.bare or not found or not _is_key(text) or slugs.is_slug(text, False, frozenset()):
        return False
    if found.end() < len(text):
        return len(found.group(1).split()) <= _MOST_WORDS
    below = after.text if after is not None else ""
    if not below.strip() or transitions.is_transition(text):
        return False
    return bool(_INDENT.match(below)) or (_plain(found.group(1)) in _PLAIN_KEYS and _is_key(below.strip()))


def read_key(words: Words) -> tuple[Words, Words]:
    """Key and first value of a TITLE_KEY line."""
    words = words.strip()
    found = _KEY.match(words.text)
    stop = found.end() if found else len(words.text)
    return words.cut(0, len(found.group(1)) if found else stop), words.cut(stop).strip()


def read_entry(lines: list[Words]) -> TitleEntry:
    """The entry whose key stands on the first of `lines`. Emphasis is read and dropped."""
    key, first = read_key(lines[0])
    values = [first, *(line.strip() for line in lines[1:])]
    span = key.span.to(lines[-1].strip().span)
    shown = tuple("".join(run.text for run in runs_of(value.text)) for value in values if value.text)
    return TitleEntry(key.text, shown, span, key.span)


def near_known(key: str) -> str | None:
    """The known key that `key` seems to be meant for; None when it is known itself or like none."""
    wanted = _plain(key)
    if wanted in _PLAIN_KEYS or len(wanted) > 30:
        return None
    close = close_to(wanted, _PLAIN_KEYS, 1, 0.8)
    return _PLAIN_KEYS[close[0]] if close else None


def _plain(key: str) -> str:
    return key.casefold().replace(" ", "")
