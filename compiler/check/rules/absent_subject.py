"""Shot of somebody who is not in the scene

What it checks:
Whom a `[[shot: …]]` or a slug such as CLOSE ON shows is in the scene at some time before the next shot: has not left
with `[[exit: …]]`, nor comes in only later with `[[enter: …]]`. Of one who plainly goes out in action alone, and is not told
of again before the next shot, it is a warning. Who has died in the scene still lies in it; the dead of other
scenes are told of by D230.

Why it matters:
The shot cannot be taken as it stands, and would bring somebody back who has gone.

Example:
`[[exit: WEI]]`, then `CLOSE ON WEI`.

Fix:
Move the shot or the directive, or show what is left behind (`INSERT: THE DOOR`).
"""

from __future__ import annotations

from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Label, Severity
from ...story.nodes import ShotAsk
from ..rule import Moment, Subject

CODE = "D210"
SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each person that a shot asks for in vain."""
    for moment in subject.moments(ShotAsk):
        shot = moment.beat
        if not isinstance(shot, ShotAsk):
            continue
        here = _seen(moment)
        for who in (*shot.subjects, *shot.on):
            since = moment.now().since
            walked = since.get(f"goes:{who}")
            gone = since.get(f"exit:{who}", walked)
            if who in here or (not gone and not moment.now().alive(who)):
                continue
            why = "has left the scene" if gone else "is not in the scene yet"
            yield Diagnostic(CODE, Severity.WARNING if walked else SEVERITY, f"this shot shows {who}, who {why}", shot.span,
                             f"move the shot, or bring {who} in with [[enter: {who}]]",
                             (Label(gone, f"{who} leaves here"),) if gone else ())


def _seen(moment: Moment) -> set[str]:
    """Everybody who is here at any time until the next shot is asked for."""
    here = set(moment.now().present)
    beats = moment.scene.beats
    for index in range(moment.index + 1, len(beats)):
        if isinstance(beats[index], ShotAsk):
            break
        here.update(moment.flow.scenes[moment.number][index].present)
    return here
