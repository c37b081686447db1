"""The store: blobs by SHA-256, and action records that say which blobs a task key stands for.

    blobs/ab/abcdef...        the bytes, read-only, named by their digest
    actions/ab/abcdef....json the record of a finished task
    roots/                    what the last builds needed (see roots.py)
    locks/                    who is at work (see lock.py)
    tmp/                      work in progress; nothing there is ever read back
    journal/abcdef.../        what a task notes that must outlive an attempt, such as a job that was paid for; gone when done
    aside/                    blobs whose bytes no longer fit their name

Every file appears whole or not at all (written in tmp, synced, renamed), blobs before the record that names them, so
that a kill at any moment loses only running tasks and two builds may share one store. What is read is not trusted: a
record that is broken, or whose blobs are missing or cut short, is a miss.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..compiler.plan.nodes import Plan
from . import care, files
from .job import Fault
from .lock import Keys, take
from .record import LARGEST, Blob, Record, from_bytes, is_digest, to_bytes


@dataclass(frozen=True, slots=True)
class Found:
    """What the store has for a key: the record, or None and, where something was wrong, what (`problem`)."""

    record: Record | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Store:
    """The store in the folder `root`, which need not exist yet. Nothing is written before the first `put`."""

    root: Path

    def find(self, key: str) -> Found:
        """What there is for the task key `key`. Never raises: whatever is wrong on disk is a miss with its reason."""
        if not is_digest(key):
            return Found(None, f"{key!r} is no task key")
        try:
            record = from_bytes(key, files.read_small(self._record(key), LARGEST))
        except (FileNotFoundError, NotADirectoryError):
            return Found(None)
        except (OSError, ValueError) as error:
            return Found(None, f"the record {key[:12]} cannot be used: {_reason(error)}; the task will run again")
        for name, blob in record.outputs.items():
            size = files.size_of(self.path(blob.digest))
            if size != blob.size:
                state = "missing" if size < 0 else f"{size} bytes long instead of {blob.size}"
                return Found(None, f"the {name} of {key[:12]} is {state}; the task will run again")
        return Found(record)

    def lookup(self, key: str) -> Record | None:
        """The record of `key` with all its blobs in place, or None."""
        return self.find(key).record

    def path(self, digest: str) -> Path:
        """Where the blob `digest` is, or would be. Its bytes must not be changed. Raises ValueError for no digest."""
        if not is_digest(digest):
            raise ValueError(f"{digest!r} is no digest")
        return self.root / "blobs" / digest[:2] / digest

    def output(self, key: str, name: str) -> Path | None:
        """The file of output `name` of task `key`, or None when the store does not have it."""
        record = self.lookup(key)
        blob = record.outputs.get(name) if record else None
        return self.path(blob.digest) if blob else None

    def put(self, key: str, outputs: Mapping[str, Path], facts: Mapping[str, Any]) -> Record:
        """Copies the files of a finished task into the store and records them; safe against a kill at any moment.

        Blobs that are there already are kept. Raises Fault when an output is no plain file or the disk refuses.
        """
        if not is_digest(key):
            raise ValueError(f"{key!r} is no task key")
        with files.disk(f"the store {self.root} cannot keep a result"):
            record = Record(key, {name: self._put_blob(name, file) for name, file in outputs.items()}, dict(facts))
            self.note(record)
        return record

    def _put_blob(self, name: str, file: Path) -> Blob:
        if files.size_of(file) < 0:
            raise Fault(f"the output {name!r} is not a plain file")
        temporary = files.fresh(self.root / "tmp")
        digest, size = files.copy_digest(file, temporary, 0o444)
        target = self.path(digest)
        try:
            if files.size_of(target) == size:
                os.utime(target)  # keeps `gc` away from a blob that a new record is about to name
                temporary.unlink()
            else:
                files.place(temporary, target)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise
        return Blob(digest, size)

    def adopt(self, name: str, file: Path) -> Blob:
        """Moves the file of the output `name`, which lies on this file system, to its place: without a copy, unless somebody
        still has it open for writing. It is not durable, and nothing rests on it, before `note_all`. Raises Fault."""
        with files.disk(f"the store {self.root} cannot keep a result"):
            if files.size_of(file) < 0:
                raise Fault(f"the output {name!r} is not a plain file")
            sealed = files.seal(file, 0o444)
            if sealed is None:
                return self._put_blob(name, file)
            target = self.path(sealed[0])
            if files.size_of(target) == sealed[1]:
                os.utime(target)
            else:
                files.place(file, target, durable=False)
            return Blob(*sealed)

    def note_all(self, records: Sequence[Record]) -> None:
        """Records finished tasks whose blobs are in place. Many cost one wait for the disk, where the system can do that: blobs
        and records are made durable together, and only then the records appear. So a kill loses no task that was recorded;
        a power cut may lose the last ones, and leaves none without its blobs. Raises Fault."""
        with files.disk(f"the store {self.root} cannot keep a result"):
            written = [(files.fresh(self.root / "tmp"), record) for record in records]
            try:
                for temporary, record in written:
                    temporary.write_bytes(to_bytes(record))
                files.flush(self.root, [temporary for temporary, _ in written]
                            + [self.path(blob.digest) for record in records for blob in record.outputs.values()])
                for temporary, record in written:
                    files.place(temporary, self._record(record.key), durable=False)
            except BaseException:
                for temporary, _ in written:
                    temporary.unlink(missing_ok=True)
                raise

    def admit(self, temporary: Path, blob: Blob) -> None:
        """Takes in the file `temporary`, which lies in the store's tmp and is known to hold the bytes of `blob`. Raises
        OSError."""
        os.chmod(temporary, 0o444)
        handle = os.open(temporary, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        files.place(temporary, self.path(blob.digest))

    def journal(self, key: str) -> Path:
        """The folder in which the task `key` may note what must outlive an attempt at it (see `Job.journal`)."""
        return self.root / "journal" / key

    def forget_journal(self, key: str) -> None:
        """Takes away the journal of the task `key`, which is done. What cannot be taken away is left to `gc`."""
        if is_digest(key):
            discard(self.journal(key))

    def note(self, record: Record) -> None:
        """Records a finished task whose blobs are all in place. Raises OSError."""
        files.write_atomic(self._record(record.key), to_bytes(record), files.fresh(self.root / "tmp"))

    def keys(self) -> list[str]:
        """The keys of all records, sorted. Raises Fault when the store cannot be read."""
        with files.disk(f"the store {self.root} cannot be read"):
            return care.keys(self.root)

    # What becomes of these in a store that is shared with others (see shared.py)

    def bring(self, plan: Plan) -> None:
        """Called before `plan` is carried out: brings in what is to be had elsewhere."""

    def glance(self, keys: Iterable[str], name: str) -> Mapping[str, bytes]:
        """The small output `name` of those of the tasks `keys` that are to be had elsewhere."""
        return {}

    def there(self, keys: Iterable[str]) -> frozenset[str]:
        """Those of the tasks `keys` whose results are here, or are to be had elsewhere."""
        return frozenset(key for key in keys if self.lookup(key) is not None)

    def fetch(self, key: str) -> Record | None:
        """The record of `key` with all its blobs in place, brought in if need be, or None."""
        return self.lookup(key)

    def finished(self, key: str) -> None:
        """Called when the result of the task `key` was made and is in this store."""

    def remember(self, file: Path) -> None:
        """Called when the file of roots `file` was written."""

    def close(self, hurry: bool = False) -> None:
        """Called at the end, which is soon wanted in a `hurry`."""

    def set_aside(self, digest: str) -> None:
        """Moves the blob `digest`, which was found damaged, to aside/, so that its task runs again. Raises Fault."""
        with files.disk(f"the store {self.root} cannot be written"), suppress(FileNotFoundError):
            (self.root / "aside").mkdir(exist_ok=True)
            os.replace(self.path(digest), self.root / "aside" / digest)

    def _record(self, key: str) -> Path:
        return Path(f"{self.root}/actions/{key[:2]}/{key}.json")  # one parse: this is asked twice a task

    def ready(self) -> None:
        """Makes sure that the store can be written, and tidies it where a kill came in between. Raises Fault when it cannot."""
        probe = files.fresh(self.root / "tmp")
        with files.disk(f"the store {self.root} cannot be written"):
            files.write_atomic(probe, b"", files.fresh(self.root / "tmp"))
            probe.unlink()
            care.forget_journals(self.root)

    def scratch(self) -> Path:
        """A new empty folder for work in progress, on the store's file system. Raises Fault."""
        folder = files.fresh(self.root / "tmp")
        with files.disk(f"the store {self.root} cannot be written"):
            folder.mkdir(parents=True)
        return folder

    def sweep(self, processes: Iterable[int]) -> None:
        """Takes away the work in progress of `processes` of this machine, which have ended. What cannot be taken away is left
        to `gc`."""
        for number in processes:
            for one in (self.root / "tmp").glob(f"{number}-*"):
                if one.is_dir():
                    discard(one)
                else:
                    one.unlink(missing_ok=True)

    def rights(self) -> Keys:
        """The rights to do tasks, to be taken one by one; used with `with`. Raises Fault."""
        with files.disk(f"the store {self.root} cannot be locked"):
            return Keys(self.root / "locks" / "tasks")

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Keeps `gc` out while a build runs. Raises Fault while `gc` is at work."""
        with files.disk(f"the store {self.root} cannot be locked"):
            held = take(self.root / "locks" / "store", shared=True)
        if held is None:
            raise Fault(f"the store {self.root} is being cleaned", "wait for the other command to end")
        try:
            yield
        finally:
            held.release()

    def touch(self, key: str) -> None:
        """Notes that the record `key` was used now, for `gc`. What cannot be noted is not."""
        with suppress(OSError):
            os.utime(self._record(key), follow_symlinks=False)

    def stats(self) -> care.Stats:
        """How much the store holds. Raises Fault when it cannot be read."""
        with files.disk(f"the store {self.root} cannot be read"):
            return care.stats(self.root)

    def verify(self) -> list[str]:
        """Reads every blob; those whose bytes do not fit their name are moved to aside/ (so their tasks run again).
        Their digests, sorted. Raises Fault."""
        with files.disk(f"the store {self.root} cannot be verified"):
            return care.verify(self.root)

    def gc(self, keep: set[str] | frozenset[str], older_than: float | None = None,
           max_bytes: int | None = None, *, dry: bool = False) -> care.Collected:
        """Forgets finished tasks that are not in `keep` (task keys), and every blob that no record names then.

        Of those, the ones last used more than `older_than` seconds ago go, and then the longest unused while the
        blobs hold more than `max_bytes`; with neither limit all of them go. Work in progress older than a day goes
        too. With `dry` nothing goes: it is only counted. Raises Fault when a build is using the store, or the disk refuses.
        """
        with files.disk(f"the store {self.root} cannot be cleaned"):
            if not self.root.is_dir():
                return care.Collected(0, 0, 0)
            held = take(self.root / "locks" / "store")
            if held is None:
                raise Fault(f"a build is using the store {self.root}", "wait for it to end")
            try:
                return care.collect(self.root, frozenset(keep), older_than, max_bytes, dry)
            finally:
                held.release()


def discard(folder: Path) -> None:
    """Takes the scratch folder away with all it holds; what cannot be taken away is left to `gc`."""
    from shutil import rmtree

    rmtree(folder, ignore_errors=True)


def _reason(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else f"it is damaged ({error})"
