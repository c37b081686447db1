"""Hair styles as sheets of strands over the skull: what hangs behind the body, what sits behind the face, what lies
before it."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ..canvas import dense
from .strand import Sheet, leaf, noise
from .turn import Point, Turn, Vector


@dataclass(frozen=True, slots=True)
class Hair:
    """A coiffure at one turn and sway. `back` hangs behind the body, `under` is behind the face, `cap` covers the
    scalp in front, `front` lies over it; `knots` are round masses (x, y, rx, ry) behind the face, `curls` the same in
    front; `braid` is a plait's middle line over the chest; `pin` is where an ornament sits."""

    back: tuple[Sheet, ...] = ()
    under: tuple[Sheet, ...] = ()
    cap: tuple[Point, ...] = ()
    front: tuple[Sheet, ...] = ()
    knots: tuple[tuple[float, float, float, float], ...] = ()
    curls: tuple[tuple[float, float, float], ...] = ()
    braid: tuple[Point, ...] = ()
    pin: Point = (0.0, -60.0)
    fade: float = 0.0


@dataclass(slots=True)
class _Maker:
    """What every style needs: the head, the wind, the parting's side and the fixed choice of the person."""

    turn: Turn
    sway: float
    part: float
    variant: int
    seed: int = field(default=1)

    def hang(self, x: float, y: float) -> Point:
        """A point of hanging hair, moved by the wind the more the lower it hangs."""
        low = max(0.0, y - 12.0) / 100.0
        return x + self.sway * 9.0 * low**1.3, y

    def brim(self, phi: float, y: float, r: float) -> Point:
        """A place on the skull, kept on its visible half where the turn would carry it behind the far side."""
        return self.turn.skull(min(phi, self.seen), y, r)

    @property
    def seen(self) -> float:
        """How far round the far side of the head is in sight, degrees."""
        return 93.0 - self.turn.yaw * 80.0

    def side(self, u: float, v: float, z: float = 0.0) -> Point:
        """A place on the face where hair falls, kept off the far eye as `brim` does."""
        x, y = self.turn.face(u, v, z)
        return (max(x, self.turn.cheek(v) - 2.6) if u > 18 else x), y

    def dome(self, far: bool, r: float, start: float = 0.0) -> list[Point]:
        """The skull's edge from the crown (`start` du beside it) down to the widest place."""
        edge = self.turn.far if far else self.turn.near
        tall = -14.0 - 41.0 * r
        return [self.turn.crown(r, start), *(edge(y, r) for y in (tall + 2, tall + 7, tall + 15, -32.0, -18.0, -6.0))]

    def fan(self, hairline: Sequence[tuple[float, float]], stop: Vector, r: float = 1.05, bulge: float = 0.03,
            shine: float = 0.42, lines: int = 7) -> list[Sheet]:  # fmt: skip
        """Hair combed from a row of places (phi, y) on the hairline over the skull to `stop`."""
        guides = []
        for phi, y in hairline:
            y = min(y, -22.0) if phi > self.seen else y
            way = self.turn.over(self.turn.scalp(min(phi, self.seen), y), stop, r, 9, bulge)
            x, top = self.brim(phi, y, 0.97)
            guides.append([(x, top), *way[1:]])
        made = []
        for i, (a, b) in enumerate(zip(guides, guides[1:])):
            made.append(Sheet(tuple(a), tuple(b), 1, 0.0, shine, -0.1 + 0.25 * noise(self.seed, i), self.seed + i, lines,
                              0.3))  # fmt: skip
        return made


_LINE = ((70.0, -4.0), (64.0, -13.0), (52.0, -22.0), (28.0, -31.0), (0.0, -33.5), (-28.0, -31.0), (-52.0, -22.0),
         (-64.0, -13.0), (-70.0, -4.0))  # fmt: skip


def hair_of(turn: Turn, sway: float) -> Hair:
    """The person's hair on a head turned by `turn`; raises KeyError for an unknown style."""
    one = turn.person
    side = -1.0 if one.variant % 2 else 1.0
    maker = _Maker(turn, -sway if turn.mirrored else sway, -side if turn.mirrored else side, one.variant // 2 % 3)
    return _STYLES[one.hair_style](maker)


def _cap(m: _Maker, r: float, ears: bool, low: float = 16.0) -> tuple[Point, ...]:
    """The scalp seen from before: along the skull's edge, the hairline and round the ears (or over them)."""
    t = m.turn
    drop = 0.0 if ears else 12.0
    tall = -14.0 - 41.0 * r
    hug = 0.93 if ears else 1.0
    edge = [t.near(low * 0.6, r * hug), t.near(-3, r * (0.5 + 0.5 * hug))]
    edge += [t.near(y, r) for y in (-12.0, -24.0, -36.0, tall + 12, tall + 5, tall + 1.5)]
    rest = [t.far(y, r) for y in (tall + 1.5, tall + 5, tall + 12, -36.0, -24.0, -12.0)]
    rest += [t.far(-4 + drop, r * (0.4 + 0.6 * hug))]
    line = [m.brim(phi, y, 0.975) for phi, y in _LINE]
    ear = [t.skull(-80, -6 + drop, 1.0), t.skull(-98, -9 + drop, 1.0), t.skull(-112, 4, 0.97), t.skull(-122, low, 0.84)]
    if not ears:
        line, ear = line[:-1], [t.skull(-76, 8, 1.0), t.skull(-100, 16, 1.0)]
    return (*edge, t.crown(r), *rest, *line, *ear)


def _curtain(m: _Maker, far: bool, length: float, wide: float, r: float, tuck: float = 0.0) -> Sheet:
    """Hair parted on top that falls beside the face to `length` (du below the eyes)."""
    t = m.turn
    u = m.part * 7.0 if m.variant != 1 else m.part * 1.5
    root = t.face(u, -36.5, 2.0)
    s = 1.0 if far else -1.0
    side = t.far if far else t.near
    swell = 1.5 if (u > 0) != far else 0.0
    inner = [root, t.face(u + s * 8, -33 - swell, 2.5), m.side(s * 19, -24.0 - swell, 1.0), m.side(s * 27.5, -12, 0.0),
             m.side(s * 31.5, 3, -1.0)]  # fmt: skip
    edge = m.side(s * 31, 18, 0)[0] if far else max(t.ear(False)[0] + 2.0, t.near(18, 1.0)[0] + 9)
    edge += s * tuck
    inner += [m.hang(edge + s * 0.5, 26), m.hang(edge - s * 1.0, 48), m.hang(edge + s * 2, 48 + (length - 48) * 0.5),
              m.hang(edge + s * 4, length)]  # fmt: skip
    x0 = side(10, r)[0]
    outer = [*m.dome(far, r, u * 0.5), m.hang(*side(8, r)), m.hang(x0 + s * wide * 0.3, 30),
             m.hang(x0 + s * wide * 0.7, 52), m.hang(x0 + s * wide, 52 + (length - 52) * 0.55),
             m.hang(x0 + s * wide * 0.5, length * 0.99)]  # fmt: skip
    return Sheet(tuple(inner), tuple(outer), 4 if far else 5, 0.07, 0.15, 0.1 if far else 0.2, m.seed + (3 if far else 7),
                 9 if far else 13)  # fmt: skip


def _mane(m: _Maker, length: float, wide: float) -> Sheet:
    """The mass of loose hair behind neck and shoulders."""
    t = m.turn
    near, far = t.near(0, 1.06), t.far(0, 1.04)
    a = [(near[0] + 4, -20), near, m.hang(near[0] - wide * 0.3, 40), m.hang(near[0] - wide, length * 0.62),
         m.hang(near[0] - wide * 0.5, length)]  # fmt: skip
    b = [(far[0] - 4, -20), far, m.hang(far[0] + wide * 0.1, 40), m.hang(far[0] + wide * 0.6, length * 0.62),
         m.hang(far[0] + wide * 0.2, length * 0.98)]  # fmt: skip
    return Sheet(tuple(a), tuple(b), 8, 0.07, -1, -0.55, m.seed + 20, 16)


def _forward(m: _Maker, tips: Sequence[tuple[float, float]], swing: float, r: float, rag: float = 0.1, root: float = 0.0,
             locks: int = 2) -> list[Sheet]:  # fmt: skip
    """Hair that falls forward from the crown: guides through `tips` (u, v on the face, from one side to the other),
    one ragged sheet between each two. `swing` bends the locks sideways, `root` is the whorl's place beside the crown."""
    t = m.turn
    guides: list[tuple[Point, ...]] = []
    for u, v in tips:
        reach = min(1.0, abs(u) / 34.0)
        x, y = t.crown(r, root + u * 0.2)
        top = (x, y + 1.0 + 0.03 * (u * 0.3 + root * 0.5) ** 2)
        phi = max(-88.0, min(m.seen - 4, u * 1.9))
        brow = m.side(u * 0.98 + swing * 0.8, -33 + 12 * reach**3, 6.5 - 6 * reach**2)
        dome = t.skull(phi * 0.8, -50 + 10 * reach**2, r * (1.0 + 0.02 * reach))
        low = m.side(u + swing * 0.5, (v - 33) / 2 + 3 * reach, 5 - 5 * reach**2)
        guides.append((top, dome, brow, low, m.side(u, v, 3 - 3 * reach)))
    order = sorted(range(len(guides) - 1), key=lambda i: -abs((tips[i][0] + tips[i + 1][0]) / 2 - root))
    return [Sheet(guides[i], guides[i + 1], locks, rag, 0.36, 0.22 * ((i * 7 + m.seed) % 3 - 0.6), m.seed + 30 + i, 5, 0.55)
            for i in order]  # fmt: skip


def _fringe(m: _Maker, tips: Sequence[tuple[float, float]], root: float = 0.0, top: float = -50.0, width: float = 11.0,
            swing: float = 0.0) -> list[Sheet]:  # fmt: skip
    """Single locks from the parting (u = `root`) to tips (u, v) over the brow; `swing` bends them sideways."""
    t = m.turn
    made = []
    for i, (u, v) in enumerate(tips):
        spread = u - root
        line = [t.face(root + spread * 0.25, top, 1.0), m.side(root + spread * 0.62 + swing * 0.6, -40, 5.0),
                m.side(root + spread * 0.88 + swing, (v - 36) / 2, 4.0),
                m.side(u + swing * 0.35, v * 0.75 - 6.5, 2.5), m.side(u, v, 1.0)]  # fmt: skip
        made.append(leaf(line, width * (0.85 + 0.3 * noise(m.seed + 5, i)), root=0.5, belly=0.45, shine=0.42,
                         tone=0.25 * noise(m.seed, i + 9), seed=m.seed + i, lines=5))  # fmt: skip
    return made


def _bangs(m: _Maker, low: float = -10.5, r: float = 1.1) -> list[Sheet]:
    """A full, light fringe, longer towards the temples."""
    tips = [(u, low + (abs(u) / 25) ** 3 * 9 + (1.3 if i % 2 else -0.8)) for i, u in enumerate((-26, -17.5, -9, 0, 9, 17.5, 26))]
    return _forward(m, tips, 1.0 * m.part, r, 0.09, m.part * 2.0)


def _beardlocks(m: _Maker, length: float) -> list[Sheet]:
    """Two long thin locks from the parting down both sides of the face."""
    made = []
    for s in (1, -1):
        wave = m.hang(m.side(s * 30.5, 20)[0] + s * 1.0, 34)
        line = [m.side(s * 1.5, -41, 2), m.side(s * 13, -35, 5), m.side(s * 23.5, -21, 2.5), m.side(s * 28.5, -4, 0.5),
                m.side(s * 30.5, 14, 0), wave, m.hang(wave[0] - s * 1.5, length * 0.75), m.hang(wave[0] + s * 1.0, length)]  # fmt: skip
        made.append(leaf(line, 6.4, root=0.6, belly=0.36, shine=0.24, tone=0.2, seed=m.seed + 40 + s, lines=5))
    return made


def _sidelock(m: _Maker, far: bool, length: float, width: float = 5.0) -> Sheet:
    """A thin strand that hangs before the ear."""
    t = m.turn
    s = 1.0 if far else -1.0
    x0, y0 = m.side(s * 27, -21, 0.5)
    x1 = m.side(s * 30.5, 6, 0)[0]
    a = [(x0, y0), m.side(s * 29, -6), m.hang(x1 - s * 0.5, 22), m.hang(x1 - s * 2.5, length * 0.72), m.hang(x1, length)]
    b = [(x0 + s * 2.5, y0 - 4), (x1 + s * width * 0.5, -8), m.hang(x1 + s * width, 20),
         m.hang(x1 + s * width * 0.5, length * 0.7), m.hang(x1 + s * 1.5, length)]  # fmt: skip
    return Sheet(tuple(a), tuple(b), 2, 0.06, 0.3, 0.15, m.seed + 50 + far, 4)


def _long(m: _Maker) -> Hair:
    length = 150.0 if m.turn.person.woman else 128.0
    fringe: list[Sheet] = []
    if m.variant == 2 and m.turn.person.woman:
        fringe = _bangs(m)
    front = [_curtain(m, True, length * 0.74, 6, 1.085), _curtain(m, False, length * 0.8, 7, 1.085), *fringe]
    return Hair(back=(_mane(m, length, 9),), cap=_cap(m, 1.07, False), front=tuple(front), pin=m.turn.skull(-60, -38, 1.08))


def _half_up(m: _Maker) -> Hair:
    t, woman = m.turn, m.turn.person.woman
    top = t.scalp(180, -44)
    front = m.fan(_LINE, top, 1.06, 0.035)
    locks = _beardlocks(m, 70) if woman or m.variant == 2 else [_sidelock(m, True, 62), _sidelock(m, False, 70)]
    if not woman and m.variant == 1:
        locks += _fringe(m, ((m.part * 14, -4.0), (m.part * 21, 6.0)), m.part * 2, -40, 5.0, m.part * 4)
    x, y = t.skull(180, -46, 1.06)
    knot = (x, y - 6.0, 10.5 if woman else 7.5, 8.5)
    return Hair(back=(_mane(m, 158 if woman else 148, 8),), cap=_cap(m, 1.06, True, 30), front=(*front, *locks),
                knots=(knot,), pin=(x, y - 4.0))  # fmt: skip


def _ponytail(m: _Maker) -> Hair:
    t = m.turn
    stop = t.scalp(180, -40)
    x, _ = t.skull(180, -40, 1.1)
    s = -0.35 if t.yaw < 0.1 else -1.0
    x -= 3.0
    a = [(x + 4, -48), m.hang(x + s * 10, -52), m.hang(x + s * 22 - 2, -20), m.hang(x + s * 24 - 6, 30),
         m.hang(x + s * 22, 84), m.hang(x + s * 14, 118)]  # fmt: skip
    b = [(x - 5, -40), m.hang(x + s * 4, -42), m.hang(x + s * 8 + 8, -10), m.hang(x + s * 10 + 8, 36),
         m.hang(x + s * 10 + 4, 84), m.hang(x + s * 10, 118)]  # fmt: skip
    tail = Sheet(tuple(a), tuple(b), 6, 0.08, 0.24, 0.1, m.seed + 9, 12)
    front = m.fan(_LINE, stop, 1.05, 0.03)
    locks = [_sidelock(m, True, 38, 3.2), _sidelock(m, False, 42, 3.6)]
    if m.turn.person.woman and m.variant != 1:
        locks += _bangs(m, -11.5)
    return Hair(back=(tail,), cap=_cap(m, 1.05, True), front=(*front, *locks), pin=(x + s * 4, -48.0))


def _bun(m: _Maker) -> Hair:
    t, old = m.turn, m.turn.person.age > 50
    stop = t.scalp(180, -36)
    x, _ = t.skull(180, -36, 1.12)
    y = -56.0 if not old else -44.0
    size = 17.0 if not old else 14.0
    x = x * (1.0 if t.yaw > 0.1 else 0.6)
    locks = [] if old else _beardlocks(m, 46) if m.variant != 1 else [_sidelock(m, True, 44, 3.4), _sidelock(m, False, 52, 4.0)]
    return Hair(cap=_cap(m, 1.06, True), front=(*m.fan(_LINE, stop, 1.07, 0.04), *locks),
                knots=((x, y - size * 0.35, size, size * 0.86),), pin=(x + 6, y - size * 0.5))  # fmt: skip


def _topknot(m: _Maker) -> Hair:
    t = m.turn
    x, _ = t.crown(1.05)
    x -= 4 * t.sin
    stop = t.scalp(180, -50)
    locks = [] if m.turn.person.age > 50 or m.variant == 0 else [_sidelock(m, True, 34, 2.6), _sidelock(m, False, 40, 3.0)]
    return Hair(cap=_cap(m, 1.045, True), front=(*m.fan(_LINE, stop, 1.05, 0.02), *locks),
                knots=((x, -66.5, 8.5, 9.5),), pin=(x, -60.0))  # fmt: skip


def _braid(m: _Maker) -> Hair:
    t = m.turn
    s = -1.0
    stop = t.scalp(180, 0)
    fringe = _bangs(m, -11.0)
    x = t.ear(False)[0]
    line = [(x + 2, 22.0), m.hang(x - 5, 40), m.hang(x - 4, 62), m.hang(x + 2, 88), m.hang(x + 5, 112),
            m.hang(x + 5, 136)]  # fmt: skip
    del s
    return Hair(cap=_cap(m, 1.06, True, 26), front=(*m.fan(_LINE, stop, 1.06, 0.03), *fringe, _sidelock(m, True, 40, 3.6)),
                braid=tuple(line), pin=t.skull(-70, -30, 1.06))  # fmt: skip


def _bob(m: _Maker) -> Hair:
    t = m.turn
    far, near = t.far(20, 1.13)[0], t.near(20, 1.13)[0]

    def side(is_far: bool) -> Sheet:
        base = _curtain(m, is_far, 46, 3, 1.11)
        s, x = (1.0, far) if is_far else (-1.0, near)
        inner = [*base.a[:5], m.hang(base.a[5][0], 24), m.hang(base.a[5][0] - s * 4, 43)]
        outer = [*base.b[:8], m.hang(x + s * 2, 26), m.hang(x + s * 1, 40), m.hang(x - s * 8, 47)]
        return Sheet(tuple(inner), tuple(outer), 4, 0.035, 0.34, 0.2, m.seed + is_far, 10)

    fringe = _bangs(m) if m.variant != 1 else []
    a = (t.near(-10, 1.08), t.near(14, 1.1), m.hang(near + 3, 40))
    b = (t.far(-10, 1.06), t.far(14, 1.08), m.hang(far - 3, 40))
    return Hair(back=(Sheet(a, b, 7, 0.05, -1, -0.6, 4, 8),), cap=_cap(m, 1.08, False), front=(side(True), side(False),
                *fringe), pin=t.skull(-62, -34, 1.1))  # fmt: skip


def _short(m: _Maker) -> Hair:
    """Short hair that falls forward with volume: a comma over one brow, a straight fringe, or parted and pushed up."""
    t, p = m.turn, m.part
    if m.variant == 1:
        tips = [(-33, -3), (-25, -10), (-16, -13.5), (-7, -12), (2, -14), (11, -12), (19, -13), (26, -10), (33, -3)]
        front = _forward(m, tips, p * 3, 1.13, 0.12, p * 4)
    elif m.variant == 2:
        one = [(p * 33, -3), (p * 27, -8), (p * 20, -13), (p * 12, -19), (p * 2, -26)]
        two = [(-p * 33, -3), (-p * 28, -10), (-p * 22, -17), (-p * 14, -24), (-p * 2, -29)]
        front = [*_forward(m, two, -p * 5, 1.14, 0.1, -p * 3), *_forward(m, one, p * 6, 1.14, 0.1, -p * 3)]
    else:
        one = [(p * 33, -3), (p * 27, -9), (p * 20, -12), (p * 11, -13.5), (p * 1, -18), (-p * 8, -25)]
        two = [(-p * 33, -3), (-p * 27, -14), (-p * 20, -22), (-p * 10, -28)]
        front = [*_forward(m, two, -p * 3, 1.14, 0.1, -p * 8), *_forward(m, one, p * 7, 1.14, 0.1, -p * 8)]
    return Hair(cap=_cap(m, 1.09, True), front=(*_swoop(m), *front), pin=t.crown(1.1))


def _swoop(m: _Maker) -> list[Sheet]:
    """The near side of a short head: hair from the crown down over the ear and back to the nape."""
    t = m.turn
    guides = []
    for phi, low in ((-70, -12), (-88, -12), (-104, -10), (-122, -4), (-150, 4)):
        start = t.crown(1.11, -3)
        guides.append((start, t.skull(phi * 0.9, -50, 1.1), t.skull(phi, -34, 1.1), t.skull(phi, (low - 34) / 2, 1.07), t.skull(phi, low, 0.99)))
    return [Sheet(a, b, 2, 0.06, 0.4, -0.1 + 0.15 * (i % 2), m.seed + 70 + i, 5, 0.4) for i, (a, b) in enumerate(zip(guides, guides[1:]))]


def _side_part(m: _Maker) -> Hair:
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
    return Hair(cap=_cap(m, 1.06, True), front=(*flat, *side, *sweep[::-1]), pin=t.crown(1.1))


def _slicked(m: _Maker) -> Hair:
    t = m.turn
    line = [(phi, y - (2.5 if abs(phi) < 60 else 0)) for phi, y in _LINE]
    return Hair(cap=_cap(m, 1.05, True), front=tuple(m.fan(line, t.scalp(180, -24), 1.06, 0.05, 0.36, 9)), pin=t.crown(1.1))


def _crop(m: _Maker) -> Hair:
    return Hair(cap=_cap(m, 1.025, True, 10), fade=1.0, pin=m.turn.crown(1.05))


def _curly(m: _Maker) -> Hair:
    """Waves to the shoulders for women; a crop of curls for men."""
    if m.turn.person.woman:
        sheets = [_wavy(_curtain(m, far, 84, 13, 1.14), 3.6, s) for far, s in ((True, 1.0), (False, -1.0))]
        mane = _wavy(_mane(m, 92, 18), 4.0, 1.0)
        fringe = _forward(m, [(m.part * u, v) for u, v in ((30, 2), (24, -7), (15, -13), (5, -20), (-4, -28))], m.part * 6, 1.13,
                          0.06, -m.part * 6) if m.variant != 0 else []  # fmt: skip
        return Hair(back=(mane,), cap=_cap(m, 1.11, False), front=(*sheets, *fringe), pin=m.turn.skull(-62, -34, 1.15))
    curls: list[tuple[float, float, float]] = []
    rows = ((-57.0, 1.0, (0.0,)), (-50.0, 1.14, (-80, -40, 0, 40, 80)), (-42.0, 1.16, (-92, -66, -40, -14, 14, 40, 66, 92)),
            (-33.0, 1.15, (-100, -80, -58, -34, -10, 14, 38, 60, 84)), (-24.0, 1.12, (-112, -94, -76, 76, 94)))  # fmt: skip
    for row, (y, r, places) in enumerate(rows):
        for i, phi in enumerate(places):
            if phi > m.seen:
                continue
            x0, y0 = m.turn.skull(phi + 9 * (noise(row, i) - 0.5), y + 4 * (noise(i, row) - 0.5), r)
            curls.append((x0, y0, 9.4 + 2.4 * noise(3, i + 9 * row)))
    return Hair(cap=_cap(m, 1.1, True), front=tuple(_swoop(m)), curls=tuple(curls), pin=m.turn.crown(1.15))


def _wavy(sheet: Sheet, depth: float, side: float) -> Sheet:
    """The sheet with its guides thrown into waves below the brow."""

    def wave(guide: Sequence[Point], phase: float) -> tuple[Point, ...]:
        return tuple((x + side * depth * math.sin((y - 4) * 0.19 + phase) * min(1.0, max(0.0, (y + 16) / 24)), y)
                     for x, y in dense(guide, 6))  # fmt: skip

    return Sheet(wave(sheet.a, 0.0), wave(sheet.b, 0.5), sheet.locks, 0.06, sheet.shine, sheet.tone, sheet.seed, sheet.lines)


def _bald(m: _Maker) -> Hair:
    return Hair(pin=m.turn.crown(1.0))


_STYLES: dict[str, Callable[[_Maker], Hair]] = {
    "long": _long, "half-up": _half_up, "ponytail": _ponytail, "bun": _bun, "topknot": _topknot, "braid": _braid,
    "bob": _bob, "short": _short, "side-part": _side_part, "slicked": _slicked, "crop": _crop, "curly": _curly,
    "bald": _bald,
}  # fmt: skip
