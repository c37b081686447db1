"""Faults, injected into builds by a seed: kills, damaged stores, full disks, clocks that jump, networks that go.

Each injection takes away a part of what a store has, so that there is work; disturbs the store or a build at a drawn moment; and
then lets an ordinary build have its way. Afterwards the products must be, byte for byte, those of a build that nobody
disturbed; no product may be wrong at any time; what the disturbed build had told as done must not have been lost by a kill;
and whatever it said must be a clear sentence.
"""

from __future__ import annotations

import json
import logging
import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
CHILD = HERE / "child.py"
YEARS = 365 * 24 * 3600.0
BUCKET = "films"


@dataclass(slots=True)
class Verdict:
    """One injection: its kind, what became of it (unharmed, healed, resumed, error), and what was wrong, if anything."""

    kind: str
    became: str
    wrong: str = ""


@dataclass(slots=True)
class Place:
    """Where the builds of one harness work: `root`/store, `root`/out; the products that there must be; what is drawn."""

    root: Path
    expected: dict[str, bytes]
    draw: random.Random
    ray: str = ""
    relay: Relay | None = None
    kept: list[str] = field(default_factory=list)

    @property
    def store(self) -> Path:
        return self.root / "store"

    def files(self, folder: str) -> list[Path]:
        return sorted(file for file in (self.store / folder).rglob("*") if file.is_file())

    def products(self) -> dict[str, bytes]:
        return {file.name: file.read_bytes() for file in (self.root / "out").glob("*.json")}


class Build:
    """A build in a process of its own. `seen`: the keys that it has told as done."""

    def __init__(self, place: Place, where: str = "", shared: str = "", largest: int = 0) -> None:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "AWS_ACCESS_KEY_ID": "tester",
                       "AWS_SECRET_ACCESS_KEY": "hush", "AWS_REGION": "us-east-1",
                       "AWS_ENDPOINT_URL": place.relay.endpoint if place.relay else ""}
        self.process = subprocess.Popen([sys.executable, str(CHILD), str(place.root), where, shared, str(largest)],
                                        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                        start_new_session=True)
        self.seen: list[str] = []
        self.found: dict[str, Any] = {}

    def until(self, count: int) -> bool:
        """Reads what it says until it has told of `count` tasks. False when it ended before."""
        assert self.process.stdout is not None
        while len(self.seen) < count:
            line = self.process.stdout.readline()
            if not line:
                return False
            self._take(line)
        return True

    def finish(self) -> str:
        """Waits for its end, at most two minutes. What it wrote on standard error."""
        said, complaint = self.process.communicate(timeout=120)
        for line in said.splitlines():
            self._take(line)
        return complaint

    def workers(self) -> list[int]:
        """Its worker processes."""
        found = []
        for one in Path("/proc").iterdir():
            with suppress(OSError, ValueError):
                if int((one / "stat").read_text().rsplit(")", 1)[1].split()[1]) == self.process.pid:
                    found.append(int(one.name))
        return found

    def _take(self, line: str) -> None:
        if line.startswith("done "):
            self.seen.append(line.split()[1])
        elif line.startswith("{"):
            self.found = json.loads(line)


class Relay:
    """The way to an S3 server of this machine, which can be cut."""

    def __init__(self) -> None:
        from moto.server import ThreadedMotoServer

        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self._server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        self._server.start()
        self._there = self._server.get_host_and_port()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self.cut = False
        self.endpoint = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def away(self, cut: bool) -> None:
        """Cuts the way, with all that is on it, or opens it again."""
        self.cut = cut
        for one in self._open if cut else ():
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        if cut:
            self._open.clear()

    def _accept(self) -> None:
        while True:
            try:
                here, _ = self._listener.accept()
            except OSError:
                return
            if self.cut:
                here.close()
                continue
            there = socket.create_connection(self._there)
            self._open += [here, there]
            for source, target in ((here, there), (there, here)):
                threading.Thread(target=self._pass, args=(source, target), daemon=True).start()

    @staticmethod
    def _pass(source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(1 << 16):
                target.sendall(data)
        with suppress(OSError):
            target.shutdown(socket.SHUT_WR)

    def close(self) -> None:
        self._listener.close()
        self._server.stop()


# The injections: each disturbs, lets the disturbed build end, and says whether its tasks told as done must all be there

def kill_build(place: Place) -> tuple[Build, bool]:
    build = Build(place)
    if build.until(place.draw.randint(1, 40)):
        os.kill(build.process.pid, signal.SIGKILL)
    build.finish()
    return build, True


def kill_worker(place: Place) -> tuple[Build, bool]:
    build = Build(place)
    if build.until(place.draw.randint(1, 40)):
        for pid in place.draw.sample(workers := build.workers(), min(len(workers), place.draw.randint(1, 2))):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
    build.finish()
    return build, True


def kill_ray_worker(place: Place) -> tuple[Build, bool]:
    build = Build(place, place.ray)
    if build.until(place.draw.randint(1, 40)):
        for pid in actors():
            if place.draw.random() < 0.7:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
    build.finish()
    return build, True


def actors() -> list[int]:
    """The processes of Ray actors of dramac on this machine."""
    found = []
    for one in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            if b"ray::Actor" in (one / "cmdline").read_bytes():
                found.append(int(one.name))
    return found


def _damage(place: Place, folder: str, change: Callable[[bytearray], bytearray], during: bool) -> tuple[Build, bool]:
    build = Build(place) if during else None
    if build is not None:
        build.until(place.draw.randint(1, 40))
    found = place.files(folder)
    for file in place.draw.sample(found, min(len(found), place.draw.randint(1, 5))):
        with suppress(FileNotFoundError):
            file.chmod(0o644)
            file.write_bytes(change(bytearray(file.read_bytes())))
    build = build or Build(place)
    build.finish()
    return build, False


def flip_blob(place: Place) -> tuple[Build, bool]:
    return _damage(place, "blobs", _flipped(place.draw), place.draw.random() < 0.5)


def flip_record(place: Place) -> tuple[Build, bool]:
    return _damage(place, "actions", _flipped(place.draw), place.draw.random() < 0.5)


def truncate_blob(place: Place) -> tuple[Build, bool]:
    return _damage(place, "blobs", _shortened(place.draw), place.draw.random() < 0.5)


def truncate_record(place: Place) -> tuple[Build, bool]:
    return _damage(place, "actions", _shortened(place.draw), place.draw.random() < 0.5)


def _flipped(draw: random.Random) -> Callable[[bytearray], bytearray]:
    def change(data: bytearray) -> bytearray:
        if data:
            data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
        return data

    return change


def _shortened(draw: random.Random) -> Callable[[bytearray], bytearray]:
    return lambda data: data[:draw.randrange(len(data))] if data else data


def full_disk(place: Place) -> tuple[Build, bool]:
    """A small file system of its own where that may be mounted; else files that may not grow."""
    if place.draw.random() < 0.5 and _mounted(place.store):
        try:
            filler = place.store / "filler"
            with suppress(OSError), filler.open("wb") as out:
                out.write(b"x" * (4 << 20))
            with filler.open("r+b") as out:
                out.truncate(max(0, filler.stat().st_size - place.draw.randint(0, 400) * 1024))
            build = Build(place)
            build.finish()
            filler.unlink()
            again = Build(place)
            again.finish()
            if not again.found.get("ok"):
                build.found.setdefault("crash", f"with room again it does not go on: {again.found}")
        finally:
            subprocess.run(["umount", "-l", str(place.store)], check=False)
        return build, False
    build = Build(place, largest=place.draw.randint(100, 700))
    build.finish()
    return build, False


def _mounted(folder: Path) -> bool:
    return os.geteuid() == 0 and subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)],
                                                capture_output=True, check=False).returncode == 0


def clock_jump(place: Place) -> tuple[Build, bool]:
    """Every time that is written down is years off: of files, and in the ledger; `gc` looks at them, then a build."""
    now = time.time()
    for file in (*place.files("blobs"), *place.files("actions"), *place.files("locks")):
        when = now + place.draw.uniform(-30, 30) * YEARS
        os.utime(file, (when, when))
    with suppress(sqlite3.Error), sqlite3.connect(place.root / "ledger.sqlite") as base:
        base.execute("UPDATE attempts SET at = at + ?", (place.draw.uniform(-30, 30) * YEARS,))
    from dramac.runtime.store import Store

    keep = {file.stem for file in place.files("actions")}
    Store(place.store).gc(keep, older_than=place.draw.choice([0.0, 3600.0]), max_bytes=place.draw.choice([None, 0]))
    build = Build(place)
    build.finish()
    if set(build.found.get("done", ())) & keep:
        build.found["crash"] = "gc forgot what it was told to keep"
    return build, True


def network_gone(place: Place) -> tuple[Build, bool]:
    assert place.relay is not None
    place.relay.away(place.draw.random() < 0.2)  # now and then before it begins
    build = Build(place, shared=f"s3://{BUCKET}/store")
    build.until(place.draw.randint(1, 40))
    place.relay.away(True)
    build.finish()
    place.relay.away(False)
    return build, True


LOCAL = (kill_build, kill_worker, flip_blob, flip_record, truncate_blob, truncate_record, full_disk, clock_jump)
KINDS = {one.__name__: one for one in (*LOCAL, kill_ray_worker, network_gone)}


def inject(place: Place, kind: str) -> Verdict:
    """One injection of `kind`, and the ordinary build after it."""
    _mend(place)
    _forget(place)
    before = {file.stem for file in place.files("actions")}
    build, kept = KINDS[kind](place)
    shown = place.products()
    plain = Build(place)
    complaint = plain.finish()
    wrong = ""
    if any(shown[name] != place.expected[name] for name in shown):
        wrong = "the disturbed build delivered something else"
    elif build.found.get("crash"):
        wrong = str(build.found["crash"])
    elif not plain.found.get("ok"):
        wrong = f"the ordinary build failed: {plain.found} {complaint}"
    elif place.products() != place.expected:
        wrong = "the ordinary build delivered something else"
    elif kept and (lost := set(plain.found["done"]) & (before | set(build.seen))):
        wrong = f"{len(lost)} finished tasks were lost"
    elif build.found and not build.found["ok"] and not build.found["faults"]:
        wrong = "it failed without a word"
    became = "resumed" if not build.found else "error" if not build.found["ok"] else "healed"
    return Verdict(kind, became, wrong)


def _mend(place: Place) -> None:
    """Takes away what the injections before have damaged and no build has read since, so that each begins with a sound store."""
    from dramac.runtime.store import Store

    store = Store(place.store)
    store.verify()
    for file in place.files("actions"):
        if store.lookup(file.stem) is None:
            file.unlink()


def _forget(place: Place) -> None:
    """Takes the products and a part of the records away, so that there is something to do."""
    shutil.rmtree(place.root / "out", ignore_errors=True)
    share = place.draw.choice([0.3, 0.7, 1.0])
    for file in place.files("actions"):
        if b'"master"' in file.read_bytes() or place.draw.random() < share:
            file.unlink()


@contextmanager
def place_in(folder: Path, seed: int, kinds: tuple[str, ...]) -> Iterator[Place]:
    """A place with all that `kinds` need, with the products of an undisturbed build."""
    relay = Relay() if "network_gone" in kinds else None
    place = Place(folder / "ours", {}, random.Random(seed), relay=relay)
    undisturbed = Place(folder / "undisturbed", {}, random.Random(seed))
    Build(undisturbed).finish()
    place.expected = undisturbed.products()
    assert len(place.expected) == 3
    Build(place).finish()
    try:
        if relay is not None:
            _make_bucket(relay)
        if "kill_ray_worker" in kinds:
            place.ray = _ray()
        yield place
    finally:
        if relay is not None:
            relay.close()
        if place.ray:
            import ray

            ray.shutdown()


def _make_bucket(relay: Relay) -> None:
    import urllib.request

    signed = "AWS4-HMAC-SHA256 Credential=tester/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0"
    urllib.request.urlopen(urllib.request.Request(f"{relay.endpoint}/{BUCKET}", method="PUT",
                                                  headers={"Authorization": signed})).read()


def _ray() -> str:
    """A cluster that the builds join."""
    import ray

    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level=logging.CRITICAL,
             object_store_memory=80 << 20)
    return str(ray.get_runtime_context().gcs_address)


def run(folder: Path, seed: int, kinds: Sequence[str]) -> Iterator[Verdict]:
    """The injections `kinds` in order, in a new place in `folder`."""
    with place_in(folder, seed, tuple(kinds)) as place:
        for kind in kinds:
            yield inject(place, kind)


def table(verdicts: list[Verdict]) -> list[str]:
    """What became of them, kind by kind."""
    rows = [f"{'injected':<18}{'times':>6}{'healed':>8}{'resumed':>9}{'clear error':>13}{'wrong':>7}"]
    for kind in dict.fromkeys(one.kind for one in verdicts):
        own = [one for one in verdicts if one.kind == kind]
        became = Counter(one.became for one in own)
        rows.append(f"{kind:<18}{len(own):>6}{became['healed']:>8}{became['resumed']:>9}{became['error']:>13}"
                    f"{sum(1 for one in own if one.wrong):>7}")
    return rows + [f"{one.kind}: {one.wrong}" for one in verdicts if one.wrong]
