"""Camera moves as pure functions of time: what the lens does at each frame, and where that puts a layer.

A pan or zoom turns or lengthens the lens: every depth moves alike. A push, truck or crane moves the camera: the near
moves more than the far (parallax), which is what tells the two apart on a screen.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

CENTRE = 0.34
"""The height in the frame about which moves are made: the region of the eye line, so that a push goes to the face."""


@dataclass(frozen=True, slots=True)
class View:
    """The camera at one moment. `lens` and `dolly` enlarge (1 + dolly at depth 1); pan and track shift by fractions
    of the frame's width and height (positive: camera to the right, down); `roll` in degrees; `focus` 0 near, 1 far;
    `smear` is the length of motion blur as a fraction of the width."""

    lens: float = 1.0
    dolly: float = 0.0
    pan_x: float = 0.0
    pan_y: float = 0.0
    track_x: float = 0.0
    track_y: float = 0.0
    roll: float = 0.0
    focus: float = 0.0
    smear: float = 0.0


def ease(t: float) -> float:
    """Smootherstep (Perlin): 0 to 1 with no speed and no acceleration at the ends."""
    t = min(1.0, max(0.0, t))
    return t * t * t * (t * (6 * t - 15) + 10)


def glide(t: float) -> float:
    """A move already running when the shot begins: mostly even speed, softened at the ends."""
    t = min(1.0, max(0.0, t))
    return 0.7 * t + 0.3 * ease(t)


def drift(seed: int, frame: int, fps: int, rate: float = 1.0) -> tuple[float, float, float]:
    """Slow wandering in x, y and roll, -1 to 1: sums of sines that do not repeat within a shot."""
    now, p = frame / fps * rate, (seed % 997) * 0.37
    x = 0.6 * math.sin(0.9 * now + p) + 0.4 * math.sin(2.3 * now + 1.7 * p)
    y = 0.6 * math.sin(1.1 * now + 2.1 * p) + 0.4 * math.sin(2.9 * now + 0.6 * p)
    return x, y, 0.7 * math.sin(0.7 * now + 3.1 * p) + 0.3 * math.sin(1.9 * now + p)


def view(move: str, frame: int, frames: int, fps: int, seed: int, tension: float = 0.0) -> View:
    """The camera at `frame` of a shot of `frames` under `move` (stdlib `moves`). A static camera breathes: a slow push
    of 1.5 % and a drift of a few pixels, so that no picture freezes. `tension` makes a hand-held camera shakier."""
    t = frame / max(1, frames - 1)
    s, g = ease(t), glide(t)
    dx, dy, dr = drift(seed, frame, fps)
    x, y = 0.0016 * dx, 0.0011 * dy
    if move == "handheld":
        fast = drift(seed + 7, frame, fps, 2.6)
        power = 0.6 + 0.8 * tension
        return View(lens=1.03, dolly=0.02 * g, pan_x=(0.008 * dx + 0.004 * fast[0]) * power,
                    pan_y=(0.006 * dy + 0.003 * fast[1]) * power, track_x=0.006 * dx * power, roll=0.5 * dr * power)
    if move in ("push-in", "pull-out"):
        amount = 0.14 * (g if move == "push-in" else 1 - g)
        return View(dolly=amount, track_x=x, track_y=y - 0.004 * amount)
    if move in ("zoom-in", "zoom-out"):
        amount = 0.16 * (g if move == "zoom-in" else 1 - g)
        return View(lens=1 + amount, track_x=x, track_y=y)
    across, up = _travel(move)
    if move.startswith("whip-pan"):
        speed = _whip(t)
        return View(lens=1.06, pan_x=across * 0.9 * (ease(min(1.0, t * 2.2)) - 1), track_x=x, track_y=y, smear=speed)
    if move.startswith(("pan", "tilt")):
        return View(lens=1.02, pan_x=across * (s - 0.5) * 0.2 + x, pan_y=up * (s - 0.5) * 0.14 + y)
    if move.startswith(("truck", "crane")):
        return View(dolly=0.02, track_x=across * (g - 0.5) * 0.22 + x, track_y=up * (g - 0.5) * 0.16 + y)
    if move == "orbit":
        return View(dolly=0.05 * g, track_x=0.17 * (g - 0.5), pan_x=-0.13 * (g - 0.5), roll=0.6 * (g - 0.5), track_y=y)
    if move == "rack-focus":
        return View(dolly=0.03 * g, track_x=x, track_y=y, focus=1 - ease((t - 0.3) / 0.4))
    return View(dolly=0.015 * g, track_x=x, track_y=y)


def closest(move: str) -> float:
    """How much larger than at rest `move` shows the people at its end that is nearest to them."""
    ends = view(move, 0, 2, 24, 0), view(move, 1, 2, 24, 0)
    return max(now.lens * (1 + now.dolly) for now in ends)


def _travel(move: str) -> tuple[float, float]:
    """The direction of a move: right and down are positive."""
    if move.endswith("left"):
        return -1.0, 0.0
    if move.endswith("right"):
        return 1.0, 0.0
    return 0.0, (-1.0 if move.endswith("up") else 1.0 if move.endswith("down") else 0.0)


def _whip(t: float) -> float:
    """The smear of a whip pan that lands in the first half of the shot."""
    return 0.22 * max(0.0, math.sin(min(1.0, t * 2.2) * math.pi))


def matrix(now: View, depth: float, width: int, height: int) -> NDArray[np.float64]:
    """The affine map (2 x 3) of frame pixels at rest to frame pixels under `now`, for a layer at parallax `depth`."""
    scale = now.lens * (1 + now.dolly * depth)
    angle = math.radians(now.roll)
    c, s = math.cos(angle) * scale, math.sin(angle) * scale
    cx, cy = width / 2, height * CENTRE
    x = cx - (now.pan_x + now.track_x * depth) * width
    y = cy - (now.pan_y + now.track_y * depth) * height
    return np.array([[c, -s, x - c * cx + s * cy], [s, c, y - s * cx - c * cy]], np.float64)


def chain(outer: NDArray[np.float64], inner: NDArray[np.float64]) -> NDArray[np.float64]:
    """The affine map that does `inner` first, then `outer`."""
    made = outer[:, :2] @ inner
    made[:, 2] += outer[:, 2]
    return np.asarray(made, np.float64)
