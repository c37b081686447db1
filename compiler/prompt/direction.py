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
        plain = words["words"][emotion]
        parts.append(words["emotion"].format(_with_article(f"{strength} {plain}".strip()) if words is facts["en"] else strength + plain))
    parts += [words["manner"].format(words["manners"][one]) for one in manner if one in words["manners"]]
    whole = words["joint"].join(parts)
    if not whole:
        return ""
    return whole[0].upper() + whole[1:] + words["end"] if parts[0].startswith("Speak") or words is not facts["en"] else (
        f"Speak {whole}{words['end']}")


def _with_article(words: str) -> str:
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"
