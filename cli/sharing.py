"""What commands need to work with a shared store: opening it, the lengths of lines that only it has, what builds rest on."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from ..compiler.plan.nodes import Plan
from ..compiler.request import Request
from ..runtime import roots
from ..runtime.events import Event
from ..runtime.job import Fault
from ..runtime.store import Store
from .planning import measured


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


def heard(store: Store, speech: Plan) -> dict[str, float]:
    """The length in seconds of every speech task of `speech` that is known, here or in a store that is shared, by key."""
    known = measured(store, speech)
    there = store.glance((task.key for task in speech.tasks if task.action == "speech" and task.key not in known), "timing")
    for key, data in there.items():
        with suppress(ValueError, KeyError, TypeError):  # what is no timing counts as not spoken
            known[key] = float(json.loads(data)["seconds"])
    return known


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
