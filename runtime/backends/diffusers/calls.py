"""What adapters have in common: loading as a profile says, and telling of steps."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ...job import Fault
from .ask import Ask
from .placement import DENOISERS, out_of_memory, quantised
from .profile import Profile

_HALF = re.compile(r"\.fp16(-\d+-of-\d+)?\.safetensors$")


def pretrained(kind: Any, folder: Path, profile: Profile, **parts: Any) -> Any:
    """A pipeline (or model) of the class `kind` from `folder`, in the profile's precision, on the CPU, never from the network.
    Only safetensors are read: other files of weights may hold programs. `parts` are handed to its `from_pretrained`: a part as
    None is not loaded. Raises Fault where the folder holds no such thing."""
    import torch

    more: dict[str, Any] = {}
    if profile.quantisation:
        more["quantization_config"] = quantised(profile, _denoisers(folder))
    try:
        found = kind.from_pretrained(str(folder), dtype=getattr(torch, profile.precision), local_files_only=True,
                                     use_safetensors=True, **_variant(folder, profile.precision), **more, **parts)
    except Exception as error:
        if isinstance(error, Fault) or out_of_memory(error):
            raise
        raise Fault(f"the weights in {folder} cannot be loaded by {kind.__name__}: {_first_line(error)}",
                    "are they those of this model, and whole? dramac models says what is expected") from error
    if hasattr(found, "set_progress_bar_config"):
        found.set_progress_bar_config(disable=True)
    return found


def steps_of(ask: Ask, count: int) -> dict[str, Any]:
    """Arguments for a pipeline that takes `count` steps: their number, and that it tells of each."""
    return {"num_inference_steps": count, "callback_on_step_end": stepping(ask.report, count)}


def stepping(report: Callable[[float], None], count: int) -> Callable[..., dict[str, Any]]:
    """A pipeline's `callback_on_step_end` that reports which part of `count` steps is done."""
    def done(pipe: Any, step: int, moment: Any, found: dict[str, Any]) -> dict[str, Any]:
        report(min(1.0, (step + 1) / max(1, count)))
        return {}

    return done


def _variant(folder: Path, precision: str) -> dict[str, Any]:
    """That the files of 16 bits are meant (`…fp16.safetensors`), where they are what is wanted, or all that there is."""
    half: set[Path] = set()
    whole: set[Path] = set()
    for file in folder.rglob("*.safetensors"):
        (half if _HALF.search(file.name) else whole).add(file.parent)
    return {"variant": "fp16"} if half - whole or (half and precision == "float16") else {}


def _denoisers(folder: Path) -> tuple[str, ...]:
    """Those of the DENOISERS that the pipeline in `folder` has."""
    try:
        index = json.loads((folder / "model_index.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return ()
    return tuple(name for name in DENOISERS if isinstance(index, dict) and isinstance(index.get(name), list) and index[name][0])


def _first_line(error: BaseException) -> str:
    return f"{type(error).__name__}: {(str(error).strip().splitlines() or ['no reason given'])[0][:300]}"
