"""The last layer of a shot: fades, subtitles, cards, the notice of AI origin.

What the animatic promises here, the finished film keeps: the backend `finisher` letters its frames with this very code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import cv2
import numpy as np

from .camera import ease
from .canvas import Image, channels
from .cards import Box, card
from .compose import over
from .text import Strip, label, subtitle

_CARD_FADE = 9


class Letters:
    """The words and fades of one shot of `frames` frames. `shot` holds subtitles, cards, label, fade_in, fade_out and
    fade_colour as the plan has them; titles keep off `faces`. Raises Fault when a font is missing."""

    def __init__(self, shot: Mapping[str, Any], faces: Sequence[Box], frames: int, width: int, height: int) -> None:
        self._frames = frames
        self._fade_in, self._fade_out = int(shot.get("fade_in") or 0), int(shot.get("fade_out") or 0)
        self._colour = channels(str(shot.get("fade_colour") or "#000000"))
        self._words = words(shot, faces, width, height)
        self._label = label(str(shot["label"]), width, height, faces, shot.get("safe")) if shot.get("label") else None

    def draw(self, frame: Image, number: int) -> Image:
        """Frame `number` of the shot (BGR), faded and lettered; `frame` itself may be drawn on."""
        frame = np.ascontiguousarray(self._faded(frame, number))
        for start, stop, strip, soft in self._words:
            if start <= number < stop:
                shown = min(1.0, (number - start + 1) / _CARD_FADE, (stop - number) / _CARD_FADE) if soft else 1.0
                over(frame, strip.image, strip.x, strip.y, ease(shown))
        if self._label is not None:
            over(frame, self._label.image, self._label.x, self._label.y)
        return frame

    def _faded(self, frame: Image, number: int) -> Image:
        left = min(1.0, number / self._fade_in) if self._fade_in else 1.0
        right = min(1.0, (self._frames - 1 - number) / self._fade_out) if self._fade_out else 1.0
        seen = ease(left) * ease(right)
        if seen >= 1:
            return frame
        red, green, blue = self._colour
        out = cv2.convertScaleAbs(frame, alpha=seen)
        return np.asarray(cv2.add(out, (blue * (1 - seen), green * (1 - seen), red * (1 - seen), 0)))


def words(shot: Mapping[str, Any], faces: Sequence[Box], width: int, height: int) -> list[tuple[int, int, Strip, bool]]:
    """Subtitles and cards as (start, stop, strip, whether it fades)."""
    out = [(int(s["start"]), int(s["stop"]), subtitle(s["rows"], width, height), False)
           for s in shot.get("subtitles") or () if any(str(row[1]).strip() for row in s["rows"])]  # fmt: skip
    shown = [c for c in shot.get("cards") or () if str(c.get("text") or "").strip()]
    subtitles = list(out)
    for c in sorted(shown, key=lambda one: one.get("kind") == "overlay"):  # overlays keep off the other cards
        start, stop = int(c["start"]), int(c["stop"])
        titles = [(0.0, strip.y + strip.image.shape[0] * 0.2, float(width), strip.y + strip.image.shape[0] * 0.8)
                  for first, last, strip, soft in out if soft and first < stop and last > start]  # fmt: skip
        subtitled = any(first < stop and last > start for first, last, _, _ in subtitles)
        boxes = (*faces, *titles) if c.get("kind") == "overlay" else faces
        under = max((strip.y + strip.image.shape[0] for first, last, strip, _ in subtitles if first < stop and last > start),
                    default=0)
        out.append((start, stop, card(c, width, height, boxes, subtitled=subtitled, under=under, part=shot.get("safe")), True))
    return out
