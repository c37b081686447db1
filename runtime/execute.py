"""Carries out a plan: what the store does not have is done by workers, in plan order, as inputs become ready."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..compiler.plan.nodes import Plan, Task
from .attempt import entry_of
from .crew import Crew, Hand, Work, local
from .events import (
    BuildFinished,
    BuildStarted,
    Event,
    TaskFailed,
    TaskFinished,
    TaskProgress,
    TaskRetried,
    TaskSkipped,
    TaskStarted,
    TaskWaiting,
    Warned,
)
from .files import disk
from .job import Fault
from .ledger import Ledger
from .lock import Lock
from .outcome import Failure, Outcome
from .perform import Order, write_order
from .record import Record
from .schedule import Schedule
from .store import Store, discard
from .workers import Worker

TICK = 0.1  # seconds between looks at the clock, at `stop`, and at tasks that another build has in hand
NEVER_READY = 3  # workers that die in a row before they can take a task: then none will


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a build goes. `timeout`: seconds for one task. `retries`: after a transient failure, waiting `backoff`
    seconds first and twice as long each time. `deaths`: of workers, that one task may cause before it is given up."""

    timeout: float = 3600.0
    retries: int = 3
    backoff: float = 0.5
    deaths: int = 2


def execute(plan: Plan, store: Store, *, workers: int, ledger: Ledger | None = None,
            on_event: Callable[[Event], None] = lambda event: None, stop: Callable[[], bool] = lambda: False,
            limits: Limits = Limits(), hire: Callable[[], Worker] = local) -> Outcome:
    """Runs what `plan` needs and `store` lacks on at most `workers` processes for each of cpu and io, made by `hire`
    (default: on this machine). See `carry_out`."""
    with Crew(workers, hire) as crew:
        return carry_out(plan, store, crew, ledger=ledger, on_event=on_event, stop=stop, limits=limits)


def carry_out(plan: Plan, store: Store, crew: Crew, *, ledger: Ledger | None = None,
              on_event: Callable[[Event], None] = lambda event: None, stop: Callable[[], bool] = lambda: False,
              limits: Limits = Limits(), then: Collection[str] = ()) -> Outcome:
    """Runs what `plan` needs and `store` lacks on `crew`, which is kept for the plan that follows; workers that find
    nothing to do meanwhile load the backends `then`, which that plan will want.

    A task that fails stops only what rests on it. `stop` is asked ten times a second; when it says yes, and on Ctrl-C
    (KeyboardInterrupt), the workers are ended, nothing of theirs is left but finished results, and the outcome says
    `stopped`. Two builds on one store wait for each other's tasks. Results do not depend on `workers`.
    Raises Fault when the store cannot be written or no worker starts; a plan that needs nothing neither writes nor
    starts anything.
    """
    return _Build(plan, store, ledger, on_event, limits).run(crew, stop, then)


class _Build:
    """One run of `execute`."""

    def __init__(self, plan: Plan, store: Store, ledger: Ledger | None, tell: Callable[[Event], None],
                 limits: Limits) -> None:
        self._store, self._ledger, self._tell, self._limits = store, ledger, tell, limits
        self._began = time.monotonic()
        self._name = os.urandom(8).hex()
        self._schedule = Schedule(plan, {})
        self._done: set[str] = set()
        self._cached: set[str] = set()
        self._failed: dict[str, Failure] = {}
        self._skipped: set[str] = set()
        self._stopped = False
        self._tries: dict[str, int] = {}  # attempts at a task so far
        self._deaths: dict[str, int] = {}  # workers that a task has cost so far
        self._not_before: dict[str, float] = {}  # monotonic time before which a ready task is left alone
        self._elsewhere: set[str] = set()  # tasks that another build had in hand when last tried
        self._stillborn = 0
        self._plan = plan
        self._episodes = plan.episodes() if ledger is not None else {}

    def run(self, crew: Crew, stop: Callable[[], bool], then: Collection[str]) -> Outcome:
        self._survey()
        if self._schedule.needed:
            self._store.ready()
            with self._store.in_use():
                try:
                    self._work(crew, stop, then)
                except KeyboardInterrupt:
                    self._stopped = True
                finally:
                    with _no_interrupt():
                        self._wind_up(crew)
        outcome = self._outcome()
        self._tell(BuildFinished(len(outcome.done), len(outcome.cached), len(outcome.failed), len(outcome.skipped),
                                 outcome.stopped, outcome.seconds))
        return outcome

    # What there is

    def _survey(self) -> None:
        """Looks every task up in the store, once."""
        found = {key: record for key, task in self._plan.by_key().items()
                 if (record := self._find(task)) is not None}
        self._schedule = Schedule(self._plan, found)
        self._cached = set(found)
        work = sum(self._schedule.tasks[key].estimate.seconds for key in sorted(self._schedule.needed))
        self._tell(BuildStarted(len(self._schedule.tasks), len(found), len(self._schedule.needed), round(work, 3)))
        for key, task in self._schedule.tasks.items():
            if key in found:
                self._store.touch(key)
                self._tell(TaskFinished(task, True, 0.0))

    def _find(self, task: Task) -> Record | None:
        found = self._store.find(task.key)
        if found.problem:
            self._tell(Warned(found.problem))
        if found.record is not None and not set(task.outputs) <= set(found.record.outputs):
            self._tell(Warned(f"the record {task.key[:12]} lacks an output; the task will run again"))
            return None
        return found.record

    # The loop

    def _work(self, crew: Crew, stop: Callable[[], bool], then: Collection[str]) -> None:
        while not self._stopped:
            if stop():
                self._stopped = True
                return
            self._hand_out(crew)
            if not self._schedule.needed:
                return
            if not crew.at_work() and not self._schedule.ready():
                for task in self._schedule.unreachable():
                    self._fail(task, Failure(task, "its inputs rest on itself", "the plan is damaged: make it again"))
                return
            if then and not self._schedule.ready():
                crew.prepare(then)
            for news in crew.listen(TICK):
                for answer in news.answers:
                    self._hear(news.hand, answer)
                if not news.alive:
                    self._lost(crew, news.hand)
            self._check_times(crew)

    def _hand_out(self, crew: Crew) -> None:
        for task in self._schedule.ready():
            now = time.monotonic()
            if now < self._not_before.get(task.key, 0.0) or crew.full(task.resource):
                continue
            lock = self._store.lock(task.key)
            if lock is None:
                self._not_before[task.key] = now + TICK
                if task.key not in self._elsewhere:
                    self._elsewhere.add(task.key)
                    self._tell(TaskWaiting(task))
                continue
            handed = False
            try:
                handed = self._give(crew, task, lock)
            finally:
                if not handed:
                    lock.release()

    def _give(self, crew: Crew, task: Task, lock: Lock) -> bool:
        """Hands `task`, which we hold `lock` on, to a worker. False when there is no need to, or no way."""
        record = self._store.lookup(task.key)
        if record is not None and set(task.outputs) <= set(record.outputs):  # another build made it meanwhile
            self._schedule.take(task)
            self._cached.add(task.key)
            self._schedule.finish(task, record)
            self._tell(TaskFinished(task, True, 0.0))
            return False
        hand = crew.idle(task)
        if hand is None:
            return False
        self._schedule.take(task)
        attempt = self._tries[task.key] = self._tries.get(task.key, 0) + 1
        work = Work(task, lock, self._store.scratch(), attempt, time.monotonic())
        try:
            order = self._order(task, work.scratch)
        except Fault as fault:
            discard(work.scratch)
            self._fail(task, Failure(task, fault.message, fault.help))
            return False
        hand.work = work
        hand.backends.add(task.backend)
        self._tell(TaskStarted(task, hand.number, attempt))
        hand.worker.send(str(order.absolute()))  # a worker that is gone is found out by listening
        return True

    def _order(self, task: Task, scratch: Path) -> Path:
        """Writes what the worker needs to know into `scratch`. Raises Fault."""
        file = scratch / "order.json"
        order = Order(task.key, task.action, task.backend, task.version, task.params, self._inputs(task),
                      task.outputs, str(self._store.root.absolute()), str(scratch.absolute()))
        try:
            with disk(f"the store {self._store.root} cannot be written"):
                write_order(order, file)
        except (TypeError, ValueError) as error:
            raise Fault(f"its parameters are no JSON data: {error}", "the plan is damaged: make it again") from error
        return file

    def _inputs(self, task: Task) -> dict[str, str]:
        """The files of the inputs of `task` by role. Raises Fault for one that is not there."""
        files = {}
        for one in task.inputs:
            record = self._schedule.records.get(one.key) or self._store.lookup(one.key)
            blob = record.outputs.get(one.name) if record else None
            if blob is None:
                raise Fault(f"its input {one.role} ({one.name} of {one.key[:12]}) is neither in the plan nor in the "
                            "store", "make the plan again")
            files[one.role] = str(self._store.path(blob.digest).absolute())
        return files

    # What becomes of a task

    def _hear(self, hand: Hand, answer: dict[str, Any]) -> None:
        self._stillborn, hand.ready = 0, True
        work = hand.work
        if work is None:
            return
        match answer["say"]:
            case "progress":
                self._tell(TaskProgress(work.task, answer["fraction"]))
            case "done":
                self._settle(hand, work)
                self._finish(hand, work, answer["seconds"])
            case "fault":
                self._settle(hand, work)
                failure = Failure(work.task, answer["message"], answer["help"], answer["detail"])
                self._note(hand, work, "transient" if answer["transient"] else "fault", failure.message)
                if answer["transient"] and work.attempt - self._deaths.get(work.task.key, 0) <= self._limits.retries:
                    self._retry(work, failure.message, self._limits.backoff * 2 ** (work.attempt - 1))
                else:
                    self._fail(work.task, failure)

    def _finish(self, hand: Hand, work: Work, seconds: float) -> None:
        record = self._find(work.task)
        if record is None:
            self._fail(work.task, Failure(work.task, "its results vanished from the store",
                                          "let nothing else write into the store's folder"))
            return
        self._note(hand, work, "done", "", record.facts)
        self._done.add(work.task.key)
        self._schedule.finish(work.task, record)
        self._tell(TaskFinished(work.task, False, seconds))

    def _retry(self, work: Work, message: str, after: float) -> None:
        self._not_before[work.task.key] = time.monotonic() + after
        self._schedule.give_back(work.task)
        self._tell(TaskRetried(work.task, message, after))

    def _fail(self, task: Task, failure: Failure) -> None:
        self._failed[task.key] = failure
        self._tell(TaskFailed(task, failure.message, failure.help, failure.detail))
        for lost in self._schedule.fail(task):
            if lost.key not in self._failed:
                self._skipped.add(lost.key)
                self._tell(TaskSkipped(lost, task))

    def _lost(self, crew: Crew, hand: Hand) -> None:
        """A worker is gone without a word."""
        how, said = crew.dismiss(hand)
        self._stillborn += not hand.ready
        work = hand.work
        if work is not None:
            self._settle(hand, work)
            message = f"the worker ended in the middle of it: {how}"
            self._note(hand, work, "died", message)
            self._deaths[work.task.key] = self._deaths.get(work.task.key, 0) + 1
            if self._stillborn < NEVER_READY and self._deaths[work.task.key] < self._limits.deaths:
                self._retry(work, message, 0.0)
            else:
                help = "the machine may be short of memory: run with fewer --workers" if "KILL" in how else ""
                self._fail(work.task, Failure(work.task, message, help, said))
        if self._stillborn >= NEVER_READY:
            raise Fault(f"workers do not start: {how}: {said.splitlines()[-1] if said else 'they said nothing'}",
                        "dramac doctor says what is missing and how to install it")

    def _check_times(self, crew: Crew) -> None:
        now = time.monotonic()
        for hand in crew.at_work():
            work = hand.work
            if work is not None and now - work.began > self._limits.timeout:
                crew.dismiss(hand)
                self._settle(hand, work)
                message = f"it took longer than {self._limits.timeout:g} seconds and was ended"
                self._note(hand, work, "timeout", message)
                self._fail(work.task, Failure(work.task, message, "raise the time limit, or make the shot shorter"))

    # The end

    def _settle(self, hand: Hand, work: Work) -> None:
        hand.work = None
        discard(work.scratch)
        work.lock.release()

    def _wind_up(self, crew: Crew) -> None:
        at_work = [(hand, hand.work) for hand in crew.at_work() if hand.work is not None]
        for hand, work in at_work:
            crew.dismiss(hand)
            self._settle(hand, work)
            finished = self._store.lookup(work.task.key) is not None  # and its word did not reach us any more
            self._note(hand, work, "done" if finished else "stopped", "")
            if finished:
                self._done.add(work.task.key)
        if self._ledger is not None:
            self._ledger.close()

    def _note(self, hand: Hand, work: Work, outcome: str, message: str,
              facts: Mapping[str, Any] | None = None) -> None:
        if self._ledger is None:
            return
        problem = self._ledger.add(entry_of(
            work.task, build=self._name, worker=hand.number, attempt=work.attempt, seconds=time.monotonic() - work.began,
            outcome=outcome, message=message, facts=facts, episodes=self._episodes.get(work.task.key, ())))
        if problem:
            self._tell(Warned(problem))

    def _outcome(self) -> Outcome:
        tasks = self._schedule.tasks.items()
        return Outcome(tuple(task for key, task in tasks if key in self._done),
                       tuple(task for key, task in tasks if key in self._cached),
                       tuple(self._failed[key] for key, _ in tasks if key in self._failed),
                       tuple(task for key, task in tasks if key in self._skipped),
                       self._stopped, time.monotonic() - self._began)


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Ctrl-C waits until the block has ended."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
