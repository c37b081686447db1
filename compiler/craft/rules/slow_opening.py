"""Nothing happens when the episode opens

What it checks:
Within the first seconds that the platform's profile gives for the hook somebody speaks, acts or is seen from near, a thing
is shown close, a story beat is marked, or a sound is heard; and the episode does not open on a bare place for longer than
the profile has it.

Why it matters:
Viewers decide within about three seconds whether to stay.

Example:
`[[shot: WS establishing, 4s]]` and a paragraph about the weather at the head of an episode.

Fix:
Begin with a face, a thing or a line, and show the place after it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ....stdlib import vocabulary
from ...base.diagnostic import Diagnostic, Severity
from ...cut.nodes import Shot
from ...cut.tension import STRONG
from ..clock import story_beats
from ..rule import Film

CODE = "D703"
SEVERITY = Severity.WARNING
_FULL_SHOT = 2
"""Of stdlib `sizes`: from here on people are near enough to be watched."""
_TOLERANCE = 1.1


def check(film: Film) -> Iterator[Diagnostic]:
    """One finding for an episode, at what its first shot shows."""
    norm, fps = film.norm("hook"), film.cut.fps
    first = film.cut.shots[0]
    seconds = min(_moments(film), default=film.cut.frames()) / fps
    bare = not first.setup.figures and seconds > norm["place"] * _TOLERANCE
    if bare or seconds >= norm["seconds"] * _TOLERANCE:
        said = "only the bare place is seen" if bare else "nothing happens"
        yield film.say(CODE, SEVERITY, f"{said} in the first {seconds:.1f} s of the episode; something should happen within "
                       f"{norm['seconds']:.0f} s, and a bare place may open it for {norm['place']:.0f} s",
                       first.spans[0] if first.spans else film.episode.span,
                       "begin with a face, a thing or a line, and show the place after it", "hook")


def _moments(film: Film) -> Iterator[int]:
    """The frames at which something happens: a line, a gesture, somebody or something seen from near, words on screen, a
    sound, a story beat, a strong moment."""
    for start, shot in zip(film.cut.starts(), film.cut.shots, strict=True):
        if _is_near(shot) or shot.tension >= STRONG:
            yield start
        yield from (max(0, start + one.frame) for one in shot.spoken)
        yield from (start + one.frame for one in shot.gestures)
        yield from (start + card.start for card in shot.cards if card.kind in ("title", "overlay"))
    yield from (one.start for one in film.cut.sounds if not one.bed)
    yield from (at for at, _ in story_beats(film))


def _is_near(shot: Shot) -> bool:
    if shot.setup.insert is not None or shot.setup.composition in ("insert", "pov"):
        return True
    return bool(shot.setup.figures) and int(vocabulary("sizes").entries[shot.setup.size]["chars"]) >= _FULL_SHOT
