"""Picture tasks: a plate for every set, a segment for every shot, a segment for every transition that overlaps two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

from ..base.digest import seed_of
from ..base.nodes import node
from ..base.source import Span
from ..cut.nodes import Costume, Cut, Posture, Set, Setup, Shot, Spoken, Thing
from .backends import estimate_for, identity, version_of
from .nodes import Input, Task, make_task
from .stages import PLATE, SHOT

ENCODER = {"preset": "veryfast", "crf": 20, "threads": 1}


@node
class Segment:
    """A stretch of the finished picture: its task and the frames it holds."""

    task: Task
    frames: int


def picture_tasks(cut: Cut, speech: Mapping[int, Task], backend: str) -> tuple[list[Task], list[Segment]]:
    """Every plate of `cut`, one for each shot (equal ones are merged by a pass), and its segments in film order."""
    plates, segments = [], []
    tails = [after.transition.frames for after in cut.shots[1:]] + [0]
    for at, (shot, tail) in enumerate(zip(cut.shots, tails, strict=True)):
        plate = _plate(cut, shot, backend)
        plates.append(plate)
        if shot.transition.frames:
            segments.append(_transition(cut, cut.shots[at - 1], shot, plates[-2], plate, speech, backend))
        start, stop = shot.transition.frames, shot.frames - tail
        if stop > start:
            segments.append(_segment(cut, shot, start, stop, plate, speech, backend))
    return plates, segments


def _plate(cut: Cut, shot: Shot, backend: str) -> Task:
    setup = shot.setup
    params = {
        "set": _set(setup.set), "palette": list(setup.style.palette),
        "width": cut.width, "height": cut.height, "seed": seed_of("plate", _set(setup.set)),
    }
    return make_task("plate", backend, version_of(backend), params, outputs=("layers",), stage=PLATE,
                     estimate=estimate_for(backend, 0.5), label=f"set {setup.set.place}, {setup.set.time}",
                     spans=shot.spans[:1])


def _segment(cut: Cut, shot: Shot, start: int, stop: int, plate: Task, speech: Mapping[int, Task],
             backend: str) -> Segment:
    heard = heard_in(shot, speech)
    params = {"profile": _profile(cut), "start": start, "stop": stop, "shot": _shot(cut, shot, heard, ""),
              **identity(backend)}
    inputs = (Input("plate", plate.key, "layers"), *_timings(heard, speech, ""))
    return _draw(cut, params, inputs, stop - start, backend, label_of(shot), shot.spans)


def _transition(cut: Cut, before: Shot, shot: Shot, plate_before: Task, plate: Task,
                speech: Mapping[int, Task], backend: str) -> Segment:
    first, second = heard_in(before, speech), heard_in(shot, speech)
    params = {
        "profile": _profile(cut), "transition": asdict(shot.transition),
        "from": _shot(cut, before, first, "from."), "to": _shot(cut, shot, second, "to."), **identity(backend),
    }
    inputs = (Input("plate.from", plate_before.key, "layers"), Input("plate.to", plate.key, "layers"),
              *_timings(first, speech, "from."), *_timings(second, speech, "to."))
    return _draw(cut, params, inputs, shot.transition.frames, backend, f"{shot.transition.kind} to {label_of(shot)}",
                 before.spans[-1:] + shot.spans[:1])


def _draw(cut: Cut, params: Mapping[str, Any], inputs: tuple[Input, ...], frames: int, backend: str, label: str,
          spans: tuple[Span, ...]) -> Segment:
    task = make_task("draw", backend, version_of(backend), params, inputs=inputs, outputs=("video",), stage=SHOT,
                     estimate=estimate_for(backend, frames / cut.fps), label=label, spans=spans)
    return Segment(task, frames)


def label_of(shot: Shot) -> str:
    """A shot as a person would name it on a list: `CU LIN YUE`."""
    people = ", ".join(figure.costume.character for figure in shot.setup.figures if not figure.foreground)
    what = people or (shot.setup.insert.id if shot.setup.insert else shot.setup.set.place)
    kind = shot.setup.composition
    size = "" if kind in ("insert", "pov") else shot.setup.size.upper() + " "
    return f"{size}{'' if kind == 'single' else kind + ' '}{what}".strip()


def heard_in(shot: Shot, speech: Mapping[int, Task]) -> list[Spoken]:
    """The lines whose speaker's mouth is seen in `shot`, in order."""
    return [one for one in shot.spoken if one.mouth and one.line in speech]


def _timings(heard: Sequence[Spoken], speech: Mapping[int, Task], prefix: str) -> tuple[Input, ...]:
    return tuple(Input(f"{prefix}speech:{at}", speech[one.line].key, "timing") for at, one in enumerate(heard))


def _profile(cut: Cut) -> dict[str, Any]:
    return {"width": cut.width, "height": cut.height, "fps": cut.fps, "encoder": ENCODER}


def _set(one: Set) -> dict[str, Any]:
    return {"kind": one.kind, "interior": one.interior, "time": one.time, "weather": one.weather, "light": one.light,
            "colours": list(one.colours), "features": list(one.features)}


def _thing(one: Thing | None) -> dict[str, Any] | None:
    return {"shape": one.shape, "colours": list(one.colours)} if one else None


def _costume(one: Costume) -> dict[str, Any]:
    values = ((part.name, getattr(one, part.name)) for part in fields(one) if part.name not in ("character", "said"))
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values}


def _shot(cut: Cut, shot: Shot, heard: Sequence[Spoken], prefix: str) -> dict[str, Any]:
    index = {figure.costume.character: at for at, figure in reversed(list(enumerate(shot.setup.figures)))}
    setup = camera(shot.setup)
    return {
        **setup,
        "style": {**asdict(shot.setup.style), "palette": list(shot.setup.style.palette)},
        "move": shot.move, "frames": shot.frames, "tension": round(shot.tension, 3),
        "seed": seed_of("take", setup, shot.take),
        **_performance(shot, index),
        "spoken": [{"input": f"{prefix}speech:{at}", "frame": one.frame, "mouth": index.get(one.mouth, -1)}
                   for at, one in enumerate(heard)],
        "subtitles": [{"start": one.start, "stop": one.stop, "rows": [list(row) for row in one.rows]}
                      for one in shot.subtitles],
        "cards": [{"start": one.start, "stop": one.stop, "text": one.text, "kind": one.kind, "lang": cut.language}
                  for one in shot.cards],
        "fade_in": shot.fade_in, "fade_out": shot.fade_out, "fade_colour": shot.fade_colour, "label": shot.label,
        **safe(cut, shot),
    }


def safe(cut: Cut, shot: Shot) -> dict[str, Any]:
    """The box for the words of `shot`, where it has any that choose their place."""
    return {"safe": [round(one, 4) for one in cut.safe]} if cut.safe and (shot.label or shot.cards) else {}


def camera(setup: Setup) -> dict[str, Any]:
    """The camera position as parameters. Ids of people and places stay out: a renamed character is drawn the same."""
    return {
        "set": _set(setup.set), "size": setup.size, "composition": setup.composition, "angle": setup.angle,
        "figures": [{"costume": _costume(one.costume), "x": round(one.x, 4), "facing": one.facing,
                     "foreground": one.foreground, "holding": _thing(one.holding), **_seat(one.posture)}
                    for one in setup.figures],
        "insert": _thing(setup.insert) if setup.hand is None else {**(_thing(setup.insert) or {}), "hand": _costume(setup.hand)},
    }


def _seat(one: Posture | None) -> dict[str, Any]:
    """What somebody of the shot sits, or sits down, on and at; that they lie or kneel a gesture tells."""
    return {"seat": {"on": one.seat, "at": one.table}} if one is not None and one.seat else {}


def _performance(shot: Shot, index: Mapping[str, int]) -> dict[str, Any]:
    # In the order of places in the picture and not of names, so that a rename is no other picture.
    moods = sorted(((index[one.character], one) for one in shot.moods if one.character in index),
                   key=lambda pair: (pair[0], pair[1].frame))
    gestures = sorted(((index[one.character], one) for one in shot.gestures if one.character in index),
                      key=lambda pair: (pair[0], pair[1].frame))
    return {
        "moods": [{"figure": at, "frame": one.frame, "emotion": one.emotion, "intensity": round(one.intensity, 3),
                   "gaze": one.gaze} for at, one in moods],
        "gestures": [{"figure": at, "frame": one.frame, "frames": one.frames, "gesture": one.gesture} for at, one in gestures]}
