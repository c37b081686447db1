"""Sound tasks: effects, music and the mix of the whole episode. Places in the mix are samples at 48 kHz."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from typing import Any

from ..base.digest import seed_of
from ..cut.nodes import Cut, MusicCue, SoundCue
from ..story.nodes import Line
from .backends import estimate_for, version_of
from .nodes import RATE, Input, Task, make_task
from .stages import MIX, SOUND

LOUDNESS, PEAK = -14.0, -1.0
"""Integrated LUFS and dBTP of the usual delivery for vertical video platforms (YouTube normalises to -14)."""
FILTERS = {"": "", "vo": "", "os": "os", "phone": "phone", "inner": "inner", "radio": "radio", "pa": "pa"}
BED_FADE, MUSIC_FADE = 0.4, 0.8
BAR = 8
"""Music is written in lengths of so many seconds and faded out where its cue ends, so that a line which grows by a word
does not have it composed again."""
TAIL = 1.5
"""Seconds by which a music bed may ring on past the frames that were asked for."""

Track = dict[str, Any]


def sound_tasks(cut: Cut, lines: Sequence[Line], speech: Mapping[int, Task]) -> tuple[list[Task], Task]:
    """The effects and beds of `cut`, and its mix. `lines` are those of the episode."""
    tasks: list[Task] = []
    tracks: list[Track] = []
    inputs: list[Input] = []
    for role, task, track in [*_dialogue(cut, lines, speech), *_effects(cut), *_music(cut)]:
        if track["kind"] != "dialogue":
            tasks.append(task)
        inputs.append(Input(role, task.key, "audio"))
        tracks.append({"role": role, **track})
    seconds = cut.frames() / cut.fps
    mix = make_task(
        "mix", "mixer", version_of("mixer"),
        {"samples": round(seconds * RATE), "rate": RATE, "tracks": tracks, "loudness": LOUDNESS, "peak": PEAK},
        inputs=tuple(inputs), outputs=("audio", "report"), stage=MIX,
        estimate=estimate_for("mixer", seconds), label=f"mix of {cut.episode} ({cut.language})")
    return tasks, mix


def _dialogue(cut: Cut, lines: Sequence[Line], speech: Mapping[int, Task]) -> Iterator[tuple[str, Task, Track]]:
    by_index = {line.index: line for line in lines}
    for at, (index, frame) in enumerate(sorted(spoken_frames(cut).items(), key=lambda one: (one[1], one[0]))):
        channel = by_index[index].channel
        yield f"speech:{at}", speech[index], {
            "kind": "dialogue", "start": _samples(cut, frame), "samples": None, "gain": 0.0, "pan": 0.0,
            "filter": FILTERS.get(channel, ""), "fade_in": 0, "fade_out": 0}


def spoken_frames(cut: Cut) -> dict[int, int]:
    """The frame of the finished film at which each line begins, by `Line.index`. A line heard over several shots begins
    where it is first heard."""
    found: dict[int, int] = {}
    for start, shot in zip(cut.starts(), cut.shots, strict=True):
        for one in shot.spoken:
            found[one.line] = min(found.get(one.line, start + one.frame), start + one.frame)
    return found


def _effects(cut: Cut) -> Iterator[tuple[str, Task, Track]]:
    for at, cue in enumerate(cut.sounds):
        task = _sound(cut, cue)
        fade = round(BED_FADE * RATE) if cue.bed else 0
        yield f"sound:{at}", task, {
            "kind": "ambience" if cue.bed else "effect", "start": _samples(cut, cue.start),
            "samples": _samples(cut, cue.frames), "gain": round(cue.gain, 2), "pan": round(cue.pan, 3), "filter": "",
            "fade_in": fade, "fade_out": fade}


def _sound(cut: Cut, cue: SoundCue) -> Task:
    # A bed is looped by the mixer: making twelve seconds once serves every scene that it lies under.
    seconds = 12.0 if cue.bed else round(cue.frames / cut.fps, 3)
    params = {"sound": cue.sound, "seconds": seconds, "seed": seed_of("sound", cue.sound, seconds)}
    return make_task("sound", "synth", version_of("synth"), params, outputs=("audio",), stage=SOUND,
                     estimate=estimate_for("synth", seconds), label=f"sound: {cue.sound}")


def _music(cut: Cut) -> Iterator[tuple[str, Task, Track]]:
    for at, cue in enumerate(cut.music):
        seconds = cue.frames / cut.fps + TAIL
        yield f"music:{at}", _bed(cue, ceil(seconds / BAR) * BAR), {
            "kind": "music", "start": _samples(cut, cue.start), "samples": round(seconds * RATE),
            "gain": round(cue.gain, 2), "pan": 0.0, "filter": "",
            "fade_in": round(MUSIC_FADE * RATE), "fade_out": round(TAIL * RATE)}


def _bed(cue: MusicCue, seconds: int) -> Task:
    tension = round(cue.tension, 2)
    params = {"mood": list(cue.mood), "instruments": list(cue.instruments), "seconds": seconds, "tension": tension,
              "seed": seed_of("music", cue.mood, cue.instruments, tension)}
    return make_task("music", "synth", version_of("synth"), params, outputs=("audio",), stage=SOUND,
                     estimate=estimate_for("synth", seconds), label=f"music: {' '.join(cue.mood)}")


def _samples(cut: Cut, frames: int) -> int:
    return round(frames * RATE / cut.fps)
