"""The few things that a shared store does with an object store, each within time limits and tried again when that may help.

What goes wrong comes out as one of three: `Away` (no answer, or none that makes sense: it may pass), `Refused` (credentials,
rights, no such bucket: a person must act), or None for an object that is not there.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from ..job import Fault, Transient
from . import EXTRA
from .address import Address
from .credentials import Settings, settings
from .trouble import Kind, judge, nobody

if TYPE_CHECKING:
    from obstore.store import ObjectStore

PART = 5 << 20  # bytes; what is larger is sent in parts of so much, as S3 wants them at the least
PIECE = 1 << 16  # bytes that must arrive within `Patience.request`
SMALL, LARGE = 32, 8  # requests at once: of records, and of files
IN_A_ROW = 3  # operations given up one after another, after which the store counts as gone

T = TypeVar("T")


class Away(Transient):
    """The shared store does not answer."""


class Refused(Fault):
    """The shared store answers, and says no."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a shared store is waited for. `request`: seconds for an answer, and for each piece of a file. `tries` of
    one operation, waiting `pause` seconds first and twice as long each time. `rate`: bytes a second that sending must
    reach. `closing`: seconds that the end of a build waits for what is still being sent, after the last step forward."""

    request: float = 10.0
    tries: int = 4
    pause: float = 0.2
    rate: float = 50_000.0
    closing: float = 60.0


USUAL = Patience()


@dataclass(frozen=True, slots=True)
class Entry:
    """An object in a listing: its path, its size in bytes, and when it was written (seconds since 1970)."""

    path: str
    size: int
    written: float


class Bucket:
    """The objects at `address`. Its methods belong to one event loop. Raises Fault where obstore is not installed or the
    address is not understood."""

    def __init__(self, address: Address, patience: Patience) -> None:
        self.address, self.patience = address, patience
        self._settings = settings(address)
        self._store = _open(address, self._settings, patience)
        self._small, self._large = asyncio.Semaphore(SMALL), asyncio.Semaphore(LARGE)
        self._lost = 0
        self.steps = 0  # grows with every answer and every piece of a large file that is taken
        self.away: Away | None = None  # why it counts as gone, once it does: nothing is asked of it any more

    async def get(self, path: str, most: int) -> bytes | None:
        """The bytes of the object `path`, or None when there is none. Raises ValueError when it holds more than `most`."""
        import obstore

        async def once() -> bytes | None:
            async with asyncio.timeout(self.patience.request):
                found = await obstore.get_async(self._store, path)
                if found.meta["size"] > most:
                    raise ValueError(f"it holds {found.meta['size']} bytes")
                return bytes(await found.bytes_async())

        async with self._small:
            return await self._tried(once)

    async def read(self, path: str, size: int, take: Callable[[bytes], object], again: Callable[[], object]) -> bool:
        """Hands the object `path` of `size` bytes to `take`, piece by piece, and `again` is called before each try.
        False when there is none. Raises ValueError when it is not of that size."""
        import obstore

        async def once() -> bool | None:
            again()
            async with asyncio.timeout(self.patience.request):
                found = await obstore.get_async(self._store, path)
            if found.meta["size"] != size:
                raise ValueError(f"it holds {found.meta['size']} bytes instead of {size}")
            left, stream = size, aiter(found.stream(min_chunk_size=PIECE))
            while left > 0:
                async with asyncio.timeout(self.patience.request):
                    piece = await anext(stream, None)
                if piece is None:
                    raise ConnectionError("the answer ended early")
                left -= len(piece)
                take(piece)
            return True

        async with self._large:
            return bool(await self._tried(once))

    async def put(self, path: str, content: bytes | Path, size: int, *, replace: bool) -> bool:
        """Writes the object `path` whole. Without `replace` what is there stays, and the answer is False (an object that
        is sent in parts is written all the same: only files named by their content are so large)."""
        import obstore

        mode: Any = "overwrite" if replace or size > PART else "create"

        async def once() -> bool | None:
            async with asyncio.timeout(self.patience.request + size / self.patience.rate):
                if size > PART and isinstance(content, Path):
                    await obstore.put_async(self._store, path, self._parts(content), chunk_size=PART, max_concurrency=2)
                else:
                    await obstore.put_async(self._store, path, content, mode=mode, use_multipart=False)
            return True

        async with self._small if size <= PIECE else self._large:
            return bool(await self._tried(once, absent=False))

    async def _parts(self, file: Path) -> AsyncIterator[bytes]:
        with file.open("rb") as handle:
            while part := await asyncio.to_thread(handle.read, PART):
                self.steps += 1
                yield part

    async def size(self, path: str) -> int:
        """The size of the object `path` in bytes, or -1 when there is none."""
        import obstore

        async def once() -> int | None:
            async with asyncio.timeout(self.patience.request):
                return (await obstore.head_async(self._store, path))["size"]

        async with self._small:
            found = await self._tried(once)
        return -1 if found is None else found

    async def entries(self, prefix: str) -> list[Entry]:
        """Every object below the folder `prefix`, in no order. All of them, or an error: a listing that breaks off is
        begun anew."""
        return await self._listed(prefix, whole=True)

    async def reach(self, prefix: str) -> None:
        """Asks for one object below `prefix`, to find out whether the store answers at all."""
        await self._listed(prefix, whole=False)

    async def delete(self, paths: Sequence[str]) -> None:
        """Takes the objects `paths` away; those that are gone already are no trouble."""
        import obstore

        async def once(some: Sequence[str]) -> bool:
            async with asyncio.timeout(self.patience.request * 3):
                await obstore.delete_async(self._store, some)
            return True

        at_once = 1 if self.address.scheme in ("file", "gs") else 1000  # these two fail as one where one is gone
        for start in range(0, len(paths), at_once):
            some = paths[start:start + at_once]
            async with self._small:
                await self._tried(lambda some=some: once(some))  # type: ignore[misc]

    async def _listed(self, prefix: str, whole: bool) -> list[Entry]:
        import obstore

        async def once() -> list[Entry] | None:
            found: list[Entry] = []
            stream = aiter(obstore.list(self._store, prefix, chunk_size=1000))
            while True:
                async with asyncio.timeout(self.patience.request):
                    page = await anext(stream, None)
                if page is None:
                    return found
                found += (Entry(one["path"], one["size"], one["last_modified"].timestamp()) for one in page)
                if not whole:
                    return found

        async with self._small:
            return await self._tried(once) or []

    async def _tried(self, once: Callable[[], Awaitable[T | None]], absent: bool = True) -> T | None:
        """What `once` comes to, tried as often as patience allows; None when the object is not there (or, for one that
        is to be made, is there already). Raises Away or Refused."""
        began = time.monotonic()
        for attempt in range(1, self.patience.tries + 1):
            if self.away:
                raise self.away
            try:
                found = await once()
            except (ValueError, MemoryError):
                raise
            except Exception as error:
                trouble = judge(error, self.address.shown)
                if trouble.kind is Kind.SILENT and self._settings.nobody and not self.steps:
                    trouble = nobody(self.address.shown)  # the silence is that of the machine that was asked who we are
                if (trouble.kind is Kind.NOTHING and absent) or trouble.kind is Kind.EXISTS:
                    self._lost = 0
                    return None
                if trouble.kind is Kind.DISK:
                    raise
                if trouble.kind is Kind.REFUSED:
                    raise Refused(trouble.message, trouble.help) from None
                waited = trouble.kind is Kind.SILENT and time.monotonic() - began > 1.5 * self.patience.request
                if attempt < self.patience.tries and not waited:
                    await asyncio.sleep(self.patience.pause * 2 ** (attempt - 1) * random.uniform(0.5, 1.5))
                    continue
                self._lost += 1
                away = Away(trouble.message, trouble.help)
                if trouble.kind is Kind.SILENT or self._lost >= IN_A_ROW:
                    self.away = away
                raise away from None
            self._lost = 0
            self.steps += 1
            return found
        raise AssertionError("a patience of no tries")


def _open(address: Address, known: Settings, patience: Patience) -> ObjectStore:
    try:
        from obstore.store import LocalStore, MemoryStore, from_url
    except ImportError as error:
        raise Fault("the library for shared stores, obstore, is not installed", EXTRA) from error
    if address.scheme == "memory":
        return MemoryStore()
    if address.scheme == "file":
        return LocalStore(address.url)
    options: Any = {"connect_timeout": timedelta(seconds=min(5.0, patience.request)), "timeout": "1day",
                    "allow_http": known.plain}
    try:
        open_url: Callable[..., ObjectStore] = from_url  # its overloads tell apart what `config` holds
        return open_url(address.url, config=known.config or None, client_options=options, retry_config={"max_retries": 0})
    except Exception as error:  # its words name what it was given, and so perhaps a secret
        trouble = judge(error, address.shown)
        raise Refused(trouble.message, trouble.help) from None
