"""What a `[[shot: …]]` asks for, from its parts; and where its parts contradict each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..base.diagnostic import Diagnostic, Label
from ..base.source import Span
from .errors import finding, replace
from .machine import Piece
from .near import nearest, shot_words
from .tree import Name, ShotSpec

_WHAT = {"SIZE": "size", "COMPOSITION": "composition", "ANGLE": "angle", "SECONDS": "length"}
_LONGEST_GUESS = 30


def build_shot(parts: Sequence[tuple[str, list[Piece]]], place: Callable[[Piece], Span],
               cast: frozenset[str]) -> tuple[ShotSpec, list[Diagnostic]]:
    """The framing that `parts` ask for and what is wrong with it. `place` gives the span of a piece."""
    found: list[Diagnostic] = []
    first: dict[str, Piece] = {}
    subjects: list[Name] = []
    seen: Name | None = None
    for kind, pieces in parts:
        if kind in ("subjects", "seen"):
            names = [Name(piece.text, place(piece)) for piece in pieces if piece.type == "NAME"]
            found += _slips(names, cast)
            looks = "COMPOSITION" in first and first["COMPOSITION"].id in ("ots", "pov")
            if kind == "seen" and seen is None and (subjects or looks):
                seen = names[0]
            else:
                subjects += names
        elif kind in first:
            found += _twice(first[kind], pieces[0], kind, place)
        elif kind != "COMMA":
            first[kind] = pieces[0]
    ids = {kind: piece.id for kind, piece in first.items()}
    length = float(ids["SECONDS"]) if "SECONDS" in ids else None
    return ShotSpec(ids.get("SIZE", ""), ids.get("COMPOSITION", ""), ids.get("ANGLE", ""), ids.get("MOVE", ""),
                    tuple(subjects), seen, length), found


def _twice(one: Piece, other: Piece, kind: str, place: Callable[[Piece], Span]) -> list[Diagnostic]:
    """Two words of one kind: an error unless they say the same."""
    if one.id == other.id:
        return []
    labels = (Label(place(one), "the first stands here"),)
    if kind == "MOVE":
        return [finding("D109", place(other), labels=labels, first=one.text, second=other.text)]
    return [finding("D108", place(other), labels=labels, what=_WHAT[kind], first=one.text, second=other.text)]


def _slips(names: Sequence[Name], cast: frozenset[str]) -> list[Diagnostic]:
    """Subjects that are one slip away from a word of the shot vocabularies and are not written as names are."""
    found = []
    for name in names:
        plain = name.text.casefold()
        if name.text in cast or name.text.isupper() or not 3 < len(plain) < _LONGEST_GUESS:
            continue
        near = nearest(plain, shot_words())
        if near is not None:
            fix = replace(f"write `{near}`", name.span, near)
            found.append(finding("D122", name.span, fix=fix, word=name.text, near=near))
    return found
