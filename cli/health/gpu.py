"""The GPUs of this machine, and whether torch and the models of a target can use them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from ...compiler.base.nodes import node
from ...stdlib.models import Manifest
from . import INSTALL, Finding

_DRIVER = Path("/proc/driver/nvidia/version")


@node
class Card:
    """A GPU: its name, its gigabytes of memory, and the version of its driver."""

    name: str
    memory: float
    driver: str


def graphics() -> list[Card]:
    """The GPUs of this machine, as the driver's own program tells them; none where there is no such program."""
    program = shutil.which("nvidia-smi")
    if program is None:
        return []
    asked = [program, "--query-gpu=name,memory.total,driver_version", "--format=csv,noheader,nounits"]
    try:
        told = subprocess.run(asked, capture_output=True, text=True, timeout=20, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return []
    found = []
    for line in told.splitlines():
        name, memory, driver = [*map(str.strip, line.split(",")), "", "", ""][:3]
        if memory.replace(".", "", 1).isdecimal():
            found.append(Card(name, float(memory) / 1024, driver))
    return found


def usable(cards: list[Card], *, tiny: bool) -> Iterator[Finding]:
    """Each GPU, and whether torch reaches them; `tiny` models run without one."""
    for one in cards:
        yield True, f"{one.name}, {one.memory:.0f} GB, driver {one.driver}", ""
    if not cards:
        driver = "a driver, and nvidia-smi tells of no GPU" if _DRIVER.exists() else "no GPU of NVIDIA and no driver for one"
        yield (True, f"{driver}: models with random weights run on the processor", "") if tiny else (
            False, driver, "full-size models need a GPU; `--tiny` tries the whole road without one")
        return
    yield cuda()


def cuda() -> Finding:
    """Whether torch can use the GPU: asked of torch itself, now that there is one."""
    try:
        import torch
    except (ImportError, OSError) as error:
        return False, f"torch cannot be loaded: {error}", INSTALL
    if torch.cuda.is_available():
        return True, f"torch reaches the GPU (CUDA {torch.version.cuda})", ""
    built = f"was built for CUDA {torch.version.cuda}" if torch.version.cuda else "was built without CUDA"
    return False, f"torch {built}, and reaches no GPU", "install a torch for this driver: https://pytorch.org/get-started"


def memory(held: list[Manifest], cards: list[Card]) -> Iterator[Finding]:
    """Whether the GPU of most memory holds each of the models `held`."""
    most = max((one.memory for one in cards), default=0.0)
    for model in held:
        needs = float(model.vram.get("gigabytes", 0))
        if not most or not needs:
            continue
        less = [f"{name} {model.vram[name]:g}" for name in ("components", "groups", "sequential")
                if 0 < float(model.vram.get(name, 0)) <= most]
        placed = f"; it fits with its weights placed otherwise ({', '.join(less)} GB), slower" if less else ""
        yield (needs <= most or bool(less), f"{model.id} needs {needs:g} GB of GPU memory, there are {most:.0f}"
               f"{placed if needs > most else ''}",
               "choose a smaller model; it may still run with its weights placed otherwise")
