"""`dramac`: a group whose commands are loaded when they are called, so that start-up costs only what is used."""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import suppress

import click

from .. import __version__
from ..compiler.base.near import close_to
from ..compiler.base.roster import member, members
from . import commands
from .listing import Listing

EPILOG = """\b
Examples:
  dramac new my-series          begin a series
  dramac check                  read the scripts, report every problem
  dramac build                  make the film of every episode
  dramac build ep01 --draft     one episode, quick voices
  dramac explain D201           what a code means and how to mend it

\b
Exit codes: 0 clean, 1 findings or a task that failed, 2 wrong usage."""

_READING = ("check", "plan")
"""Commands that leave nothing open, and start nothing that wants to be told of the end."""
_OBJECTS = 1_000_000
"""After how many new objects Python looks for reference cycles. Stories and plans have none, and to look through those of a
series takes as long as to read them: who only checks or plans one does not get there."""


class Commands(Listing):
    """The commands of the folder `commands`, imported one at a time."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(members(commands))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in members(commands):
            return None
        found: click.Command = member(commands, cmd_name).command
        return found

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in members(commands):
            near = close_to(args[0][:60], members(commands), 1, 0.5)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            raise click.UsageError(f"There is no command '{args[0]}'.{hint}", ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", message="dramac %(version)s")
def cli() -> None:
    """Compile plain-text screenplays and a series bible into films."""


def main() -> None:
    """Run the command line, and end the process. A command that only reads leaves at once: to take apart what it has made
    takes Python a seventh of the time of a check."""
    try:
        run()
    except SystemExit as end:
        if sys.argv[1:2] and sys.argv[1] in _READING and isinstance(end.code, int | None) and _nobody_waits():
            with suppress(OSError, ValueError, AttributeError):
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(end.code or 0)
        raise


def run() -> None:
    """The command line: ends with SystemExit; a closed pipe and Ctrl-C end it quietly."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"dramac {__version__}\n")
        return
    gc.set_threshold(_OBJECTS)
    gc.enable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")  # looking for plugins costs every start 20 ms
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a polite kill ends a build as Ctrl-C does
    try:
        cli(prog_name="dramac")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(1)
    except Exception as fault:
        from ..runtime.job import Fault  # who never runs a job need not load what jobs are

        if not isinstance(fault, Fault):
            raise
        click.echo(f"{click.style('error', fg='red', bold=True)}: {fault}", err=True)
        if fault.help:
            click.echo(f"  {click.style('= help:', fg='blue', bold=True)} {fault.help}", err=True)
        sys.exit(1)
    finally:
        gc.freeze()  # Python would look through all that there is once more before it ends, for as long as a tenth of a check


def _nobody_waits() -> bool:
    """Whether there is neither another thread in this process nor a tracer or profiler with something to write."""
    threads = sys.modules.get("threading")
    return sys.gettrace() is None and sys.getprofile() is None and (threads is None or threads.active_count() == 1)
