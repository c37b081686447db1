"""What a model that speaks is told of how a line is to be said, in the language of the line."""

from __future__ import annotations

from collections.abc import Sequence

from ...stdlib import data


def direction(emotion: str, intensity: float, manner: Sequence[str], language: str) -> str:
    """One sentence for `emotion` (an id of stdlib; empty or neutral: none) at its `intensity` (0 to 1) and the `manner`s;
    empty where nothing is to be said of it. A language without words of its own is told in English."""
    facts = data("directions")
    words = facts.get(language) or facts["en"]
    parts = []
    if emotion in words["words"]:
        low, high = facts["limits"]
        strength = words["strength"][(intensity >= low) + (intensity > high)]
        parts.append(words["emotion"].format(strength + words["words"][emotion]))
    parts += [words["manners"][one] for one in manner if one in words["manners"]]
    return str(words["whole"].format(words["joint"].join(parts))) if parts else ""
