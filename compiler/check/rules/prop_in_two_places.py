"""Prop in two places

What it checks:
A prop that was put down stays where it lies until somebody takes it: it is not picked up, used or shown (`INSERT`,
`[[shot: insert …]]`, "The pendant lies on the altar") in another place. Nor is one shown in a scene of which its holder is
no part. What is put away on somebody's body (into a sheath, a pocket) goes along with them. In a flashback or a dream only
what it tells itself counts; montages and intercut scenes may show anything.

Why it matters:
Viewers who saw the letter left on the bed ask who brought it to the office, and the answer is usually nobody.

Example:
`[[drops: LIN, letter]]` in INT. HOUSE, and then `INSERT - LETTER` in INT. OFFICE.

Fix:
Tell who carries it (`[[takes: WEI, letter]]` before they leave), or move the scene.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Severity
from ...base.pattern import Lazy
from ...base.source import Span
from ...bible.nodes import Bible
from ...story.masked import supposed
from ...story.nodes import Act, Scene, ShotAsk
from ...story.possible import ANYBODY, Spot, same_place
from ...story.presence import people_of
from ...story.snapshot import Handled, State
from ...story.state import FORKS
from ...story.text import negated
from ..rule import Moment, Subject
from ..whereabouts import last_told

CODE = "D241"
SEVERITY = Severity.ERROR
_ELSEWHERE = frozenset((*FORKS, "montage", "intercut"))
_LIES = Lazy(r"\s+(?:still |now |just |only )?(?:(?:lies|sits|stands|rests|hangs|gleams|glints|glitters|lying|waits)\b"
                   r"|is (?:still |now )?(?:lying|sitting|resting|hanging|on|in|under|beside|next to)\b)"
                   r"|(?:还|仍|就|正|依然|仍然|静静地?|孤零零地?)*(?:躺在|放在|摆在|挂在|搁在|落在|掉在)", re.IGNORECASE)
_BEGINS = Lazy(r"(?:^|[.!?。！？]\s*)(?:the |an? )?$", re.IGNORECASE)
_THERE = Lazy(r"(?:^|[.!?]\s+)(?:on|in|under|beside|behind|across|among|beneath|inside)\s+[^.!?,]{2,40},\s+(?:the |an? )?$"
              r"|(?:^|[。！？])[^，。！？]{1,8}(?:上|里|下|旁|中)[，：:]?(?:一[枚块把封只个张])?$", re.IGNORECASE)
_STOPS = Lazy(r"\s*(?:[.!。！]|$)")
"""`On the altar, the pendant.`"""
_LATE = Lazy(r"(?:\b(?:lies|sits|rests|hangs|lay)|[着有]) ?(?:the |an? )?$", re.IGNORECASE)
_PICTURE = Lazy(r"\b(?:screens?|photo\w*|pictures?|painting|drawing|canvas|sketch|video|monitors?|memory|dreams?|mind|tv|like"
                r"|as if)\b"
                      r"|照片|屏幕|画面|画像|梦|监控|视频|仿佛|好像", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Diagnostic]:
    """The first finding on each prop in each scene."""
    for episode, flow in zip(subject.episodes, subject.flows, strict=True):
        if not flow.handled and not any(state.lying or state.holding for state in flow.opening):
            continue
        wrong = {(one.scene, one.event.prop) for one in flow.handled if one.fault}
        told: set[tuple[int, str]] = set()
        for one in flow.handled:
            if one.fault == "lies" and (one.scene, one.event.prop) not in told:
                told.add((one.scene, one.event.prop))
                yield _moved(one, episode.scenes[one.scene].place, subject.bible)
        for number, scene in enumerate(episode.scenes):
            if scene.storytime in _ELSEWHERE:
                continue
            for index, beat in enumerate(scene.beats):
                if isinstance(beat, Act | ShotAsk) and beat.props:
                    moment = Moment(episode, flow, scene, number, index, beat)
                    for prop in beat.props:
                        if (number, prop) not in wrong and _is_elsewhere(subject, moment, prop):
                            wrong.add((number, prop))
                            yield _shown(moment, prop, subject.bible)


def _is_elsewhere(subject: Subject, moment: Moment, prop: str) -> bool:
    """Whether a beat shows a prop that is known to be somewhere else."""
    state, scene = moment.now(), moment.scene
    if f"holds:{prop}" not in state.since and (subject.bible.partial or prop not in subject.bible.props):
        return False
    rival = state.rivals.get(prop)
    if rival == ANYBODY:
        return False
    spots = (state.spot(prop),) if rival is None else (state.spot(prop), Spot(*rival))
    if any(_may_be_here(spot, scene) for spot in spots):
        return False
    return not isinstance(moment.beat, Act) or _lies_here(subject, moment.beat, prop)


def _may_be_here(spot: Spot, scene: Scene) -> bool:
    """Whether something at `spot` can be seen in a scene: nobody knows where it is, it lies there, or who holds it has any
    part in it."""
    if spot.who:
        return any(spot.who in people_of(beat) for beat in scene.beats)
    return not spot.place or same_place(spot.place, scene.place)


def _lies_here(subject: Subject, act: Act, prop: str) -> bool:
    """Whether a paragraph says, of a prop that nobody touches in it, that it lies here."""
    text = act.text
    if _PICTURE.search(text) is not None or any(one.prop == prop for one in act.handlings):
        return False
    for one in subject.names.mentions(text):
        if one.kind != "prop" or one.id != prop:
            continue
        before = text[: one.start]
        sentence = max(before.rfind(mark) for mark in ".!?。！？") + 1
        if supposed(text, sentence, one.start) or negated(text, sentence, one.start):
            continue
        if negated(text, one.end, min(len(text), one.end + 12)):
            continue
        if (_BEGINS.search(before) is not None and _LIES.match(text, one.end) is not None) or _LATE.search(before) is not None:
            return True
        if _THERE.search(before) is not None and _STOPS.match(text, one.end) is not None:
            return True
    return False


def _moved(one: Handled, place: str, bible: Bible) -> Diagnostic:
    event = one.event
    verb = {"takes": "takes", "uses": "uses", "breaks": "breaks", "drops": "puts down", "gives": "gives away"}[event.kind]
    there = one.before.lying[event.prop]
    message = f"{event.who} {verb} {event.prop} at {place}, but it was left at {there}"
    return _finding(message, event.span, event.prop, one.before, bible)


def _shown(moment: Moment, prop: str, bible: Bible) -> Diagnostic:
    state = moment.now()
    holder, there = state.spot(prop)
    why = f"{holder} holds it, who is not in the scene" if holder else f"it was left at {there}"
    return _finding(f"{prop} is shown at {moment.scene.place}, but {why}", moment.beat.span, prop, state,
                    bible)


def _finding(message: str, span: Span, prop: str, state: State, bible: Bible) -> Diagnostic:
    help = f"tell who carries it, with [[takes: …, {prop}]] before they leave"
    return Diagnostic(CODE, SEVERITY, message, span, help, last_told(prop, state, bible))
