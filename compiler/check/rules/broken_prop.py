"""Broken prop that is whole again

What it checks:
A prop that action plainly says is broken, torn or smashed is not used or broken again later, nor one of which fire has left
ashes taken or given away in that episode. Picking up the pieces, giving
them away or showing them is fine, and so is a paragraph that speaks of them (torn, shards, 碎片), of mending, or of another
one. Flashbacks and dreams are left alone.

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
_VERBS = {"uses": "uses", "breaks": "breaks", "takes": "takes", "gives": "gives away"}


def check(subject: Subject) -> Iterator[Diagnostic]:
    """The first finding on each prop in each episode."""
    for episode, flow in zip(subject.episodes, subject.flows, strict=True):
        told: set[str] = set()
        for one in flow.handled:
            event, scene = one.event, episode.scenes[one.scene]
            if event.prop not in one.before.broken or event.prop in told:
                continue
            where = one.before.since.get(f"breaks:{event.prop}")
            if event.kind not in ("uses", "breaks") and not (event.kind in ("takes", "gives") and _burnt(episode, where)):
                continue
            texts = (beat.text for beat in scene.beats[: event.beat + 1]
                     if isinstance(beat, Act) and event.prop in beat.props and beat.span != where)
            if scene.storytime in FORKS or any(_KNOWN.search(text) for text in texts) or where == event.span:
                continue
            told.add(event.prop)
            yield Diagnostic(CODE, SEVERITY, f"{event.who} {_VERBS[event.kind]} {event.prop}, but it is broken", event.span,
                             "tell that it was mended, or say that it is broken",
                             (Label(where, f"{event.prop} breaks here"),) if where else ())


def _burnt(episode: Episode, where: Span | None) -> bool:
    """Whether the action at `where` leaves nothing that could be picked up."""
    return any(isinstance(beat, Act) and beat.span == where and _ASHES.search(beat.text)
               for scene in episode.scenes for beat in scene.beats)
