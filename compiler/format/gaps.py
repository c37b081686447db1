"""Which neighbours a blank line divides where the writer has put none.

Only where other Fountain apps need it: after a heading, around what they know by the blank lines about it, and around
directives, which stand in a paragraph of their own. Everything else that stands together stays together.
"""

from __future__ import annotations

from ..base.nodes import node

_ALONE = frozenset({"HEADING", "TRANSITION", "PAGE_BREAK"})
_OPENERS = frozenset({"CUE", "DUAL", "SLUG"})
_OUTLINE = frozenset({"SECTION", "SYNOPSIS"})
_NOTES = frozenset({"NOTE", "ASIDE"})
_TITLE = frozenset({"TITLE_KEY", "TITLE_VALUE"})
_PROSE = frozenset({"", "ACTION", "ACTION_MORE", "SLUG", "CENTRED", "SONG", "SECTION", "SYNOPSIS"})


@node
class Standing:
    """A line as its neighbours see it: its kind, the kind of the last line at or above it in its paragraph that is no
    note (empty for none), and whether it is a directive."""

    kind: str
    inside: str
    directive: bool


def apart(above: Standing, below: Standing) -> bool:
    """Whether a blank line belongs between two lines that stand on each other."""
    if "BLANK" in (above.kind, below.kind):  # boneyard
        return False
    if above.inside in _TITLE:
        return below.kind not in _NOTES and below.kind not in _TITLE
    if above.kind in _ALONE or below.kind in _ALONE or below.kind in _OPENERS:
        return True
    if below.kind in _OUTLINE:
        return above.kind not in _OUTLINE
    if above.kind in _OUTLINE:
        return below.kind != "NOTE" or below.directive
    if (above.kind in _NOTES) == (below.kind in _NOTES) or above.inside not in _PROSE:
        return False
    return above.directive or below.directive
