"""What stands between the bits of a scene, on the film's clock; and the markers that show nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..story.nodes import Marker as Place
from ..story.nodes import StoryBeat
from .clock import Slot, Stage, by_stage
from .nodes import Marker
from .sheet import Bit, Mark


def marks(stage: Stage, own: Sequence[Slot]) -> Iterator[tuple[int, Mark]]:
    """Everything that stands between the bits of a scene, with the frame at which the next bit begins. `own` are the
    shots of the scene."""
    starts = [start for slot in own for start, _ in slot.bits]
    end = own[-1].own if own else 0
    at = 0
    for item in stage.items:
        if isinstance(item, Bit):
            at += 1
        else:
            yield (starts[at] if at < len(starts) else end), item


def markers(stages: Sequence[Stage], slots: Sequence[Slot]) -> tuple[Marker, ...]:
    """Every story beat, place for a product, advertisement or pay point of the film, where what follows it begins."""
    found: list[Marker] = []
    for stage, own in zip(stages, by_stage(stages, slots), strict=True):
        for frame, mark in marks(stage, own):
            match mark.beat:
                case StoryBeat():
                    found.append(Marker("beat", frame, mark.beat.beat))
                case Place():
                    found.append(Marker(mark.beat.kind, frame, mark.beat.text, mark.beat.default))
    return tuple(found)
