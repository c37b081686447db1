"""Long stretch without a story beat

What it checks:
In an episode that marks at least three story beats (`[[beat: …]]`), no stretch between two turns, before the first or behind
the last is longer than the platform's profile has it. Plants, reveals, payoffs and deaths are turns too, and so is a strong
moment that the director finds by itself (a blow, a shout, tears). Where beats are not marked, nothing is said.

Why it matters:
Vertical drama is bought by its turns: each stretch without one is where viewers leave.

Example:
`[[beat: hook]]` and `[[beat: threat]]`, then fifty seconds of calm talk, then `[[beat: reveal]]`.

Fix:
Move a turn into the stretch, shorten it, or mark the beat that is there.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ...base.diagnostic import Diagnostic, Severity
from ...cut.tension import STRONG
from ..clock import story_beats, turns
from ..rule import Film, beginning

CODE = "D705"
SEVERITY = Severity.WARNING
_FEWEST = 3


def check(film: Film) -> Iterator[Diagnostic]:
    """One finding for each stretch, at the beat that it begins with; before the first beat at the first scene."""
    norm, fps = film.norm("gap"), film.cut.fps
    if len(story_beats(film)) < _FEWEST:
        return
    moments = turns(film)
    shots = zip(film.cut.starts(), film.cut.shots, strict=True)
    jolts = [(at + shot.frames // 2, shot.spans[0]) for at, shot in shots if shot.tension >= STRONG and shot.spans]
    ends = [(0, beginning(film.episode.scenes[0].span)), *sorted((*moments, *jolts), key=lambda one: one[0]),
            (film.cut.frames(), None)]
    for (start, span), (stop, _) in pairwise(ends):
        seconds = (stop - start) / fps
        if seconds > norm["seconds"]:
            yield film.say(CODE, SEVERITY, f"from here nothing turns for {seconds:.0f} s; something should at least every "
                           f"{norm['seconds']:.0f} s", span, "move a turn into this stretch, shorten it, or mark the beat "
                           "that is there", "gap")
