"""The head put together: base, features and hair in drawing order, for a camera before or behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from . import coiffure, eyes, headgear, skin
from .expression import Face
from .hairstyles import hair_of
from .head import draw_head, draw_nose, face_path
from .mouth import draw_mouth, jaw_drop
from .nape import draw_nape
from .turn import Turn


@dataclass(frozen=True, slots=True)
class Features:
    """What moves in a face: the mouth's shape, the emotion's face, lids, gaze (screen), tears, the light's side in
    drawing space (`key`) and on the screen (`catch`)."""

    mouth: str
    look: Face
    blink: float
    gaze: tuple[float, float]
    tear: float
    key: float
    catch: float


def jaw_path(turn: Turn) -> Any:
    """The face's contour, for the shadow on the neck."""
    return face_path(turn)


def draw_back(canvas: Any, turn: Turn, sway: float) -> None:
    """Hair that hangs behind the body."""
    coiffure.draw_back(canvas, hair_of(turn, sway), turn.person.hair)


def draw_base(canvas: Any, turn: Turn, key: float, sway: float, away: bool) -> None:
    """Knots, skull, ears and the bare face."""
    hair = hair_of(turn, sway)
    if away:
        return
    coiffure.draw_under(canvas, hair, turn.person.hair)
    draw_head(canvas, turn, key, coiffure.front_shape(hair) if hair.cap else None)


def draw_hair(canvas: Any, turn: Turn, sway: float, away: bool) -> None:
    """What lies over the face: hair and what is worn in it."""
    hair = hair_of(turn, sway)
    if away:
        draw_nape(canvas, turn, hair, sway)
    else:
        skin.draw_chin_beard(canvas, turn)
        coiffure.draw_front(canvas, hair, turn.person.hair)
    headgear.draw_over(canvas, turn, hair, -sway if turn.mirrored else sway)


def draw_features(canvas: Any, turn: Turn, parts: Features) -> None:
    """Everything that an expression moves, over the bare face."""
    look = parts.look
    sides = (1, -1)
    for side in sides:
        eyes.socket(canvas, turn, side, look)
    skin.draw_flush(canvas, turn, look)
    skin.draw_stubble(canvas, turn)
    skin.draw_features(canvas, turn)
    skin.draw_age(canvas, turn, look)
    draw_nose(canvas, turn, parts.key)
    for side in sides:
        if side > 0 and turn.narrow(eyes.SPACING + 6) <= 0.22:
            continue
        eyes.Eye(turn, side, look, parts.blink).draw(canvas, parts.gaze, look, parts.catch)
    draw_mouth(canvas, turn, parts.mouth, look)
    skin.draw_beard(canvas, turn, jaw_drop(parts.mouth, look))
    for side in sides:
        eyes.brow(canvas, turn, side, look)
    skin.draw_marks(canvas, turn)
    skin.draw_tears(canvas, turn, look, parts.tear)
    headgear.draw_face_wear(canvas, turn)
