"""Speech by Qwen3-TTS, in a process that has its package: as somebody in a clip, or as a preset that is directed in words.

It honours `text`, `lang`, `language` (the engine's name of it), `rate`, `pitch`, `gain`, `pause`, `breath`, `tremble`, `say` and
`seed`. With the input `reference:0` (its words in `words`, where they are known) the line is spoken in that voice, by a model
that clones; without one by the preset `speaker`, as `instruct` says, by a model of custom voices. `model` and `hub` say where
the weights are looked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ...assemble import delivery
from ...engines import process, speak
from ...engines.place import folder_of
from ...facts import write_facts
from ...job import Fault, Job

ACTIONS: tuple[str, ...] = ("speech",)
VERSION = "1"
ENGINE = process.Kind("Qwen3-TTS", Path(__file__).with_name("child.py"), "DRAMAC_QWEN3_TTS_PYTHON", "pip install qwen-tts")


def run(job: Job) -> None:
    """Speak one line: outputs `audio` (mono float WAV, at the model's own rate) and `timing` (JSON)."""
    folder = ready(job.params, job.profile)
    speaker = str(job.params.get("speaker", ""))
    if not speaker and "reference:0" not in job.inputs:
        raise Fault("the task names neither a clip to speak like nor a preset of the model", "make the plan again")
    asked = {"folder": str(folder), "language": str(job.params.get("language", "")), "speaker": speaker,
             "instruct": str(job.params.get("instruct", "")), "words": str(job.params.get("words", ""))}
    line, device = speak.spoken(job, process.engine(ENGINE).ask, asked, str(job.params.get("model", "the model")))
    delivery.write(line, job.outputs["audio"], job.outputs["timing"])
    write_facts(job, {"device": device} if device else {})


def ready(params: Mapping[str, Any], profile: Mapping[str, Any]) -> Path:
    """The folder of the model that `params` ask for. Raises Fault where it is not here."""
    return folder_of(params, profile)
