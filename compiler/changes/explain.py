"""All causes of a difference between two shots, the most specific first."""

from __future__ import annotations

from .dressed import dressed
from .ground import Ground
from .heard import heard
from .made import made, parameters
from .nodes import Cause
from .placed import placed
from .side import Seen
from .told import directed, told

ORDER = (
    "line", "translation", "subtitle", "speaker", "channel", "delivery", "shot", "action", "outfit", "marks", "holding",
    "posture", "look", "prop", "place", "time", "weather", "style", "card", "transition", "take", "voice", "pronunciation",
    "casting", "sound", "music", "title", "notice", "format", "target", "neighbour", "direction", "timing", "parameters")
"""Every kind of cause, the most specific first."""


def explain(ground: Ground, old: Seen, new: Seen) -> tuple[Cause, ...]:
    """Why shot `old` of A became shot `new` of B: what the files say first, what the director made of it last."""
    stated = [*heard(ground, old, new), *told(ground, old, new), *dressed(ground, old, new), *placed(ground, old, new),
              *made(ground, old, new)]
    found = [*stated, *directed(ground, old, new, frozenset(one.kind for one in stated))]
    if not found and old.own == new.own and old.joint != new.joint:
        found = [Cause("neighbour", "the shot before it, which the transition shows, changed", new.shot.spans[:1], derived=True)]
    if not found:
        found = list(parameters(ground, old, new))
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.derived, ORDER.index(one.kind))))
