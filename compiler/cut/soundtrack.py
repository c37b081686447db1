"""Sounds and music on the film's clock: what the script names, the air of each place, steps, accents at the peak."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ...stdlib import vocabulary
from ..bible.nodes import Bible
from ..story.nodes import Music, Sound
from .actions import ENTERING, LEAVING
from .clock import Slot, Stage, by_stage
from .marks import marks
from .nodes import MusicCue, SoundCue
from .score import score
from .sheet import Bit

PEAK, HEARTBEATS = 0.85, 1
"""From this tension a heart is heard, in at most so many places of an episode."""
LEVELS = {"under": 0.0, "low": -4.0, "up": 4.0, "full": 4.0, "loud": 4.0}
STEPS_GAIN, ACCENT_GAIN = -16.0, -12.0
_NIGHT_AIR = {"birds": "crickets"}
_BLOWS = frozenset(("slap", "hit"))
"""Sounds that fall in the middle of the action, once the hand has been raised."""
_INDOOR_WEATHER = -6.0
"""How much quieter the weather is behind windows, in dB."""


def sounds(stages: Sequence[Stage], slots: Sequence[Slot], fps: int) -> tuple[SoundCue, ...]:
    """Every sound of the film by its first frame."""
    end = slots[-1].own if slots else 0
    found = [*_beds(stages, slots), *_accents(stages, slots, fps, end)]
    for stage, own in zip(stages, by_stage(stages, slots), strict=True):
        found.extend(_written(stage, own, fps, end))
    return tuple(sorted(found, key=lambda cue: (cue.start, not cue.bed, cue.sound)))


def music(stages: Sequence[Stage], slots: Sequence[Slot], bible: Bible, fps: int) -> tuple[MusicCue, ...]:
    """The writer's music, each cue until the next or until it is stopped; where none is written, a score."""
    written = [(frame, mark.beat) for stage, own in zip(stages, by_stage(stages, slots), strict=True)
               for frame, mark in marks(stage, own) if isinstance(mark.beat, Music)]
    if not written:
        return score(stages, slots, bible, fps)
    end = slots[-1].own if slots else 0
    found = []
    for at, (start, cue) in enumerate(written):
        stop = written[at + 1][0] if at + 1 < len(written) else end
        if cue.stop or stop <= start:
            continue
        mood = cue.mood or (("calm",) if not cue.instruments else ())
        facts = [vocabulary("moods").entries.get(one, {}) for one in mood]
        tension = max((float(one.get("tension", 0.4)) for one in facts), default=0.4)
        usual = facts[0].get("instruments", ()) if facts else ()
        found.append(MusicCue(mood, cue.instruments or tuple(usual), start, stop - start, tension,
                              LEVELS.get(cue.level, 0.0)))
    return tuple(found)


def _written(stage: Stage, own: Sequence[Slot], fps: int, end: int) -> Iterator[SoundCue]:
    """The sounds that the scene names, in directives and in action, and the steps of those who come and go."""
    told: dict[str, list[int]] = {}
    air = {sound for sound, _ in _air(stage)}
    for frame, mark in marks(stage, own):
        if isinstance(mark.beat, Sound):
            told.setdefault(mark.beat.sound, []).append(frame)
            cue = _cue(mark.beat.sound, min(frame, max(0, end - fps)), fps, end, mark.beat.seconds)
            if cue is not None:
                yield cue
    for slot in own:
        for start, bit in slot.bits:
            for at, sound in enumerate(bit.sounds):
                frame = start + (bit.frames // 2 if sound in _BLOWS else bit.frames * at // len(bit.sounds))
                if sound in air or _near(told.get(sound, ()), frame, 2 * fps):
                    continue
                cue = _cue(sound, frame, fps, end)
                if cue is not None:
                    yield cue
            if "steps" not in bit.sounds and "run" not in bit.sounds:
                yield from _steps(stage, start, bit, fps, end)


def _near(frames: Sequence[int], frame: int, reach: int) -> bool:
    """Whether one of the ordered `frames` lies within `reach` of `frame`."""
    at = bisect_left(frames, frame - reach)
    return at < len(frames) and frames[at] <= frame + reach


def _steps(stage: Stage, start: int, bit: Bit, fps: int, end: int) -> Iterator[SoundCue]:
    for who, gesture in bit.gestures:
        if gesture in ENTERING or gesture in LEAVING:
            pan = 0.5 if stage.side.get(who, "left") == "right" else -0.5
            yield SoundCue("steps", start, min(int(1.5 * fps), end - start), STEPS_GAIN, pan)


def _cue(sound: str, start: int, fps: int, end: int, seconds: float | None = None) -> SoundCue | None:
    facts = vocabulary("sounds").entries.get(sound, {})
    length = seconds if seconds is not None else float(facts.get("seconds", 2.0))
    frames = min(max(1, int(length * fps + 0.5)), end - start)
    return SoundCue(sound, start, frames, float(facts.get("gain", -12.0))) if frames > 0 else None


def _beds(stages: Sequence[Stage], slots: Sequence[Slot]) -> list[SoundCue]:
    """The air of each scene: the place's own by the weather. A bed that the next scene shares goes on without a
    seam."""
    found: list[SoundCue] = []
    latest: dict[tuple[str, float], int] = {}
    for stage, own in zip(stages, by_stage(stages, slots), strict=True):
        if not own:
            continue
        start, stop = own[0].start, own[-1].start + own[-1].frames
        for sound, gain in _air(stage):
            at = latest.get((sound, gain), -1)
            if at >= 0 and found[at].start + found[at].frames >= start:
                found[at] = SoundCue(sound, found[at].start, stop - found[at].start, gain, 0.0, True)
            else:
                latest[sound, gain] = len(found)
                found.append(SoundCue(sound, start, stop - start, gain, 0.0, True))
    return found


def _air(stage: Stage) -> list[tuple[str, float]]:
    """The ambience of a scene with its gain, by the stdlib's facts of the place and the weather."""
    here = stage.set
    by_weather = vocabulary("places").entries.get(here.kind, {}).get("ambience", {})
    weather = str(vocabulary("weathers").entries.get(here.weather, {}).get("sound", ""))
    names = by_weather.get(here.weather)
    if names is None:
        names = [*by_weather.get("clear", ()), *([weather] if weather else ())]
    found: dict[str, float] = {}
    for name in names:
        sound = _NIGHT_AIR.get(name, name) if here.time == "night" else name
        gain = float(vocabulary("sounds").entries.get(sound, {}).get("gain", -22.0))
        found.setdefault(sound, gain + (_INDOOR_WEATHER if here.interior and sound == weather else 0.0))
    if here.light == "fire":
        found.setdefault("fire", -24.0)
    return list(found.items())


def _accents(stages: Sequence[Stage], slots: Sequence[Slot], fps: int, end: int) -> Iterator[SoundCue]:
    """A hit where the strongest line of a tense scene meets a face, a heart under the tensest stretch of the episode,
    a riser into the end when the episode breaks off there."""
    peaks = [(bit.tension, start, bit) for slot in slots for start, bit in slot.bits]
    for own in by_stage(stages, slots):
        faced = [start for slot in own for start, bit in slot.bits if bit.kind == "react" and bit.tension >= PEAK]
        for start in faced[-1:]:
            yield SoundCue("hit", start, min(int(1.5 * fps), end - start), ACCENT_GAIN)
    spoken = [(tension, start, bit) for tension, start, bit in peaks if bit.voices and tension >= PEAK]
    for _, start, bit in sorted(spoken, key=lambda one: (-one[0], one[1]))[:HEARTBEATS]:
        begin = max(0, start - fps // 2)
        yield SoundCue("heartbeat", begin, min(bit.frames + fps, end - begin), -14.0)
    if peaks and max(one[0] for one in peaks[-3:]) >= PEAK:
        length = min(int(2.5 * fps), end)
        yield SoundCue("riser", end - length, length, -14.0)
