"""Speech by a model of Coqui TTS (XTTS-v2, or any other in a folder of its own), in a process that has the package.

It honours `text`, `lang`, `language` (the engine's name of it), `rate`, `pitch`, `gain`, `pause`, `breath`, `tremble`, `say` and
`seed`; the inputs `reference:0` … are clips to speak like, or `speaker` names one of the model's own voices. None of its models
has an input for emotion: that comes with the clip, and with the rest. `model` and `hub` say where the weights are looked for.

The weights of XTTS are under the Coqui Public Model Licence, which allows no commercial use. Who accepts it says so in the
environment; nobody is asked at a prompt.
"""

from __future__ import annotations

import json
import os
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
AGREED = "COQUI_TOS_AGREED"
_INSTALL = "pip install 'coqui-tts[codec]' torch torchaudio"
ENGINE = process.Kind("Coqui TTS", Path(__file__).with_name("child.py"), "DRAMAC_COQUI_PYTHON", _INSTALL)


def run(job: Job) -> None:
    """Speak one line: outputs `audio` (mono float WAV, at the model's own rate) and `timing` (JSON)."""
    folder = ready(job.params, job.profile)
    asked = {"folder": str(folder), "language": str(job.params.get("language", "")),
             "speaker": str(job.params.get("speaker", "")), "choose": int(job.params.get("choose", 0))}
    line, device = speak.spoken(job, process.engine(ENGINE).ask, asked, str(job.params.get("model", "the model")))
    delivery.write(line, job.outputs["audio"], job.outputs["timing"])
    write_facts(job, {"device": device} if device else {})


def ready(params: Mapping[str, Any], profile: Mapping[str, Any]) -> Path:
    """The folder of the model that `params` ask for. Raises Fault where it is not here, or its licence was not accepted."""
    model = str(params.get("model"))
    if profile.get("licence") == "CPML":
        accepted(model)
    folder = folder_of(params, profile)
    if _is_xtts(folder):  # under whatever name
        accepted(model)
    return folder


def accepted(model: str) -> None:
    """Raises Fault where nobody has said that the licence of XTTS, which `model` is under, is accepted."""
    if os.environ.get(AGREED) != "1":
        raise Fault(f"{model} is under the Coqui Public Model Licence (CPML), which allows no commercial use",
                    f"read it (https://coqui.ai/cpml); if you accept it, set {AGREED}=1 yourself")


def _is_xtts(folder: Path) -> bool:
    """Whether the model in `folder` is an XTTS, or trained from one."""
    try:
        return bool(json.loads((folder / "config.json").read_bytes()).get("model") == "xtts")
    except (OSError, ValueError, AttributeError, RecursionError):
        return False  # the engine will say what is wrong with it
