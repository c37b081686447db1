"""CONT'D that goes on with nothing

What it checks:
A cue marked (CONT'D), (CONT.) or （续） is of the person who spoke last: in the same scene, or, for the first speech of a
scene, at the end of the scene before (also of the last one in the same story time). A voice-over in between does not count. A
(CONT'D) that is missing is never told of, nor is one at the head of an episode.

Why it matters:
Readers take the speech for one that goes on, and look for a line in between that was cut by mistake.

Example:
LIN speaks, WEI answers, and then `LIN (CONT'D)`.

Fix:
Take it off (the fix does), or bring the line back that stood before it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Edit, Fix, Label, Severity
from ...base.pattern import Lazy
from ...base.source import Source, Span
from ...bible.nodes import Bible
from ...story.nodes import Line
from ..rule import Subject

CODE = "D254"
SEVERITY = Severity.WARNING
_OPEN = Lazy(r"[ \t\u3000]*[(（][ \t]*$")
_BESIDE = 3
"""How many speeches a voice-over or a dual line lets stand beside it."""
_CLOSE = Lazy(r"[ \t]*[)）]")


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each such cue."""
    for episode in subject.episodes:
        last: list[Line] = []
        ends: dict[str, list[Line]] = {}
        for scene in episode.scenes:
            before = [*ends.get(scene.storytime, ()), *last]
            for beat in scene.beats:
                if not isinstance(beat, Line):
                    continue
                if beat.continued is not None and before and not _goes_on(beat, before, subject.bible):
                    yield _finding(beat, before[-1], subject)
                last = before = [*last[-_BESIDE:], beat] if beat.dual or beat.channel == "vo" else [beat]
                ends[scene.storytime] = last


def _goes_on(line: Line, last: list[Line], bible: Bible) -> bool:
    """Whether one who speaks `line` spoke last, at whatever age."""
    before = {_person(who, bible) for one in last for who in one.speakers}
    return not line.speakers or any(_person(who, bible) in before for who in line.speakers)


def _person(who: str, bible: Bible) -> str:
    one = bible.cast.get(who)
    return one.same_person or who if one is not None else who


def _finding(line: Line, last: Line, subject: Subject) -> Diagnostic:
    assert line.continued is not None
    who, other = (" and ".join(one.speakers) for one in (line, last))
    edit = _without(line.continued, subject.sources.get(line.continued.path))
    return Diagnostic(CODE, SEVERITY, f"{who} does not go on here: {other} spoke last", line.continued, "take it off",
                      (Label(last.span, f"{other} speaks here"),), Fix("take it off", (edit,), safe=True) if edit else None)


def _without(span: Span, source: Source | None) -> Edit | None:
    """Taking an extension with its brackets out of a cue; None where its brackets cannot be seen."""
    if source is None:
        return None
    lead = _OPEN.search(source.text[max(0, span.start - 8) : span.start])
    tail = _CLOSE.match(source.text, span.end)
    if lead is None or tail is None:
        return None
    return Edit(Span(span.path, span.start - len(lead.group()), tail.end()), "")
