"""Hair styles as sheets of strands over the skull: what hangs behind the body, what sits behind the face, what lies
before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

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
class Maker:
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

    def fan(
        self,
        hairline: Sequence[tuple[float, float]],
        stop: Vector,
        r: float = 1.05,
        bulge: float = 0.03,
        shine: float = 0.42,
        lines: int = 7,
    ) -> list[Sheet]:
        """Hair combed from a row of places (phi, y) on the hairline over the skull to `stop`."""
        guides = []
        for phi, y in hairline:
            y = min(y, -22.0) if phi > self.seen else y
            way = self.turn.over(self.turn.scalp(min(phi, self.seen), y), stop, r, 9, bulge)
            x, top = self.brim(phi, y, 0.97)
            guides.append([(x, top), *way[1:]])
        made = []
        for i, (a, b) in enumerate(pairwise(guides)):
            made.append(Sheet(tuple(a), tuple(b), 1, 0.0, shine, -0.1 + 0.25 * noise(self.seed, i), self.seed + i, lines, 0.3))
        return made


HAIRLINE = (
    (70.0, -4.0),
    (64.0, -13.0),
    (52.0, -22.0),
    (28.0, -31.0),
    (0.0, -33.5),
    (-28.0, -31.0),
    (-52.0, -22.0),
    (-64.0, -13.0),
    (-70.0, -4.0),
)


def cap(m: Maker, r: float, ears: bool, low: float = 16.0) -> tuple[Point, ...]:
    """The scalp seen from before: along the skull's edge, the hairline and round the ears (or over them)."""
    t = m.turn
    drop = 0.0 if ears else 12.0
    tall = -14.0 - 41.0 * r
    hug = 0.93 if ears else 1.0
    edge = [t.near(low * 0.6, r * hug), t.near(-3, r * (0.5 + 0.5 * hug))]
    edge += [t.near(y, r) for y in (-12.0, -24.0, -36.0, tall + 12, tall + 5, tall + 1.5)]
    rest = [t.far(y, r) for y in (tall + 1.5, tall + 5, tall + 12, -36.0, -24.0, -12.0)]
    rest += [t.far(-4 + drop, r * (0.4 + 0.6 * hug))]
    line = [m.brim(phi, y, 0.975) for phi, y in HAIRLINE]
    behind = t.ear(False)[0] - 2.0
    nape = [t.skull(-112, 4, 0.97), t.skull(-122, low, 0.84)]
    ear = [t.skull(-80, -6 + drop, 1.0), t.skull(-98, -9 + drop, 1.0), *((min(x, behind), y) for x, y in nape)]
    if not ears:
        line, ear = line[:-1], [t.skull(-76, 8, 1.0), t.skull(-100, 16, 1.0)]
    return (*edge, t.crown(r), *rest, *line, *ear)


def curtain(m: Maker, far: bool, length: float, wide: float, r: float, tuck: float = 0.0) -> Sheet:
    """Hair parted on top that falls beside the face to `length` (du below the eyes)."""
    t = m.turn
    u = m.part * 7.0 if m.variant != 1 else m.part * 1.5
    root = t.face(u, -36.5, 2.0)
    s = 1.0 if far else -1.0
    side = t.far if far else t.near
    swell = 1.5 if (u > 0) != far else 0.0
    inner = [
        root,
        t.face(u + s * 8, -33 - swell, 2.5),
        m.side(s * 19, -24.0 - swell, 1.0),
        m.side(s * 27.5, -12, 0.0),
        m.side(s * 31.5, 3, -1.0),
    ]
    edge = m.side(s * 31, 18, 0)[0] if far else max(t.ear(False)[0] + 2.0, t.near(18, 1.0)[0] + 9)
    edge += s * tuck
    inner += [
        m.hang(edge + s * 0.5, 26),
        m.hang(edge - s * 1.0, 48),
        m.hang(edge + s * 2, 48 + (length - 48) * 0.5),
        m.hang(edge + s * 4, length),
    ]
    x0 = side(10, r)[0]
    outer = [
        *m.dome(far, r, u * 0.5),
        m.hang(*side(8, r)),
        m.hang(x0 + s * wide * 0.3, 30),
        m.hang(x0 + s * wide * 0.7, 52),
        m.hang(x0 + s * wide, 52 + (length - 52) * 0.55),
        m.hang(x0 + s * wide * 0.5, length * 0.99),
    ]
    return Sheet(
        tuple(inner), tuple(outer), 4 if far else 5, 0.07, 0.15, 0.1 if far else 0.2, m.seed + (3 if far else 7), 9 if far else 13
    )


def loose_mane(m: Maker, length: float, wide: float) -> Sheet:
    """The mass of loose hair behind neck and shoulders."""
    t = m.turn
    near, far = t.near(0, 1.06), t.far(0, 1.04)
    a = [
        (near[0] + 4, -20),
        near,
        m.hang(near[0] - wide * 0.3, 40),
        m.hang(near[0] - wide, length * 0.62),
        m.hang(near[0] - wide * 0.5, length),
    ]
    b = [
        (far[0] - 4, -20),
        far,
        m.hang(far[0] + wide * 0.1, 40),
        m.hang(far[0] + wide * 0.6, length * 0.62),
        m.hang(far[0] + wide * 0.2, length * 0.98),
    ]
    return Sheet(tuple(a), tuple(b), 8, 0.07, -1, -0.55, m.seed + 20, 16)


def forward(
    m: Maker, tips: Sequence[tuple[float, float]], swing: float, r: float, rag: float = 0.1, root: float = 0.0, locks: int = 2
) -> list[Sheet]:
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
    return [
        Sheet(guides[i], guides[i + 1], locks, rag, 0.36, 0.22 * ((i * 7 + m.seed) % 3 - 0.6), m.seed + 30 + i, 5, 0.55)
        for i in order
    ]


def single_locks(
    m: Maker, tips: Sequence[tuple[float, float]], root: float = 0.0, top: float = -50.0, width: float = 11.0, swing: float = 0.0
) -> list[Sheet]:
    """Single locks from the parting (u = `root`) to tips (u, v) over the brow; `swing` bends them sideways."""
    t = m.turn
    made = []
    for i, (u, v) in enumerate(tips):
        spread = u - root
        line = [
            t.face(root + spread * 0.25, top, 1.0),
            m.side(root + spread * 0.62 + swing * 0.6, -40, 5.0),
            m.side(root + spread * 0.88 + swing, (v - 36) / 2, 4.0),
            m.side(u + swing * 0.35, v * 0.75 - 6.5, 2.5),
            m.side(u, v, 1.0),
        ]
        made.append(
            leaf(
                line,
                width * (0.85 + 0.3 * noise(m.seed + 5, i)),
                root=0.5,
                belly=0.45,
                shine=0.42,
                tone=0.25 * noise(m.seed, i + 9),
                seed=m.seed + i,
                lines=5,
            )
        )
    return made


def bangs(m: Maker, low: float = -10.5, r: float = 1.1) -> list[Sheet]:
    """A full, light fringe, longer towards the temples."""
    tips = [(u, low + (abs(u) / 25) ** 3 * 9 + (1.3 if i % 2 else -0.8)) for i, u in enumerate((-26, -17.5, -9, 0, 9, 17.5, 26))]
    return forward(m, tips, 1.0 * m.part, r, 0.09, m.part * 2.0)


def wisps(m: Maker) -> list[Sheet]:
    """Fine loose hair that softens a parting: swept to one side, or curtains to both."""
    p = m.part
    root = -p * 6.0 if m.variant == 0 else p * 1.5
    tips = ((26, -3), (21, -10), (14, -15), (-25, -5)) if m.variant == 0 else ((26, -2), (-26, -2), (20, -12), (-20, -12))
    made = []
    for i, (u, v) in enumerate((p * u, v) for u, v in tips):
        line = [
            m.side(root, -37, 2),
            m.side(root + (u - root) * 0.45, -35.5, 4.5),
            m.side(root + (u - root) * 0.82, -27, 3.5),
            m.side(u * 1.0, (v - 25) / 2, 2),
            m.side(u, v, 1),
        ]
        made.append(leaf(line, 5.4, root=0.5, belly=0.4, shine=0.34, tone=0.15, seed=m.seed + i, lines=4))
    return made


def beardlocks(m: Maker, length: float) -> list[Sheet]:
    """Two long thin locks from the parting down both sides of the face."""
    made = []
    for s in (1, -1):
        wave = m.hang(m.side(s * 30.5, 20)[0] + s * 1.0, 34)
        line = [
            m.side(s * 1.5, -41, 2),
            m.side(s * 13, -35, 5),
            m.side(s * 23.5, -21, 2.5),
            m.side(s * 28.5, -4, 0.5),
            m.side(s * 30.5, 14, 0),
            wave,
            m.hang(wave[0] - s * 1.5, length * 0.75),
            m.hang(wave[0] + s * 1.0, length),
        ]
        made.append(leaf(line, 6.4, root=0.6, belly=0.36, shine=0.24, tone=0.2, seed=m.seed + 40 + s, lines=5))
    return made


def sidelock(m: Maker, far: bool, length: float, width: float = 5.0) -> Sheet:
    """A thin strand that hangs before the ear."""
    s = 1.0 if far else -1.0
    x0, y0 = m.side(s * 27, -21, 0.5)
    x1 = m.side(s * 30.5, 6, 0)[0]
    a = [(x0, y0), m.side(s * 29, -6), m.hang(x1 - s * 0.5, 22), m.hang(x1 - s * 2.5, length * 0.72), m.hang(x1, length)]
    b = [
        (x0 + s * 2.5, y0 - 4),
        (x1 + s * width * 0.5, -8),
        m.hang(x1 + s * width, 20),
        m.hang(x1 + s * width * 0.5, length * 0.7),
        m.hang(x1 + s * 1.5, length),
    ]
    return Sheet(tuple(a), tuple(b), 2, 0.06, 0.3, 0.15, m.seed + 50 + far, 4)
