"""Workers on a Ray cluster, seen from outside: one actor each, which keeps its backends and models; a cluster of this machine
alone, or one that is joined by its address.

A machine that does not see the folder of the store gets inputs, and gives results, as Ray objects; they are put into the
store here, with their digests checked. Ray's own messages are kept away; what matters of them is told as a task's failure.
"""

from __future__ import annotations

import json
import logging
import os
import socket
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Any

from ... import __version__
from ..job import Fault
from ..record import Blob, Record
from ..store import Store, discard
from ..weights.look import Seen, Sought, look
from .local import THREADS, LocalWorker, gpus

HERE = ("ray", "ray://", "ray://local")
OBJECTS = 80 << 20  # bytes of shared memory of a cluster of our own; what is larger is spilled to the disk
ANSWER = 120.0  # seconds for a worker to say what weights it has; large ones are on slow disks
PATIENCE = 5.0  # seconds for a killed process to be gone
QUIET = {"RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0", "RAY_USAGE_STATS_ENABLED": "0", "RAY_DEDUP_LOGS": "0"}


class Cluster:
    """A Ray cluster; used with `with`. `address`: ray (one is started here, with `jobs` cores, at the first hiring, and ended),
    ray://host:port (by Ray's client) or host:port (of its head), which is joined at once. `root`: the folder of the store.
    `cpus` and `gpus`: how many workers there may be. Raises Fault."""

    def __init__(self, address: str, jobs: int | None, root: Path) -> None:
        self._ray: Any = None  # the package, once it is needed
        self._root = root.absolute()
        self._own = address in HERE
        self._workers: list[RayWorker] = []
        for name, value in QUIET.items():
            os.environ.setdefault(name, value)
        if find_spec("ray") is None:
            raise Fault("Ray is not installed", 'pip install "dramac[ray]", or build with --workers local')
        if self._own:
            self.cpus, self.gpus = jobs or len(os.sched_getaffinity(0)), len(gpus())
        else:
            _knock(address)
            self._ray = self._start({"address": address}, f"the Ray cluster {address} cannot be joined")
            found = self._ray.cluster_resources()
            self.cpus, self.gpus = jobs or max(1, int(found.get("CPU", 1))), int(found.get("GPU", 0))

    @staticmethod
    def _start(settings: dict[str, Any], otherwise: str) -> Any:
        import ray

        try:
            ray.init(**settings, log_to_driver=False, logging_level=logging.CRITICAL, namespace=f"dramac-{os.urandom(8).hex()}",
                     runtime_env={"env_vars": {"PYTHONHASHSEED": "0"}})
        except Exception as error:  # Ray has no common kind of error here
            raise Fault(f"{otherwise}: {_first_line(error)}", "look at its address, and at `ray status` there") from error
        _hush()
        return ray

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._ray is not None:
            with suppress(Exception):
                self._ray.shutdown()
        if self._own and self._workers:
            # What this process gave them to work in may have been filled again after it was taken away.
            Store(self._root).sweep([os.getpid(), *(number for worker in self._workers for number in worker.ended())])

    def start(self) -> None:
        """Starts the cluster if it is to be started here and is not. Raises Fault."""
        if self._ray is None:
            self._ray = self._start({"num_cpus": self.cpus, "object_store_memory": OBJECTS, "include_dashboard": False},
                                    "no Ray cluster can be started here")

    def hire(self, kind: str, place: int) -> RayWorker | LocalWorker:
        """An actor for tasks of the class `kind`: a GPU or a core of its own, where the cluster has them. Raises Fault. Who asks
        servers (`net`) stays on this machine: what it notes of jobs that are paid for must outlive it, beside the store, and the
        keys of servers are nobody else's."""
        if kind == "net":
            return LocalWorker()
        from ._actor import Actor

        self.start()
        wanted = {"num_gpus": min(1, self.gpus) if kind == "gpu" else 0, "num_cpus": 1 if kind == "cpu" else 0}
        maker = self._ray.remote(Actor).options(**wanted, max_concurrency=3, max_restarts=0)
        worker = RayWorker(self._ray, maker, self._root)
        self._workers.append(worker)
        return worker

    def look(self, sought: Sequence[Sought]) -> tuple[Seen, ...]:
        """What is there of the weights `sought` where the work will be done, in order: a machine that has workers of the class
        that holds them is asked, once for each class. Raises Fault."""
        self.start()
        seen: dict[Sought, Seen] = {}
        for kind in sorted({one.resource for one in sought}):
            these = [one for one in sought if one.resource == kind]
            settings = {"num_gpus": min(1, self.gpus) if kind == "gpu" else 0, "num_cpus": 0, "max_retries": 0}
            try:
                answers = self._ray.get(self._ray.remote(look).options(**settings).remote(these), timeout=ANSWER)
            except Exception as error:  # the cluster is full, its machine is gone, or it has another dramac
                raise Fault(f"no {kind} worker of the cluster tells what weights it has: {_first_line(error)}",
                            f"is dramac {__version__} installed there? `ray status` tells what is free") from error
            seen |= dict(zip(these, answers, strict=True))
        return tuple(seen[one] for one in sought)


class RayWorker:
    """An actor of a cluster as a worker: see `Worker`. A thread waits for its answers and wakes the build by a pipe."""

    def __init__(self, ray: Any, maker: Any, root: Path) -> None:
        self._ray, self._store = ray, Store(root)
        self._heard: list[dict[str, Any]] = []
        self._waiting: list[Sequence[str]] = []
        self._lock = threading.Lock()
        self._ended = ""
        self._shares = False
        self._process = 0
        self._there: set[str] = set()  # digests that the actor has, where it does not see the store
        self._inputs: dict[str, Any] = {}
        self._bell, self._ring = os.pipe()
        os.set_blocking(self._bell, False)
        self._actor = maker.remote(THREADS)
        self._ready = threading.Event()
        self._closing = False
        threading.Thread(target=self._listen, daemon=True).start()

    def fileno(self) -> int:
        """A descriptor that is readable when there is something to hear."""
        return self._bell

    def send(self, orders: Sequence[str]) -> bool:
        """Hands over `orders`; they wait here until the actor is up."""
        with self._lock:
            if self._ended:
                return False
            if not self._ready.is_set():
                self._waiting.append(orders)
                return True
        return self._hand_over(orders)

    def prepare(self, backend: str) -> None:
        """Has the actor load `backend`."""
        with suppress(Exception):
            self._actor.prepare.remote(backend)

    def hear(self) -> tuple[list[dict[str, Any]], bool]:
        """The answers that have come, and whether the actor is still there."""
        with suppress(BlockingIOError):
            os.read(self._bell, 1 << 16)
        with self._lock:
            heard, self._heard = self._heard, []
            return heard, not self._ended

    def kill(self) -> tuple[str, str]:
        """Ends the actor."""
        with self._lock:
            self._closing = True
        with suppress(Exception):
            self._ray.kill(self._actor, no_restart=True)
        with self._lock:
            for end in (self._bell, self._ring):
                os.close(end)
            self._bell = self._ring = -1
        return self._ended or "ended by this build", ""

    def ended(self) -> list[int]:
        """The number of the actor's process, if it was ever up on this machine: it is waited for, some seconds at most, until
        that process is gone."""
        until = time.monotonic() + PATIENCE
        while self._process and time.monotonic() < until:
            try:
                os.kill(self._process, 0)
            except OSError:
                return [self._process]
            time.sleep(0.02)
        return []

    # The thread

    def _listen(self) -> None:
        try:
            self._greet()
            while not self._closing:
                answers = self._ray.get(self._actor.hear.remote())
                if answers:
                    self._say([self._taken_in(one) for one in answers])
        except Exception as error:  # the actor died, its machine, or the cluster
            with self._lock:
                self._ended = f"its Ray actor is gone ({_first_line(error)})"
            self._say([])

    def _greet(self) -> None:
        """Waits until the actor is up, and finds out whether it sees the store."""
        folder = self._store.scratch()
        try:
            token, content = folder / "token", os.urandom(8).hex()
            token.write_text(content, encoding="ascii")
            version, self._process, self._shares = self._ray.get(self._actor.hello.remote(str(token), content))
        finally:
            discard(folder)
        if version != __version__:
            raise Fault(f"the cluster has dramac {version}, and this is {__version__}")
        with self._lock:
            waiting, self._waiting = self._waiting, []
            self._ready.set()
        self._say([{"say": "ready"}])
        for orders in waiting:
            self._hand_over(orders)

    def _hand_over(self, orders: Sequence[str]) -> bool:
        try:
            self._actor.send.remote(orders, {} if self._shares else self._lacking(orders))
        except Exception:  # found out by listening too
            return False
        return True

    def _lacking(self, orders: Sequence[str]) -> Mapping[str, Any]:
        """Ray objects of the inputs of `orders` that the actor has not got, by digest."""
        found = {}
        for order in orders:
            for file in map(Path, json.loads(order)["inputs"].values()):
                if file.name not in self._there:
                    self._there.add(file.name)
                    found[file.name] = self._ray.put(file.read_bytes())
        return found

    def _taken_in(self, answer: dict[str, Any]) -> dict[str, Any]:
        """`answer` after its results have been put into the store here, where the actor could not do that itself."""
        content = answer.pop("content", None)
        if content is None:
            return answer
        scratch = self._store.scratch()
        try:
            blobs: dict[str, Blob] = {}
            for name, (digest, size) in answer["outputs"].items():
                (scratch / name).write_bytes(self._ray.get(content[digest]))
                blobs[name] = self._store.adopt(name, scratch / name)
                if blobs[name] != Blob(digest, size):
                    raise Fault(f"the {name} came damaged from the cluster")
                self._there.add(digest)
            self._store.note_all([Record(answer["key"], blobs, answer["facts"])])
        except (Fault, OSError) as error:
            fault = error if isinstance(error, Fault) else Fault(f"a result cannot be kept: {error}")
            return {"say": "fault", "key": answer["key"], "message": fault.message, "help": fault.help, "detail": "",
                    "transient": "damaged" in fault.message, "damaged": ""}
        finally:
            discard(scratch)
        return answer

    def _say(self, answers: list[dict[str, Any]]) -> None:
        with self._lock:
            self._heard += answers
            if self._ring >= 0:
                os.write(self._ring, b".")


def _knock(address: str) -> None:
    """Finds out in seconds, not in the minute that Ray takes, that nobody is there. Raises Fault."""
    host, colon, port = address.removeprefix("ray://").rpartition(":")
    if not colon or not host or not port.isdigit():
        raise Fault(f"{address!r} is no address of a Ray cluster", "write ray, ray://host:10001 or host:6379")
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=10).close()
    except (OSError, OverflowError) as error:
        raise Fault(f"the Ray cluster {address} cannot be joined: {error}", "is it up, and is this its address?") from error


def _hush() -> None:
    """Takes away Ray's printer of what happens on the cluster: it writes between the paths that a build prints."""
    with suppress(Exception):  # a private matter of Ray's, so that another version may have it elsewhere
        import ray._private.worker as inner

        inner.print_to_stdstream = _nothing
    for name in ("ray", "ray.util.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _nothing(*_: object, **__: object) -> None:
    pass


def _first_line(error: BaseException) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
