"""The hair styles of the vocabulary."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

from ..canvas import dense
from .hair import HAIRLINE, Hair, Maker, bangs, beardlocks, cap, curtain, forward, loose_mane, sidelock, single_locks, wisps
from .strand import Sheet, noise
from .turn import Point, Turn


def hair_of(turn: Turn, sway: float) -> Hair:
    """The person's hair on a head turned by `turn`; raises KeyError for an unknown style."""
    one = turn.person
    side = -1.0 if one.variant % 2 else 1.0
    maker = Maker(turn, -sway if turn.mirrored else sway, -side if turn.mirrored else side, one.variant // 2 % 3)
    return _STYLES[one.hair_style](maker)


def _long(m: Maker) -> Hair:
    length = 150.0 if m.turn.person.woman else 128.0
    fringe = bangs(m) if m.variant == 2 and m.turn.person.woman else wisps(m)
    front = [curtain(m, True, length * 0.74, 6, 1.085), curtain(m, False, length * 0.8, 7, 1.085), *fringe]
    return Hair(back=(loose_mane(m, length, 9),), cap=cap(m, 1.07, False), front=tuple(front), pin=m.turn.skull(-60, -38, 1.08))


def _half_up(m: Maker) -> Hair:
    t, woman = m.turn, m.turn.person.woman
    top = t.scalp(180, -44)
    front = m.fan(HAIRLINE, top, 1.06, 0.035)
    locks = beardlocks(m, 70) if woman or m.variant == 2 else [sidelock(m, True, 62), sidelock(m, False, 70)]
    if not woman and m.variant == 1:
        locks += single_locks(m, ((m.part * 14, -4.0), (m.part * 21, 6.0)), m.part * 2, -40, 5.0, m.part * 4)
    x, y = t.skull(180, -46, 1.06)
    knot = (x, y - 6.0, 10.5 if woman else 7.5, 8.5)
    return Hair(
        back=(loose_mane(m, 158 if woman else 148, 8),),
        cap=cap(m, 1.06, True, 30),
        front=(*front, *locks),
        knots=(knot,),
        pin=(x, y - 4.0),
    )


def _ponytail(m: Maker) -> Hair:
    t = m.turn
    stop = t.scalp(180, -40)
    x, _ = t.skull(180, -40, 1.1)
    s = -0.35 if t.yaw < 0.1 else -1.0
    x -= 3.0
    a = [
        (x + 4, -48),
        m.hang(x + s * 10, -52),
        m.hang(x + s * 22 - 2, -20),
        m.hang(x + s * 24 - 6, 30),
        m.hang(x + s * 22, 84),
        m.hang(x + s * 14, 118),
    ]
    b = [
        (x - 5, -40),
        m.hang(x + s * 4, -42),
        m.hang(x + s * 8 + 8, -10),
        m.hang(x + s * 10 + 8, 36),
        m.hang(x + s * 10 + 4, 84),
        m.hang(x + s * 10, 118),
    ]
    tail = Sheet(tuple(a), tuple(b), 6, 0.08, 0.24, 0.1, m.seed + 9, 12)
    front = m.fan(HAIRLINE, stop, 1.05, 0.03)
    locks = [sidelock(m, True, 38, 3.2), sidelock(m, False, 42, 3.6)]
    if m.turn.person.woman and m.variant != 1:
        locks += bangs(m, -11.5)
    return Hair(back=(tail,), cap=cap(m, 1.05, True), front=(*front, *locks), pin=(x + s * 4, -48.0))


def _bun(m: Maker) -> Hair:
    t, old = m.turn, m.turn.person.age > 50
    stop = t.scalp(180, -36)
    x, _ = t.skull(180, -36, 1.12)
    y = -56.0 if not old else -44.0
    size = 17.0 if not old else 14.0
    x = x * (1.0 if t.yaw > 0.1 else 0.6)
    locks = [] if old else beardlocks(m, 46) if m.variant != 1 else [sidelock(m, True, 44, 3.4), sidelock(m, False, 52, 4.0)]
    return Hair(
        cap=cap(m, 1.06, True),
        front=(*m.fan(HAIRLINE, stop, 1.07, 0.04), *locks),
        knots=((x, y - size * 0.35, size, size * 0.86),),
        pin=(x + 6, y - size * 0.5),
    )


def _topknot(m: Maker) -> Hair:
    t = m.turn
    x, _ = t.crown(1.05)
    x -= 4 * t.sin
    stop = t.scalp(180, -50)
    locks = [] if m.turn.person.age > 50 or m.variant == 0 else [sidelock(m, True, 34, 2.6), sidelock(m, False, 40, 3.0)]
    return Hair(
        cap=cap(m, 1.045, True), front=(*m.fan(HAIRLINE, stop, 1.05, 0.02), *locks), knots=((x, -66.5, 8.5, 9.5),), pin=(x, -60.0)
    )


def _braid(m: Maker) -> Hair:
    t = m.turn
    s = -1.0
    stop = t.scalp(180, 0)
    fringe = bangs(m, -11.0)
    x = t.ear(False)[0]
    line = [(x + 2, 22.0), m.hang(x - 5, 40), m.hang(x - 4, 62), m.hang(x + 2, 88), m.hang(x + 5, 112), m.hang(x + 5, 136)]
    del s
    return Hair(
        cap=cap(m, 1.06, True, 26),
        front=(*m.fan(HAIRLINE, stop, 1.06, 0.03), *fringe, sidelock(m, True, 40, 3.6)),
        braid=tuple(line),
        pin=t.skull(-70, -30, 1.06),
    )


def _bob(m: Maker) -> Hair:
    t = m.turn
    far, near = t.far(20, 1.13)[0], t.near(20, 1.13)[0]

    def side(is_far: bool) -> Sheet:
        base = curtain(m, is_far, 46, 3, 1.11)
        s, x = (1.0, far) if is_far else (-1.0, near)
        inner = [*base.a[:5], m.hang(base.a[5][0], 24), m.hang(base.a[5][0] - s * 4, 43)]
        outer = [*base.b[:8], m.hang(x + s * 2, 26), m.hang(x + s * 1, 40), m.hang(x - s * 8, 47)]
        return Sheet(tuple(inner), tuple(outer), 4, 0.035, 0.34, 0.2, m.seed + is_far, 10)

    fringe = bangs(m) if m.variant != 1 else []
    a = (t.near(-10, 1.08), t.near(14, 1.1), m.hang(near + 3, 40))
    b = (t.far(-10, 1.06), t.far(14, 1.08), m.hang(far - 3, 40))
    return Hair(
        back=(Sheet(a, b, 7, 0.05, -1, -0.6, 4, 8),),
        cap=cap(m, 1.08, False),
        front=(side(True), side(False), *fringe),
        pin=t.skull(-62, -34, 1.1),
    )


def _short(m: Maker) -> Hair:
    """Short hair that falls forward with volume: a comma over one brow, a straight fringe, or parted and pushed up."""
    t, p = m.turn, m.part
    one: list[Point]
    two: list[Point]
    if m.variant == 1:
        tips = [(-33, -3), (-25, -10), (-16, -13.5), (-7, -12), (2, -14), (11, -12), (19, -13), (26, -10), (33, -3)]
        front = forward(m, tips, p * 3, 1.13, 0.12, p * 4)
    elif m.variant == 2:
        one = [(p * 33, -3), (p * 27, -8), (p * 20, -13), (p * 12, -19), (p * 2, -26)]
        two = [(-p * 33, -3), (-p * 28, -10), (-p * 22, -17), (-p * 14, -24), (-p * 2, -29)]
        front = [*forward(m, two, -p * 5, 1.14, 0.1, -p * 3), *forward(m, one, p * 6, 1.14, 0.1, -p * 3)]
    else:
        one = [(p * 33, -3.0), (p * 27, -9.0), (p * 20, -12.0), (p * 11, -13.5), (p * 1, -18.0), (-p * 8, -25.0)]
        two = [(-p * 33, -3), (-p * 27, -14), (-p * 20, -22), (-p * 10, -28)]
        front = [*forward(m, two, -p * 3, 1.14, 0.1, -p * 8), *forward(m, one, p * 7, 1.14, 0.1, -p * 8)]
    return Hair(cap=cap(m, 1.09, True), front=(*_swoop(m), *front), pin=t.crown(1.1))


def _swoop(m: Maker) -> list[Sheet]:
    """The near side of a short head: hair from the crown down over the ear and back to the nape."""
    t = m.turn
    guides = []
    for phi, low in ((-70, -12), (-88, -12), (-104, -10), (-122, -4), (-150, 4)):
        start = t.crown(1.11, -3)
        guides.append(
            (
                start,
                t.skull(phi * 0.9, -50, 1.1),
                t.skull(phi, -34, 1.1),
                t.skull(phi, (low - 34) / 2, 1.07),
                t.skull(phi, low, 0.99),
            )
        )
    return [
        Sheet(a, b, 2, 0.06, 0.4, -0.1 + 0.15 * (i % 2), m.seed + 70 + i, 5, 0.4) for i, (a, b) in enumerate(pairwise(guides))
    ]


def _side_part(m: Maker) -> Hair:
    """A clean parting: the long side sweeps over the brow, the short side lies flat."""
    t, p = m.turn, m.part
    stop = t.scalp(180, -30)
    line = [(p * phi, y) for phi, y in ((-30, -34.5), (-44, -29), (-58, -18), (-70, 0))]
    flat = m.fan(line, stop, 1.05, 0.02)
    root = t.skull(-p * 30, -36, 1.0)
    top = t.skull(-p * 30, -46, 1.1)
    outer = t.far if p > 0 else t.near
    a = (root, t.face(-p * 4, -41, 5), t.face(p * 10, -34, 5), t.face(p * 21, -25, 3), t.face(p * 28, -15.5, 1))
    mid = (top, t.crown(1.13, p * 2), t.skull(p * 30, -47, 1.13), t.skull(p * 55, -34, 1.1), t.skull(p * 66, -16, 1.06))
    b = (top, t.crown(1.14, -p * 6), outer(-47, 1.13), outer(-30, 1.1), outer(-8, 1.06))
    sweep = [Sheet(a, mid, 4, 0.05, 0.42, 0.25, m.seed + 2, 9), Sheet(mid, b, 1, 0.0, 0.3, 0.0, m.seed + 3, 7, 0.4)]
    side = [Sheet(mid[3:], b[3:], 1, 0, -1, -0.2, 3, 3, 0.2)]
    return Hair(cap=cap(m, 1.06, True), front=(*flat, *side, *sweep[::-1]), pin=t.crown(1.1))


def _slicked(m: Maker) -> Hair:
    t = m.turn
    line = [(phi, y - (2.5 if abs(phi) < 60 else 0)) for phi, y in HAIRLINE]
    return Hair(cap=cap(m, 1.05, True), front=tuple(m.fan(line, t.scalp(180, -24), 1.06, 0.05, 0.36, 9)), pin=t.crown(1.1))


def _crop(m: Maker) -> Hair:
    return Hair(cap=cap(m, 1.025, True, 10), fade=1.0, pin=m.turn.crown(1.05))


def _curly(m: Maker) -> Hair:
    """Waves to the shoulders for women; a crop of curls for men."""
    if m.turn.person.woman:
        sheets = [_wavy(curtain(m, far, 84, 13, 1.14), 3.6, s) for far, s in ((True, 1.0), (False, -1.0))]
        mane = _wavy(loose_mane(m, 92, 18), 4.0, 1.0)
        fringe = (
            forward(
                m,
                [(m.part * u, v) for u, v in ((30, 2), (24, -7), (15, -13), (5, -20), (-4, -28))],
                m.part * 6,
                1.13,
                0.06,
                -m.part * 6,
            )
            if m.variant != 0
            else []
        )
        return Hair(back=(mane,), cap=cap(m, 1.11, False), front=(*sheets, *fringe), pin=m.turn.skull(-62, -34, 1.15))
    curls: list[tuple[float, float, float]] = []
    rows = (
        (-57.0, 1.0, (0.0,)),
        (-50.0, 1.14, (-80, -40, 0, 40, 80)),
        (-42.0, 1.16, (-92, -66, -40, -14, 14, 40, 66, 92)),
        (-33.0, 1.15, (-100, -80, -58, -34, -10, 14, 38, 60, 84)),
        (-24.0, 1.12, (-112, -94, -76, 76, 94)),
    )
    for row, (y, r, places) in enumerate(rows):
        for i, phi in enumerate(places):
            if phi > m.seen:
                continue
            x0, y0 = m.turn.skull(phi + 9 * (noise(row, i) - 0.5), y + 4 * (noise(i, row) - 0.5), r)
            curls.append((x0, y0, 9.4 + 2.4 * noise(3, i + 9 * row)))
    return Hair(cap=cap(m, 1.1, True), front=tuple(_swoop(m)), curls=tuple(curls), pin=m.turn.crown(1.15))


def _wavy(sheet: Sheet, depth: float, side: float) -> Sheet:
    """The sheet with its guides thrown into waves below the brow."""

    def wave(guide: Sequence[Point], phase: float) -> tuple[Point, ...]:
        return tuple(
            (x + side * depth * math.sin((y - 4) * 0.19 + phase) * min(1.0, max(0.0, (y + 16) / 24)), y)
            for x, y in dense(guide, 6)
        )

    return Sheet(wave(sheet.a, 0.0), wave(sheet.b, 0.5), sheet.locks, 0.06, sheet.shine, sheet.tone, sheet.seed, sheet.lines)


def _bald(m: Maker) -> Hair:
    return Hair(pin=m.turn.crown(1.0))


_STYLES: dict[str, Callable[[Maker], Hair]] = {
    "long": _long,
    "half-up": _half_up,
    "ponytail": _ponytail,
    "bun": _bun,
    "topknot": _topknot,
    "braid": _braid,
    "bob": _bob,
    "short": _short,
    "side-part": _side_part,
    "slicked": _slicked,
    "crop": _crop,
    "curly": _curly,
    "bald": _bald,
}
