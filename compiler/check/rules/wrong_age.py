"""Somebody at the wrong age in a flashback

What it checks:
In a flashback that says how long ago it plays (`[[time: flashback, 14 years ago]]`), everybody in the picture was born
by then; and of somebody who stands in the bible at two ages (`same_person`) the one is shown who is nearer to that age.
Only ages that the bible gives count.

Why it matters:
A grown woman in her own childhood is the flashback's whole point lost, and the bible has the child's face ready.

Example:
LIN YUE (22) and YOUNG LIN (8, `same_person: LIN YUE`) are declared, and LIN YUE speaks in a scene of 14 years ago.

Fix:
Write the name of the other age (YOUNG LIN), correct the years, or correct the ages in the bible.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Label, Severity
from ...base.source import Span
from ...bible.nodes import Bible, Character
from ...story.nodes import Scene
from ...story.presence import people_of
from ..rule import Moment, Subject

CODE = "D249"
SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each person at the wrong age in each scene, where they are first in the picture."""
    if all(scene.ago is None for episode in subject.episodes for scene in episode.scenes):
        return
    told: set[tuple[str, int, str]] = set()
    for moment in subject.moments():
        if moment.scene.ago is None:
            continue
        for who in moment.now().present:
            one = subject.bible.cast.get(who)
            place = (moment.episode.id, moment.number, who)
            if one is None or place in told:
                continue
            told.add(place)
            found = _finding(one, moment.scene, subject.bible)
            if found is not None:
                message, help, other = found
                yield Diagnostic(CODE, SEVERITY, message, _first(moment, who), help,
                                 (Label(other.span, f"{other.id} is declared here"),))


def _first(moment: Moment, who: str) -> Span:
    """Where the scene names `who` first."""
    return next((beat.span for beat in moment.scene.beats[moment.index :] if who in people_of(beat)), moment.beat.span)


def _finding(one: Character, scene: Scene, bible: Bible) -> tuple[str, str, Character] | None:
    """What is wrong with the age of `one` in `scene`, what to do, and whose declaration to show."""
    known = bible.cast.get(one.same_person, one)
    ago = scene.ago or 0.0
    then = known.age - ago
    years = f"{ago:g} {'year' if ago == 1 else 'years'}"
    if not known.aged:
        return None
    ages = [known, *(other for other in bible.cast.values() if other.same_person == known.id and other.aged)]
    nearest = min(ages, key=lambda other: abs(other.age - then))
    if then < 0 and ago > 0:
        return (f"{known.id} is {known.age}, and was not born {years} ago",
                f"correct the years, or the age of {known.id} in the bible", known)
    if one.aged and abs(one.age - then) > abs(nearest.age - then):
        return (f"{one.id} is {one.age}, but {years} ago {known.id} was {then:.0f}",
                f"write {nearest.id}, who is {nearest.age}", nearest)
    return None
