"""What commands need to work with a shared store: opening it, sending and fetching, what builds rest on."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..compiler.analyse import Analysis
from ..compiler.driver import speech_plan
from ..compiler.lock.nodes import Lock
from ..compiler.request import Request
from ..runtime import roots
from ..runtime.care import Collected
from ..runtime.events import Event, Warned
from ..runtime.job import Fault
from ..runtime.store import Store
from .planning import all_requests, needed_keys

if TYPE_CHECKING:
    from ..runtime.remote.link import Moved
    from ..runtime.shared import Shared


@contextmanager
def opened(folder: Path, shared: str, show: Callable[[Event], None]) -> Iterator[Store]:
    """The store in `folder`, shared at the address `shared` unless that is empty; closed in a hurry if need be. `show` hears
    of the sharing. Raises Fault."""
    if not shared:
        yield Store(folder)
        return
    from ..runtime.shared import share  # its event loop costs a start some time

    store = share(folder, shared, show)
    try:
        yield store
    finally:
        store.close(hurry=True)


def worries(event: Event) -> None:
    """Says what goes wrong with a shared store that is only looked into."""
    if isinstance(event, Warned):
        click.echo(f"warning: {event.message}", err=True)


@contextmanager
def linked(folder: Path, shared: str) -> Iterator[tuple[Shared, list[str]]]:
    """The store in `folder`, shared at `shared`, for a person who asked for just that; and what went wrong in between, in
    sentences. Raises Fault where the shared store cannot be reached."""
    from ..runtime.remote.address import parse
    from ..runtime.remote.link import Link
    from ..runtime.shared import Shared

    said: list[str] = []
    link = Link(parse(shared), Store(folder))
    try:
        link.reach()
        yield Shared(folder, link, lambda event: said.append(event.message) if isinstance(event, Warned) else None), said
    finally:
        link.line.close()


def remember(store: Store, request: Request, keys: Iterable[str]) -> None:
    """Notes in `store` that the last build of `request` in this branch needs the tasks `keys`, where it can be written (a
    build that finds everything made does not ask for that)."""
    with suppress(Fault):
        store.remember(roots.remember(store, _what(store.root, request), keys))


def _what(folder: Path, request: Request) -> str:
    """A build in words: the branch, or where there is none the machine and the folder; and what was asked for."""
    project = folder.absolute().parent.parent
    branch = _branch(project)
    place = f"{project.name} ({branch})" if branch else f"{socket.gethostname()}:{project}"
    asked: Mapping[str, str] = dict(request.variants)
    words = [*(request.episodes or ("all episodes",)), *request.languages, request.target, "draft" if request.draft else "",
             *(f"{key}={value}" for key, value in asked.items())]
    return f"{place}: {' '.join(word for word in words if word)}"


def _branch(project: Path) -> str:
    """The branch that git has checked out around `project`, or the empty string."""
    for folder in (project, *project.parents):
        place = folder / ".git"
        try:
            if place.is_file():  # a linked work tree: the file says where its own part of the repository is
                place = (folder / place.read_text(encoding="utf-8").removeprefix("gitdir:").strip()).resolve()
            if place.is_dir():
                return (place / "HEAD").read_text(encoding="utf-8").strip().removeprefix("ref: refs/heads/")
        except (OSError, UnicodeDecodeError):
            return ""
    return ""


def send(analysis: Analysis | None, folder: Path, episodes: tuple[str, ...], lock: Lock,
         shared: str) -> tuple[Moved, str]:
    """Sends what the store in `folder` has of `episodes` (with no analysis: all it has) to `shared`. What came of it, and the
    address as it may be shown. Raises Fault."""
    with linked(folder, shared) as (store, _), store.in_use():
        keys = needed_keys(analysis, store, episodes, lock) if analysis else store.keys()
        moved = store.link.push(key for key in keys if store.lookup(key) is not None)
        for file in sorted((folder / roots.FOLDER).glob("*.json")):
            store.remember(file)
        last = store.link.finish()
        moved.failed |= last.failed
        return moved, store.link.address.shown


def receive(analysis: Analysis | None, folder: Path, episodes: tuple[str, ...], lock: Lock,
         shared: str) -> tuple[Moved, str]:
    """Fetches what `shared` has of `episodes` (with no analysis: all it has) into the store in `folder`. What came of it, and
    the address as it may be shown. Raises Fault."""
    with linked(folder, shared) as (store, _), store.in_use():
        if analysis is None:
            return store.link.pull(None), store.link.address.shown
        voices = {task.key for one in all_requests(analysis, episodes, lock) for task in speech_plan(analysis, one).tasks}
        from ..runtime.remote.link import Moved

        first = store.link.pull(voices)  # their lengths decide which pictures are meant
        rest = store.link.pull(needed_keys(analysis, store, episodes, lock) - voices)
        return Moved(first.tasks + rest.tasks, first.bytes + rest.bytes, first.there + rest.there,
                     first.failed | rest.failed), store.link.address.shown


def collect_shared(analysis: Analysis, store: Store, shared: str, builds: Sequence[roots.Root], since: float,
                   limits: tuple[float | None, int | None], dry: bool, lock: Lock) -> tuple[Collected, list[roots.Root]]:
    """Forgets what `shared` holds and neither the present scripts nor a build since `since` needs, of which `builds` are known
    here. What went (or with `dry` would go), and the builds that are known there. Raises Fault."""
    from ..runtime.remote import care

    with linked(store.root, shared) as (there, said):
        others, damaged = care.roots(there.link, since)
        keep = needed_keys(analysis, there, (), lock).union(*(one.keys for one in (*builds, *others)))
        if said:  # what could not be read might be needed
            raise Fault(f"the shared store was not cleaned: {said[0]}", "try again later")
        if damaged:
            raise Fault(f"{roots.FOLDER}/{damaged[0]} of the shared store cannot be read: what that build needs is not known",
                        "look at it, and delete it if it is nobody's")
        return care.collect(there.link, keep, *limits, dry=dry), others
