"""The embedded animatic: draws sets and people with code, and moves a camera over them. Actions: plate, draw."""

from __future__ import annotations

from ...job import Fault, Job

ACTIONS: tuple[str, ...] = ("plate", "draw")
VERSION: str = "5"


def prepare() -> None:
    """Load the drawing libraries ahead of the first job. Raises ImportError where they are missing."""
    from . import render  # noqa: F401


def run(job: Job) -> None:
    """Do `job`. Raises Fault for another action, for a machine without the drawing libraries, and as `render` does."""
    try:
        from . import render
    except ImportError as error:
        raise Fault(f"the animatic backend cannot start: {error}",
                    "Install the extra dramac[animatic]; on Debian also: apt-get install libegl1 libgl1") from error
    if job.action == "plate":
        render.plate(job)
    elif job.action == "draw":
        render.draw(job)
    else:
        raise Fault(f"the animatic backend has no action {job.action!r}", f"It has {', '.join(ACTIONS)}.")
