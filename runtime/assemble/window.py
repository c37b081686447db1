"""The part of a picture that a shot begins with: one reckoning for who moves the picture and who shows it still."""

from __future__ import annotations

EYES = 0.33
"""The height in the frame at which eyes are, by the rule of thirds: what is there stays there when a picture is tightened."""


def box(width: int, height: int, aspect: float, factor: float = 1.0, x: float = 0.0) -> tuple[float, float, float, float]:
    """Left, top, right and bottom, in pixels of a picture of `width` and `height`, of what is seen of it: the largest part of
    the shape `aspect` (width by height) when `factor` is 1, so many times less else, with whoever stands at `x` (-1 left edge to
    1 right edge) in its middle as far as the picture reaches."""
    wide = min(float(width), height * aspect) / max(1.0, factor)
    high = wide / aspect
    spare = width - wide, height - high
    middle = (x + 1) / 2 * width if factor > 1 else width / 2
    left = min(max(0.0, middle - wide / 2), spare[0])
    top = min(max(0.0, EYES * (height - high)), spare[1]) if factor > 1 else spare[1] / 2
    return left, top, left + wide, top + high
