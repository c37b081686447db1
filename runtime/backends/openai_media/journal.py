"""What must outlive an attempt at a paid task: that a server was asked, under which mark, and which job it made of that.

It is written, durably, before a server is asked for what costs money, and again when it has answered: a build that ends in
between finds there what may have been paid for. No address and no key stand in it; that it is the same server as before is
told by a salted digest.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, replace

from ... import files
from ...job import Fault, Job
from .address import Address

FILE, ANSWER = "job.json", "answer"
AGAIN = "DRAMAC_MEDIA_PAY_AGAIN"
_LARGEST = 1 << 16
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:=+-]{0,255}")
_STATES = ("asked", "accepted", "over")


@dataclass(frozen=True, slots=True)
class Entry:
    """One asking. `attempt` from 1, each of which may be paid for once; `state`: asked (nobody knows whether the server heard
    it), accepted (it did: `id` is the job, or the answer lies beside), over (it made nothing of it, and said so). `at`: when
    (seconds since 1970). `salt` and `server`: on which server. `again`: the leave to pay again that this attempt has used."""

    attempt: int = 1
    state: str = "asked"
    id: str = ""
    at: float = 0.0
    salt: str = ""
    server: str = ""
    again: str = ""


class Journal:
    """The journal of one task, in a folder of its own, which need not be there."""

    def __init__(self, job: Job, address: Address) -> None:
        self._folder, self._key, self._address = job.journal, job.key, address

    def read(self) -> Entry | None:
        """What was noted last, or None. Raises Fault for what cannot be read: it may be all that tells of a paid job."""
        try:
            found = json.loads(files.read_small(self._folder / FILE, _LARGEST))
            entry = Entry(**found)
            fits = (isinstance(entry.attempt, int) and entry.state in _STATES and isinstance(entry.at, int | float)
                    and all(isinstance(one, str) for one in (entry.id, entry.salt, entry.server, entry.again))
                    and (not entry.id or is_id(entry.id)))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, ValueError, TypeError, RecursionError):
            fits = False
        if not fits:
            raise Fault("the note of what this task has asked a server for is damaged, and it may have been paid for",
                        self.remedy(None))
        return entry

    def begin(self, before: Entry | None) -> Entry:
        """Notes, before the server is asked, that it will be: the attempt after `before`."""
        salt = os.urandom(16).hex()
        entry = Entry(before.attempt + 1 if before else 1, "asked", "", round(time.time(), 3), salt, self._mark(salt),
                      leave() or (before.again if before else ""))
        self._write(entry)
        return entry

    def accepted(self, entry: Entry, id: str = "") -> Entry:
        """Notes that the server has taken `entry` as the job `id`, or that its answer lies here."""
        entry = replace(entry, state="accepted", id=id)
        self._write(entry)
        return entry

    def over(self, entry: Entry) -> None:
        """Notes that nothing will come of `entry`: it was refused, or has failed, as the server said."""
        self._write(replace(entry, state="over"))

    def once(self, entry: Entry) -> str:
        """The mark of `entry`: the same for the same task and attempt, and for no other."""
        return f"dramac-{self._key[:40]}-{entry.attempt}"

    def is_here(self, entry: Entry) -> bool:
        """Whether `entry` was asked of this very server."""
        return hmac.compare_digest(entry.server, self._mark(entry.salt))

    def may_again(self, entry: Entry) -> bool:
        """Whether the user has said that `entry` may be paid for once more, and it was not yet."""
        return bool(leave()) and leave() != entry.again

    def remedy(self, entry: Entry | None) -> str:
        """What a person can do about an attempt of which nobody knows what became."""
        job = f" (its mark is {self.once(entry)})" if entry is not None else ""
        return f"look into what the provider has billed{job}; dramac build --pay-again asks once more, and pays once more"

    def taken(self) -> frozenset[str]:
        """The numbers of the jobs that other tasks of this store wait for."""
        found = set()
        for other in self._folder.parent.glob("*/" + FILE):
            with suppress(OSError, ValueError, RecursionError):
                note = json.loads(files.read_small(other, _LARGEST))
                if other.parent != self._folder and isinstance(note, dict):
                    found.add(str(note.get("id", "")))
        return frozenset(found)

    def keep(self, answer: bytes) -> None:
        """Keeps the answer of the server itself, which cannot be had again."""
        with files.disk("what a server made cannot be kept"):
            files.write_atomic(self._folder / ANSWER, answer, files.fresh(self._folder))

    def kept(self, most: int) -> bytes | None:
        """The answer that was kept, or None."""
        try:
            return files.read_small(self._folder / ANSWER, most)
        except OSError:
            return None

    def _mark(self, salt: str) -> str:
        where = f"{self._address.scheme}://{self._address.host}:{self._address.port}{self._address.path}"
        return hashlib.scrypt(where.encode(), salt=salt.encode(), n=1 << 12, r=8, p=1, dklen=16).hex()

    def _write(self, entry: Entry) -> None:
        with files.disk("what a server is asked for cannot be noted"):
            files.write_atomic(self._folder / FILE, json.dumps(asdict(entry)).encode(), files.fresh(self._folder))
            for folder in (self._folder.parent, self._folder.parent.parent):  # they may be new
                files.sync_folder(folder)


def is_id(text: object) -> bool:
    """Whether `text` can be the number of a job: nothing that could lead elsewhere stands in it."""
    return isinstance(text, str) and _ID.fullmatch(text) is not None


def leave() -> str:
    """The leave to pay again that the user has given, as what is noted of it; empty without. One leave is good for one more
    attempt at each task."""
    given = os.environ.get(AGAIN, "")
    return hashlib.sha256(given.encode()).hexdigest()[:16] if given else ""
