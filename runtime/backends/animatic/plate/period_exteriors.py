"""Old China outdoors: tiled roofs, and the courtyard."""

from __future__ import annotations

from ..canvas import darken, fill, lighten, linear, mix, path, polygon, rect, stroke
from .elements import column, lantern
from .flora import blossom, plum
from .nature import ground_tone
from .period import GOLD
from .room import Room, box, tiles
from .scene import HEIGHT, HORIZON, Scene
from .sky import heavens, ridges


def roof(scene: Scene, name: str, room: Room, x: tuple[float, float], y: float, z: float, high: float, tone: str) -> None:
    """A tiled roof with upturned eaves over a front at depth `z`; the eaves at height `y`, the ridge `high` above."""
    c, k = scene.sheet(name).paint, room.size(z)
    (x0, eave), (x1, _) = room.at(x[0], y, z), room.at(x[1], y, z)
    ridge = eave - high * k
    inset = (x1 - x0) * 0.1
    lift = 0.95 * k
    shape = path(f"M{x0 - 0.9 * k} {eave - lift} Q{x0 + inset * 0.3} {eave + 0.15 * k} {x0 + inset * 1.6} {eave + 0.1 * k} "
                 f"L{x1 - inset * 1.6} {eave + 0.1 * k} Q{x1 - inset * 0.3} {eave + 0.15 * k} {x1 + 0.9 * k} {eave - lift} "
                 f"Q{x1 - inset * 0.4} {eave - high * 0.5 * k} {x1 - inset} {ridge} L{x0 + inset} {ridge} "
                 f"Q{x0 + inset * 0.4} {eave - high * 0.5 * k} {x0 - 0.9 * k} {eave - lift} Z")  # fmt: skip
    snow = scene.look.weather == "snow"
    top = mix(tone, "#eef2fa", 0.8) if snow else lighten(tone, 0.12)
    c.drawPath(shape, fill(shader=linear((0, ridge), (0, eave), [top, mix(top, tone, 0.5 if snow else 1.0), darken(tone, 0.35)],
                                         [0, 0.6, 1])))
    c.save()
    c.clipPath(shape)
    count = int((x1 - x0) / (0.36 * k))
    for i in range(count + 1):
        t = i / max(1, count)
        top_x, low_x = x0 + inset + (x1 - x0 - 2 * inset) * t, x0 - 0.4 * k + (x1 - x0 + 0.8 * k) * t
        c.drawPath(path(f"M{top_x} {ridge} Q{(top_x + low_x) / 2 + (top_x - low_x) * 0.2} {(ridge + eave) / 2} {low_x} "
                        f"{eave + 0.2 * k}"), stroke(darken(tone, 0.45), max(1.0, 0.05 * k), 0.4 if snow else 0.8))
    c.restore()
    for i in range(count):
        u = x0 + inset + (x1 - x0 - 2 * inset) * (i + 0.5) / count
        c.drawCircle(u, eave + 0.1 * k, 0.11 * k, fill(lighten(tone, 0.1)))
    c.drawRoundRect(rect(x0 + inset - 0.2 * k, ridge - 0.4 * k, x1 - inset + 0.2 * k, ridge + 0.06 * k), 4, 4,
                    fill(darken(tone, 0.3)))
    for side, u in ((-1, x0 + inset), (1, x1 - inset)):
        c.drawPath(path(f"M{u} {ridge - 0.3 * k} Q{u + side * 0.5 * k} {ridge - 0.5 * k} {u + side * 0.45 * k} "
                        f"{ridge - 1.1 * k} Q{u + side * 0.05 * k} {ridge - 0.8 * k} {u - side * 0.3 * k} {ridge - 0.36 * k} Z"),
                   fill(darken(tone, 0.3)))


def draw_courtyard(scene: Scene) -> None:
    """A courtyard: the main house with lit lattice, red columns, lanterns, a plum in flower, flagstones."""
    look, room, rnd = scene.look, Room(scene.middle), scene.random
    heavens(scene, line=HORIZON)
    ridges(scene, "back", HORIZON + 10, 3, 330, mix(look.trim, "#2c3a4a", 0.5), look.haze)
    far = scene.sheet("far")
    c = far.paint
    stone = ground_tone(scene, look.wall)
    c.drawRect(rect(0, HORIZON + 150, scene.width, HEIGHT), fill(stone))
    tiles(c, room, (-16, 16), (4, 31), stone, 2.3, rnd, vary=0.08, joint=0.45)
    red = mix(look.accent, "#5a2018", 0.2)
    box(c, room, (-10, 10), (0, 1.2), (30.5, 40), mix(stone, "#8a8680", 0.3), shadow=0.4)
    for i in range(3):
        box(c, room, (-2.6, 2.6), (0, 1.2 - 0.4 * i), (30.2 - 0.5 * i, 30.7 - 0.5 * i), lighten(stone, 0.1))
    c.drawRect(room.wall(-9, 9, 1.2, 10, 33), fill(mix(look.trim, red, 0.35)))
    paper = {"night": 1.6, "dusk": 1.2}.get(look.time, 0.55)
    for i in range(6):
        x = -8.6 + i * 2.9
        _lit_lattice(scene, room, (x, x + 2.5), (2.0, 8.6), 32.9, paper)
    box(c, room, (-9.6, 9.6), (9.4, 10.6), (31, 33), mix("#2a5a5c", red, 0.35))
    for i in range(19):
        x, y = room.at(-9 + i * 1.0, 10.0, 31)
        c.drawRect(rect(x - 7, y - 6, x + 7, y + 6), fill(GOLD if i % 2 else "#8a3a2c", 0.85))
    for x in (-9.0, -5.4, -1.9, 1.9, 5.4, 9.0):
        column(far, room, x, 31.2, 0.34, 1.2, 10, red)
    roof(scene, "far", room, (-10.6, 10.6), 10.4, 30.6, 5.6, mix("#3c4648", look.trim, 0.3))
    for side in (-1, 1):
        _wing(scene, room, side, red)
    for x, z, size in ((-3.6, 30.5, 30), (3.6, 30.5, 30), (-7.3, 21, 34), (7.3, 21, 34), (-7.4, 13.5, 46), (7.4, 13.5, 46)):
        if look.has("lanterns") or look.light == "lantern":
            px, py = room.at(x, 8.0 if z > 25 else 7.0, z)
            lantern(scene, "far" if z > 16 else "mid", px, py, size, "#d8352a", cord=40, spill=0.6)
    if look.has("trees"):
        x, y = room.at(-5.6, 0, 18.5)
        box(scene.sheet("mid").paint, room, (-7.0, -4.2), (0, 0.8), (17.4, 19.6), mix(stone, "#7a766e", 0.4), shadow=0.4)
        for angle in (-1.35, -1.9, -0.95):
            plum(scene, "mid", x, y - 20, angle, 120, "#e89aa8" if look.weather != "snow" else "#d8586c", 4)
    _water_jar(scene, room)
    if look.dark:
        scene.pool(*room.at(0, 3, 31), 330, "#ffb060", 0.75, down=260)
        scene.pool(scene.middle, 1180, 420, "#8fa8ff", 0.3, down=160)
    scene.mirror = (room.at(0, 0, 29)[1] + 8, 0.65 if look.wet else 0.14, 16)
    for _ in range(14):
        blossom(scene.sheet("mid").paint, rnd.uniform(0, scene.width), rnd.uniform(1080, 1500), rnd.uniform(3, 6),
                "#e8a0ac") if look.weather in ("clear", "wind") else None
    plum(scene, "near", scene.width + 40, 140, 2.75, 190, "#d8808f", 3)
    scene.key_side = -0.55


def _water_jar(scene: Scene, room: Room) -> None:
    """A great jar of rain water."""
    x, y = room.at(5.4, 0, 17)
    k = room.size(17)
    mid = scene.sheet("mid").paint
    mid.drawPath(path(f"M{x - 1.2 * k} {y - 1.5 * k} L{x + 1.2 * k} {y - 1.5 * k} Q{x + 1.4 * k} {y - 0.5 * k} {x + 0.8 * k} "
                      f"{y} L{x - 0.8 * k} {y} Q{x - 1.4 * k} {y - 0.5 * k} {x - 1.2 * k} {y - 1.5 * k} Z"),
                 fill(shader=linear((x - k, 0), (x + k, 0), ["#4a4640", "#8a857a", "#3a3632"])))
    mid.drawOval(rect(x - 1.15 * k, y - 1.62 * k, x + 1.15 * k, y - 1.38 * k), fill("#2c3a40"))


def _wing(scene: Scene, room: Room, side: int, red: str) -> None:
    """A side wing: columns, windows, the underside of its eaves."""
    far, look = scene.sheet("far"), scene.look
    c = far.paint
    c.drawPath(room.side(side * 9.4, 0, 8.0, 9, 30), fill(mix(look.trim, red, 0.3)))
    for z in (28.0, 22.0, 16.5, 12.0):
        column(far, room, side * 9.2, z, 0.34, 0, 8.2, red)
        pane = room.side(side * 9.38, 2.0, 7.0, z + 0.6, z + 4.0)
        c.drawPath(pane, fill("#2c2420"))
        if look.dark:
            far.shine.drawPath(pane, fill("#ffb060", 0.55))
        else:
            c.drawPath(pane, fill("#d8ccb0", 0.8))
        for i in range(1, 5):
            z1 = z + 0.6 + 3.4 * i / 5
            c.drawPath(polygon([room.at(side * 9.38, 2.0, z1), room.at(side * 9.38, 7.0, z1)], False),
                       stroke(darken(red, 0.5), 70 / z))
    eave = room.quad([(side * 7.6, 8.0, 8), (side * 7.6, 8.0, 30), (side * 11.5, 10.8, 30), (side * 11.5, 10.8, 8)])
    tile = mix("#3c4648", "#eef2fa", 0.75 if look.weather == "snow" else 0.0)
    c.drawPath(eave, fill(shader=linear(room.at(side * 7.6, 8, 14), room.at(side * 11.5, 10.8, 14),
                                        [darken(tile, 0.3), tile])))


def _lit_lattice(scene: Scene, room: Room, x: tuple[float, float], y: tuple[float, float], z: float, power: float) -> None:
    """A lattice door with lamplight inside."""
    far, c = scene.sheet("far"), scene.sheet("far").paint
    pane = room.wall(x[0], x[1], y[0], y[1], z)
    c.drawRect(pane, fill("#c9b890"))
    if scene.look.dark:
        far.shine.drawRect(pane, fill(shader=linear((0, pane.top()), (0, pane.bottom()),
                                                    [("#ffc878", 0.5 * min(1.6, power)), ("#ff9a48", 0.5 * min(1.6, power))])))
    bar = fill("#3a1c14")
    for i in range(5):
        u = pane.left() + pane.width() * i / 4
        c.drawRect(rect(u - 1.6, pane.top(), u + 1.6, pane.bottom()), bar)
    for j in range(9):
        v = pane.top() + pane.height() * 0.68 * j / 8
        c.drawRect(rect(pane.left(), v - 1.4, pane.right(), v + 1.4), bar)
    low = rect(pane.left(), pane.top() + pane.height() * 0.68, pane.right(), pane.bottom())
    c.drawRect(low, fill("#5a2a1c"))
    c.drawRect(rect(low.left() + 6, low.top() + 8, low.right() - 6, low.bottom() - 6), stroke("#8a4a30", 2.4))
