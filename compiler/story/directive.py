"""Directives that change the state of the world or are heard and seen: each becomes one beat."""

from __future__ import annotations

from ...stdlib import fold, vocabulary
from ..base.near import close_to
from ..bible.names import Names
from ..bible.nodes import Bible
from ..syntax.tree import Directive, Name
from .cue import speaker
from .lowered import Unresolved
from .nodes import Beat, Change, Hold, Music, Sound, Title

CHANGES = frozenset(("wears", "marks", "takes", "drops", "gives", "enter", "exit", "dies"))
_BARE = frozenset(("enter", "exit", "dies"))
"""Changes that need nobody and nothing else."""
NO_MARKS = "none"
_NO_MARK = frozenset(("none", "nothing", "clear", "无", "没有", "清除"))

LONGEST_HOLD = 600.0
"""Seconds; a longer hold is reported where it is parsed, and left out."""
_LONGEST_GUESS = 60

_Read = tuple[Beat | None, tuple[Unresolved, ...]]


def read_change(note: Directive, bible: Bible, names: Names) -> _Read:
    """The change of state that `note` (one of `CHANGES`) tells, and the names in it that nobody declared. A change of
    somebody or something unknown is no beat; without a bible, any thing will do. An unknown mark stays as written."""
    kind = note.kind
    unresolved: list[Unresolved] = []
    who, unknown = read_person(note.args.get("who"), bible, names)
    unresolved.extend(unknown)
    to = ""
    if kind == "gives":
        to, unknown = read_person(note.args.get("to"), bible, names)
        unresolved.extend(unknown)
    what, unknown = "", ()
    if kind == "wears":
        what, unknown = _outfit(note.args.get("what"), who, bible)
    elif kind == "marks":
        what, unknown = _mark(note.args.get("what"))
    elif kind in ("takes", "drops", "gives"):
        what, unknown = _prop(note.args.get("what"), bible, names)
    unresolved.extend(unknown)
    if not who or (kind == "gives" and not to) or (kind not in _BARE and not what):
        return None, tuple(unresolved)
    side = note.args.get("side", "")
    return Change(kind, who, what, to, side if isinstance(side, str) else "", note.span), tuple(unresolved)


def read_heard(note: Directive, words: tuple[tuple[str, str], ...]) -> Beat | None:
    """The beat of a sound, music, title, overlay or hold; None for any other kind. `words` is the text by language."""
    args = note.args
    seconds = _number(args.get("seconds"))
    if note.kind == "sound":
        sound = _text(args.get("sound"))
        id = find_sound(sound)
        return Sound(id, seconds, note.span) if id else None
    if note.kind == "music":
        level = args.get("level")
        return Music(_ids(args.get("mood"), "moods"), _ids(args.get("instruments"), "instruments"),
                     level if isinstance(level, str) and level else "under", bool(args.get("stop")), note.span)
    if note.kind in ("title", "overlay"):
        return Title(words, seconds, note.kind, note.span) if words else None
    if note.kind == "hold" and seconds is not None and 0 < seconds <= LONGEST_HOLD:
        return Hold(seconds, note.span)
    return None


def find_sound(words: str) -> str | None:
    """The stdlib id of a sound effect that a directive names, or None."""
    sounds = vocabulary("sounds")
    return sounds.find(words) or sounds.search(words)


def read_person(name: object, bible: Bible, names: Names) -> tuple[str, tuple[Unresolved, ...]]:
    """The cast id or extra that a directive names; the empty string, and the name, where nobody is called so."""
    if not isinstance(name, Name):
        return "", ()
    found = speaker(" ".join(name.text.split()), bible, names)
    if found is not None:
        return found, ()
    return "", (Unresolved("character", name.text, names.nearest("cast", name.text) or "", span=name.span),)


def _prop(name: object, bible: Bible, names: Names) -> tuple[str, tuple[Unresolved, ...]]:
    if not isinstance(name, Name):
        return "", ()
    found = names.find("prop", name.text)
    if found is not None:
        return found, ()
    if bible.inferred:
        return " ".join(name.text.split()), ()
    return "", (Unresolved("prop", name.text, names.nearest("prop", name.text) or "", span=name.span),)


def _outfit(name: object, who: str, bible: Bible) -> tuple[str, tuple[Unresolved, ...]]:
    """A key of the wardrobe of `who`. Nothing is looked up for somebody unknown, who is reported already."""
    character = bible.cast.get(who)
    if not isinstance(name, Name) or character is None:
        return "", ()
    keys = {fold(key): key for key in character.wardrobe}
    wanted = fold(name.text)
    if wanted in keys:
        return keys[wanted], ()
    close = close_to(wanted[:_LONGEST_GUESS], keys, 1)
    return "", (Unresolved("wardrobe", name.text, keys[close[0]] if close else "", who, name.span),)


def _mark(name: object) -> tuple[str, tuple[Unresolved, ...]]:
    if not isinstance(name, Name):
        return "", ()
    if name.text.strip().casefold() in _NO_MARK:
        return NO_MARKS, ()
    marks = vocabulary("marks")
    found = marks.find(name.text) or marks.search(name.text)
    if found is not None:
        return found, ()
    return name.text, (Unresolved("mark", name.text, marks.nearest(name.text) or "", span=name.span),)


def _ids(words: object, kind: str) -> tuple[str, ...]:
    """The ids of `kind` that a list of words names; words that are none are syntax's to report."""
    if not isinstance(words, (tuple, list)):
        return ()
    found = (vocabulary(kind).find(one) or vocabulary(kind).search(one) for one in words if isinstance(one, str))
    return tuple(dict.fromkeys(one for one in found if one))


def _text(value: object) -> str:
    return value.text if isinstance(value, Name) else value if isinstance(value, str) else ""


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None
