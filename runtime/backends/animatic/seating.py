"""Who sits in a shot, on what and at which table; and who kneels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .figure.person import person_of
from .figure.sitting import Seat, levels
from .lying import BED, postures

HIGH = {"chair": 1.95, "armchair": 1.8, "sofa": 1.75, "bed": 2.0, "stool": 1.95, "bench": 1.9, "throne": 2.1, "step": 1.5,
        "rock": 1.6, "mat": 0.12, "floor": 0.0}
"""How high a seat is, in grown-up hu."""
TOPS = {"table": 3.15, "desk": 3.15, "counter": 3.3, "low": 1.1}
"""How high a table is."""
_UPRIGHT = frozenset(("run", "walk", "fall", "lie", "slump", "kneel", "stumble"))
KNEELS = 2.0
"""How much lower the eyes of who kneels are, hu."""


@dataclass(frozen=True, slots=True)
class Sitter:
    """A figure of a shot with a seat. `on` and `at` are ids of stdlib `seats` and `tables`; `level` and `floor` the own hu from
    the eyes down to the seat and to the floor, `drop` how much lower the eyes are than standing; `always` when it sits all the
    time."""

    on: str
    at: str
    seat: Seat
    level: float
    floor: float
    drop: float
    always: bool


def sitters(shot: Mapping[str, Any]) -> dict[int, Sitter]:
    """The figures of `shot` that sit in it at some time. In a car nothing is drawn to sit on: it has its own seats."""
    if str((shot.get("set") or {}).get("kind")) == "car":
        return {}
    found, beds = {}, postures(shot).values()
    for index, figure in enumerate(shot.get("figures") or ()):
        said = figure.get("seat")
        kinds = [(int(one["frame"]), int(one["frames"]), str(one["gesture"])) for one in shot.get("gestures") or ()
                 if int(one["figure"]) == index]
        if not said or not any(kind == "sit" for _, _, kind in kinds):
            continue
        person = person_of(figure.get("costume") or {})
        on, at = str(said.get("on") or "chair"), str(said.get("at") or "")
        if on == "bed" and BED in beds:
            on = "stool"  # at the side of whoever lies in it
        head = 0.9 if person.child else 1.0
        high = HIGH.get(on, 1.95)
        seat = Seat(high * 100 / head, bool(at) and TOPS.get(at, 3.15) > high + 0.5)
        level, floor = levels(person, seat)
        drop = (person.stature * 100 - 52 - floor) / 100
        always = min(kinds)[0] == 0 and any(kind == "sit" and not frame and frames <= 1 for frame, frames, kind in kinds) \
            and all(kind not in ("rise", *_UPRIGHT) and not kind.startswith(("exit", "enter", "step")) for _, _, kind in kinds)
        found[index] = Sitter(on, at, seat, level / 100, floor / 100, drop, always)
    return found


def kneelers(shot: Mapping[str, Any]) -> frozenset[int]:
    """The figures of `shot` that kneel from its first frame to its last."""
    told: dict[int, set[tuple[str, bool]]] = {}
    for one in shot.get("gestures") or ():
        told.setdefault(int(one["figure"]), set()).add((str(one["gesture"]), int(one["frame"]) == 0 and int(one["frames"]) <= 1))
    return frozenset(index for index, kinds in told.items() if ("kneel", True) in kinds
                     and all(kind not in ("rise", "sit", "fall", "lie", "slump", "run", "walk") and not kind.startswith("exit")
                             for kind, _ in kinds))


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody sits in the frame, in pixels: the middle of the body, the seat, the floor at the feet; `unit` pixels a grown
    hu, `turn` -1 or 1 for the side that they face, 0 the front."""

    x: float
    level: float
    floor: float
    unit: float
    turn: float
    sitter: Sitter
