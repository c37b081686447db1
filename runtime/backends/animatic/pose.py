"""What a drawn person does at one moment: the word between the stage, which moves people, and the figure, which draws."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pose:
    """A moment of acting.

    emotion    id of the stdlib `emotions`; `intensity` 0 (neutral) to 1 (full)
    mouth      A to H, or X at rest (Preston Blair shapes); `blink` 0 open to 1 closed
    gaze_x/y   where the irises look, -1 to 1 (right and down are positive, seen from the camera)
    yaw        the head's turn, -1 (profile towards screen left) to 1 (screen right); 0 faces the camera
    pitch      nod, -1 up to 1 down; `tilt` the head's lean in degrees, clockwise positive
    breath     0 to 1, chest at rest to full; `sway` -1 to 1, secondary motion of hair and cloth
    gesture    id of the stdlib `gestures` (idle when empty); `reach` 0 to 1, how far it has come
    away       seen from behind (the near shoulder of an over-the-shoulder)
    sat        0 standing to 1 sitting on the figure's seat
    """

    emotion: str = "neutral"
    intensity: float = 0.5
    mouth: str = "X"
    blink: float = 0.0
    gaze_x: float = 0.0
    gaze_y: float = 0.0
    yaw: float = 0.0
    pitch: float = 0.0
    tilt: float = 0.0
    breath: float = 0.0
    sway: float = 0.0
    gesture: str = ""
    reach: float = 0.0
    away: bool = False
    sat: float = 0.0
