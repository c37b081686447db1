"""A person on paper, cut into layers and joined again for every pose.

Each layer is drawn once for its own part of the pose and kept: hair behind the body and the dressed body by turn,
gesture and sway; the head by turn and sway; the face patch by expression, mouth, lids and gaze. A frame of talk costs
a patch and the joining. Small turns between the drawn steps are moves of the drawn head.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from .. import canvas as ink
from ..light import Light
from ..pose import Pose
from . import body, face, lighting
from .acting import Acting, act
from .expression import Face, face_of
from .frame import Frame
from .grip import holder, is_blade
from .layers import Layer, Shelf, crop, cut, moved, paint, stack
from .mouth import jaw_drop
from .person import person_of
from .sitting import Seat
from .turn import MAX_YAW, Turn

_YAW, _PITCH, _BREATH = 0.08, 0.2, 5
_LOOSE = frozenset({"long", "half-up", "ponytail", "bun", "topknot", "braid", "bob", "curly"})
"""Hair that moves with the wind."""
_FLOWING = frozenset({"hanfu", "hanfu-bridal", "robe-scholar", "robe-monk", "cloak", "armour"})
_PIVOT = 46.0
"""Where the head turns on the neck, du below the eyes."""


@dataclass(frozen=True, slots=True)
class Sprite:
    """A drawn figure: `image` is uint8 BGRA premultiplied; (`x`, `y`) is the pixel where the middle between the eyes
    is when the head faces the camera upright. A turned head moves its eyes up to 0.15 heads towards where it looks,
    and the body stays. `arms` of who sits at a table are drawn apart: they lie on it."""

    image: ink.Image
    x: float
    y: float
    arms: Layer | None = None


class Puppet:
    """The figure in `costume` (SHOT.figures[].costume) under `light`. `scale` is pixels per head, `bottom` how far down
    (heads below the eyes) it is drawn; the frame hides the rest. A blade is held at the side `outer` of the picture (-1
    left, 1 right) whichever way the figure turns, upright or `lowered`."""

    def __init__(self, costume: Mapping[str, Any], light: Light, scale: float, bottom: float, outer: int = -1,
                 lowered: bool = False, seat: Seat | None = None) -> None:
        self.person = person_of(costume)
        self.light, self.scale = light, float(scale)
        self.outer, self.lowered, self.seat = outer, lowered, seat
        self._gust = 0.25 if scale > 350 else 0.2
        floor = (self.person.stature * 100 - 52) / 100 + 0.14
        self.bottom = max(0.6, min(float(bottom), floor))
        self._bodies: Shelf[Layer] = Shelf(6)
        self._breaths: Shelf[Layer] = Shelf(6)
        self._backs: Shelf[Layer] = Shelf(7)
        self._heads: Shelf[_Head] = Shelf(10)
        self._bases: Shelf[Layer] = Shelf(8)
        self._faces: Shelf[Layer] = Shelf(28)
        self._patches: Shelf[Layer] = Shelf(28)

    def sprite(self, pose: Pose, holding: Mapping[str, Any] | None = None) -> Sprite:
        """The figure in `pose`, with `holding` (a THING: shape and colours) in its hand. Raises KeyError for an
        emotion, a mouth, a garment or a hair style that the vocabulary does not have."""
        seat = self.seat
        acting = act(self.person, pose, holding is not None, 0, seat)
        yaw = max(-MAX_YAW, min(MAX_YAW, acting.yaw))
        steady = round(yaw / _YAW) * _YAW
        pitch = max(-1.0, min(1.0, acting.pitch))
        look = face_of(pose.emotion, pose.intensity)
        pitch = max(-1.0, min(1.0, pitch + 0.55 * look.drop))
        held = round(pitch / _PITCH) * _PITCH
        sway = round(pose.sway / self._gust) * self._gust if self.person.hair_style in _LOOSE else 0.0
        state = _State(round(steady, 3), round(held, 3), sway, pose.away)
        if is_blade(holding):
            acting = act(self.person, pose, True, -self.outer if state.mirrored else self.outer, seat)
        layers = [self._dressed(state, acting, pose, holding)]
        head = self._head(state, pose, look)
        layers.append(self._set(head, acting, yaw - steady, pitch - held, pose, look))
        whole = stack(layers)
        if acting.roll:
            side = -1.0 if steady < 0 else 1.0
            whole = moved(whole, _turned(side * acting.roll, 0.0, 90 * self.scale / 100, 0.0, 0.0))
        arms = self._arms(state, acting, pose, holding) if self._apart(pose) else None
        return Sprite(whole.image, float(-whole.x), float(-whole.y), arms)

    # ---- layers ------------------------------------------------------------------------------------------------

    def _key(self, mirrored: bool) -> float:
        """The light's side in the drawing space of a part that is mirrored or not."""
        side = 1.0 if self.light.key_side > 0 else -1.0
        return -side if mirrored else side

    def _wide(self, acting: Acting) -> float:
        if self.bottom < 1.7 and not acting.kneel and not acting.sat and max(abs(acting.near.wrist[0]), abs(acting.far.wrist[0])) < 95:
            return 1.45
        return 2.75

    def _dressed(self, state: _State, acting: Acting, pose: Pose, holding: Mapping[str, Any] | None) -> Layer:
        """Body and the hair behind it."""
        key, drawn = self._body(state, acting, pose, holding, "none" if self._apart(pose) else "all")
        breath = round(pose.breath * _BREATH)

        def make() -> Layer:
            chest = self._breathing(drawn, breath / _BREATH)
            return chest if state.away else stack([self._back(state), chest])

        return self._breaths.get((key, breath, state.yaw, state.sway), make)

    def _body(self, state: _State, acting: Acting, pose: Pose, holding: Mapping[str, Any] | None,
              limbs: str = "all") -> tuple[Hashable, Layer]:
        reach = round(pose.reach * 12) / 12 if pose.gesture else 0.0
        thing = (str(holding.get("shape")), tuple(holding.get("colours") or ())) if holding else None
        turned = round(state.yaw / 0.16) * 0.16
        flows = self.bottom > 1.5 or self.person.garment in _FLOWING
        wind = round(pose.sway * 2) / 2 if flows else 0.0
        sat = round(pose.sat * 10) / 10 if self.seat is not None else 0.0
        key = (turned, state.mirrored, wind, state.away, pose.gesture if reach else "", reach, thing, sat, limbs)

        def make() -> Layer:
            mirrored = state.mirrored
            frame = Frame(self.person, turned, self._key(mirrored), state.away)
            turn = Turn(self.person, turned, state.pitch)
            jaw = face.jaw_path(turn)
            wide = self._wide(acting)
            sway = -wind if mirrored else wind

            def draw(canvas: Any) -> None:
                if limbs != "only":
                    body.draw_behind_body(canvas, frame, sway, acting.sat)
                body.draw_body(canvas, frame, acting, jaw, 0.5, sway, 0.0, holder(holding, self.person, self.lowered), self.seat,
                               limbs)

            top = -1.7 if is_blade(holding) and not self.lowered else -0.75
            layer = paint(self.scale, -wide, top, wide, self.bottom, mirrored, draw)
            return self._lit(layer, rim=limbs != "only")

        return key, self._bodies.get(key, make)

    def _apart(self, pose: Pose) -> bool:
        """Whether the arms lie on a table before the body."""
        return self.seat is not None and self.seat.table and pose.sat > 0.5 and not pose.away

    def _arms(self, state: _State, acting: Acting, pose: Pose, holding: Mapping[str, Any] | None) -> Layer:
        return self._breathing(self._body(state, acting, pose, holding, "only")[1], round(pose.breath * _BREATH) / _BREATH)

    def _breathing(self, layer: Layer, breath: float) -> Layer:
        """The chest lifts by up to 1.1 du about the waist."""
        if breath <= 0:
            return layer
        grow = 1 + 0.0085 * breath
        waist = 1.95 * self.scale
        return moved(layer, np.array([[1 + 0.003 * breath, 0, 0], [0, grow, waist * (1 - grow)]]))

    def _back(self, state: _State) -> Layer:
        def make() -> Layer:
            turn = Turn(self.person, state.yaw, 0.0)
            low = min(self.bottom, 2.2)

            def draw(canvas: Any) -> None:
                face.draw_back(canvas, turn, state.sway)

            return self._lit(paint(self.scale, -1.3, -1.0, 1.3, low, turn.mirrored, draw))

        return self._backs.get((state.yaw, state.sway), make)

    def _lit(self, layer: Layer, rim: bool = True) -> Layer:
        """`layer` in the light of the set, with a rim unless it lies before the body."""
        layer = crop(layer, 8)
        if layer.image.shape[0] > 1:
            low = min(max(self.bottom, 2.4), 6.6)
            if rim:
                lighting.light_layer(layer.image, self.light, self.scale, -layer.x, -layer.y, low)
            else:
                lighting.tint(layer.image, self.light, self.scale, -layer.x, -layer.y, low)
        return layer

    # ---- head --------------------------------------------------------------------------------------------------

    def _head(self, state: _State, pose: Pose, look: Face) -> Layer:
        drawn = self._heads.get(state, lambda: self._draw_head(state))
        if state.away:
            return drawn.lit
        key = self._key(state.yaw < 0)
        jaw = round(jaw_drop(pose.mouth, look) * 0.75) / 0.75
        gaze = (
            round((pose.gaze_x + look.look_x * (1 if pose.gaze_x >= 0 else -1)) * 12) / 12,
            round((pose.gaze_y + look.look_y) * 10) / 10,
        )
        blink = round(pose.blink * 6) / 6
        run = round((pose.breath + 0.15) * 4) / 4 % 1.0 if look.tears > 0.1 or "tears" in self.person.marks else 0.0
        base = (state.yaw, state.pitch, jaw, drawn.patch)
        skin = self._bases.get(base, lambda: self._draw_base(state, jaw, drawn.patch, key))
        features = (*base, pose.emotion, round(pose.intensity * 20), pose.mouth, blink, gaze, run)
        bare = self._faces.get(features, lambda: self._draw_face(state, pose, look, jaw, blink, gaze, run, skin, key))
        patch = self._patches.get((state.sway, features), lambda: self._finish(bare, drawn))
        whole = drawn.lit.image.copy()
        x, y = patch.x - drawn.lit.x, patch.y - drawn.lit.y
        whole[y : y + patch.image.shape[0], x : x + patch.image.shape[1]] = patch.image
        return Layer(whole, drawn.lit.x, drawn.lit.y)

    def _draw_head(self, state: _State) -> _Head:
        turn = Turn(self.person, state.yaw, state.pitch)
        key = self._key(turn.mirrored)
        low = min(self.bottom, 1.5)

        def skin(canvas: Any) -> None:
            face.draw_base(canvas, turn, key, 0.0, state.away)

        def hair(canvas: Any) -> None:
            face.draw_hair(canvas, turn, state.sway, state.away)

        under = self._bases.get(
            ("whole", state.yaw, state.pitch, state.away),
            lambda: paint(self.scale, -0.95, -1.12, 0.95, min(0.75, low), turn.mirrored, skin),
        )
        over = paint(self.scale, -0.95, -1.12, 0.95, low, turn.mirrored, hair)
        whole = crop(stack([under, over]), 8)
        box = self._patch_box(turn, whole)
        gain = lighting.edge(whole.image[..., 3], self.light, self.scale, float(-whole.y))
        lighting.light_layer(whole.image, self.light, self.scale, -whole.x, -whole.y, 2.4, chin=True)
        x0, y0, x1, y1 = box
        part = gain[y0 - whole.y : y1 - whole.y, x0 - whole.x : x1 - whole.x].copy()
        return _Head(whole, cut(over, box), part, box)

    def _patch_box(self, turn: Turn, whole: Layer) -> tuple[int, int, int, int]:
        """The rectangle of everything that an expression moves, inside the head's layer."""
        left, right = turn.outline()[14][0] - 8, turn.cheek(8) + 12
        if turn.mirrored:
            left, right = -right, -left
        k = self.scale / 100
        drop = turn.pitch * 7
        box = (left * k, (-29 + drop) * k, right * k, (56 + drop) * k)
        x0, y0, x1, y1 = whole.box
        return max(x0, round(box[0])), max(y0, round(box[1])), min(x1, round(box[2])), min(y1, round(box[3]))

    def _draw_base(self, state: _State, jaw: float, box: tuple[int, int, int, int], key: float) -> Layer:
        """The unlit skin within the patch, with the jaw dropped."""
        turn = Turn(self.person, state.yaw, state.pitch, jaw)
        return self._in_box(box, turn.mirrored, lambda canvas: face.draw_base(canvas, turn, key, 0.0, False))

    def _draw_face(
        self,
        state: _State,
        pose: Pose,
        look: Face,
        jaw: float,
        blink: float,
        gaze: tuple[float, float],
        run: float,
        skin: Layer,
        key: float,
    ) -> Layer:
        """Skin with its features, not yet under hair and light."""
        turn = Turn(self.person, state.yaw, state.pitch, jaw)
        box = skin.box
        side = 1.0 if self.light.key_side > 0 else -1.0
        parts = face.Features(pose.mouth, look, blink, gaze, run, key, side)
        drawn = self._in_box(box, turn.mirrored, lambda canvas: face.draw_features(canvas, turn, parts))
        return stack([skin, drawn])

    def _finish(self, bare: Layer, drawn: _Head) -> Layer:
        """Hair over the patch, then the set's light as on the rest of the head."""
        image = bare.image.copy()
        ink.over(image, drawn.hair.image, 0, 0)
        lighting.tint(image, self.light, self.scale, -bare.x, -bare.y, 2.4)
        lighting.add_rim(image, drawn.gain, self.light)
        return Layer(image, bare.x, bare.y)

    def _in_box(self, box: tuple[int, int, int, int], mirrored: bool, draw: Any) -> Layer:
        x0, y0, x1, y1 = box
        image = ink.blank(x1 - x0, y1 - y0)
        canvas = ink.surface(image).getCanvas()
        canvas.translate(-x0, -y0)
        canvas.scale(-self.scale / 100 if mirrored else self.scale / 100, self.scale / 100)
        draw(canvas)
        return Layer(image, x0, y0)

    def _set(self, head: Layer, acting: Acting, yaw: float, pitch: float, pose: Pose, look: Face) -> Layer:
        """The head on its neck: tilted, ducked, and moved by what the drawn step leaves of the turn and the nod."""
        k = self.scale / 100
        lean = look.lean * (-1.0 if acting.yaw < 0 else 1.0) * 0.7
        rise = -1.0 * pose.breath
        return moved(head, _turned(acting.tilt + lean, 0.0, _PIVOT * k, yaw * 26 * k, (acting.duck + rise + pitch * 5.5) * k))


@dataclass(frozen=True, slots=True)
class _State:
    """The part of a pose that the head's drawing depends on."""

    yaw: float
    pitch: float
    sway: float
    away: bool

    @property
    def mirrored(self) -> bool:
        """The figure is drawn facing right and turned over to face left."""
        return self.yaw < 0


@dataclass(frozen=True, slots=True)
class _Head:
    """A drawn head: lit, without features; its unlit hair and its rim light within the patch."""

    lit: Layer
    hair: Layer
    gain: Any
    patch: tuple[int, int, int, int]


def _turned(degrees: float, x: float, y: float, dx: float, dy: float) -> Any:
    """A rotation about (x, y), clockwise on the picture, then a move."""
    a = math.radians(degrees)
    c, s = math.cos(a), math.sin(a)
    return np.array([[c, -s, x - c * x + s * y + dx], [s, c, y - s * x - c * y + dy]])
