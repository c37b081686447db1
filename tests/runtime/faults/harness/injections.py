"""The injections: each disturbs, lets the disturbed build end, and says whether its tasks told as done must all be there."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from .clock import Clock
from .place import CHILD, Build, Place

YEARS = 365 * 24 * 3600.0
BUCKET = "films"


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


def clock_jump_in_process(place: Place) -> tuple[Build, bool]:
    """The wall clock of a build and of its workers goes back and forth while they run; `gc` works beside them or after them with
    a clock that is off as well, and is told to keep all that the build wants."""
    clock = Clock(place.root / "clock")
    if place.draw.random() < 0.5:
        clock.set(_off(place.draw))  # wrong from the beginning
    build = Build(place, clock=clock)
    for _ in range(place.draw.randint(1, 6)):
        if not build.until(len(build.seen) + place.draw.randint(1, 15)):
            break
        clock.set(_off(place.draw))
    beside = place.draw.random() < 0.5
    said = _tidy(place, clock) if beside else ""
    build.finish()
    said = said or _tidy(place, clock)
    if said:
        build.found.setdefault("crash", said)
    return build, True


def _tidy(place: Place, clock: Clock) -> str:
    """What `gc` by that clock complains of."""
    return subprocess.run([sys.executable, str(CHILD.with_name("tidy.py")), str(place.store)], capture_output=True, text=True,
                          check=False, env={**os.environ, **clock.environment()}).stderr


def _off(draw: random.Random) -> float:
    """Seconds by which a clock is off: an hour of summer time, a wrong zone, a dead battery, a wrong century."""
    return draw.choice([-1, 1]) * draw.choice([1.0, 3600.0, 8 * 3600.0, 90 * 24 * 3600.0, 30 * YEARS])


def network_gone(place: Place) -> tuple[Build, bool]:
    assert place.relay is not None
    place.relay.away(place.draw.random() < 0.2)  # now and then before it begins
    build = Build(place, shared=f"s3://{BUCKET}/store")
    build.until(place.draw.randint(1, 40))
    place.relay.away(True)
    build.finish()
    place.relay.away(False)
    return build, True


LOCAL = (kill_build, kill_worker, flip_blob, flip_record, truncate_blob, truncate_record, full_disk, clock_jump,
         clock_jump_in_process)
KINDS = {one.__name__: one for one in (*LOCAL, kill_ray_worker, network_gone)}
