"""Colours, paths and paints."""

from __future__ import annotations

import numpy as np
import pytest

from dramac.runtime.backends.animatic import canvas as ink


def test_colours() -> None:
    assert ink.channels("#fa0") == (255, 170, 0)
    assert ink.mix("#000000", "#ffffff", 0.5) == "#808080"
    assert ink.multiply("#ff8000", "#808080") == "#804000"
    assert ink.luma("#ffffff") == pytest.approx(1.0)
    assert ink.saturate("#804020", 0.0) == ink.hex_of(*[ink.luma("#804020") * 255] * 3)
    for bad in ("", "#12", "red", "#gggggg"):
        with pytest.raises(ValueError):
            ink.channels(bad)


def test_paths_absolute_and_relative_agree() -> None:
    one = ink.path("M10 10 L30 10 C40 10 40 30 30 30 H10 V12 Z")
    other = ink.path("m10 10 l20 0 c10 0 10 20 0 20 h-20 v-18 z")
    assert one == other
    assert ink.path("M0 0 Q5 10 10 0 T20 0").getBounds().right() == pytest.approx(20)


def test_a_path_can_be_moved_point_by_point() -> None:
    moved = ink.path("M0 0 L10 0 L10 10 Z", lambda x, y: (x * 2 + 1, y + 5))
    box = moved.getBounds()
    assert (box.left(), box.top(), box.right(), box.bottom()) == (1, 5, 21, 15)


@pytest.mark.parametrize("bad", ["M10", "X10 10", "10 10 20", "M1 2 C3 4 5"])
def test_malformed_paths_are_errors(bad: str) -> None:
    with pytest.raises(ValueError):
        ink.path(bad)


def test_a_surface_draws_into_its_array_as_bgra() -> None:
    image = ink.blank(8, 6)
    ink.surface(image).getCanvas().drawRect(ink.rect(0, 0, 8, 3), ink.fill("#ff8000", 0.5))
    blue, green, red, alpha = (int(v) for v in image[1, 4])
    assert (blue, green, red, alpha) == (0, pytest.approx(64, abs=1), pytest.approx(128, abs=1), pytest.approx(128, abs=1))
    assert not image[4].any()
    with pytest.raises(ValueError):
        ink.surface(np.zeros((4, 4, 3), np.uint8))


def test_over_is_the_premultiplied_over_and_cuts_at_the_edges() -> None:
    target = ink.blank(10, 10)
    target[:] = (100, 100, 100, 255)
    patch = ink.blank(6, 6)
    patch[:] = (0, 0, 64, 128)
    ink.over(target, patch, 7, -3)
    assert np.abs(target[0, 8].astype(int) - (50, 50, 114, 255)).max() <= 1
    assert (target[5] == (100, 100, 100, 255)).all()
    assert (target[:, :7] == (100, 100, 100, 255)).all()
    ink.over(target, patch, 50, 50)


def test_a_brush_line_narrows_at_its_ends() -> None:
    image = ink.blank(100, 20)
    line = ink.taper([(5, 10), (50, 10), (95, 10)], 12)
    ink.surface(image).getCanvas().drawPath(line, ink.fill("#ffffff"))
    thick = (image[..., 3] > 128).sum(0)
    assert thick[50] > thick[20] > thick[7]
    assert 10 <= thick[50] <= 13
