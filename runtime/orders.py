"""What a build takes from the store: what is done already, and the orders that name the inputs of a task."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from ..compiler.plan.nodes import Plan, Task
from .events import Event, Warned
from .job import Fault
from .perform import Order, to_text
from .record import Record
from .store import Store


def survey(plan: Plan, store: Store, tell: Callable[[Event], None]) -> dict[str, Record]:
    """The records of those tasks of `plan` that `store` has, by key. `tell` hears of what cannot be used."""
    return {key: record for key, task in plan.by_key().items() if (record := _find(task, store, tell)) is not None}


def _find(task: Task, store: Store, tell: Callable[[Event], None]) -> Record | None:
    found = store.find(task.key)
    if found.problem:
        tell(Warned(found.problem))
    if found.record is not None and not set(task.outputs) <= set(found.record.outputs):
        tell(Warned(f"the record {task.key[:12]} lacks an output; the task will run again"))
        return None
    return found.record


def order_of(task: Task, records: Mapping[str, Record], store: Store, scratch: Path) -> str:
    """What a worker, whose folder is `scratch`, needs to know to do `task`; `records` are those of its inputs, as far as they are
    in the plan. Raises Fault for an input that is nowhere, and for parameters that are no JSON data."""
    files = {}
    for one in task.inputs:
        record = records.get(one.key) or store.lookup(one.key)
        blob = record.outputs.get(one.name) if record else None
        if blob is None:
            raise Fault(f"its input {one.role} ({one.name} of {one.key[:12]}) is neither in the plan nor in the store",
                        "make the plan again")
        files[one.role] = str(store.path(blob.digest).absolute())
    try:
        return to_text(Order(task.key, task.action, task.backend, task.version, task.params, files, task.outputs,
                             str(store.root.absolute()), str(scratch), task.profile))
    except (TypeError, ValueError) as error:
        raise Fault(f"its parameters are no JSON data: {error}", "the plan is damaged: make it again") from error
