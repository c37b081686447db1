"""Other clothes without a change

What it checks:
Nobody wears another outfit from one moment to the next: in the middle of a scene, or in one whose heading says CONTINUOUS,
SAME or MOMENTS LATER (also where that begins an episode), while they are in the picture before and after. It is fine where
they leave and come back, and where action or a line beside it tells of the change (puts on, takes off, 换上, 脱下, transforms).

Why it matters:
A wedding dress that turns into a suit between two shots is the continuity error that everybody sees.

Example:
LIN speaks in `travel`; then `INT. STAIR - CONTINUOUS` with `[[wears: LIN = bridal]]`.

Fix:
Move the directive, tell how they change, or say in the heading how much time has passed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Label, Severity
from ...base.pattern import Lazy
from ...story.nodes import Change
from ...story.state import FORKS
from ..rule import Moment, Subject
from ..seams import Stretch

CODE = "D244"
SEVERITY = Severity.WARNING
_CAUSE = Lazy(
    r"\b(?:chang(?:es?|ed|ing) (?:out|into|clothes|outfits?|back|her|his|their|in|behind)"
    r"|(?:put|pull|throw|slip|shrug|try|tug|tie|lace|button|zip)(?:s|ting|ping|ging|ing)? (?:\w+ ){0,4}?(?:on|off|into|out of)"
    r"|(?:take|tear|rip|peel|strip|kick|cast|fling)s? (?:\w+ ){0,4}?(?:off|out of)"
    r"|(?:tak|tear|ripp|peel|stripp|kick|cast|fling)ing (?:\w+ ){0,4}?(?:off|out of)"
    r"|(?:un)?dress(?:es|ed|ing)|strips|sheds|dons|doffs|unbutton\w*|unzip\w*|step(?:s|ping)? (?:into|out of)"
    r"|wraps? (?:her|him|the|a)|drapes?|wriggles? (?:into|out of)|transform\w*|becomes?|turns? into|morph\w*|shape-?shift\w*"
    r"|behind (?:the|a|her|his) (?:screen|curtain|door)|(?:re-?)?emerges?|comes? (?:back )?out in|reappears?"
    r"|swaps?|helps? (?:\w+ ){1,3}(?:into|out of)|unpins?|unties?|unlaces?|unbuckles?|removes?|beneath (?:it|which)|underneath"
    r"|true form|disguise\w*|falls? away|in (?:her|his|their) new)\b"
    r"|换[上下了成好过]|更[了过]?衣|露出[^，。]{0,6}[衣袍裙甲]|解[下开]|换衣|披[上着]|脱[下掉去了]|穿[上好戴]|套上|褪[下去]|扯[下掉]|变身|化作|化为|变成|变作|幻化|现出"
    r"|真身|原形|屏风后|再出来时|出来时|焕然一新|裹上|系上|卸[下去]|蜕", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each such change."""
    stretches: dict[str, Stretch] = {}
    for moment in subject.moments(Change):
        change = moment.beat
        if not isinstance(change, Change) or change.kind != "wears" or not _is_told(subject, moment, change):
            continue
        stretch = stretches.setdefault(moment.episode.id, Stretch(moment.episode, moment.flow, subject.names))
        said = any(isinstance(one, Change) and (one.kind, one.who) == ("wears", change.who)
                   for one in moment.scene.beats[: moment.index])
        first = stretch.seen_before(change.who, moment.number, moment.index, apart=not said)
        last = stretch.seen_after(change.who, moment.number, moment.index)
        over = stretch.came_over(change.who, moment.number, moment.index) if first is None else None
        seen = (over[0], 0) if over else first
        if seen is None or last is None or any(_CAUSE.search(text) for text in stretch.texts(seen, last)):
            continue
        old = moment.before().wearing[change.who]
        yield Diagnostic(CODE, SEVERITY, f"{change.who} wears {change.what} here, but {old} a moment ago, and does not change",
                         change.span, "tell how they change, let them leave and come back, or say how much time has passed",
                         (Label(over[1] if over else stretch.beat(seen).span, f"{change.who} is seen in {old} here"),))


def _is_told(subject: Subject, moment: Moment, change: Change) -> bool:
    """Whether an outfit that was declared becomes another one."""
    state, who = moment.before(), change.who
    if state.wearing.get(who, change.what) == change.what or moment.scene.storytime == "montage":
        return False
    if f"wears:{who}" in state.since:
        return True
    one = subject.bible.cast.get(who)
    return moment.scene.storytime not in FORKS and one is not None and not one.undressed
