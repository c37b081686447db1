"""What the pictures of a cut must satisfy, as data: that a model is shown and told of a shot what the shot shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..cut.nodes import Cut
from ..cut.verify import InvalidCut
from .camera import camera_of, cut_off, views


def verify_pictures(cut: Cut) -> None:
    """Raise InvalidCut, with a message that lists every breach, unless the pictures of `cut` satisfy every invariant."""
    breaches = [f"{name}: {what}" for name, holds in INVARIANTS.items() for what in holds(cut)]
    if breaches:
        raise InvalidCut("\n".join(breaches))


def _nobody_is_cut_off(cut: Cut) -> Iterator[str]:
    for at, shot in enumerate(cut.shots, 1):
        yield from (f"shot {at} is a part of a picture that cuts {who} off" for who in cut_off(shot.setup))


def _people_keep_their_places(cut: Cut) -> Iterator[str]:
    """Whoever is left of somebody in the shot is not right of them in its picture."""
    for at, shot in enumerate(cut.shots, 1):
        shown = [one.x for _, one in sorted(zip(shot.setup.figures, camera_of(shot.setup)[0].figures, strict=True),
                                            key=lambda pair: pair[0].x)]
        if shown != sorted(shown):
            yield f"shot {at} has its people in other places than its picture"


def _changes_are_seen(cut: Cut) -> Iterator[str]:
    """A picture is changed by what is in the shot, and by nothing else."""
    for at, shot in enumerate(cut.shots, 1):
        bare, seen, _ = views(shot.setup, shot.fresh, edits=True)
        there = any(one.holding or one.costume.marks for one in shot.setup.figures)
        if bare != seen and not there:
            yield f"shot {at} changes its picture, and nothing comes or goes in it"


INVARIANTS: dict[str, Callable[[Cut], Iterator[str]]] = {
    "nobody is cut off": _nobody_is_cut_off,
    "people keep their places": _people_keep_their_places,
    "changes are seen": _changes_are_seen,
}
