"""Words in the picture: subtitles, cards and the notice that a film is made by AI, each drawn once as a strip."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import skia

from .canvas import Image, blank, fill, linear, radial, rect, stroke, surface
from .fonts import typeface

BAND = (120 / 1080, 1180 / 1920, 910 / 1080, 1440 / 1920)
"""Left, top, right, bottom of the band that the interfaces of short-video players leave free, as parts of the frame."""
_WIDE_BAND = (0.12, 0.76, 0.88, 0.95)
_NO_START = frozenset("，。！？；：、）》」』”’…—,.!?;:)]}%·～")
_NO_END = frozenset("（《「『“‘([{")
_GOLD = "#e3c27a"


@dataclass(frozen=True, slots=True)
class Strip:
    """A drawn piece of text: an image (BGRA premultiplied) and where its top left corner lies in the frame."""

    image: Image
    x: int
    y: int


def band(width: int, height: int) -> tuple[float, float, float, float]:
    """The subtitle band in pixels: left, top, right, bottom."""
    part = BAND if height > width else _WIDE_BAND
    return part[0] * width, part[1] * height, part[2] * width, part[3] * height


def wrap(text: str, font: Any, limit: float, lines: int = 2) -> list[str]:
    """`text` in as few lines as fit `limit` pixels (Chinese between characters, else between words), the lines about
    equally long. More than `lines` are returned when it does not fit: the caller takes a smaller font."""
    greedy = _fill(_units(text), font, limit)
    if len(greedy) < 2:
        return greedy
    low, high = font.measureText(text) / len(greedy) * 0.9, limit
    for _ in range(8):
        middle = (low + high) / 2
        low, high = (low, middle) if len(_fill(_units(text), font, middle)) <= len(greedy) else (middle, high)
    return _fill(_units(text), font, high)


def _units(text: str) -> list[str]:
    """What may not be broken: words with their spaces, single Chinese characters with the punctuation they carry."""
    out: list[str] = []
    for c in text:
        wide = ord(c) > 0x2E7F
        if out and (c in _NO_START or out[-1][-1] in _NO_END or (c == " ")):
            out[-1] += c
        elif wide or not out or out[-1][-1] == " " or ord(out[-1][-1]) > 0x2E7F or out[-1][-1] == "-":
            out.append(c)
        else:
            out[-1] += c
    return out


def _fill(units: Sequence[str], font: Any, limit: float) -> list[str]:
    lines, now = [], ""
    for unit in units:
        if now and font.measureText((now + unit).rstrip()) > limit:
            lines.append(now.rstrip())
            now = ""
        now += unit
        while font.measureText(now.rstrip()) > limit and len(now) > 1:  # a word wider than the line
            cut = max(1, int(len(now) * limit / font.measureText(now)) - 1)
            lines.append(now[:cut])
            now = now[cut:]
    return [*lines, now.rstrip()] if now.strip() else lines


def _font(face: str, size: float, bold: bool = False) -> Any:
    made = skia.Font(typeface(face), size)
    made.setEmbolden(bold)
    made.setSubpixel(True)
    return made


def subtitle(rows: Sequence[Sequence[str]], width: int, height: int) -> Strip:
    """The rows of one subtitle, those of the first language large, those of the second smaller, inside the safe band."""
    left, top, right, bottom = band(width, height)
    base = float(width) if height > width else min(width, height * 0.75)
    shrink = 1.0
    texts = [(str(row[0]), str(row[1]).strip()) for row in rows if str(row[1]).strip()]
    while True:
        edge = base * 0.006
        # centred in the frame and yet inside the band, which is not
        limit = 2 * min(width / 2 - left, right - width / 2) - 4 * edge
        lines: list[tuple[str, Any, bool]] = []
        tall = 2 * edge
        for n, (language, text) in enumerate(texts):
            main = language == texts[0][0]
            font = _font("sans", base * (0.0505 if main else 0.036) * shrink, main)
            broken = wrap(text, font, limit)
            lines.extend((line, font, main) for line in broken)
            tall += len(broken) * font.getSize() * 1.26 + (font.getSize() * 0.14 if n and not main else 0)
        if tall <= bottom - top or shrink < 0.3:
            break
        shrink *= 0.93
    pad = int(base * 0.02)
    wide = max((font.measureText(line) for line, font, _ in lines), default=1.0)
    image = blank(int(wide) + 2 * pad, int(tall) + 2 * pad)
    canvas = surface(image).getCanvas()
    y = float(pad)
    for n, (line, font, first) in enumerate(lines):
        if n and not first and lines[n - 1][2]:
            y += font.getSize() * 0.14
        y += font.getSize() * 1.26
        _outlined(canvas, line, font, (image.shape[1] - font.measureText(line)) / 2, y - font.getSize() * 0.3, first)
    x = round(width / 2 - image.shape[1] / 2)
    middle = top + (bottom - top) * 0.42
    at = min(max(middle - image.shape[0] / 2, top - pad), bottom + pad - image.shape[0])
    return Strip(image, x, round(at))


def _outlined(canvas: Any, text: str, font: Any, x: float, y: float, first: bool) -> None:
    size = font.getSize()
    blob = skia.TextBlob.MakeFromString(text, font)
    if blob is None:
        return
    canvas.drawTextBlob(blob, x, y + size * 0.05, fill("#000000", 0.75, blur=size * 0.11))
    canvas.drawTextBlob(blob, x, y, stroke("#08060c", size * 0.115, 0.86))
    canvas.drawTextBlob(blob, x, y, fill("#ffffff" if first else "#f6ead0"))


def label(text: str, width: int, height: int) -> Strip:
    """The notice of AI origin: letters at least 5 % of the frame's short side high, at the upper left."""
    short = min(width, height)
    latin = text.isascii()
    size = 0.0525 * short / (0.733 if latin else 0.9)  # cap height of the face, or the ink of a Chinese character
    font = _font("sans", size)
    limit = width * 0.86
    if font.measureText(text) > limit:
        text = _fill(_units(text), font, limit)[0]
    pad = round(size * 0.3)
    image = blank(int(font.measureText(text)) + 2 * pad, int(size * 1.25) + 2 * pad)
    canvas = surface(image).getCanvas()
    blob = skia.TextBlob.MakeFromString(text, font)
    if blob is not None:
        canvas.drawTextBlob(blob, pad, pad + size, fill("#000000", 0.8, blur=size * 0.12))
        canvas.drawTextBlob(blob, pad, pad + size, stroke("#000000", size * 0.05, 0.5))
        canvas.drawTextBlob(blob, pad, pad + size, fill("#ffffff", 0.88))
    return Strip(image, round(0.055 * width) - pad, round(0.072 * height) - pad)


def card(entry: Mapping[str, Any], width: int, height: int) -> Strip:
    """A card of kind series, title, place-time or end: the whole frame's width, to be faded over the picture."""
    text, kind = str(entry.get("text") or ""), str(entry.get("kind") or "title")
    parts = [part.strip() for part in text.replace("\r", "\n").split("\n") if part.strip()]
    if kind == "place-time":
        return _caption(parts, width, height)
    return _lockup(parts, kind, width, height)


def _caption(parts: Sequence[str], width: int, height: int) -> Strip:
    """Place and time, low on the left, behind a gold bar."""
    base = float(width) if height > width else min(width, height * 0.75)
    left = int((BAND[0] if height > width else 0.08) * width)
    lines: list[tuple[str, Any]] = []
    for n, part in enumerate(parts[:3]):
        font = _font("serif", base * (0.058 if n == 0 else 0.04), n == 0)
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


_TITLE_HEIGHT = {True: 0.235, False: 0.42}
"""Where the middle of a title stands in a vertical frame: the series' own card lies over the first shot, above its face."""


def _lockup(parts: Sequence[str], kind: str, width: int, height: int) -> Strip:
    """A title in the serif face between two hairlines with a diamond, letters spaced, on a soft dark ground."""
    base = float(width) if height > width else min(width, height * 0.75)
    sizes = {"series": (0.128, 0.046), "title": (0.098, 0.044), "end": (0.09, 0.042)}.get(kind, (0.098, 0.044))
    blocks: list[tuple[str, Any, float, bool]] = []
    for n, part in enumerate(parts[:4]):
        size, spacing = base * sizes[0 if n == 0 else 1], 0.08 if n == 0 else 0.16
        wide = [word for word in part.split() if word] if part.isascii() else [part[:8]]
        longest = max((_spaced(w, _font("serif", size, n == 0), spacing) for w in wide), default=1.0)
        size *= min(1.0, width * 0.8 / max(1.0, longest))
        limit = width * 0.8 / (1 + spacing * (2 if part.isascii() else 1))
        lines = wrap(part, _font("serif", size, n == 0), limit)
        while len(lines) > 2 and size > base * 0.05:
            size *= 0.9
            lines = wrap(part, _font("serif", size, n == 0), limit)
        blocks.extend((line, _font("serif", size, n == 0), spacing, n == 0) for line in lines[:4])
    gap = base * 0.07
    tall = sum(font.getSize() * 1.3 for _, font, _, _ in blocks) + 2 * gap
    pad = int(base * 0.26)
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
    for line, font, spacing, first in blocks:
        y += font.getSize() * 1.3
        _letters(canvas, line, font, width / 2, y - font.getSize() * 0.36, spacing, first)
    _rule(canvas, width, y + gap, base)
    middle = round(height * (_TITLE_HEIGHT[kind == "series"] if height > width else 0.5))
    top = round(0.125 * height) - pad  # below the notice of AI origin
    return Strip(image, 0, max(middle - high // 2, top if height > width else middle - high // 2))


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
