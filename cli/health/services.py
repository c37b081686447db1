"""What works for a target beside its models: programs, media servers, engines that speak."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from importlib import import_module

from ...compiler.bible.nodes import Target
from ...compiler.lock.nodes import Lock
from ...compiler.plan.engines import engine_of
from ...runtime.engines.process import Kind
from ...runtime.job import Fault
from ...stdlib.models import Catalogue
from . import Finding

_NAMES = {"image": "pictures", "video": "clips", "speech": "speech"}
_PATIENCE = 4.0  # seconds for a server to take a call


def tools(names: list[str]) -> Iterator[Finding]:
    """Whether the programs `names` are on this machine."""
    if not names:
        return
    from ...runtime.backends.command.tools import lacking

    try:
        missing = lacking(names)
    except Fault as fault:
        yield False, f"tools: {fault}", fault.help
        return
    for name in names:
        wrong = missing.get(name)
        yield wrong is None, f"program for {name}" + (f": {wrong}" if wrong else ""), wrong.help if wrong else ""


def server(work: str) -> Finding:
    """Whether the media server takes a call. Nothing is asked of it, and neither address nor key is told."""
    from ...runtime.backends.openai_media.address import address_for

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
    from ...runtime.engines.ready import found

    mend = f"{kind.install}; ${kind.variable} names the Python that has it"
    try:
        looked = found(kind)
    except Fault as fault:
        yield False, str(fault), fault.help
        return
    yield bool(looked.version), f"{kind.name} {looked.version or 'is not installed'} ({looked.python})", mend
    yield from ((False, f"{kind.name}: {one}", mend) for one in looked.troubles)


def voice(target: Target, known: Catalogue, lock: Lock) -> Iterator[Finding]:
    """Whether the engine that speaks for `target` is here; Kokoro and espeak are looked at with what every build needs."""
    engine = engine_of(target, known, lock.weights())
    if engine.resource == "net":
        yield server("speech")
        return
    module = import_module(f"...runtime.backends.{target.voice}", __package__)
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
