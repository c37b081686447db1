"""The story ledger and the marks of business: directives that tell of facts, story beats, products and pay points."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from ...stdlib import fold, vocabulary
from ..base.near import close_to
from ..bible.names import Names
from ..bible.nodes import Bible
from ..syntax.tree import Directive, Name
from .cue import speaker, split_names
from .directive import read_person
from .lowered import Unresolved
from .nodes import Beat, Fact, Marker, StoryBeat
from .text import one_line

FACTS = frozenset(("plant", "payoff", "reveals", "knows"))
MARKERS = frozenset(("slot", "ad-break", "paywall"))
_LONGEST_GUESS = 60

_Read = tuple[Beat | None, tuple[Unresolved, ...]]


def read_fact(note: Directive, bible: Bible, names: Names) -> _Read:
    """The ledger entry that `note` (one of `FACTS`) makes, and the names in it that nobody declared. A fact told to, or
    known by, nobody that is known is no entry."""
    fact, unresolved = _fact(note.args.get("what"), bible)
    told = note.args.get("to")
    wanted = tuple(told) if isinstance(told, tuple) else ()
    knower = note.args.get("who")
    if isinstance(knower, Name):
        wanted = (knower,)
    who: list[str] = []
    for name in wanted:
        people, unknown = _people(name, bible, names)
        who.extend(people)
        unresolved = (*unresolved, *unknown)
    if not fact or (wanted and not who):
        return None, unresolved
    return Fact(note.kind, fact, tuple(dict.fromkeys(who)), note.span), unresolved


def read_mark(note: Directive) -> Beat | None:
    """The story beat, or the mark of a product place, an advertisement or a pay point, that `note` sets; None for any
    other kind."""
    beat, text, default = (note.args.get(name) for name in ("beat", "text", "default"))
    if note.kind == "beat":
        return StoryBeat(beat, note.span) if isinstance(beat, str) and beat in vocabulary("beats").entries else None
    if note.kind not in MARKERS:
        return None
    return Marker(note.kind, one_line(text) if isinstance(text, str) else "",
                  one_line(default) if isinstance(default, str) else "", note.span)


def _fact(name: object, bible: Bible) -> tuple[str, tuple[Unresolved, ...]]:
    """The fact that a directive names: as declared where the bible declares facts, else as written."""
    if not isinstance(name, Name):
        return "", ()
    written = one_line(name.text)
    declared = _declared(bible.facts)
    wanted = fold(written)
    if not declared or wanted in declared:
        return declared.get(wanted, written), ()
    close = close_to(wanted[:_LONGEST_GUESS], declared, 1)
    return written, (Unresolved("fact", written, declared[close[0]] if close else "", span=name.span),)


@lru_cache(4)
def _declared(facts: tuple[str, ...]) -> Mapping[str, str]:
    """Declared facts by how they are compared; the earlier of two alike counts."""
    return {fold(one): one for one in reversed(facts)}


def _people(name: object, bible: Bible, names: Names) -> tuple[tuple[str, ...], tuple[Unresolved, ...]]:
    """Who is meant by a name or by several that are joined."""
    if not isinstance(name, Name):
        return (), ()
    written = one_line(name.text)
    if speaker(written, bible, names) is not None:
        parts: tuple[str, ...] = (written,)
    else:
        parts = split_names(written, bible, names)
    found: list[str] = []
    unresolved: list[Unresolved] = []
    for part in parts:
        who, unknown = read_person(Name(part, name.span), bible, names)
        found.extend((who,) if who else ())
        unresolved.extend(unknown)
    return tuple(found), tuple(unresolved)
