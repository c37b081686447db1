"""What a git hook feels: whole-process times beside bare Python (best of seven).

Bars: `dramac --version` within 60 ms of bare Python; `dramac check` of one episode under 400 ms.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from .tools import DRAMAC, copy_of, timed


def run() -> Iterator[tuple[str, str]]:
    """Rows of whole-process times."""
    bare, _ = timed(sys.executable, "-c", "pass", best_of=7)
    yield "python -c pass", f"{bare * 1000:.0f} ms"
    version, _ = timed(*DRAMAC, "--version", best_of=7)
    yield "dramac --version", f"{version * 1000:.0f} ms (+{(version - bare) * 1000:.0f})"
    with copy_of("white-fox") as project:
        for extra in ("ep02", "ep03"):
            (project / "episodes" / f"{extra}.fountain").unlink()
        check, _ = timed(*DRAMAC, "check", cwd=project, best_of=7)
        yield "dramac check, one episode with its bible", f"{check * 1000:.0f} ms"
        plan, _ = timed(*DRAMAC, "plan", cwd=project, best_of=3)
        yield "dramac plan, one episode", f"{plan * 1000:.0f} ms"
