"""The drawn people: every word of the vocabulary shows, poses move what they should, the same pose gives the same bytes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dramac.runtime.backends.animatic.figure.expression import EMOTIONS, MOUTHS
from dramac.runtime.backends.animatic.figure.puppet import Puppet, Sprite
from dramac.runtime.backends.animatic.framing import headroom
from dramac.runtime.backends.animatic.light import Light
from dramac.runtime.backends.animatic.pose import Pose
from dramac.stdlib import vocabulary

LIGHT = Light("#ffd9a8", -0.7, "#7f90c0", "#cfe0ff", 0.8, 0.6, "#3a3038")
FRONT = Pose()
X, Y, SIDE = 260, 150, 520
WOMAN = {
    "age": 26, "sex": "f", "build": "slight", "height": "average", "hair_style": "bun", "hair_colour": "#35241d",
    "skin": "#f0cdb4", "eyes": "#5a3524", "facial_hair": "none", "features": [], "garment": "shirt",
    "colours": ["#3f7a8a", "#e6eef0", "#b5803c"], "pattern": "plain", "accessories": [], "marks": [],
}  # fmt: skip
MAN = {**WOMAN, "age": 34, "sex": "m", "build": "average", "hair_style": "short", "garment": "suit"}
TALK = Pose(emotion="sad", intensity=0.8, mouth="C", yaw=0.45, tilt=1.5, breath=0.4, sway=0.3, gaze_x=0.3)


def ids(name: str) -> list[str]:
    return [id for id in vocabulary(name).entries if id not in ("none", "plain", "neutral")]


def draw(costume: dict, pose: Pose = FRONT, scale: float = 44.0, bottom: float = 7.5, holding=None) -> Sprite:
    return Puppet(costume, LIGHT, scale, bottom).sprite(pose, holding)


def placed(sprite: Sprite, size: int = SIDE) -> np.ndarray:
    """The sprite on a fixed square with its origin always at the pixel (X, Y), so that two can be compared."""
    out = np.zeros((size, size, 4), np.uint8)
    x0, y0 = X - round(sprite.x), Y - round(sprite.y)
    high, wide = sprite.image.shape[:2]
    left, top = max(0, x0), max(0, y0)
    right, low = min(size, x0 + wide), min(size, y0 + high)
    out[top:low, left:right] = sprite.image[top - y0 : low - y0, left - x0 : right - x0]
    return out


def differ(one: Sprite, other: Sprite) -> int:
    """How many pixels differ clearly."""
    gap = np.abs(placed(one).astype(np.int16) - placed(other)).max(-1)
    return int((gap > 24).sum())


@pytest.fixture(scope="module")
def woman() -> Sprite:
    return draw(WOMAN)


@pytest.fixture(scope="module")
def man() -> Sprite:
    return draw(MAN)


def test_a_sprite_is_premultiplied_and_not_empty(woman: Sprite) -> None:
    image = woman.image
    assert image.dtype == np.uint8
    assert image.shape[2] == 4
    assert (image[..., :3] <= image[..., 3:]).all()
    assert (image[..., 3] == 255).mean() > 0.1


@pytest.mark.parametrize("emotion", ["joy", "tears", "anger"])
def test_light_and_tilt_keep_it_premultiplied(emotion: str) -> None:
    image = draw(MAN, replace(TALK, emotion=emotion), 150, 1.6).image
    assert (image[..., :3] <= image[..., 3:]).all()


def test_the_origin_lies_between_the_eyes() -> None:
    wide = draw({**WOMAN, "hair_style": "bald"}, scale=200, bottom=0.7)
    shut = draw({**WOMAN, "hair_style": "bald"}, Pose(blink=1.0), 200, 0.7)
    changed = np.abs(placed(wide).astype(int) - placed(shut).astype(int)).max(-1) > 40
    rows, columns = np.nonzero(changed)
    assert abs(columns.mean() - X) < 8
    assert abs(rows.mean() - Y) < 12


def test_the_chin_is_half_a_head_below_the_origin_and_the_feet_where_the_height_says() -> None:
    bald = draw({**MAN, "hair_style": "bald"}, scale=100)
    below = bald.image.shape[0] - bald.y
    assert 100 * (7.3 - 0.52) - 12 < below < 100 * (7.3 - 0.52) + 18
    child = draw({**MAN, "age": 7}, scale=100)
    assert child.image.shape[0] - child.y < below * 0.8


def test_bottom_cuts_the_figure() -> None:
    cut = draw(WOMAN, scale=100, bottom=1.5)
    assert cut.image.shape[0] - cut.y == pytest.approx(150, abs=6)


def test_the_same_pose_gives_the_same_bytes_from_another_puppet_and_from_the_cache() -> None:
    one, other = Puppet(MAN, LIGHT, 90, 2.0), Puppet(MAN, LIGHT, 90, 2.0)
    first = one.sprite(TALK)
    for pose in (Pose(), replace(TALK, mouth="D", yaw=-0.3), replace(TALK, gesture="point", reach=0.7)):
        one.sprite(pose)
    again, fresh = one.sprite(TALK), other.sprite(TALK)
    assert np.array_equal(first.image, again.image)
    assert np.array_equal(first.image, fresh.image)
    assert (first.x, first.y) == (again.x, again.y) == (fresh.x, fresh.y)


def test_a_talking_face_moves_only_the_face() -> None:
    puppet = Puppet(WOMAN, LIGHT, 120, 1.6)
    one, other = puppet.sprite(Pose(mouth="D")), puppet.sprite(Pose(mouth="A"))
    changed = np.abs(placed(one).astype(int) - placed(other).astype(int)).max(-1) > 8
    rows, columns = np.nonzero(changed)
    assert rows.min() > Y
    assert rows.max() < Y + 0.62 * 120
    assert abs(columns.mean() - X) < 20


def test_memory_is_bounded() -> None:
    puppet = Puppet(WOMAN, LIGHT, 40, 1.5)
    for step in range(60):
        puppet.sprite(Pose(yaw=-0.6 + step * 0.02, sway=(step % 9 - 4) / 4, mouth="ABCDEFGHX"[step % 9], breath=step % 5 / 5))
    shelves = [value for value in vars(puppet).values() if type(value).__name__ == "Shelf"]
    assert shelves
    assert all(len(shelf) <= 32 for shelf in shelves)


@pytest.mark.parametrize("style", ids("hair"))
def test_every_hair_style_shows_from_before_and_behind(style: str) -> None:
    plain = "bald" if style != "bald" else "long"
    for pose in (Pose(yaw=0.45), Pose(away=True)):
        one, other = (draw({**WOMAN, "hair_style": id}, pose, 50, 1.6) for id in (style, plain))
        assert differ(one, other) > 150


@pytest.mark.parametrize("garment", ids("garments"))
def test_every_garment_shows(garment: str) -> None:
    base = "tshirt" if garment != "tshirt" else "suit"
    assert differ(draw({**WOMAN, "garment": garment}), draw({**WOMAN, "garment": base})) > 320


@pytest.mark.parametrize("accessory", ids("accessories"))
def test_every_accessory_shows(accessory: str, woman: Sprite) -> None:
    assert differ(draw({**WOMAN, "accessories": [accessory]}), woman) > 8


@pytest.mark.parametrize("pattern", ids("patterns"))
def test_every_pattern_shows(pattern: str, woman: Sprite) -> None:
    assert differ(draw({**WOMAN, "pattern": pattern}), woman) > 40


@pytest.mark.parametrize("mark", ids("marks"))
def test_every_mark_shows(mark: str) -> None:
    bare = draw({**WOMAN, "hair_style": "bald"}, Pose(), 200, 0.7)
    assert differ(draw({**WOMAN, "hair_style": "bald", "marks": [mark]}, Pose(), 200, 0.7), bare) > 15


@pytest.mark.parametrize("feature", ids("features"))
def test_every_feature_shows(feature: str) -> None:
    smile = Pose(emotion="joy", intensity=1.0)
    assert differ(draw({**WOMAN, "features": [feature]}, smile, 200, 0.7), draw(WOMAN, smile, 200, 0.7)) > 8


@pytest.mark.parametrize("beard", ids("facial_hair"))
def test_every_beard_shows(beard: str) -> None:
    assert differ(draw({**MAN, "facial_hair": beard}, Pose(), 150, 1.0), draw(MAN, Pose(), 150, 1.0)) > 40


@pytest.mark.parametrize("build", ["slight", "broad", "heavy"])
def test_every_build_shows(build: str, man: Sprite) -> None:
    assert differ(draw({**MAN, "build": build}), man) > 60


@pytest.mark.parametrize("gesture", ids("gestures"))
def test_every_gesture_moves_the_figure(gesture: str) -> None:
    base = Pose(yaw=0.3)
    puppet = Puppet(WOMAN, LIGHT, 60, 7.5)
    still = puppet.sprite(base)
    moved = puppet.sprite(replace(base, gesture=gesture, reach=0.625 if gesture in ("nod", "shake") else 1.0))
    assert differ(moved, still) > 25


def test_a_gesture_that_has_not_begun_changes_nothing() -> None:
    puppet = Puppet(MAN, LIGHT, 60, 3.0)
    assert np.array_equal(puppet.sprite(Pose(gesture="point", reach=0.0)).image, puppet.sprite(Pose()).image)


@pytest.mark.parametrize("emotion", [id for id in vocabulary("emotions").entries if id != "neutral"])
def test_every_emotion_shows_and_grows(emotion: str) -> None:
    puppet = Puppet(WOMAN, LIGHT, 150, 0.8)
    plain = puppet.sprite(Pose())
    faint, full = (puppet.sprite(Pose(emotion=emotion, intensity=much)) for much in (0.2, 1.0))
    assert differ(full, plain) > 150
    assert differ(full, plain) > differ(faint, plain) > 0


def test_emotions_differ_from_each_other() -> None:
    puppet = Puppet(MAN, LIGHT, 120, 0.8)
    drawn = {id: puppet.sprite(Pose(emotion=id, intensity=1.0)) for id in EMOTIONS}
    pairs = [(a, b) for a in drawn for b in drawn if a < b]
    assert [pair for pair in pairs if differ(drawn[pair[0]], drawn[pair[1]]) < 40] == []


def test_mouths_differ_from_each_other() -> None:
    puppet = Puppet(WOMAN, LIGHT, 240, 0.7)
    drawn = {id: puppet.sprite(Pose(mouth=id)) for id in MOUTHS}
    assert set(drawn) == set("ABCDEFGHX")
    pairs = [(a, b) for a in drawn for b in drawn if a < b]
    assert [pair for pair in pairs if differ(drawn[pair[0]], drawn[pair[1]]) < 12] == []


def test_blink_gaze_and_breath_show() -> None:
    puppet = Puppet(WOMAN, LIGHT, 150, 1.6)
    still = puppet.sprite(Pose())
    for pose in (Pose(blink=1.0), Pose(gaze_x=-0.9), Pose(gaze_x=0.9), Pose(gaze_y=0.9), Pose(breath=1.0), Pose(tilt=6.0)):
        assert differ(puppet.sprite(pose), still) > 30


def test_both_eyes_look_where_the_screen_says_however_the_head_is_turned() -> None:
    for yaw in (-0.45, 0.0, 0.45):
        puppet = Puppet({**WOMAN, "hair_style": "bald", "eyes": "#101010"}, LIGHT, 300, 0.7)
        left, right = (placed(puppet.sprite(Pose(yaw=yaw, gaze_x=gaze))).astype(int) for gaze in (-0.8, 0.8))
        dark_left, dark_right = (
            np.nonzero((eyes[..., :3].max(-1) < 60) & (eyes[..., 3] > 0))[1].mean()
            for eyes in (image[Y - 20 : Y + 25, X - 100 : X + 110] for image in (left, right))
        )
        assert dark_right > dark_left + 3


def test_hands_hold_things() -> None:
    empty = draw(MAN)
    for shape in ("letter", "cup", "sword"):
        assert differ(draw(MAN, holding={"shape": shape, "colours": ["#c02030"]}), empty) > 40


@pytest.mark.parametrize("worn", [*({"hair_style": id} for id in ids("hair")),
                                  *({"accessories": [id], "hair_style": "short"} for id in ids("accessories")
                                    if id != "hairpin")], ids=str)
def test_the_headroom_that_framing_counts_holds_all_hair_and_headgear(worn: dict) -> None:
    """But for the tip of a pin, which a frame may cut."""
    for costume, yaw in (({**WOMAN, **worn}, 0.0), ({**MAN, **worn}, 0.45)):
        sprite = draw(costume, Pose(yaw=yaw), 80, 1.0)
        top = np.flatnonzero((sprite.image[..., 3] > 128).any(1))[0]
        assert (sprite.y - top) / 80 <= headroom(costume) + 0.06


@pytest.mark.parametrize("outer", [-1, 1])
@pytest.mark.parametrize("gesture", ["", "draw", "turn-away", "give"])
def test_a_blade_stays_in_the_outer_hand_however_the_figure_turns(outer: int, gesture: str) -> None:
    for yaw in (-0.48, 0.0, 0.48):
        pose = Pose(yaw=yaw, gesture=gesture, reach=1.0)
        bare, armed = (placed(Puppet(WOMAN, LIGHT, 80, 2.4, outer).sprite(pose, thing)).astype(int)
                       for thing in (None, {"shape": "sword"}))
        above = np.abs(armed - bare).max(-1)[: Y + 40] > 40  # from the chin up there is only the blade
        assert above.sum() > 60
        across = outer * (np.nonzero(above)[1] - X)
        assert across.min() > 0.3 * 80


def test_a_lowered_blade_is_below_the_chin() -> None:
    bare, armed = (placed(Puppet(WOMAN, LIGHT, 80, 4.0, 1, True).sprite(Pose(yaw=0.4), thing)).astype(int)
                   for thing in (None, {"shape": "sword"}))
    changed = np.nonzero(np.abs(armed - bare).max(-1) > 40)[0]
    assert changed.min() > Y + 0.5 * 80
    assert changed.max() > Y + 3 * 80


def test_a_drawn_sword_is_not_cut() -> None:
    still, drawn = (Puppet(WOMAN, LIGHT, 80, 7.5).sprite(Pose(gesture=gesture, reach=1.0), {"shape": "sword"})
                    for gesture in ("", "draw"))
    assert drawn.y > still.y + 0.15 * 80
    assert not (drawn.image[0, :, 3] > 128).any()


def test_what_is_held_before_the_body_is_not_seen_from_behind() -> None:
    def green(pose: Pose) -> int:
        image = draw(MAN, pose, 80, 4.0, {"shape": "document", "colours": ["#00ff00", "#00ff00"]}).image.astype(int)
        return int((image[..., 1] - image[..., [0, 2]].max(-1) > 60).sum())

    assert green(Pose()) > 200
    assert green(Pose(away=True)) < green(Pose()) / 3


def test_a_small_turn_does_not_depend_on_what_was_drawn_before() -> None:
    one, fresh = Puppet(MAN, LIGHT, 60, 4.0), Puppet(MAN, LIGHT, 60, 4.0)
    one.sprite(Pose(yaw=0.0), {"shape": "cup"})
    pose = Pose(yaw=-0.08)
    assert np.array_equal(one.sprite(pose, {"shape": "cup"}).image, fresh.sprite(pose, {"shape": "cup"}).image)


def test_light_turns_with_the_set() -> None:
    left, right = (Puppet(MAN, replace(LIGHT, key_side=side, rim_side=-side), 80, 2).sprite(Pose()) for side in (-1.0, 1.0))
    bright = [placed(sprite)[..., :3].sum(-1).astype(float) for sprite in (left, right)]
    halves = [image[:, :X].sum() - image[:, X:].sum() for image in bright]
    assert halves[0] > halves[1]
    dark = Puppet(MAN, replace(LIGHT, ambient=0.1), 80, 2).sprite(Pose())
    assert dark.image[..., :3].mean() < left.image[..., :3].mean()


def test_what_the_vocabulary_does_not_have_is_an_error() -> None:
    for key in ("garment", "hair_style"):
        with pytest.raises(KeyError):
            draw({**WOMAN, key: "no-such"})
    with pytest.raises(KeyError):
        draw(WOMAN, Pose(emotion="no-such"))


@pytest.mark.parametrize(
    "costume", [{}, {"age": 0, "colours": ["nope"], "skin": "red"}, {"sex": "m", "age": 90, "accessories": ["?"]}]
)
def test_a_bare_or_strange_costume_still_draws(costume: dict) -> None:
    assert (draw(costume, TALK, 50, 3.0).image[..., 3] > 0).any()
