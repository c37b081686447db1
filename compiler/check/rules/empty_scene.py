"""Scene in which nothing happens

What it checks:
Under every heading something is seen or said: action, a line, a shot, a title, a pause.

Why it matters:
The scene would take no time in the film; a heading alone is most often a leftover.

Example:
Two headings, one below the other.

Fix:
Write the scene, or take its heading out.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Severity
from ...story.nodes import Act, Hold, Line, ShotAsk, Title
from ..rule import Subject

CODE = "D218"
SEVERITY = Severity.HINT
_LASTING = (Act, Line, ShotAsk, Title, Hold)


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One hint for each scene that takes no time."""
    for episode in subject.episodes:
        for scene in episode.scenes:
            if not any(isinstance(beat, _LASTING) for beat in scene.beats):
                message = f"nothing happens in this scene at {scene.place or 'no place'}"
                yield Diagnostic(CODE, SEVERITY, message, scene.span,
                                 "write what is seen or said, or take the heading out")
