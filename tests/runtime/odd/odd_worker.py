"""A worker that knows one more backend, `odd`, whose tasks go wrong in every way that a task can."""

from __future__ import annotations

from pathlib import Path

from dramac.runtime import backends
from dramac.runtime.workers import _local


def main() -> None:
    backends.__path__.append(str(Path(__file__).parent / "extra"))
    _local.main()
