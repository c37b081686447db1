"""Looking after a shared store: how much it holds, whether its bytes are still right, what may be forgotten."""

from __future__ import annotations

import asyncio
import hashlib
import time
from dataclasses import dataclass, field

from ..care import STALE, Collected, Kept, choose
from ..record import Blob, Record
from ..roots import FOLDER, LARGEST, Root, from_bytes
from .link import Link
from .shelf import Damaged, Shelf, blob_path, record_path, together


@dataclass(frozen=True, slots=True)
class Holding:
    """What a shared store holds: finished tasks, blobs and their bytes, last builds."""

    records: int
    blobs: int
    bytes: int
    roots: int


@dataclass(slots=True)
class Verified:
    """What reading every byte came to. `read`: blobs. `healed`: blobs that were wrong or lacking and were sent again from the
    local store. `removed`: blobs and records that were wrong, and gone now: their tasks count as not done."""

    read: int = 0
    healed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


def stats(link: Link) -> Holding:
    """Counts what lies in the shared store. Raises Away or Refused, as all functions here."""
    async def count() -> Holding:
        records, blobs, roots = await asyncio.gather(link.shelf.listing("actions", ".json"), link.shelf.listing("blobs"),
                                                     link.shelf.bucket.entries(FOLDER))
        return Holding(len(records), len(blobs), sum(size for size, _ in blobs.values()), len(roots))

    return link.line.wait(count())


def roots(link: Link, since: float) -> tuple[list[Root], list[str]]:
    """The builds that the shared store remembers since `since` (seconds since 1970), and the names of files that are none."""
    async def one(path: str) -> Root | str:
        try:
            data = await link.shelf.bucket.get(path, LARGEST)
            return path if data is None else from_bytes(data)
        except ValueError:
            return path

    async def read() -> list[Root | str]:
        return await together(one(entry.path) for entry in await link.shelf.bucket.entries(FOLDER))

    found = link.line.wait(read())
    return ([one for one in found if isinstance(one, Root) and one.at >= since],
            [one.rpartition("/")[2] for one in found if isinstance(one, str)])


def verify(link: Link) -> Verified:
    """Reads every byte of the shared store. What is wrong is sent again where the local store has it right, and else taken
    away, so that it is made again. A blob counts as wrong only after two readings."""
    async def work() -> Verified:
        found = Verified()
        shelf = link.shelf
        blobs = await shelf.listing("blobs")
        right = await together(_fits(shelf, digest, size) for digest, (size, _) in blobs.items())
        found.read = len(blobs)
        wrong = [digest for digest, fits in zip(blobs, right, strict=True) if not fits]
        await together(_mend(link, digest, found) for digest in wrong)
        there = {digest: size for digest, (size, _) in blobs.items() if digest not in found.removed}
        await together(_examine(link, key, there, found) for key in await shelf.listing("actions", ".json"))
        found.healed.sort()
        found.removed.sort()
        return found

    return link.line.wait(work())


async def _fits(shelf: Shelf, digest: str, size: int) -> bool:
    for _ in range(2):
        hasher = hashlib.sha256()

        def again() -> None:
            nonlocal hasher
            hasher = hashlib.sha256()

        def take(piece: bytes) -> None:
            hasher.update(piece)  # noqa: B023 - read before the next round

        try:
            there = await shelf.bucket.read(blob_path(digest), size, take, again)
        except ValueError:
            continue  # it was written anew since the listing
        if not there or hasher.hexdigest() == digest:
            return True
    return False


async def _mend(link: Link, digest: str, found: Verified) -> None:
    link.shelf.damaged.add(digest)
    file = link.local.path(digest)
    try:
        await link.shelf.send_blob(Blob(digest, (await asyncio.to_thread(file.stat)).st_size), file)
        found.healed.append(digest)
    except (Damaged, OSError):
        await link.shelf.bucket.delete([blob_path(digest)])
        found.removed.append(digest)


async def _examine(link: Link, key: str, there: dict[str, int], found: Verified) -> None:
    """Looks whether the record of `key` is one, and whether its blobs are there; if not, mends or removes it."""
    try:
        record = await link.shelf.record(key)
        if record is None:
            return
        for blob in record.outputs.values():
            if blob.digest not in found.healed and there.get(blob.digest) != blob.size:
                await link.shelf.send_blob(blob, link.local.path(blob.digest))
                found.healed.append(blob.digest)
    except Damaged:
        local: Record | None = await asyncio.to_thread(link.local.lookup, key)
        link.shelf.damaged.add(key)
        try:
            if local is None:
                raise Damaged("not here either")
            await link.shelf.send(local, link.local)
            found.healed.append(key)
        except Damaged:
            await link.shelf.bucket.delete([record_path(key)])
            found.removed.append(key)


def collect(link: Link, keep: frozenset[str], older_than: float | None, max_bytes: int | None, *, dry: bool) -> Collected:
    """Forgets finished tasks of the shared store by the rules of `Store.gc`; a task's age is that of its record, because
    reading leaves no trace there. With `dry` only counts them.

    Everything is read before anything is deleted, records before blobs. A blob that no record names stays for a day: a
    build somewhere may be about to name it.
    """
    async def work() -> Collected:
        listed, blobs = await asyncio.gather(link.shelf.listing("actions", ".json"), link.shelf.listing("blobs"))
        sizes = {digest: size for digest, (size, _) in blobs.items()}
        kept = await together(_kept(link.shelf, key, written) for key, (_, written) in listed.items())
        going = choose(kept, sizes, keep, older_than, max_bytes)
        gone = {one.key for one in going}
        named = frozenset[str]().union(*(one.blobs for one in kept if one.key not in gone))
        freed = frozenset[str]().union(*(one.blobs for one in going))
        young = time.time() - STALE
        orphans = sorted(digest for digest, (_, written) in blobs.items()
                         if digest not in named and (digest in freed or written < young))
        if not dry:
            await link.shelf.bucket.delete([record_path(key) for key in sorted(gone)])
            await link.shelf.bucket.delete([blob_path(digest) for digest in orphans])
        return Collected(len(gone), len(orphans), sum(sizes[digest] for digest in orphans))

    return link.line.wait(work())


async def _kept(shelf: Shelf, key: str, written: float) -> Kept:
    try:
        record = await shelf.record(key)
    except Damaged:
        record = None
    named = (blob.digest for blob in record.outputs.values()) if record else ()
    return Kept(key, written if record else float("-inf"), frozenset(named))
