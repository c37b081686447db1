"""Broken prop that is whole again

What it checks:
A prop that action plainly says is broken, torn or smashed is not used or broken again later; nor is one of which fire has left
ashes taken, given away or put down in that episode, or, in its later scenes, one that fell to pieces. Picking up the pieces,
giving them away or showing them is fine, and so is a paragraph that speaks of them (torn, shards, 碎片), of mending, or of
another one. Flashbacks and dreams are left alone.

Why it matters:
A cup that fell to pieces in episode 1 is drunk from in episode 2, and the breaking meant nothing.

Example:
`WEI smashes the cup.`, and in the next scene `WEI drinks from the cup.`

Fix:
Tell that it was mended or replaced, use another prop, or say that it is broken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Label, Severity
from ...base.pattern import Lazy
from ...base.source import Span
from ...story.nodes import Act, Episode
from ...story.state import FORKS
from ..rule import Subject

CODE = "D242"
SEVERITY = Severity.WARNING
_KNOWN = Lazy(
    r"\b(?:broken|torn|shattered|smashed|cracked|ruined|burnt|burned|bent|snapped|ripped|pieces?|shards?|fragments?|halves|half"
    r"|splinters?|remains|scraps?|stump|mend\w*|repair\w*|fix(?:es|ed)?|glu(?:e|es|ed)|tapes?|patch\w*|restor\w*|new|another"
    r"|second|spare|replac\w*|other)\b|碎|破|残|断|裂|半|修|粘|补|复原|新|另一|备用|别的|第二", re.IGNORECASE)


_ASHES = Lazy(r"\b(?:burn\w*|ash(?:es)?|flames?|fire(?:place)?|cinders|dust)\b|烧|灰|焚|火|齑粉", re.IGNORECASE)
_PIECES = Lazy(r"\b(?:shatter\w*|smash\w*|splinter\w*|bursts?|(?:to|into) (?:pieces|bits|shreds|shards|splinters|a thousand)"
               r"|crush\w*)\b"
               r"|碎|粉|[几数]片|瓣", re.IGNORECASE)
_VERBS = {"uses": "uses", "breaks": "breaks", "takes": "takes", "gives": "gives away", "drops": "puts down"}


def check(subject: Subject) -> Iterator[Diagnostic]:
    """The first finding on each prop in each episode."""
    for episode, flow in zip(subject.episodes, subject.flows, strict=True):
        told: set[str] = set()
        for one in flow.handled:
            event, scene = one.event, episode.scenes[one.scene]
            if event.prop not in one.before.broken or event.prop in told or not (event.who or event.kind == "breaks"):
                continue
            where = one.before.since.get(f"breaks:{event.prop}")
            if event.kind not in ("uses", "breaks") and not _is_gone(episode, where, one.scene):
                continue
            texts = (beat.text for beat in scene.beats[: event.beat + 1]
                     if isinstance(beat, Act) and event.prop in beat.props and beat.span != where)
            if scene.storytime in FORKS or any(_KNOWN.search(text) for text in texts) or where == event.span:
                continue
            told.add(event.prop)
            yield Diagnostic(CODE, SEVERITY, f"{event.who} {_VERBS[event.kind]} {event.prop}, but it is broken", event.span,
                             "tell that it was mended, or say that it is broken",
                             (Label(where, f"{event.prop} breaks here"),) if where else ())


def _is_gone(episode: Episode, where: Span | None, later: int) -> bool:
    """Whether the action at `where` leaves nothing that could be picked up; or only pieces, of which scene number `later` says
    nothing any more."""
    return any(isinstance(beat, Act) and beat.span == where
               and (_ASHES.search(beat.text) or (number != later and _PIECES.search(beat.text)))
               for number, scene in enumerate(episode.scenes) for beat in scene.beats)
