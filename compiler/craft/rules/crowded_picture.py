"""More people than the target draws in one picture

What it checks:
How many people a `[[shot: …]]` names, against those that the target's pictures hold.

Why it matters:
The rest is left out of the picture, and a person who speaks or acts there is not seen.

Example:
`[[shot: group A, B, C, D, E, F, G, H]]` in the animatic, which draws six.

Fix:
Name those who matter, or divide them over two shots.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Severity
from ...story.nodes import ShotAsk
from ..rule import Film

CODE = "D514"
SEVERITY = Severity.WARNING


def check(film: Film) -> Iterator[Diagnostic]:
    """One finding for each shot, at the writer's shot."""
    model = film.model("video", "keyframe", "picture")
    if model is None or model.faces is None:
        return
    for scene in film.episode.scenes:
        for beat in scene.beats:
            if not isinstance(beat, ShotAsk) or len({*beat.subjects}) <= model.faces:
                continue
            named = tuple(dict.fromkeys(beat.subjects))
            yield Diagnostic(CODE, SEVERITY, f"{len(named)} people are named here, and {model.label} draws {model.faces} in one "
                             f"picture; {', '.join(named[model.faces:])} {'is' if len(named) == model.faces + 1 else 'are'} "
                             "left out", beat.span, "name those who matter, or divide them over two shots")
