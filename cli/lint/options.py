"""What `dramac check` was asked for, put in order."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from ...compiler.base.nodes import node
from ...compiler.check.levels import Selection


@node
class Options:
    """The options of the command, as click reads them."""

    form: str
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    strict: bool
    statistics: bool
    accepted: bool
    exit_zero: bool
    output: Path | None
    fix: bool
    unsafe_fixes: bool
    diff: bool
    baseline: Path | None
    write_baseline: bool
    target: str = ""

    def selection(self) -> Selection:
        """The codes that were asked for. Raises UsageError for one that begins no code."""
        return Selection(_codes(self.select), _codes(self.ignore), self.strict)

    def agree(self) -> None:
        """Raises UsageError where two options do not go together."""
        if self.write_baseline and self.baseline is None:
            raise click.UsageError("--write-baseline needs --baseline FILE.")
        if self.write_baseline and self.diff:
            raise click.UsageError("--diff writes nothing, and so does not go together with --write-baseline.")
        if self.statistics and self.form not in ("text", "json"):
            raise click.UsageError(f"--statistics is written as text or json, not as {self.form}.")
        if self.accepted and self.form not in ("text", "json", "sarif"):
            raise click.UsageError(f"What is accepted is written as text, json or sarif, not as {self.form}.")
        if self.diff and (self.form != "text" or self.statistics):
            raise click.UsageError("--diff shows only what would change; leave out --format and --statistics.")


def _codes(texts: Sequence[str]) -> tuple[str, ...]:
    asked = [code.strip().upper() for text in texts for code in text.split(",") if code.strip()]
    if asked:
        from ..catalogue import explanations, nearest

        known = explanations()
        for code in asked:
            if not any(one.startswith(code) for one in known):
                near = nearest(code)
                raise click.UsageError(f"No code begins with '{code}'.{f' Did you mean {near}?' if near else ''} "
                                       "`dramac explain` lists all of them.")
    return tuple(asked)
