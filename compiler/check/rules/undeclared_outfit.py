"""Outfit that was never declared

What it checks:
Somebody with several outfits comes into the picture for the first time, and nothing says which of them they wear: neither
`starts: wearing` in the bible nor a `[[wears: …]]` before the end of that scene. They are then drawn in the first of their
wardrobe.

Why it matters:
The first outfit of a list is often not the one that the story begins in, and nobody chose it.

Example:
LIN has the outfits `bridal` and `travel`, and `INT. BUS - DAY` shows LIN.

Fix:
Write `starts: {wearing: travel}` into the bible, or `[[wears: LIN = travel]]` into the scene.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Label, Severity
from ...base.source import NOWHERE, Span
from ...bible.nodes import Character
from ...story.nodes import Change, Episode
from ...story.state import FORKS, Flow
from ..rule import Subject
from ..seams import Stretch

CODE = "D243"
SEVERITY = Severity.HINT


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each person, where they are seen first."""
    undressed = [id for id, one in subject.bible.cast.items() if one.undressed]
    if not undressed or subject.bible.partial:
        return
    for episode, flow in zip(subject.episodes, subject.flows, strict=True):
        known = flow.opening[0].seen if flow.opening else frozenset()
        for who in (one for one in undressed if one not in known):
            where = _first_seen(who, episode, flow, subject)
            if where is not None:
                yield _finding(subject.bible.cast[who], where)


def _first_seen(who: str, episode: Episode, flow: Flow, subject: Subject) -> Span | None:
    """Where `who` is first in the picture, if nothing up to the end of that scene says what they wear."""
    stretch = Stretch(episode, flow, subject.names)
    for scene in episode.scenes:
        if scene.storytime in FORKS:
            continue
        if any(isinstance(beat, Change) and beat.kind == "wears" and beat.who == who for beat in scene.beats):
            return None
        seen = next((beat.span for beat in scene.beats if stretch.shows(who, beat)), None)
        if seen is not None:
            return seen
    return None


def _finding(one: Character, where: Span) -> Diagnostic:
    first = next(iter(one.wardrobe))
    labels = (Label(one.span, f"{one.id} is declared here"),) if one.span != NOWHERE else ()
    return Diagnostic(CODE, SEVERITY, f"nothing says which of their outfits {one.id} wears; `{first}` is drawn", where,
                      f"write starts: {{wearing: {first}}} into the bible, or [[wears: {one.id} = {first}]] here", labels)
