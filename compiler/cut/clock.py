"""The cut on one clock: which frame each shot, each bit and each line begins at, and how shots are joined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ...stdlib import vocabulary
from ..base.diagnostic import Diagnostic
from ..base.nodes import node
from ..story.nodes import Edit, Scene
from .coverage import Draft
from .errors import finding
from .ground import Ground
from .nodes import Posture, Set, Style, Transition
from .sheet import Bit, Item

END_HOLD, END_FADE = 1.0, 0.75
"""Seconds that the last picture stands after the last beat, and of the fade at its end."""
PARTED = frozenset(("flashback", "dream"))
_FADES_OUT = ("fade-out", "fade-to-black", "fade-to-white")


@node
class Stage:
    """A scene with everything the director decided about it. `after` are edits behind its last shot; `down` those who do not
    stand when it begins, `seats` what is sat down on in it, by beat and person."""

    ground: Ground
    items: tuple[Item, ...]
    drafts: tuple[Draft, ...]
    after: tuple[Edit, ...]
    side: Mapping[str, str]
    set: Set
    style: Style
    down: tuple[tuple[str, Posture], ...] = ()
    seats: tuple[tuple[tuple[int, str], Posture], ...] = ()


@node
class Slot:
    """A shot on the clock of the film. It is seen from `start` for `frames` frames; the first `transition.frames` lie
    over the shot before. `own` is where the next shot begins. `bits` begin at the frames given with them."""

    stage: int
    draft: Draft
    start: int
    frames: int
    own: int
    transition: Transition
    fade_in: int
    fade_out: int
    fade_colour: str
    bits: tuple[tuple[int, Bit], ...]


@dataclass(slots=True, repr=False, eq=False)
class _Join:
    """What happens between two shots."""

    kind: str = "cut"
    overlap: int = 0
    fade_in: int = 0
    fade_out: int = 0
    colour: str = "#000000"
    found: list[Diagnostic] = field(default_factory=list)


def set_clock(stages: Sequence[Stage], fps: int) -> tuple[tuple[Slot, ...], tuple[Diagnostic, ...]]:
    """Every shot of the film in its place, joined to its neighbours, and findings about transitions that lead
    nowhere."""
    flat = [(at, draft) for at, stage in enumerate(stages) for draft in stage.drafts]
    if not flat:
        return (), ()
    joins = [_join(stages, flat, index, fps) for index in range(len(flat) + 1)]
    slots, at = [], 0
    for index, (stage, draft) in enumerate(flat):
        into, out = joins[index], joins[index + 1]
        last = index == len(flat) - 1
        lead = into.overlap
        tail = draft.pad + (out.fade_out if not last else int(END_HOLD * fps + 0.5))
        bits, clock = [], at + lead
        for _, bit in draft.bits:
            bits.append((clock, bit))
            clock += bit.frames
        own = clock + tail
        frames = own - at + (0 if last else out.overlap)
        fade_out = min(out.fade_out or (int(END_FADE * fps + 0.5) if last else 0), frames // 2)
        slots.append(Slot(stage, draft, at, frames, own, Transition(into.kind, into.overlap),
                          min(into.fade_in, frames // 2), fade_out, into.colour if into.fade_in else out.colour,
                          tuple(bits)))
        at = own
    return tuple(slots), tuple(one for join in joins for one in join.found)


def _join(stages: Sequence[Stage], flat: Sequence[tuple[int, Draft]], index: int, fps: int) -> _Join:
    """How the shot at `index` follows the one before it; beyond the last shot, how the film ends."""
    before = flat[index - 1] if index else None
    after = flat[index] if index < len(flat) else None
    edits: list[Edit] = []
    if before is not None and (after is None or after[0] != before[0]):
        for stage in range(before[0], after[0] if after else len(stages)):
            edits.extend(stages[stage].after)
    if after is not None:
        edits.extend(after[1].edits)
    join = _Join()
    for edit in edits:
        _edit(join, edit, before is not None, after is not None, fps)
    if not edits and before is not None and after is not None and before[0] != after[0]:
        kind = _usual(stages[before[0]].ground.scene, stages[after[0]].ground.scene)
        join.kind, join.overlap = kind, _length(kind, fps) if kind == "dissolve" else 0
    return join


def _edit(join: _Join, edit: Edit, left: bool, right: bool, fps: int) -> None:
    """Work the writer's `edit` into `join`, which has a shot on its `left` and on its `right`, or not."""
    kind = edit.transition
    facts = vocabulary("transitions").entries.get(kind, {})
    length = _length(kind, fps)
    if kind == "fade-in":
        join.fade_in = max(join.fade_in, length)
    elif kind in _FADES_OUT:
        join.fade_out = length
        if kind == "fade-to-white":
            join.colour, join.fade_in = "#ffffff", max(join.fade_in, length // 3)
    elif facts.get("overlap"):
        if left and right:
            join.kind, join.overlap = kind, length
        else:
            join.found.append(finding("D405", edit.span, where="before it" if right else "after it"))
    elif left and right:
        join.kind = kind


def _usual(before: Scene, after: Scene) -> str:
    """How one scene follows another where the writer says nothing: a dissolve into and out of memory and dream, and
    where time passes in one place; else a cut."""
    if before.storytime != after.storytime and {before.storytime, after.storytime} & PARTED:
        return "dissolve"
    same = (before.place, before.corner, before.time, before.storytime) == (
        after.place, after.corner, after.time, after.storytime)
    return "dissolve" if same and not after.continuous else "cut"


def _length(kind: str, fps: int) -> int:
    """The usual length of a transition in frames; the stdlib counts them at 24 a second."""
    usual = int(vocabulary("transitions").entries.get(kind, {}).get("frames", 0))
    return max(1, int(usual * fps / 24 + 0.5)) if usual else 0


def by_stage(stages: Sequence[Stage], slots: Sequence[Slot]) -> tuple[tuple[Slot, ...], ...]:
    """The shots of each scene."""
    found: list[list[Slot]] = [[] for _ in stages]
    for slot in slots:
        found[slot.stage].append(slot)
    return tuple(map(tuple, found))
