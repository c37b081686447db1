"""How a scene opens: the hook of an episode, and the wide shot that says where we are.

A vertical drama has three seconds to hold its viewer (every platform guide says so), so an episode never opens on a
slow wide shot: the first beat comes first and close, the place after it. Later scenes open on their place when it is
new. """

from __future__ import annotations

from ..base.nodes import replace
from ..story.nodes import ShotAsk
from .ground import Ground
from .sheet import Bit, Item, Mark
from .tension import STRONG, of_place

HOOK, TITLED, ESTABLISHING, LONGEST_ESTABLISHING, GLIMPSE = 2.7, 2.5, 1.8, 2.5, 1.2
"""Seconds: the longest first shot of an episode, and the shortest one that the title stands on; a wide shot of a new
place, the longest one, and one right behind the hook."""


def open_scene(ground: Ground, items: tuple[Item, ...], *, known: bool) -> tuple[Item, ...]:
    """`items` with the hook and the establishing shot in place. `known` when this place was seen before at this time
    of day, or the action runs on from the scene before."""
    first = next((at for at, one in enumerate(items) if isinstance(one, Bit)), None)
    if first is None:
        return (*items, _added(ground, ESTABLISHING, len(ground.scene.beats)))
    asked = any(_is_ask(one) for one in items[: first + 1])
    if ground.first and not asked:
        first = next((at for at, one in enumerate(items) if isinstance(one, Bit) and one.kind != "hold"), first)
        items = _hook(ground, items, first)
        first = _after_beat(items, first)
    if known or asked or first >= len(items) or _is_ask(items[first]):
        return items
    return _establish(ground, items, first)


def _is_ask(item: Item) -> bool:
    return isinstance(item, Mark) and isinstance(item.beat, ShotAsk)


def _hook(ground: Ground, items: tuple[Item, ...], at: int) -> tuple[Item, ...]:
    """`items` with the bit at `at`, and any pause before it, marked as what the audience sees first."""
    items = (*(replace(one, hook=True) if isinstance(one, Bit) else one for one in items[:at]), *items[at:])
    bit = items[at]
    assert isinstance(bit, Bit)
    longest = ground.frames(HOOK)
    if ground.version.title and not bit.voices:
        bit = replace(bit, frames=max(bit.frames, ground.frames(TITLED)))
    if bit.voices or bit.frames <= longest:
        return (*items[:at], replace(bit, hook=True), *items[at + 1 :])
    head = replace(bit, frames=longest, hook=True)
    rest = replace(bit, frames=bit.frames - longest, gestures=(), emotions=(), sounds=())
    return (*items[:at], head, *((rest,) if rest.frames >= ground.frames(0.5) else ()), *items[at + 1 :])


def _after_beat(items: tuple[Item, ...], at: int) -> int:
    """The next item behind the beat whose bits begin at `at`, its answering look included."""
    bit = items[at]
    assert isinstance(bit, Bit)
    at += 1
    while at < len(items):
        one = items[at]
        if isinstance(one, Bit) and one.beat != bit.beat:
            break
        if _is_ask(one):
            break
        at += 1
    return at


def _establish(ground: Ground, items: tuple[Item, ...], at: int) -> tuple[Item, ...]:
    """A wide shot before the item at `at`: over its own action where that names nobody in particular, else by
    itself."""
    bit = items[at]
    assert isinstance(bit, Bit)
    longest = ground.frames(LONGEST_ESTABLISHING)
    if bit.kind == "title" and bit.frames <= 2 * longest:
        return (*items[:at], replace(bit, kind="establish"), *items[at + 1 :])
    plain = bit.kind == "act" and not bit.gestures and not bit.emotions and bit.tension < STRONG
    if plain and (not bit.who or not ground.first) and bit.frames <= longest:
        return (*items[:at], replace(bit, kind="establish"), *items[at + 1 :])
    if plain and not bit.who:
        head = replace(bit, kind="establish", frames=longest)
        rest = replace(bit, frames=bit.frames - longest, sounds=())
        return (*items[:at], head, *((rest,) if rest.frames >= ground.frames(0.8) else ()), *items[at + 1 :])
    seconds = ESTABLISHING
    if ground.first:
        shown = sum(one.frames for one in items[:at] if isinstance(one, Bit))
        seconds = TITLED if ground.version.title and shown < ground.frames(TITLED) else GLIMPSE
    return (*items[:at], _added(ground, seconds, bit.beat), *items[at:])


def _added(ground: Ground, seconds: float, beat: int) -> Bit:
    """A wide shot that stands in no beat of the script, of the place as `beat` finds it."""
    return Bit("establish", -1, ground.frames(seconds), of_place(0.0), ground.before(beat))

