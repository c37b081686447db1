"""The title page: `Key: value` lines at the very top, further values indented, up to the first blank line."""

from __future__ import annotations

import re

from . import headings, slugs, transitions
from .emphasis import runs_of
from .rows import Row
from .tree import TitleEntry
from .words import Words

_KEY = re.compile(r"([^\s:：.@!>~#=\[*_][^:：]{0,99}?)\s{0,9}[:：]")
_INDENT = re.compile(r"\t|   ")
KNOWN = ("Title", "Credit", "Author", "Authors", "Source", "Notes", "Draft date", "Date", "Contact", "Copyright",
         "Revision", "Episode", "Language", "Series", "Bible", "Format", "Target", "Profile")


def scan(rows: list[Row]) -> int:
    """Set the kinds TITLE_KEY and TITLE_VALUE on the rows of the title page; returns how many rows it takes."""
    if not rows or not _starts(rows):
        return 0
    for index, row in enumerate(rows):
        text = row.text
        if row.bare:
            row.kind = "ASIDE"
        elif not text.strip():
            return index
        elif index and (_INDENT.match(text) or (text[0].isspace() and not _KEY.match(text.strip()))):
            row.kind = "TITLE_VALUE"
        elif _is_key(text.strip()):
            row.kind = "TITLE_KEY"
        else:
            return index
    return len(rows)


def _is_key(text: str) -> bool:
    return _KEY.match(text) is not None and not headings.is_heading(text)


def _starts(rows: list[Row]) -> bool:
    """Whether the first line is a key. One without a value needs an indented line below, and `FADE IN:` is none."""
    text = rows[0].text.strip()
    found = _KEY.match(text)
    if rows[0].bare or not found or not _is_key(text) or slugs.is_slug(text, False, frozenset()):
        return False
    if found.end() < len(text):
        return True
    below = rows[1].text if len(rows) > 1 else ""
    return bool(_INDENT.match(below) and below.strip()) and not transitions.is_transition(text)


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
    from difflib import get_close_matches

    plain = {known.casefold().replace(" ", ""): known for known in KNOWN}
    wanted = key.casefold().replace(" ", "")
    if wanted in plain or len(wanted) > 30:
        return None
    close = get_close_matches(wanted, plain, 1, 0.8)
    return plain[close[0]] if close else None
