"""A group of commands whose help says of each command all that its first sentence says."""

from __future__ import annotations

import click

_LONGEST = 200


class Listing(click.Group):
    """A click group that wraps the sentences of its commands where click cuts them off."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write a line or two for each command."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, one.get_short_help_str(_LONGEST)) for name, one in found if one is not None and not one.hidden]
        if rows:
            with formatter.section("Commands"):
                formatter.write_dl(rows)
