"""Off-screen speaker in the picture

What it checks:
Who speaks with (O.S.) is not a subject of the shot that the writer asks for at that moment.

Why it matters:
O.S. means near but not in the picture: the mouth would stay shut while the voice is heard.

Example:
`[[shot: CU LIN]]`, then `LIN (O.S.)`.

Fix:
Take the extension off, show the listener instead, or mark a thought as such: (V.O.) over one's own close-up, or 内心.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Label, Severity
from ...story.nodes import Line, ShotAsk
from ..rule import Subject

CODE = "D212"
SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each off-screen line over a shot of its speaker."""
    shot: ShotAsk | None = None
    for moment in subject.moments():
        if not moment.index:
            shot = None
        if isinstance(moment.beat, ShotAsk):
            shot = moment.beat
        elif isinstance(moment.beat, Line) and moment.beat.channel == "os" and shot is not None:
            for who in moment.beat.speakers:
                if who in shot.subjects:
                    yield Diagnostic(CODE, SEVERITY, f"{who} speaks off screen, but the shot shows {who}",
                                     moment.beat.span, _help(moment.episode.language),
                                     (Label(shot.span, "the shot that stands here"),))


def _help(language: str) -> str:
    thought = "（内心）" if language.startswith("zh") else "(V.O.)"
    return f"take (O.S.) off, or show somebody else; for a thought write {thought}"
