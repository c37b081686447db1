"""What `dramac doctor --target` looks at: whether this machine can make the films of a target."""

from __future__ import annotations

import shutil
import socket
import subprocess
from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from ..compiler.base.nodes import node
from ..compiler.bible.nodes import Bible, Target
from ..compiler.driver import models_of
from ..compiler.lock.nodes import Lock
from ..compiler.plan.engines import engine_of
from ..runtime.engines.process import Kind
from ..runtime.job import Fault
from ..stdlib.models import Catalogue, Manifest
from .modelling import checked_weights
from .weights import HOLDER, weights_of

Finding = tuple[bool, str, str]
INSTALL = "pip install 'dramac[gpu]'"
_PACKAGES = ("torch", "diffusers", "transformers", "accelerate", "safetensors")
_NAMES = {"image": "pictures", "video": "clips", "speech": "speech"}
_PATIENCE = 4.0  # seconds for a server to take a call
_DRIVER = Path("/proc/driver/nvidia/version")


@node
class Card:
    """A GPU: its name, its gigabytes of memory, and the version of its driver."""

    name: str
    memory: float
    driver: str


def findings_of(bible: Bible, target: Target, lock: Lock) -> Iterator[Finding]:
    """Whether this machine has what `target` needs, its weights held to `lock`: each with what it is and what to do about it."""
    models = models_of(bible, target)
    every = models.every() if models is not None else ()
    held = [one for one in every if one.backend == HOLDER]
    if held:
        yield from _packages(held)
        cards = graphics()
        yield from _graphics(cards, tiny=target.tiny)
        if not target.tiny:
            yield from _memory(held, cards)
            yield from _weights(held, lock)
    for one in every:
        if not one.server:
            yield _licence(one, bible.series.release)
    yield from _tools([one.id for one in every if one.backend == "command"])
    if any(one.server for one in every):
        yield from map(_server, ("image", "video"))
    yield from _voice(target, bible.catalogue, lock)


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


def _packages(held: list[Manifest]) -> Iterator[Finding]:
    for name in _PACKAGES:
        yield _package(name, "")
    for name in sorted({need for one in held for need in one.needs}):
        users = ", ".join(one.id for one in held if name in one.needs)
        yield _package(name, f" (for {users})")


def _package(name: str, what_for: str) -> Finding:
    try:
        found = version(name)
    except PackageNotFoundError:
        found = "" if find_spec(name) is None else "of an unknown version"
    if found:
        return True, f"{name} {found}{what_for}", ""
    return False, f"{name}{what_for}", INSTALL if name in _PACKAGES else f"pip install {name}"


def _graphics(cards: list[Card], *, tiny: bool) -> Iterator[Finding]:
    for one in cards:
        yield True, f"{one.name}, {one.memory:.0f} GB, driver {one.driver}", ""
    if not cards:
        driver = "a driver, and nvidia-smi tells of no GPU" if _DRIVER.exists() else "no GPU of NVIDIA and no driver for one"
        yield (True, f"{driver}: models with random weights run on the processor", "") if tiny else (
            False, driver, "full-size models need a GPU; `--tiny` tries the whole road without one")
        return
    yield _cuda()


def _cuda() -> Finding:
    """Whether torch can use the GPU: asked of torch itself, now that there is one."""
    try:
        import torch
    except (ImportError, OSError) as error:
        return False, f"torch cannot be loaded: {error}", INSTALL
    if torch.cuda.is_available():
        return True, f"torch reaches the GPU (CUDA {torch.version.cuda})", ""
    built = f"was built for CUDA {torch.version.cuda}" if torch.version.cuda else "was built without CUDA"
    return False, f"torch {built}, and reaches no GPU", "install a torch for this driver: https://pytorch.org/get-started"


def _memory(held: list[Manifest], cards: list[Card]) -> Iterator[Finding]:
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


def _weights(held: list[Manifest], lock: Lock) -> Iterator[Finding]:
    pins = lock.weights()
    for one in checked_weights(held, pins, named=True):
        said, _, command = str(one["said"]).partition("; dramac ")
        remedy = f"dramac {command}" if command else _where(held, pins, one["id"])
        yield bool(one["ok"]), f"weights of {one['id']}: {said}", remedy


def _where(held: list[Manifest], pins: Mapping[str, str], id: object) -> str:
    model = next(one for one in held if one.id == id)
    return f"dramac models fetch {model.id}, or set it right in {weights_of(model, pins).folder}"


def _licence(model: Manifest, release: str) -> Finding:
    facts = model.licence
    name = facts.get("name") or facts.get("weights") or "not known"
    sells = facts.get("commercial")
    if sells is False and release == "commercial":
        return False, f"{model.id}: {name} allows no commercial use, and the release is commercial", "choose another"
    more = "what is made may be sold" if sells is True else "what is made must not be sold" if sells is False else \
        "read it before you sell what is made"
    conditions = f"; {facts['conditions']}" if facts.get("conditions") else ""
    return True, f"{model.id}: licence {name}, {more}{conditions}", ""


def _tools(names: list[str]) -> Iterator[Finding]:
    if not names:
        return
    from ..runtime.backends.command.tools import lacking

    try:
        missing = lacking(names)
    except Fault as fault:
        yield False, f"tools: {fault}", fault.help
        return
    for name in names:
        wrong = missing.get(name)
        yield wrong is None, f"program for {name}" + (f": {wrong}" if wrong else ""), wrong.help if wrong else ""


def _server(work: str) -> Finding:
    """Whether the media server takes a call. Nothing is asked of it, and neither address nor key is told."""
    from ..runtime.backends.openai_media.address import address_for

    try:
        address = address_for(work)
    except Fault as fault:
        return False, f"media server for {_NAMES[work]}: {fault}", fault.help
    try:
        socket.create_connection((address.host, address.port), timeout=_PATIENCE).close()
    except OSError as error:
        return False, f"the media server for {_NAMES[work]} takes no call: {error.strerror or type(error).__name__}", \
            "is it running, and does the address in the environment lead to it?"
    return True, f"media server for {_NAMES[work]} takes calls", ""


def _engine(kind: Kind) -> Iterator[Finding]:
    """What the Python of an engine has of its package."""
    from ..runtime.engines.ready import found

    mend = f"{kind.install}; ${kind.variable} names the Python that has it"
    try:
        looked = found(kind)
    except Fault as fault:
        yield False, str(fault), fault.help
        return
    yield bool(looked.version), f"{kind.name} {looked.version or 'is not installed'} ({looked.python})", mend
    yield from ((False, f"{kind.name}: {one}", mend) for one in looked.troubles)


def _voice(target: Target, known: Catalogue, lock: Lock) -> Iterator[Finding]:
    """Whether the engine that speaks for `target` is here; Kokoro and espeak are looked at with what every build needs."""
    engine = engine_of(target, known, lock.weights())
    if engine.resource == "net":
        yield _server("speech")
        return
    module = import_module(f"..runtime.backends.{target.voice}", __package__)
    kind = getattr(module, "ENGINE", None)
    if kind is None:
        return
    yield from _engine(kind)
    ready = getattr(module, "ready", None)
    if ready is None:
        return
    try:
        yield True, f"{engine.model}: {ready(engine.named(), engine.profile())}", ""
    except Fault as fault:
        yield False, str(fault), fault.help
