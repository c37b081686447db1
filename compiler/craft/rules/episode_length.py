"""Episode shorter or longer than its platform wants

What it checks:
How long the film is, against the least and the most seconds of an episode that the platform's profile gives. Beyond the
platform's limit it is an error. While lines have not been spoken yet their lengths are estimates, which may err by a tenth.

Why it matters:
Viewers of a platform expect its length, and players and pay models are made for it. What is longer than the limit cannot be
posted there at all.

Example:
An episode of 35 seconds in a series with `profile: reelshort`, which expects 60 to 90.

Fix:
Write the episode longer or shorter, divide it, or choose another profile.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Severity
from ..rule import Film, beginning

CODE = "D701"
SEVERITY = Severity.WARNING
_GUESS = 0.1


def check(film: Film) -> Iterator[Diagnostic]:
    """One finding for an episode, at its beginning."""
    norm, seconds = film.norm("length"), film.length()
    slack = 1 + _GUESS if film.guessed() else 1.0
    at = beginning(film.episode.span)
    about = "about " if film.guessed() else ""
    label = film.profile.label if film.profile else ""
    if seconds > norm["limit"] * slack:
        yield film.say(CODE, Severity.ERROR, f"the episode lasts {about}{seconds:.0f} s; {label} takes at most "
                       f"{norm['limit']:.0f} s", at, "divide it, or shorten it", "length")
    elif seconds > norm["most"] * slack:
        yield film.say(CODE, SEVERITY, f"the episode lasts {about}{seconds:.0f} s; {label} expects {norm['least']:.0f} to "
                       f"{norm['most']:.0f} s", at, "shorten it, or divide it", "length")
    elif seconds * slack < norm["least"]:
        yield film.say(CODE, SEVERITY, f"the episode lasts {about}{seconds:.0f} s; {label} expects {norm['least']:.0f} to "
                       f"{norm['most']:.0f} s", at, "there is room for another turn", "length")
