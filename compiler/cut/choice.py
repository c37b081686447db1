"""The director's choice of framing for one bit of time: whom to show, how close, over whose shoulder.

The grammar is that of every directing manual (Katz, "Film Directing Shot by Shot"; Arijon, "Grammar of the Film
Language"): a master places people, over-the-shoulders tie them, singles part them, sizes tighten with the tension and
let go after it; a look is followed by what is seen, a strong line by the face that takes it in.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..base.nodes import node, replace
from .framing import ALONE, TIGHTNESS, Framing, Position, tighter
from .sheet import Bit
from .tension import STRONG

LOOSE, MIDDLE, CLOSE, PEAK = 0.26, 0.45, 0.7, 0.9
"""Tensions from which a single is a medium close-up, a close-up, a big and an extreme close-up; below the second,
people are shown over each other's shoulders."""
UNPEAKED = PEAK - 0.05
"""An extreme close-up is kept for the strongest line of a scene; whatever else is as tense stops one size wider. So is an angle:
what is seen from below three times in a scene says nothing."""
REMASTER = 6
"""Shots of a quiet scene after which both people are seen together again."""
_WHOLE = frozenset(("kneel", "fall", "slump", "lie", "rise", "sit", "run", "walk", "bow", "enter-left", "enter-right",
                    "exit-left", "exit-right", "step-forward", "draw"))
_HANDS = frozenset(("point", "reach", "give", "take", "raise-hand", "turn-away", "clench", "hand-to-chest", "lean-in"))
_FLAT = frozenset(("letter", "photo", "document", "book", "phone", "scroll", "card", "pill", "watch"))
_LOW, _HIGH, _TILTED = ("anger", "cold", "contempt", "resolve"), ("plead", "pain", "tears", "fear"), ("shock", "fear")


@node
class Memory:
    """What was shown so far: the last framing (of the scene before, while `shots` is 0), whether the people were
    placed, shots since they were seen together, where the camera has stood in the scene."""

    last: Framing | None = None
    placed: bool = False
    since_master: int = 0
    shots: int = 0
    positions: frozenset[Position] = frozenset()

    def after(self, framing: Framing, asked: bool = False) -> Memory:
        """The memory once `framing` is on screen."""
        master = len(framing.who) > 1 and framing.composition != "establishing"
        placed = self.placed or master or bool(framing.over) or asked
        return Memory(framing, placed, 0 if master else self.since_master + 1, self.shots + 1,
                      self.positions | {framing.position()})


def propose(bit: Bit, memory: Memory, shapes: Mapping[str, str], tall: bool) -> Framing:
    """The framing that serves `bit` best, whatever was shown before. `shapes` are the shapes of the props by id; `tall`
    whether the frame is higher than wide."""
    match bit.kind:
        case "establish":
            return Framing("establishing", "ws", bit.here.present[:6])
        case "insert" if bit.prop:
            return Framing("insert", "ecu" if bit.tension >= STRONG else "cu", prop=bit.prop,
                           angle=angle_of_thing(shapes.get(bit.prop, "")))
        case "pov":
            return Framing("pov", "mcu" if bit.tension >= MIDDLE else "ms", bit.who[:1], look="front")
        case "look" | "react" | "listen":
            size = max(size_for(min(bit.tension, UNPEAKED)), "mcu", key=TIGHTNESS.index)
            return Framing("single" if bit.kind == "look" else "reaction", size, bit.who[:1])
        case "speak":
            return _angled(_dialogue(bit, memory, tall), bit)
        case "title" | "hold":
            return memory.last if memory.last is not None and memory.shots else _someone(bit)
    return _angled(_action(bit, tall), bit)


def vary(wanted: Framing, memory: Memory, bit: Bit, tall: bool) -> Framing:
    """A framing other than the last one that serves `bit` nearly as well as `wanted`. Where the moment is quiet, one from
    where the camera has stood before: crews go back to a setup rather than light another."""
    last = memory.last
    if last is None or differs(wanted, last):
        return wanted
    others = _alternatives(wanted, bit, tall)
    if bit.tension < MIDDLE:
        others.sort(key=lambda one: one.position() not in memory.positions)
    found = next((one for one in others if differs(one, last)), None)
    return found or next(one for one in _any_size(wanted) if one.key() != last.key())


def differs(one: Framing, last: Framing) -> bool:
    """Whether a cut from `last` to `one` is a cut and not a jump: other people, or two sizes between them."""
    if one.key() == last.key():
        return False
    alike = one.composition == last.composition or (one.composition in ALONE and last.composition in ALONE)
    if alike and one.who and set(one.who) == set(last.who) and one.over == last.over:
        return abs(one.tightness() - last.tightness()) >= 2
    return True


def angle_of_thing(shape: str) -> str:
    """From where a thing of `shape` is seen: what is read, or lies flat, from above."""
    return "high" if shape in _FLAT else "eye"


def size_for(tension: float) -> str:
    """How close a single stands at `tension`."""
    return ("ms" if tension < LOOSE else "mcu" if tension < MIDDLE else "cu" if tension < CLOSE
            else "bcu" if tension < PEAK else "ecu")


def pair_size(tall: bool, tension: float = 0.0) -> str:
    """How close two stand together. A tall frame holds the shoulders of two who face each other only from the knees up, and their
    heads from the waist; a wide one is a size tighter."""
    close = tension >= CLOSE
    return ("ms" if close else "mls") if tall else "mcu" if close else "ms"


def _dialogue(bit: Bit, memory: Memory, tall: bool) -> Framing:
    people = bit.here.present
    if not bit.who:
        return Framing("establishing", "ws", people[:6])
    size = size_for(bit.tension if any(voice.peak for voice in bit.voices) else min(bit.tension, UNPEAKED))
    if bit.part and size in ("mcu", "cu"):
        size = tighter(size, 1)
    if len(bit.who) > 1:
        return _together(bit.who, bit.tension, tall)
    if bit.hook:
        return Framing("single", max(size, "cu", key=TIGHTNESS.index), bit.who)
    speaks = any(bit.who[0] in voice.seen for voice in bit.voices)
    if not bit.other or not speaks:
        return Framing("single", size if speaks else max(size, "mcu", key=TIGHTNESS.index), bit.who)
    pair = (bit.who[0], bit.other)
    if not memory.placed and bit.tension < STRONG:
        others = tuple(one for one in people if one not in pair)
        return _together((*pair, *others), bit.tension, tall)
    if memory.since_master >= REMASTER and bit.tension < MIDDLE + 0.1:
        return _together(pair, bit.tension, tall)
    if bit.tension < MIDDLE:
        return Framing("ots", "ms" if bit.tension < LOOSE else "mcu", bit.who, over=bit.other)
    return Framing("single", size, bit.who)


def _together(people: tuple[str, ...], tension: float, tall: bool) -> Framing:
    """Everybody in one picture."""
    if len(people) <= 2:
        return Framing("two-shot", pair_size(tall, tension), people)
    if len(people) == 3:
        return Framing("three-shot", "mls", people)
    return Framing("group", "fs", people[:6])


def _action(bit: Bit, tall: bool) -> Framing:
    if not bit.who:
        return _someone(bit)
    if len(bit.who) > 1 and bit.kind in ("act", "give") and not bit.hook:
        return _together(bit.who, bit.tension, tall)
    doing = {gesture for _, gesture in bit.gestures}
    if doing & _WHOLE:
        size = "mls" if bit.hook or bit.tension >= MIDDLE else "fs"
    elif doing & _HANDS:
        size = "ms"
    else:
        size = size_for(min(bit.tension, CLOSE))
    if bit.hook and not doing & (_WHOLE | _HANDS):
        size = max(size, "cu", key=TIGHTNESS.index)
    return Framing("single", size, bit.who[:1])


def _someone(bit: Bit) -> Framing:
    """A picture for a moment that names nobody: a face to open with, else the place with whoever is in it."""
    if bit.hook and bit.here.present:
        return Framing("single", "cu", bit.here.present[:1])
    return Framing("establishing", "ws", bit.here.present[:6])


def _angled(framing: Framing, bit: Bit) -> Framing:
    """`framing` from below for somebody who threatens, from above for somebody who begs, askew at the worst shock."""
    if framing.composition not in ALONE or bit.tension < CLOSE or framing.size == "ms":
        return framing
    if bit.voices and not any(voice.peak for voice in bit.voices):
        return framing
    emotion = dict(bit.emotions).get(framing.who[0], "") if framing.who else ""
    if emotion in _TILTED and bit.tension >= 0.95:
        return replace(framing, angle="dutch")
    if framing.size == "ecu":
        return framing
    if emotion in _LOW:
        return replace(framing, angle="low")
    if emotion in _HIGH and bit.other:
        return replace(framing, angle="high")
    return framing


def _alternatives(wanted: Framing, bit: Bit, tall: bool) -> list[Framing]:
    """Framings to use instead of `wanted`, best first."""
    first = wanted.who[:1]
    tense = bit.tension >= MIDDLE
    if wanted.composition == "insert":
        other = "cu" if wanted.size == "ecu" else "ecu"
        return [*([Framing("single", "ms", bit.who[:1])] if bit.who else []), replace(wanted, size=other)]
    if not first:
        return [replace(wanted, size="els"), replace(wanted, size="fs")]
    steps = (2, -2, 3, -3) if tense else (-2, 2, -3, 3)
    base = wanted.size if wanted.composition in ALONE else "cu" if tense else "mcu"
    singles = [Framing("single", tighter(base, by), first, angle=wanted.angle, look=wanted.look) for by in (0, *steps)
               if tighter(base, by) != "ecu"]
    other = bit.other if bit.other and bit.other != first[0] else next((one for one in wanted.who[1:]), "")
    if not other:
        return singles
    shoulder = Framing("ots", "mcu", first, over=other)
    both = _together((first[0], other), bit.tension, tall)
    return [*singles[:2], shoulder, both, *singles[2:]] if tense else [shoulder, *singles[:1], both, *singles[1:]]


def _any_size(wanted: Framing) -> list[Framing]:
    return [replace(wanted, size=size) for size in ("mcu", "ms", "cu", "mls", "ws", "ecu", "els")]
