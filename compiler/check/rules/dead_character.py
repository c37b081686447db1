"""Dead character who lives on

What it checks:
After `[[dies: …]]` nobody speaks in the picture, enters, acts, dies again or is the subject of a shot, in any later
scene or episode. Flashbacks and dreams are left alone, and so are (V.O.), inner, recorded and telephone voices. In the
scene of the death the body may still be shown, and action may still tell of it.

Why it matters:
Nothing throws viewers out of a series like a dead man at the table, and such a scene is often an old one that was moved.

Example:
`[[dies: WEI]]` in episode 3, and in episode 5 a line of WEI.

Fix:
Move the scene, make it a flashback or a dream with `[[time: …]]`, or mark the voice (V.O.). When the death was only
played, bring them back with `[[enter: …]]` and put `[[lint: off D230 the death was played]]` before it: from there on
they are alive.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Label, Severity
from ...story.nodes import Act, Change, Line, ShotAsk
from ...story.state import FORKS
from ..rule import Moment, Subject

CODE = "D230"
SEVERITY = Severity.ERROR
_DOES = {"takes": "takes something", "gives": "gives something away", "wears": "changes clothes", "enter": "enters",
         "dies": "dies a second time"}


def check(subject: Subject) -> Iterator[Diagnostic]:
    """The first finding on each dead person in each scene; an entrance, which ends the death, is always one."""
    told: set[tuple[str, int, str]] = set()
    for moment in subject.moments():
        dead = moment.before().dead
        if not dead or moment.scene.storytime in FORKS:
            continue
        for who, what in _living(moment):
            if who not in dead or (what != _DOES["enter"] and (moment.episode.id, moment.number, who) in told):
                continue
            told.add((moment.episode.id, moment.number, who))
            where = moment.before().since.get(f"dies:{who}")
            yield Diagnostic(CODE, SEVERITY, f"{who} {what}, but is dead", moment.beat.span,
                             f"move the scene, or make it a flashback; if {who} did not really die, bring them back with "
                             f"[[enter: {who}]] and accept this there",
                             (Label(where, f"{who} dies here"),) if where else ())


def _living(moment: Moment) -> Iterator[tuple[str, str]]:
    """Who does what in a beat that only the living do. In the scene of their death a body may be seen and told of."""
    beat = moment.beat
    before = moment.flow.opening[moment.number].dead
    match beat:
        case Line() if not beat.channel:
            yield from ((who, "speaks in the picture") for who in beat.speakers)
        case Act():
            doing = dict.fromkeys(who for who, _ in (*beat.gestures, *beat.emotions))
            yield from ((who, "acts in the scene") for who in doing if who in before)
        case ShotAsk():
            yield from ((who, "is shown") for who in (*beat.subjects, *beat.on) if who in before)
        case Change() if beat.kind in _DOES and (beat.kind != "wears" or beat.who in before):
            yield beat.who, _DOES[beat.kind]
