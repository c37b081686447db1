"""Builds that ask a misbehaving media server, and are killed: nothing may be paid for twice, and nothing wrong may come of it.

A run draws, by its seed, a kind of server, what goes wrong with which request, and when a worker or the whole build is killed
(SIGKILL). Builds follow one another until one has everything. Where a build says that something may have been paid for, it is
given leave to pay again, as a person would give it, and that is counted: a task may be billed once, and once more for each leave.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import cv2
from media_child import FPS, FRAMES, HEIGHT, WIDTH, plan
from media_server import Abilities, MediaServer, picture, stamp

from dramac.runtime.assemble import clips
from dramac.runtime.store import Store

HERE = Path(__file__).resolve().parent
KEY = "sk-of-the-harness-4711"
KINDS = {"openai": Abilities(seconds=True), "gateway": Abilities(idempotent=True, metadata=True, links=True),
         "vllm-omni": Abilities(), "sglang": Abilities(prompts=False)}
DRAWN = ("gateway", "openai", "gateway", "openai", "vllm-omni", "sglang")
"""The kinds in turn: most of them bill."""
BILLS = ("gateway", "openai")
LOST = ("after:500", "after:drop", "half", "html", "nothing", "deep", "huge", "after:503")
TROUBLE = {
    "image": ("500", "429:0", "503", "drop", *LOST), "edit": ("500", "429:0", "drop", *LOST),
    "create": ("500", "429:0", "503:1", "drop", "noid", *LOST),
    "poll": ("500", "429:0", "404", "drop", "half", "html", "deep", "nothing", "fail"),
    "list": ("500", "429", "drop", "half", "html"),
    "content": ("500", "410", "drop", "half", "cut", "html", "nothing"), "link": ("500", "410", "403", "drop", "cut"),
}
BUILDS = 12


@dataclass(slots=True)
class Verdict:
    """One run: its kind of server, how many builds, kills, troubles and leaves there were, and what was wrong."""

    kind: str
    builds: int = 0
    kills: int = 0
    troubles: int = 0
    leaves: int = 0
    wrong: list[str] = field(default_factory=list)


class Weather:
    """Draws what goes wrong; after `most` times nothing does any more."""

    def __init__(self, draw: random.Random, most: int) -> None:
        self._draw, self._left, self.count = draw, most, 0
        self._lock = threading.Lock()
        self.server: MediaServer | None = None

    def __call__(self, route: str) -> str:
        with self._lock:
            if self._left <= 0 or self._draw.random() > 0.35:
                return ""
            self._left -= 1
            self.count += 1
            trouble = self._draw.choice(TROUBLE[route])
        if trouble != "fail":
            return trouble
        assert self.server is not None
        with self.server.lock:  # a job fails, and its bill is taken back
            for job in self.server.jobs.values():
                if job.status in ("queued", "in_progress"):
                    job.status, job.error = "failed", {"code": "server_error", "message": "out of memory"}
                    self.server.billed[job.mark] -= 1
                    break
        return ""


def run(root: Path, seed: int, count: int, pictures: int = 2, together: int = 4) -> Iterator[Verdict]:
    """`count` runs, so many at a time: mostly they wait."""
    def done(at: int) -> Verdict:
        folder = root / f"run{at}"
        folder.mkdir(parents=True)
        verdict = one(folder, random.Random(f"{seed}/{at}"), DRAWN[at % len(DRAWN)], f"run {at}", pictures)
        if not verdict.wrong:
            shutil.rmtree(folder)
        return verdict

    with ThreadPoolExecutor(together) as pool:
        yield from pool.map(done, range(count))


def one(root: Path, draw: random.Random, kind: str, name: str, pictures: int) -> Verdict:
    """One run."""
    verdict = Verdict(kind)
    weather = Weather(draw, draw.randint(2, 9))
    with MediaServer(KINDS[kind], weather, busy=draw.choice((0.0, 0.1, 0.3)), key=KEY) as server:
        weather.server = server
        leave, kills = "", draw.randint(1, 3)
        leaves: Counter[str] = Counter()
        said = ""
        for _ in range(BUILDS):
            verdict.builds += 1
            killing = verdict.kills < kills
            found, words, killed = _build(root, kind, name, pictures, server, leave, draw if killing else None)
            verdict.kills += killed
            kills -= killing and not killed  # it was too quick
            said += words + json.dumps(found)
            leave = ""
            if found.get("ok"):
                break
            for fault in found.get("faults", ()):
                if kind not in ("openai",):
                    print(kind, fault, file=sys.stderr)
            unclear = [fault.split()[0] for fault in found.get("faults", ()) if "--pay-again" in fault]
            if unclear:
                leave = f"leave {draw.random()}"
                verdict.leaves += 1
                leaves.update(one.key for one in plan(kind, name, pictures).tasks)  # a leave is for a whole build
        verdict.troubles = weather.count
        verdict.wrong = list(_judged(root, server, kind, name, pictures, leaves, said, found))
    return verdict


def _build(root: Path, kind: str, name: str, pictures: int, server: MediaServer, leave: str,
           draw: random.Random | None) -> tuple[dict[str, Any], str, bool]:
    """One build, disturbed where there is a `draw`. What came of it, what it wrote, and whether a kill hit."""
    path = os.pathsep.join(sys.path)
    environment = {**os.environ, "PYTHONPATH": path, "DRAMAC_MEDIA_URL": server.url,
                   "DRAMAC_MEDIA_KEY": KEY, "DRAMAC_MEDIA_SETTLE": "0.4", "DRAMAC_MEDIA_PATIENCE": "60",
                   "DRAMAC_MEDIA_PAY_AGAIN": leave}
    child = subprocess.Popen([sys.executable, str(HERE / "media_child.py"), str(root), kind, name, str(pictures)],
                             env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True)
    assert child.stdout is not None
    lines: list[str] = []
    timer = None
    hit: list[bool] = []
    for line in child.stdout:
        lines.append(line)
        if draw is not None and timer is None and line.startswith("begun"):
            timer = threading.Timer(draw.uniform(0.0, 1.6), _kill, (child.pid, draw.random() < 0.5, draw.random(), hit))
            timer.start()
    child.wait(120)
    if timer is not None:
        timer.cancel()
        timer.join()
    _await_workers(child.pid)
    found = json.loads(lines[-1]) if lines and lines[-1].startswith("{") else {}
    return found, "".join(lines), any(hit)


def _kill(pid: int, whole: bool, which: float, hit: list[bool]) -> None:
    """Kills a build, or one of its workers."""
    workers = _workers(pid)
    with suppress(ProcessLookupError):
        if whole:
            os.kill(pid, signal.SIGKILL)
            hit.append(True)
        elif workers:
            os.kill(workers[int(which * len(workers))], signal.SIGKILL)
            hit.append(True)


def _workers(pid: int) -> list[int]:
    found = []
    for one in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            if int((one / "stat").read_text().rsplit(")", 1)[1].split()[1]) == pid:
                found.append(int(one.name))
    return found


def _await_workers(pid: int) -> None:
    """Waits until the workers of a killed build have noticed."""
    until = time.monotonic() + 5
    while _workers(pid) and time.monotonic() < until:
        time.sleep(0.02)


def _judged(root: Path, server: MediaServer, kind: str, name: str, pictures: int, leaves: Counter[str], said: str,
            found: dict[str, Any]) -> Iterator[str]:
    """What is wrong at the end of a run."""
    if not found.get("ok"):
        yield f"it never got done: {found}"
        return
    store = Store(root / "store")
    for task in plan(kind, name, pictures).tasks:
        mark = f"dramac-{task.key[:40]}-"
        bills = sum(count for one, count in server.billed.items() if one.startswith(mark))
        if kind in BILLS and bills > 1 + leaves[task.key]:
            yield f"{task.label} was billed {bills} times with {leaves[task.key]} leaves"
        if kind in BILLS and any(count > 1 for one, count in server.billed.items() if one.startswith(mark)):
            yield f"one attempt at {task.label} was billed twice"
        file = store.output(task.key, task.outputs[0])
        if file is None:
            yield f"{task.label} is not there"
        elif not _is_right(file, task.action, str(task.params["prompt"])):
            yield f"{task.label} shows something else"
    store.gc({task.key for task in plan(kind, name, pictures).tasks})  # after a kill, one may have been left
    if list((root / "store" / "journal").glob("*")):
        yield "journals of finished tasks are left"
    written = b"".join(file.read_bytes() for file in root.rglob("*") if file.is_file()) + said.encode()
    for secret in (KEY, server.host):
        if secret.encode() in written:
            yield "a key or an address was written"


def _is_right(file: Path, action: str, prompt: str) -> bool:
    if action == "plate":
        pixels = cv2.imread(str(file))
        return pixels is not None and bool((pixels[:, :, ::-1] == picture(prompt, WIDTH, HEIGHT)).all())
    known, frames = clips.known(file), list(clips.read(file))
    top = frames[0][2].mean(axis=0)
    return (len(frames) == FRAMES and known.step is not None and round(1 / known.step) == FPS
            and frames[0].shape == (HEIGHT, WIDTH, 3) and all(abs(a - b) < 7 for a, b in zip(top, stamp(prompt), strict=True)))


def table(verdicts: Sequence[Verdict]) -> list[str]:
    """A line for each kind of server, and one for each run that went wrong."""
    rows = []
    for kind in KINDS:
        ones = [one for one in verdicts if one.kind == kind]
        rows.append(f"{kind}: {len(ones)} runs, {sum(one.builds for one in ones)} builds, "
                    f"{sum(one.kills for one in ones)} kills, {sum(one.troubles for one in ones)} troubles, "
                    f"{sum(one.leaves for one in ones)} leaves to pay again, {sum(bool(one.wrong) for one in ones)} wrong")
    return rows + [f"{one.kind}: {'; '.join(one.wrong)}" for one in verdicts if one.wrong]
