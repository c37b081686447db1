"""Slots on the clock become shots: everything in them counted from their own first frame."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from ..base.diagnostic import Diagnostic
from ..base.source import NOWHERE, Span
from ..bible.nodes import Bible
from ..story.nodes import Episode
from .clock import Slot, Stage, by_stage
from .framing import setup_of
from .moves import move_of
from .nodes import Posture, Setup, Shot, Spoken
from .performance import Feeling, feelings, gestures, lying, moods
from .posture import Seats, after_slot, placed
from .told import told
from .version import Version
from .words import Heard, cards, heard, label, subtitles


def make_shots(stages: Sequence[Stage], slots: Sequence[Slot], episode: Episode, bible: Bible,
               version: Version) -> tuple[tuple[Shot, ...], tuple[Diagnostic, ...]]:
    """The shots of the film in order, and findings about its words."""
    lines = heard(stages, slots)
    shown, found = subtitles(lines, slots, version)
    written = cards(stages, slots, episode, version)
    felt = _feelings(stages, slots)
    voices = _by_slot(lines, slots)
    shots = []
    down: dict[str, Posture] = {}
    seats: Seats = {}
    for at, slot in enumerate(slots):
        stage = stages[slot.stage]
        if not at or slots[at - 1].stage != slot.stage:
            own = lying(stage, [one for one in slots[at:] if one.stage == slot.stage])
            lie = {who: one for who, one in down.items() if one.kind in ("lie", "fall")}
            down = {**(lie if stage.ground.scene.continuous else {}), **dict(stage.down), **own}
            seats = dict(stage.seats)
        setup = setup_of(slot.draft.framing, stage.set, stage.style, stage.side, slot.draft.here,
                         stage.ground.before(slot.draft.at), bible)
        setup = placed(setup, slot, down, seats)
        ends = at + 1 == len(slots) or slots[at + 1].stage != slot.stage
        shots.append(Shot(
            setup, slot.frames,
            move=move_of(slot.draft, stage.ground, slot.frames, scene_ends=ends, film_ends=at + 1 == len(slots)),
            take=slot.draft.ask.take if slot.draft.ask else 1,
            moods=moods(slot, setup, felt[slot.stage], down),
            gestures=gestures(stage, slot, setup, down),
            spoken=_spoken(slot, setup, voices[at]), subtitles=shown[at], cards=written[at],
            transition=slot.transition, fade_in=slot.fade_in, fade_out=slot.fade_out, fade_colour=slot.fade_colour,
            label=label(slot, version), tension=slot.draft.tension(), fresh=_fresh(setup, stage), told=told(stage, slot),
            spans=_spans(stage, slot)))
        down = after_slot(slot, down, seats)
    return tuple(shots), found


def _feelings(stages: Sequence[Stage], slots: Sequence[Slot]) -> list[dict[str, list[Feeling]]]:
    """What is felt in each scene. A scene that continues the one before goes on from its last feelings."""
    found: list[dict[str, list[Feeling]]] = []
    for at, (stage, own) in enumerate(zip(stages, by_stage(stages, slots), strict=True)):
        before: Mapping[str, Feeling] = {}
        if at and stage.ground.scene.continuous:
            before = {who: entries[-1] for who, entries in found[-1].items()}
        found.append(feelings(stage, own, before))
    return found


def _by_slot(lines: Sequence[Heard], slots: Sequence[Slot]) -> list[list[Heard]]:
    """The lines that are heard in each shot."""
    starts = [slot.start for slot in slots]
    found: list[list[Heard]] = [[] for _ in slots]
    for one in lines:
        at = max(0, bisect_right(starts, one.start) - 1)
        while at < len(slots) and slots[at].start < one.stop:
            found[at].append(one)
            at += 1
    return found


def _spoken(slot: Slot, setup: Setup, lines: Sequence[Heard]) -> tuple[Spoken, ...]:
    """`lines`, which are heard while `slot` is on screen, and from whose lips they come there."""
    visible = [figure.costume.character for figure in setup.figures if not figure.foreground]
    found: list[Spoken] = []
    for one in lines:
        mouths = [who for who in one.voice.seen if who in visible] or [""]
        found.extend(Spoken(one.line.index, one.start - slot.start, mouth) for mouth in mouths)
    return tuple(found)


def _fresh(setup: Setup, stage: Stage) -> tuple[tuple[str, str], ...]:
    """The marks in the picture that nobody bore yet when the scene began."""
    borne = dict(stage.ground.opening.marks)
    return tuple((one.costume.character, mark) for one in setup.figures for mark in one.costume.marks
                 if mark not in borne.get(one.costume.character, ()))


def _spans(stage: Stage, slot: Slot) -> tuple[Span, ...]:
    """The places of the script that a shot shows: the writer's shot, and every beat in it; else the scene's heading."""
    beats = stage.ground.scene.beats
    found = [slot.draft.ask.span] if slot.draft.ask is not None else []
    for _, bit in slot.bits:
        found.extend(beats[voice.beat].span for voice in bit.voices)
        if bit.beat >= 0:
            found.append(beats[bit.beat].span)
    kept = tuple(dict.fromkeys(one for one in found if one != NOWHERE))
    return kept or ((stage.ground.scene.span,) if stage.ground.scene.span != NOWHERE else ())
