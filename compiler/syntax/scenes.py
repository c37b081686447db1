"""Scene headings in the form of Chinese shooting scripts: `第1场 内景 陆家客厅 夜`, `1-2 日 内 医院走廊`, `内 客厅 夜`.

Number, setting, time and place are words of their own, in any order. So that no sentence is taken for one, a line needs
as many of them as make it certain: after `第1场` a setting or a time, after `1-2` both, without a number the setting
first and the time last.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice
from types import MappingProxyType

from ...stdlib import vocabulary
from ..base.nodes import node
from ..base.pattern import Lazy

_NUMBER = Lazy(r"(?:第([0-9零〇一二三四五六七八九十百]{1,6})[场場]|(\d{1,4}[-－—–]\d{1,4}[A-Za-z]?))[\s:：、.．]+(?=\S)")
_TOKEN = Lazy(r"[^\s，,、]+")
_FOUNTAIN_NUMBER = Lazy(r"#[^#\s]{1,20}#$")
_MOST_TOKENS, _LONGEST_TIME = 8, 6
_DASHES = "-–—－"
SETTINGS: Mapping[str, str] = MappingProxyType({
    "内": "INT", "内景": "INT", "室内": "INT", "外": "EXT", "外景": "EXT", "室外": "EXT", "内外": "INT/EXT",
    "内外景": "INT/EXT", "内/外": "INT/EXT", "内／外": "INT/EXT", "内/外景": "INT/EXT", "INT.": "INT", "EXT.": "EXT",
})
FIRST = frozenset("第0123456789内外")


@node
class Scene:
    """The parts of such a heading: its setting and number, and where place and time stand in the line."""

    setting: str
    number: str
    place: tuple[int, int]
    time: tuple[int, int] | None


def read_scene(text: str) -> Scene | None:
    """What a stripped line says as a heading of this form, Fountain's `#12#` at its end aside; None when it is none."""
    text = _FOUNTAIN_NUMBER.sub("", text).rstrip()
    found = _NUMBER.match(text)
    if text[:1] not in FIRST or (text[0] not in "内外" and not found):
        return None
    spans = [one.span() for one in islice(_TOKEN.finditer(text, found.end() if found else 0), _MOST_TOKENS)]
    spans = [(start, end) for start, end in spans if text[start:end].strip(_DASHES)]
    if not spans or spans[-1][1] != len(text):
        return None
    settings = [SETTINGS.get(text[start:end].upper(), "") for start, end in spans]
    times = [not settings[index] and _is_time(text[start:end]) for index, (start, end) in enumerate(spans)]
    places = [span for index, span in enumerate(spans) if not settings[index] and not times[index]]
    if not places or not _is_certain(found, settings, times):
        return None
    number = (found.group(1) or found.group(2)) if found else ""
    time = spans[times.index(True)] if any(times) else None
    return Scene(next(filter(None, settings), ""), number, (places[0][0], places[-1][1]), time)


def _is_certain(number: re.Match[str] | None, settings: list[str], times: list[bool]) -> bool:
    if number is None:
        return bool(settings[0]) and times[-1]
    return (any(settings) or any(times)) if number.group(1) else (any(settings) and any(times))


def _is_time(word: str) -> bool:
    return len(word) <= _LONGEST_TIME and vocabulary("times").find(word) is not None
