"""Cards: the titles of series and episode, place and time, the end; each a strip to be faded over the picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import skia

from .canvas import Image, blank, fill, linear, radial, rect, surface
from .message import message
from .text import BAND, Strip, band, safe_box, sized, wrap

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""
_GOLD = "#e3c27a"
_TITLE_HEIGHT = {True: 0.235, False: 0.42}
"""Where the middle of a title stands in a vertical frame with no face there: the series' own card high, others lower."""
_LEAST = 0.1
"""The least height that a title is worth setting in, as a part of the frame's."""
_HALO, _EDGE = 0.26, 0.055
"""How far the dark ground of a title goes beyond its words, as a part of the base: with room, and beside a face."""
_Line = tuple[str, Any, float, bool]
"""A line of a title: words, font, letter spacing in ems, and whether it is the title itself."""


def card(entry: Mapping[str, Any], width: int, height: int, faces: Sequence[Box] = (), *, subtitled: bool = True,
         under: float = 0.0, part: Sequence[float] | None = None) -> Strip:
    """A card of kind series, title, overlay, place-time or end, to be faded over the picture. An overlay is drawn by
    `message`, which needs to know whether the picture is `subtitled` meanwhile. All others have the frame's width. A title
    and its dark ground keep off `faces`: where one is in the way they stand below the chins, or, when the faces leave no
    room there, under the subtitles, which reach down to `under`. `part` is the safe box of the plan (SHOT.safe)."""
    text, kind = str(entry.get("text") or ""), str(entry.get("kind") or "title")
    parts = [part.strip() for part in text.replace("\r", "\n").split("\n") if part.strip()]
    if kind == "overlay":
        return message(text, width, height, faces, subtitled=subtitled)
    if kind == "place-time":
        return _caption(parts, width, height)
    base = float(width) if height > width else min(width, height * 0.75)
    safe = safe_box(part, width, height)
    strip = _at_home(_lockup(parts, kind, width, base, 1.0, _HALO), kind, base, width, height, safe[1], bool(faces))
    if not any(top < strip.y + strip.image.shape[0] and bottom > strip.y for _, top, _, bottom in faces):
        return strip
    high, low = _room(faces, width, height, under, safe[3])
    image, scale = _lockup(parts, kind, width, base, 1.0, _EDGE), 1.0
    while image.shape[0] - 2 * int(base * _EDGE) > low - high and scale > 0.3:
        scale *= 0.94
        image = _lockup(parts, kind, width, base, scale, _EDGE)
    return Strip(image, 0, round((high + low - image.shape[0]) / 2))


def _at_home(image: Image, kind: str, base: float, width: int, height: int, safe: float, peopled: bool) -> Strip:
    """Where a title stands when it may choose: low over people in a wide frame."""
    if width >= height:
        return Strip(image, 0, round(height * (0.68 if peopled else 0.5)) - image.shape[0] // 2)
    middle = round(height * _TITLE_HEIGHT[kind == "series"])
    top = round(safe + 0.1 * base) - int(base * _HALO)  # below the notice of AI origin
    return Strip(image, 0, max(middle - image.shape[0] // 2, top))


def _room(faces: Sequence[Box], width: int, height: int, under: float, safe: float) -> tuple[float, float]:
    """From where to where a title fits: between chins and subtitles, else under the subtitles, which reach down to `under`, and
    above `safe`; there it covers a mouth rather than eyes."""
    top = band(width, height)[1]
    chin = max(face[3] for face in faces)
    if top - chin >= _LEAST * height:
        return chin, top
    if height <= width:
        return 0.6 * height, top
    low = safe - 0.01 * height
    return min(max(under, chin), low - (0.6 if under else 0.85) * _LEAST * height), low


def _caption(parts: Sequence[str], width: int, height: int) -> Strip:
    """Place and time, low on the left, behind a gold bar."""
    base = float(width) if height > width else min(width, height * 0.75)
    left = int((BAND[0] if height > width else 0.08) * width)
    lines: list[tuple[str, Any]] = []
    for n, part in enumerate(parts[:3]):
        font = sized("serif", base * (0.058 if n == 0 else 0.04), n == 0)
        lines.extend((line, font) for line in wrap(part, font, width * 0.72)[:2])
    pad = int(base * 0.05)
    tall = sum(font.getSize() * 1.35 for _, font in lines)
    image = blank(width, int(tall) + 2 * pad)
    canvas = surface(image).getCanvas()
    high = image.shape[0]
    canvas.drawRect(rect(0, 0, width, high), fill(shader=linear((0, 0), (width * 0.9, 0), [("#000000", 0.55), ("#000000", 0)])))
    _feather(image, pad)
    canvas.drawRect(rect(left - base * 0.03, pad, left - base * 0.022, high - pad), fill(_GOLD))
    y = float(pad)
    for n, (line, font) in enumerate(lines):
        y += font.getSize() * 1.35
        blob = skia.TextBlob.MakeFromString(line, font)
        if blob is not None:
            canvas.drawTextBlob(blob, left, y - font.getSize() * 0.34, fill("#000000", 0.8, blur=font.getSize() * 0.1))
            canvas.drawTextBlob(blob, left, y - font.getSize() * 0.34, fill("#fff8ea" if n == 0 else "#e8d9b8"))
    return Strip(image, 0, round(height * (0.575 if height > width else 0.7)) - high // 2)


def _feather(image: Image, rows: int) -> None:
    """Fade the upper and lower `rows` out."""
    slope = np.linspace(0, 1, max(2, rows), dtype=np.float32)[:, None, None]
    np.copyto(image[: len(slope)], (image[: len(slope)] * slope).astype(np.uint8))
    np.copyto(image[-len(slope) :], (image[-len(slope) :] * slope[::-1]).astype(np.uint8))


def _lockup(parts: Sequence[str], kind: str, width: int, base: float, scale: float, halo: float) -> Image:
    """A title in the serif face between two hairlines with a diamond, letters spaced, on a soft dark ground that goes
    `halo` beyond it."""
    lines = _lines(parts, kind, width, base, scale)
    gap = base * (0.07 if halo >= _HALO else 0.045) * scale
    tall = sum(font.getSize() * 1.3 for _, font, _, _ in lines) + 2 * gap
    pad = int(base * halo)
    image = blank(width, int(tall) + 2 * pad)
    canvas = surface(image).getCanvas()
    high = image.shape[0]
    canvas.save()
    canvas.translate(width / 2, high / 2)
    canvas.scale(width * 0.62, high * 0.5)
    canvas.drawCircle(0, 0, 1, fill(shader=radial((0, 0), 1, [("#050308", 0.72), ("#050308", 0.55), ("#050308", 0)],
                                                  [0, 0.45, 1])))
    canvas.restore()
    y = float(pad)
    _rule(canvas, width, y, base)
    y += gap
    for line, font, spacing, first in lines:
        y += font.getSize() * 1.3
        _letters(canvas, line, font, width / 2, y - font.getSize() * 0.36, spacing, first)
    _rule(canvas, width, y + gap, base)
    return image


def _lines(parts: Sequence[str], kind: str, width: int, base: float, scale: float) -> list[_Line]:
    """The lines of a title with their fonts, the first part the largest."""
    sizes = {"series": (0.128, 0.046), "title": (0.098, 0.044), "end": (0.09, 0.042)}.get(kind, (0.098, 0.044))
    made: list[_Line] = []
    for n, part in enumerate(parts[:4]):
        size, spacing = base * sizes[0 if n == 0 else 1] * (scale if n == 0 else max(scale, 0.8)), 0.08 if n == 0 else 0.16
        wide = [word for word in part.split() if word] if part.isascii() else [part[:8]]
        longest = max((_spaced(w, sized("serif", size, n == 0), spacing) for w in wide), default=1.0)
        size *= min(1.0, width * 0.8 / max(1.0, longest))
        limit = width * 0.8 / (1 + spacing * (2 if part.isascii() else 1))
        lines = wrap(part, sized("serif", size, n == 0), limit)
        while len(lines) > 2 and size > base * 0.05:
            size *= 0.9
            lines = wrap(part, sized("serif", size, n == 0), limit)
        made.extend((line, sized("serif", size, n == 0), spacing, n == 0) for line in lines[:4])
    return made


def _rule(canvas: Any, width: int, y: float, base: float) -> None:
    reach, middle, d = base * 0.3, width / 2, base * 0.011
    for side in (-1, 1):
        shader = linear((middle + side * d * 2.2, 0), (middle + side * reach, 0), [_GOLD, (_GOLD, 0)])
        canvas.drawRect(rect(min(middle + side * d * 2.2, middle + side * reach), y - base * 0.0014,
                             max(middle + side * d * 2.2, middle + side * reach), y + base * 0.0014), fill(shader=shader))
    canvas.save()
    canvas.translate(middle, y)
    canvas.rotate(45)
    canvas.drawRect(rect(-d * 0.7, -d * 0.7, d * 0.7, d * 0.7), fill(_GOLD))
    canvas.restore()


def _spaced(text: str, font: Any, spacing: float) -> float:
    return float(font.measureText(text) + spacing * font.getSize() * max(0, len(text) - 1))


def _letters(canvas: Any, text: str, font: Any, middle: float, y: float, spacing: float, first: bool) -> None:
    """Letters with added space between them, centred on `middle`: gold for the title, cream for the rest."""
    x, size = middle - _spaced(text, font, spacing) / 2, font.getSize()
    gold = linear((0, y - size * 0.8), (0, y + size * 0.1), ["#fff6dc", "#f0d493", "#c99a4a"], [0, 0.5, 1])
    for c in text:
        blob = skia.TextBlob.MakeFromString(c, font)
        if blob is not None and not c.isspace():
            canvas.drawTextBlob(blob, x, y + size * 0.02, fill("#000000", 0.8, blur=size * 0.09))
            canvas.drawTextBlob(blob, x, y, fill(shader=gold) if first else fill("#efe6d2"))
        x += font.measureText(c) + spacing * size
