"""The last word on findings: what is accepted, at which level the rest is told, which exceptions accept nothing.

All findings of all stages come through here, once, so that a level, a note or an exemption means the same to each of
them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from ...stdlib import fold
from ..base.diagnostic import Diagnostic, Edit, Fix, Severity, in_order
from ..base.near import close_to
from ..base.nodes import node
from ..base.source import Source, Span
from ..story.lowered import Suppression
from ..syntax.parse import parse
from ..syntax.tree import Heading
from .errors import finding
from .levels import LOCKED, Accepted, Exemption, Settled, Stale, is_off, levelled, plain_levels

_JUDGED = ("D1", "D2", "D3")
"""What a check looks for. (The rest is for `plan` and `build` to say, so that nothing is known of what they would accept.)"""
_UNDECLARED = frozenset({"D142", "D144", "D147", "D150"})
"""Findings on names that the part of a bible which could not be read may well declare, or use."""
_MISREAD = frozenset({"D113", "D125"})
_UNKNOWN_SPEAKER, _NOTHING_TO_FILM = "D201", "D409"
_LONGEST_GUESS = 80


@node
class Ground:
    """What findings are settled against. `levels` are those of the bible; `partial` when a part of it was not read;
    `whole` when all of the series was read, so that what is not found is not there."""

    levels: Mapping[str, str] = field(default_factory=dict)
    notes: Sequence[Suppression] = ()
    exemptions: Sequence[Exemption] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    partial: bool = False
    whole: bool = True


def settle(found: Iterable[Diagnostic], ground: Ground) -> Settled:
    """`found` after notes, exemptions and levels, without what only follows from other findings, and with what is wrong
    with the exceptions themselves."""
    settling = _Settling(ground)
    told = [one for raw in in_order(found) if (one := settling.heard(raw)) is not None]
    stale = [Stale(note.code, one) for note in settling.idle_notes() if (one := settling.heard(_stale_note(note, ground)))]
    stale += [Stale(entry.code, one) for entry in settling.idle_entries()
              if (one := levelled(_stale_entry(entry, settling), settling.levels))]
    told = [*_grounded(told), *(one.finding for one in stale)]
    return Settled(in_order(told), tuple(settling.accepted), tuple(sorted(stale, key=_place)))


def _place(one: Stale) -> tuple[str, int, str]:
    span = one.finding.span
    return (span.path, span.start, one.about) if span else ("", 0, one.about)


class _Settling:
    """What has been accepted so far, and by what."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.levels = plain_levels(ground.levels)
        self.accepted: list[Accepted] = []
        self.headings = _Headings(ground.sources)
        self._notes: dict[tuple[str, str], list[Suppression]] = {}
        for note in sorted(ground.notes, key=lambda one: one.span.start):
            self._notes.setdefault((note.span.path, note.code), []).append(note)
        self._entries: dict[tuple[str, str], list[Exemption]] = {}
        for entry in ground.exemptions:
            self._entries.setdefault((entry.file, entry.code), []).append(entry)
        self._used: set[Span] = set()

    def heard(self, raw: Diagnostic) -> Diagnostic | None:
        """`raw` at its level if it is to be told; None where it is off, or accepted, which is noted."""
        if self.ground.partial and raw.code in _UNDECLARED:
            return None
        one = levelled(raw, self.levels)
        if one is None or one.code in LOCKED or one.span is None:
            return one
        note = self._note(one.code, one.span)
        entries = [entry for entry in self._entries.get((one.span.path, one.code), ()) if self._fits(entry, one)]
        self._used.update(entry.span for entry in entries)
        if note is not None:
            self._used.add(note.note)
            self.accepted.append(Accepted(one, note.reason, note.note))
        elif entries:
            self.accepted.append(Accepted(one, entries[0].reason, entries[0].span))
        return one if note is None and not entries else None

    def _note(self, code: str, span: Span) -> Suppression | None:
        """The note that covers the element in which a finding begins. The last element to begin counts."""
        notes = self._notes.get((span.path, code), [])
        at = bisect_right(notes, span.start, key=lambda note: note.span.start) - 1
        return notes[at] if at >= 0 and span.start < max(notes[at].span.end, notes[at].span.start + 1) else None

    def _fits(self, entry: Exemption, one: Diagnostic) -> bool:
        """Whether an entry for the code and the file of a finding means it."""
        assert one.span is not None
        if entry.about:
            source = self.ground.sources.get(one.span.path)
            line = source.line(source.position(one.span.start).line) if source else ""
            words = _words(entry.about)
            if words not in _words(one.message) and words not in _words(line):
                return False
        return not entry.scene or fold(entry.scene) == fold(self.headings.at(one.span))

    def idle_notes(self) -> Iterator[Suppression]:
        """The notes that have accepted nothing and ought to, each once."""
        seen: set[Span] = set(self._used)
        for note in self.ground.notes:
            source = self.ground.sources.get(note.note.path)
            written = source.text[note.note.start : note.note.end] if source else ""
            if note.note not in seen and self._judged(note.code) and "lint" in written.casefold():  # else a macro wrote it
                seen.add(note.note)
                yield note

    def idle_entries(self) -> Iterator[Exemption]:
        """The entries that have accepted nothing and ought to."""
        for entry in self.ground.exemptions:
            if entry.span not in self._used and self._judged(entry.code):
                yield entry

    def _judged(self, code: str) -> bool:
        return self.ground.whole and code.startswith(_JUDGED) and not is_off(code, self.levels)


def _grounded(told: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """`told` without what only follows from something else that is told: a line that is taken for a cue by mistake has no
    speaker, and an episode that could not be read may have something to film."""
    misread = {one.span for one in told if one.code in _MISREAD}
    wrong = {one.span.path for one in told if one.span and one.code.startswith("D1") and one.severity is Severity.ERROR}
    for one in told:
        if one.code == _UNKNOWN_SPEAKER and one.span in misread:
            continue
        if one.code == _NOTHING_TO_FILM and one.span and one.span.path in wrong:
            continue
        yield one


def _stale_note(note: Suppression, ground: Ground) -> Diagnostic:
    alone = note.span == note.note
    nothing = "nothing follows it" if alone else f"the paragraph after it has no {note.code}"
    return finding("D260", f"this note accepts nothing: {nothing}", note.note,
                   "take it out, or put it right before the paragraph that it is about",
                   fix=None if alone else _without(ground.sources[note.note.path], note.note))


def _without(source: Source, span: Span) -> Fix | None:
    """The edit that takes a note out with its line, and with one of the blank lines around it. None where the note shares
    its line."""
    text = source.text
    start = max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1
    if text[start : span.start].strip():
        return None
    end = _next_line(text, span.end)
    if text[span.end : end].strip():
        return None
    above = source.line(source.position(start).line - 1).strip() if start else ""
    if not above and not source.line(source.position(end).line).strip():
        end = _next_line(text, end)
    return Fix("take the note out", (Edit(source.span(start, end), ""),), safe=True)


def _next_line(text: str, at: int) -> int:
    """Where the line after the one that holds `at` begins."""
    while at < len(text) and text[at] not in "\r\n":
        at += 1
    return at + 2 if text[at : at + 2] == "\r\n" else min(at + 1, len(text))


def _stale_entry(entry: Exemption, settling: _Settling) -> Diagnostic:
    sources = settling.ground.sources
    help = "take the entry out, or correct what it names"
    message = f"this exemption accepts nothing: {entry.file} has no {entry.code}"
    if entry.file not in sources:
        message = f"this exemption accepts nothing: the series has no file `{entry.file}`"
        help = _meant(entry.file, list(sources)) or "files are named from the folder of series.yaml"
    elif entry.scene:
        headings = {fold(one): one for one in settling.headings.of(entry.file)}
        if fold(entry.scene) not in headings:
            message = f"this exemption accepts nothing: {entry.file} has no scene `{entry.scene}`"
            help = _meant(entry.scene, list(headings.values())) or help
        else:
            message += " in that scene" + (f" about `{entry.about}`" if entry.about else "")
    elif entry.about:
        message += f" about `{entry.about}`"
    return finding("D261", message, entry.span, help)


def _meant(text: str, known: Sequence[str]) -> str:
    near = next(iter(close_to(text[:_LONGEST_GUESS], known, 1, 0.6)), "")
    return f"did you mean `{near}`?" if near else ""


def _words(text: str) -> str:
    return " ".join(text.casefold().split())


class _Headings:
    """The headings of scripts, read when somebody asks."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self._known: dict[str, list[tuple[int, str]]] = {}

    def at(self, span: Span) -> str:
        """The heading of the scene in which `span` begins, as written without its number; or nothing."""
        rows = self._rows(span.path)
        at = bisect_right(rows, span.start, key=lambda row: row[0]) - 1
        return rows[at][1] if at >= 0 else ""

    def of(self, path: str) -> list[str]:
        """All headings of a file."""
        return [text for _, text in self._rows(path)]

    def _rows(self, path: str) -> list[tuple[int, str]]:
        if path not in self._known:
            source = self._sources.get(path)
            found = parse(source)[0].body if source else ()
            self._known[path] = [(one.span.start, _title(source, one)) for one in found if isinstance(one, Heading) and source]
        return self._known[path]


def _title(source: Source, heading: Heading) -> str:
    text = source.text[heading.span.start : heading.span.end].strip().lstrip(".")
    return text.removesuffix(f"#{heading.number}#").strip() if heading.number else text
