"""An overlay: a message or a caption on a rounded card, laid over the picture while that goes on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import skia

from .canvas import Image, blank, fill, rect, stroke, surface
from .text import SAFE, Strip, band, sized, wrap

Box = tuple[float, float, float, float]
_PAPER, _INK, _EDGE = "#fbf8f3", "#211d26", "#ffffff"
_SIZE, _LEAST, _LEADING = 0.047, 0.03, 1.34
"""Of the letters, as parts of the base (the width of a vertical frame), and of a line as a part of the letters'."""
_PAD, _ROUND, _AIR, _SHADOW = 0.042, 0.05, 0.02, 0.03
"""Inside the card, its corners, the room about it and its shadow, as parts of the base."""
_TOP, _FLOOR = SAFE[1], 0.905
"""The highest and the lowest that a card may reach in a vertical frame: below the notice of AI origin; above the
player's own words, though some players' buttons stand there already, where a face and the subtitles leave no room else."""
_WIDE_TOP, _WIDE_FLOOR = 0.14, 0.95


def message(text: str, width: int, height: int, faces: Sequence[Box] = (), *, subtitled: bool = True) -> Strip:
    """`text` on a card inside the safe band's sides, off the `faces` (boxes to keep clear), and off the band of the
    subtitles if the picture is `subtitled` meanwhile: as low above that band as may be, else in another gap, in smaller
    letters if need be. Where a face leaves no room at all, the card stands low, over the chin and not the eyes."""
    base = float(width) if height > width else min(width, height * 0.75)
    left, top, right, bottom = band(width, height)
    air = base * _AIR
    size = base * _SIZE
    first, margin = _card(text, size, base, right - left)
    image, place = first, _place(first.shape[0] - 2 * margin, faces, (top if subtitled else bottom) - air, air, width, height)
    while place is None and size > base * _LEAST:
        size *= 0.92
        image, margin = _card(text, size, base, right - left)
        place = _place(image.shape[0] - 2 * margin, faces, (top if subtitled else bottom) - air, air, width, height)
    if place is None:
        image = first
        place = (_FLOOR if height > width else top / height) * height - (first.shape[0] - 2 * margin)
    return Strip(image, round((left + right - image.shape[1]) / 2), round(place) - margin)


def _place(tall: float, faces: Sequence[Box], floor: float, air: float, width: int, height: int) -> float | None:
    """The top of a card of height `tall`: above `floor`, where the subtitles begin, if no face is in the way there, else
    in the gap between the faces that lies lowest, else under the subtitles; None where there is no room."""
    vertical = height > width
    highest = (_TOP if vertical else _WIDE_TOP) * height
    lowest = (_FLOOR if vertical else _WIDE_FLOOR) * height
    blocks = sorted((face[1] - air, face[3] + air) for face in faces)
    ends = [floor, *(start for start, _ in reversed(blocks) if start < floor)]
    for end in ends:
        start = end - tall
        if start >= highest and all(end <= above or start >= below for above, below in blocks):
            return start
    under = band(width, height)[3] + air
    if vertical and under + tall <= lowest and all(under >= below or under + tall <= above for above, below in blocks):
        return under
    return None


def _card(text: str, size: float, base: float, room: float) -> tuple[Image, int]:
    """The card with its shadow, and how far that reaches beyond the card."""
    font = sized("sans", size)
    pad, margin = base * _PAD, round(base * _SHADOW)
    lines = [line for part in text.replace("\r", "\n").split("\n") if part.strip()
             for line in wrap(part.strip(), font, room - 2 * pad, 4)] or [""]
    wide = max(font.measureText(line) for line in lines) + 2 * pad
    step = size * _LEADING
    tall = step * len(lines) + 2 * pad * 0.72
    image = blank(round(wide) + 2 * margin, round(tall) + 2 * margin)
    canvas = surface(image).getCanvas()
    box = rect(margin, margin, margin + wide, margin + tall)
    corner = min(base * _ROUND, tall / 2)
    canvas.drawRoundRect(box.makeOffset(0, base * 0.006), corner, corner, fill("#000000", 0.42, blur=base * 0.011))
    canvas.drawRoundRect(box, corner, corner, fill(_PAPER, 0.95))
    canvas.drawRoundRect(box, corner, corner, stroke(_EDGE, base * 0.002, 0.6))
    _write(canvas, lines, font, margin + pad, margin + pad * 0.72, step)
    return image, margin


def _write(canvas: Any, lines: Sequence[str], font: Any, x: float, y: float, step: float) -> None:
    for line in lines:
        y += step
        blob = skia.TextBlob.MakeFromString(line, font)
        if blob is not None:
            canvas.drawTextBlob(blob, x, y - step * 0.3, fill(_INK))
