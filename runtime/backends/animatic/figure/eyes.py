"""Eyes and brows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .. import canvas as ink
from .expression import Face
from .person import Person
from .turn import Point, Turn

SPACING = 16.2
"""Middle of an eye beside the face's middle line."""


@dataclass(frozen=True, slots=True)
class EyeShape:
    """An eye at rest, in du: half width, height above and below the corners' line, iris radius, the outer corner's
    rise (negative is up), lash and crease weights."""

    half: float
    upper: float
    lower: float
    iris: float
    outer: float
    lash: float
    crease: float


def eye_shape(person: Person) -> EyeShape:
    """The eye of `person`: large for children and women, slimmer for men, sharper for foxes and the sharp-eyed."""
    if person.child:
        shape = EyeShape(9.2, 7.8, 3.7, 7.1, -0.3, 1.7, 2.6)
    elif person.woman:
        shape = EyeShape(10.4, 7.4, 3.4, 6.9, -1.5, 1.9, 2.8)
    else:
        shape = EyeShape(9.4, 5.1, 2.4, 5.3, -1.1, 1.5, 2.1)
    fox = "fox-eyes" in person.features
    sharp = "sharp-eyes" in person.features
    old = person.lines
    return EyeShape(
        shape.half * (1 + 0.08 * fox),
        shape.upper * person.eye * (1 - 0.14 * sharp - 0.1 * fox - 0.2 * old),
        shape.lower * person.eye * (1 - 0.25 * sharp - 0.2 * fox - 0.08 * old),
        shape.iris * (1 - 0.05 * sharp - 0.06 * old),
        shape.outer - 1.9 * fox - 1.0 * sharp + 2.1 * old,
        shape.lash * (1 + 0.12 * fox),
        shape.crease,
    )


class Eye:
    """One eye of a head: curves in eye coordinates (x outwards from its middle), laid over the turned face."""

    def __init__(self, turn: Turn, side: int, face: Face, blink: float) -> None:
        self.turn, self.side, self.person = turn, side, turn.person
        self.shape = eye_shape(turn.person)
        s = self.shape
        lid = max(0.0, min(1.35, face.lid * 0.95)) * (1 - blink)
        squint = min(1.0, face.under)
        self.openness = lid
        low = [(-0.97, 0.32), (-0.5, 0.86), (0.0, 1.0), (0.5, 0.83), (0.86, 0.35)]
        high = [(-0.94, -0.12), (-0.6, -0.68), (-0.08, -1.0), (0.45, -0.9), (0.84, -0.38)]
        rise = s.outer
        self.lower: list[Point] = [self._at(-1.0, 1.5)]
        self.upper: list[Point] = [self._at(-1.0, 1.5)]
        for (lx, ly), (hx, hy) in zip(low, high):
            bottom = ly * s.lower * (1 - 0.75 * squint) + rise * (0.2 + 0.4 * lx) + (0.4 - 0.9 * squint)
            shut = 0.55 * s.lower * ly * (1 - 0.5 * squint) + rise * (0.2 + 0.4 * hx) + 0.9 - 1.0 * squint
            top = shut + (hy * s.upper + rise * (0.25 + 0.45 * hx) - shut) * lid
            self.lower.append(self._at(lx, bottom + (0.0 if lid > 0.15 else (shut - bottom) * (1 - lid / 0.15))))
            self.upper.append(self._at(hx, min(top, bottom + 0.2)))
        corner = rise * 0.75 + 0.9 * (1 - lid) * 0.6
        self.upper.append(self._at(1.0, corner))
        self.lower.append(self._at(1.0, corner))

    def _at(self, x: float, y: float) -> Point:
        u = self.side * (SPACING + x * self.shape.half)
        return self.turn.face(u, y + self.turn.low)

    def draw(self, canvas: Any, gaze: Point, face: Face, catch: float) -> None:
        """White, iris, lids and lashes; `gaze` -1 to 1 each way, `catch` the side of the light in the eye."""
        shut = self.openness < 0.12
        if not shut:
            self._ball(canvas, gaze, face, catch)
        self._lids(canvas, shut)

    def _ball(self, canvas: Any, gaze: Point, face: Face, catch: float) -> None:
        shape = ink.spline([*self.upper, *self.lower[-2:0:-1]], True)
        skin = self.person.skin
        canvas.save()
        ink.clip(canvas, shape)
        white = ink.mix("#fbf8f5", skin.shade, 0.1)
        left, right = self._at(-1, 0), self._at(1, 0)
        canvas.drawPath(
            shape,
            ink.fill(
                white,
                shader=ink.linear(
                    left, right, [ink.mix(white, skin.shade, 0.35), white, ink.mix(white, skin.shade, 0.3)], [0, 0.4, 1]
                ),
            ),
        )
        self._iris(canvas, gaze, face, catch)
        shade = ink.mix(skin.deep, "#35213f", 0.55)
        canvas.drawPath(ink.taper([(x, y + 0.9) for x, y in self.upper], 4.6, 0.4, 0.4), ink.fill(shade, 0.5, blur=0.9))
        if face.wet > 0.3:
            canvas.drawPath(
                ink.taper([(x, y - 0.7) for x, y in self.lower], 1.7, 0.1, 0.2), ink.fill("#ffffff", 0.75 * face.wet, blur=0.35)
            )
        canvas.restore()

    def _iris(self, canvas: Any, gaze: Point, face: Face, catch: float) -> None:
        s = self.shape
        narrow = self.turn.narrow(self.side * SPACING)
        direction = -1.0 if self.turn.mirrored else 1.0
        x, y = self.turn.face(self.side * (SPACING - 0.35), self.turn.low)
        x += gaze[0] * direction * s.half * 0.42 * max(0.5, narrow)
        y += gaze[1] * 2.5 - s.upper * 0.12 + 0.1
        r = s.iris * face.iris
        canvas.save()
        canvas.translate(x, y)
        canvas.scale(max(0.5, narrow) ** 0.8, 1.04)
        colour = self.person.iris
        dark, glow = ink.mix(colour, "#06040c", 0.55), ink.lighten(ink.saturate(colour, 1.5), 0.5)
        canvas.drawCircle(0, 0, r, ink.fill(dark))
        canvas.drawCircle(
            0,
            0,
            r * 0.9,
            ink.fill(
                shader=ink.linear((0, -r), (0, r), [dark, ink.lighten(ink.saturate(colour, 1.2), 0.08), glow], [0.05, 0.42, 1.0])
            ),
        )
        canvas.drawOval(ink.rect(-r * 0.62, r * 0.22, r * 0.62, r * 0.84), ink.fill(ink.lighten(glow, 0.25), 0.5, blur=r * 0.16))
        pupil = r * (0.42 if face.iris > 0.85 else 0.33)
        canvas.drawCircle(0, 0, pupil, ink.fill(ink.mix(colour, "#040208", 0.9)))
        canvas.drawCircle(0, 0, r * 0.95, ink.stroke(ink.mix(colour, "#040208", 0.82), r * 0.11))
        k = catch * direction
        wet = 1 + 0.25 * face.wet
        canvas.drawOval(_oval(k * r * 0.36, -r * 0.4, r * 0.27 * wet, r * 0.31 * wet), ink.fill("#ffffff", 0.97))
        canvas.drawOval(_oval(-k * r * 0.42, r * 0.42, r * 0.15 * wet, r * 0.15 * wet), ink.fill("#ffffff", 0.8))
        if face.wet > 0.5:
            canvas.drawOval(_oval(k * r * 0.05, r * 0.55, r * 0.2, r * 0.13), ink.fill("#ffffff", 0.6))
        canvas.restore()

    def _lids(self, canvas: Any, shut: bool) -> None:
        s, one = self.shape, self.person
        lash = ink.mix(one.hair.deep, "#1b0e12", 0.75) if ink.luma(one.hair.base) < 0.5 else "#4a3026"
        weight = s.lash * (1.0 if self.openness > 0.3 else 0.85)
        wing = self._at(1.0 + (0.2 if one.woman else 0.07), s.outer * 0.8 - (1.6 if one.woman else 0.4))
        if self.openness < 0.4:
            wing = self._at(1.14, s.outer * 0.75 + (0.9 if one.woman else 0.4))
        line = [*self.upper, wing]
        canvas.drawPath(ink.taper([(x, y - weight * 0.3) for x, y in line], weight, 0.22, 0.05, 0.68), ink.fill(lash))
        if one.woman and not one.child and not shut:
            self._flicks(canvas, lash)
        soft = ink.mix(one.skin.line, one.skin.deep, 0.4)
        if self.openness > 0.3:
            self._crease(canvas, soft)
            canvas.drawPath(
                ink.taper(self.lower[2:], 0.75 if one.woman else 0.62, 0.0, 0.5, 0.75),
                ink.fill(ink.mix(one.skin.line, lash, 0.35), 0.7),
            )

    def _flicks(self, canvas: Any, lash: str) -> None:
        shape = self.shape
        for x, dx, dy in ((0.7, 0.2, -1.5), (0.88, 0.24, -1.35)):
            y = self._top(x)
            canvas.drawPath(
                ink.taper(
                    [
                        self._at(x, y),
                        self._at(x + dx * 0.55, y + dy * 0.4 * self.openness),
                        self._at(x + dx, y + dy * self.openness),
                    ],
                    shape.lash * 0.5,
                    0.9,
                    0.0,
                    0.05,
                ),
                ink.fill(lash, 0.9),
            )

    def _top(self, x: float) -> float:
        """The height of the upper lid at `x` half widths, in eye coordinates."""
        place = self._at(x, 0)
        a = min(self.upper, key=lambda p: abs(p[0] - place[0]))
        return a[1] - place[1] - 0.4

    def _crease(self, canvas: Any, colour: str) -> None:
        s = self.shape
        gap = s.crease * (0.55 + 0.45 * min(1.1, self.openness)) if self.openness < 1.15 else s.crease * 0.9
        line = [(x, y - gap * k) for (x, y), k in zip(self.upper[1:], (0.72, 0.95, 1.0, 0.95, 0.9, 0.75))]
        canvas.drawPath(ink.taper(line, 0.72 if self.person.woman else 0.62, 0.1, 0.1), ink.fill(colour, 0.75))
        if self.person.lines > 0.25:
            fold = [(x, y - gap * 1.6 * k) for (x, y), k in zip(self.upper[2:], (0.9, 1.0, 0.8, 0.5, 0.1))]
            canvas.drawPath(ink.taper(fold, 0.7, 0.1, 0.2), ink.fill(colour, 0.5 * self.person.lines + 0.2))


def socket(canvas: Any, turn: Turn, side: int, face: Face) -> None:
    """The soft shadow that sets an eye into the face: warm above the lid, cooler at the nose."""
    skin = turn.person.skin
    x, y = turn.face(side * (SPACING - 1), -3.2 + turn.low)
    k = turn.narrow(side * SPACING)
    canvas.drawOval(_oval(x, y, 10.5 * k, 5.2), ink.fill(skin.shade, 0.42, blur=2.6))
    if turn.person.woman and turn.person.age >= 16:
        x, y = turn.face(side * (SPACING + 3), -3.0 + turn.low)
        canvas.drawOval(_oval(x, y, 7.5 * k, 3.6), ink.fill(ink.mix(skin.deep, "#b4485a", 0.5), 0.3, blur=2.0))
    if "tired" in turn.person.features or turn.person.lines > 0.3 or face.wet > 0.6:
        x, y = turn.face(side * (SPACING - 1), 6.4 + turn.low)
        amount = 0.34 if "tired" in turn.person.features else 0.2
        tint = ink.mix(skin.shade, "#d0525e", 0.5) if face.wet > 0.6 else ink.mix(skin.deep, "#6a5a86", 0.35)
        canvas.drawOval(_oval(x, y, 8.0 * k, 2.4), ink.fill(tint, amount, blur=1.5))


def brow(canvas: Any, turn: Turn, side: int, face: Face) -> None:
    """One eyebrow: a brush stroke through three places that the emotion moves. The far one is gone in profile."""
    if turn.narrow(side * SPACING) < 0.3:
        return
    one = turn.person
    lift = face.lift if (side > 0) == turn.mirrored else 0.0
    fox = 1.4 if {"fox-eyes", "sharp-eyes"} & one.features else 0.0
    base = -14.0 if one.woman else -11.6
    base += turn.low + (-1.0 if one.child else 0.0) - (eye_shape(one).upper - 6.0) * 0.3
    soft = 0.9 if one.woman else 0.0
    inner = (7.0 - face.knit, base + 0.7 - soft * 0.5 + face.inner - lift * 0.3)
    early = (12.0 - face.knit * 0.7, base - 0.2 + face.inner * 0.62 + face.peak * 0.4 - lift * 0.7)
    peak = (20.0, base - 1.3 + soft * 0.5 + face.peak + face.outer * 0.4 - lift * 1.1 - fox * 0.5)
    tail = (26.8, base + 1.6 + soft + face.outer - lift * 0.8 - fox)
    points = [turn.face(side * u, v) for u, v in (inner, early, peak, tail)]
    width = 2.1 if one.woman else 3.0
    width *= 0.8 if one.child else 1.0 + (0.25 if one.age > 66 and not one.woman else 0.0)
    colour = one.brow
    canvas.drawPath(ink.taper(points, width, 0.28, 0.0, 0.36), ink.fill(colour, 0.9 if ink.luma(colour) < 0.5 else 1))
    if not one.woman and not one.child:
        wisps = [turn.face(side * u, v - 0.7) for u, v in (inner, early, peak)]
        canvas.drawPath(ink.taper(wisps, width * 0.7, 0.3, 0.2, 0.4), ink.fill(colour, 0.45, blur=0.5))


def _oval(x: float, y: float, half_width: float, half_height: float) -> Any:
    return ink.rect(x - half_width, y - half_height, x + half_width, y + half_height)
