"""Whether the colours of a shot are still those of the picture that it began with, and of the shots beside it.

Models wander: light turns, skin greys, the room gets other walls. What is compared are the colours that the finisher
remembers of every shot (`finisher.colours`), before the look is laid over them. Limits, and how they were found, are in
stdlib/facts/drift.yaml.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..stdlib import data
from .job import Fault

Cells = NDArray[np.float64]
"""Mean colours in OKLab, shape (rows, columns, 3)."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is remembered of a shot: its mean colours by cell, and the mean colour of its first and its last frame. `family`
    names the camera position and what stands before it: shots of one family show the same."""

    name: str
    family: str
    cells: Cells
    first: NDArray[np.float64]
    last: NDArray[np.float64]
    began: Cells | None = None
    face: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Drift:
    """That the shot `name` has drifted: `why` in words, and how many times the limit it is, the worst of all reasons."""

    name: str
    why: str
    times: float


def shown(name: str, family: str, facts: Mapping[str, Any], began: Cells | None = None,
          face: tuple[float, float, float, float] | None = None) -> Shown | None:
    """What the record of a shot's finish says of its colours, or None where it says nothing that can be read. `began`: those of
    the picture it began with; `face`: left, top, right and bottom of the people in it, as parts of the frame."""
    told = facts.get("backend_facts")
    colours = told.get("colours") if isinstance(told, Mapping) else None
    if not isinstance(colours, Mapping):
        return None
    try:
        rows, columns = int(colours["rows"]), int(colours["columns"])
        cells = np.array(colours["cells"], np.float64).reshape(rows, columns, 3) / 1000
        first, last = (np.array(colours[end], np.float64).reshape(3) / 1000 for end in ("first", "last"))
    except (TypeError, KeyError, ValueError, OverflowError):
        return None
    return Shown(name, family, cells, first, last, began, face) if np.isfinite(cells).all() else None


def drifted(shots: Sequence[Shown]) -> list[Drift]:
    """Those of `shots` that are beyond a limit, in order."""
    families: dict[str, list[Shown]] = {}
    for one in shots:
        families.setdefault(one.family, []).append(one)
    found = []
    for one in shots:
        reasons = [*_from_beginning(one), *_within(one), *_from_others(one, families[one.family])]
        if reasons:
            times, why = max(reasons)
            found.append(Drift(one.name, why, round(times, 2)))
    return found


def _from_beginning(one: Shown) -> list[tuple[float, str]]:
    if one.began is None or one.began.shape != one.cells.shape:
        return []
    what = "the picture that it began with"
    return _beyond("reference", one.cells, one.began, what, "its") + (
        _beyond("reference", _region(one.cells, one.face), _region(one.began, one.face), what, "its people's")
        if one.face else [])


def _within(one: Shown) -> list[tuple[float, str]]:
    limit = float(data("drift")["wander"]["limit"])
    far = float(np.linalg.norm(one.last - one.first))
    said = f"its colours wander by {far:.3f} from its first frame to its last (at most {limit:g})"
    return [(far / limit, said)] if far > limit else []


def _from_others(one: Shown, family: Sequence[Shown]) -> list[tuple[float, str]]:
    """Beside the middle of its family, which one stray shot does not move; of two, nobody knows which has drifted."""
    others = [other.cells for other in family if other is not one and other.cells.shape == one.cells.shape]
    if len(others) < 2:
        return []
    middle = np.median(np.stack([*others, one.cells]), axis=0)
    return _beyond("family", one.cells, middle, "the other shots of its setup", "its")


def _beyond(kind: str, cells: Cells, other: Cells, what: str, whose: str) -> list[tuple[float, str]]:
    limits = data("drift")[kind]
    found = []
    for measure, far in (("colour", colour(cells, other)), ("palette", palette(cells, other))):
        limit = float(limits[measure]["limit"])
        if far > limit:
            is_ = "palette is" if measure == "palette" else "colours are"
            found.append((far / limit, f"{whose} {is_} {far:.3f} from {what} (at most {limit:g})"))
    return found


def colour(one: Cells, other: Cells) -> float:
    """How far the mean colours are apart in OKLab."""
    return float(np.linalg.norm(one.reshape(-1, 3).mean(axis=0) - other.reshape(-1, 3).mean(axis=0)))


def palette(one: Cells, other: Cells) -> float:
    """How far the colours are apart wherever they are in the picture: of lightness and the two colour axes each the distance of
    the sorted values (the first Wasserstein distance), taken together."""
    first, second = (np.sort(cells.reshape(-1, 3), axis=0) for cells in (one, other))
    return float(np.linalg.norm(np.abs(first - second).mean(axis=0)))


def _region(cells: Cells, part: tuple[float, float, float, float] | None) -> Cells:
    """The cells of a part of the frame, one at least."""
    if part is None:
        return cells
    rows, columns = cells.shape[:2]
    left, right = (min(columns - 1, max(0, int(at * columns))) for at in (part[0], part[2]))
    top, low = (min(rows - 1, max(0, int(at * rows))) for at in (part[1], part[3]))
    return cells[top : low + 1, left : right + 1]


def began(picture: Path, window: Mapping[str, Any] | None, width: int, height: int) -> Cells:
    """The colours of the picture that a shot of `width` by `height` began with, the `window` of it that is seen. Raises Fault."""
    import cv2

    from .assemble.window import box
    from .backends.finisher.colours import cells
    from .backends.finisher.conform import filled

    image = cv2.imdecode(np.frombuffer(picture.read_bytes() or b"\0", np.uint8), cv2.IMREAD_COLOR)
    if image is None:
        raise Fault("a picture that a shot began with cannot be read", "dramac cache verify finds damaged files")
    try:
        factor, x = (float(window["factor"]), float(window["x"])) if window else (1.0, 0.0)
    except (TypeError, KeyError, ValueError) as error:
        raise Fault(f"{window!r} is no window", "the plan is damaged: make it again") from error
    left, top, right, low = (round(at) for at in box(image.shape[1], image.shape[0], width / height, factor, x))
    part = np.asarray(image, np.uint8)[top : max(low, top + 1), left : max(right, left + 1)]
    return cells(filled(part, width // 4, height // 4))
