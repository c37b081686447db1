"""The models that a worker holds: loaded when first asked for, put out when memory is short, tried again with less of it.

Loading costs as much as several clips, so a model stays as long as there is room. What has to go first are models that only read
words, then what was used longest ago. When the GPU is full although nothing else is held, the model is loaded again with its
weights placed so that they need less of it (`PLACEMENTS`), and stays so on this worker.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from ...job import Fault
from . import placement
from .profile import PLACEMENTS, Profile

RESERVE = 0.1
"""The part of the free memory that is left free when a model has been loaded."""
_READS = ("text_encode",)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Want:
    """A model: its id, the adapter that calls it, the folder of its weights and their digest (empty for tiny ones), and how it is
    to be computed."""

    model: str
    adapter: ModuleType
    folder: Path
    weights: str
    profile: Profile


@dataclass(slots=True)
class Use:
    """How a piece of work was done: the placement at last, those that had not enough memory, and how often a model was loaded
    for it."""

    placement: str
    stepped_down: list[str] = field(default_factory=list)
    loads: int = 0


class Holder:
    """Holds models on `device` (cpu or cuda). `free` tells the bytes of memory that are free for them. `end` ends the process,
    and is called when its GPU has failed so that nothing works on it any more: another worker can then do the task."""

    def __init__(self, device: str, free: Callable[[], int], end: Callable[[str], None] | None = None) -> None:
        self.device = device
        self._free, self._end = free, end or _end
        self._held: dict[Want, Any] = {}
        self._placed: dict[Want, str] = {}

    def held(self) -> tuple[str, ...]:
        """The ids of the models that are held, last used last."""
        return tuple(want.model for want in self._held)

    def use(self, want: Want, work: Callable[[Any], T]) -> tuple[T, Use]:
        """What `work` makes with the model that is wanted, and how that was done. Raises Fault where it does not fit."""
        use = Use(self._placed.get(want, want.profile.placement))
        while True:
            try:
                return work(self._ready(want, use)), use
            except Fault:
                raise
            except Exception as error:
                if placement.lost(error):
                    self._end(f"the GPU is lost to this process: {error}")
                if not placement.out_of_memory(error):
                    self._held.pop(want, None)  # nobody knows in which state it was left
                    raise
            self._make_do(want, use)  # outside, where the error holds on to nothing any more

    def _ready(self, want: Want, use: Use) -> Any:
        held = self._held.pop(want, None)
        if held is None:
            for other in [one for one in self._held if one.folder == want.folder and one.weights != want.weights]:
                del self._held[other]  # what it was loaded from is no longer there
            self._room(sum(file.stat().st_size for file in want.folder.rglob("*.safetensors")) if self.device == "cpu" else 0)
            held = want.adapter.load(want.folder, want.profile)
            use.loads += 1
            if self.device != "cpu":  # a model that must be placed otherwise has the GPU to itself
                self._room(placement.weight(held) if use.placement == PLACEMENTS[0] else inf)
            placement.options(held, want.profile)
            getattr(want.adapter, "place", placement.place)(held, self.device, use.placement)
        self._held[want] = held
        return held

    def _make_do(self, want: Want, use: Use) -> None:
        """After a try that had too little memory: room, if anything else is held, else a placement that needs less."""
        others = [one for one in self._held if one != want]
        self._held.pop(want, None)  # what a try left on the device goes with it
        if others:
            self._held.clear()
            self._clean()
            return
        self._clean()
        less = placement.lower(use.placement) if self.device != "cpu" else ""
        if not less:
            raise Fault(f"the model {want.model} does not fit into this machine's {self.device} memory, however it is placed",
                        "choose a smaller model or size, a quantisation in its profile, or a larger GPU")
        use.stepped_down.append(use.placement)
        use.placement = self._placed[want] = less

    def _room(self, wanted: float) -> None:
        """Puts out held models until `wanted` bytes are free, or none is held any more."""
        while self._held and self._free() * (1 - RESERVE) < wanted:
            order = sorted(self._held, key=lambda one: tuple(getattr(one.adapter, "ACTIONS", ())) != _READS)
            del self._held[order[0]]
            self._clean()

    def _clean(self) -> None:
        gc.collect()
        if self.device != "cpu":
            import torch

            torch.cuda.empty_cache()


def _end(words: str) -> None:
    """Ends the process at once, whichever thread asks: its last `words` are what is told of it."""
    os.write(2, f"{words}\n".encode())
    os._exit(70)


def free_memory(device: str) -> int:
    """The bytes that are free on `device`: of the GPU, with what torch keeps and does not use; of the machine, with what is
    only cached."""
    if device != "cpu":
        import torch

        return int(torch.cuda.mem_get_info()[0] + torch.cuda.memory_reserved() - torch.cuda.memory_allocated())
    try:
        for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    except (OSError, ValueError, IndexError):
        pass
    return 1 << 62  # not known: nothing is put out for it
