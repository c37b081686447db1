"""Carries out a plan: what the store does not have is done by workers, in the order of `dispatch`, as inputs become ready."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Mapping
from heapq import heappop, heappush
from types import MappingProxyType
from typing import Any

from ..compiler.plan.nodes import Plan, Task
from .attempt import entry_of, tell_of_placement
from .crew import Crew, Hand, Hire, Work, local
from .dispatch import Choice, Dispatch, Model
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
from .interrupts import no_interrupt
from .job import Fault
from .ledger import Ledger
from .limits import USUAL, Limits
from .orders import order_of, survey
from .outcome import Failure, Outcome
from .pace import Pace
from .record import Blob, Record
from .schedule import Schedule
from .store import Store, discard
from .trials import Trials

TICK = 0.1  # seconds between looks at the clock, at `stop`, and at tasks that another build has in hand
NEVER_READY = 3  # workers that die in a row before they can take a task: then none will
ROUNDS = 3  # a store that damages more than is made again as often is no store
NO_MODELS: Mapping[str, Model] = MappingProxyType({})


def execute(plan: Plan, store: Store, *, workers: int, ledger: Ledger | None = None,
            on_event: Callable[[Event], None] = lambda event: None, stop: Callable[[], bool] = lambda: False,
            limits: Limits = USUAL, hire: Hire = local, models: Mapping[str, Model] = NO_MODELS) -> Outcome:
    """Runs what `plan` needs and `store` lacks on at most `workers` processes for each of cpu and io, made by `hire`
    (default: on this machine). See `carry_out`."""
    with Crew(workers, hire) as crew:
        return carry_out(plan, store, crew, ledger=ledger, on_event=on_event, stop=stop, limits=limits, models=models)


def carry_out(plan: Plan, store: Store, crew: Crew, *, ledger: Ledger | None = None,
              on_event: Callable[[Event], None] = lambda event: None, stop: Callable[[], bool] = lambda: False,
              limits: Limits = USUAL, then: Collection[str] = (), models: Mapping[str, Model] = NO_MODELS) -> Outcome:
    """Runs what `plan` needs and `store` lacks on `crew`, which is kept for the plan that follows; workers that find
    nothing to do meanwhile load the backends `then`, which that plan will want. In which order, and on which worker, is
    the matter of `dispatch`, to which `models` says what it takes to load each.

    A task that fails stops only what rests on it. `stop` is asked ten times a second; when it says yes, and on Ctrl-C
    (KeyboardInterrupt), the workers are ended, nothing of theirs is left but finished results, and the outcome says
    `stopped`. Two builds on one store wait for each other's tasks. Results do not depend on `workers`.
    Raises Fault when the store cannot be written or no worker starts; a plan that needs nothing neither writes nor
    starts anything. An input whose bytes have changed in the store is put aside and made again, and what rests on it.
    """
    outcome = None
    for _ in range(ROUNDS):
        build = _Build(plan, store, crew, ledger, on_event, limits)
        outcome = build.run(stop, then, models).after(outcome)
        if not build.damaged or outcome.stopped:
            break
    assert outcome is not None
    return outcome


class _Build:
    """One run of `carry_out`."""

    def __init__(self, plan: Plan, store: Store, crew: Crew, ledger: Ledger | None, tell: Callable[[Event], None],
                 limits: Limits) -> None:
        self._plan, self._store, self._crew = plan, store, crew
        self._ledger, self._tell, self._limits = ledger, tell, limits
        self._began = time.monotonic()
        self._name = os.urandom(8).hex()
        self._records: dict[str, Record] = {}
        self._schedule = Schedule(plan, ())
        self._dispatch = Dispatch((), {}, {}, {})
        self._pace = Pace()
        self._done: set[str] = set()
        self._cached: set[str] = set()
        self._failed: dict[str, Failure] = {}
        self._skipped: set[str] = set()
        self._stopped = False
        self._trials = Trials(limits)
        self._later: list[tuple[float, str, Task]] = []  # (monotonic time, key, task that is ready then)
        self._elsewhere: set[str] = set()  # tasks that another build had in hand when last tried
        self._episodes = plan.episodes() if ledger is not None else {}
        self._stillborn = 0
        self.damaged: set[str] = set()  # tasks that were not done because an input in the store was damaged

    def run(self, stop: Callable[[], bool], then: Collection[str], models: Mapping[str, Model]) -> Outcome:
        self._survey()
        if self._schedule.needed:
            self._store.ready()
            with self._store.in_use(), self._store.rights() as self._keys:
                try:
                    self._begin(models)
                    self._work(stop, then)
                except KeyboardInterrupt:
                    self._stopped = True
                finally:
                    with no_interrupt():
                        self._wind_up()
        outcome = self._outcome()
        self._tell(BuildFinished(len(outcome.done), len(outcome.cached), len(outcome.failed), len(outcome.skipped),
                                 outcome.stopped, outcome.seconds))
        return outcome

    # What there is

    def _survey(self) -> None:
        """Looks every task up in the store, once."""
        self._records = survey(self._plan, self._store, self._tell)
        self._schedule = Schedule(self._plan, self._records)
        self._cached = set(self._records)
        work = sum(task.estimate.seconds for task in self._schedule.wanted())
        self._tell(BuildStarted(len(self._schedule.tasks), len(self._cached), len(self._schedule.needed), round(work, 3)))
        for key, task in self._schedule.tasks.items():
            if key in self._cached:
                self._store.touch(key)
                self._tell(TaskFinished(task, True, 0.0))

    # The loop

    def _begin(self, models: Mapping[str, Model]) -> None:
        self._dispatch = Dispatch(self._schedule.wanted(), self._schedule.takers, models, self._crew.room)
        for hand in self._crew.hands():
            self._dispatch.join(hand.seat)
        for task in self._schedule.ready():
            self._dispatch.push(task)

    def _work(self, stop: Callable[[], bool], then: Collection[str]) -> None:
        while not self._stopped:
            if stop():
                self._stopped = True
                return
            self._hand_out()
            if not self._schedule.needed:
                return
            if not (self._crew.at_work() or self._dispatch or self._later):
                for task in self._schedule.wanted():
                    self._fail(task, Failure(task, "its inputs rest on itself", "the plan is damaged: make it again"))
                return
            if then and not (self._dispatch or self._later):
                self._crew.prepare(then)
            for news in self._crew.listen(TICK):
                for answer in news.answers:
                    self._hear(news.hand, answer)
                if not news.alive:
                    self._lost(news.hand)
            self._check_times()

    def _hand_out(self) -> None:
        now = time.monotonic()
        while self._later and self._later[0][0] <= now:
            self._dispatch.push(heappop(self._later)[2])
        while (choice := self._dispatch.next(self._crew.free(), now)) is not None:
            orders: list[str] = []
            hand = self._try(choice, orders)
            if hand is not None:
                if choice.task.key not in self._trials.alone:
                    self._gather(choice, orders)
                hand.worker.send(orders)  # a worker that is gone is found out by listening

    def _gather(self, first: Choice, orders: list[str]) -> None:
        """Adds to `orders` tasks like that of `first`, where they are so small that handing over is what costs."""
        many = min(self._pace.many(first.task), self._dispatch.waiting(first) // self._crew.room[first.seat.kind])
        for _ in range(many - 1):
            choice = self._dispatch.more(first, self._trials.alone)
            if choice is None:
                return
            self._try(choice, orders)

    def _try(self, choice: Choice, orders: list[str]) -> Hand | None:
        """Gives the task of `choice` to its worker and adds what to tell it to `orders`, unless another build is at it or
        has done it already. The worker, or None."""
        task = choice.task
        if not self._keys.take(task.key):
            self._postpone(task, TICK)
            if task.key not in self._elsewhere:
                self._elsewhere.add(task.key)
                self._tell(TaskWaiting(task))
            return None
        handed = None
        try:
            record = self._store.lookup(task.key)
            if record is not None and set(task.outputs) <= set(record.outputs):
                self._dispatch.drop(task)
                self._cached.add(task.key)
                self._there(task, record)
                self._tell(TaskFinished(task, True, 0.0))
            elif (hand := self._crew.hand(choice.seat)) is None:
                self._dispatch.push(task)
            else:
                now = time.monotonic()
                self._dispatch.accept(choice, now)
                work = Work(task, self._trials.begin(task.key), self._limits.allowed(task, choice.load), now)
                handed = hand if self._give(hand, work, orders) else None
        finally:
            if handed is None:
                self._keys.release(task.key)
        return handed

    def _give(self, hand: Hand, work: Work, orders: list[str]) -> bool:
        """Puts `work` into the hands of a worker. False when there is no way to, which has failed it."""
        try:
            if hand.scratch is None:
                hand.scratch = self._store.scratch().absolute()
            orders.append(order_of(work.task, self._records, self._store, hand.scratch))
        except Fault as fault:
            self._give_up(work.task, Failure(work.task, fault.message, fault.help))
            return False
        if not hand.works:
            hand.heard = work.began
        hand.works[work.task.key] = work
        self._tell(TaskStarted(work.task, hand.number, work.attempt))
        return True

    def _postpone(self, task: Task, seconds: float) -> None:
        heappush(self._later, (time.monotonic() + seconds, task.key, task))

    def _there(self, task: Task, record: Record) -> None:
        """The results of `task` are in the store: what waited for it may be ready."""
        self._records[task.key] = record
        for ready in self._schedule.finish(task):
            self._dispatch.push(ready)

    # What becomes of a task

    def _hear(self, hand: Hand, answer: dict[str, Any]) -> None:
        self._stillborn, hand.ready, hand.heard = 0, True, time.monotonic()
        work = hand.works.get(answer.get("key", ""))
        if work is None:
            return
        match answer["say"]:
            case "progress":
                self._tell(TaskProgress(work.task, answer["fraction"]))
            case "done":
                self._settle(hand, work)
                self._finish(hand, work, answer)
            case "fault":
                self._settle(hand, work)
                failure = Failure(work.task, answer["message"], answer["help"], answer["detail"])
                self._note(hand, work, "transient" if answer["transient"] else "fault", failure.message)
                if answer["damaged"]:
                    self._leave_to_next_round(work.task, answer["damaged"], failure.message)
                elif answer["transient"] and self._trials.once_more(work.task.key):
                    self._retry(work, failure.message, self._limits.pause(work.attempt))
                else:
                    self._give_up(work.task, failure)

    def _finish(self, hand: Hand, work: Work, answer: dict[str, Any]) -> None:
        task, seconds = work.task, answer["seconds"]
        record = Record(task.key, {name: Blob(*blob) for name, blob in answer["outputs"].items()}, answer["facts"])
        self._pace.note(task, seconds)
        self._note(hand, work, "done", "", answer["facts"], seconds)
        self._done.add(task.key)
        self._dispatch.settle(task)
        self._there(task, record)
        tell_of_placement(task, answer["facts"], self._tell)
        self._tell(TaskFinished(task, False, seconds))

    def _retry(self, work: Work, message: str, after: float) -> None:
        self._dispatch.give_back(work.task)
        self._postpone(work.task, after)
        self._tell(TaskRetried(work.task, message, after))

    def _leave_to_next_round(self, task: Task, digest: str, message: str) -> None:
        """An input of `task` is not what it should be: who made it must make it again first."""
        self._store.set_aside(digest)
        self.damaged.add(task.key)
        self._dispatch.settle(task)
        for lost in self._schedule.fail(task):
            self._dispatch.drop(lost)
        self._tell(TaskRetried(task, message, 0.0))

    def _give_up(self, task: Task, failure: Failure) -> None:
        """`task`, which a worker had, cannot be done."""
        self._dispatch.settle(task)
        self._fail(task, failure)

    def _fail(self, task: Task, failure: Failure) -> None:
        self._failed[task.key] = failure
        self._tell(TaskFailed(task, failure.message, failure.help, failure.detail))
        for lost in self._schedule.fail(task):
            self._dispatch.drop(lost)
            if lost.key not in self._failed:
                self._skipped.add(lost.key)
                self._tell(TaskSkipped(lost, task))

    def _lost(self, hand: Hand) -> None:
        """A worker is gone without a word."""
        how, said = self._dismiss(hand)
        self._stillborn += not hand.ready
        message = f"the worker ended in the middle of it: {how}"
        works = self._put_down(hand, "died", message)
        if len(works) > 1:
            self._try_alone(works, message)
        elif works:
            if self._trials.died(works[0].task.key) and self._stillborn < NEVER_READY:
                self._retry(works[0], message, 0.0)
            else:
                help = "the machine may be short of memory: run with fewer --workers" if "KILL" in how else ""
                self._give_up(works[0].task, Failure(works[0].task, message, help, said))
        if self._stillborn >= NEVER_READY:
            raise Fault(f"workers do not start: {how}: {said.splitlines()[-1] if said else 'they said nothing'}",
                        "dramac doctor says what is missing and how to install it")

    def _check_times(self) -> None:
        """Ends workers that have been silent about a task for longer than it may take."""
        now = time.monotonic()
        for hand in self._crew.at_work():
            allowed = max(work.allowed for work in hand.works.values())
            if now - hand.heard <= allowed:
                continue
            self._dismiss(hand)
            message = f"it took longer than {allowed:g} seconds and was ended"
            works = self._put_down(hand, "timeout", message)
            if len(works) > 1:
                self._try_alone(works, message)
            else:
                failure = Failure(works[0].task, message, "raise the time limit, or make the shot shorter")
                self._give_up(works[0].task, failure)

    def _try_alone(self, works: Collection[Work], message: str) -> None:
        """One of `works` ended its worker, and it cannot be told which: each is tried by itself, which counts as no attempt."""
        self._trials.together(work.task.key for work in works)
        for work in works:
            self._retry(work, message, 0.0)

    # The end

    def _dismiss(self, hand: Hand) -> tuple[str, str]:
        """Ends a worker. How it had ended, in words, and what it printed last."""
        ended = self._crew.dismiss(hand)
        self._dispatch.leave(hand.seat)
        if hand.scratch is not None:
            discard(hand.scratch)
        return ended

    def _settle(self, hand: Hand, work: Work) -> None:
        del hand.works[work.task.key]
        self._keys.release(work.task.key)

    def _put_down(self, hand: Hand, outcome: str, message: str) -> list[Work]:
        """Takes back what was in the hands of a dismissed worker."""
        works = list(hand.works.values())
        for work in works:
            self._settle(hand, work)
            self._note(hand, work, outcome, message)
        return works

    def _wind_up(self) -> None:
        for hand in self._crew.hands():
            works = list(hand.works.values())
            if works:
                self._dismiss(hand)
            elif hand.scratch is not None:
                discard(hand.scratch)
            hand.scratch = None
            for work in works:
                self._settle(hand, work)
                finished = self._store.lookup(work.task.key) is not None  # and its word did not reach us any more
                self._note(hand, work, "done" if finished else "stopped", "")
                if finished:
                    self._done.add(work.task.key)
        if self._ledger is not None:
            self._ledger.close()

    def _note(self, hand: Hand, work: Work, outcome: str, message: str, facts: Mapping[str, Any] | None = None,
              seconds: float | None = None) -> None:
        if self._ledger is None:
            return
        problem = self._ledger.add(entry_of(
            work.task, build=self._name, worker=hand.number, attempt=work.attempt,
            seconds=time.monotonic() - work.began if seconds is None else seconds,
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
