"""Speech tasks: who says which words, in which voice, how. They depend on text and voice alone, so they come first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...stdlib import data, vocabulary
from ..base.digest import seed_of
from ..base.nodes import node, replace
from ..bible.casting import extra
from ..bible.nodes import Bible, Clip
from ..prompt.direction import direction
from ..story.nodes import Episode, Line
from .backends import estimate_for, identity, version_of
from .engines import REFERENCES, Engine
from .nodes import Input, Task, make_task
from .stages import SPEECH

PROJECT = "project"
"""The backend of files that the series brings."""

PROSODY = ("rate", "pitch", "gain", "pause", "breath", "tremble")
LOUDER_THAN_NEUTRAL = 6.0


@node
class Spoken:
    """The speech tasks of an episode: of every line, by `Line.index`, and those that must be done `before`: clips that an engine
    is to sound like."""

    lines: Mapping[int, Task]
    before: tuple[Task, ...] = ()


def speech_tasks(episode: Episode, bible: Bible, language: str, engine: Engine) -> Spoken:
    """What speaks every line of `episode` in `language`.

    `bible` is complete: every character has a voice in `language`. A line with no translation is spoken in the script's
    own language.
    """
    before: dict[str, Task] = {}
    lines = {line.index: _task(line, episode, bible, language, engine, before) for line in episode.lines()}
    return Spoken(lines, tuple(before.values()))


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


def _task(line: Line, episode: Episode, bible: Bible, language: str, engine: Engine, before: dict[str, Task]) -> Task:
    spoken_in = language if language in dict(line.words) else episode.language
    text = line.text(language)
    speaker = line.speakers[0] if line.speakers else ""
    voice = voice_of(bible, speaker, spoken_in)
    inputs: tuple[Input, ...] = ()
    params = {"text": text, "lang": spoken_in, "say": _lexicon(bible, spoken_in, text), "seed": seed_of("speech", voice, text)}
    if engine.model:
        more, inputs = _cast(line, bible, speaker, voice, spoken_in, engine, before)
        params |= more
    else:
        params |= _standard(voice, engine.backend, prosody(line))
    return make_task(
        "speech", engine.backend, version_of(engine.backend), params, inputs=inputs, outputs=("audio", "timing"), stage=SPEECH,
        resource=engine.resource, model=engine.model, profile=engine.profile(), estimate=engine.estimate(len(text)),
        label=f"{' and '.join(line.speakers)}: {_shortened(text)}", spans=(line.span,),
    )


def _standard(voice: str, backend: str, manner: Mapping[str, float]) -> dict[str, Any]:
    """A voice of stdlib by a backend that knows it, with the trims of its age."""
    facts = vocabulary("voices").entries[voice]
    return {"voice": facts[backend], **manner, "rate": round(manner["rate"] * float(facts.get("rate", 1.0)), 4),
            "pitch": round(manner["pitch"] + float(facts.get("pitch", 0.0)), 4), **identity(backend)}


def _cast(line: Line, bible: Bible, speaker: str, voice: str, language: str, engine: Engine,
          before: dict[str, Task]) -> tuple[dict[str, Any], tuple[Input, ...]]:
    """How a model is given the voice of `speaker` and told how to speak: by clips where it clones, else by a preset; in words
    where it takes them, else by what is done with the sound. The tasks that make the clips are put into `before`."""
    told = direction(line.emotion, line.intensity, line.manner, language) if engine.instructs else ""
    clips = _clips(bible, speaker, language, line.emotion) if engine.clones else ()
    manner = prosody(line)
    if engine.instructs:
        manner = {**dict.fromkeys(PROSODY, 0.0), "rate": 1.0, "gain": manner["gain"]}
    elif line.emotion and any(clip.emotion == line.emotion for clip in clips):  # it is in the clip; how loud is the mix's affair
        manner = {**prosody(replace(line, emotion="")), "gain": manner["gain"]}
    params: dict[str, Any] = {**engine.named(), "language": engine.called(language), **manner}
    if told:
        params["instruct"] = told
    if not engine.clones:
        preset = engine.preset(voice)
        return params | ({"speaker": preset} if preset else {"choose": seed_of("voice", voice) % 1000}), ()
    made = [_imported(clip) for clip in clips] or [reference(voice)]
    before.update((one.key, one) for one in made)
    words = clips[0].words if clips else str(data("references")[vocabulary("voices").entries[voice]["language"]])
    heard = words and "words" in data("backends")[engine.backend]["honours"]
    return params | ({"words": words} if heard else {}), tuple(
        Input(f"reference:{at}", one.key, one.outputs[0]) for at, one in enumerate(made))


def _clips(bible: Bible, speaker: str, language: str, emotion: str) -> tuple[Clip, ...]:
    """The clips of `speaker` for lines in `language`: those in it, or else those of which nobody said in what they are, or else
    all: a voice is the same in every language. Of these the ones in the `emotion`, or else those in none or in a calm one, or
    else all: what engines hear in a clip is how they speak."""
    character = bible.cast.get(speaker)
    clips = character.clips if character is not None else ()
    clips = tuple(one for one in clips if one.language == language) or tuple(one for one in clips if not one.language) or clips
    calm = tuple(one for one in clips if one.emotion in ("", "neutral"))
    return tuple(one for one in clips if emotion and one.emotion == emotion) or calm or clips


def reference(voice: str) -> Task:
    """A voice of stdlib as the animatic has it, speaking a fixed text of its language calmly: the clip that engines which clone
    are given, so that the film has the voices that the animatic promised."""
    language = str(vocabulary("voices").entries[voice]["language"])
    text = str(data("references")[language])
    params = {"text": text, "lang": language, "say": {}, "seed": seed_of("speech", voice, text),
              **_standard(voice, REFERENCES, {**dict.fromkeys(PROSODY, 0.0), "rate": 1.0})}
    return make_task("speech", REFERENCES, version_of(REFERENCES), params, outputs=("audio", "timing"), stage=SPEECH,
                     estimate=estimate_for(REFERENCES, len(text) / 12), label=f"the voice {voice}")


def _imported(clip: Clip) -> Task:
    """The task that stands for a file of the series: its bytes are its content, wherever it lies."""
    return make_task("import", PROJECT, version_of(PROJECT), {"sha256": clip.sha256}, outputs=("file",), stage=SPEECH,
                     label=clip.file, spans=(clip.span,))


def _lexicon(bible: Bible, language: str, text: str) -> dict[str, str]:
    """The pronunciations of the bible that this text can need, so that a new entry re-speaks only its own lines."""
    folded = text.casefold()
    return {word: sound for word, sound in bible.say.get(language, {}).items() if word.casefold() in folded}


def _shortened(text: str, limit: int = 48) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
