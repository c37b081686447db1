"""A lock's text becomes a value and findings. Any text is read; what cannot be understood is told of."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import replace

from ..base.diagnostic import Diagnostic, Label
from ..base.near import close_to
from ..base.nodes import node
from ..base.pattern import Lazy
from ..base.source import Source, Span
from .errors import finding
from .nodes import FILE, KINDS, VERSION, Fact, Foreign, Lock

_LINE = Lazy(r"[^\r\n]*(?:\r\n?|\n|\Z)")
_WORD = Lazy(r'"(?:[^"\\]|\\.)*"|[^\s"#]+')
_GAP = Lazy(r"\s*")
_CONFLICT = Lazy(r"(<{7}|\|{7}|={7}|>{7})(?=\s|$)")
_DIGEST, _IDENTITY = Lazy(r"[0-9a-f]{64}"), Lazy(r"[0-9a-f]{8,64}")
_NUMBER, _SECONDS = Lazy(r"[1-9][0-9]{0,8}"), Lazy(r"[0-9]{1,6}(?:\.[0-9]{1,20})?(?:e-[0-9]{1,2})?")
_TIMING = Lazy(rf"timing ({_DIGEST.pattern}) ({_SECONDS.pattern})(?:\s+#\s*(.*))?")
"""Most lines of a lock, as they are written; what is like them in another way is read word by word."""
_BLANK = (" \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff"
          + "".join(map(chr, range(0x2000, 0x200b))))
"""White space, and the byte-order mark."""
_MOST = 50
_LONGEST = 86_400.0
_SHOWN = 40


@node
class _Words:
    """The words of a line with their spans, and the note behind them."""

    words: tuple[str, ...]
    spans: tuple[Span, ...]
    note: str
    span: Span


def read(source: Source) -> tuple[Lock, tuple[Diagnostic, ...]]:
    """The lock in `source`, and what is wrong with it. An empty text is an empty lock; a line that cannot be read is left
    out of it; of a conflict both sides are read, the common ancestor is not."""
    rows = list(_rows(source))
    version, found = _version(source, rows)
    reading = _Reading(version > VERSION, found)
    for span, text in rows:
        reading.line(span, text)
    lock = replace(reading.lock(), version=version)
    found.extend(_disputes(lock))
    return lock, tuple(sorted(found, key=lambda one: one.span.start if one.span else 0)[:_MOST])


def _rows(source: Source) -> Iterator[tuple[Span, str]]:
    """The lines that hold something, without the white space around them."""
    path = source.path
    for one in _LINE.finditer(source.text):
        line = one.group()
        text = line.strip(_BLANK)
        if text:
            start = one.start() + (0 if line.startswith(text) else line.index(text))
            yield Span(path, start, start + len(text)), text


def _version(source: Source, rows: list[tuple[Span, str]]) -> tuple[int, list[Diagnostic]]:
    """The newest version that the text names, and what is wrong with that."""
    found: list[Diagnostic] = []
    named = []
    for span, text in rows:
        if not text.startswith(FILE) or text.split()[0] != FILE:
            continue
        words = text.split()
        if len(words) >= 2 and _NUMBER.fullmatch(words[1]) and (len(words) == 2 or words[2].startswith("#")):
            named.append((int(words[1]), span))
        else:
            found.append(finding("D521", f"`{_short(text)}` names no version", span, f"write `{FILE} {VERSION}`"))
    if not named:
        if rows and not found:
            found.append(finding("D521", f"the line `{FILE} {VERSION}` is missing", rows[0][0], f"begin with `{FILE} {VERSION}`"))
        return VERSION, found
    version, span = max(named, key=lambda one: one[0])
    if version > VERSION:
        found.append(finding("D527", f"this is version {version} of {FILE}; this dramac knows {VERSION}", span,
                             "install the dramac that the others in the project use"))
    return version, found


class _Reading:
    """Lines read so far. `newer` when the text is of a version that may know more than we do."""

    def __init__(self, newer: bool, found: list[Diagnostic]) -> None:
        self._newer, self._found = newer, found
        self._facts: dict[tuple[str, ...], list[Fact]] = {}
        self._foreign: list[Foreign] = []
        self._head: list[str] | None = None
        self._lead: list[str] = []
        self._side = ""

    def line(self, span: Span, text: str) -> None:
        """Read one line."""
        usual = _TIMING.fullmatch(text) if text.startswith("timing ") and self._side != "|" else None
        if usual is not None and is_length(float(usual[2])):
            self._keep(Fact("timing", (usual[1],), usual[2], (usual[3] or "").strip(), tuple(self._comments()), span))
            return
        marker = _CONFLICT.match(text)
        if marker is not None:
            self._marker(marker.group(1)[0], span)
        elif self._side == "|":
            return
        elif text.startswith("#"):
            if text not in self._lead:
                self._lead.append(text)
        elif text.startswith(FILE) and text.split()[0] == FILE:
            self._head = (self._head or []) + self._comments()
        else:
            self._fact(span, text)

    def lock(self) -> Lock:
        """What has been read."""
        disputed = {about: tuple(facts) for about, facts in self._facts.items() if len(facts) > 1}
        return Lock(tuple(facts[0] for facts in self._facts.values()), tuple(self._foreign), disputed,
                    head=tuple(self._head or ()), tail=tuple(self._comments()))

    def _marker(self, mark: str, span: Span) -> None:
        if mark == "<" or not self._side:
            self._found.append(finding("D522", "a merge left both sides here", span,
                                       "`dramac lock --update` keeps the facts of both"))
        self._side = "" if mark == ">" else mark

    def _fact(self, span: Span, text: str) -> None:
        words = _words(span, text)
        guess = len(self._found) < _MOST
        fact = (_fact(words, guess) if words is not None
                else finding("D521", f"`{_short(text)}` cannot be read", span, "take it out"))
        if isinstance(fact, Diagnostic):
            if self._newer:
                self._foreign.append(Foreign(text, tuple(self._comments())))
            else:
                self._found.append(fact)
            return
        self._keep(replace(fact, lead=tuple(self._comments())))

    def _keep(self, fact: Fact) -> None:
        said = self._facts.setdefault(fact.about, [])
        if not any(_same(fact, other) for other in said):
            said.append(fact)

    def _comments(self) -> list[str]:
        lead, self._lead = self._lead, []
        return lead


def _words(span: Span, text: str) -> _Words | None:
    """The words of `text`; None where quotes are not closed or hold no words."""
    words: list[str] = []
    spans: list[Span] = []
    at = 0
    while at < len(text) and text[at] != "#":
        one = _WORD.match(text, at)
        if one is None:
            return None
        word: object = one.group()
        if text[at] == '"':
            try:
                word = json.loads(one.group())
            except ValueError:
                return None
        words.append(str(word))
        spans.append(Span(span.path, span.start + at, span.start + one.end()))
        gap = _GAP.match(text, one.end())
        after = gap.end() if gap is not None else one.end()
        if after == one.end() and after < len(text) and text[after] != "#":
            return None
        at = after
    return _Words(tuple(words), tuple(spans), text[at:].lstrip("#").strip(), span) if words else None


def _fact(line: _Words, guess: bool) -> Fact | Diagnostic:
    """The fact that `line` states, or what is wrong with it; `guess` what may be meant by a kind that there is not."""
    kind, *rest = line.words
    if kind not in KINDS:
        near = next(iter(close_to(kind[:_SHOWN], KINDS, 1, 0.6)), "") if guess else ""
        return finding("D521", f"there is no fact `{_short(kind)}`", line.spans[0],
                       f"did you mean `{near}`?" if near else f"there are {', '.join(KINDS)}")
    named = KINDS[kind]
    if len(rest) != len(named) + 1:
        return finding("D521", f"`{kind}` is followed by {len(named) + 1} words, not {len(rest)}", line.span,
                       f"write `{' '.join((kind, *(f'<{one}>' for one in named), '<value>'))}`")
    wrong = _wrong(kind, rest)
    if wrong:
        at, what = wrong
        return finding("D521", f"`{_short(rest[at])}` is not {what}", line.spans[at + 1], "correct it, or take the line out")
    return Fact(kind, tuple(rest[:-1]), rest[-1], line.note, span=line.span)


def _wrong(kind: str, rest: list[str]) -> tuple[int, str] | None:
    """Which of the words behind `kind` is not what must stand there, and what that is."""
    if kind == "take":
        if not _IDENTITY.fullmatch(rest[1]):
            return 1, "the identity of a shot (8 to 64 hexadecimal digits)"
        return None if _NUMBER.fullmatch(rest[2]) else (2, "the number of a take")
    if kind == "timing":
        if not _DIGEST.fullmatch(rest[0]):
            return 0, "the key of a task (64 hexadecimal digits)"
        good = _SECONDS.fullmatch(rest[1]) and is_length(float(rest[1]))
        return None if good else (1, "a length in seconds")
    return None


def is_length(seconds: float) -> bool:
    """Whether `seconds` can be the length of a spoken line."""
    return math.isfinite(seconds) and 0 < seconds < _LONGEST


def _same(one: Fact, other: Fact) -> bool:
    """Whether two facts about one thing agree."""
    return one.value == other.value or (one.kind == "timing" and float(one.value) == float(other.value))


def _disputes(lock: Lock) -> Iterator[Diagnostic]:
    for about, (first, *others) in lock.disputed.items():
        for other in others:
            remedy = ("circle one of them with `dramac take`, or take one of the lines out" if about[0] == "take"
                      else "`dramac lock --update` finds out what is true")
            yield finding("D523", f"`{_short(other.value)}` here, `{_short(first.value)}` in another line", other.span, remedy,
                          (Label(first.span, "said otherwise here"),))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
