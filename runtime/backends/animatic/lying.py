"""Who lies: on the floor or in a bed, from far and from near; and what a bed is made of.

A lying figure is the standing one, turned about the middle between its eyes and flattened as the ground is that it lies on.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from .camera import chain
from .canvas import Image, Point, blank, darken, fill, lighten, linear, mix, multiply, polygon, radial, spline, stroke, surface
from .compose import Affine, blurred, place
from .light import Light

FALLS, FLOOR, BED = "falls", "floor", "bed"
_WIDE = frozenset({"els", "ws", "fs", "mls"})
_HEADS = {"els": 0.05, "ws": 0.062, "fs": 0.072, "mls": 0.1, "ms": 0.18, "mcu": 0.25, "cu": 0.34, "bcu": 0.46, "ecu": 0.75}
"""The height of a head as a part of the frame's: smaller than of who stands, for a body is longer than a frame is wide."""
SOON = 12
"""Frames from the start of a shot within which somebody gets up in it; later than that they are seen lying."""
MARGIN = 0.12
"""How much larger than the frame the ground is at each edge, as a part of the frame."""
_FALLEN = 0.072
"""The same of who falls in the shot: standing and lying must both be in the picture."""


@dataclass(frozen=True, slots=True)
class Rest:
    """Where a figure comes to lie: the point between its eyes (frame pixels), how far it is turned (degrees, clockwise; 90 has
    the head on the right), and the height of a thing on the ground as a part of its length. `kind` is FLOOR or BED; `near`
    when little but the head is seen, and the ground fills the frame."""

    x: float
    y: float
    turn: float
    squash: float
    kind: str
    near: bool

    def axes(self, amount: float = 1.0) -> tuple[Point, Point]:
        """The directions of the figure's right and of its feet on the picture, `amount` of the way from standing."""
        a, k = math.radians(self.turn * amount), 1 + (self.squash - 1) * amount
        return (math.cos(a), math.sin(a) * k), (-math.sin(a), math.cos(a) * k)


def postures(shot: Mapping[str, Any]) -> dict[int, str]:
    """The figures of `shot` that lie, each with FLOOR or BED, and those that come to lie in it, with FALLS."""
    place = shot.get("set") or {}
    bedded = bool(place.get("interior")) and (place.get("kind") == "bedroom" or "bed" in (place.get("features") or ()))
    found: dict[int, str] = {}
    up = {int(one["figure"]) for one in shot.get("gestures") or () if one["gesture"] == "rise" and int(one["frame"]) <= SOON}
    for one in shot.get("gestures") or ():
        if int(one["figure"]) in up:
            continue  # comes into the picture from below
        kind, first = str(one["gesture"]), int(one["frame"]) == 0 and int(one["frames"]) <= 1
        if kind == "lie":
            figures = shot.get("figures") or ()
            said = figures[int(one["figure"])].get("seat") or {} if int(one["figure"]) < len(figures) else {}
            found.setdefault(int(one["figure"]), BED if bedded or said.get("on") == "bed" else FLOOR)
        elif kind == "fall":
            found.setdefault(int(one["figure"]), FLOOR if first else FALLS)
    return found


def framed(size: str) -> str:
    """The size whose set is drawn behind who lies: near, the ground is the set."""
    return size if size in _WIDE else "mls"


def unit_of(size: str, kind: str, width: int, height: int) -> float:
    """Pixels a head of who lies, or falls."""
    part = _FALLEN if kind == FALLS else _HEADS[size]
    fits = width * 0.94 / 7.5 if size in ("els", "ws", "fs") or kind == FALLS else height
    return min(part * height * (1.0 if width < height else 1.6), fits)


def rest_of(size: str, kind: str, unit: float, tall: float, x: float, facing: str, width: int, height: int) -> Rest:
    """Where somebody of `tall` heads to the eyes lies who would stand at `x` (pixels), looking `facing`."""
    side = -1.0 if facing == "right" or (facing != "left" and x < width / 2) else 1.0
    near = size not in _WIDE and kind != FALLS
    turn, squash = (38.0 if height > width else 58.0, 0.96) if near else (79.0, 0.66)
    rest = Rest(0.0, 0.0, side * turn, squash, FLOOR if kind == FALLS else kind, near)
    _, feet = rest.axes()
    if near:
        x, y = width * (0.5 + side * 0.06), height * 0.36
    else:
        y = height * ((0.79 if height > width else 0.83) if kind == FALLS else 0.66) - feet[1] * tall * unit / 2
        edge = 0.12 * width + 0.5 * unit
        x = min(max(width / 2 - feet[0] * tall * unit * 0.5, edge), width - edge)
    return Rest(x, y, rest.turn, rest.squash, rest.kind, near)


def laid(rest: Rest, amount: float, start: Point, length: float, grow: float, x: float, y: float) -> Affine:
    """The map of sprite pixels to the frame of a figure whose eyes are at (`x`, `y`) of its sprite, `length` pixels above its
    feet, and that has come the part `amount` of the way from standing at `start` to `rest`. The feet stay on the ground."""
    (ax, ay), (bx, by) = rest.axes(amount)
    _, end = rest.axes()
    px = start[0] + (rest.x + end[0] * length - start[0]) * amount - bx * length
    py = start[1] + length + (rest.y + end[1] * length - start[1] - length) * amount - by * length
    ax, ay, bx, by = ax * grow, ay * grow, bx * grow, by * grow
    return np.array([[ax, bx, px - ax * x - bx * y], [ay, by, py - ay * x - by * y]], np.float64)


class Ground:
    """What is under and over somebody who lies: a shadow on the floor, or pillow, sheet and blanket; in frame pixels at rest."""

    def __init__(self, rest: Rest, unit: float, tall: float, light: Light, width: int, height: int) -> None:
        self.rest, self.unit, self.tall, self.light = rest, unit, tall, light
        self.size = (width, height)
        self.under = self._bed() if rest.kind == BED else self._shadow()
        self.over = self._blanket() if rest.kind == BED else None

    def _point(self, along: float, across: float, up: float = 0.0) -> Point:
        """A place on the ground in heads from the eyes: towards the feet, to the right of the figure, above the ground."""
        (ax, ay), (bx, by) = self.rest.axes()
        u = self.unit
        return self.rest.x + (across * ax + along * bx) * u, self.rest.y + (across * ay + along * by - up) * u

    def _tone(self, colour: str, part: float = 1.0) -> str:
        light = self.light
        lit = multiply(colour, mix(light.fill, lighten(light.key, 0.25), 0.62))
        return darken(lit, max(0.0, 0.5 - light.ambient) * 0.7 * part)

    def _canvas(self) -> tuple[Image, Any]:
        """A picture larger than the frame, for the camera moves."""
        (width, height), m = self.size, MARGIN
        image = blank(round(width * (1 + 2 * m)), round(height * (1 + 2 * m)))
        canvas = surface(image).getCanvas()
        canvas.translate(round(width * m), round(height * m))
        return image, canvas

    def put(self, frame: Image, lens: Affine, image: Image | None, shown: float = 1.0) -> None:
        """Lay `under` or `over` on the frame, seen through `lens`, `shown` 0 to 1."""
        if image is None or shown <= 0.02:
            return
        if shown < 1:
            image = cv2.convertScaleAbs(image, alpha=shown)
        x, y = round(self.size[0] * MARGIN), round(self.size[1] * MARGIN)
        place(frame, image, chain(lens, np.array([[1.0, 0.0, -x], [0.0, 1.0, -y]])))

    def _shadow(self) -> Image:
        image, canvas = self._canvas()
        end = self.tall if not self.rest.near else 5.0
        shape = spline([self._point(a, b) for a, b in ((-0.5, -0.1), (-0.1, 0.62), (1.3, 1.15), (2.6, 1.0), (end, 0.8),
                                                       (end, -0.8), (2.6, -1.0), (1.3, -1.15), (-0.1, -0.62))], True)
        canvas.translate(0, (0.1 if self.rest.near else 0.16) * self.unit)
        canvas.drawPath(shape, fill("#06040a", 0.72))
        return blurred(image, self.unit * 0.14)

    def _bed(self) -> Image:
        image, canvas = self._canvas()
        sheet, wood = self._tone("#e9e6e4"), self._tone("#7d6450")
        end, wide, thick = self.tall + 0.9, 1.75, 0.0 if self.rest.near else 1.15
        low = 1.0 if self._point(0, wide)[1] > self._point(0, -wide)[1] else -1.0
        if self.rest.near:
            canvas.drawPaint(fill(shader=linear(self._point(-2, -2), self._point(4, 3), [lighten(sheet, 0.1), sheet,
                                                                                         darken(sheet, 0.3)])))
            for at in (-1.5, -0.4, 1.1, 2.3):
                line = [self._point(at, -3.2), self._point(at + 0.5, -1.2), self._point(at + 0.3, 3.2)]
                canvas.drawPath(spline(line), stroke(darken(sheet, 0.22), self.unit * 0.06, 0.35, blur=self.unit * 0.02))
        else:
            board = [self._point(-1.15, wide * side, up) for side, up in ((-1, 0.0), (1, 0.0), (1, 1.7), (-1, 1.7))]
            canvas.drawPath(polygon([self._point(-1.1, low * wide), self._point(end, low * wide),
                                     self._point(end, low * wide, -thick), self._point(-1.1, low * wide, -thick)]),
                            fill(shader=linear(self._point(0, low * wide), self._point(0, low * wide, -thick),
                                               [darken(sheet, 0.2), darken(wood, 0.3), darken(wood, 0.55)], [0, 0.45, 1])))
            canvas.drawPath(polygon(board), fill(shader=linear(board[2], board[1], [lighten(wood, 0.1), darken(wood, 0.25)])))
            top = [self._point(-1.1, -wide), self._point(end, -wide), self._point(end, wide), self._point(-1.1, wide)]
            canvas.drawPath(polygon(top), fill(shader=linear(top[0], top[2], [lighten(sheet, 0.08), sheet, darken(sheet, 0.16)])))
        self._pillow(canvas)
        return image

    def _pillow(self, canvas: Any) -> None:
        pillow = spline([self._point(a, b) for a, b in ((-0.85, -1.25), (-0.95, 0), (-0.85, 1.25), (-0.1, 1.42), (0.6, 1.2),
                                                        (0.68, 0), (0.6, -1.2), (-0.1, -1.42))], True)
        canvas.save()
        canvas.translate(0, 0.08 * self.unit)
        canvas.drawPath(pillow, fill("#0a0812", 0.35, blur=self.unit * 0.1))
        canvas.restore()
        white = self._tone("#f8f7f5")
        canvas.drawPath(pillow, fill(shader=linear(self._point(-1, -1.2), self._point(0.6, 1.3),
                                                   [lighten(white, 0.2), white, darken(white, 0.2)])))
        hollow = self._point(0.0, 0.0)
        shade = radial(hollow, self.unit * 0.8, [("#0a0812", 0.4), ("#0a0812", 0.0)])
        canvas.drawCircle(*hollow, self.unit * 0.8, fill(shader=shade))

    def _blanket(self) -> Image:
        """From the chest down, its edge turned over, the body under it."""
        image, canvas = self._canvas()
        end, wide = (9.0, 3.4) if self.rest.near else (self.tall + 1.0, 1.85)
        cloth, lining = self._tone("#8fa3b8"), self._tone("#eceae6")
        lift = 0.16
        edge = [self._point(1.62, -wide), self._point(1.5, -0.9, lift), self._point(1.46, 0, lift * 1.6),
                self._point(1.5, 0.9, lift), self._point(1.62, wide)]
        body = spline([*edge, self._point(end * 0.6, wide + 0.05), self._point(end, wide), self._point(end, -wide),
                       self._point(end * 0.6, -wide - 0.05)], True, 0.6)
        canvas.drawPath(body, fill(shader=linear(self._point(3, -wide), self._point(3, wide), [
            darken(cloth, 0.12), lighten(cloth, 0.12), lighten(cloth, 0.18), cloth, darken(cloth, 0.34)],
            [0, 0.3, 0.48, 0.66, 1])))
        for at, side in ((2.6, -1), (3.4, 1), (4.4, -1), (5.3, 1), (6.2, -1)):
            if at < end - 0.4:
                line = [self._point(at, side * 0.1), self._point(at + 0.35, side * 0.9), self._point(at + 0.2, side * 1.75)]
                canvas.drawPath(spline(line), stroke(darken(cloth, 0.3), self.unit * 0.07, 0.5, blur=self.unit * 0.025))
        fold = [*edge, self._point(2.3, wide), self._point(2.22, 0.9, lift), self._point(2.18, 0, lift * 1.4),
                self._point(2.22, -0.9, lift), self._point(2.3, -wide)]
        canvas.drawPath(spline(fold, True, 0.6), fill(shader=linear(self._point(1.4, -wide), self._point(2.2, wide), [
            lining, lighten(lining, 0.15), darken(lining, 0.18)])))
        canvas.drawPath(spline(fold[5:]), stroke(darken(lining, 0.45), self.unit * 0.025, 0.6))
        return image


def floor_of(layers: Sequence[Any], width: int, height: int) -> Image:
    """The floor of a set (its plate's layers) as it looks from right above: the lowest part of the plate, soft, larger than
    the frame by `MARGIN`."""
    image = layers[0].image[..., :3].copy()
    for layer in layers[1:]:
        if layer.name == "near":
            continue
        keep = (255 - layer.image[..., 3:]).astype(np.uint16)
        image = (image.astype(np.uint16) * keep // 255).astype(np.uint8) + layer.image[..., :3]
    high = image.shape[0]
    part = image[int(high * 0.76) :]
    out = cv2.resize(part, (round(width * (1 + 2 * MARGIN)), round(height * (1 + 2 * MARGIN))), interpolation=cv2.INTER_CUBIC)
    return np.asarray(blurred(out, height * 0.006))
