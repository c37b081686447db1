"""Line that cannot be spoken in the seconds of its shot

What it checks:
The line with which a shot begins for which the writer asks for seconds, against the words (in Chinese, characters) a second
that can be followed, as the platform's profile has it.

Why it matters:
A line is never cut short: the shot stands until it is over, and the rhythm that was asked for is lost.

Example:
`[[shot: CU LIN, 2s]]` before a line of twelve words.

Fix:
Ask for more seconds, shorten the line, or place the next shot after its first sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Severity
from ...base.pattern import Lazy
from ...story.nodes import ShotAsk
from ..clock import spoken
from ..rule import Film

CODE = "D708"
SEVERITY = Severity.WARNING
_AT_ONCE = 0.5
_WORD = Lazy(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+")
_HAN = Lazy(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[a-zA-Z]+|\d")


def check(film: Film) -> Iterator[Diagnostic]:
    """One finding for each shot, at the writer's shot."""
    norm, fps = film.norm("rate"), film.cut.fps
    asked = {beat.span: beat.seconds for scene in film.episode.scenes for beat in scene.beats
             if isinstance(beat, ShotAsk) and beat.seconds}
    lines = spoken(film)
    for start, shot in zip(film.cut.starts(), film.cut.shots, strict=True):
        ask = next((span for span in shot.spans if span in asked), None)
        line = next((line for at, line in lines if start <= at <= start + _AT_ONCE * fps), None)
        if ask is None or line is None or film.seconds_of(line) * fps > shot.frames:
            continue
        seconds, chinese = asked[ask] or 0.0, film.spoken_in(line).startswith("zh")
        count = len((_HAN if chinese else _WORD).findall(line.text(film.cut.language)))
        most, unit = (norm["characters"], "characters") if chinese else (norm["words"], "words")
        if count > most * seconds:
            yield film.say(CODE, SEVERITY, f"{count} {unit} in {seconds:g} s are {count / seconds:.1f} a second, and more than "
                           f"{most:g} cannot be followed; the shot stands for {shot.frames / fps:.1f} s", ask,
                           "ask for more seconds, or shorten the line", "rate")
