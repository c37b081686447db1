"""Shot that stands longer than the platform is used to

What it checks:
How long each shot stands, against the longest of the platform's profile. Shots for which the writer asks for seconds, titles
and holds are taken as meant. While lines have not been spoken yet their lengths are estimates, which may err by a tenth.

Why it matters:
Vertical drama cuts every two to four seconds; a picture that stands longer loses viewers.

Example:
`[[shot: two-shot LIN and WEI]]` at the head of a scene of ten lines.

Fix:
Give the shot seconds (`4s`), so that the director cuts when they are over, or place further shots.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Severity
from ...cut.clock import END_HOLD
from ...story.nodes import Hold, ShotAsk, Title
from ..rule import Film

CODE = "D706"
SEVERITY = Severity.WARNING
_GUESS = 0.1


def check(film: Film) -> Iterator[Diagnostic]:
    """One finding for each shot, at the writer's shot or at what it shows first."""
    norm, fps = film.norm("shot"), film.cut.fps
    beats = [beat for scene in film.episode.scenes for beat in scene.beats]
    timed = {beat.span for beat in beats if isinstance(beat, ShotAsk) and beat.seconds is not None}
    asked = {beat.span for beat in beats if isinstance(beat, ShotAsk)}
    still = {beat.span for beat in beats if isinstance(beat, Hold | Title)}
    most = norm["seconds"] * fps * (1 + _GUESS if film.guessed() else 1.0)
    last = len(film.cut.shots) - 1
    for index, shot in enumerate(film.cut.shots):
        stands = shot.frames - shot.transition.frames - (int(END_HOLD * fps + 0.5) if index == last else 0)
        spans = {*shot.spans}
        meant = spans & timed or (spans & still and not spans & asked)
        if stands > most and shot.spans and not meant:
            yield film.say(CODE, SEVERITY, f"this shot stands for {stands / fps:.1f} s; more than {norm['seconds']:.0f} s are "
                           "long", shot.spans[0], "add another [[shot: …]], or give it seconds so that the director cuts when "
                           "they are over", "shot")
