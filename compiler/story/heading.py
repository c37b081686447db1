"""Scene headings: place and corner, inside or outside, time of day, continuity, story time, weather."""

from __future__ import annotations

import re
from functools import lru_cache

from ...stdlib import vocabulary
from ..base.nodes import node
from ..base.pattern import ByScript, Lazy
from ..base.source import Span
from ..bible.names import Names
from ..bible.nodes import Bible
from ..syntax.tree import Heading, Name
from .lowered import Unresolved
from .slip import near_time
from .text import CJK

_DASH = ByScript(
    rf"\s+[-–—]+\s*|\s*[–—]+\s*|(?<=[{CJK}])\s*-\s*|\s*-\s*(?=[{CJK}])|\s*[()（）\[\]]\s*|(?<=[{CJK}])\s+(?=[{CJK}])",
    r"\s+[-–—]+\s*|\s*[–—]+\s*|\s*[()（）\[\]]\s*")
_PREFIX = ByScript(rf"\s+[-–—]+\s*|\s*[–—]+\s*|\s*[,，、/·:：()（）>]\s*|(?<=[{CJK}])\s*-\s*|(?<=[{CJK}])\s+",
                   r"\s+[-–—]+\s*|\s*[–—]+\s*|\s*[,，、/·:：()（）>]\s*")
_COMMA = Lazy(r"\s*[,，、/;；]\s*")
_CLOCK = Lazy(r"(\d{1,2})(?:[:.：](\d\d))?\s*([ap])\.?m\b|(\d{1,2})[:：](\d\d)", re.IGNORECASE)
_HALF = Lazy(r"\b(?P<morning>morning)\b|\b(?P<afternoon>afternoon)\b|(?P<morning_zh>上午)|(?P<afternoon_zh>下午"
             r"|午后)", re.IGNORECASE)
_NOON = 12
_LATER = Lazy(
    r"(?:(?:about|some|only|just) )?[\w-]+(?: [\w-]+)? (second|minute|hour|day|night|week|month|year)s? later"
    r"|[\d一二两三四五六七八九十百千几数半多]{1,6}(?:多个?|个半?)?(秒|分钟?|小时|钟头|时辰|天|日|夜|周|星期|礼拜|月|年|载)(?:之|以)?后",
    re.IGNORECASE)
_MARKS = " -–—,，、/·:：()（）>"
_LONGEST = 300
"""Code points of a heading that are read; no place has a longer name."""
_LONGEST_TIME = 60
_PREFIXES = 12
"""How many shorter forms of a place are tried: headings have two or three parts, a hostile one has thousands."""


@node
class Slate:
    """What a heading says of its scene; the words are ids, as in `story.nodes.Scene`."""

    number: str = ""
    place: str = ""
    corner: str = ""
    interior: bool = True
    time: str = "day"
    continuous: bool = False
    storytime: str = ""
    weather: str = ""
    establishing: bool = False
    follows: str = ""
    timed: bool = False
    part: str = ""


@node
class _When:
    """The facts of one part of a heading."""

    time: str = ""
    continuity: str = ""
    storytime: str = ""
    weather: str = ""
    interior: bool | None = None
    part: str = ""

    def says(self) -> bool:
        return bool(self.time or self.continuity or self.storytime or self.weather) or self.interior is not None

    def over(self, other: _When) -> _When:
        return _When(self.time or other.time, self.continuity or other.continuity, self.storytime or other.storytime,
                     self.weather or other.weather, other.interior if self.interior is None else self.interior,
                     self.part or other.part)


def read_heading(heading: Heading, bible: Bible, names: Names,
                 before: Slate | None) -> tuple[Slate, tuple[Unresolved, ...]]:
    """The slate of `heading`. `before` is that of the scene before it, from which a heading without a time of day
    (or with CONTINUOUS, LATER …) takes its own; the first scene of an episode is by day."""
    where, when = _split(heading)
    place, corner, unresolved = read_place(where, heading, names)
    if not unresolved and not when.time:
        unresolved = _slipped(corner, heading)
    declared = bible.places.get(place)
    slate = Slate(
        number=heading.number, place=place, corner=corner,
        interior=_interior(heading, when, declared.interior if declared else True),
        time=when.time or (before.time if before else "day"),
        continuous=before is not None and _gap(when.continuity) == "none",
        storytime=when.storytime, weather=when.weather,
        establishing=heading.setting.upper() == "EST", follows=when.continuity, timed=bool(when.time),
        part=when.part if when.time == "day" else "",
    )
    return slate, unresolved


def place_words(heading: Heading) -> tuple[str, bool]:
    """The part of a heading that names its place, as written, time of day and continuity words taken off, and whether
    it lies inside (true where the heading does not say)."""
    where, when = _split(heading)
    return where, _interior(heading, when, True)


def read_place(where: str, heading: Heading, names: Names) -> tuple[str, str, tuple[Unresolved, ...]]:
    """Place id and corner of the words `where`: the longest declared prefix is the place, the rest its corner. Where
    nothing is declared, the nearest place (or the words themselves) and a note of it."""
    found, corner = names.place(where)
    if found is not None:
        return found, corner.strip(_MARKS), ()
    ends = [one.start() for one in _PREFIX.of(where).finditer(where)][:_PREFIXES]
    for end in reversed(ends):
        found, corner = names.place(where[:end])
        if found is not None:
            return found, (corner + where[end:]).strip(_MARKS), ()
    if undashed := _undashed(where, names):
        return undashed[0], "", (Unresolved("place", where, undashed[1], span=_part(heading.place, where)),)
    first = where[: ends[0]] if ends else where
    nearest = names.nearest("place", where) or names.nearest("place", first) or ""
    guess = (names.find("place", nearest) if nearest else None) or where
    return guess, "", (Unresolved("place", where, nearest, span=heading.place.span),)


def _undashed(where: str, names: Names) -> tuple[str, str] | None:
    """The place that `where` names when its last words are a time without a dash before it (`HOUSE NIGHT`), and how it
    is written with one."""
    words = where.split()
    for count in (1, 2):
        rest, last = " ".join(words[:-count]), " ".join(words[-count:])
        if len(last) > 2 and rest and (vocabulary("times").find(last) or vocabulary("continuity").find(last)):
            found, _ = names.place(rest)
            if found is not None:
                return found, f"{rest} - {last}"
    return None


def _slipped(corner: str, heading: Heading) -> tuple[Unresolved, ...]:
    """The last part of a corner where a slip of the finger keeps it from being a time of day."""
    last = _PREFIX.of(corner).split(corner[-_LONGEST_TIME:])[-1]
    near = near_time(last)
    return (Unresolved("time", last, near, span=_part(heading.place, last)),) if near else ()


def _part(name: Name, words: str) -> Span:
    """Where the last `words` of a name stand; no length where something is hidden between them."""
    at, span = name.text.rfind(words), name.span
    if at < 0 or span.end - span.start != len(name.text):
        return Span(span.path, span.start, span.start)
    return Span(span.path, span.start + at, span.start + at + len(words))


def _split(heading: Heading) -> tuple[str, _When]:
    """The words of the place, and what the parts behind them say. The first part is always place."""
    time = heading.time
    return _parted(heading.place.text[:_LONGEST], time.text[:_LONGEST] if time is not None else None)


@lru_cache(1024)
def _parted(where: str, time: str | None) -> tuple[str, _When]:
    when = _When()
    where = " ".join(where.split())
    if time is not None:
        time = " ".join(time.split())
        said = _read_time(time)
        if said.says():
            when = said
        else:
            where = f"{where} - {time}"
    cuts = list(_DASH.of(where).finditer(where))
    end = len(where)
    for cut in reversed(cuts):
        piece = where[cut.end() : end].strip()
        if piece:
            said = _read_word(piece)
            if not said.says():
                break
            when = when.over(said)
        if not where[: cut.start()].strip():
            break
        end = cut.start()
    return where[:end].strip(" -–—,，"), when


def _interior(heading: Heading, when: _When, otherwise: bool) -> bool:
    if when.interior is not None:
        return when.interior
    setting = heading.setting.upper()
    return setting == "INT" if setting in ("INT", "EXT", "EST") else otherwise


@lru_cache(1024)
def _read_word(piece: str) -> _When:
    """What a part says that is, as a whole, a word for time, continuity, story time, weather or setting."""
    return _When(
        vocabulary("times").find(piece) or "", vocabulary("continuity").find(piece) or _passed(piece),
        vocabulary("storytimes").find(piece) or "", vocabulary("weathers").find(piece) or "",
        _inside(piece), _part_of_day(piece),
    )


def _passed(piece: str) -> str:
    """The word of `continuity` that a part such as TWO HOURS LATER or 三天后 means, or the empty string."""
    found = _LATER.fullmatch(piece)
    if found is None:
        return ""
    unit = (found[1] or found[2]).casefold()
    return "moments-later" if unit in ("second", "minute", "秒", "分钟", "分") else "time-passes"


def _inside(piece: str) -> bool | None:
    """Whether a part such as 内 or EXTERIOR says inside or outside; None where it says neither, or both."""
    found = vocabulary("settings").find(piece)
    interior = vocabulary("settings").entries[found]["interior"] if found else None
    return interior if isinstance(interior, bool) else None


@lru_cache(1024)
def _read_time(text: str) -> _When:
    """What the time of a heading says, also inside longer words (THE NEXT MORNING, RAINY NIGHT, 3 YEARS AGO, 9 PM)."""
    when = _When()
    for piece in _DASH.of(text).split(text):
        for part in _COMMA.split(piece):
            when = when.over(_read_word(part.strip()))
    return when.over(_When(
        vocabulary("times").search(text) or _clock(text), vocabulary("continuity").search(text) or "",
        vocabulary("storytimes").search(text) or "", vocabulary("weathers").search(text) or "", None, _part_of_day(text),
    ))


def _part_of_day(text: str) -> str:
    """`morning` or `afternoon`, whichever a part of a heading says; empty where it says neither, or both."""
    found = {(one.lastgroup or "").removesuffix("_zh") for one in _HALF.finditer(text)}
    clock = _CLOCK.search(text)
    if clock is not None and not found:
        hour = int(clock[1] or clock[4])
        late = clock[3].lower() == "p" if clock[3] else hour >= _NOON
        return "" if hour == _NOON else "afternoon" if late else "morning"
    return found.pop() if len(found) == 1 else ""


def _clock(text: str) -> str:
    """The time of day of a clock time in `text`, or the empty string: dawn from 5, day from 8, dusk from 17, night from
    20 o'clock."""
    found = _CLOCK.search(text)
    if found is None:
        return ""
    hour = int(found[1] or found[4])
    if found[3]:
        hour = hour % 12 + (12 if found[3].lower() == "p" else 0)
    if hour > 24:
        return ""
    return "night" if hour < 5 or hour >= 20 else "dawn" if hour < 8 else "day" if hour < 17 else "dusk"


def _gap(continuity: str) -> str:
    return str(vocabulary("continuity").entries[continuity]["gap"]) if continuity else ""
