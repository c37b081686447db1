"""Music for an episode in which the writer asks for none: a bed where a scene tightens, and rest in between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..bible.nodes import Bible
from ..bible.places import era_of
from ..story.nodes import Act, Line, Scene
from .clock import Slot, Stage, by_stage
from .nodes import MusicCue

MOODS = {"joy": "hopeful", "tender": "tender", "sad": "sad", "tears": "sad", "anger": "tense", "cold": "menace",
         "fear": "menace", "shock": "tense", "contempt": "tense", "resolve": "epic", "pain": "sad",
         "suspicion": "mystery", "plead": "sad", "shy": "romantic"}
INSTRUMENTS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "modern": {"sad": ("piano", "strings"), "tender": ("piano", "pads"), "hopeful": ("piano", "strings"),
               "romantic": ("piano", "strings"), "tense": ("strings", "drums"), "menace": ("drone", "strings"),
               "mystery": ("pads", "bells"), "epic": ("strings", "drums"), "calm": ("pads",)},
    "period": {"sad": ("guzheng", "strings"), "tender": ("guzheng", "flute"), "hopeful": ("flute", "plucks"),
               "romantic": ("guzheng", "strings"), "tense": ("drums", "strings"), "menace": ("drone", "drums"),
               "mystery": ("flute", "drone"), "epic": ("drums", "choir"), "calm": ("flute", "pads")}}
SHORTEST, REST, RISING, OPEN_PART = 5.0, 2.0, 0.4, 20
"""Seconds: a bed is no shorter than the first and comes after the second of rest; it enters where the tension reaches
the third, or at half of a quiet scene, never in the first part (per cent) of it."""


def score(stages: Sequence[Stage], slots: Sequence[Slot], bible: Bible, fps: int) -> tuple[MusicCue, ...]:
    """One bed a scene, by what is felt in it. It waits for the scene to tighten, so the opening of each scene is left
    to its sounds; the last one plays out the film."""
    found: list[MusicCue] = []
    free = 0
    palette = INSTRUMENTS[era_of(bible)]
    for at, (stage, own) in enumerate(zip(stages, by_stage(stages, slots), strict=True)):
        if not own:
            continue
        last = at == len(stages) - 1
        start = max(_entry(own), free)
        stop = own[-1].own - (0 if last else int(0.5 * fps))
        if stop - start < SHORTEST * fps and not (last and stop - start >= 2 * fps):
            continue
        mood = _mood(stage.ground.scene)
        tension = max(bit.tension for slot in own for _, bit in slot.bits) if any(slot.bits for slot in own) else 0.3
        found.append(MusicCue((mood,), palette[mood], start, stop - start, tension))
        free = stop + int(REST * fps)
    return tuple(found)


def _entry(own: Sequence[Slot]) -> int:
    """Where the bed of a scene begins: with the first bit that is tense enough, or half-way through."""
    starts = [(start, bit.tension) for slot in own for start, bit in slot.bits]
    half = (own[0].start + own[-1].own) // 2
    behind = own[0].start + (own[-1].own - own[0].start) * OPEN_PART // 100
    return max(behind, next((start for start, tension in starts if tension >= RISING), half))


def _mood(scene: Scene) -> str:
    """The mood that weighs most in `scene`; the later a feeling comes, the more it weighs."""
    weights: dict[str, float] = {}
    for at, beat in enumerate(scene.beats):
        felt = ([(beat.emotion, beat.intensity)] if isinstance(beat, Line) else
                [(emotion, 0.6) for _, emotion in beat.emotions] if isinstance(beat, Act) else [])
        for emotion, intensity in felt:
            mood = MOODS.get(emotion)
            if mood:
                weights[mood] = weights.get(mood, 0.0) + intensity * (1 + at / max(1, len(scene.beats)))
    return max(sorted(weights), key=lambda mood: weights[mood]) if weights else "calm"
