"""A worker whose tasks take a second each and do nothing: what is left of a build's time is the executor's."""

from __future__ import annotations

import time

SECONDS = 1.0


def main() -> None:
    """A worker as every other, with a `null` backend that waits."""
    from dramac.runtime.backends import null
    from dramac.runtime.workers import _local

    run = null.run

    def slow(job: object) -> None:
        run(job)  # type: ignore[arg-type]
        time.sleep(SECONDS)

    null.run = slow
    _local.main()
