"""Speech tasks: who says which words, in which voice, how. They depend on text and voice alone, so they come first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...stdlib import data, vocabulary
from ..base.digest import seed_of
from ..bible.casting import extra
from ..bible.nodes import Bible
from ..story.nodes import Episode, Line
from .backends import estimate_for, identity
from .nodes import Task, make_task
from .stages import SPEECH

PROSODY = ("rate", "pitch", "gain", "pause", "breath", "tremble")
LOUDER_THAN_NEUTRAL = 6.0


def speech_tasks(episode: Episode, bible: Bible, language: str, backend: str) -> dict[int, Task]:
    """The speech task of every line of `episode` in `language`, by `Line.index`.

    `bible` is complete: every character has a voice in `language`. A line with no translation is spoken in the script's
    own language. `backend` is a speech backend of the stdlib (`kokoro`, `espeak`).
    """
    return {line.index: _task(line, episode, bible, language, backend) for line in episode.lines()}


def voice_of(bible: Bible, speaker: str, language: str) -> str:
    """The stdlib voice id that `speaker` has in `language`; an extra has one that goes with its face."""
    character = bible.cast.get(speaker) or extra(bible, speaker, (language,))
    return character.voice[language]


def prosody(line: Line) -> dict[str, float]:
    """How `line` is delivered: rate (factor), pitch (semitones), gain (dB), pause (seconds), breath and tremble (0 to 1),
    summed from the emotion at its intensity and the manners, each from the stdlib."""
    found = {"rate": 1.0, "pitch": 0.0, "gain": 0.0, "pause": 0.0, "breath": 0.0, "tremble": 0.0}
    emotion = vocabulary("emotions").entries.get(line.emotion, {}).get("prosody", {})
    _add(found, emotion, line.intensity)
    for manner in line.manner:
        _add(found, vocabulary("manners").entries.get(manner, {}).get("prosody", {}), 1.0)
    found["rate"] = min(1.6, max(0.6, found["rate"]))
    found["gain"] = min(LOUDER_THAN_NEUTRAL, found["gain"])
    found["breath"], found["tremble"] = min(1.0, found["breath"]), min(1.0, found["tremble"])
    return {name: round(value, 4) for name, value in found.items()}


def _add(found: dict[str, float], facts: Mapping[str, float], weight: float) -> None:
    found["rate"] *= 1 + (float(facts.get("rate", 1.0)) - 1) * weight
    for name in PROSODY[1:]:
        found[name] += float(facts.get(name, 0.0)) * weight


def _task(line: Line, episode: Episode, bible: Bible, language: str, backend: str) -> Task:
    spoken_in = language if language in dict(line.words) else episode.language
    text = line.text(language)
    speaker = line.speakers[0] if line.speakers else ""
    voice = voice_of(bible, speaker, spoken_in)
    facts = vocabulary("voices").entries[voice]
    manner = prosody(line)
    params: dict[str, Any] = {
        "text": text,
        "lang": spoken_in,
        "voice": facts[backend],
        **manner,
        "rate": round(manner["rate"] * float(facts.get("rate", 1.0)), 4),
        "pitch": round(manner["pitch"] + float(facts.get("pitch", 0.0)), 4),
        "say": _lexicon(bible, spoken_in, text),
        "seed": seed_of("speech", voice, text),
        **identity(backend),
    }
    names = " and ".join(line.speakers)
    return make_task(
        "speech", backend, data("backends")[backend]["version"], params,
        outputs=("audio", "timing"), stage=SPEECH, estimate=estimate_for(backend, len(text) / 12),
        label=f"{names}: {_shortened(text)}", spans=(line.span,),
    )


def _lexicon(bible: Bible, language: str, text: str) -> dict[str, str]:
    """The pronunciations of the bible that this text can need, so that a new entry re-speaks only its own lines."""
    folded = text.casefold()
    return {word: sound for word, sound in bible.say.get(language, {}).items() if word.casefold() in folded}


def _shortened(text: str, limit: int = 48) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
