"""The options of `dramac plan` that look into the making of a plan. What they show is in `plan_passes`, which is loaded when
somebody asks."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from ..compiler.base.nodes import node


@node
class Inspection:
    """What somebody wants to see of the making of a plan: the savings of `passes` (with `timing`), what the pass `print_after`
    leaves, the `prompts` of an episode or shot; and whether everything is verified after each pass."""

    passes: bool
    timing: bool
    print_after: str
    verify_each: bool
    prompts: str

    @property
    def wanted(self) -> bool:
        """Whether anything was asked for."""
        return self.passes or self.timing or self.verify_each or self.alone

    @property
    def alone(self) -> bool:
        """Whether what is shown takes the place of the summary."""
        return bool(self.print_after or self.prompts)


def inspections(command: Callable[..., None]) -> Callable[..., None]:
    """Gives `command` the options of an inspection, which it gets as `inspection`."""
    @wraps(command)
    def inspected(*, passes: bool, timing: bool, print_after: str, verify_each: bool, prompts: str, **rest: Any) -> None:
        command(inspection=Inspection(passes, timing, print_after, verify_each, prompts), **rest)

    for option in reversed((
            click.option("--passes", is_flag=True, help="Show what each pass saves."),
            click.option("--timing", is_flag=True, help="The same, with how long each pass took."),
            click.option("--print-after", default="", metavar="PASS", help="Show what a pass leaves, and stop there."),
            click.option("--verify-each", is_flag=True, help="Verify everything after every pass: for who works on dramac."),
            click.option("--prompts", is_flag=False, flag_value="all", default="", metavar="[EPISODE[:SHOT]]",
                         help="Show what models are told about each shot."))):
        option(inspected)
    return inspected
