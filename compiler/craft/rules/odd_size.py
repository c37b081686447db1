"""Size or rate that the model does not make

What it checks:
In a target whose pictures are made by models, whether the series' `format` is a size that they make (most want width and
height to be multiples of a number), and whether they make as many frames a second.

Why it matters:
What is made in another size or at another rate is scaled, cut or filled up with frames in between, and loses a little
sharpness.

Example:
`format: vertical-1080p` (1080x1920) for a model whose sizes are multiples of 16: 1088x1920 is made.

Fix:
Nothing, if that is sharp enough; otherwise choose a format that fits, or an `upscale` or `interpolate` for the target.
"""

from __future__ import annotations

from collections.abc import Iterator

from ....stdlib import vocabulary
from ...base.diagnostic import Diagnostic, Severity
from ...base.source import NOWHERE
from ..rule import Whole

CODE = "D515"
SEVERITY = Severity.HINT


def check_series(whole: Whole) -> Iterator[Diagnostic]:
    """One finding for each model of the target, at the target in the bible."""
    size = vocabulary("formats").entries[whole.bible.series.format]
    width, height, fps = int(size["width"]), int(size["height"]), int(size["fps"])
    span = whole.target.span if whole.target.span != NOWHERE else None
    for role in ("keyframe", "video"):
        model = whole.model(role)
        if model is None:
            continue
        up = [-(-side // model.multiple) * model.multiple for side in (width, height)]
        said = []
        if up != [width, height]:
            said.append(f"makes sizes in steps of {model.multiple}: {up[0]}x{up[1]} is made and cut to {width}x{height}")
        if model.fps and model.fps != fps:
            said.append(f"makes {model.fps} frames a second: they are brought to {fps}")
        if said:
            yield Diagnostic(CODE, SEVERITY, f"{model.label} {', and '.join(said)}", span,
                             f"choose a format that fits, if that matters (manifest of {model.as_of})")
