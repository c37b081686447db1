"""People speak, and the model moves no lips

What it checks:
In a target whose moving pictures are made by a model that is not told what is said, and that names no `lipsync`, in how many
shots somebody is seen speaking.

Why it matters:
The voice is laid over a face whose mouth moves as it likes. From near, that is the first thing that viewers see.

Example:
`targets: {final: {keyframe: flux2-klein, video: wan2.2-i2v-a14b}}` and a scene of dialogue in close-ups.

Fix:
Name a model for `lipsync`, or let lines be heard over the listener, over hands, or over the place.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Severity
from ..rule import Film

CODE = "D513"
SEVERITY = Severity.WARNING


def check(film: Film) -> Iterator[Diagnostic]:
    """One finding for an episode, at its first such shot."""
    model = film.model("video")
    if model is None or model.lipsync is not False or film.target.options.get("lipsync", "none") not in ("", "none"):
        return
    seen = [shot for shot in film.cut.shots if any(one.mouth for one in shot.spoken)]
    if seen:
        yield Diagnostic(CODE, SEVERITY, f"somebody is seen speaking in {len(seen)} of {len(film.cut.shots)} shots, and "
                         f"{model.label} moves no lips to words; the voice is laid over the picture",
                         seen[0].spans[0] if seen[0].spans else film.episode.span,
                         f"name a `lipsync` for the target, or let lines be heard over the listener (manifest of "
                         f"{model.as_of})")
