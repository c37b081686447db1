"""Transitions: `CUT TO:`, `> SMASH CUT`, `FADE OUT.`, `淡出。`"""

from __future__ import annotations

from ...stdlib import vocabulary
from .rows import has_cjk
from .tree import Transition
from .words import Words

_LONGEST = 40
_STOPS = ":.：。 \t"


def ends_in_to(text: str) -> bool:
    """Whether a line in capitals ends in the word `TO` and a colon (`THE PHOTO:` does not)."""
    return text.endswith("TO:") and not text[-4:-3].isalnum() and text.isupper()


def is_transition(text: str) -> bool:
    """Whether a stripped line with blank lines on both sides is a transition: capitals that end in `TO:`, or the
    name of a transition. One word alone needs a colon or full stop, so that a cry of action is not taken for one."""
    if ends_in_to(text):
        return True
    if len(text) > _LONGEST:
        return False
    name = text.rstrip(_STOPS)
    if has_cjk(name):
        return len(name) > 1 and vocabulary("transitions").find(name) is not None
    if not text.isupper() or (name == text and " " not in name):
        return False
    return vocabulary("transitions").find(name) is not None


def read_transition(words: Words) -> Transition:
    """The transition in a line of which `is_transition` holds, or that begins with `>`."""
    whole = words.strip()
    forced = whole.text.startswith(">")
    name = (whole.cut(1) if forced else whole).strip()
    name = name.strip("*_ ").strip()
    name = name.cut(0, len(name.text.rstrip(_STOPS))).strip()
    return Transition(name.name(), forced, whole.span)
