"""A local store's link to a shared one: what is lacking here is fetched, what was made here is sent, and whatever goes wrong
there is said once and stops nothing here."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable, Mapping
from concurrent.futures import Future, wait
from dataclasses import dataclass, field
from pathlib import Path

from ..files import disk, fault_of
from ..job import Fault
from ..record import Record
from ..store import Store
from .address import Address
from .bucket import USUAL, Away, Bucket, Patience, Refused
from .line import Line
from .shelf import Damaged, Shelf, together

GLANCE = 1 << 20  # bytes of a small output that is read without being kept
WHAT = "the local store cannot keep what was fetched"


@dataclass(slots=True)
class Moved:
    """What went one way: finished tasks and bytes; tasks that were there already; and what did not go, with the reason."""

    tasks: int = 0
    bytes: int = 0
    there: int = 0
    failed: dict[str, str] = field(default_factory=dict)


class Link:
    """The link between the store `local` and the shared one at `address`. `problems` fills with sentences that a person
    should read; who reads them takes them out. Only `close` ends its thread. Raises Fault when it cannot be opened."""

    def __init__(self, address: Address, local: Store, patience: Patience = USUAL) -> None:
        self.address, self.local, self.patience = address, local, patience
        self.shelf = Shelf(Bucket(address, patience))
        self.line = Line()
        self.problems: list[str] = []
        self.sent = Moved()
        self._going: dict[str, Future[None]] = {}
        self._reported: set[str] = set()

    @property
    def away(self) -> Away | None:
        """Why the shared store counts as gone, if it does."""
        return self.shelf.bucket.away

    def reach(self) -> None:
        """Makes sure that the shared store answers. Raises Away or Refused."""
        self.line.wait(self.shelf.bucket.reach("roots"))

    # Fetching

    def fetch(self, wanted: Mapping[str, Iterable[str]]) -> Moved:
        """Brings the results of tasks into the local store, as far as the shared one has them: `wanted` maps their keys to
        the outputs that they must have. Never raises but for Ctrl-C."""
        moved = Moved()
        try:
            self.line.wait(self._fetch(wanted, moved))
        except (Away, Refused) as fault:
            self._say(fault)
        except OSError as error:
            self._say(fault_of(error, WHAT))
        return moved

    def pull(self, keys: Iterable[str] | None) -> Moved:
        """Brings the results of the tasks `keys` (None: of all) into the local store, as `fetch`, for a person who asked for
        it: raises Away, Refused, and Fault when the local disk refuses."""
        with disk(WHAT):
            wanted = self.line.wait(self.shelf.listing("actions", ".json")) if keys is None else keys
            moved = Moved()
            lacking = {key: () for key in wanted if self.local.lookup(key) is None}
            moved.there = len(set(wanted)) - len(lacking)
            self.line.wait(self._fetch(lacking, moved))
        return moved

    async def _fetch(self, wanted: Mapping[str, Iterable[str]], moved: Moved) -> None:
        async def one(key: str) -> None:
            try:
                record = await self.shelf.record(key)
                if record is None:
                    return
                if not set(wanted[key]) <= set(record.outputs):
                    self.shelf.damaged.add(key)
                    raise Damaged(f"the record {key[:12]} lacks an output")
                came = await self.shelf.fetch(record, self.local)
                moved.tasks, moved.bytes = moved.tasks + 1, moved.bytes + came
            except Damaged as error:
                moved.failed[key] = str(error)
                self.problems.append(f"{self.address.shown}: {error}; it counts as not there")
            except Away as fault:
                if self.away:
                    raise
                moved.failed[key] = fault.message

        await together(one(key) for key in await self.shelf.present(wanted))

    def glance(self, keys: Iterable[str], name: str) -> dict[str, bytes]:
        """The small output `name` of the tasks `keys`, as far as the shared store has it, without keeping it here."""
        async def one(key: str) -> tuple[str, bytes] | None:
            try:
                record = await self.shelf.record(key)
                blob = record.outputs.get(name) if record else None
                return None if blob is None else (key, await self.shelf.glance(blob, GLANCE))
            except Damaged:
                return None  # found again, and said, when it is fetched

        async def all_of_them() -> list[tuple[str, bytes] | None]:
            return await together(one(key) for key in await self.shelf.present(keys))

        try:
            return dict(found for found in self.line.wait(all_of_them()) if found)
        except (Away, Refused) as fault:
            self._say(fault)
            return {}

    def there(self, keys: Iterable[str]) -> frozenset[str]:
        """Those of the tasks `keys` whose results the shared store has."""
        try:
            return frozenset(self.line.wait(self.shelf.there(keys)))
        except (Away, Refused) as fault:
            self._say(fault)
            return frozenset()

    # Sending

    def send(self, key: str) -> None:
        """Sends the result of the task `key`, which the local store has, in the background. Once is enough."""
        if key not in self._going:
            self._going[key] = self.line.start(self._send(key, self.sent))

    def send_file(self, path: str, file: Path) -> None:
        """Sends a small file that replaces what is at `path` there, in the background."""
        self._going[path] = self.line.start(self._send_file(path, file, self.sent))

    def push(self, keys: Iterable[str]) -> Moved:
        """Sends the results of the tasks `keys`, as far as they are here and not there. Raises Away and Refused when nothing
        can be sent; what else went wrong stands in the result."""
        moved = Moved()
        wanted = sorted(set(keys))
        self.line.wait(self._push(wanted, moved))
        if self.away and moved.failed:
            self._say(self.away)
        return moved

    async def _push(self, wanted: list[str], moved: Moved) -> None:
        there = await self.shelf.listing("actions", ".json")
        moved.there = sum(1 for key in wanted if key in there)
        await together(self._send(key, moved) for key in wanted if key not in there)

    async def _send(self, key: str, moved: Moved) -> None:
        try:
            record: Record | None = await asyncio.to_thread(self.local.lookup, key)
            if record is None:
                raise Damaged(f"the result {key[:12]} is not in the local store")
            went = await self.shelf.send(record, self.local)
            moved.tasks, moved.bytes = moved.tasks + 1, moved.bytes + went
        except (Fault, Damaged, OSError, ValueError) as error:
            moved.failed[key] = str(error)
        except asyncio.CancelledError:
            moved.failed[key] = "there was no time left for it"
        except Exception as error:  # not foreseen: nobody waits for this, so it must not be lost
            moved.failed[key] = f"{type(error).__name__}: please report this"

    async def _send_file(self, path: str, file: Path, moved: Moved) -> None:
        try:
            data = await asyncio.to_thread(file.read_bytes)
            await self.shelf.bucket.put(path, data, len(data), replace=True)
            moved.bytes += len(data)
        except (Fault, OSError, ValueError) as error:
            moved.failed[path] = str(error)
        except asyncio.CancelledError:
            moved.failed[path] = "there was no time left for it"

    # The end

    def finish(self, hurry: bool = False) -> Moved:
        """Waits for what is still being sent, within `patience` (with `hurry`, hardly at all), and ends the link. What was
        sent, and what was not. May be called twice."""
        left = [one for one in self._going.values() if not one.done()]
        limit = 1.0 if hurry else self.patience.closing
        until = time.monotonic() + limit
        steps = self.shelf.bucket.steps
        try:
            while left and time.monotonic() < until and not self.away:
                left = list(wait(left, timeout=0.1).not_done)
                if self.shelf.bucket.steps > steps and not hurry:  # as long as it gets on, it is worth waiting for
                    steps, until = self.shelf.bucket.steps, time.monotonic() + limit
        finally:
            self.line.close()
        sent, self.sent = self.sent, Moved()
        return sent

    def _say(self, fault: Fault) -> None:
        """Notes what went wrong, once."""
        if fault.message not in self._reported:
            self._reported.add(fault.message)
            self.problems.append(fault.message)
