"""The camera straight above: the floor as a plan, and people as crowns of hair, shoulders and hands."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import cv2
import numpy as np

from . import camera
from .acting import Actor
from .canvas import (
    Image,
    blank,
    darken,
    dense,
    fill,
    lighten,
    linear,
    mix,
    multiply,
    path,
    radial,
    rect,
    spline,
    stroke,
    surface,
    taper,
)
from .compose import blurred, place
from .figure.cloth import cloth_tones
from .figure.person import Person, person_of
from .figure.torso import hue
from .figure.wardrobe import GARMENTS
from .light import Light
from .plate.layers import Plate

_ACROSS, _NEAR = 5.0, 7.0
"""How much of the floor the frame shows across (hu), and how near to the plate's camera its lower edge lies."""
_CLOSER = {"els": 1.0, "ws": 1.0, "fs": 1.15, "mls": 1.3, "ms": 1.5, "mcu": 1.75, "cu": 2.1, "bcu": 2.5, "ecu": 3.2}
_FACING = {"front": 0.0, "left": 90.0, "away": 180.0, "right": -90.0}
"""Degrees, clockwise, from looking down the picture."""
_MARGIN = 0.1
_BOX = 1.9
"""Half the side of the picture of a person, hu."""


def unit_of(size: str, width: int, height: int) -> float:
    """Pixels a head from above."""
    return max(width, height * 0.5625) / _ACROSS * _CLOSER.get(size, 1.0) * (1.0 if height > width else 0.62)


def plan_of(plate: Plate, unit: float, width: int, height: int) -> Image:
    """The floor of a set drawn from the front, laid out flat: its own perspective taken back. Larger than the frame by a
    margin."""
    flat = plate.layers[0].image[..., :3].copy()
    for layer in plate.layers[1:]:
        if layer.name == "far":
            keep = (255 - layer.image[..., 3:]).astype(np.uint16)
            flat = (flat.astype(np.uint16) * keep // 255).astype(np.uint8) + layer.image[..., :3]
    wide, high = round(width * (1 + 2 * _MARGIN)), round(height * (1 + 2 * _MARGIN))
    half, deep = min(2.5, wide / unit / 2), min(9.2, high / unit)
    half = max(half, deep * wide / high / 2)
    focal, eye = plate.unit * 10.0, (plate.floor - plate.horizon) / plate.unit  # figures stand at a depth of ten

    def at(x: float, z: float) -> tuple[float, float]:
        return plate.width / 2 + x * focal / z, plate.horizon + eye * focal / z

    source = np.array([at(-half, _NEAR + deep), at(half, _NEAR + deep), at(half, _NEAR), at(-half, _NEAR)], np.float32)
    target = np.array([(0, 0), (wide, 0), (wide, high), (0, high)], np.float32)
    out = cv2.warpPerspective(flat, cv2.getPerspectiveTransform(source, target), (wide, high), flags=cv2.INTER_CUBIC,
                              borderMode=cv2.BORDER_REFLECT_101)
    return np.asarray(blurred(out, height * 0.0012))


def under(floor: Image, view: camera.View, width: int, height: int) -> Image:
    """The floor at one moment of the camera's move."""
    shift = np.array([[1.0, 0.0, -round(width * _MARGIN)], [0.0, 1.0, -round(height * _MARGIN)]])
    where = camera.chain(camera.matrix(view, 0.8, width, height), shift)
    return np.asarray(cv2.warpAffine(floor, where, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))


class Seen:
    """One person from above, at (`x`, `y`) of the frame, `unit` pixels a head."""

    def __init__(self, costume: Mapping[str, Any], actor: Actor, light: Light, x: float, y: float, unit: float,
                 size: tuple[int, int]) -> None:
        self.actor, self.x, self.y, self.unit, self.size = actor, x, y, unit, size
        self.turn = _FACING.get(actor.facing, 0.0)
        one = person_of(costume)
        self.body, self.head = self._painted(lambda c: _body(c, one, light)), self._painted(lambda c: _head(c, one, light))
        shadow = np.zeros_like(self.body)
        shadow[..., 3] = np.maximum(self.body[..., 3], self.head[..., 3]) // 2 + self.body[..., 3] // 8
        self.shadow = blurred(shadow, unit * 0.09)

    def _painted(self, draw: Any) -> Image:
        side = int(2 * _BOX * self.unit)
        image = blank(side, side)
        canvas = surface(image).getCanvas()
        canvas.translate(side / 2, side / 2)
        canvas.scale(self.unit / 100, self.unit / 100)
        draw(canvas)
        return image

    def draw(self, frame: Image, view: camera.View, number: int) -> None:
        """Draw the person at frame `number`: the head turns with its gaze, the shoulders breathe."""
        moment = self.actor.at(number)
        lens = camera.matrix(view, 1.0, *self.size)
        x, y = self.x + moment.dx * self.size[0], self.y
        breath = 1 + 0.012 * moment.pose.breath
        for image, turn, grow, dx, dy in ((self.shadow, self.turn, 1.0, 0.2, 0.26), (self.body, self.turn, breath, 0.0, 0.0),
                                          (self.head, self.turn - 40 * moment.pose.yaw * (abs(self.turn) < 91), 1.0, 0.0, 0.0)):
            a, m = math.radians(turn), image.shape[0] / 2
            c, s = math.cos(a) * grow, math.sin(a) * grow
            px, py = x + dx * self.unit, y + dy * self.unit
            here = np.array([[c, -s, px - c * m + s * m], [s, c, py - s * m - c * m]], np.float64)
            place(frame, image, camera.chain(lens, here))


def _tone(colour: str, light: Light) -> str:
    lit = multiply(colour, mix(light.fill, lighten(light.key, 0.3), 0.62))
    return darken(lit, max(0.0, 0.45 - light.ambient) * 0.5)


def _body(canvas: Any, one: Person, light: Light) -> None:
    """Shoulders, arms and what spreads below them, looking down the picture."""
    garment = GARMENTS[one.garment]
    top, low = _tone(hue(one, garment.top), light), _tone(hue(one, garment.bottom), light)
    s = one.shoulder
    skirt = garment.lower not in ("trousers", "jeans")
    if skirt:
        r = s * (1.5 if garment.lower != "ball" else 2.0)
        canvas.drawOval(rect(-r, -r * 0.72, r, r * 0.95),
                        fill(shader=radial((0, 0), r, [darken(low, 0.35), low, darken(low, 0.2)])))
        for i in range(14):
            a = math.tau * i / 14
            canvas.drawLine(math.cos(a) * r * 0.5, math.sin(a) * r * 0.4, math.cos(a) * r * 0.95, math.sin(a) * r * 0.78,
                            stroke(darken(low, 0.4), 2.2, 0.5))
    else:
        for side in (-1, 1):
            canvas.drawOval(rect(side * 22 - 13, 6, side * 22 + 13, 56), fill(_tone("#211d22", light)))
            canvas.drawOval(rect(side * 22 - 15, -22, side * 22 + 15, 34), fill(darken(low, 0.25)))
    bare = garment.sleeve in ("bare", "cap", "short")
    skin = _tone(one.skin.base, light)
    for side in (-1, 1):
        line = [(side * (s - 6), -2.0), (side * (s + 9), 24.0), (side * (s - 12), 52.0)]
        hand = (side * (s - 15), 60.0)
        canvas.drawCircle(*hand, 10.0, fill(skin))
        canvas.drawCircle(*hand, 10.0, stroke(darken(skin, 0.45), 1.4, 0.8))
        wide = 40.0 if garment.sleeve == "wide" else 26.0
        colour = skin if bare else top
        canvas.drawPath(spline(line), stroke(darken(colour, 0.5), wide + 2.4))
        canvas.drawPath(spline(line), stroke(colour, wide, shader=linear((-side * s, 0), (side * s * 1.4, 40),
                                                                        [lighten(colour, 0.12), colour, darken(colour, 0.3)])))
    trunk = path(f"M{-s} -4 C{-s} -30 {-s * 0.5} -38 0 -38 C{s * 0.5} -38 {s} -30 {s} -4 C{s} 20 {s * 0.6} 34 0 36 "
                 f"C{-s * 0.6} 34 {-s} 20 {-s} -4Z")
    lit = -1.0 if light.key_side < 0 else 1.0
    canvas.drawPath(trunk, fill(shader=linear((lit * s, -30), (-lit * s, 30), [cloth_tones(top).light, top, darken(top, 0.34)],
                                              [0, 0.42, 1])))
    canvas.drawPath(trunk, stroke(darken(top, 0.6), 1.6, 0.8))
    for side in (-1, 1):
        canvas.drawPath(taper([(side * s * 0.45, -33), (side * s * 0.62, -6), (side * s * 0.5, 26)], 3.0, 0.1, 0.2),
                        fill(darken(top, 0.45), 0.6))
    canvas.drawOval(rect(-one.neck * 1.5, -14, one.neck * 1.5, 34), fill(_tone(hue(one, garment.under), light)))


def _head(canvas: Any, one: Person, light: Light) -> None:
    """The head from above: hair from its whorl, the tip of the nose before it, what is worn on it."""
    hair, skin = _tone(one.hair.base, light), _tone(one.skin.base, light)
    bald = one.hair_style == "bald"
    cap = skin if bald else hair
    if one.hair_style in ("long", "half-up", "ponytail", "braid", "curly"):
        wide = 31.0 if one.hair_style in ("long", "half-up", "curly") else 11.0
        fall = path(f"M{-wide} -18 C{-wide * 1.05} -48 {-wide * 0.9} -62 {-wide * 0.5} -63 C{-wide * 0.2} -67 {wide * 0.2} -60 "
                    f"{wide * 0.5} -64 C{wide * 0.9} -62 {wide * 1.05} -48 {wide} -18Z")
        canvas.drawPath(fall, fill(shader=linear((0, -30), (0, -66), [darken(hair, 0.2), darken(hair, 0.5)])))
        canvas.drawPath(fall, stroke(darken(hair, 0.6), 1.4, 0.7))
        for i in (-0.6, -0.25, 0.1, 0.45, 0.75):
            canvas.drawPath(taper([(i * wide * 0.9, -36.0), (i * wide, -60.0)], 1.6, 0.4, 0.1), fill(lighten(hair, 0.16), 0.5))
    canvas.drawOval(rect(-7, 26, 7, 46), fill(skin))
    canvas.drawOval(rect(-25, 4, 25, 40), fill(shader=linear((0, 10), (0, 40), [darken(skin, 0.25), skin])))
    for side in (-1, 1):
        canvas.drawOval(rect(side * 35 - 5, -6, side * 35 + 5, 8), fill(darken(skin, 0.15)))
    full = 1.12 if one.hair_style in ("curly", "bob") else 1.0
    crown = rect(-35 * full, -44 * full, 35 * full, 33 * full)
    lit = (-13.0 if light.key_side < 0 else 13.0, -8.0)
    canvas.drawOval(crown, fill(shader=radial(lit, 52, [lighten(cap, 0.3), cap, darken(cap, 0.38)], [0, 0.45, 1])))
    canvas.drawOval(crown, stroke(darken(cap, 0.6), 1.5, 0.8))
    if not bald:
        for i in range(22):
            a = math.tau * (i + 0.3) / 22
            end = (math.cos(a) * 33 * full, -6 + math.sin(a) * 37 * full)
            line: Sequence[tuple[float, float]] = [(0.0, -16.0), (end[0] * 0.5 - 5, (end[1] - 16) * 0.5), end]
            canvas.drawPath(taper(dense(line, 4), 1.7, 0.2, 0.1), fill(darken(hair, 0.45) if i % 3 else lighten(hair, 0.2), 0.55))
    _worn(canvas, one, hair, light)


def _worn(canvas: Any, one: Person, hair: str, light: Light) -> None:
    if one.hair_style in ("bun", "topknot", "half-up"):
        canvas.drawCircle(0, -20, 14, fill(shader=radial((-3, -24), 17, [lighten(hair, 0.25), hair, darken(hair, 0.4)])))
        canvas.drawCircle(0, -20, 14, stroke(darken(hair, 0.6), 1.4))
    gold = _tone("#d9ae52", light)
    if one.accessories & {"hairpin", "crown"}:
        canvas.drawLine(-24, -24, 24, -17, stroke(gold, 3.4))
        canvas.drawCircle(26, -16.5, 4.6, fill(lighten(gold, 0.2)))
    if "fox-ears" in one.accessories:
        for side in (-1, 1):
            ear = path(f"M{side * 13} -20 L{side * 40} -30 L{side * 31} 2Z")
            canvas.drawPath(ear, fill(shader=linear((side * 13, 0), (side * 40, 0), [hair, _tone("#f0d8cf", light)])))
            canvas.drawPath(ear, stroke(darken(hair, 0.5), 1.4))
    if "hat" in one.accessories:
        brim = _tone(one.colours[1], light)
        canvas.drawCircle(0, -4, 66, fill(shader=radial((-12, -14), 70, [lighten(brim, 0.14), brim, darken(brim, 0.3)])))
        canvas.drawCircle(0, -4, 34, fill(shader=radial((-8, -12), 36, [lighten(brim, 0.2), darken(brim, 0.2)])))
