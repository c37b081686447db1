"""Same framing twice in a row

What it checks:
Two shots of one scene that the writer asks for one after the other, with the same size, composition, angle and subjects,
while nothing between them gives another picture: nobody else speaks or acts, nobody comes or goes, there is no transition.
A second shot with a move of its own, or of another take (`[[circle: …]]`), is meant.

Why it matters:
A cut between two equal pictures is a jump cut: it looks like a fault unless it is meant. The director joins the two.

Example:
`[[shot: CU LIN]]` twice, with a line of LIN between them.

Fix:
Take the second out, change its size or angle, or write JUMP CUT TO: between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Label, Severity
from ...base.nodes import replace
from ...base.pattern import Lazy
from ...base.source import NOWHERE
from ...story.nodes import Act, Beat, Change, Line, Scene, ShotAsk
from ..picture import UNSEEN, people, takes_over
from ..rule import Subject

CODE = "D256"
SEVERITY = Severity.WARNING
_BODY = frozenset(("enter", "exit", "dies", "wears"))
_STILL = Lazy(r"(?:an?|the|one|two)?\s*(?:long|short|brief|heavy|awkward|tense|dead)?,?\s*(?:beats?|pauses?|silence"
              r"|moments?|quiet|stillness)[.…! ]*"
              r"|(?:一阵|片刻|长久的?|死一般的?)?(?:沉默|寂静|安静|停顿|静默|无言)[。…！]*", re.IGNORECASE)
"""Action that shows nothing new."""
_LINES = 2
"""After so many lines the director cuts away from a shot that has its seconds."""


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each shot that repeats the one before it."""
    for episode in subject.episodes:
        for scene in episode.scenes:
            yield from _repeats(scene)


def _repeats(scene: Scene) -> Iterator[Diagnostic]:
    shot: ShotAsk | None = None
    lines = 0
    for beat in scene.beats:
        if isinstance(beat, ShotAsk):
            if shot is not None and shot.span != scene.heading and _same(shot, beat):
                yield Diagnostic(CODE, SEVERITY, "the same framing is asked for twice in a row", beat.span,
                                 "take it out, change its size or angle, or write JUMP CUT TO: before it",
                                 (Label(shot.span, "the shot before it"),))
            shot, lines = beat, 0
        elif shot is not None:
            lines += isinstance(beat, Line) and beat.channel not in UNSEEN
            if _another(shot, beat) or (shot.seconds is not None and lines >= _LINES):
                shot = None


def _another(shot: ShotAsk, beat: Beat) -> bool:
    """Whether `beat` gives another picture than `shot`, so that what follows it is a cut back."""
    match beat:
        case Act():
            return (not beat.who and _STILL.fullmatch(beat.text) is None) or takes_over(shot, beat)
        case Change():
            return beat.kind in _BODY and (beat.who in people(shot) or not people(shot))
    return takes_over(shot, beat)


def _same(one: ShotAsk, other: ShotAsk) -> bool:
    """Whether two shots ask for one picture, which names somebody or something, or is of the whole place."""
    if not (one.subjects or one.on or one.props or one.free or one.composition == "establishing"):
        return False
    if one.composition == "pov" and not (one.on or one.props or one.free):
        return False
    return _picture(one) == _picture(other) and other.move in ("", one.move)


def _picture(ask: ShotAsk) -> ShotAsk:
    """What of a shot can be seen."""
    alone = ask.composition == "single" and len(ask.subjects) == 1
    return replace(ask, composition="" if alone else ask.composition, angle="" if ask.angle == "eye" else ask.angle, move="",
                   seconds=None, span=NOWHERE)
