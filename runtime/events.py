"""What happens while a plan is carried out, as values: the runtime makes them, the command line draws them."""

from __future__ import annotations

from dataclasses import dataclass

from ..compiler.plan.nodes import Task


@dataclass(frozen=True, slots=True)
class BuildStarted:
    """A build begins. Of `tasks` in the plan, `cached` are in the store, `needed` must run; the rest are neither
    there nor needed, because what they lead to is there. Those that must run are expected to take `seconds` of work."""

    tasks: int
    cached: int
    needed: int
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class TaskStarted:
    """`task` was handed to `worker` (counted from 1). `attempt` counts from 1."""

    task: Task
    worker: int
    attempt: int


@dataclass(frozen=True, slots=True)
class TaskProgress:
    """The running `task` says that it is `fraction` done, 0 to 1."""

    task: Task
    fraction: float


@dataclass(frozen=True, slots=True)
class TaskWaiting:
    """Another build is at work on `task`; this one waits for its result."""

    task: Task


@dataclass(frozen=True, slots=True)
class TaskRetried:
    """`task` failed for a reason that may pass and is tried again `after` seconds from now."""

    task: Task
    message: str
    after: float


@dataclass(frozen=True, slots=True)
class TaskFinished:
    """The results of `task` are in the store. `cached` when this build did not make them. `seconds` it worked."""

    task: Task
    cached: bool
    seconds: float


@dataclass(frozen=True, slots=True)
class TaskFailed:
    """`task` cannot be done: why, and what a person may do about it. `detail` is for a bug report (a traceback, or
    what the worker printed last)."""

    task: Task
    message: str
    help: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class TaskSkipped:
    """`task` was not tried because `cause`, which it needs, failed."""

    task: Task
    cause: Task


@dataclass(frozen=True, slots=True)
class Warned:
    """Something is not as it should be and does not stop the build: a damaged record, a ledger that cannot be kept."""

    message: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """The results of `tasks` tasks, `bytes` in all, came from the shared store `where`."""

    tasks: int
    bytes: int
    where: str


@dataclass(frozen=True, slots=True)
class Sent:
    """The results of `tasks` tasks, `bytes` in all, went to the shared store `where`."""

    tasks: int
    bytes: int
    where: str


@dataclass(frozen=True, slots=True)
class BuildFinished:
    """The build is over: how many tasks were done now, found in the store, failed and skipped; whether it was
    stopped before its end; and how long it took."""

    done: int
    cached: int
    failed: int
    skipped: int
    stopped: bool
    seconds: float


Event = (BuildStarted | TaskStarted | TaskProgress | TaskWaiting | TaskRetried | TaskFinished | TaskFailed
         | TaskSkipped | Warned | Fetched | Sent | BuildFinished)
