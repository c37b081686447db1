"""A still picture as a shot: the part of it that is seen, and the camera's move over it, as the animatic moves."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ...assemble import window
from ...job import Fault
from ..animatic import camera
from ..animatic.compose import Affine, blurred
from .source import Image

_ROOM = 1.35
"""How much a picture is enlarged at most so that no move looks over its edge. A whip comes from farther off, where there is no
picture: its edge goes on, in streaks."""
_STREAK = 0.6
"""How long the streaks of a whip are, as a part of how far it still has to go."""
_DEFOCUS = 0.008
"""How far what is out of focus is so in a pull of focus (Gaussian sigma as a part of the frame's height)."""
_TRAVELS = ("push", "pull", "truck", "crane", "orbit", "handheld")
_FAR, _NEAR = 0.6, 1.12
"""The parallax of what is behind and of who stands before it; the stage of the animatic has them at 0.5 and 1."""


class Still:
    """`frames` frames at `fps` of `size`, in which the camera makes `move` (stdlib `moves`) over the picture `file`. Of the
    picture `part` is seen at rest: see `assemble.window`. Moves of the camera itself (a push, a truck) show some parallax:
    whoever the picture is of is taken to stand before the rest, about `part.x`, and the picture gives like a rubber sheet, so
    that nothing tears where the guess is wrong. A pull of focus goes from what is behind to them."""

    def __init__(self, file: Path, move: str, part: Mapping[str, Any] | None, frames: int, fps: int,
                 size: tuple[int, int]) -> None:
        """Raises Fault when the picture cannot be read."""
        self.frames, self.fps, self.size = frames, fps, size
        self._move, data = move, file.read_bytes()
        self._seed = zlib.crc32(data)
        picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR) if data else None
        if picture is None:
            raise Fault("the picture cannot be read", "dramac cache verify finds damaged files")
        rest = _rest(picture.shape[1], picture.shape[0], part, size)
        self._deep = move.startswith(_TRAVELS)
        self.picture, self._rest = self._roomy(np.asarray(picture, np.uint8), rest)
        self._near = _nearness(size, float(part["x"]) if part else 0.0)

    def read(self, start: int, stop: int) -> Iterator[Image]:
        """Frames `[start, stop)` of the shot."""
        for number in range(start, stop):
            now = self._view(number)
            image = self._seen(now)
            if self._move == "rack-focus":
                image = self._focused(image, now.focus)
            smear = max(now.smear, _STREAK * abs(now.pan_x)) if self._move.startswith("whip") else now.smear
            if smear > 0.01:
                image = cv2.blur(image, (max(1, int(smear * self.size[0])), 1), borderType=cv2.BORDER_REPLICATE)
            yield np.asarray(image)

    def _seen(self, now: camera.View) -> Image:
        """The picture from the camera's place: flat, or nearer parts moved more than farther ones."""
        if not self._deep:
            where = camera.chain(camera.matrix(now, 1.0, *self.size), self._rest)
            return np.asarray(cv2.warpAffine(self.picture, where, self.size, flags=cv2.INTER_CUBIC,
                                             borderMode=cv2.BORDER_REPLICATE))
        far, near = (cv2.invertAffineTransform(camera.chain(camera.matrix(now, depth, *self.size), self._rest))
                     for depth in (_FAR, _NEAR))
        high, wide = self._near.shape
        y, x = np.mgrid[0:high, 0:wide].astype(np.float32)
        x, y = (x + 0.5) * (self.size[0] / wide) - 0.5, (y + 0.5) * (self.size[1] / high) - 0.5
        maps = []
        for row in (0, 1):
            a, b = (m[row, 0] * x + m[row, 1] * y + m[row, 2] for m in (far, near))
            maps.append(cv2.resize((a + (b - a) * self._near).astype(np.float32), self.size, interpolation=cv2.INTER_LINEAR))
        return np.asarray(cv2.remap(self.picture, maps[0], maps[1], cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE))

    def _focused(self, image: Image, focus: float) -> Image:
        """The picture with its focus `focus` of the way from who stands before to what is behind."""
        soft = blurred(image, _DEFOCUS * self.size[1])
        near = cv2.resize(self._near, self.size, interpolation=cv2.INTER_LINEAR)
        part = near * np.float32(focus) + (1 - near) * np.float32(0.7 * (1 - focus))
        return np.asarray(cv2.blendLinear(image, soft, 1 - part, part))

    def _view(self, number: int) -> camera.View:
        return camera.view(self._move, number, self.frames, self.fps, self._seed)

    def _roomy(self, picture: Image, rest: Affine) -> tuple[Image, Affine]:
        """The picture and where it lies at rest, enlarged as far as its edges must stay outside every frame; and made smaller
        beforehand where no frame shows it as large as it is."""
        lenses = [camera.matrix(self._view(number), depth, *self.size) for number in range(self.frames)
                  for depth in ((_FAR, _NEAR) if self._deep else (1.0,))]
        grow = 1.0
        while grow < _ROOM and not all(self._covers(picture, camera.chain(lens, self._grown(rest, grow))) for lens in lenses):
            grow = min(_ROOM, grow + 0.005)
        rest = self._grown(rest, grow)
        shown = max(float(np.hypot(*camera.chain(lens, rest)[:, 0])) for lens in lenses)
        if shown >= 1.0:
            return picture, rest
        high, wide = picture.shape[:2]
        small = cv2.resize(picture, (max(1, round(wide * shown)), max(1, round(high * shown))), interpolation=cv2.INTER_AREA)
        back = np.array([[wide / small.shape[1], 0, 0], [0, high / small.shape[0], 0]], np.float64)
        return np.asarray(small), camera.chain(rest, back)

    def _grown(self, rest: Affine, grow: float) -> Affine:
        x, y = self.size[0] / 2, self.size[1] * camera.CENTRE
        return camera.chain(np.array([[grow, 0, x - grow * x], [0, grow, y - grow * y]], np.float64), rest)

    def _covers(self, picture: Image, where: Affine) -> bool:
        """Whether every corner of the frame shows the picture."""
        width, height = self.size
        back = np.asarray(cv2.invertAffineTransform(where), np.float64)
        corners = back[:, :2] @ np.array([[0, width, 0, width], [0, 0, height, height]], np.float64) + back[:, 2:]
        slack = 0.01
        return bool((corners >= -slack).all() and (corners[0] <= picture.shape[1] + slack).all()
                    and (corners[1] <= picture.shape[0] + slack).all())


def _nearness(size: tuple[int, int], x: float) -> NDArray[np.float32]:
    """How near each part of the frame is taken to be, 0 to 1, at an eighth of its size: people stand about `x` (-1 left to 1
    right) from a fifth of the height down, and the ground comes nearer downwards."""
    wide, high = max(2, size[0] // 8), max(2, size[1] // 8)
    gy, gx = np.mgrid[0:high, 0:wide].astype(np.float32)
    across = ((gx + 0.5) / wide * 2 - 1 - x) * max(1.0, size[0] / size[1])
    down = (gy + 0.5) / high
    person = np.exp(-((across / (0.5 + 0.35 * np.clip(down - 0.4, 0, 1))) ** 2)) * np.clip((down - 0.06) / 0.26, 0, 1)
    return np.asarray(np.maximum(person, 0.85 * np.clip((down - 0.62) / 0.38, 0, 1)), np.float32)


def _rest(wide: int, high: int, part: Mapping[str, Any] | None, size: tuple[int, int]) -> NDArray[np.float64]:
    """The map of picture pixels to frame pixels at rest: the seen part fills the frame."""
    factor = float(part["factor"]) if part else 1.0
    left, top, right, bottom = window.box(wide, high, size[0] / size[1], factor, float(part["x"]) if part else 0.0)
    scale = size[0] / (right - left)
    return np.array([[scale, 0, -left * scale], [0, size[1] / (bottom - top), -top * size[1] / (bottom - top)]], np.float64)
