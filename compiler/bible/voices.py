"""Gives everybody a voice of their own in every language, and says where two people share one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...stdlib import fold, vocabulary
from ..base.diagnostic import Diagnostic, Label
from ..base.digest import seed_of
from ..base.nodes import replace
from .errors import finding
from .nodes import Character


def cast_voices(cast: Mapping[str, Character], languages: Sequence[str]) -> dict[str, Character]:
    """`cast` with a voice in each of `languages`: the declared one, otherwise the nearest in sex and age that nobody
    before speaks with, while the pool lasts; then the one that the fewest speak with. Narrators' voices go to nobody
    who is not given one."""
    used: dict[str, int] = {}
    done: dict[str, Character] = {}
    for id, one in cast.items():
        voices = dict(one.voice)
        for language in languages:
            if language not in voices and (pool := _pool(language)):
                voices[language] = _choose(one, pool, used)
        for voice in voices.values():
            used[voice] = used.get(voice, 0) + 1
        done[id] = replace(one, voice=voices)
    return done


def voice_clashes(declared: Mapping[str, Character], cast: Mapping[str, Character]) -> tuple[Diagnostic, ...]:
    """Where a character of `cast` (complete) shares a voice with somebody before: a finding for each voice that
    `declared` gives by hand. Voices that were cast are not reported: they repeat only when the pool is empty."""
    found: list[Diagnostic] = []
    speakers: dict[str, Character] = {}
    for id, one in cast.items():
        for language, voice in one.voice.items():
            other = speakers.setdefault(voice, one)
            if other.id != id and language in declared[id].voice:
                found.append(finding("D315", f"{id} speaks with the voice of {other.id}: `{voice}`", one.span,
                                     "give one of them another voice", (Label(other.span, f"{other.id} is here"),)))
    return tuple(found)


def _pool(language: str) -> list[str]:
    """The voices that may be cast in a language."""
    return [id for id, one in vocabulary("voices").entries.items()
            if one["language"] == language and not one.get("narrator")]


def _choose(one: Character, pool: Sequence[str], used: Mapping[str, int]) -> str:
    """The voice of `pool` for a character: the fewest speakers first among those of the same sex and about the same
    age, then the nearest age."""
    voices = vocabulary("voices").entries

    def rank(id: str) -> tuple[bool, bool, int, float, int]:
        voice = voices[id]
        gap = abs(int(voice["age"]) - one.age)
        far = gap > 30 or (voice["age"] < 14) != (one.age < 14)
        return (voice["sex"] != one.appearance.sex, far, used.get(id, 0), gap // 8,
                seed_of("voice", fold(one.id), id))

    return min(pool, key=rank)
