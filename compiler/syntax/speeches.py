"""Speeches: a cue and the lines under it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import itemgetter

from ..base.source import Span
from .cues import cue_of
from .rows import Row
from .texts import line_of, spoken, text_of
from .tree import Dialogue, Name, Parenthetical, Speech, make_dialogue, make_speech
from .words import Words

_FORCED = frozenset("@＠")


def build_speech(rows: Sequence[Row], ids: Sequence[tuple[int, str, Name]], span: Span) -> Speech:
    """The speech in `rows`, the cue first. `ids` are the line ids in it: where each stands, its kind (`id`, `same-as`)
    and its value."""
    cue, extensions = cue_of(rows[0], span.path)
    parts: list[Parenthetical | Dialogue] = []
    first, count = 1, len(rows)
    while first < count:
        last = first + 1
        while last < count and _goes_on(rows[last - 1].kind, rows[last].kind):
            last += 1
        part = _part(rows[first:last], span.path, ids)
        if part is not None:
            parts.append(part)
        first = last
    forced = rows[0].text.lstrip()[:1] in _FORCED
    return make_speech(cue, extensions, rows[0].kind == "DUAL", forced, tuple(parts), span)


def ends_of(rows: Sequence[Row]) -> list[tuple[int, int]]:
    """Where the spoken parts in `rows`, the lines under a cue, end: behind the last words, and behind the line."""
    shown = [row for row in rows if row.text.strip()]
    return [(row.end(len(row.text.rstrip())), row.last) for row, after in zip(shown, [*shown[1:], None])
            if row.kind in ("DIALOGUE", "LYRIC") and (after is None or not _goes_on(row.kind, after.kind))]


def _goes_on(kind: str, after: str) -> bool:
    """Whether two lines belong to one part."""
    if kind in ("DIALOGUE", "LYRIC"):
        return kind == after
    return after == "PARENTHETICAL_MORE" and kind.startswith("PARENTHETICAL")


def _part(rows: Sequence[Row], path: str, ids: Sequence[tuple[int, str, Name]]) -> Parenthetical | Dialogue | None:
    row = rows[0]
    if len(rows) == 1 and row.kind == "DIALOGUE" and row.places is None and not ids:  # most
        text = line_of(row, path)
        return make_dialogue(text, False, None, None, text.span) if text.plain.strip() else None
    rows = _words_only(rows)
    if not rows:
        return None
    kind = rows[0].kind
    if kind == "DIALOGUE":
        text = spoken(rows, path)
    else:
        lines = [Words(row, path).strip() for row in rows]
        if kind != "LYRIC":
            return _parenthetical(lines)
        text = text_of([line.cut(1).strip() for line in lines])
    if not text.plain.strip():
        return None
    if not ids:
        return make_dialogue(text, kind == "LYRIC", None, None, text.span)
    first, stop = (bisect_left(ids, place, key=itemgetter(0)) for place in (rows[0].first, rows[-1].last))
    own = {key: name for _, key, name in ids[first:stop]}
    return Dialogue(text, kind == "LYRIC", own.get("id"), own.get("same-as"), text.span)


def _parenthetical(lines: list[Words]) -> Parenthetical:
    """The parenthetical in `lines`, its brackets taken off."""
    whole = lines[0].span.to(lines[-1].span)
    lines[0] = lines[0].cut(1).strip()
    last = lines[-1].text
    lines[-1] = lines[-1].cut(0, len(last) - 1 if last.endswith((")", "）")) else len(last)).strip()
    return Parenthetical(text_of(lines, " "), whole)


def _words_only(rows: Sequence[Row]) -> Sequence[Row]:
    """`rows` without the lines of two spaces at both ends: they hold a speech open, and say nothing there."""
    first, last = 0, len(rows)
    if rows[0].text.strip() and rows[-1].text.strip():
        return rows
    while first < last and rows[first].kind == "DIALOGUE" and not rows[first].text.strip():
        first += 1
    while first < last and rows[last - 1].kind == "DIALOGUE" and not rows[last - 1].text.strip():
        last -= 1
    return rows[first:last]
