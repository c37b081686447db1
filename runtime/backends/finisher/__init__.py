"""What happens to models' pictures on the processor: finished to the film's frames, and, where no other program does it,
enlarged and given frames in between. Actions: finish, interpolate, upscale."""

from __future__ import annotations

from ...job import Fault, Job

ACTIONS: tuple[str, ...] = ("finish", "interpolate", "upscale")
VERSION: str = "2"


def prepare() -> None:
    """Load what draws letters ahead of the first job. Raises ImportError where it is missing."""
    from . import program  # noqa: F401


def run(job: Job) -> None:
    """Do `job`. Raises Fault for another action, for inputs and parameters that do not fit together, and where the drawing
    libraries are missing."""
    try:
        import cv2

        from . import between, larger, program
    except ImportError as error:
        raise Fault(f"the finisher cannot start: {error}",
                    "Install the extra dramac[animatic]; on Debian also: apt-get install libegl1 libgl1") from error
    cv2.setNumThreads(1)
    match job.action:
        case "finish":
            program.finish(job)
        case "interpolate":
            between.interpolate(job)
        case "upscale":
            larger.upscale(job)
        case _:
            raise Fault(f"the finisher has no action {job.action!r}", f"It has {', '.join(ACTIONS)}.")
