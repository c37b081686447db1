"""What can be known of engines before anything is spoken: whether a plan's can work here, and what is installed for one."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass

from ...compiler.plan.nodes import Task
from ..job import Fault
from ..perform import load
from .process import Kind

PATIENCE = 60.0
_LOOK = """import importlib.metadata as m, json, sys
def version(name):
    try: return m.version(name)
    except m.PackageNotFoundError: return ""
print(json.dumps({name: version(name) for name in sys.argv[1:]}))"""
_PACKAGES = {"Coqui TTS": "coqui-tts", "Qwen3-TTS": "qwen-tts"}


@dataclass(frozen=True, slots=True)
class Found:
    """What the Python of an engine has: the `version` of its package (empty: none), and what is known to be wrong with it."""

    python: str
    version: str
    troubles: tuple[str, ...] = ()


def check(tasks: Iterable[Task]) -> None:
    """Raises Fault where a speech task among `tasks` cannot be done on this machine: its weights are missing or others, or their
    licence was not accepted. Each model is looked at once, and nothing is loaded."""
    seen = set()
    for task in tasks:
        key = (task.backend, task.params.get("model"))
        if task.action == "speech" and task.model and key not in seen:
            seen.add(key)
            looked = getattr(load(task.backend), "ready", None)
            if looked is not None:
                looked(task.params, task.profile)


def found(kind: Kind) -> Found:
    """What the Python of the engine `kind` has installed; it is asked for versions, and loads nothing. Raises Fault where there
    is no such Python."""
    names = [_PACKAGES[kind.name], "torch", "torchcodec", "torchaudio", "transformers"]
    try:
        answer = subprocess.run([kind.python(), "-c", _LOOK, *names], capture_output=True, timeout=PATIENCE, check=True)
        versions = {name: str(version) for name, version in json.loads(answer.stdout).items()}
    except (OSError, subprocess.SubprocessError, ValueError, AttributeError) as error:
        raise Fault(f"{kind.python()} cannot be asked what it has: {type(error).__name__}",
                    f"{kind.variable} names the Python of the environment that has {kind.name}") from error
    version = versions.get(names[0], "")
    return Found(kind.python(), version, tuple(_troubles(versions)) if version and names[0] == "coqui-tts" else ())


def _troubles(versions: dict[str, str]) -> Iterable[str]:
    """What is known to break coqui-tts: github.com/idiap/coqui-ai-TTS, issues 542 and 558."""
    if _number(versions.get("torch", "")) >= (2, 9) and not versions.get("torchcodec"):
        yield "with torch 2.9 or later it needs torchcodec (idiap/coqui-ai-TTS #542): pip install 'coqui-tts[codec]'"
    if not versions.get("torchaudio"):
        yield "it needs torchaudio, of the version of torch: pip install torchaudio"
    if _number(versions.get("transformers", "")) >= (5, 1) and _number(versions["coqui-tts"]) < (0, 28):
        yield "before 0.28 it does not work with transformers 5.1 or later (idiap/coqui-ai-TTS #558)"


def _number(version: str) -> tuple[int, int]:
    parts = [int(one) if one.isdecimal() else 0 for one in version.split(".")[:2]]
    return (parts[0], parts[1]) if len(parts) == 2 else (0, 0)
