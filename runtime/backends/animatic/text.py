"""Words in the picture: subtitles and the notice that a film is made by AI, each drawn once as a strip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import skia

from .canvas import Image, blank, fill, stroke, surface
from .fonts import typeface

BAND = (120 / 1080, 1180 / 1920, 910 / 1080, 1440 / 1920)
"""Left, top, right, bottom of the band that the interfaces of short-video players leave free, as parts of the frame."""
SAFE = (0.1, 0.2, 0.9, 0.8)
"""The box for all words where the plan names none: what is free on every platform of a vertical frame …"""
WIDE_SAFE = (0.05, 0.05, 0.95, 0.95)
"""… and the title-safe area of broadcasters elsewhere (EBU R 95)."""
_WIDE_BAND = (0.12, 0.76, 0.88, 0.95)
_NO_START = frozenset("，。！？；：、）》」』”’…—,.!?;:)]}%·～")
_NO_END = frozenset("（《「『“‘([{")


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


def safe_box(part: Sequence[float] | None, width: int, height: int) -> tuple[float, float, float, float]:
    """The box for words in pixels (left, top, right, bottom); `part` is SHOT.safe."""
    vertical = height > width
    left, top, right, bottom = part if part is not None and len(part) == 4 and vertical else SAFE if vertical else WIDE_SAFE
    return left * width, top * height, right * width, bottom * height


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


def sized(face: str, size: float, bold: bool = False) -> Any:
    """The font of `face` at `size` pixels."""
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
            font = sized("sans", base * (0.0505 if main else 0.036) * shrink, main)
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


def label(text: str, width: int, height: int, faces: Sequence[tuple[float, float, float, float]] = (),
          part: Sequence[float] | None = None) -> Strip:
    """The notice of AI origin: letters at least 5 % of the frame's short side high, at the upper left of the safe box, or at its
    upper right where a face (left, top, right, bottom) is less in the way there."""
    short = min(width, height)
    latin = text.isascii()
    size = 0.0525 * short / (0.733 if latin else 0.9)  # cap height of the face, or the ink of a Chinese character
    font = sized("sans", size)
    left, top, right, _ = safe_box(part, width, height)
    limit = right - left
    if font.measureText(text) > limit:
        text = _fill(_units(text), font, limit)[0]
    pad = round(size * 0.3)
    wide = font.measureText(text)
    image = blank(int(wide) + 2 * pad, int(size * 1.25) + 2 * pad)
    canvas = surface(image).getCanvas()
    blob = skia.TextBlob.MakeFromString(text, font)
    if blob is not None:
        canvas.drawTextBlob(blob, pad, pad + size, fill("#000000", 0.8, blur=size * 0.12))
        canvas.drawTextBlob(blob, pad, pad + size, stroke("#000000", size * 0.05, 0.5))
        canvas.drawTextBlob(blob, pad, pad + size, fill("#ffffff", 0.88))
    y = top - size * 0.14  # the letters begin about so far below the top of their line
    low = y + size * 1.1
    covered = [sum(max(0.0, min(x + wide, face[2]) - max(x, face[0])) for face in faces if face[1] < low and face[3] > y)
               for x in (left, right - wide)]
    x = right - wide if covered[1] < covered[0] * 0.7 else left
    return Strip(image, round(x) - pad, round(y) - pad)
