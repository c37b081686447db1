"""How tense a moment is, 0 to 1: what the sizes, the moves and the music follow.

A scene rises by itself (a turn stands at its end, as every screenwriting manual has it); what a line feels, shouts or
strikes comes on top. A story beat that the writer names (`[[beat: reveal]]`) lifts what follows it to its own tension,
and lets go by steps; it never lowers anything. Where the scene stands in the episode counts for nothing: scenes that change
places keep their shots. The weights are our own, set by looking at scenes.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...stdlib import vocabulary
from ..story.nodes import Act, Beat, Line, StoryBeat

BASE, RISE = 0.12, 0.44
FEELING, EXCLAIMED, BLOW = 0.6, 0.12, 0.3
_MANNERS = {"shout": 0.12, "sobbing": 0.12, "trembling": 0.12, "breathless": 0.08, "whisper": 0.04}
STRONG = 0.6
"""From here on a line is answered by a look, and nobody is shown from afar."""
FALL = 0.12
"""By how much the lift of a story beat falls with every line and action after the first."""
_BLOWS = frozenset(("draw", "fall", "kneel", "hit", "slap", "sword-draw", "sword-clash", "glass", "gasp", "heartbeat"))


def lifts(beats: Sequence[Beat]) -> tuple[float, ...]:
    """The least tension of each of the `beats` of a scene, by the story beats that stand before it."""
    found: list[float] = []
    level = 0.0
    for beat in beats:
        if isinstance(beat, StoryBeat):
            level = max(level, float(vocabulary("beats").entries.get(beat.beat, {}).get("tension", 0.0)))
        found.append(level)
        if isinstance(beat, Line | Act):
            level = max(0.0, level - FALL)
    return tuple(found)


def of_line(line: Line, text: str, along: float, lift: float = 0.0) -> float:
    """The tension of `line`, of which `text` is spoken; `along` is how far the scene has come, 0 to 1, `lift` the least
    that the moment has by the writer's story beats."""
    felt = _feeling(line.emotion, line.intensity)
    loud = EXCLAIMED if "!" in text or "！" in text else 0.0
    voice = max((_MANNERS.get(manner, 0.0) for manner in line.manner), default=0.0)
    return _level(max(lift, _place(along) + felt + loud + voice))


def of_act(act: Act, along: float, lift: float = 0.0) -> float:
    """The tension of `act`."""
    felt = max((_feeling(emotion, 0.7) for _, emotion in act.emotions), default=0.0)
    doings = {gesture for _, gesture in act.gestures} | set(act.sounds)
    return _level(max(lift, _place(along) + felt + (BLOW if doings & _BLOWS else 0.0)))


def of_place(along: float, lift: float = 0.0) -> float:
    """The tension of a moment in which nothing is said or done."""
    return _level(max(lift, _place(along)))


def _place(along: float) -> float:
    return BASE + RISE * along * along


def _feeling(emotion: str, intensity: float) -> float:
    weight = float(vocabulary("emotions").entries.get(emotion, {}).get("tension", 0.0))
    return FEELING * weight * (0.4 + 0.6 * intensity)


def _level(value: float) -> float:
    return round(min(1.0, max(0.0, value)) * 20) / 20
