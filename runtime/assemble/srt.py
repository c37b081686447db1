"""Subtitle files in SubRip form (SRT)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from ..job import Fault

LATEST = 360_000_000  # milliseconds: the form has two digits for hours


def write(cues: Sequence[Any]) -> str:
    """`cues`, each [start, end, text] with times in seconds, as SRT, in the order of their starts. Times are rounded
    to milliseconds. Cues may overlap, as they do under a dissolve.

    Lines of a text that are empty would end the cue and are left out, as is a cue without text; an arrow that would
    read as a time line is spelled with its own sign. Raises Fault for what is no cue.
    """
    parts: list[str] = []
    for start, end, text in sorted(map(_checked, cues), key=lambda cue: cue[:2]):
        lines = [line.strip() for line in text.replace("-->", "→").splitlines()]
        body = "\n".join(line for line in lines if line)
        if body:
            parts.append(f"{len(parts) + 1}\n{_clock(start)} --> {_clock(end)}\n{body}\n")
    return "\n".join(parts)


def _checked(cue: Any) -> tuple[int, int, str]:
    if not isinstance(cue, Sequence) or isinstance(cue, str) or len(cue) != 3 or not isinstance(cue[2], str):
        raise Fault("a cue is not [start, end, text]")
    start, end = _milliseconds(cue[0]), _milliseconds(cue[1])
    if end <= start:
        raise Fault(f"the cue {cue[2]!r} ends before it begins")
    return start, end, cue[2].encode("utf-8", "replace").decode()


def _milliseconds(seconds: Any) -> int:
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not math.isfinite(seconds):
        raise Fault(f"{seconds!r} is no time")
    number = math.floor(seconds * 1000 + 0.5)
    if not 0 <= number < LATEST:
        raise Fault(f"{seconds!r} seconds is outside what a subtitle file can say")
    return number


def _clock(number: int) -> str:
    seconds, thousandths = divmod(number, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d},{thousandths:03d}"
