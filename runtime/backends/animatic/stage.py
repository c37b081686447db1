"""A shot as a picture for every frame: the set, the people on their marks, weather, finish and words, in that order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import cv2
import numpy as np

from . import camera
from .acting import Actor, Moment, cast
from .backdrop import Backdrop
from .canvas import Image
from .compose import Affine, blurred, place, warped
from .figure.puppet import Puppet, Sprite
from .framing import CHIN, CROWN, Place, compose, faces_of, outer_side, stature
from .furnishing import Furniture
from .grade import Grade
from .insert import Insert
from .letters import Letters
from .light import Light
from .lying import MARGIN, Ground, floor_of, laid
from .overhead import Seen, plan_of, under
from .overhead import unit_of as overhead_unit
from .plate.layers import Plate
from .pose import Pose
from .seating import Spot
from .weather import Weather, glimmer

_COARSE = {"els": 0.7, "ws": 0.85, "fs": 1.0, "mls": 1.1, "ms": 1.2, "mcu": 1.35, "cu": 1.5, "bcu": 1.6, "ecu": 1.8}
_LEAN = 0.17
ON = 2
"""People are drawn for every second frame. Mouth shapes are held for two frames or more in any case."""
_LOWEST = 0.58
"""Where eyes go at most, as a part of the frame's height: who kneels or falls stays in the picture, above the subtitles."""
_SHADE = 0.5
"""How much of its light a shoulder before the lens keeps: a dark shape, not a person."""
_SOFT = 0.004
"""How far a shoulder before the lens is out of focus (Gaussian sigma at half the size as a part of the frame's height):
soft, yet to be known by hair, ears and collar."""


class Picture:
    """One shot, ready to be asked for any of its frames. The frames do not depend on the order in which they are asked."""

    def __init__(self, shot: Mapping[str, Any], plate: Plate, timings: Mapping[str, Mapping[str, Any]], width: int,
                 height: int, fps: int) -> None:
        """`shot` is SHOT of the plan, `timings` the speech timings by input role. Raises Fault when a font is missing."""
        self.shot, self.width, self.height, self.fps = shot, width, height, fps
        self.frames, self.seed = int(shot["frames"]), int(shot.get("seed") or 0) & 0x7FFFFFFF
        self.move, self.size = str(shot.get("move") or "static"), str(shot.get("size") or "ms")
        self.tension = float(shot.get("tension") or 0.0)
        self.framing = compose(shot, width, height)
        self.plate = plate
        self.light = _light(plate.light, self.framing.mirror)
        self.actors = cast(shot, timings, fps)
        self.backdrop = Backdrop(plate, self.framing, self.move, self.size, width, height, self.seed % 9973)
        kind = plate.weather if plate.open_air or plate.weather in ("rain", "storm", "snow", "fog", "embers") else ""
        near = next((spot.rest for spot in self.framing.places if spot.rest is not None and spot.rest.near), None)
        self.floor = floor_of(plate.layers, width, height) if near is not None else None
        self.weather = Weather(kind, width, height, fps, self.seed % 99991, _COARSE.get(self.size, 1.0))
        self.grade = Grade(shot.get("style") or {}, width, height, self.seed % 65521)
        above = self.framing.above
        flat = above and not shot.get("insert")
        self.plan = plan_of(plate, overhead_unit(self.size, width, height), width, height) if flat else None
        self.seen = [self._from_above(spot) for spot in self.framing.places] if above else []
        self.people = [] if above else [Performer(shot["figures"][spot.index], self.actors[spot.index], spot, self)
                                        for spot in self._order()]
        spots = [one.seat_spot() for one in self.people if one.spot.sitter is not None and not one.spot.front]
        self.furniture = Furniture(spots, shot, self.light, width, height) if spots else None
        self.insert = Insert(shot["insert"], self.light, width, height) if shot.get("insert") else None
        self.letters = Letters(shot, faces_of(self.framing), self.frames, width, height)
        self.flames = str((shot.get("set") or {}).get("light")) in ("candles", "fire", "lantern")

    def _from_above(self, spot: Place) -> Seen:
        costume = self.shot["figures"][spot.index].get("costume") or {}
        return Seen(costume, self.actors[spot.index], self.light, spot.x, spot.y, spot.unit, (self.width, self.height))

    def _order(self) -> list[Place]:
        """Far figures first, so that no shoulder hides a shorter one's face: the tall behind, the edges of a group behind
        its middle, the shoulder before all."""
        middle = self.width / 2
        return sorted(self.framing.places, key=lambda spot: (spot.front, spot.unit, spot.y, -abs(spot.x - middle), spot.index))

    def frame(self, number: int) -> Image:
        """Frame `number` of the shot (BGR)."""
        view = camera.view(self.move, number, self.frames, self.fps, self.seed, self.tension)
        view = replace(view, roll=view.roll + self.framing.roll)
        now = number / self.fps
        if self.plan is not None:
            frame = under(self.plan, view, self.width, self.height)
        elif self.floor is not None:
            frame = self._floor(self.floor, view)
        else:
            frame = self.backdrop.draw(view, number, now, self.weather)
        if self.plate.open_air or self.weather.kind == "fog":
            self.weather.draw(frame, number, front=False)
        lens = camera.matrix(view, 1.0, self.width, self.height)
        for piece in self.furniture.seats if self.furniture is not None else ():
            piece.put(frame, lens)
        faces = [face for one in self.people if not one.spot.front and (face := one.draw(frame, view, number)) is not None]
        for piece in self.furniture.tables if self.furniture is not None else ():
            piece.put(frame, lens)
        for one in self.people:
            if one.spot.front:
                one.draw(frame, view, number)
            elif self.furniture is not None:
                one.draw_arms(frame, lens, number)
        for person in self.seen:
            person.draw(frame, view, number)
        if self.insert is not None:
            self.insert.draw(frame, view, number, now, self.seed)
        if self.floor is None and self.plan is None:
            self.backdrop.front(frame, view)
        if self.plate.open_air or self.weather.kind == "embers":
            self.weather.draw(frame, number, front=True)
        if self.framing.keystone:
            frame = _leaned(frame, self.framing.keystone)
        if view.smear > 0.01:
            frame = cv2.blur(frame, (max(1, int(view.smear * self.width)), 1))
        gain = self.weather.gain(number)
        if self.flames:
            gain *= 1 + 0.016 * glimmer(self.seed % 1000, now)
        frame = self.grade.apply(frame, faces, number, gain)
        return self.letters.draw(frame, number)


    def _floor(self, floor: Image, view: camera.View) -> Image:
        """The ground that fills the frame behind somebody who lies near."""
        x, y = round(self.width * MARGIN), round(self.height * MARGIN)
        where = camera.chain(camera.matrix(view, 0.9, self.width, self.height), np.array([[1.0, 0.0, -x], [0.0, 1.0, -y]]))
        return np.ascontiguousarray(warped(floor, where, (0, 0, self.width, self.height), cv2.BORDER_REPLICATE))


class Performer:
    """One figure of a shot: its puppet on its mark."""

    def __init__(self, figure: Mapping[str, Any], actor: Actor, spot: Place, picture: Picture) -> None:
        self.actor, self.spot = actor, spot
        self.width, self.height = picture.width, picture.height
        self.holding = figure.get("holding")
        self.racked = picture.move == "rack-focus"
        near = 1.1 if any(kind == "step-forward" for _, _, kind in actor.gestures) else 1.0
        # the shoulder out of focus is drawn at half the size: the blur hides it
        self.scale = spot.unit * (0.5 if spot.front else camera.closest(picture.move) * near)
        bottom = min(8.0, max(0.8, (picture.height * 1.08 - spot.y) / spot.unit + 0.4))
        if spot.rest is not None:
            bottom = 5.0 if spot.rest.near else 8.0
        if any(kind in ("kneel", "slump", "stumble", "step-forward") for _, _, kind in actor.gestures):
            bottom = min(8.0, bottom + 0.4)
        outer, lowered = outer_side(spot, picture.framing.places, actor.facing)
        seat = spot.sitter.seat if spot.sitter is not None else None
        self.puppet = Puppet(figure.get("costume") or {}, picture.light, self.scale, bottom, outer, lowered, seat)
        self.feet = stature(figure.get("costume") or {})
        self.grounded = bottom > 6.0 and not spot.front
        self.ground = None
        if spot.rest is not None:
            tall = self.feet[0] / self.feet[1]
            self.ground = Ground(spot.rest, spot.unit, tall, picture.light, picture.width, picture.height)
        self.cache: Image | None = None
        self.last: tuple[int, Sprite] | None = None

    def draw(self, frame: Image, view: camera.View, number: int) -> tuple[float, float, float] | None:
        """Draw the figure into `frame`; the face (middle and half height) when it is one to be kept from glowing."""
        moment = self.actor.at(number)
        if self.spot.front:
            self._shoulder(frame, view, moment)
            return None
        sprite = self._drawn(number)
        image = sprite.image
        if self.racked and view.focus > 0.05:
            image = blurred(image, 0.008 * self.height * view.focus)
        lens = camera.matrix(view, 1.0, self.width, self.height)
        if self.grounded and moment.lain < 0.2:
            self._ground(frame, lens, moment)
        if self.ground is not None:
            self.ground.put(frame, lens, self.ground.under, moment.lain**5)
        where = camera.chain(lens, self._mark(moment, sprite.x, sprite.y))
        place(frame, image, where)
        if self.ground is not None:
            self.ground.put(frame, lens, self.ground.over)
        x, y = where[:, :2] @ np.array([sprite.x, sprite.y]) + where[:, 2]
        unit = self.spot.unit * moment.near * view.lens * (1 + view.dolly)
        return float(x), float(y + (CHIN - CROWN) / 2 * unit), unit * 0.5

    def seat_spot(self) -> Spot:
        """Where the figure sits, in pixels of the frame at rest."""
        sitter, spot = self.spot.sitter, self.spot
        assert sitter is not None
        eyes = spot.y + (sitter.drop - spot.sunk) * spot.unit
        if not spot.sunk:
            eyes = min(eyes, max(spot.y, _LOWEST * self.height))
        turn = {"left": -1.0, "right": 1.0}.get(self.actor.facing, 0.25)
        return Spot(spot.x, eyes + sitter.level * spot.unit, eyes + sitter.floor * spot.unit, spot.unit / self.feet[1], turn,
                    sitter)

    def draw_arms(self, frame: Image, lens: Affine, number: int) -> None:
        """The arms of who sits at a table, over it."""
        sprite = self._drawn(number)
        if sprite.arms is not None:
            mark = self._mark(self.actor.at(number), 0.0, 0.0)
            corner = np.array([[1.0, 0.0, sprite.arms.x], [0.0, 1.0, sprite.arms.y]])
            place(frame, sprite.arms.image, camera.chain(lens, camera.chain(mark, corner)))

    def _drawn(self, number: int) -> Sprite:
        """The figure as drawn for frame `number`: on twos, as hand-drawn film is; place and camera move on ones."""
        two = number // ON
        if self.last is None or self.last[0] != two:
            self.last = (two, self.puppet.sprite(self.actor.at(two * ON).pose, self.holding))
        return self.last[1]

    def _mark(self, moment: Moment, x: float, y: float) -> Affine:
        """The map of sprite pixels to the frame at rest."""
        grow = self.spot.unit * moment.near / self.scale
        unit = self.spot.unit * moment.near
        if self.spot.rest is not None:
            start = (self.spot.x + moment.dx * self.width, self.spot.y + moment.dy * unit)
            return laid(self.spot.rest, moment.lain, start, self.feet[0] / self.feet[1] * unit, grow, x, y)
        sitter = self.spot.sitter
        dy = moment.dy + (moment.sat * sitter.drop if sitter is not None else 0.0) - self.spot.sunk
        down = min(self.spot.y + dy * unit, max(self.spot.y, _LOWEST * self.height))
        if moment.lain:  # out of the picture, where too little of the floor is in it
            down += 4.2 * moment.lain * unit
        return np.array([[grow, 0, self.spot.x + moment.dx * self.width - x * grow],
                         [0, grow, down - y * grow]], np.float64)  # fmt: skip

    def _shoulder(self, frame: Image, view: camera.View, moment: Moment) -> None:
        """The dark, blurred back of the one whose shoulder we look over; it breathes and sways, drawn once."""
        if self.cache is None:
            # turned to the subject; so a tail, too, is at the frame's edge and not before the subject
            turned = -0.16 if self.spot.x > self.width / 2 else 0.16
            sprite = self.puppet.sprite(Pose(breath=0.4, yaw=turned, away=True), None)
            image = blurred(sprite.image, _SOFT * self.height)
            dark = cv2.convertScaleAbs(image, alpha=_SHADE)
            dark[..., 3] = image[..., 3]
            self.cache = dark
            self.origin = (sprite.x, sprite.y)
        pose = moment.pose
        sway = replace(moment, dx=moment.dx + 0.004 * pose.sway, dy=min(0.1, moment.dy) - 0.012 * pose.breath, lain=0.0)
        lens = camera.matrix(view, 1.35, self.width, self.height)
        place(frame, self.cache, camera.chain(lens, self._mark(sway, *self.origin)))

    def _ground(self, frame: Image, lens: Affine, moment: Moment) -> None:
        """The soft shadow where the feet meet the floor."""
        eyes, head = self.feet
        unit = self.spot.unit / head
        x = self.spot.x + moment.dx * self.width
        y = self.spot.y + (eyes - self.spot.sunk * head + 0.02) * unit
        across, deep = 1.15 * unit, 0.26 * unit
        cx, cy = lens[:, :2] @ np.array([x, y]) + lens[:, 2]
        x0, x1 = max(0, int(cx - across)), min(self.width, int(cx + across) + 1)
        y0, y1 = max(0, int(cy - deep)), min(self.height, int(cy + deep) + 1)
        if x1 <= x0 or y1 <= y0:
            return
        gy, gx = np.ogrid[y0:y1, x0:x1]
        far = np.clip(1 - ((gx - cx) / across) ** 2 - ((gy - cy) / deep) ** 2, 0, 1)
        keep = (255 * (1 - 0.62 * far**1.5)).astype(np.uint8)
        part = frame[y0:y1, x0:x1]
        cv2.multiply(part, cv2.cvtColor(keep, cv2.COLOR_GRAY2BGR), dst=part, scale=1 / 255)


def _leaned(frame: Image, keystone: float) -> Image:
    """Uprights that converge: upwards seen from below (`keystone` < 0), downwards from above; about the eye line, with
    as much enlargement as fills the corners."""
    height, width = frame.shape[:2]
    lean, x, y = _LEAN * keystone / height, width / 2, 0.35 * height
    grow = 1 + abs(_LEAN * keystone) * 0.66
    turn = np.array([[grow, x * lean, x - grow * x - x * y * lean], [0, grow + y * lean, y - grow * y - y * y * lean],
                     [0, lean, 1 - y * lean]], np.float64)  # fmt: skip
    return np.asarray(cv2.warpPerspective(frame, turn, (width, height), borderMode=cv2.BORDER_REPLICATE))


def _light(light: Light, mirror: bool) -> Light:
    return replace(light, key_side=-light.key_side, rim_side=-light.rim_side) if mirror else light
