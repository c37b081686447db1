"""The paragraphs of a Final Draft document as blocks, and its title page as entries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from ..base.nodes import node
from ..base.source import NOWHERE
from ..syntax.emphasis import merged
from ..syntax.masks import MARKS
from ..syntax.tree import Run, TitleEntry
from .blocks import Block, Break, Cut, Line, Note, Para, Part, Spoken
from .fdx_read import Document, Paragraph

_KINDS = {"Scene Heading": "heading", "Action": "action", "General": "action", "Shot": "shot", "Transition": "transition",
          "Lyrics": "song", "Lyric": "song", "Singing": "song", "New Act": "centred", "End of Act": "centred",
          "Cast List": "action"}
_SPOKEN = {"Dialogue": "dialogue", "Parenthetical": "parenthetical", "Lyrics": "lyric", "Lyric": "lyric",
           "Singing": "lyric"}
_ONE_LINE = ("heading", "transition")
_UNSTYLED = ("heading", "shot")
"""Where a style on the whole line is layout (bold sluglines), not emphasis."""
_MARKED = re.compile(r"(#{1,6}|=) +(?=\S)")
_CREDIT = re.compile(r"(?:\w+ ){0,3}by|编剧|作者", re.IGNORECASE)
_SOURCE = re.compile(r"(?:based|adapted|suggested|inspired) (?:up)?(?:on|from|by)\b|story by\b|改编自", re.IGNORECASE)
_KEY = re.compile(r"(?!.*(?:\[\[|/\*))[^\s:：.@!>~#=\[*_][^:：\n]{0,99}")
_KEYED = re.compile(r"([^\s:：][^:：\n]{0,30}?)\s*[:：]\s*(\S.*)", re.DOTALL)
_MARGIN_KEYS = {"draft": "Draft date", "date": "Date", "contact": "Contact", "copyright": "Copyright",
                "language": "Language", "episode": "Episode", "revision": "Revision"}


@node
class Imported:
    """A script out of another format. `unknown` are the types of paragraph that were taken for action."""

    title: tuple[TitleEntry, ...]
    blocks: tuple[Block, ...]
    unknown: tuple[str, ...] = ()


def blocks_of_document(document: Document) -> Imported:
    """Title page and blocks of `document`."""
    reader = _Reader(document.capitals)
    for paragraph in document.body:
        reader.add(paragraph)
    reader.finish()
    return Imported(_title(document.title), tuple(reader.blocks), tuple(dict.fromkeys(reader.unknown)))


class _Reader:
    """One walk over the paragraphs. A speech is open from its cue to the first paragraph that nobody says."""

    def __init__(self, capitals: set[str]) -> None:
        self._capitals = capitals
        self.blocks: list[Block] = []
        self.unknown: list[str] = []
        self._cue: str | None = None
        self._parts: list[Part] = []
        self._dual = self._broken = False
        self._notes: list[str] = []
        self._group = self._members = 0
        self._omitted: list[str] = []

    def add(self, paragraph: Paragraph) -> None:
        """Read one paragraph."""
        if paragraph.omitted:
            self._omitted.append(paragraph.plain)
            return
        self._put_omitted()
        runs = _runs(paragraph, self._capitals)
        blank = not "".join(run.text for run in runs).strip()
        if paragraph.type == "Character" and not blank:
            self._begin(paragraph, " ".join("".join(run.text for run in runs).split()))
        elif self._cue is not None and not blank and paragraph.type in _SPOKEN and "alone" not in paragraph.marks:
            self._speak(paragraph, runs)
        else:
            self._other(paragraph, runs, blank)

    def finish(self) -> None:
        """Close what is open."""
        self._close()
        self._put_omitted()

    def _begin(self, paragraph: Paragraph, cue: str) -> None:
        self._close()
        self._lead(paragraph)
        self._members = self._members + 1 if paragraph.group and paragraph.group == self._group else 1
        self._group = paragraph.group
        self._dual = self._members > 1 or "dual" in paragraph.marks
        cue = cue if self._dual else cue.rstrip("^ ")  # a pair is told by its frame; the mark would be read as one
        self._cue, self._notes = cue or "?", list(paragraph.after)

    def _close(self) -> None:
        if self._cue is not None:
            self.blocks.append(Spoken(self._cue, tuple(self._parts), self._dual))
            self.blocks += [Break()] * self._broken
            self.blocks += [Note(one) for one in self._notes if one]
        self._cue, self._parts, self._notes, self._dual, self._broken = None, [], [], False, False

    def _speak(self, paragraph: Paragraph, runs: list[Run]) -> None:
        kind = _SPOKEN[paragraph.type]
        lines = _trimmed(_lines(runs))
        self._broken = self._broken or paragraph.new_page
        self._notes += paragraph.before
        ids = tuple(one for one in paragraph.after if one.partition(":")[0].strip().casefold() in ("id", "same-as"))
        self._notes += [one for one in paragraph.after if one not in ids]
        if kind == "parenthetical":
            lines = (_unbracketed(_flat(lines)),)
        last = self._parts[-1] if self._parts else None
        if last is not None and last.kind == kind != "parenthetical":
            self._parts[-1] = replace(last, lines=last.lines + lines, ids=last.ids + ids)
        else:
            self._parts.append(Part(kind, lines, ids))

    def _lead(self, paragraph: Paragraph) -> None:
        """A page break and the notes before a paragraph."""
        if paragraph.new_page:
            self.blocks.append(Break())
        self.blocks += [Note(one) for one in paragraph.before if one]

    def _other(self, paragraph: Paragraph, runs: list[Run], blank: bool) -> None:
        if blank and not (paragraph.new_page or paragraph.before or paragraph.after or paragraph.summary):
            return
        self._close()
        self._lead(paragraph)
        if not blank:
            if paragraph.type not in _KINDS and paragraph.type not in _SPOKEN:
                self.unknown.append(paragraph.type or "no type")
            self.blocks += _paras(paragraph, runs)
        for line in paragraph.summary:
            found = _trimmed(_lines(_runs(line, set())))
            self.blocks += [Para("synopsis", (one,)) for one in found if one]
        self.blocks += [Note(one) for one in paragraph.after if one]

    def _put_omitted(self) -> None:
        words = "\n\n".join(one for one in self._omitted if one.strip())
        if words:
            self.blocks.append(Cut(words))
        self._omitted = []


def _runs(paragraph: Paragraph, capitals: set[str]) -> list[Run]:
    """The runs of a paragraph as Fountain can hold them: no tabs, no characters that mean something to the parser."""
    upper = paragraph.type in capitals
    runs = []
    for style, group in groupby(paragraph.runs, key=lambda run: run.style):
        text = MARKS.sub("\ufffd", "".join(run.text for run in group)).replace("\t", "    ").replace("\r", " ")
        runs.append(Run(text.upper() if upper else text, style))
    return runs


def _lines(runs: Sequence[Run]) -> tuple[Line, ...]:
    lines: list[list[Run]] = [[]]
    for run in runs:
        for index, piece in enumerate(run.text.split("\n")):
            if index:
                lines.append([])
            if piece:
                lines[-1].append(Run(piece, run.style))
    return tuple(tuple(merged(_edge(line))) for line in lines)


def _edge(line: list[Run]) -> list[Run]:
    """A line without the spaces at its end."""
    while line and not line[-1].text.rstrip():
        line.pop()
    if line:
        line[-1] = replace(line[-1], text=line[-1].text.rstrip())
    return line


def _trimmed(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Lines without the spaces at their start."""
    found = []
    for line in lines:
        kept = list(line)
        while kept and not kept[0].text.strip():
            kept.pop(0)
        if kept:
            kept[0] = replace(kept[0], text=kept[0].text.lstrip())
        found.append(tuple(kept))
    return tuple(found)


def _flat(lines: Sequence[Line]) -> Line:
    """Several lines as one."""
    runs: list[Run] = []
    for line in lines:
        if runs and line:
            runs.append(Run(" "))
        runs += line
    return tuple(merged(runs))


def _unbracketed(line: Line) -> Line:
    """A parenthetical without its own brackets; brackets inside it stay."""
    text = "".join(run.text for run in line)
    if not (text[:1] in "(（" and text[-1:] in ")）" and len(text) > 1 and _pairs(text)):
        return line
    first, last = line[0], line[-1]
    if len(line) == 1:
        inner = [replace(first, text=first.text[1:-1])]
    else:
        inner = [replace(first, text=first.text[1:]), *line[1:-1], replace(last, text=last.text[:-1])]
    return _trimmed((tuple(_edge([run for run in inner if run.text])),))[0]


def _pairs(text: str) -> bool:
    """Whether the first bracket is closed by the last, or by none because the brackets do not pair at all."""
    depth = 0
    for index, one in enumerate(text):
        depth += (one in "(（") - (one in ")）")
        if depth == 0:
            return index == len(text) - 1
    return True


def _paras(paragraph: Paragraph, runs: list[Run]) -> Iterator[Para]:
    """A paragraph that nobody says."""
    kind = _KINDS.get(paragraph.type, "action")
    lines = _lines(runs)
    if paragraph.alignment == "Center" and kind in ("action", "centred"):
        kind = "centred"
    if paragraph.type == "General" and (found := _MARKED.match(paragraph.plain)) and len(lines) == 1:
        yield _marked(found.group(1), found.end(), lines[0])
    elif kind in _ONE_LINE:
        (line,) = _trimmed((_flat(lines),))
        yield Para(kind, (_unstyled(line) if kind in _UNSTYLED else line,), paragraph.number)
    elif kind in ("centred", "song"):
        yield from (Para(kind, (line,)) for line in _trimmed(lines) if line)
    else:
        yield Para(kind, tuple(map(_unstyled, _trimmed(lines))) if kind == "shot" else lines)


def _marked(mark: str, cut: int, line: Line) -> Para:
    """A General paragraph that begins with the mark of a section or synopsis."""
    rest = []
    for run in line:
        if cut < len(run.text):
            rest.append(replace(run, text=run.text[cut:]))
        cut = max(0, cut - len(run.text))
    if mark == "=":
        return Para("synopsis", (tuple(rest),))
    return Para("section", (tuple(rest),), depth=len(mark))


def _unstyled(line: Line) -> Line:
    return (Run(line[0].text),) if len(line) == 1 else line


def _title(paragraphs: Sequence[Paragraph]) -> tuple[TitleEntry, ...]:
    """The entries of a title page: as dramac has marked them, or read from where the lines stand."""
    told: dict[int, tuple[str, list[str]]] = {}
    for one in paragraphs:
        for mark in one.marks:
            words = mark.split(" ", 2)
            if len(words) == 3 and words[0] == "entry" and words[1].isdecimal() and _KEY.fullmatch(words[2]):
                key, values = told.setdefault(int(words[1][:9]), (words[2], []))
                value = one.plain.strip()
                values += [value.removeprefix(f"{key}:").strip() if one.alignment == "Left" and not values else value]
    found = [_entry(key, values) for _, (key, values) in sorted(told.items())] if told else _guessed(paragraphs)
    return tuple(found)


def _entry(key: str, values: Sequence[str]) -> TitleEntry:
    clean = tuple(MARKS.sub("\ufffd", " ".join(value.split("\n"))).strip() for value in values)
    return TitleEntry(key, tuple(value for value in clean if value), NOWHERE, NOWHERE)


def _guessed(paragraphs: Sequence[Paragraph]) -> list[TitleEntry]:
    """The first centred line is the title; one that says `written by` is the credit, and what follows it the authors.
    At the margin `Draft: …` and its like say their own key, the rest is how to reach the writer."""
    entries: dict[str, list[str]] = {}
    for one in paragraphs:
        for line in (part.strip() for part in one.plain.split("\n")):
            if not line:
                continue
            key, value = _centred_key(line, entries) if one.alignment == "Center" else _margin_key(line)
            entries.setdefault(key, []).append(value)
    if entries and "Title" not in entries:
        first = next(iter(entries))
        entries = {"Title": [entries[first].pop(0)], **entries}
    return [_entry(key, values) for key, values in entries.items() if values]


def _centred_key(line: str, entries: dict[str, list[str]]) -> tuple[str, str]:
    if "Title" not in entries:
        return "Title", line
    if _SOURCE.match(line):
        return "Source", line
    if "Credit" not in entries and "Author" not in entries and _CREDIT.fullmatch(line.rstrip(":：").strip()):
        return "Credit", line
    if "Author" not in entries and (found := re.match(r"((?:\w+ ){0,3}by)\s+(\S.*)", line, re.IGNORECASE)):
        entries.setdefault("Credit", []).append(found.group(1))
        return "Author", found.group(2)
    if "Source" in entries:
        return "Source", line
    return ("Author", line) if "Credit" in entries else ("Notes", line)


def _margin_key(line: str) -> tuple[str, str]:
    if found := _KEYED.fullmatch(line):
        for word, key in _MARGIN_KEYS.items():
            if found.group(1).casefold().startswith(word):
                return key, found.group(2)
    return ("Copyright", line) if line.startswith(("©", "(c)", "Copyright")) else ("Contact", line)
