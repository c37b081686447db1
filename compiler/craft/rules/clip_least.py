"""Shots shorter than a clip of the model

What it checks:
In a target whose moving pictures are made by a model, how many shots are shorter than the shortest clip that the model makes.

Why it matters:
Each is made at the model's shortest and cut down: it costs as much as the whole clip.

Example:
A dialogue cut every two seconds, for a model that makes five seconds at least.

Fix:
Nothing, if the cost does not matter; otherwise choose another model for the target, or let shots stand longer.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Severity
from ..rule import Film

CODE = "D511"
SEVERITY = Severity.HINT


def check(film: Film) -> Iterator[Diagnostic]:
    """One finding for an episode, at its first such shot."""
    model = film.model("video")
    fps = model.fps or film.cut.fps if model is not None else 0
    least = model.frames.least(fps) if model is not None else 0
    if model is None or not least:
        return
    short = [shot for shot in film.cut.shots if shot.frames / film.cut.fps < model.frames.shortest]
    if not short:
        return
    wanted, made = sum(shot.frames for shot in short) / film.cut.fps, len(short) * least / fps
    yield Diagnostic(CODE, SEVERITY, f"{len(short)} of {len(film.cut.shots)} shots are shorter than the "
                     f"{model.frames.shortest:.1f} s that {model.label} makes at least; {made:.0f} s are made for the "
                     f"{wanted:.0f} s that are used", short[0].spans[0] if short[0].spans else film.episode.span,
                     f"each is made at {least / fps:.1f} s and cut down (manifest of {model.as_of})")
