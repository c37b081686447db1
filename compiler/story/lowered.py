"""What lowering hands on: the story of an episode, the names that it could not place, the notes that silence a rule."""

from __future__ import annotations

from dataclasses import field

from ..base.nodes import node
from ..base.source import NOWHERE, Span
from .nodes import Episode


@node
class Unresolved:
    """A name that means nothing here. `kind` is speaker, character, place, look, prop, wardrobe, mark, sound, fact or
    transition; or, of words that have a meaning which was surely not meant, time or subject. `nearest` is the declared
    word that it resembles, or empty; `whose` the character whose wardrobe was searched."""

    kind: str
    text: str
    nearest: str = ""
    whose: str = ""
    span: Span = field(default=NOWHERE, compare=False)


@node
class Suppression:
    """`[[lint: off CODE reason]]`: findings of `code` inside `span` (the element that follows) are accepted. `note` is
    where the note itself stands."""

    code: str
    reason: str
    span: Span = field(default=NOWHERE, compare=False)
    note: Span = field(default=NOWHERE, compare=False)


@node
class Lowered:
    """One episode lowered. Lowering never fails: where a name is unresolved the story holds the best guess."""

    episode: Episode
    unresolved: tuple[Unresolved, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
