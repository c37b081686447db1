"""The dressed body: assembles neck, cloth, arms and what they hold, back to front."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from .. import canvas as ink
from .acting import Acting, arms_of
from .armour import draw_back_layer, draw_over_arms
from .belts import draw_waist
from .cloth import cloth_tones, fold, shadow
from .collar import draw_collar, draw_inner, draw_nape_collar
from .frame import Frame
from .jewellery import draw_behind, draw_body_accessories
from .limb import Arm, bones, hand, limb, skin_arm, sleeve, wide_sleeve
from .lower import draw_lower
from .sitting import SEEN, Seat, draw_seated, garment_seated
from .torso import draw_neck, draw_trunk, hue
from .trim import draw_extras
from .wardrobe import GARMENTS, Garment

Holding = Any


def draw_body(
    canvas: Any, frame: Frame, acting: Acting, jaw: Any, breath: float, sway: float, lean: float, held: Holding | None = None,
    seat: Seat | None = None, limbs: str = "all",
) -> None:
    """The whole body of a figure facing right. `jaw` is the face's contour (its shadow falls on the neck), `held` a
    function that draws a prop at a wrist: held(canvas, arm). Who has come to sit (`acting.sat`) sits on `seat`. `limbs` are "all", or
    "none" or "only" of the arms, where something stands between them and the body. Raises KeyError for an unknown garment."""
    one = frame.person
    garment = GARMENTS[one.garment]
    colour = hue(one, garment.top)
    near, far = arms_of(frame, acting)
    sits = seat is not None and acting.sat > SEEN
    if limbs == "only":
        for arm in (near, far):
            if held is not None and arm.side == acting.holds:
                held(canvas, arm)
            _arm(canvas, frame, garment, arm, colour, sway, 0.34)
        return
    hidden = [arm for arm in (near, far) if arm.behind != frame.away]  # by the trunk, from where we look
    for arm in hidden:
        if held is not None and arm.side == acting.holds:
            held(canvas, arm)
        _arm(canvas, frame, garment, arm, colour, sway)
    if seat is not None and sits:
        coat = colour if garment.hem > 300 else ""
        garment = garment_seated(garment)
        draw_seated(canvas, frame, garment, hue(one, garment.bottom), coat, seat, acting.sat)
    else:
        draw_lower(canvas, frame, garment, hue(one, garment.bottom), sway, acting.stride, acting.kneel)
    if not frame.away:
        draw_nape_collar(canvas, frame, garment)
        draw_neck(canvas, frame, jaw, lean)
        draw_inner(canvas, frame, garment)
    else:
        draw_neck(canvas, frame, ink.path(""), lean)
    seen = replace(garment, collar="crew") if frame.away and garment.collar not in ("strapless", "scoop") else garment
    body = draw_trunk(canvas, frame, seen, colour, breath)
    if not frame.away:
        _waist(canvas, frame, garment, body, acting.sat if sits else 0.0)
        draw_extras(canvas, frame, garment, body)
        draw_collar(canvas, frame, garment, body, colour)
    else:
        _back(canvas, frame, garment, colour, body)
    draw_body_accessories(canvas, frame)
    for arm in (near, far):
        if arm in hidden or limbs == "none":
            continue
        line = limb(bones(arm), [15.0, 14.0, 12.0, 12.0, 11.0, 9.0])
        shadow(canvas, body, line, -frame.key * 4.0, 5.0, 0.3, 4.0)
        if held is not None and arm.side == acting.holds:
            held(canvas, arm)
        _arm(canvas, frame, garment, arm, colour, sway)
    if frame.away:
        draw_back_layer(canvas, frame, garment, sway)
        draw_behind(canvas, frame, sway)
    with _shortened(canvas, frame, acting.sat if sits else 0.0):
        draw_over_arms(canvas, frame, garment, sway)


def draw_behind_body(canvas: Any, frame: Frame, sway: float, sat: float = 0.0) -> None:
    """What hangs behind everything: cloaks, capes, tails, hoods. Seen from behind it is drawn over the body instead."""
    if frame.away:
        return
    with _shortened(canvas, frame, sat):
        draw_back_layer(canvas, frame, GARMENTS[frame.person.garment], sway)
        draw_behind(canvas, frame, sway)


def _waist(canvas: Any, frame: Frame, garment: Garment, body: Any, sat: float) -> None:
    """Sash or belt; its ends lie in the lap of who sits."""
    if sat <= 0:
        draw_waist(canvas, frame, garment, body)
        return
    low = frame.y(196)
    for above in (False, True):
        canvas.save()
        canvas.clipRect(ink.rect(-400, low - 300 if above else low, 400, low if above else low + 400))
        if not above:
            canvas.translate(0, low)
            canvas.scale(1, 1 - 0.62 * sat)
            canvas.translate(0, -low)
        draw_waist(canvas, frame, garment, body)
        canvas.restore()


@contextmanager
def _shortened(canvas: Any, frame: Frame, sat: float) -> Iterator[None]:
    """What hangs to the ground ends on the seat of who sits: it is drawn shorter below the shoulders."""
    canvas.save()
    if sat > 0:
        top = frame.y(90)
        canvas.translate(0, top)
        canvas.scale(1, 1 - 0.6 * sat)
        canvas.translate(0, -top)
    yield
    canvas.restore()


def _arm(canvas: Any, frame: Frame, garment: Garment, arm: Arm, colour: str, sway: float, hang: float = 1.0) -> None:
    """An arm in its sleeve, of which the part `hang` hangs down where it is wide."""
    one = frame.person
    pattern = (one.pattern, one.colours[1], one.colours[2]) if garment.top == 0 else None
    match garment.sleeve:
        case "wide" if arm.behind:
            sleeve(canvas, frame, arm, colour, 1.5, 0.99, pattern)
        case "wide":
            hand(canvas, frame, arm)
            trim = hue(one, garment.under)
            wide_sleeve(canvas, frame, arm, colour, one.colours[2], trim, sway, hang * (78 if one.woman else 70), pattern)
            if arm.hand:
                hand(canvas, frame, arm)
        case "bare":
            skin_arm(canvas, frame, arm)
            hand(canvas, frame, arm)
        case "cap" | "short":
            skin_arm(canvas, frame, arm)
            hand(canvas, frame, arm)
            sleeve(canvas, frame, arm, colour, garment.loose * 1.12, 0.2 if garment.sleeve == "cap" else 0.34, pattern)
        case _:
            hand(canvas, frame, arm)
            cuff = _cuff(one.colours, garment)
            sleeve(canvas, frame, arm, colour, garment.loose, 0.99, pattern, cuff, garment.sheen)


def _cuff(colours: tuple[str, str, str], garment: Garment) -> str | None:
    if "bracers" in garment.extras:
        return ink.mix(colours[0], colours[2], 0.2)
    if "ribbed" in garment.extras:
        return ink.darken(colours[garment.top], 0.06)
    if "cuffs" in garment.extras:
        return colours[garment.under]
    return None


def _back(canvas: Any, frame: Frame, garment: Garment, colour: str, body: Any) -> None:
    """Seen from behind: the collar's back, shoulder blades, the spine's fold."""
    n = frame.person.neck
    canvas.save()
    ink.clip(canvas, body)
    fold(canvas, frame.line((0, 74), (1, 120), (0, 236)), colour, 2.4, 0.5)
    for side in (-1, 1):
        fold(canvas, frame.line((side * 30, 96), (side * 36, 122), (side * 24, 150)), colour, 3.4, 0.4)
    canvas.restore()
    if garment.collar in ("strapless", "scoop"):
        return
    band = colour if garment.collar not in ("cross",) else hue(frame.person, garment.under)
    nape = frame.path(
        f"M{-n - 2} 50 C{-n * 0.5} 58 {n * 0.5} 58 {n + 2} 50 C{n + 7} 58 {n + 9} 64 {n + 11} 70 "
        f"C{n * 0.5} 82 {-n * 0.5} 82 {-n - 11} 70 C{-n - 9} 64 {-n - 7} 58 {-n - 2} 50Z"
    )
    tones = cloth_tones(band)
    canvas.drawPath(nape, ink.fill(shader=ink.linear(frame.at(-n, 50), frame.at(n, 80), [tones.light, tones.base, tones.shade])))
    canvas.drawPath(nape, ink.stroke(tones.line, 0.8, 0.7))
