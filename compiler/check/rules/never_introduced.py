"""Character who is never introduced

What it checks:
Who speaks in the picture is known by then: named by action, a shot, a slug, a title or a directive in the same scene or in
an earlier one, or in an earlier episode. Extras, and voices from outside the picture, need no introduction. As long as fewer
than two others have been introduced it is not clear that the script does so at all (a stage play does not), and nothing is
said; nor is it in a series without a bible.

Why it matters:
Neither the director nor the viewers learn who this is, where they stand and how they came in.

Example:
Action and dialogue of LIN and WEI, and in between a line of MEI, whom nothing has named before.

Fix:
Name them in the action when they are first seen (`MEI, a tray in her hands, stands at the door.`), or write `[[enter: MEI]]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ....stdlib import fold
from ...base.diagnostic import Diagnostic, Label, Severity
from ...base.near import close_to
from ...bible.names import Names
from ...bible.nodes import Bible, Character
from ...story.lowered import Lowered
from ...story.nodes import Act, Beat, Line, Scene, Title
from ...story.presence import people_of
from ..rule import Subject

CODE = "D252"
SEVERITY = Severity.WARNING
_CUSTOM = 2
"""How many people must have been introduced before it is clear that a script does so."""


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each such person, at their first line."""
    bible = subject.bible
    if bible.inferred or bible.partial:
        return
    for lowered, episode, flow in zip(subject.lowered, subject.episodes, subject.flows, strict=True):
        known = {person(who, bible) for state in flow.opening for who in state.seen}
        everybody = {person(who, bible) for who in bible.cast}
        known &= everybody
        meant = set(_meant(lowered, bible))
        for number, scene in enumerate(episode.scenes):
            if known >= everybody:
                break
            if not {person(who, bible) for who in _speakers(scene)} <= known:
                known.update(person(who, bible) for beat in scene.beats for who in _introduced(beat, subject.names)
                             if who in bible.cast)
                if len(known) >= _CUSTOM:
                    yield from _strangers(scene, known | meant, bible, episode.scenes[: number + 1])
            known.update(person(who, bible) for beat in scene.beats for who in people_of(beat) if who in bible.cast)


def _meant(lowered: Lowered, bible: Bible) -> Iterator[str]:
    """Whom a name that nobody declared may mean: what tells of that name tells of them."""
    for written in {fold(one.text) for one in lowered.unresolved if one.kind in ("speaker", "character") and one.text}:
        for one in bible.cast.values():
            names = [fold(name) for name in (one.id, *one.aliases, *one.names.values())]
            if any(name in written or written in name for name in names) or close_to(written[:60], names, 1, 0.6):
                yield person(one.id, bible)


def person(who: str, bible: Bible) -> str:
    """The cast id of somebody, whatever their age."""
    one = bible.cast.get(who)
    return one.same_person or who if one is not None else who


def _strangers(scene: Scene, known: set[str], bible: Bible, scenes: Sequence[Scene]) -> Iterator[Diagnostic]:
    """A finding for each of the cast who speaks in the picture of `scene`, the last of `scenes`, and is not among the
    `known`, at their first line. A role (CONDUCTOR) is introduced in small letters too: "an older conductor"."""
    told = set(known)
    for line in scene.beats:
        if not isinstance(line, Line) or line.channel:
            continue
        for who in line.speakers:
            if who in bible.cast and person(who, bible) not in told:
                told.add(person(who, bible))
                if _told_of(bible.cast[who], scenes):
                    continue
                yield Diagnostic(CODE, SEVERITY, f"{who} speaks, but nothing has introduced {who}", line.span,
                                 f"name {who} in the action when they are first seen, or write [[enter: {who}]]",
                                 (Label(bible.cast[who].span, f"{who} is declared here"),))


def _told_of(one: Character, scenes: Sequence[Scene]) -> bool:
    """Whether the action of `scenes` has a name of somebody in any letters."""
    words = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in (one.id, *one.aliases)), re.IGNORECASE)
    return any(isinstance(beat, Act) and words.search(beat.text) for scene in scenes for beat in scene.beats)


def _speakers(scene: Scene) -> set[str]:
    return {who for beat in scene.beats if isinstance(beat, Line) and not beat.channel for who in beat.speakers}


def _introduced(beat: Beat, names: Names) -> tuple[str, ...]:
    """Whom a beat names to those who read or watch."""
    match beat:
        case Line():
            return ()
        case Title():
            return tuple(one.id for _, words in beat.words for one in names.mentions(words) if one.kind == "cast")
        case Act():
            return (*beat.who, *(one.id for one in names.mentions(beat.text) if one.kind == "cast"))
    return people_of(beat)
