"""Episode that ends without an open question

What it checks:
In an episode that marks story beats (`[[beat: …]]`) and is not the last of the series, something in its last seconds makes
one ask what comes next: a marked beat, a plant, a reveal or a death, a line that is a question or breaks off, or a strong
moment. How many seconds those are, the platform's profile says. Where beats are not marked, nothing is said.

Why it matters:
The next episode is a swipe away, and so is everything else. What is still open is why viewers stay, and pay.

Example:
An episode with `[[beat: reveal]]` at its half, that ends on twenty seconds of goodnights.

Fix:
End on the turn, break off before the answer, or mark the beat that is there: `[[beat: cliffhanger]]`.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Severity
from ..clock import opens, spoken, story_beats
from ..rule import Film, beginning

CODE = "D711"
SEVERITY = Severity.WARNING


def check(film: Film) -> Iterator[Diagnostic]:
    """One finding for an episode, at its last line."""
    norm, length = film.norm("ending"), film.cut.frames()
    start = length - round(norm["seconds"] * film.cut.fps)
    if film.final or start <= 0 or not story_beats(film) or opens(film, start, length):
        return
    lines = spoken(film)
    span = lines[-1][1].span if lines else beginning(film.episode.scenes[-1].span)
    yield film.say(CODE, SEVERITY, f"nothing is left open in the last {norm['seconds']:.0f} s of the episode", span,
                   "end on the turn, or mark it: [[beat: cliffhanger]]", "ending")
