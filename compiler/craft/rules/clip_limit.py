"""Shot longer than a clip of the model

What it checks:
In a target whose moving pictures are made by a model (`targets: {final: {video: …}}`), the length of every shot against the
longest clip that the model makes at a time.

Why it matters:
The shot is made in pieces. Where a model can go on from its own last frame the pieces hang together; where it cannot, there
is a seam. Each piece is paid for, and none can begin before the one before it is there.

Example:
`[[shot: two-shot LIN and WEI, 9s]]` for a model that makes five seconds at a time.

Fix:
Nothing, if the join does not matter; otherwise place a second shot before the limit.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from ...base.diagnostic import Diagnostic, Severity
from ..rule import Film

CODE = "D510"
SEVERITY = Severity.HINT


def check(film: Film) -> Iterator[Diagnostic]:
    """One finding for each shot, at the writer's shot or at what it shows first."""
    model = film.model("video")
    fps = model.fps or film.cut.fps if model is not None else 0
    most = model.frames.most(fps) if model is not None else 0
    if model is None or not most:
        return
    limit = most / fps
    for shot in film.cut.shots:
        seconds = shot.frames / film.cut.fps
        if seconds <= limit:
            continue
        count = ceil(seconds / limit)
        cuts = ", ".join(f"{seconds * one / count:.1f}" for one in range(1, count))
        joined = "each goes on from the last frame of the one before it" if model.chains else "with a seam where they meet"
        yield Diagnostic(CODE, SEVERITY, f"this shot lasts {seconds:.1f} s, and {model.label} makes {limit:.1f} s at a time; "
                         f"it is made of {count} clips, divided at {cuts} s", shot.spans[0] if shot.spans else film.episode.span,
                         f"{joined}; another [[shot: …]] before the limit avoids it (manifest of {model.as_of})")
