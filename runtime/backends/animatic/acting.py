"""Performance: what the shot says of moods, gestures and speech becomes a pose for every figure at every frame.

Rates are from watching people talk: a blink every two to five seconds and with each turn of the eyes, breath about 16
to the minute (quicker when upset), small saccades, a nod on stressed syllables, answers from those who listen.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .camera import ease
from .lips import SHIFT, mouths
from .lying import SOON
from .pose import Pose
from .seating import KNEELS

_GAZE = {"left": (-0.5, 0.0, -0.48, 0.0), "right": (0.5, 0.0, 0.48, 0.0), "down": (0.0, 0.62, 0.0, 0.3),
         "up": (0.1, -0.6, 0.0, -0.28), "camera": (0.0, 0.0, 0.0, 0.0), "away": (0.0, 0.3, 0.0, 0.12)}  # fmt: skip
_TURN = {"left": -0.48, "right": 0.48}
_EXCITED = frozenset({"anger", "fear", "shock", "tears", "plead", "pain"})
_BLINK = (0.45, 1.0, 1.0, 0.55, 0.2)
_CHANGE, _LOOK = 7, 6
_ALONE = frozenset({"nod", "shake", "lower-head", "look-up", "turn-away"})


@dataclass(frozen=True, slots=True)
class Moment:
    """A figure at one frame: its pose, and how far the body is from its mark: `dx` in frame widths, `dy` in hu
    (down), `near` as a factor of size; `lain` 0 upright to 1 lying, `sat` 0 to 1 sitting."""

    pose: Pose
    dx: float = 0.0
    dy: float = 0.0
    near: float = 1.0
    lain: float = 0.0
    sat: float = 0.0


@dataclass(frozen=True, slots=True)
class _Mood:
    frame: int
    emotion: str
    intensity: float
    gaze: str


@dataclass(slots=True)
class Actor:
    """One figure of a shot, ready to be asked for any frame."""

    fps: int
    facing: str
    away: bool
    moods: list[_Mood]
    gestures: list[tuple[int, int, str]]
    mouth: dict[int, str]
    beats: list[int]
    blinks: dict[int, float]
    glances: list[tuple[int, float, float]]
    phase: float
    talk: list[tuple[int, int]] = field(default_factory=list)
    heard: list[int] = field(default_factory=list)

    def at(self, frame: int) -> Moment:
        """The moment at `frame`; a pure function of what the actor was made from."""
        now = frame / self.fps
        emotion, intensity = self._feeling(frame)
        gx, gy, yaw, pitch = self._look(frame)
        quick = 1.5 if emotion in _EXCITED else 1.0
        breath = 0.5 - 0.5 * math.cos(math.tau * (now * 0.27 * quick + self.phase))
        tilt = 1.1 * math.sin(now * 0.83 + self.phase * 9) + 0.7 * math.sin(now * 1.9 + self.phase * 5)
        yaw += 0.022 * math.sin(now * 0.61 + self.phase * 7)
        pitch += 0.018 * math.sin(now * 0.74 + self.phase * 3)
        beat = self._beat(frame)
        pitch += 0.15 * beat * (0.6 + 0.6 * intensity)
        tilt += 1.3 * beat * (1 if int(self.phase * 100) % 2 else -1)
        if emotion == "fear" or (emotion == "tears" and intensity > 0.6):
            tilt += 0.35 * intensity * math.sin(now * math.tau * 7.1)
        gesture, reach, dx, dy, near, turn = self._act(frame)
        lain, sat = self._lain(frame), self._sat(frame)
        closed = max(self.blinks.get(frame, 0.0), 1.0 if lain > 0.85 and self._asleep(emotion, intensity) else 0.0)
        if lain:
            yaw, pitch, gx = yaw * (1 - 0.55 * lain), pitch * (1 - lain), gx * (1 - 0.5 * lain)
        if sat and self.facing not in _TURN and not self.away:
            yaw, gx = yaw + _ASIDE * sat, gx - _ASIDE * sat  # the lap of who faces us is turned a little
        yaw, pitch, tilt = yaw + turn[0], pitch + turn[1], tilt + turn[2]
        sway = 0.24 * math.sin(now * 1.25 + self.phase * 6) + 0.1 * math.sin(now * 2.7 + self.phase) + dx * 3
        pose = Pose(emotion, _round(intensity, 20), self.mouth.get(frame, "X"), _round(closed, 20),
                    _clip(gx), _clip(gy), _clip(yaw), _clip(pitch), round(tilt, 2), round(breath, 3),
                    _clip(sway), gesture, round(reach, 3), self.away, round(sat, 3))  # fmt: skip
        return Moment(pose, dx, dy + 0.006 * (1 - lain) * (1 - sat) * math.sin(now * 1.1 + self.phase * 4), near, lain, sat)

    def _asleep(self, emotion: str, intensity: float) -> bool:
        """Whether who lies there has closed eyes: nothing is felt, and nothing said."""
        return not self.mouth and (emotion == "neutral" or intensity < 0.2)

    def _lain(self, frame: int) -> float:
        """How far the figure has come from standing to lying: a fall gathers speed, and the body settles after it."""
        lain = 0.0
        for start, length, kind in self.gestures:
            t = 1.0 if length <= 1 else min(1.0, (frame - start) / (length * _FALL))
            if kind == "lie":
                lain = lain or 1.0
            elif frame < start:
                continue
            elif kind == "fall":
                lain = max(lain, _drop(t))
            elif kind == "rise" and start <= SOON:
                lain *= 1 - ease(t * _FALL)
        return lain

    def _sat(self, frame: int) -> float:
        """How far the figure has come to sit: it sits down, gets up, or leaves its seat for something that nobody does on it."""
        sat = 0.0
        for start, length, kind in self.gestures:
            if frame < start and (start or length > 1):
                continue
            t = 1.0 if length <= 1 else min(1.0, (frame - start) / length)
            if kind == "sit":
                sat = max(sat, ease(t / _FALL))
            elif kind == "rise":
                sat *= 1 - ease(t / 0.8)
            elif kind in _LEAVES_SEAT or kind.startswith(("enter", "exit")):
                sat *= 1 - ease(t / 0.3)
        return sat

    def _feeling(self, frame: int) -> tuple[str, float]:
        """The face eases out of one mood and into the next over seven frames."""
        at = max((n for n, mood in enumerate(self.moods) if mood.frame <= frame), default=0)
        mood = self.moods[at]
        since = frame - mood.frame
        if at == 0 or since >= _CHANGE:
            return mood.emotion, mood.intensity
        before = self.moods[at - 1]
        if before.emotion == mood.emotion:
            return mood.emotion, before.intensity + (mood.intensity - before.intensity) * ease(since / _CHANGE)
        if since < 2:
            return before.emotion, before.intensity * (0.75, 0.4)[since]
        return mood.emotion, mood.intensity * (0.25 + 0.75 * ease((since - 1) / (_CHANGE - 1)))

    def _target(self, gaze: str) -> tuple[float, float, float, float]:
        turn = _TURN.get(self.facing, 0.0)
        gaze, _, level = gaze.partition("-")
        if gaze not in _GAZE:
            gaze = self.facing if self.facing in _TURN else "camera"
        gx, gy, yaw, pitch = _GAZE[gaze]
        if gaze in ("down", "up"):
            yaw = turn * 0.8
            gx += yaw * 0.5
        elif gaze == "camera" and self.facing in _TURN:
            yaw = turn * 0.3
            gx = -yaw * 0.6
        elif gaze == "away":
            yaw = -turn * 0.7 if turn else 0.4
            gx = yaw * 0.9
        rise = {"up": -1.0, "down": 1.0}.get(level, 0.0)
        return gx, gy + 0.3 * rise, yaw, pitch + 0.17 * rise

    def _look(self, frame: int) -> tuple[float, float, float, float]:
        at = max((n for n, mood in enumerate(self.moods) if mood.frame <= frame), default=0)
        mood = self.moods[at]
        now = self._target(mood.gaze)
        since = frame - mood.frame
        if at and since < _LOOK + 4:
            b = self._target(self.moods[at - 1].gaze)
            eyes, head = ease(since / 3), ease(since / (_LOOK + 4))  # eyes lead, the head follows
            now = (b[0] + (now[0] - b[0]) * eyes, b[1] + (now[1] - b[1]) * eyes,
                   b[2] + (now[2] - b[2]) * head, b[3] + (now[3] - b[3]) * head)
        gx, gy, yaw, pitch = now
        glance = next((one for one in reversed(self.glances) if one[0] <= frame), None)
        if glance:
            gx, gy = gx + glance[1], gy + glance[2]
        return gx, gy, yaw, pitch

    def _beat(self, frame: int) -> float:
        """The nod of the stressed syllable that is being spoken: down in three frames, up in five."""
        total = 0.0
        for beat in self.beats:
            since = frame - beat
            if -3 <= since < 6:
                total += ease((since + 3) / 3) if since < 0 else 1 - ease(since / 6)
        for beat in self.heard:
            since = frame - beat
            if 0 <= since < 16:
                total += 0.75 * math.sin(since / 16 * math.pi)
        return min(1.0, total)

    def _act(self, frame: int) -> tuple[str, float, float, float, float, tuple[float, float, float]]:
        """Gesture, reach, displacement and head turn of the gesture under way; what was left stays left."""
        gesture, reach, dx, dy, near = "", 0.0, 0.0, 0.0, 1.0
        yaw = pitch = tilt = 0.0
        for start, length, kind in self.gestures:
            t = (frame - start) / max(1, length)
            if kind.startswith("enter"):
                dx, step = _walk(1 - min(1.0, max(0.0, t * _BRISK)), kind.endswith("left"), frame, self.fps)
                dy += step
                if 0 <= t < 1:
                    yaw += 0.35 if kind.endswith("left") else -0.35
            if t < 0:
                continue
            if kind.startswith("exit"):
                dx, step = _walk(min(1.0, t * _BRISK), kind.endswith("left"), frame, self.fps)
                dy += step
                yaw += (-0.5 if kind.endswith("left") else 0.5) * ease(min(1.0, t * 4))
            elif kind == "sit":
                if length > 1 and t < 1:  # leaning forward on the way down
                    gesture, reach = kind, math.sin(t * math.pi)
            elif kind in _LOW:
                down, aside, lean, reach = _low(kind, t, length)
                gesture, dy, dx, tilt = kind, dy + down, dx + aside, tilt + lean
            elif kind == "rise":
                dy *= 1 - ease(t)
                up = gesture in _LOW
                gesture, reach = (gesture, reach * (1 - ease(t))) if up else (kind, math.sin(min(1.0, t) * math.pi))
            elif kind == "lean-in":
                near *= 1 + 0.05 * ease(t)
                gesture, reach = (kind, _hold(t)) if t <= 1 else (gesture, reach)
            elif kind == "step-forward":
                near *= 1 + 0.1 * ease(t)
                dy += 0.05 * abs(math.sin(min(1.0, t) * math.pi * 2))
            elif kind in ("run", "walk"):
                dy, tilt, reach = _gait(kind, frame / self.fps, dy, tilt, self.facing)
                gesture = kind
            elif t <= 1:
                reach = _hold(t)
                y, p, r = _head(kind, t, reach, self.facing)
                yaw, pitch, tilt = yaw + y, pitch + p, tilt + r
                gesture = "" if kind in _ALONE else kind
                reach = 0.0 if kind in _ALONE else reach
                dy += 0.35 * _hold(t) if kind == "bow" else 0.0
        return gesture, reach, dx, dy, near, (yaw, pitch, tilt)


_LOW = frozenset({"kneel", "slump", "stumble", "fall", "lie"})


def _low(kind: str, t: float, length: int) -> tuple[float, float, float, float]:
    """How far somebody goes down (hu) and aside (frame widths), the head's tilt and the reach; `_lain` does the rest of a
    fall."""
    if kind == "stumble":
        sway = math.sin(min(1.0, t) * math.pi)
        return 0.5 * sway, 0.05 * sway * math.cos(t * 5), 8 * sway, sway
    if kind in ("fall", "lie"):
        return 0.0, 0.0, 0.0, ease(t) if kind == "fall" and length > 1 else 1.0
    down = 1.0 if length <= 1 else ease(t)
    return (KNEELS if kind == "kneel" else 3.2) * down, 0.0, (7.0 if kind == "slump" else 0.0) * down, down


_LEAVES_SEAT = frozenset({"run", "walk", "step-forward", "kneel", "fall", "lie", "slump", "stumble", "draw"})
_ASIDE = 0.17
"""How far who sits and faces us is turned aside."""
_STEPS = (0.1, 0.37, 0.63, 0.9)
"""The phases of a step that are drawn."""


def _gait(kind: str, now: float, dy: float, tilt: float, facing: str) -> tuple[float, float, float]:
    """Somebody on the way, with whom the camera goes: the bob, the lean and the phase of the steps."""
    rate = 1.45 if kind == "run" else 0.9
    phase = 0.5 + 0.5 * math.sin(math.tau * rate * now)
    bob = abs(math.sin(math.tau * rate * now)) * (0.13 if kind == "run" else 0.045)
    lean = (3.0 if kind == "run" else 0.8) * (-1 if facing == "left" else 1)
    return dy - bob, tilt + lean, min(_STEPS, key=lambda one: abs(one - phase))


def _hold(t: float) -> float:
    """Ease in over the first third, hold, ease out over the last quarter."""
    return ease(t / 0.33) if t < 0.33 else 1.0 if t < 0.75 else 1 - ease((t - 0.75) / 0.25)


def _head(kind: str, t: float, reach: float, facing: str) -> tuple[float, float, float]:
    """Yaw, pitch and tilt that a gesture of the head adds."""
    if kind == "nod":
        return 0.0, 0.38 * reach * max(0.0, math.sin(t * math.pi * 4)), 0.0
    if kind == "shake":
        return 0.3 * reach * math.sin(t * math.pi * 5), 0.05 * reach, 0.0
    if kind == "bow":
        return 0.0, 0.8 * reach, 0.0
    if kind == "lower-head":
        return 0.0, 0.5 * ease(t / 0.33), 1.5 * reach
    if kind == "look-up":
        return 0.0, -0.4 * reach, 0.0
    if kind == "turn-away":
        return (0.9 if facing == "left" else -0.9) * ease(t / 0.4), 0.08 * reach, 0.0
    return 0.0, 0.04 * reach, 0.0


_FALL = 0.62
"""The part of its time that a fall takes; then the body lies."""


def _drop(t: float) -> float:
    """A body that falls: slow at first, fast at the end, with a small rebound."""
    if t < 0.82:
        return float((t / 0.82) ** 2.4)
    return 1 - 0.035 * math.sin(min(1.0, (t - 0.82) / 0.18) * math.pi)


_BRISK = 1.5
"""An entrance or exit takes two thirds of the time that the cut gives it: the rest is for being there, or gone."""


def _walk(off: float, left: bool, frame: int, fps: int) -> tuple[float, float]:
    """Displacement by a walk of which the part `off` (0 at the mark, 1 beyond the edge) is left, and the step's bob."""
    way = 1.05 * (off * off * (3 - 2 * off) if off < 1 else 1.0)
    bob = 0.035 * abs(math.sin(frame / fps * math.pi * 1.9)) if 0 < off < 1 else 0.0
    return (-way if left else way), bob


def cast(shot: Mapping[str, Any], timings: Mapping[str, Mapping[str, Any]], fps: int) -> list[Actor]:
    """The actors of `shot`, one a figure. `timings` maps input roles to speech timings (seconds, phones)."""
    figures: Sequence[Mapping[str, Any]] = shot.get("figures") or ()
    frames, seed = int(shot["frames"]), int(shot.get("seed") or 0)
    actors = []
    for index, figure in enumerate(figures):
        rnd = random.Random(seed * 31 + index)
        facing = str(figure.get("facing") or "front")
        moods = sorted((_mood(m) for m in shot.get("moods") or () if m["figure"] == index), key=lambda m: m.frame)
        gestures = [(int(g["frame"]), int(g["frames"]), str(g["gesture"])) for g in shot.get("gestures") or ()
                    if g["figure"] == index]  # fmt: skip
        actors.append(Actor(fps, facing, facing == "away" or bool(figure.get("foreground")),
                            moods or [_Mood(0, "neutral", 0.25, "")], sorted(gestures), {}, [], {}, [], rnd.random()))
        _live(actors[-1], frames, rnd)
    for spoken in shot.get("spoken") or ():
        _speak(actors, spoken, timings.get(str(spoken["input"])) or {}, fps)
    return actors


def _mood(entry: Mapping[str, Any]) -> _Mood:
    return _Mood(int(entry["frame"]), str(entry["emotion"]), float(entry["intensity"]), str(entry.get("gaze") or ""))


def _live(actor: Actor, frames: int, rnd: random.Random) -> None:
    """Blinks and saccades over the whole shot."""
    fps = actor.fps
    at = rnd.uniform(0.3, 2.4) * fps
    turns = [mood.frame for mood in actor.moods[1:]]
    while at < frames + fps:
        if not any(abs(turn - at) < 0.8 * fps for turn in turns):
            _blink(actor, int(at))
            if rnd.random() < 0.12:
                _blink(actor, int(at) + 7)
        at += rnd.uniform(2.0, 5.0) * fps
    for turn in turns:
        _blink(actor, turn)
    at = 0.0
    while at < frames:
        actor.glances.append((int(at), rnd.gauss(0, 0.05), rnd.gauss(0, 0.035)))
        at += rnd.uniform(0.5, 1.7) * fps


def _blink(actor: Actor, start: int) -> None:
    for step, closed in enumerate(_BLINK):
        actor.blinks[start + step] = max(closed, actor.blinks.get(start + step, 0.0))


def _speak(actors: list[Actor], spoken: Mapping[str, Any], timing: Mapping[str, Any], fps: int) -> None:
    """Give a line to its speaker's mouth and head, and to the others something to answer."""
    who, start = int(spoken["mouth"]), int(spoken["frame"])
    phones = [(str(p[0]), float(p[1]), float(p[2])) for p in timing.get("phones") or ()]
    end = start + round(float(timing.get("seconds") or 0.0) * fps)
    for index, actor in enumerate(actors):
        if index == who:
            first, shapes = mouths(phones, fps)
            for step, shape in enumerate(shapes):
                actor.mouth[start + first + step] = shape
            actor.beats.extend(start + round((at + SHIFT / 2) * fps) for at in _stresses(phones))
        elif end > start:
            actor.heard.append(end + 2 + 3 * index)


def _stresses(phones: Sequence[tuple[str, float, float]]) -> list[float]:
    """Times of stressed syllables at least 0.45 s apart; where the language marks none, of every long vowel."""
    marked = [start for phone, start, _ in phones if "ˈ" in phone]
    if not marked:
        marked = [start for phone, start, end in phones if end - start >= 0.11 and any(c in "aeiouɑɔəɤɛyʊ"
            for c in phone)]
    out: list[float] = []
    for at in marked:
        if not out or at - out[-1] >= 0.45:
            out.append(at)
    return out


def _clip(value: float) -> float:
    return round(max(-1.0, min(1.0, value)), 3)


def _round(value: float, steps: int) -> float:
    return round(max(0.0, min(1.0, value)) * steps) / steps
