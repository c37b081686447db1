"""The set of a shot in its frame: a plate's layers out of focus as the lens has it, moved by the camera, with its lamps
and what falls outside its windows."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from . import camera, weather
from .canvas import Image, channels
from .canvas import over as over_plate
from .compose import Affine, blurred, bounds, over, warped
from .framing import Framing
from .plate.layers import Lamp, Plate

_MOVING = ("truck", "crane", "push", "pull", "orbit", "handheld")
_FOCUS_STEPS = 5


@dataclass(slots=True)
class _Sheet:
    depth: float
    image: Image


class Backdrop:
    """Draws the set behind the people of one shot, and what of it stands before them."""

    def __init__(self, plate: Plate, framing: Framing, move: str, size: str, width: int, height: int,
                 seed: int) -> None:
        self.plate, self.width, self.height, self.seed = plate, width, height, seed
        self.framing = framing
        self.rest = _rest(plate, framing, width, height)
        self.inside = not plate.open_air and plate.weather in ("rain", "storm", "snow")
        sigma = framing.blur * height / self.scale
        split = move.startswith(_MOVING) and size in ("els", "ws", "fs", "mls", "ms")
        sharp = _sheets(plate, split, framing.mirror)
        focus = move == "rack-focus"
        self.hole = self._window(sigma) if self.inside else None
        self.levels: list[list[_Sheet]] = []
        for step in range(_FOCUS_STEPS if focus else 1):
            part = 1 - step / (_FOCUS_STEPS - 1) if focus else 1.0
            base = max(sigma, 0.009 * height / self.scale) if focus else sigma
            self.levels.append([_Sheet(s.depth, blurred(s.image, base * part)) for s in sharp])
        self.near = self._foreground(size)
        self.lamps = self._lamps(sigma)

    @property
    def scale(self) -> float:
        """Frame pixels a plate pixel."""
        return float(self.rest[0, 0])

    def _window(self, sigma: float) -> tuple[Image, int, int] | None:
        """What of the plate is open to the outside, as an 8-bit mask, cropped, with the place of its corner."""
        closed = np.zeros((self.plate.height, self.plate.width), np.uint8)
        for layer in self.plate.layers:
            if layer.name in ("far", "mid"):
                closed = np.maximum(closed, layer.image[..., 3])
        open_ = cv2.bitwise_not(closed)
        if self.framing.mirror:
            open_ = cv2.flip(open_, 1)
        if int(cv2.countNonZero(open_)) < 200:
            return None
        open_ = blurred(open_, sigma)
        x, y, wide, high = cv2.boundingRect((open_ > 8).astype(np.uint8))
        return np.ascontiguousarray(open_[y : y + high, x : x + wide]), x, y

    def _foreground(self, size: str) -> Image | None:
        """The near layer, far out of focus; only where the frame is wide enough that it keeps off the faces."""
        if size not in ("els", "ws", "fs", "mls"):
            return None
        for layer in self.plate.layers:
            if layer.name == "near":
                image = cv2.flip(layer.image, 1) if self.framing.mirror else layer.image
                return blurred(image, 0.0045 * self.height / self.scale)
        return None

    def _lamps(self, sigma: float) -> list[tuple[Lamp, Image]]:
        """The lamps that waver, each with the image of its changing light."""
        out: list[tuple[Lamp, Image]] = []
        made: dict[tuple[int, str], Image] = {}
        for lamp in self.plate.lamps:
            if lamp.kind == "steady" or lamp.layer == "near" or len(out) >= 24:
                continue
            radius = max(6, min(160, int(lamp.radius * self.scale * 0.5 + sigma * 1.5)) // 6 * 6)
            red, green, blue = channels(lamp.colour)
            key = (radius, lamp.colour)
            if key not in made:
                made[key] = weather.shimmer(radius, (blue, green, red))
            out.append((lamp, made[key]))
        return out

    def draw(self, view: camera.View, number: int, now: float, sky: weather.Weather) -> Image:
        """The set at frame `number` (BGR)."""
        level = self.levels[round(view.focus * (_FOCUS_STEPS - 1)) if len(self.levels) > 1 else 0]
        whole = (0, 0, self.width, self.height)
        first = level[0]
        where = self._map(view, first.depth)
        frame = cv2.cvtColor(warped(first.image, where, whole, cv2.BORDER_REPLICATE), cv2.COLOR_BGRA2BGR)
        if self.hole is not None and len(level) == 1:
            self._outside(frame, where, number, sky)
        elif len(level) > 1 and self.inside:
            sky.draw(frame, number, front=False)
        for sheet in level[1:]:
            over(frame, warped(sheet.image, self._map(view, sheet.depth), whole, cv2.BORDER_REPLICATE), 0, 0)
        self._flicker(frame, view, now)
        return np.asarray(frame)

    def front(self, frame: Image, view: camera.View) -> None:
        """Add the near layer over the people."""
        if self.near is None:
            return
        where = self._map(view, 1.5)
        box = bounds(self.near, where, self.width, self.height)
        cut = _lower_part(self.near, where, box)
        over(frame, warped(self.near, where, cut, cv2.BORDER_REPLICATE), cut[0], cut[1])

    def _map(self, view: camera.View, depth: float) -> Affine:
        return camera.chain(camera.matrix(view, depth, self.width, self.height), self.rest)

    def _outside(self, frame: Image, where: Affine, number: int, sky: weather.Weather) -> None:
        assert self.hole is not None
        mask, x, y = self.hole
        local = where.copy()
        local[:, 2] += where[:, :2] @ np.array([x, y], np.float64)
        box = bounds(mask, local, self.width, self.height)
        if box[2] > box[0] and box[3] > box[1]:
            sky.through(frame, warped(mask, local, box), box[0], box[1], number)

    def _flicker(self, frame: Image, view: camera.View, now: float) -> None:
        for at, (lamp, light) in enumerate(self.lamps):
            where = self._map(view, 0.6 if lamp.layer == "far" else 0.78)
            px = self.plate.width - lamp.x if self.framing.mirror else lamp.x
            x, y = where[:, :2] @ np.array([px, lamp.y]) + where[:, 2]
            wave = weather.glimmer(self.seed + at, now)
            if lamp.kind == "neon":
                wave = 1.0 if weather.glimmer(self.seed + at, now * 3) > -0.55 else -1.0
            power = lamp.strength * (0.24 + 0.24 * wave)
            _add(frame, light, round(x) - light.shape[1] // 2, round(y) - light.shape[0] // 2, power)


def _rest(plate: Plate, framing: Framing, width: int, height: int) -> Affine:
    """The map of plate pixels to frame pixels before the camera moves, kept inside the plate."""
    fit = max(width / (plate.width / 1.3), height / (plate.height / 1.3))
    zoom = framing.zoom * fit * (1.06 if framing.roll else 1.0)
    x = width / 2 + framing.shift * width - plate.width / 2 * zoom
    y = framing.horizon * height - plate.horizon * zoom
    slack = 0.02 * height
    y = min(-slack, max(height + slack - plate.height * zoom, y))
    return np.array([[zoom, 0, x], [0, zoom, y]], np.float64)


def _sheets(plate: Plate, split: bool, mirror: bool) -> list[_Sheet]:
    """The layers behind the people: apart where the camera's move shows their distance, else flattened into one."""
    behind = [layer for layer in plate.layers if layer.name != "near"]
    if split:
        return [_Sheet(layer.depth, _turned(layer.image, mirror)) for layer in behind]
    flat = behind[0].image.copy()
    for layer in behind[1:]:
        over_plate(flat, layer.image, 0, 0)
    return [_Sheet(0.5, _turned(flat, mirror))]


def _turned(image: Image, mirror: bool) -> Image:
    return np.asarray(cv2.flip(image, 1)) if mirror else image


def _lower_part(image: Image, where: Affine, box: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """The rows of the frame in which the near layer shows anything."""
    rows = np.flatnonzero(image[:, ::16, :].any(axis=(1, 2)))
    if not len(rows):
        return box[0], box[1], box[0] + 1, box[1] + 1
    top = int(where[1, 2] + where[1, 1] * rows[0]) - 24
    low = int(where[1, 2] + where[1, 1] * rows[-1]) + 24
    return box[0], max(box[1], min(top, box[3] - 1)), box[2], min(box[3], max(low, top + 1))


def _add(frame: Image, light: Image, x: int, y: int, power: float) -> None:
    high, wide = light.shape[:2]
    x0, y0, x1, y1 = max(x, 0), max(y, 0), min(x + wide, frame.shape[1]), min(y + high, frame.shape[0])
    if x1 > x0 and y1 > y0 and power > 0.01:
        part = frame[y0:y1, x0:x1]
        cv2.scaleAdd(np.ascontiguousarray(light[y0 - y : y1 - y, x0 - x : x1 - x]), power, part, dst=part)
