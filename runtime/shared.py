"""A local store that shares with others: read through, and written through in the background.

It is the local store, with the same methods; what the shared one has is brought in before it is looked for (`bring`,
`fetch`), and what was made is sent on (`finished`). No lock is held across machines: two of them may do one task twice,
and the first result to arrive stays. A shared store that is slow, gone or damaged never fails a build.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from ..compiler.plan.nodes import Plan
from .events import Event, Fetched, Sent, Warned
from .record import Record
from .remote.address import parse
from .remote.bucket import USUAL, Away, Patience
from .remote.link import Link, Moved
from .store import Store


@dataclass(frozen=True, slots=True)
class Shared(Store):
    """The local store at `root`, linked to a shared one by `link`. `tell` hears what becomes of it, from the caller's own
    thread. To be closed."""

    link: Link
    tell: Callable[[Event], None]

    def bring(self, plan: Plan) -> None:
        """Fetches what a build of `plan` would otherwise make: its products if they are there, else what they are made from,
        and so on down. What only rests under something that is there, or here, is left where it is. Raises Fault while the
        local store is being cleaned, or cannot be written."""
        tasks = plan.by_key()
        given = {one.key for task in tasks.values() for one in task.inputs}
        wave = [one.key for one in plan.products if one.key in tasks] + [key for key in tasks if key not in given]
        seen: set[str] = set()
        came = size = 0
        with self.in_use():
            while wave and not self.link.away:
                seen.update(wave)
                lacking = {key: tasks[key].outputs for key in wave if not self._has(key, tasks[key].outputs)}
                moved = self.link.fetch(lacking) if lacking else Moved()
                came, size = came + moved.tasks, size + moved.bytes
                deeper = [one.key for key in lacking if not self._has(key, tasks[key].outputs) for one in tasks[key].inputs]
                wave = [key for key in dict.fromkeys(deeper) if key in tasks and key not in seen]
        self._say()
        if came:
            self.tell(Fetched(came, size, self.link.address.shown))

    def _has(self, key: str, outputs: Iterable[str]) -> bool:
        record = self.lookup(key)
        return record is not None and set(outputs) <= set(record.outputs)

    def fetch(self, key: str) -> Record | None:
        """The record of `key` with all its blobs here, fetched if they were not; None when neither store has it."""
        record = self.lookup(key)
        if record is None:
            self.link.fetch({key: ()})
            self._say()
            record = self.lookup(key)
        return record

    def glance(self, keys: Iterable[str], name: str) -> dict[str, bytes]:
        """The small output `name` of those of the tasks `keys` that the shared store has, without fetching the rest of them."""
        found = self.link.glance(keys, name)
        self._say()
        return found

    def there(self, keys: Iterable[str]) -> frozenset[str]:
        """Those of the tasks `keys` whose results are here, or in the shared store as far as its listings tell."""
        asked = frozenset(keys)
        here = frozenset(key for key in asked if self.lookup(key) is not None)
        found = self.link.there(asked - here)
        self._say()
        return here | found

    def finished(self, key: str) -> None:
        """Has the result of the task `key`, which was made here, sent on in the background."""
        self.link.send(key)
        self._say()

    def remember(self, file: Path) -> None:
        """Has the file of roots `file`, which lies in this store, sent on in the background."""
        self.link.send_file(f"roots/{file.name}", file)

    def close(self, hurry: bool = False) -> None:
        """Waits for what is being sent, but not for ever (`hurry`: hardly), and says what was sent and what was not."""
        moved = self.link.finish(hurry)
        self._say()
        if moved.failed:
            why = self.link.away.message if self.link.away else next(iter(moved.failed.values()))
            self.tell(Warned(f"{len(moved.failed)} results were not sent to {self.link.address.shown}: {why}; "
                             "`dramac cache push` sends them later"))
        if moved.tasks:
            self.tell(Sent(moved.tasks, moved.bytes, self.link.address.shown))

    def _say(self) -> None:
        while self.link.problems:
            self.tell(Warned(self.link.problems.pop(0)))


def share(root: Path, address: str, tell: Callable[[Event], None], patience: Patience = USUAL) -> Shared:
    """The store at `root`, shared at `address` (a URL or a folder).

    A shared store that does not answer is said and then done without. Raises Fault for what a person must mend first: an
    address that is none, a library that is not installed, credentials that are refused, no such bucket.
    """
    link = Link(parse(address), Store(root), patience)
    try:
        link.reach()
    except Away as away:
        link.problems.append(f"{away.message}: going on with the local store alone")
        link.shelf.bucket.away = away
    except BaseException:
        link.line.close()
        raise
    shared = Shared(root, link, tell)
    shared._say()
    return shared
