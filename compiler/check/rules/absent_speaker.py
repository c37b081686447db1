"""Speaker who is not in the scene

What it checks:
Who speaks in the picture is in the scene: has not left it with `[[exit: …]]` and does not come in only later with
`[[enter: …]]`. Voice-over, telephone, radio, loudspeaker, inner and off-screen voices need nobody in the picture. The
dead who speak are told of by D230. Who plainly walks out in action, and speaks after somebody who stayed has spoken, gets a
warning.

Why it matters:
The picture would show somebody speak who has just left, or has not come yet.

Example:
`[[exit: WEI]]`, and below it in the same scene a line of WEI.

Fix:
Move the directive, bring the speaker back with `[[enter: …]]`, or mark the cue (O.S.), (V.O.) or (phone).
"""

from __future__ import annotations

from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Label, Severity
from ...base.source import Span
from ...story.nodes import Change, Line
from ...story.state import FORKS
from ..departures import spoken_after_leaving
from ..rule import Moment, Subject

CODE = "D207"
SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Diagnostic]:
    """The first line of each stretch that somebody speaks while away."""
    said: set[tuple[str, int, str, Span | None]] = set()
    for moment, line in _away(subject):
        state = moment.now()
        for who in line.speakers:
            if who in state.present:
                continue
            gone = state.since.get(f"exit:{who}")
            key = (moment.episode.id, moment.number, who, gone)
            if key in said or not (state.alive(who) or (gone and moment.scene.storytime in FORKS)):
                continue  # of the dead who speak D230 tells, but for dreams and flashbacks, in which they live
            said.add(key)
            coming = None if gone else _entrance(moment, who)
            labels = [Label(gone, f"{who} leaves here")] if gone else []
            labels += [Label(coming, f"{who} enters here")] if coming else []
            why = "has left the scene" if gone else "has not entered the scene yet" if coming else "is not in the scene"
            help = f"bring {who} in with [[enter: {who}]], or mark the cue (O.S.), (V.O.) or (phone)"
            yield Diagnostic(CODE, SEVERITY, f"{who} speaks in the picture but {why}", line.span, help, tuple(labels))
    for episode in subject.episodes:
        for scene in episode.scenes:
            for line, who, act in spoken_after_leaving(scene):
                yield Diagnostic(CODE, Severity.WARNING, f"{who} speaks in the picture but has walked out", line.span,
                                 f"tell how {who} comes back, or mark the cue (O.S.), (V.O.) or (phone)",
                                 (Label(act.span, f"{who} goes out here"),))


def _away(subject: Subject) -> Iterator[tuple[Moment, Line]]:
    """The lines in the picture of which a speaker is not present: few of many."""
    present: tuple[str, ...] = ()
    here: frozenset[str] = frozenset()
    for episode, flow in zip(subject.episodes, subject.flows, strict=True):
        for number, scene in enumerate(episode.scenes):
            for index, (beat, state) in enumerate(zip(scene.beats, flow.scenes[number], strict=True)):
                if isinstance(beat, Line) and not beat.channel:
                    if state.present is not present:
                        present, here = state.present, frozenset(state.present)
                    if not here.issuperset(beat.speakers):
                        yield Moment(episode, flow, scene, number, index, beat), beat


def _entrance(moment: Moment, who: str) -> Span | None:
    later = moment.scene.beats[moment.index :]
    return next((one.span for one in later if isinstance(one, Change) and one.kind == "enter" and one.who == who), None)
