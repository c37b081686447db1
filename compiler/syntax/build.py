"""Makes the nodes of the tree from the lines that the document grammar has gathered."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ..base.diagnostic import Diagnostic, Edit, Fix
from ..base.source import Source, Span, make_span
from .directives import Note, Notes
from .errors import finding, replace
from .headings import read_heading
from .rows import Row
from .slugs import read_slug
from .speeches import build_speech, ends_of
from .texts import paragraph, text_of, told
from .title_page import near_known, read_entry, read_key
from .transitions import read_transition
from .tree import (
    Action,
    Comment,
    Directive,
    Element,
    Name,
    PageBreak,
    Section,
    ShotSlug,
    Speech,
    Synopsis,
    TitleEntry,
    make_action,
)
from .words import Words

_SPOKEN = ("DIALOGUE", "LYRIC", "PARENTHETICAL", "PARENTHETICAL_MORE")
_NO_IDS: Sequence[tuple[int, str, Name]] = ()
_NO_NOTES: Sequence[Directive | Comment] = ()
_WIDE = {"＠": "@", "（": "(", "）": ")", "：": ":"}


class Builder:
    """One walk over a script. Notes are placed by where they begin: those before the words of an element come before
    it, the others after it."""

    def __init__(self, source: Source, notes: Sequence[tuple[int, int]], cast: frozenset[str]) -> None:
        self._source, self._cast = source, cast
        self._spans = notes
        self._reader = Notes(source, cast)
        self._next = 0
        self._ahead = notes[0][0] if notes else sys.maxsize
        self._wide: list[tuple[int, str]] = []
        self.title: list[TitleEntry] = []
        self.body: list[Element] = []
        self.found: list[Diagnostic] = []

    def add(self, rule: str, rows: list[Row]) -> None:
        """Add the element that `rule` of the document grammar has gathered from `rows`."""
        if rule == "speech":
            self._speech(self._shown(rows) if self._spans else rows, rows[-1].last)
        elif rule == "action":
            self._action(rows)
        elif rule == "note":
            self._notes_until(rows[-1].last)
        elif rule == "title_entry":
            self._title(self._shown(rows))
        elif rule == "slug":
            self._slug(self._shown(rows), rows[-1].last)
        else:
            line = self._words(rows[0])
            self._put(self._single(rule, line), rows[0].lead(), rows[0].last)

    def finish(self) -> None:
        """Place the notes that are left and report the full-width marks."""
        self._notes_until(len(self._source.text))
        if self._wide:
            self._wide.sort()
            shown = "".join(dict.fromkeys(self._source.text[at] for at, _ in self._wide))
            edits = tuple(Edit(self._source.span(at, at + 1), plain) for at, plain in self._wide)
            first = edits[0].span
            self.found.append(finding("D119", first, fix=Fix("write the plain marks", edits, safe=True),
                                      marks=" ".join(f"`{mark}`" for mark in shown)))

    def _shown(self, rows: list[Row]) -> list[Row]:
        """`rows` without those that only a note covers."""
        return [row for row in rows if row.kind != "ASIDE"] if self._spans else rows

    def _words(self, row: Row) -> Words:
        return Words(row, self._source.path)

    def _single(self, rule: str, line: Words) -> Element:
        """The node of an element of one line."""
        words = line.strip()
        span = words.span
        match rule:
            case "heading":
                return read_heading(words)
            case "transition":
                return read_transition(words)
            case "centred":
                return Action(text_of([words.cut(1, len(words.text) - 1).strip()]), True, span)
            case "song":
                return Action(text_of([words.cut(1).strip()]), False, span, lyric=True)
            case "section":
                depth = len(words.text) - len(words.text.lstrip("#"))
                return Section(depth, text_of([words.cut(depth).strip()]), span)
            case "synopsis":
                return Synopsis(text_of([words.cut(1).strip()]), span)
        return PageBreak(span)

    def _put(self, element: Element, lead: int, end: int) -> None:
        """Place `element`, the notes that begin before `lead`, and those that begin before `end`."""
        if self._ahead < end:
            self._notes_until(lead)
            self.body.append(element)
            self._notes_until(end)
        else:
            self.body.append(element)

    def _holds_note(self, end: int) -> bool:
        """Whether a note that is not placed yet begins before `end`."""
        return self._ahead < end

    def _notes_until(self, end: int) -> None:
        while self._ahead < end:
            note = self._take()
            if note.same_as or (isinstance(note.element, Directive) and note.element.kind == "id"):
                self.found.append(finding("D123", note.element.span, kind="same-as" if note.same_as else "id"))
            self.body.append(note.element)

    def _take(self) -> Note:
        """The next note."""
        note = self._reader.read(*self._spans[self._next])
        self._next += 1
        self._ahead = self._spans[self._next][0] if self._next < len(self._spans) else sys.maxsize
        self.found += note.found
        self._wide += note.wide
        return note

    def _title(self, rows: list[Row]) -> None:
        lines = [self._words(row) for row in rows]
        entry = read_entry(lines)
        self.title.append(entry)
        key = read_key(lines[0])[0]
        text = rows[0].text
        self._mark_wide(rows[0], {key.end + len(text[key.end :]) - len(text[key.end :].lstrip())})
        if near := near_known(entry.key):
            self.found.append(finding("D117", entry.key_span, fix=replace(f"write `{near}`", entry.key_span, near),
                                      key=entry.key, near=near))

    def _action(self, rows: list[Row]) -> None:
        """A paragraph. A directive on a line of its own inside it divides it; a comment does not."""
        if self._ahead >= rows[-1].last:
            self._paragraph(self._shown(rows) if self._spans else rows, rows[-1].last)
            return
        part: list[Row] = []
        for row in rows:
            if row.kind == "ASIDE" and part and self._has_directive(row):
                self._paragraph(part, row.first)
                self._notes_until(row.last)
                part = []
            elif row.kind != "ASIDE":
                part.append(row)
        if part:
            self._paragraph(part, rows[-1].last)
        self._notes_until(rows[-1].last)

    def _has_directive(self, row: Row) -> bool:
        """Whether a directive begins on `row`. Notes are read again when placed; equal directives are cut once."""
        for at in range(bisect_left(self._spans, (row.first, 0)), len(self._spans)):
            if self._spans[at][0] >= row.last:
                return False
            if isinstance(self._reader.read(*self._spans[at]).element, Directive):
                return True
        return False

    def _paragraph(self, rows: list[Row], end: int) -> None:
        text = told(rows, self._source.path)
        start, span = rows[0].lead(), text.span
        if start != span.start or span.end < start:
            span = Span(span.path, start, max(start, span.end))
        if self._ahead >= end:
            self.body.append(make_action(text, False, span))
        else:
            self._put(make_action(text, False, span), start, end)

    def _slug(self, rows: list[Row], end: int) -> None:
        lines = [self._words(row) for row in rows]
        spec, rest = read_slug(lines[0], len(rows) == 1, self._cast)
        left = ([rest] if rest.text else []) + paragraph(lines[1:])
        whole = lines[0].strip().span.to(lines[-1].strip().span)
        self._put(ShotSlug(spec, text_of(left) if left else None, whole), whole.start, end)

    def _speech(self, rows: list[Row], end: int) -> None:
        """A speech. Notes before its first words come before it; of the others, ids belong to its lines."""
        cue, last, ids, after = rows[0], rows[-1], _NO_IDS, _NO_NOTES
        if self._ahead >= end and last.kind in _SPOKEN and last.text.strip():
            tail = last.tail()  # most speeches
        else:
            spoken = [row for row in rows[1:] if row.kind in _SPOKEN and row.text.strip()]
            tail = (spoken or rows)[-1].tail()
            if self._holds_note(end):
                self._notes_until(spoken[0].lead() if spoken else cue.last)
            if self._holds_note(end):
                ids, after = self._notes_in(rows, end, tail)
        span = make_span(self._source.path, cue.lead(), max(cue.tail(), tail))
        speech = build_speech(rows, ids, span)
        self._check_speech(speech, rows)
        self.body.append(speech)
        self.body += after

    def _notes_in(self, rows: list[Row], end: int,
                  tail: int) -> tuple[list[tuple[int, str, Name]], list[Directive | Comment]]:
        """The notes in the speech of `rows` that begin before `end`: ids of its lines, and the others. Its last words end
        at `tail`."""
        ends = ends_of(rows[1:])
        ids: list[tuple[int, str, Name]] = []
        after: list[Directive | Comment] = []
        while self._holds_note(end):
            start = self._ahead
            note = self._take()
            at = bisect_right(ends, (start, len(self._source.text))) - 1
            closes = at >= 0 and (start < ends[at][1] or ends[at][0] == tail)
            own = self._own_id(note, closes)
            if own is not None:
                ids.append((ends[at][0] - 1 if closes else start, *own))
            else:
                after.append(note.element)
                if isinstance(note.element, Directive) and start < tail:
                    self.found.append(finding("D121", note.element.span, kind=note.element.kind))
        return ids, after

    def _own_id(self, note: Note, last: bool) -> tuple[str, Name] | None:
        """The line id in a note of a speech, if it is one. `last` tells that it stands behind the last words of a part."""
        own: tuple[str, Name] | None = ("same-as", note.same_as) if note.same_as else None
        if isinstance(note.element, Directive) and isinstance(name := note.element.args.get("id"), Name):
            own = ("id", name)
        if own and not last:
            self.found.append(finding("D123", note.element.span, kind=own[0]))
        return own

    def _check_speech(self, speech: Speech, rows: list[Row]) -> None:
        if speech.dual and not isinstance(self._last_shown(), Speech):
            at = rows[0].tail()
            mark = self._source.span(at - 1, at)
            self.found.append(finding("D116", mark, fix=replace("take out the `^`", mark, "")))
        if self._source.text.isascii():
            return
        cue = rows[0].text
        if not cue.isascii():
            self._mark_wide(rows[0], {at for at, one in enumerate(cue) if one in "（）"} | {len(cue) - len(cue.lstrip())})
        for row in rows[1:]:
            text = row.text
            if row.kind.startswith("PARENTHETICAL") and not text.isascii():
                self._mark_wide(row, {len(text) - len(text.lstrip()), len(text.rstrip()) - 1})

    def _last_shown(self) -> Element | None:
        """The last element that is no note."""
        return next((one for one in reversed(self.body) if not isinstance(one, (Directive, Comment))), None)

    def _mark_wide(self, row: Row, places: set[int]) -> None:
        """Remember the full-width marks at `places` of a row."""
        self._wide += [(row.at(at), _WIDE[row.text[at]]) for at in places
                       if 0 <= at < len(row.text) and row.text[at] in _WIDE]

