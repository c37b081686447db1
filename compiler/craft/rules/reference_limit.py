"""Shot with more people than the model takes pictures of

What it checks:
In a target whose pictures are made by a model, how many people (and the thing shown, in an insert) are seen in a shot, against
the pictures of reference that the model takes.

Why it matters:
Whoever has no picture is made from words alone, and looks different from shot to shot.

Example:
A two-shot in a target with `keyframe: sdxl`, which takes one picture.

Fix:
Film the people one by one, or choose a model for the target that takes more pictures.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Severity
from ..rule import Film

CODE = "D512"
SEVERITY = Severity.WARNING


def check(film: Film) -> Iterator[Diagnostic]:
    """One finding for an episode, at its first such shot."""
    model = film.model("keyframe")
    if model is None or model.references is None:
        return
    most = model.references
    crowded = [shot for shot in film.cut.shots if len(shot.setup.figures) > most]
    if not crowded:
        return
    first = crowded[0]
    names = [figure.costume.character for figure in first.setup.figures]
    others = f"; so in {len(crowded) - 1} more shots of this episode" if len(crowded) > 1 else ""
    yield Diagnostic(CODE, SEVERITY, f"{len(names)} people are seen here, and {model.label} takes "
                     f"{most} picture{'s' if most != 1 else ''} of reference; {', '.join(names[most:])} "
                     f"{'is' if len(names) == most + 1 else 'are'} made from words alone{others}",
                     first.spans[0] if first.spans else film.episode.span,
                     f"film them one by one, or choose another model (manifest of {model.as_of})")
