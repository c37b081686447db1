"""What a gesture does to head, arms and the whole body as it comes (reach 0) and has come (reach 1)."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from ..pose import Pose
from .frame import Frame
from .limb import LOWER, UPPER, Arm, pose_arm
from .person import Person
from .sitting import Seat
from .turn import Point

_SLEEVED = ("hanfu", "hanfu-bridal", "robe-scholar", "robe-monk")


@dataclass(frozen=True, slots=True)
class Acting:
    """A pose with its gesture worked in. `yaw`, `pitch`, `tilt` of the head; `duck` du that the head goes down before
    the body; `roll` degrees that the figure falls over; `kneel` 0 to 1 on the knees, to 2 on the ground; `stride` 0 to
    1; `near` and `far` are the arms' goals, `holds` says which has what is held (-1 near, 1 far, 0 none); `sat` 0 to 1 on a seat. Where the figure
    goes as a whole (down to its knees) is the stage's to say: the origin stays between the eyes."""

    yaw: float
    pitch: float
    tilt: float
    duck: float
    roll: float
    kneel: float
    stride: float
    near: Goal
    far: Goal
    holds: int = 0
    sat: float = 0.0


@dataclass(frozen=True, slots=True)
class Goal:
    """Where a wrist goes (standard body point), the hand's shape, its direction in degrees (None along the forearm),
    whether the arm is behind the body, and which way the elbow points (1 out, -1 in). `ahead` is how much
    of the way forward to the knees the wrist goes with the body's turn."""

    wrist: Point
    hand: str = "relaxed"
    turn: float | None = None
    behind: bool = False
    bend: float = 1.0
    elbow: Point | None = None
    ahead: float = 0.0


def act(person: Person, pose: Pose, holding: bool, blade: int = 0, seat: Seat | None = None) -> Acting:
    """The acting of `pose`; a thing is held in the far hand, a blade upright at the side `blade` (-1 near, 1 far; 0 for
    no blade). A gesture that is not known leaves the figure at rest."""
    near, far = _rest(person, holding and not blade)
    sat = round(pose.sat * 10) / 10 if seat is not None else 0.0
    if seat is not None and sat > 0:
        lap = _in_lap(person, seat, holding and not blade)
        near, far = _blend(near, lap[0], sat), _blend(far, lap[1], sat)
    if blade < 0:
        near = _upright(person, -1)
    elif blade > 0:
        far = _upright(person, 1)
    holds = blade or int(holding)
    base = Acting(pose.yaw, pose.pitch, pose.tilt, 0.0, 0.0, 0.0, 0.0, near, far, holds, sat)
    amount = max(0.0, min(1.0, pose.reach))
    eased = amount * amount * (3 - 2 * amount)
    if not pose.gesture or amount <= 0:
        return base
    base = _head(base, pose, eased, amount)
    moved = _limbs(person, base, pose.gesture, eased, blade)
    return moved if sat <= 0 else replace(moved, kneel=0.0, stride=0.0, roll=0.0)


def arms_of(frame: Frame, acting: Acting) -> tuple[Arm, Arm]:
    """Both arms, the one on the side that the figure turns away from first."""
    return _arm(frame, -1, acting.near), _arm(frame, 1, acting.far)


def _arm(frame: Frame, side: int, goal: Goal) -> Arm:
    wrist = (goal.wrist[0] + goal.ahead * _AHEAD * frame.sin, goal.wrist[1])
    return pose_arm(frame, side, wrist, goal.hand, goal.turn, goal.behind, goal.bend, goal.elbow)


def _held(person: Person) -> Goal:
    """The hand that holds something, before the chest."""
    return Goal((person.shoulder * 0.36, 172.0), "hold", -48.0, elbow=(person.shoulder + 5.0, 180.0))


def _rest(person: Person, holding: bool) -> tuple[Goal, Goal]:
    """How the person stands: hands folded, in the sleeves, at the sides or one behind the back."""
    s = person.shoulder
    choice = person.variant // 8 % 3
    held = _held(person)
    if person.garment in _SLEEVED:
        if person.woman or person.garment == "robe-monk" or choice == 0:
            near = Goal((-12.0, 186.0), "", 12.0, elbow=(-s - 3.0, 172.0))
            far = Goal((11.0, 182.0), "", 168.0, elbow=(s + 3.0, 170.0))
        else:
            near, far = (
                Goal((-s * 0.3, 214.0), "", None, True, elbow=(-s - 9.0, 168.0)),
                Goal((13.0, 184.0), "fist", 168.0, elbow=(s + 3.0, 172.0)),
            )
        return near, held if holding else far
    if person.woman and choice != 1 and not person.child:
        near = Goal((-22.0, 214.0), "flat", 24.0, elbow=(-s - 5.0, 182.0))
        far = Goal((18.0, 219.0), "flat", 158.0, elbow=(s + 5.0, 182.0))
    else:
        drop = 90 + UPPER + LOWER - 4
        near = Goal((-s - 4.0, drop), "relaxed", 84.0, elbow=(-s + 1.0, 92 + UPPER))
        far = Goal((s + 4.0, drop), "relaxed", 96.0, elbow=(s - 1.0, 92 + UPPER))
    return near, held if holding else far


_AHEAD = 109.0
"""How far the lap is turned aside when the whole body is, du."""


def _in_lap(person: Person, seat: Seat, holding: bool) -> tuple[Goal, Goal]:
    """How the person sits: hands on the table, in the lap, or one on each knee; a robe's hands lie in each other."""
    s = person.shoulder
    k = 0.8 if person.child else 1.0
    if seat.table:
        near = Goal((-30.0 * k, 199.0), "flat", 28.0, elbow=(-s - 12.0, 174.0), ahead=0.5)
        far = Goal((26.0 * k, 196.0), "flat", 152.0, elbow=(s + 12.0, 170.0), ahead=0.6)
    elif person.garment in _SLEEVED:
        near = Goal((-13.0, 224.0), "", 12.0, elbow=(-s - 5.0, 178.0), ahead=1.0)
        far = Goal((10.0, 220.0), "", 168.0, elbow=(s + 5.0, 176.0), ahead=1.0)
    elif person.woman or person.variant // 8 % 3 == 0:
        near = Goal((-22.0 * k, 238.0), "flat", 38.0, elbow=(-s - 9.0, 180.0), ahead=1.0)
        far = Goal((17.0 * k, 240.0), "flat", 146.0, elbow=(s + 8.0, 178.0), ahead=1.0)
    else:
        near = Goal((-46.0 * k, 250.0), "relaxed", 78.0, elbow=(-s - 8.0, 182.0), ahead=1.6)
        far = Goal((44.0 * k, 246.0), "relaxed", 96.0, elbow=(s + 8.0, 180.0), ahead=1.5)
    return near, _held(person) if holding else far


def _upright(person: Person, side: int) -> Goal:
    """A blade held upright before the shoulder, so far out that it passes the own face, and no further: in a two-shot
    the frame ends there."""
    return Goal((side * 39.0, 172.0), "hold", -48.0 if side > 0 else 228.0, elbow=(side * (person.shoulder + 8.0), 176.0))


def _drawn(person: Person, side: int) -> Goal:
    """A blade raised beside the head."""
    return Goal((side * 46.0, 100.0), "hold", -35.0 if side > 0 else 215.0, elbow=(side * (person.shoulder + 20.0), 158.0))


def _head(base: Acting, pose: Pose, eased: float, amount: float) -> Acting:
    """What the head does. Nod and shake come back to rest at the end of their reach."""
    side = -1.0 if pose.yaw < 0 else 1.0
    wave = math.sin(4 * math.pi * amount)
    match pose.gesture:
        case "nod":
            return replace(base, pitch=base.pitch + 0.42 * (1 - math.cos(4 * math.pi * amount)) / 2 + 0.06 * eased)
        case "shake":
            return replace(base, yaw=base.yaw + 0.2 * wave, pitch=base.pitch + 0.12 * eased)
        case "turn-away":
            return replace(base, yaw=base.yaw - side * eased * (abs(base.yaw) + 0.62), pitch=base.pitch + 0.12 * eased)
        case "lower-head":
            return replace(base, pitch=base.pitch + 0.85 * eased, duck=5.0 * eased)
        case "look-up":
            return replace(base, pitch=base.pitch - 0.8 * eased)
        case "bow":
            return replace(base, pitch=base.pitch + 0.3 * eased, duck=16.0 * eased)
        case "sit" | "lean-in":
            return replace(base, pitch=base.pitch + 0.22 * eased, duck=9.0 * eased)
        case "kneel":
            return replace(base, pitch=base.pitch + 0.3 * eased)
        case "rise":
            return replace(base, pitch=base.pitch + 0.3 * eased, duck=5.0 * eased)
        case "fall" | "slump" | "stumble":
            return replace(base, pitch=base.pitch + 0.5 * eased, tilt=base.tilt - side * 6 * eased)
        case _:
            return base


def _limbs(person: Person, base: Acting, gesture: str, eased: float, blade: int) -> Acting:
    near, far = base.near, base.far
    goals = _goals(person, gesture, eased)
    if blade:  # the other hand acts, for a blade that is swung about crosses faces
        raised = _drawn(person, blade) if gesture == "draw" else None
        goals = (goals[0], raised) if blade > 0 else (raised, goals[1] if gesture != "draw" else None)
    if goals[0] is not None:
        near = _blend(near, goals[0], eased)
    if goals[1] is not None:
        hand = "hold" if base.holds > 0 and gesture != "take" else goals[1].hand
        far = _blend(far, replace(goals[1], hand=hand), eased)
    base = replace(base, near=near, far=far)
    if gesture == "kneel":
        return replace(base, kneel=eased)
    if gesture in ("run", "walk"):
        return replace(base, stride=(2 * eased - 1) * (2.4 if gesture == "run" else 1.2))
    if gesture == "slump":
        return replace(base, kneel=eased * 2, roll=6.0 * eased)
    if gesture in ("step-forward", "stumble", "enter-left", "enter-right", "exit-left", "exit-right"):
        return replace(base, stride=eased)
    return base


def _goals(person: Person, gesture: str, eased: float) -> tuple[Goal | None, Goal | None]:
    """Where the gesture takes the near and the far arm; None leaves it at rest."""
    s = person.shoulder
    sleeved = person.garment in _SLEEVED
    match gesture:
        case "bow":
            hand = "" if sleeved else "flat"
            return (
                Goal((-15.0, 140.0), hand, 4.0, elbow=(-s - 12.0, 152.0)),
                Goal((13.0, 137.0), hand, 176.0, elbow=(s + 12.0, 150.0)),
            )
        case "point":
            return None, Goal((s + 78.0, 108.0), "point", -4.0, elbow=(s + 30.0, 124.0))
        case "reach":
            return None, Goal((s + 72.0, 124.0), "open", -10.0, elbow=(s + 28.0, 134.0))
        case "give":
            return None, Goal((s + 50.0, 150.0), "open", -10.0, elbow=(s + 14.0, 156.0))
        case "take":
            return None, Goal((s + 54.0, 146.0), "open" if eased < 0.8 else "hold", -14.0, elbow=(s + 15.0, 154.0))
        case "hand-to-chest":
            return Goal((-20.0, 136.0), "flat", -24.0, elbow=(-s - 7.0, 172.0)), None
        case "clench":
            return Goal((-s + 1.0, 226.0), "fist", 76.0, elbow=(-s - 10.0, 176.0)), Goal(
                (s - 1.0, 222.0), "fist", 104.0, elbow=(s + 10.0, 174.0)
            )
        case "raise-hand":
            return None, Goal((s + 30.0, 62.0), "open", -84.0, elbow=(s + 22.0, 150.0))
        case "draw":
            low, high = (s * 0.2, 214.0), (s + 34.0, 92.0)
            at = (low[0] + (high[0] - low[0]) * eased, low[1] + (high[1] - low[1]) * eased)
            return (
                Goal((-s * 0.62, 226.0), "fist", 66.0, elbow=(-s - 6.0, 178.0)),
                Goal(at, "hold", -35.0, elbow=(s + 14.0 + 6.0 * eased, 178.0 - 22.0 * eased)),
            )
        case "fall" | "stumble":
            return Goal((-s * 0.6, 190.0), "relaxed", 40.0, elbow=(-s - 12.0, 168.0)), Goal(
                (s * 1.7, 196.0), "relaxed", 40.0, elbow=(s + 26.0, 140.0)
            )
        case "lie":
            return (
                Goal((-s - 12.0, 262.0), "relaxed", 98.0, elbow=(-s - 10.0, 180.0)),
                Goal((s + 12.0, 262.0), "relaxed", 82.0, elbow=(s + 10.0, 180.0)),
            )
        case "run":
            swing = 2 * eased - 1
            return (Goal((-s * 0.7, 190.0 + 26 * swing), "fist", 60.0, elbow=(-s - 13.0, 172.0 + 10 * swing)),
                    Goal((s * 0.7, 190.0 - 26 * swing), "fist", 120.0, elbow=(s + 13.0, 172.0 - 10 * swing)))
        case "rise":
            return Goal((-s - 16.0, 232.0), "flat", 96.0, elbow=(-s - 16.0, 176.0)), None
        case "kneel" | "slump":
            return (
                (None, None)
                if sleeved
                else (
                    Goal((-30.0, 250.0), "flat", 80.0, elbow=(-s - 3.0, 186.0)),
                    Goal((30.0, 250.0), "flat", 100.0, elbow=(s + 3.0, 186.0)),
                )
            )
        case _:
            return None, None


def _blend(rest: Goal, goal: Goal, amount: float) -> Goal:
    x = rest.wrist[0] + (goal.wrist[0] - rest.wrist[0]) * amount
    y = rest.wrist[1] + (goal.wrist[1] - rest.wrist[1]) * amount
    elbow = goal.elbow
    if rest.elbow is not None and goal.elbow is not None:
        elbow = (
            rest.elbow[0] + (goal.elbow[0] - rest.elbow[0]) * amount,
            rest.elbow[1] + (goal.elbow[1] - rest.elbow[1]) * amount,
        )
    elif amount < 0.25:
        elbow = rest.elbow
    ahead = rest.ahead + (goal.ahead - rest.ahead) * amount
    if amount < 0.3:
        return Goal((x, y), rest.hand, rest.turn, rest.behind and amount < 0.15, goal.bend, elbow, ahead)
    turn = goal.turn
    if rest.turn is not None and goal.turn is not None:
        turn = rest.turn + ((goal.turn - rest.turn + 180) % 360 - 180) * amount
    return Goal((x, y), goal.hand, turn, goal.behind, goal.bend, elbow, ahead)
