"""Scene headings: `INT. FOX SHRINE - STAIR - NIGHT (CONTINUOUS) #12#`, `.FOX SHRINE`, `内景 陆家客厅 夜`, and those of
`scenes`."""

from __future__ import annotations

import re
from functools import lru_cache

from ...stdlib import vocabulary
from ..base.pattern import Lazy
from .rows import Row, has_cjk
from .scenes import FIRST, read_scene
from .tree import Heading
from .words import Words

_DOTS, _PIECES = Lazy(r"[.．。:：、\s]"), Lazy(r"[,，/／、]")
_PREFIX = Lazy(
    r"(?:(INT\.?[ \t]?/[ \t]?EXT|EXT\.?[ \t]?/[ \t]?INT|I\.?/E|E\.?/I|INT|EXT|EST)(?:[ \t]?[.．。]|(?=[\s　]))"
    r"|(内/外景|内／外景|内外景|内景|外景|室内|室外)(?:[.．。:：、]|(?=[\s　]))"
    r"|(内/外|内／外|内|外)[.．])",
    re.IGNORECASE,
)
_LATIN = frozenset("IEie.")
_FIRST = frozenset("IEie内外室")
OPENINGS = _FIRST | FIRST
"""What the first word of a heading begins with, unless its dot says that it is one."""
_SETTINGS = {"INT": "INT", "EXT": "EXT", "EST": "EST", "内景": "INT", "外景": "EXT", "室内": "INT", "室外": "EXT",
             "内": "INT", "外": "EXT"}
_DASHES = Lazy(r"[-–—－―]+")
_COMMAS = Lazy(r"[,，、.。]")
_CLOCK = Lazy(r"\d{1,2}(?:[:：.]\d\d)?\s?(?:[AaPp]\.?[Mm]\.?|点|时|o'clock)?")
_TRAILING = Lazy(r"[(（].*", re.DOTALL)
_LONGEST, _LONGEST_NUMBER = 100, 20
"""Code points of a heading whose parts are remembered, and of its number with both marks."""
_NUMBER = Lazy(r"[-.–]*[^\W_](?:[^\W_]|[-.–])*")


def is_heading(text: str) -> bool:
    """Whether a stripped line reads as a scene heading by its first word."""
    if text[0] in _FIRST and (found := _PREFIX.match(text)):
        return bool(text[found.end() :].strip(" \t　-–—"))
    return text[0] in FIRST and read_scene(text) is not None


def is_unmarked(text: str) -> bool:
    """Whether a stripped line is a heading for readers of Chinese, and for no other Fountain app."""
    return text[0] not in _LATIN and is_heading(text)


def is_forced(text: str) -> bool:
    """Whether a stripped line is a heading by its leading dot."""
    return text[0] == "." and len(text) > 1 and text[1].isalnum()


def read_heading(words: Words) -> Heading:
    """The heading in a line of which `is_heading` or `is_forced` holds."""
    whole = words.strip()
    forced = whole.text[0] == "."
    body = whole.cut(1).strip() if forced else whole
    text = body.text
    start = _number_start(text)
    if start >= 0 and len(text) < min(_LONGEST, start + _LONGEST_NUMBER):  # scripts have many numbers, and few headings
        setting, _, place, time = _remembered(text[:start] + "#1#")
        number = text[start + 1 : -1]
    else:
        setting, number, place, time = _remembered(text) if len(text) < _LONGEST else _read(text)
    return Heading(setting, body.cut(*place).name(), body.cut(*time).name() if time else None, number, forced, whole.span)


def _read(text: str) -> tuple[str, str, tuple[int, int], tuple[int, int] | None]:
    """Setting and number of a heading without its leading dot, and where in `text` its place and its time stand."""
    body = Words(Row(text, 0, len(text)), "")
    if scene := read_scene(text):
        return scene.setting, _number(body)[1] or scene.number, scene.place, scene.time
    setting = ""
    if found := _PREFIX.match(text):
        setting = _setting(found.group(0))
        body = body.cut(found.end()).strip(" \t　-–—")
    body, number = _number(body)
    place, time = _split(body)
    return setting, number, (place.start, place.end), (time.start, time.end) if time else None


_remembered = lru_cache(1024)(_read)


def _setting(prefix: str) -> str:
    key = _DOTS.sub("", prefix).upper()
    return _SETTINGS.get(key, "INT/EXT")


def _number(body: Words) -> tuple[Words, str]:
    """Split `#12A#` off the end."""
    text = body.text
    start = _number_start(text)
    return (body, "") if start < 0 else (body.cut(0, start).strip(), text[start + 1 : -1])


def _number_start(text: str) -> int:
    """Where `#12A#` begins at the end of a heading; -1 where there is none."""
    start = text.rfind("#", 0, len(text) - 1) if text.endswith("#") else -1
    return start if start >= 0 and _NUMBER.fullmatch(text, start + 1, len(text) - 1) else -1


def _split(body: Words) -> tuple[Words, Words | None]:
    """Place and time. The time is the run of last parts that say when (a time of day, a continuity word, a story
    time), with the weather that may follow it."""
    parts = body.split(_dashes(body.text))
    last = len(parts)
    while last > 1 and _is_weather(parts[last - 1].text):
        last -= 1
    first = last
    while first > 1 and _says_when(parts[first - 1].text):
        first -= 1
    if first < last:
        return body.between(parts[0], parts[first - 1]), body.between(parts[first], parts[-1])
    return _split_loose(body)


def _dashes(text: str) -> list[tuple[int, int]]:
    """Where the parts of a heading are divided: dashes beside a space, long dashes anywhere."""
    found = []
    for one in _DASHES.finditer(text):
        start, end = one.span()
        spaced = text[start - 1 : start].isspace() or text[end : end + 1].isspace()
        if start and end < len(text) and (spaced or one.group()[0] in "—－―"):
            found.append((start, end))
    return found


def _split_loose(body: Words) -> tuple[Words, Words | None]:
    """`HOUSE, NIGHT` and `陆家客厅 夜`: a last word that exactly names a time of day."""
    cuts = [one.span() for one in _COMMAS.finditer(body.text)]
    if has_cjk(body.text):
        cuts = sorted(cuts + [one.span() for one in re.finditer(r"[\s　]", body.text)])
    for start, end in cuts[:-5:-1]:
        last, rest = body.cut(end).strip(), body.cut(0, start).strip(" \t　,，、.。")
        if last.text and rest.text:
            if len(last.text) < 30 and vocabulary("times").find(last.text) and (len(last.text) > 2 or _cjk(last.text)):
                return rest, last
            break
    return body, None


def _cjk(text: str) -> bool:
    return has_cjk(text)


def _says_when(part: str) -> bool:
    if len(part) > 60:
        return False
    core = _TRAILING.sub("", part).strip() or part.strip("()（） ")
    return any(_is_when(piece.strip()) for piece in _PIECES.split(core))


@lru_cache(1024)
def _is_weather(words: str) -> bool:
    return 1 < len(words) < 30 and vocabulary("weathers").find(words) is not None


@lru_cache(1024)
def _is_when(words: str) -> bool:
    if not words:
        return False
    if any(vocabulary(name).find(words) for name in ("times", "continuity", "storytimes")):
        return True
    if _CLOCK.fullmatch(words):
        return True
    pieces = words.split()
    if len(pieces) < 2 or len(pieces) > 4:
        return False
    last = vocabulary("times").find(pieces[-1]) or vocabulary("continuity").find(pieces[-1])
    return bool(len(pieces[-1]) > 2 and last) or bool(pieces[-1].isdigit() and vocabulary("times").find(pieces[0]))


def heading_row(text: str) -> bool:
    """Whether a stripped line inside a paragraph would be a heading if a blank line stood before it (capitals only)."""
    return is_heading(text) and (text.isupper() or _cjk(text)) and "." in text[:9]
