"""Phrases for ids of the standard library."""

from __future__ import annotations

from functools import cache

from ...stdlib import data, vocabulary


def phrase(kind: str, id: str) -> str:
    """What a prompt says for `id` of `kind` (a vocabulary, or `facing`, `gaze`, `sides`); its label where nothing is written;
    the id itself where it has none."""
    told = data("prompts").get(kind, {}).get(id)
    if told is not None:
        return str(told)
    return label(kind, id)


@cache
def label(kind: str, id: str) -> str:
    """The label of `id` in the vocabulary `kind`, in small letters."""
    try:
        entry = vocabulary(kind).entries.get(id, {})
    except KeyError:
        entry = {}
    return str(entry.get("label", id)).lower().replace("-", " ") if id else ""


def a(words: str) -> str:
    """`words` with their article: `an office`."""
    return f"{'an' if words[:1] in 'aeiou' else 'a'} {words}" if words else ""


@cache
def colour(hex: str, kind: str = "colours") -> str:
    """The word of the vocabulary `kind` (colours, hair_colours, eye_colours, skins) whose colour is nearest to `#rrggbb`."""
    wanted = _rgb(hex)
    if wanted is None:
        return hex
    best, apart = hex, 1e9
    for id, entry in vocabulary(kind).entries.items():
        own = _rgb(str(entry.get("hex", "")))
        if own is None:
            continue
        distance = sum(weight * (one - other) ** 2 for weight, one, other in zip((3, 4, 2), wanted, own, strict=True))
        if distance < apart:
            best, apart = id.replace("-", " "), distance
    return best


def _rgb(hex: str) -> tuple[int, int, int] | None:
    if len(hex) != 7 or hex[0] != "#":
        return None
    try:
        return int(hex[1:3], 16), int(hex[3:5], 16), int(hex[5:7], 16)
    except ValueError:
        return None
