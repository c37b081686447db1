"""A cold episode at 720x1280, drawn, acted and voiced, beside stills with captions by other tools (same length).

Bars on two cores: with Kokoro voices at most 1.5 times the film's length, with draft voices at most 1.0 times.
"""

from __future__ import annotations

from collections.abc import Iterator

from . import peers
from .tools import DRAMAC, copy_of, seconds_of, timed


def run() -> Iterator[tuple[str, str]]:
    """Rows of wall seconds and of multiples of the film's length."""
    length = 60.0
    for words, extra in (("draft voices", ("--draft",)), ("Kokoro voices", ())):
        with copy_of("white-fox") as project:
            wall, _ = timed(*DRAMAC, "build", "ep01", *extra, cwd=project)
            length = seconds_of(project / "build" / "ep01.en.mp4")
            yield f"dramac build, {words}, {length:.1f} s of film", f"{wall:.1f} s = {wall / length:.2f} x its length"
    for name, took in peers.beside(length):
        yield f"{name}, {length:.1f} s of stills with captions", took if isinstance(took, str) else (
            f"{took.seconds:.1f} s = {took.seconds / length:.2f} x its length")
