"""Somebody in two places at once

What it checks:
Two scenes that play at the same time, at different places, do not both show the same person: adjacent scenes marked
`[[time: intercut]]`, and a scene whose heading says SAME or MEANWHILE with the one before it. Who speaks in the picture,
enters, handles something, does something in the action or is asked for in a shot is there; a voice over the telephone, on the
radio, (V.O.) or (O.S.) is not, nor is who is only spoken of. What action tells of a voice may play at its far end, unless
they come in or up to somebody. Who leaves the first scene may be in the second.

Why it matters:
The cut between the two places shows viewers that the person is in both.

Example:
`[[time: intercut]]` at HOUSE, where WEI speaks into the telephone, and at RIVER beside it, where WEI (without (phone)) answers.

Fix:
Mark the voice of the far end (phone) or (V.O.), tell the way with `[[exit: …]]`, or take the mark or the word away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from ...base.diagnostic import Diagnostic, Label, Severity
from ...base.pattern import Lazy
from ...base.source import Span
from ...bible.names import Names
from ...story.nodes import Act, Beat, Change, Line, Scene, ShotAsk
from ...story.possible import same_place
from ...story.text import leads
from ..picture import UNSEEN, leaving, on_screen
from ..rule import Subject

CODE = "D251"
SEVERITY = Severity.ERROR
_NEAR = 8
_OWNER = frozenset("'’的")
_AWAY = Lazy(r"\b(?:gone|nowhere|missing|absent|away|not here|photo\w*|picture|portrait|screen)\b|不在|不见|照片|屏幕|画像",
                   re.IGNORECASE)
_STAYS = Lazy(r"(?:\s+(?:and|&)\s+[A-Z][\w.]*(?:\s+[A-Z][\w.]*)?)?\s+(?:sits?|stands?|leans?|waits?|lies?|kneels?"
              r"|perch(?:es)?|crouch(?:es)?"
              r"|paces?|lounges?|slouch(?:es)?|hovers?|dozes?|sprawls?|sleeps?)\b|(?:正|还|独自|静静|默默)*地?(?:坐|站|躺|靠|蹲|跪|倚|趴|睡)在")
_STAYS_ZH = Lazy(r"(?:坐|站|躺|靠|蹲|跪|倚|趴|睡)着\W*$")
_MEETS = Lazy(
    r"\s+(?:\w+ly\s+)?(?:(?:walks|steps|comes|strides|runs|rushes|strolls|hurries|marches|creeps|sneaks|slips|sits|bends)\s+"
    r"(?:(?:up|over|down|right|straight)\s+){0,2}(?:to|behind|beside|towards?|next\s+to|in\s+front\s+of)\s+"
    r"(?:(?i:him|her|them)\b|[A-Z])|(?:walks|steps|strides|comes|marches)\s+(?:right\s+|straight\s+)?up\s+to\s+the\b"
    r"|(?:grabs|slaps|kisses|hugs|embraces|shoves|touches|hits|strikes|seizes|drags|catches|hands)\s+"
    r"(?:(?i:him|her|them)\b|[A-Z])"
    r"|(?:walks|bursts|storms|comes|steps|strolls|rushes|barges|marches)\s+in(?=[\s.,])|enters(?=[\s.,]))"
    r"|[^，。！？]{0,6}(?:走[到进]|冲[到进]|推门而?[入进]|拍了?拍|抓住|抱住|拉住|扶住|按住|拽住|挽住|握住)"
    r"(?![^，。]{0,3}(?:话筒|听筒|电话|手机))")
"""What nobody does at the far end of a telephone."""
_DOES = frozenset(("enter", "takes", "drops", "gives", "wears"))


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each person and each pair of neighbouring scenes; in a run of them, the first."""
    if subject.bible.inferred:
        return
    for episode in subject.episodes:
        told: set[str] = set()
        for before, scene in pairwise(episode.scenes):
            crossed = before.storytime == scene.storytime == "intercut"
            if not crossed:
                told.clear()
            same = scene.follows == "same" and before.storytime == scene.storytime
            if not (crossed or same) or not before.place or same_place(before.place, scene.place):
                continue
            for who, there, here in _both(before, scene, subject.names):
                if who in subject.bible.cast and who not in told:
                    told.add(who)
                    yield _finding(who, before, scene, there, here, crossed)


def _both(before: Scene, scene: Scene, names: Names) -> Iterator[tuple[str, Span, Span]]:
    """Who is seen in both scenes, and where each shows it."""
    here = _seen(scene, names)
    if not here:
        return
    gone = {who for beat in before.beats for who in leaving(beat)}
    there = _seen(before, names)
    yield from ((who, there[who], span) for who, span in here.items() if who in there and who not in gone)


def _seen(scene: Scene, names: Names) -> Mapping[str, Span]:
    """Who is in the picture of a scene for sure, and the first place that says so. Prose about those who are only heard
    may tell of the far end."""
    heard = {who for beat in scene.beats if isinstance(beat, Line) and beat.channel in UNSEEN for who in beat.speakers}
    found: dict[str, Span] = {}
    for beat in scene.beats:
        if isinstance(beat, Act):
            for who in _acting(beat, names):
                if who not in heard or _meets(beat, who, names):
                    found.setdefault(who, beat.span)
        else:
            for who in _shown(beat):
                found.setdefault(who, beat.span)
    return found


def _shown(beat: Beat) -> tuple[str, ...]:
    match beat:
        case Line():
            return () if beat.channel in UNSEEN else beat.speakers
        case ShotAsk():
            return on_screen(beat)
        case Change() if beat.kind in _DOES:
            return (beat.who,)
    return ()


def _acting(act: Act, names: Names) -> tuple[str, ...]:
    """Who does something in a paragraph: in a gesture, with a thing, or as the subject with which a sentence begins."""
    if not act.who or _AWAY.search(act.text):
        return ()
    begins = (one.id for one in names.mentions(act.text) if one.kind == "cast" and one.id in act.who
              and ((leads(act.text, one.start) and act.text[one.end : one.end + 1] not in _OWNER)
                   or _STAYS.match(act.text, one.end) or _STAYS_ZH.search(act.text, max(0, one.start - _NEAR), one.start)))
    return (*(who for who, _ in act.gestures), *(one.who for one in act.handlings if one.sure), *begins)


def _meets(act: Act, who: str, names: Names) -> bool:
    """Whether a paragraph has somebody come up to somebody, or touch them."""
    return any(one.kind == "cast" and one.id == who and _MEETS.match(act.text, one.end) for one in names.mentions(act.text))


def _finding(who: str, before: Scene, scene: Scene, there: Span, here: Span, crossed: bool) -> Diagnostic:
    level = SEVERITY if crossed else Severity.WARNING
    return Diagnostic(CODE, level, f"{who} is at {scene.place} here, and at the same time at {before.place}", here,
                      f"mark the voice of the far end (phone) or (V.O.), or tell the way with [[exit: {who}]]",
                      (Label(there, f"{who} is at {before.place} here"),))
