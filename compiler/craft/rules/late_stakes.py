"""Nobody to care for in the opening

What it checks:
By the time that the platform's profile gives for the stakes, somebody of the cast has been seen, and a line has been spoken,
a story beat is marked, or a strong moment is played.

Why it matters:
After the hook viewers want to know whom this is about and what can be lost; a picture without either lets them go.

Example:
Twenty seconds of streets and rain before the first of the cast is seen.

Fix:
Bring one of the leads in, with something that they want or fear, within the first fifteen seconds.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Severity
from ...cut.tension import STRONG
from ..clock import spoken, story_beats
from ..rule import Film, beginning

CODE = "D704"
SEVERITY = Severity.WARNING


def check(film: Film) -> Iterator[Diagnostic]:
    """One finding for an episode, at its first scene."""
    norm = film.norm("stakes")
    window = round(norm["seconds"] * film.cut.fps)
    if not film.bible.cast or film.cut.frames() <= window or not film.episode.scenes:
        return
    early = [shot for at, shot in zip(film.cut.starts(), film.cut.shots, strict=True) if at < window]
    seen = any(figure.costume.character in film.bible.cast for shot in early for figure in shot.setup.figures)
    told = (any(at < window for at, _ in (*spoken(film), *story_beats(film)))
            or any(shot.tension >= STRONG for shot in early))
    if seen and told:
        return
    lack = "nobody of the cast is seen" if not seen else "nothing is said and nothing is at stake"
    yield film.say(CODE, SEVERITY, f"{lack} in the first {norm['seconds']:.0f} s of the episode",
                   beginning(film.episode.scenes[0].span),
                   "bring in one of the leads, with something to want or to fear", "stakes")
