"""The programs that a plan needs on this machine, asked for before anything is made: not after hours of work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ...compiler.plan.nodes import Plan
from ...runtime.job import Fault
from ...runtime.store import Store


def tooled(store: Path) -> Callable[[Plan], None]:
    """What raises Fault for a plan that has work for a program that this machine does not have, where the `store` does not hold
    what it would make."""
    def tools_are_here(plan: Plan) -> None:
        known = Store(store)
        needed = {task.model for task in plan.tasks if task.backend == "command" and known.lookup(task.key) is None}
        if needed:
            from ...runtime.backends.command import tools

            for fault in tools.lacking(sorted(needed)).values():
                raise Fault(fault.message, fault.help)

    return tools_are_here
