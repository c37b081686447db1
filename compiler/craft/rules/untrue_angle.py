"""Camera angle that the target does not draw truly

What it checks:
The angle of every shot, against those that the target's pictures cannot show as they are.

Why it matters:
The shot looks other than it was written, and its meaning may hang on the angle.

Example:
`[[shot: WS LIN and WEI, overhead]]` in the animatic: people are crowns of hair and shoulders, and their faces and
gestures do not show.

Fix:
Nothing, if the animatic is a draft; otherwise a high angle is drawn as it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Severity
from ..rule import Film

CODE = "D516"
SEVERITY = Severity.HINT


def check(film: Film) -> Iterator[Diagnostic]:
    """One finding for each shot with people, at the writer's shot or at what it shows first."""
    model = film.model("video", "keyframe", "picture")
    for shot in film.cut.shots if model is not None and model.angles else ():
        instead = model.angles.get(shot.setup.angle) if model is not None and shot.setup.figures else None
        if instead and model is not None:
            yield Diagnostic(CODE, SEVERITY, f"{model.label} cannot draw people from this angle ({shot.setup.angle}): {instead}",
                             shot.spans[0] if shot.spans else film.episode.span, "a high angle is drawn as it is")
