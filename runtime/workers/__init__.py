"""Who does the work: one file for each kind of worker. A worker does its orders one after another and keeps its backends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol


class Worker(Protocol):
    """What the executor needs of a worker."""

    def fileno(self) -> int:
        """A descriptor that can be waited on: readable when `hear` has something or the worker is gone."""

    def send(self, orders: Sequence[str]) -> bool:
        """Hands over `orders` (see perform.to_text), to be done one after another. False when the worker is gone."""

    def prepare(self, backend: str) -> None:
        """Has the worker load `backend` when it has nothing else to do. There is no answer."""

    def hear(self) -> tuple[list[dict[str, Any]], bool]:
        """The answers that have come, oldest first, and whether the worker is still there. Never waits.

        An answer is {"say": "ready"}, {"say": "progress", "key", "fraction"}, {"say": "done", "key", "seconds", "facts",
        "outputs"} (digest and size by name; they are in the store) or {"say": "fault", "key", "message", "help", "detail",
        "transient", "damaged"}, the last the digest of an input that is not what it should be, or empty.
        """

    def kill(self) -> tuple[str, str]:
        """Ends the worker and all that it started. How it had ended, in words, and what it printed last."""
