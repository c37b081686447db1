"""What people do in a shot: faces that carry their feeling from shot to shot, eyes that meet, gestures."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from ..base.nodes import node, replace
from ..story.nodes import Line
from .actions import ENTERING, LEAVING, gesture_frames
from .axis import OPPOSITE
from .clock import Slot, Stage
from .nodes import Gesture, Mood, Posture, Setup
from .posture import STILL, Down, after_gesture, eyeline
from .sheet import Bit

ANSWERS = {"joy": "joy", "tender": "tender", "sad": "tender", "tears": "sad", "anger": "fear", "cold": "pain",
           "fear": "suspicion", "shock": "suspicion", "contempt": "anger", "resolve": "suspicion", "pain": "sad",
           "suspicion": "cold", "plead": "cold", "shy": "tender"}
"""What a line does to the face of its listener, when the script does not say."""
HEARD, TAKEN_IN, HELD, OVERCOMES = 0.55, 0.85, 0.6, 0.7
"""How strong the answer is while the line runs, and on a shot of its own; from where a feeling of the listener's own
stays, unless a line as strong as the last is taken in on such a shot."""
AT_REST, FADES = 0.25, 0.75
"""The intensity of a face that feels nothing much, and what is left of a feeling by the next line that names none."""
ANSWER_AFTER = 0.4
"""How much of a line the listener has heard before the face answers."""
DOWNCAST = frozenset(("sad", "shy", "tears"))
INWARD = frozenset(("vo", "inner"))


@node
class Feeling:
    """From `frame` of the film on, `who` feels `emotion` at `intensity`."""

    frame: int
    who: str
    emotion: str
    intensity: float


Feelings = Mapping[str, Sequence[Feeling]]


def feelings(stage: Stage, slots: Sequence[Slot], before: Mapping[str, Feeling]) -> dict[str, list[Feeling]]:
    """How everybody in a scene feels, in order of time. `slots` are its shots; `before` what the people felt at the end
    of the scene that this one continues."""
    found: dict[str, list[Feeling]] = {who: [one] for who, one in before.items()}
    for slot in slots:
        for start, bit in slot.bits:
            for one in _of_bit(stage, start, bit, found):
                found.setdefault(one.who, []).append(one)
    return {who: sorted(entries, key=_frame) for who, entries in found.items()}


def moods(slot: Slot, setup: Setup, felt: Feelings, down: Down) -> tuple[Mood, ...]:
    """The faces of a shot: everybody in it as they are when it begins, and every change while it lasts; the dead feel
    nothing and their eyes are lowered. Who does not stand when it begins (`down`) looks up at who does."""
    found: list[Mood] = []
    for figure in setup.figures:
        if figure.foreground:
            continue
        who = figure.costume.character
        if who in slot.draft.here.fallen:
            found.append(Mood(who, 0, "neutral", 0.0, "down"))
            continue
        faced = eyeline(who, figure.facing, slot, setup.figures, down)
        line = felt.get(who, ())
        start = slot.start
        at = bisect_right(line, start, key=_frame)
        standing = list(line[max(0, at - 1) : at]) or [Feeling(start, who, "neutral", AT_REST)]
        coming = line[at : bisect_left(line, start + slot.frames, key=_frame)]
        for one in (*standing, *coming):
            mood = Mood(who, max(0, one.frame - start), one.emotion, one.intensity, _gaze(slot, faced, one))
            if not found or replace(found[-1], frame=mood.frame) != mood:
                found.append(mood)
    return tuple(sorted(found, key=lambda one: (one.frame, one.character)))


def lying(stage: Stage, slots: Sequence[Slot]) -> dict[str, Posture]:
    """Who lies when a scene with these shots begins: those who are first told to lie there, before they do anything that
    nobody does lying."""
    first: dict[str, str] = {}
    seats = dict(stage.seats)
    beds: dict[str, Posture] = {}
    for slot in slots:
        for _, bit in slot.bits:
            for who, gesture in bit.gestures:
                if gesture not in STILL:
                    first.setdefault(who, gesture)
                if gesture == "lie":
                    beds.setdefault(who, after_gesture(None, gesture, seats.get((bit.beat, who))) or Posture("lie"))
    return {who: beds[who] for who, gesture in first.items() if gesture == "lie"}


def gestures(stage: Stage, slot: Slot, setup: Setup, down: Down) -> tuple[Gesture, ...]:
    """What the people of a shot do in it, one thing after the other. Comings and goings use the side on which the
    person stands. Those who sit, kneel or lie when it begins (`down`) are said to in its first frame."""
    there = {figure.costume.character for figure in setup.figures}
    found = [Gesture(who, 0, 1, posture.kind) for who, posture in down.items() if who in there]
    for start, bit in slot.bits:
        free: dict[str, int] = {}
        for who, gesture in bit.gestures:
            at = free.get(who, start - slot.start)
            if who not in there or at >= slot.frames:
                continue
            kind = _sided(gesture, stage.side.get(who, "left"))
            found.append(Gesture(who, at, min(gesture_frames(stage.ground, kind), slot.frames - at), kind))
            free[who] = at + found[-1].frames
    return tuple(found)


def _of_bit(stage: Stage, start: int, bit: Bit, felt: Feelings) -> list[Feeling]:
    found = []
    beat = stage.ground.scene.beats[bit.beat] if bit.beat >= 0 else None
    if isinstance(beat, Line) and bit.kind in ("speak", "listen") and bit.part == 0:
        for who in beat.speakers:
            found.append(_speaking(start, who, beat, felt))
        if bit.other and beat.emotion in ANSWERS:
            when = start + bit.lead + int((bit.frames - bit.lead) * ANSWER_AFTER)
            found.extend(_answer(when, bit.other, beat, HEARD, felt))
    elif isinstance(beat, Line) and bit.kind in ("react", "listen") and bit.who:
        found.extend(_answer(start, bit.who[0], beat, TAKEN_IN, felt))
    else:
        found.extend(Feeling(start, who, emotion, 0.7) for who, emotion in bit.emotions)
    return found


def _speaking(start: int, who: str, line: Line, felt: Feelings) -> Feeling:
    if line.emotion:
        return Feeling(start, who, line.emotion, _step(max(line.intensity, AT_REST)))
    last = felt[who][-1] if felt.get(who) else None
    if last is None or last.emotion == "neutral" or last.intensity * FADES < AT_REST:
        return Feeling(start, who, "neutral", AT_REST)
    return Feeling(start, who, last.emotion, _step(last.intensity * FADES))


def _answer(when: int, who: str, line: Line, weight: float, felt: Feelings) -> list[Feeling]:
    """How `who` takes in `line`; nothing where a strong feeling of their own stands."""
    last = felt[who][-1] if felt.get(who) else None
    answer = ANSWERS.get(line.emotion, "")
    held = last is not None and last.intensity >= HELD and last.emotion != "neutral"
    if not answer or (held and (weight < TAKEN_IN or line.intensity < OVERCOMES)):
        return []
    return [Feeling(when, who, answer, _step(max(AT_REST, line.intensity * weight)))]


def _frame(one: Feeling) -> int:
    return one.frame


def _step(value: float) -> float:
    return round(min(1.0, value) * 20) / 20


def _gaze(slot: Slot, facing: str, one: Feeling) -> str:
    """Where somebody looks: at whom they face; down in grief or shame while others talk; into the camera when the
    camera is somebody's eyes; nowhere while a thought is heard."""
    framing = slot.draft.framing
    if framing.composition == "pov":
        return "camera"
    voices = [voice for _, bit in slot.bits for voice in bit.voices]
    if voices and all(voice.channel in INWARD and one.who in voice.speakers for voice in voices):
        return "away"
    talks = any(one.who in voice.seen for voice in voices)
    if one.emotion in DOWNCAST and not talks and one.intensity >= 0.4:
        return "down"
    if facing.split("-")[0] in OPPOSITE:
        return facing
    others = [who for _, bit in slot.bits for who in (*bit.who, bit.other) if who and who != one.who]
    return "left" if others and framing.composition != "single" else "right"


def _sided(gesture: str, side: str) -> str:
    """`enter-…` and `exit-…` on the side where the person stands; `exit-right` is only ever said on purpose."""
    if gesture in ENTERING:
        return f"enter-{side}"
    if gesture in LEAVING and gesture != "exit-right":
        return f"exit-{side}"
    return gesture
