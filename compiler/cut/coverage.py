"""Coverage of a scene: every bit of time gets a framing; neighbours with one framing become one shot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..base.diagnostic import Diagnostic
from ..base.nodes import node, replace
from ..story.nodes import Edit, ShotAsk
from .asked import UNTIMED, Asked, complete, keeps
from .choice import Memory, differs, propose, vary
from .errors import finding
from .framing import ALONE, Framing
from .ground import Ground
from .opening import HOOK
from .sheet import Bit, Here, Item, Mark

STAND, LONGEST, GLIMPSE, MARGIN = 4.6, 6.0, 0.75, 0.6
"""Seconds that a shot of the director's may go on over a new bit; no picture stands longer than the second, unless the
writer wants it to (by the last, nobody is told of it); one shorter than the third is not seen."""
_MATCHING = frozenset(("jump-cut", "match-cut"))
"""Edits that want the same picture on both sides."""
_SMALL = frozenset(("nod", "shake", "lower-head", "look-up"))


@node
class Draft:
    """A shot in the making. `bits` are pairs of a bit's number in the scene and the bit; `pad` frames follow them.
    `edits` are the writer's transitions into it, `at` the beat that it begins with."""

    framing: Framing
    here: Here
    at: int
    bits: tuple[tuple[int, Bit], ...] = ()
    ask: ShotAsk | None = None
    edits: tuple[Edit, ...] = ()
    pad: int = 0

    def frames(self) -> int:
        """Its frames without overlaps."""
        return sum(bit.frames for _, bit in self.bits) + self.pad

    def tension(self) -> float:
        """That of its tensest bit."""
        return max((bit.tension for _, bit in self.bits), default=0.3)


@dataclass(slots=True, repr=False, eq=False)
class _Walk:
    """The director on the way through a scene. `before` is the memory as it was before the last shot;
    `bits` and `length` are those of that shot, which is still open."""

    ground: Ground
    shapes: Mapping[str, str]
    memory: Memory
    before: Memory = field(default_factory=Memory)
    drafts: list[Draft] = field(default_factory=list)
    bits: list[tuple[int, Bit]] = field(default_factory=list)
    length: int = 0
    found: list[Diagnostic] = field(default_factory=list)
    edits: tuple[Edit, ...] = ()
    pending: Mark | None = None
    asked: Asked | None = None


def cover(ground: Ground, items: tuple[Item, ...], shapes: Mapping[str, str],
          before: Framing | None = None) -> tuple[tuple[Draft, ...], tuple[Edit, ...], tuple[Diagnostic, ...]]:
    """The shots of a scene, the writer's edits that come after its last one, and findings. `shapes` are the shapes of
    the props by id; `before` is what the scene before ended on, if that was the same set."""
    walk = _Walk(ground, shapes, Memory(before))
    number = 0
    for item in items:
        if isinstance(item, Bit):
            _film(walk, number, item)
            number += 1
        elif isinstance(item.beat, ShotAsk):
            _settle(walk, None)
            _close(walk)
            walk.pending = item
        elif isinstance(item.beat, Edit):
            _settle(walk, None)
            _close(walk)
            walk.edits = (*walk.edits, item.beat)
    _settle(walk, None)
    _close(walk)
    _flush(walk)
    shortest = ground.frames(GLIMPSE)
    return tuple(_seen(draft, shortest) for draft in walk.drafts), walk.edits, tuple(walk.found)


def _seen(draft: Draft, shortest: int) -> Draft:
    """`draft`, held until it can be seen; a shot in which somebody speaks is as long as its words."""
    if draft.frames() >= shortest or any(bit.voices for _, bit in draft.bits):
        return draft
    return replace(draft, pad=shortest - draft.frames() + draft.pad)


def _film(walk: _Walk, number: int, bit: Bit) -> None:
    """Put `bit` into the shot that stands or begin a new one for it."""
    _settle(walk, bit)
    fps = walk.ground.version.fps
    if walk.asked is not None:
        fresh = bool(walk.bits) and walk.bits[-1][1].beat != bit.beat
        if keeps(walk.asked, bit, walk.length, fresh, fps):
            _add(walk, number, bit)
            return
        _close(walk)
    wanted = propose(bit, walk.memory, walk.shapes, walk.ground.tall)
    if _goes_on(walk, wanted, bit):
        _add(walk, number, bit)
        return
    if _is_glimpse(walk):
        last, pause = walk.drafts.pop(), walk.bits
        walk.memory, walk.edits, walk.bits = walk.before, last.edits, []
        wanted = vary(propose(bit, walk.memory, walk.shapes, walk.ground.tall), walk.memory, bit, walk.ground.tall)
        _begin(walk, wanted, bit.here, last.at)
        for one in (*pause, (number, bit)):
            _add(walk, *one)
        return
    if not any(edit.transition in _MATCHING for edit in walk.edits):
        wanted = vary(wanted, walk.memory, bit, walk.ground.tall)
    _begin(walk, wanted, bit.here, bit.beat)
    _add(walk, number, bit)


def _add(walk: _Walk, number: int, bit: Bit) -> None:
    walk.bits.append((number, bit))
    walk.length += bit.frames


def _flush(walk: _Walk) -> None:
    """Put what was filmed into the shot that stands, which ends here."""
    if walk.bits:
        last = walk.drafts[-1]
        walk.drafts[-1] = replace(last, bits=(*last.bits, *walk.bits))
        walk.bits = []
    walk.length = 0


def _begin(walk: _Walk, framing: Framing, here: Here, at: int, ask: ShotAsk | None = None) -> None:
    _flush(walk)
    walk.drafts.append(Draft(framing, here, at, (), ask, walk.edits))
    walk.before = walk.memory
    walk.memory = walk.memory.after(framing, asked=ask is not None)
    walk.edits = ()


def _settle(walk: _Walk, after: Bit | None) -> None:
    """Open the shot that the writer asked for, now that `after` tells what happens in it."""
    if walk.pending is None:
        return
    mark, walk.pending = walk.pending, None
    ask = mark.beat
    if not isinstance(ask, ShotAsk):
        return
    asked, found = complete(ask, after.here if after else mark.here, after, walk.memory,
                            walk.shapes, walk.ground.tall)
    walk.found.extend(found)
    walk.asked = asked
    if not _joins(walk, ask, asked.framing):
        _begin(walk, asked.framing, after.here if after else mark.here, mark.at, ask)


def _joins(walk: _Walk, ask: ShotAsk, framing: Framing) -> bool:
    """Whether the writer asks for the shot that stands once more; then it goes on. (The check says so, D256.)"""
    last = walk.drafts[-1] if walk.drafts else None
    if last is None or last.ask is None or walk.edits or not _same(last.ask, last.framing, ask, framing):
        return False
    walk.drafts[-1] = replace(last, ask=replace(ask, seconds=_longer(last.ask.seconds, ask.seconds)))
    if walk.asked is not None and ask.seconds is not None:
        shown = walk.length / walk.ground.version.fps
        walk.asked = replace(walk.asked, ask=replace(ask, seconds=ask.seconds + shown))
    return True


def _same(last: ShotAsk, shown: Framing, ask: ShotAsk, framing: Framing) -> bool:
    return (framing == shown and last.take == ask.take and (ask.move or last.move) == last.move)


def _longer(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one + other


def _close(walk: _Walk) -> None:
    """End the writer's shot: it stands for at least the seconds that it asks for, or long enough to be seen."""
    if walk.asked is None:
        return
    ask, walk.asked = walk.asked.ask, None
    last = walk.drafts[-1]
    fps = walk.ground.version.fps
    shown = walk.length
    least = walk.ground.frames(ask.seconds if ask.seconds is not None else UNTIMED if not walk.bits else GLIMPSE)
    if shown < least:
        walk.drafts[-1] = replace(last, pad=last.pad + least - shown)
    if ask.seconds is not None and shown > least + fps // 4:
        walk.found.append(finding("D401", ask.span, asked=_seconds(ask.seconds), needed=_seconds(shown / fps)))
    elif ask.seconds is None and shown > (LONGEST + MARGIN) * fps:
        walk.found.append(finding("D402", ask.span, seconds=_seconds(shown / fps)))


def _seconds(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _goes_on(walk: _Walk, wanted: Framing, bit: Bit) -> bool:
    """Whether the shot that stands may go on over `bit`."""
    if not walk.bits or walk.edits or walk.drafts[-1].ask is not None:
        return False
    last = walk.drafts[-1]
    length = walk.length + bit.frames
    fps = walk.ground.version.fps
    if bit.kind in ("title", "hold"):
        return length <= LONGEST * fps
    if length > STAND * fps:
        return False
    if walk.bits[0][1].hook and (bit.beat != walk.bits[-1][1].beat or (not bit.voices and length > HOOK * fps)):
        return False
    if wanted.key() == last.framing.key():
        return True
    alone = last.framing.composition in ALONE
    if not alone or last.framing.who[:1] != bit.who[:1] or bit.kind in ("enter", "exit", "insert", "pov", "establish"):
        return _says_more(walk.bits[-1][1], bit)
    if bit.kind == "act":
        return {gesture for _, gesture in bit.gestures} <= _SMALL and len(bit.who) == 1
    return not differs(wanted, last.framing) or walk.bits[-1][1].kind in ("react", "listen")


def _is_glimpse(walk: _Walk) -> bool:
    """Whether the shot that stands is a mere pause, too short to be seen: it becomes the start of the next one."""
    if not walk.bits or walk.edits or walk.drafts[-1].ask is not None:
        return False
    short = walk.length < GLIMPSE * walk.ground.version.fps
    return short and all(bit.kind in ("hold", "title") for _, bit in walk.bits)


def _says_more(before: Bit, bit: Bit) -> bool:
    """Whether `bit` is the rest of the line that is spoken in the shot that stands, by somebody in it."""
    return bit.kind == before.kind == "speak" and bit.beat == before.beat
