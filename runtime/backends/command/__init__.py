"""Work on clips by programs in environments of their own: lips after a voice, larger pictures, frames in between.

Which program does it is said by this machine's own file of tools (`tools`), never by a project.
"""

from __future__ import annotations

from ...job import Fault, Job

ACTIONS: tuple[str, ...] = ("lipsync", "upscale", "interpolate")
VERSION: str = "1"


def run(job: Job) -> None:
    """Do `job`. Raises Fault for another action, where no tool is named for its model, where the tool fails, takes too long, or
    leaves something else than was asked for; Transient where it was ended from outside."""
    if job.action not in ACTIONS:
        raise Fault(f"the command backend has no action {job.action!r}", f"It has {', '.join(ACTIONS)}.")
    try:
        from . import work
    except ImportError as error:
        raise Fault(f"the command backend cannot start: {error}", "Install the extra dramac[animatic].") from error
    work.do(job)
