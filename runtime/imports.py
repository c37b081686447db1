"""Files of the series on their way into the store: read where the series lies, before any work is handed to a worker.

A task of the action `import` says which bytes are meant, by their SHA-256, and not where they lie: that is known here alone. So
a plan is the same wherever the series stands, and other machines get the file as they get every result.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..compiler.plan.nodes import Plan
from .files import digest_regular
from .job import Fault
from .store import Store

ACTION = "import"


def bring_in(plan: Plan, store: Store, places: Mapping[str, Path]) -> list[str]:
    """Puts the files into `store` that it lacks and that tasks of `plan` which are not done need. `places` says where a file
    lies, by its digest. The keys of the tasks that are done by that. Raises Fault where a file is gone or is another one by
    now, or the store cannot be written."""
    done: list[str] = []
    imports = [task for task in plan.tasks if task.action == ACTION]
    takers = [task for task in plan.tasks if imports and task.inputs and store.lookup(task.key) is None]
    wanted = {one.key for task in takers for one in task.inputs}
    for task in imports:
        if task.key not in wanted or task.key in done or store.lookup(task.key) is not None:
            continue
        digest = str(task.params.get("sha256", ""))
        file = places.get(digest)
        if file is None or _digest(file) != digest:
            raise Fault(f"{task.label or digest[:12]} was changed or taken away since the plan was made", "make the plan again")
        record = store.put(task.key, {task.outputs[0]: file}, {"action": ACTION, "backend": task.backend, "version": task.version,
                                                               "seconds": 0.0})
        if record.outputs[task.outputs[0]].digest != digest:
            raise Fault(f"{task.label or digest[:12]} changed while it was read", "try again")
        done.append(task.key)
    return done


def _digest(file: Path) -> str:
    try:
        return digest_regular(file)
    except OSError:
        return ""
