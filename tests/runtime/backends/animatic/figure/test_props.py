"""Things: every shape of the vocabulary is drawn, each its own, in its own colours."""

from __future__ import annotations

import numpy as np
import pytest

from dramac.runtime.backends.animatic.figure.props import SHAPES, draw_thing
from dramac.stdlib import vocabulary


@pytest.mark.parametrize("shape", list(vocabulary("props").entries))
def test_every_shape_is_drawn(shape: str) -> None:
    image = draw_thing(shape, (), 120)
    assert image.shape == (120, 120, 4)
    assert (image[..., :3] <= image[..., 3:]).all()
    assert (image[..., 3] > 128).mean() > 0.02
    assert shape in SHAPES
    other = draw_thing("thing" if shape != "thing" else "key", (), 120)
    assert not np.array_equal(image, other)


@pytest.mark.parametrize("shape", list(vocabulary("props").entries))
def test_colours_show(shape: str) -> None:
    red, blue = (draw_thing(shape, (colour, colour), 96).astype(int) for colour in ("#c02020", "#2030c0"))
    assert np.abs(red - blue).max() > 60


def test_the_same_thing_is_the_same_bytes() -> None:
    assert np.array_equal(draw_thing("letter", ("#f2ead8",), 200), draw_thing("letter", ("#f2ead8",), 200))


def test_an_unknown_shape_is_a_bundle_and_a_bad_colour_the_usual_one() -> None:
    assert np.array_equal(draw_thing("no-such", (), 64), draw_thing("thing", (), 64))
    assert np.array_equal(draw_thing("key", ("red",), 64), draw_thing("key", (), 64))
