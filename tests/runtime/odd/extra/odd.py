"""A backend that does as its parameters say: sleeps, fails, dies. With `log` it notes every start there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from dramac.runtime.facts import write_facts
from dramac.runtime.job import Fault, Job, Transient

ACTIONS = ("sleep", "flaky", "kill", "segfault", "fault", "bug", "mute", "link", "print", "child", "environment",
           "exit", "tight")
VERSION = "3"


def note(params, what: str) -> int:
    """Appends a line to the log and says how many there were."""
    with open(params["log"], "ab") as log:
        log.write(f"{what} {os.getpid()}\n".encode())
    return Path(params["log"]).read_text().count(f"{what} ")


def prepare() -> None:
    """Notes this process in the file that DRAMAC_TEST_LOADED names, and goes wrong if it is told to."""
    if "DRAMAC_TEST_LOADED" in os.environ:
        with open(os.environ["DRAMAC_TEST_LOADED"], "ab") as log:
            log.write(f"{os.getpid()}\n".encode())
    match os.environ.get("DRAMAC_TEST_PREPARE"):
        case "dies":
            os.kill(os.getpid(), signal.SIGKILL)
        case "raises":
            raise RuntimeError("nothing is installed")


def run(job: Job) -> None:
    params = job.params
    if "log" in params:
        times = note(params, str(params.get("name", "task")))
    if params.get("die"):
        os.kill(os.getpid(), signal.SIGKILL)
    match job.action:
        case "sleep":
            tempfile.mkstemp()
            until = time.monotonic() + params.get("seconds", 0)
            while time.monotonic() < until:
                time.sleep(min(0.02, max(0.0, until - time.monotonic())))
        case "flaky" if times <= params["fails"]:
            raise Transient("the line is busy", "wait")
        case "kill" if times <= params["fails"]:
            os.kill(os.getpid(), signal.SIGKILL)
        case "segfault":
            print("last words of a worker", flush=True)
            os.kill(os.getpid(), signal.SIGSEGV)
        case "fault":
            raise Fault("no such voice", "choose another")
        case "bug":
            raise ZeroDivisionError("one by nothing")
        case "mute":
            return
        case "link":
            for file in job.outputs.values():
                file.symlink_to("/etc/hostname")
            return
        case "print":
            print('{"say": "done", "seconds": 0}', flush=True)
            subprocess.run([sys.executable, "-c", "print('noise', input.__name__)"], check=True)
        case "child":
            child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
            note({"log": params["pids"]}, f"child {child.pid}")
            time.sleep(600)
        case "exit":
            sys.exit(7)
        case "tight":
            write_facts(job, {"stepped_down": params["before"], "placement": "groups", "fallbacks": len(params["before"])})
    for number, (name, file) in enumerate(job.outputs.items()):
        seen = [path.read_text() for _, path in sorted(job.inputs.items())]
        file.write_text(f"{name} {params.get('name')} {os.environ.get('OMP_NUM_THREADS')} {seen}")
        job.report((number + 1) / len(job.outputs))
