"""A store in a bucket, laid out as a local one (see store.py): records and blobs, fetched into a local store and sent from
it. Nothing that comes from there is believed: a record must be one, a blob must have the bytes that its name says.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Coroutine, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from .. import files
from ..record import LARGEST, Blob, Record, from_bytes, is_digest, to_bytes
from ..store import Store
from .bucket import Bucket

LARGEST_BLOB = 64 << 30  # bytes; no film of a series is so large
_FEW = 511  # keys of which `present` may have listed nothing
LIKELY = 256 << 10  # bytes from which it is worth asking whether a blob is there before sending it

T = TypeVar("T")


class Damaged(Exception):
    """What the shared store has for a task cannot be used; the message says why."""


def record_path(key: str) -> str:
    """Where the record of the task `key` lies."""
    return f"actions/{key[:2]}/{key}.json"


def blob_path(digest: str) -> str:
    """Where the blob `digest` lies."""
    return f"blobs/{digest[:2]}/{digest}"


async def together(work: Iterable[Coroutine[Any, Any, T]]) -> list[T]:
    """The results of `work`, done at once, in order. The first error ends the rest."""
    tasks = [asyncio.ensure_future(one) for one in work]
    try:
        return await asyncio.gather(*tasks)
    except BaseException:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise


class Shelf:
    """The store in `bucket`. `damaged` holds the keys of tasks and the digests of blobs that were found wrong there: what is
    sent for them replaces what is there. All methods raise Away or Refused."""

    def __init__(self, bucket: Bucket) -> None:
        self.bucket = bucket
        self.damaged: set[str] = set()

    async def present(self, keys: Iterable[str]) -> list[str]:
        """Which of `keys` have a record, as far as that can be found out with fewer questions than there are keys: a listing
        of the folders that they would lie in, or (where these are nearly as many) `keys` as they are."""
        wanted = sorted(set(keys))
        folders = sorted({key[:2] for key in wanted})
        if len(wanted) < 2 * len(folders):
            return wanted
        listed = await together(self.bucket.entries(f"actions/{one}") for one in folders)
        there = {entry.path for found in listed for entry in found}
        return [key for key in wanted if record_path(key) in there]

    async def there(self, keys: Iterable[str]) -> list[str]:
        """Which of `keys` have a record that can be used, as far as a listing or, of few keys, the record itself tells."""
        async def one(key: str) -> bool:
            try:
                return await self.record(key) is not None
            except Damaged:
                return False

        wanted = set(keys)
        found = await self.present(wanted)
        if len(found) < len(wanted) or len(wanted) > _FEW:  # they were listed
            return found
        return [key for key, is_there in zip(found, await together(map(one, found)), strict=True) if is_there]

    async def record(self, key: str) -> Record | None:
        """The record of `key`, or None when there is none. Raises Damaged."""
        try:
            data = await self.bucket.get(record_path(key), LARGEST)
            record = None if data is None else from_bytes(key, data)
        except ValueError as error:
            self.damaged.add(key)
            raise Damaged(f"the record {key[:12]} cannot be used: {error}") from None
        for name, blob in record.outputs.items() if record else ():
            if blob.size > LARGEST_BLOB:
                self.damaged.add(key)
                raise Damaged(f"the {name} of {key[:12]} is said to hold {blob.size} bytes")
        return record

    async def fetch(self, record: Record, local: Store) -> int:
        """Brings the blobs of `record` into `local`, and then the record. The bytes that came. Raises Damaged, and OSError
        when the local disk refuses."""
        got = 0
        for name, blob in record.outputs.items():
            if await asyncio.to_thread(files.size_of, local.path(blob.digest)) != blob.size:
                try:
                    await self._fetch_blob(blob, local)
                except Damaged as error:
                    self.damaged |= {record.key, blob.digest}
                    raise Damaged(f"the {name} of {record.key[:12]} is {error}") from None
                got += blob.size
        await asyncio.to_thread(local.note, record)
        return got

    async def _fetch_blob(self, blob: Blob, local: Store) -> None:
        temporary = files.fresh(local.root / "tmp")
        temporary.parent.mkdir(parents=True, exist_ok=True)
        try:
            with temporary.open("xb") as handle:
                await self._copy(blob, handle)
            await asyncio.to_thread(local.admit, temporary, blob)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise

    async def _copy(self, blob: Blob, handle: Any) -> None:
        """Writes the bytes of `blob` to `handle`. Raises Damaged unless they are its bytes."""
        hasher = hashlib.sha256()

        def take(piece: bytes) -> None:
            hasher.update(piece)
            handle.write(piece)

        def again() -> None:
            nonlocal hasher
            hasher = hashlib.sha256()
            handle.seek(0)
            handle.truncate()

        try:
            there = await self.bucket.read(blob_path(blob.digest), blob.size, take, again)
        except ValueError as error:
            raise Damaged(f"damaged: {error}") from None
        if not there:
            raise Damaged("missing")
        if hasher.hexdigest() != blob.digest:
            raise Damaged("damaged: its bytes do not fit its name")

    async def glance(self, blob: Blob, most: int) -> bytes:
        """The bytes of the small `blob`. Raises Damaged."""
        try:
            data = await self.bucket.get(blob_path(blob.digest), min(most, blob.size))
        except ValueError as error:
            raise Damaged(f"damaged: {error}") from None
        if data is None or hashlib.sha256(data).hexdigest() != blob.digest:
            raise Damaged("missing" if data is None else "damaged: its bytes do not fit its name")
        return data

    async def send(self, record: Record, local: Store) -> int:
        """Sends the blobs of `record` out of `local`, and then the record. The bytes that went. What is there already stays,
        unless it is known to be wrong. Raises Damaged when the local bytes are wrong, and OSError."""
        went = 0
        for name, blob in record.outputs.items():
            try:
                went += await self.send_blob(blob, local.path(blob.digest))
            except Damaged as error:
                raise Damaged(f"the {name} of {record.key[:12]} is {error}") from None
        data = to_bytes(record)
        await self.bucket.put(record_path(record.key), data, len(data), replace=record.key in self.damaged)
        self.damaged.discard(record.key)
        return went

    async def send_blob(self, blob: Blob, file: Path) -> int:
        """Sends the bytes of `blob`, which `file` should hold. How many went: none when they are there. Raises Damaged."""
        path, replace = blob_path(blob.digest), blob.digest in self.damaged
        if not replace and blob.size >= LIKELY and await self.bucket.size(path) == blob.size:
            return 0
        try:
            fits = await asyncio.to_thread(files.digest_regular, file) == blob.digest
        except OSError as error:
            raise Damaged(f"not readable here: {error.strerror}") from None
        if not fits:
            raise Damaged("damaged here; `dramac cache verify` sets it aside")
        content: bytes | Path = file if blob.size > LIKELY else await asyncio.to_thread(file.read_bytes)
        if not await self.bucket.put(path, content, blob.size, replace=replace):
            if await self.bucket.size(path) == blob.size:
                return 0
            await self.bucket.put(path, content, blob.size, replace=True)  # one that was cut short stands in the way
        self.damaged.discard(blob.digest)
        return blob.size

    async def listing(self, folder: str, suffix: str = "") -> dict[str, tuple[int, float]]:
        """The objects of `folder`/ab/ that are named by a digest and `suffix`: size and time of each, by digest."""
        found = {}
        for entry in await self.bucket.entries(folder):
            digest = entry.path.rpartition("/")[2].removesuffix(suffix)
            if is_digest(digest) and entry.path == f"{folder}/{digest[:2]}/{digest}{suffix}":
                found[digest] = entry.size, entry.written
        return found
