"""Measures both ways and prints a table: `python -m benchmarks.gpu --size full --shots 6 --out table.md`.

On a GPU `--size full` writes some 35 GB of random weights below `--folder` first (nothing is downloaded); `--size tiny` runs
anywhere. Loads are counted, seconds are of the whole, processes and all; memory and the share of time in which the GPU did
nothing are what nvidia-smi says, twice a second.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from dramac.cli.builds.hiring import hired, models_of
from dramac.runtime.execute import carry_out
from dramac.runtime.ledger import Ledger
from dramac.runtime.store import Store

from .shots import Work, plan_of

ROOT = Path(__file__).resolve().parents[2]
EVERY = 0.5  # seconds between two looks at the GPU


@dataclass
class Seen:
    """What was seen of one way: `loads` of models, whole `seconds`, and looks at the GPU (per cent busy, megabytes in use)."""

    loads: int = 0
    seconds: float = 0.0
    looks: list[tuple[float, float]] = field(default_factory=list)

    def row(self, name: str) -> str:
        """A row of the table."""
        idle = f"{100 * sum(busy == 0 for busy, _ in self.looks) / len(self.looks):.0f} %" if self.looks else "no GPU"
        peak = f"{max(used for _, used in self.looks) / 1024:.1f} GB" if self.looks else "no GPU"
        return f"| {name} | {self.loads} | {self.seconds:.1f} | {peak} | {idle} |"


def main() -> None:
    """Write weights, measure, print."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--size", choices=("full", "tiny"), default="tiny")
    ask.add_argument("--shots", type=int, default=2)
    ask.add_argument("--frames", type=int, default=5, help="4n+1")
    ask.add_argument("--width", type=int, default=64)
    ask.add_argument("--height", type=int, default=96)
    ask.add_argument("--steps", type=int, default=2)
    ask.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "dramac-gpu", help="For weights; kept.")
    ask.add_argument("--only", choices=("weights", "scheduled", "naive"), help="One part of it, to keep within a time limit.")
    ask.add_argument("--out", type=Path, help="Write the table there, too.")
    told = ask.parse_args()
    work = Work(told.shots, told.frames, told.width, told.height, told.steps)
    folder = told.folder / told.size
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import sys; from pathlib import Path; from benchmarks.gpu import weights; "
                    "weights.write(Path(sys.argv[1]), sys.argv[2])", str(folder), told.size], check=True, cwd=ROOT,
                   env=_environment())  # in a process of its own: what it leaves on the GPU goes with it
    print(f"weights are in {folder} ({time.perf_counter() - began:.0f} s)", flush=True)
    rows = [f"{_machine()}, {time.strftime('%Y-%m-%d')}: {work.shots} shots of {work.frames} frames, {work.width}x{work.height}, "
            f"{work.steps} steps a clip, {work.picture_steps} a picture; random weights, size {told.size}", "",
            "| way | loads of models | seconds | peak memory | GPU idle |", "|---|---|---|---|---|"]
    for name, measure in (("scheduled plan", scheduled), ("a pipeline for each shot", naive)):
        if told.only in (None, measure.__name__):
            rows.append(measure(folder, work).row(name))
            print(rows[-1], flush=True)
    table = "\n".join(rows) + "\n"
    print(table)
    if told.out is not None:
        told.out.write_text(table, encoding="utf-8")


def scheduled(folder: Path, work: Work) -> Seen:
    """The plan of `work` by dramac's executor, with one worker that holds models."""
    os.environ["DRAMAC_MODELS"] = str(folder)
    plan = plan_of(work)
    with tempfile.TemporaryDirectory(prefix="dramac-bench-") as room, _watched() as seen:
        store = Store(Path(room) / "store")
        with hired("local", 1, Path(room) / "store") as crew:
            done = carry_out(plan, store, crew, ledger=Ledger(Path(room) / "ledger.sqlite"), models=models_of(plan))
        if not done.ok:
            raise SystemExit("\n".join(f"{one.task.label}: {one.message}" for one in done.failed))
        records = [store.lookup(task.key) for task in plan.tasks]
        seen.loads = sum(int(one.facts.get("backend_facts", {}).get("loads", 0)) for one in records if one is not None)
    return seen


def naive(folder: Path, work: Work) -> Seen:
    """The same shots by a script that loads a pipeline for each."""
    with tempfile.TemporaryDirectory(prefix="dramac-bench-") as room, _watched() as seen:
        done = subprocess.run([sys.executable, "-m", "benchmarks.gpu.naive", str(folder), json.dumps(asdict(work)), room],
                              capture_output=True, text=True, cwd=ROOT, env=_environment())
        if done.returncode:
            raise SystemExit(done.stderr[-4000:])
        seen.loads = int(json.loads(done.stdout.splitlines()[-1])["loads"])
    return seen


@contextmanager
def _watched() -> Iterator[Seen]:
    """What is seen while something is done."""
    seen, over = Seen(), threading.Event()
    watcher = threading.Thread(target=_look, args=(seen, over), daemon=True)
    watcher.start()
    began = time.perf_counter()
    yield seen
    seen.seconds = time.perf_counter() - began
    over.set()
    watcher.join(5)


def _look(seen: Seen, over: threading.Event) -> None:
    program = shutil.which("nvidia-smi")
    while program is not None and not over.wait(EVERY):
        told = subprocess.run([program, "--query-gpu=utilization.gpu,memory.used", "--format=csv,noheader,nounits", "--id=0"],
                              capture_output=True, text=True, check=False).stdout.split(",")
        if len(told) == 2:
            seen.looks.append((float(told[0]), float(told[1])))


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / ".dev"), str(ROOT), os.environ.get("PYTHONPATH", ""))),
            "HF_HUB_OFFLINE": "1"}


def _machine() -> str:
    program = shutil.which("nvidia-smi")
    if program is None:
        return f"{platform.processor() or platform.machine()}, no GPU"
    asked = [program, "--query-gpu=name,driver_version", "--format=csv,noheader", "--id=0"]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip() or "an unknown GPU"


if __name__ == "__main__":
    main()
