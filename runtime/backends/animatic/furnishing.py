"""Seats and tables, drawn where people sit.

A seat stands behind the person and a table before the lap; arms lie on it. Several on one sofa share it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from .camera import chain
from .canvas import Image, blank, darken, fill, lighten, linear, mix, multiply, polygon, rect, spline, stroke, surface
from .compose import Affine, place
from .light import Light
from .seating import HIGH, TOPS, Spot

SHARED = frozenset(("sofa", "bed", "bench", "step"))
"""Seats on which several sit beside each other."""
_OLD = frozenset(("hall", "shrine", "courtyard", "bamboo", "inn", "market", "palace", "battlefield"))
_MARGIN = 0.3
"""How much wider than the frame at each side furniture is drawn, for the camera moves."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A drawn piece of furniture: its corner lies at (`x`, `y`) of the frame at rest."""

    image: Image
    x: int
    y: int

    def put(self, frame: Image, lens: Affine) -> None:
        """Draw it, seen through `lens`."""
        place(frame, self.image, chain(lens, np.array([[1.0, 0.0, self.x], [0.0, 1.0, self.y]])))


class Furniture:
    """The seats and tables of a shot, drawn once."""

    def __init__(self, spots: Sequence[Spot], shot: Mapping[str, Any], light: Light, width: int, height: int) -> None:
        self.light, self.size = light, (width, height)
        kind = str((shot.get("set") or {}).get("kind"))
        colours = [str(one) for one in (shot.get("set") or {}).get("colours") or ()]
        self.old = kind in _OLD
        self.outside = not (shot.get("set") or {}).get("interior")
        self.wood = "#5b3524" if self.old else "#8a6444" if kind not in ("office", "hospital", "school") else "#6d6258"
        self.cloth = _cloth(colours)
        self.hidden: dict[float, float] = {}
        self.tables = [self._piece(group, self._table) for group in _at_tables(spots)]
        self.seats = [self._piece(group, self._seat) for group in _shared(spots)]

    def _piece(self, group: Sequence[Spot], draw: Any) -> Piece:
        """What `draw` draws for `group` on a sheet that holds the frame and a margin, cut to what is on it."""
        width, height = self.size
        left, top = -round(width * _MARGIN), -round(height * 0.1)
        image = blank(round(width * (1 + 2 * _MARGIN)), round(height * 1.35))
        canvas = surface(image).getCanvas()
        canvas.translate(-left, -top)
        lowest = max((self.hidden.get(spot.x, height * 2.0) for spot in group), default=0.0)
        if draw == self._seat:
            canvas.clipRect(rect(left, top, left + image.shape[1], lowest))
        draw(canvas, group)
        x, y, wide, high = cv2.boundingRect(np.ascontiguousarray(image[..., 3]))
        if not wide or not high:
            return Piece(blank(1, 1), 0, 0)
        return Piece(np.ascontiguousarray(image[y : y + high, x : x + wide]), left + x, top + y)

    def _tone(self, colour: str, part: float = 1.0) -> str:
        lit = multiply(colour, mix(self.light.fill, lighten(self.light.key, 0.25), 0.62))
        return darken(lit, max(0.0, 0.5 - self.light.ambient) * 0.7 * part)

    # ---- seats -------------------------------------------------------------------------------------------------

    def _seat(self, canvas: Any, group: Sequence[Spot]) -> None:
        one = group[0]
        low = one.level + HIGH.get(one.sitter.on, 1.95) * one.unit
        x0, x1 = min(spot.x for spot in group), max(spot.x for spot in group)
        on = one.sitter.on
        if on == "floor":
            self._shadow(canvas, x0, x1, one.floor, one.unit, 1.25)
            return
        self._shadow(canvas, x0, x1, max(low, one.level + 0.2 * one.unit), one.unit, 1.6 if on in SHARED else 1.05)
        turn = one.turn if len(group) == 1 else 0.0
        match on:
            case "mat":
                self._mat(canvas, x0, x1, one.floor, one.unit)
            case "stool":
                self._stool(canvas, one.x, one.level, low, one.unit)
            case "bench":
                self._bench(canvas, x0, x1, one.level, low, one.unit)
            case "sofa" | "armchair":
                self._sofa(canvas, x0, x1, one.level, low, one.unit, 1.0 if on == "armchair" else 1.75)
            case "bed":
                self._bed(canvas, x0, x1, one.level, low, one.unit, turn)
            case "step" | "rock":
                self._stone(canvas, x0, x1, one.level, low, one.unit, on == "rock")
            case "throne":
                self._chair(canvas, one.x, one.level, low, one.unit, turn, True)
            case _:
                self._chair(canvas, one.x, one.level, low, one.unit, turn, False)

    def _shadow(self, canvas: Any, x0: float, x1: float, y: float, u: float, half: float) -> None:
        canvas.drawOval(rect(x0 - half * u, y - 0.2 * u, x1 + half * u, y + 0.34 * u), fill("#06040a", 0.5, blur=0.12 * u))

    def _box(self, canvas: Any, left: float, top: float, right: float, bottom: float, colour: str, line: float = 0.7) -> None:
        """A board that faces us: lit from one side, edged."""
        lit = -1.0 if self.light.key_side < 0 else 1.0
        a, b = (left, right) if lit < 0 else (right, left)
        shape = polygon([(left, top), (right, top), (right, bottom), (left, bottom)])
        canvas.drawPath(shape, fill(shader=linear((a, top), (b, bottom), [lighten(colour, 0.12), colour, darken(colour, 0.3)])))
        canvas.drawPath(shape, stroke(darken(colour, 0.55), max(1.0, (bottom - top) * 0.01), line))

    def _chair(self, canvas: Any, x: float, y: float, low: float, u: float, turn: float, throne: bool) -> None:
        """A chair with a back, turned a little to the side that is faced: the back stands behind the person."""
        wood, cloth = self._tone(self.wood), self._tone(self.cloth)
        half, deep, back = (1.05 if throne else 0.86), 0.3, -0.3 * turn
        tall = (3.5 if throne else 2.35) if self.old or throne else 2.05
        gold = self._tone("#c9993f")
        top, post = y - tall * u, 0.11 * u
        bx = x + back * u
        for side in (-1, 1):  # hind legs and the posts of the back
            px = bx + side * half * 0.92 * u
            self._box(canvas, px - post, top, px + post, low - 0.22 * u, darken(wood, 0.16))
        if throne:
            panel = spline([(bx - half * u, y), (bx - half * 1.02 * u, top + 0.3 * u), (bx - half * 0.5 * u, top - 0.16 * u),
                            (bx, top - 0.5 * u), (bx + half * 0.5 * u, top - 0.16 * u), (bx + half * 1.02 * u, top + 0.3 * u),
                            (bx + half * u, y)], True, 0.6)
            shades = [lighten(gold, 0.16), gold, darken(gold, 0.4)]
            canvas.drawPath(panel, fill(shader=linear((bx - half * u, top), (bx + half * u, y), shades)))
            canvas.drawPath(panel, stroke(darken(gold, 0.5), 0.05 * u, 0.8))
            inner = spline([(bx - half * 0.74 * u, y), (bx - half * 0.74 * u, top + 0.5 * u), (bx, top + 0.02 * u),
                            (bx + half * 0.74 * u, top + 0.5 * u), (bx + half * 0.74 * u, y)], True, 0.5)
            canvas.drawPath(inner, fill(self._tone("#7d1d22")))
        elif self.old:
            self._box(canvas, bx - half * 1.1 * u, top, bx + half * 1.1 * u, top + 0.26 * u, wood)
            self._box(canvas, bx - 0.3 * u, top + 0.26 * u, bx + 0.3 * u, y, wood)
        else:
            self._box(canvas, bx - half * 0.98 * u, top, bx + half * 0.98 * u, top + 0.62 * u, wood)
            self._box(canvas, bx - half * 0.98 * u, top + 0.95 * u, bx + half * 0.98 * u, top + 1.25 * u, wood)
        front = x + 0.12 * turn * u
        seat = [(bx - half * u, y - 0.06 * u), (bx + half * u, y - 0.06 * u), (front + half * 1.08 * u, y + deep * u),
                (front - half * 1.08 * u, y + deep * u)]
        for side in (-1, 1):
            px = front + side * half * 0.96 * u
            self._box(canvas, px - post, y + deep * u, px + post, low, wood)
        rail = low - 0.62 * u
        self._box(canvas, front - half * 0.96 * u, rail, front + half * 0.96 * u, rail + 0.12 * u, darken(wood, 0.2))
        canvas.drawPath(polygon(seat), fill(shader=linear(seat[0], seat[3], [darken(cloth, 0.2), lighten(cloth, 0.06)])))
        self._box(canvas, front - half * 1.08 * u, y + deep * u, front + half * 1.08 * u, y + (deep + 0.24) * u, wood)
        if throne or (self.old and turn == 0.0):
            for side in (-1, 1):
                ax = front + side * half * 1.04 * u
                colour = gold if throne else wood
                self._box(canvas, ax - post, y - 0.95 * u, ax + post, y + deep * u, colour)
                self._box(canvas, ax - 0.17 * u, y - 1.08 * u, ax + 0.17 * u, y - 0.88 * u, colour)

    def _stool(self, canvas: Any, x: float, y: float, low: float, u: float) -> None:
        """A round stool: a drum out of doors, else a seat on four legs."""
        wood = self._tone("#8d8a84" if self.outside and self.old else self.wood)
        half = 0.72
        if self.outside and self.old:
            body = spline([(x - half * 0.8 * u, y + 0.1 * u), (x - half * 1.1 * u, (y + low) / 2), (x - half * 0.8 * u, low),
                           (x, low + 0.1 * u), (x + half * 0.8 * u, low), (x + half * 1.1 * u, (y + low) / 2),
                           (x + half * 0.8 * u, y + 0.1 * u)], True, 0.7)
            canvas.drawPath(body, fill(shader=linear((x - u, y), (x + u, y), [lighten(wood, 0.14), wood, darken(wood, 0.42)])))
        else:
            for dx in (-0.46, 0.46):
                self._box(canvas, x + (dx - 0.07) * u, y, x + (dx + 0.07) * u, low - 0.26 * u, darken(wood, 0.3))
            for dx in (-0.6, 0.6):
                self._box(canvas, x + (dx - 0.08) * u, y + 0.1 * u, x + (dx + 0.08) * u, low, wood)
            self._box(canvas, x - 0.6 * u, low - 0.72 * u, x + 0.6 * u, low - 0.62 * u, darken(wood, 0.15))
        canvas.drawOval(rect(x - half * u, y - 0.04 * u, x + half * u, y + 0.5 * u), fill(darken(wood, 0.4)))
        canvas.drawOval(rect(x - half * u, y - 0.14 * u, x + half * u, y + 0.38 * u), fill(shader=linear(
            (x - half * u, y), (x + half * u, y + 0.3 * u), [lighten(wood, 0.18), wood, darken(wood, 0.18)])))

    def _bench(self, canvas: Any, x0: float, x1: float, y: float, low: float, u: float) -> None:
        wood = self._tone(self.wood)
        left, right = x0 - 1.75 * u, x1 + 1.75 * u
        back = not self.old
        if back:
            for at in (left + 0.3 * u, right - 0.3 * u):
                self._box(canvas, at - 0.09 * u, y - 1.9 * u, at + 0.09 * u, low - 0.2 * u, darken(wood, 0.4))
            for k in (1.85, 1.3, 0.75):
                self._box(canvas, left, y - k * u, right, y - (k - 0.36) * u, wood)
        for at in (left + 0.35 * u, right - 0.35 * u):
            self._box(canvas, at - 0.11 * u, y + 0.1 * u, at + 0.11 * u, low, darken(wood, 0.22))
        top = [(left + 0.14 * u, y - 0.12 * u), (right - 0.14 * u, y - 0.12 * u), (right, y + 0.3 * u), (left, y + 0.3 * u)]
        canvas.drawPath(polygon(top), fill(shader=linear(top[0], top[3], [darken(wood, 0.15), lighten(wood, 0.16)])))
        self._box(canvas, left, y + 0.3 * u, right, y + 0.5 * u, wood)

    def _sofa(self, canvas: Any, x0: float, x1: float, y: float, low: float, u: float, side: float) -> None:
        """A sofa or an armchair from the front: back, arms, cushions."""
        cloth = self._tone(self.cloth)
        left, right = x0 - (side + 0.35) * u, x1 + (side + 0.35) * u
        self._soft(canvas, left + 0.2 * u, y - 2.0 * u, right - 0.2 * u, low - 0.3 * u, darken(cloth, 0.14), 0.4 * u)
        seats = max(1, round((right - left) / (2.1 * u)))
        wide = (right - left - 0.7 * u) / seats
        for n in range(seats):
            a = left + 0.35 * u + n * wide
            self._soft(canvas, a + 0.04 * u, y - 1.72 * u, a + wide - 0.04 * u, y + 0.1 * u, cloth, 0.3 * u)
        for n in range(seats):
            a = left + 0.35 * u + n * wide
            self._soft(canvas, a, y - 0.1 * u, a + wide, y + 0.62 * u, lighten(cloth, 0.08), 0.2 * u)
        self._box(canvas, left + 0.3 * u, y + 0.56 * u, right - 0.3 * u, low - 0.2 * u, darken(cloth, 0.2))
        for at in (left + 0.5 * u, right - 0.7 * u):
            self._box(canvas, at, low - 0.22 * u, at + 0.2 * u, low, self._tone("#3a2a20"))
        for at in (left, right):
            self._soft(canvas, at - 0.34 * u, y - 0.85 * u, at + 0.34 * u, low - 0.14 * u, lighten(cloth, 0.03), 0.32 * u)

    def _soft(self, canvas: Any, left: float, top: float, right: float, bottom: float, colour: str, round_: float) -> None:
        """Something upholstered."""
        lit = -1.0 if self.light.key_side < 0 else 1.0
        a, b = (left, right) if lit < 0 else (right, left)
        box = rect(left, top, right, bottom)
        shade = fill(shader=linear((a, top), (b, bottom), [lighten(colour, 0.14), colour, darken(colour, 0.32)]))
        canvas.drawRoundRect(box, round_, round_, shade)
        canvas.drawRoundRect(box, round_, round_, stroke(darken(colour, 0.5), max(1.0, round_ * 0.06), 0.7))

    def _bed(self, canvas: Any, x0: float, x1: float, y: float, low: float, u: float, turn: float) -> None:
        """The long side of a bed, with its pillow at the end that is behind who sits."""
        sheet, wood = self._tone("#e9e6e4"), self._tone(self.wood)
        blanket = self._tone(self.cloth)
        head = 1.0 if turn < 0 else -1.0
        end, foot = (x0 if head < 0 else x1) + head * 3.3 * u, (x1 if head < 0 else x0) - head * 3.9 * u
        left, right = min(end, foot), max(end, foot)
        deep = 0.85
        self._box(canvas, end - 0.12 * u, y - 1.9 * u, end + 0.12 * u, low, wood)
        if self.old:
            for at in (left + 0.1 * u, right - 0.1 * u):
                self._box(canvas, at - 0.1 * u, y - 6.0 * u, at + 0.1 * u, low, wood)
        top = [(left + 0.35 * u, y - deep * u), (right - 0.35 * u, y - deep * u), (right, y + 0.16 * u), (left, y + 0.16 * u)]
        canvas.drawPath(polygon(top), fill(shader=linear(top[0], top[3], [darken(sheet, 0.1), lighten(sheet, 0.1)])))
        pillow = end - head * 0.95 * u
        self._soft(canvas, pillow - 0.75 * u, y - (deep + 0.5) * u, pillow + 0.75 * u, y - 0.3 * u, lighten(sheet, 0.3), 0.26 * u)
        a, b = (end - head * 2.1 * u, foot)
        cover = [(a, y - deep * u), (b + head * 0.35 * u, y - deep * u), (b, y + 0.18 * u), (b, y + 1.1 * u),
                 (a, y + 1.02 * u), (a, y + 0.18 * u)]
        self._box(canvas, left, y + 0.14 * u, right, low - 0.55 * u, darken(sheet, 0.12))
        canvas.drawPath(polygon(cover), fill(shader=linear((0, y - deep * u), (0, y + 1.1 * u), [
            darken(blanket, 0.1), lighten(blanket, 0.12), blanket, darken(blanket, 0.3)], [0, 0.45, 0.55, 1])))
        self._box(canvas, left, low - 0.62 * u, right, low - 0.3 * u, wood)
        for at in (left + 0.16 * u, right - 0.16 * u):
            self._box(canvas, at - 0.13 * u, low - 0.34 * u, at + 0.13 * u, low, darken(wood, 0.2))

    def _stone(self, canvas: Any, x0: float, x1: float, y: float, low: float, u: float, rock: bool) -> None:
        stone = self._tone("#8b8880")
        if rock:
            points = [(x0 - 1.15 * u, low), (x0 - 1.25 * u, y + 0.9 * u), (x0 - 0.95 * u, y + 0.12 * u),
                      (x0 - 0.3 * u, y - 0.14 * u), (x1 + 0.5 * u, y - 0.06 * u), (x1 + 1.0 * u, y + 0.3 * u),
                      (x1 + 1.35 * u, y + 1.1 * u), (x1 + 1.2 * u, low)]
            shape, shades = spline(points, True, 0.55), [lighten(stone, 0.16), stone, darken(stone, 0.5)]
            canvas.drawPath(shape, fill(shader=linear((x0, y - 0.2 * u), (x0, low), shades)))
            canvas.drawPath(shape, stroke(darken(stone, 0.55), 0.03 * u, 0.7))
            return
        left, right = x0 - 2.6 * u, x1 + 2.6 * u
        top = [(left + 0.3 * u, y - 0.4 * u), (right - 0.3 * u, y - 0.4 * u), (right, y + 0.24 * u), (left, y + 0.24 * u)]
        canvas.drawPath(polygon(top), fill(shader=linear(top[0], top[3], [stone, lighten(stone, 0.2)])))
        self._box(canvas, left, y + 0.24 * u, right, low + 0.05 * u, darken(stone, 0.16))

    def _mat(self, canvas: Any, x0: float, x1: float, floor: float, u: float) -> None:
        straw = self._tone("#b08d54" if self.old else self.cloth)
        box = rect(x0 - 1.5 * u, floor - 0.5 * u, x1 + 1.5 * u, floor + 0.2 * u)
        canvas.drawOval(rect(box.left(), box.top() + 0.14 * u, box.right(), box.bottom() + 0.14 * u), fill(darken(straw, 0.45)))
        shades = [lighten(straw, 0.14), straw, darken(straw, 0.25)]
        canvas.drawOval(box, fill(shader=linear((box.left(), 0), (box.right(), 0), shades)))
        for k in (0.82, 0.6):
            cx, cy, w, h = box.centerX(), box.centerY(), box.width() * k / 2, box.height() * k / 2
            canvas.drawOval(rect(cx - w, cy - h, cx + w, cy + h), stroke(darken(straw, 0.3), 0.02 * u, 0.6))

    # ---- tables ------------------------------------------------------------------------------------------------

    def _table(self, canvas: Any, group: Sequence[Spot]) -> None:
        """A table before those who sit at it: its top seen from a little above, an apron, four legs; a desk and a counter are
        closed to the floor."""
        one = max(group, key=lambda spot: spot.unit)
        u, kind = one.unit, one.sitter.at
        wood = self._tone(self.wood if kind != "counter" else darken(self.wood, 0.15))
        left, right = _span(group, u)
        ground = sum(spot.floor for spot in group) / len(group)
        high = TOPS.get(kind, 3.15)
        far, near = ground - (high + 0.12) * u, ground - (high - 0.62) * u
        inset, low = 0.3 * u, ground + 0.46 * u
        apron = 0.4 * u if kind in ("table", "low") else low - near - 0.14 * u
        if kind in ("table", "low"):
            self._shadow(canvas, (left + right) / 2, (left + right) / 2, low - 0.1 * u, u, (right - left) / 2 / u)
            for at in (left + inset + 0.2 * u, right - inset - 0.2 * u):
                self._box(canvas, at - 0.1 * u, near, at + 0.1 * u, low - 0.4 * u, darken(wood, 0.4))
        self._box(canvas, left + 0.14 * u, near, right - 0.14 * u, near + apron, darken(wood, 0.22))
        if kind in ("desk", "counter"):
            third = (right - left) / 3
            for n in (0, 1, 2):
                self._box(canvas, left + n * third + 0.3 * u, near + 0.3 * u, left + (n + 1) * third - 0.14 * u,
                          near + apron - 0.24 * u, darken(wood, 0.12))
        else:
            for at in (left + 0.28 * u, right - 0.28 * u):
                self._box(canvas, at - 0.14 * u, near, at + 0.14 * u, low, wood)
        top = [(left + inset, far), (right - inset, far), (right, near), (left, near)]
        lit = lighten(wood, 0.2)
        canvas.drawPath(polygon(top), fill(shader=linear((left, far), (right, near), [
            lit, lighten(lit, 0.1), wood] if self.light.key_side < 0 else [wood, lighten(lit, 0.1), lit])))
        self._box(canvas, left, near, right, near + 0.18 * u, darken(wood, 0.04))
        for spot in group:
            if spot.sitter.seat.table and spot.sitter.always:
                self._contact(canvas, spot, far, near, u)
            if near + apron > self.size[1] * 1.1:  # nothing is seen under the table: the seats behind it end at its top
                self.hidden[spot.x] = far + 0.1 * u

    def _contact(self, canvas: Any, spot: Spot, far: float, near: float, u: float) -> None:
        """The shadow of arms and chest on the top."""
        canvas.save()
        canvas.clipRect(rect(spot.x - 3 * u, far, spot.x + 3 * u, near))
        under = rect(spot.x - 0.95 * u, far - 0.5 * u, spot.x + 0.95 * u, far + 0.42 * u)
        canvas.drawOval(under, fill("#06040a", 0.42, blur=0.12 * u))
        canvas.restore()


def _cloth(colours: Sequence[str]) -> str:
    """What the seats of a place are covered with: its accent, not too bright."""
    return mix(colours[2], "#5a5550", 0.35) if len(colours) > 2 else "#66707a"


def _shared(spots: Sequence[Spot]) -> list[list[Spot]]:
    """`spots` by the seat that they share: neighbours on one sofa, bed, bench or step."""
    groups: list[list[Spot]] = []
    for spot in sorted(spots, key=lambda one: one.x):
        last = groups[-1] if groups else None
        if last and spot.sitter.on in SHARED and last[-1].sitter.on == spot.sitter.on and spot.x - last[-1].x < 5 * spot.unit:
            last.append(spot)
        else:
            groups.append([spot])
    return groups


def _at_tables(spots: Sequence[Spot]) -> list[list[Spot]]:
    """`spots` by the table that they share."""
    groups: list[list[Spot]] = []
    for spot in sorted((one for one in spots if one.sitter.at), key=lambda one: one.x):
        last = groups[-1] if groups else None
        if last and last[-1].sitter.at == spot.sitter.at and spot.x - last[-1].x < 6 * spot.unit:
            last.append(spot)
        else:
            groups.append([spot])
    return groups


def _span(group: Sequence[Spot], u: float) -> tuple[float, float]:
    """The left and right end of the near edge of a table: who sits alone at it looks along it."""
    x0, x1 = min(spot.x for spot in group), max(spot.x for spot in group)
    if len(group) > 1:
        return x0 - 1.0 * u, x1 + 1.0 * u
    turn = group[0].turn
    return x0 - (1.75 - 0.5 * turn) * u, x1 + (1.75 + 0.5 * turn) * u
