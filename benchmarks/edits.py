"""What an edit costs: nothing changed, and one line of dialogue changed, beside the cold build in the same run.

Bars: nothing changed under 1.5 s; one changed line at least 8 times quicker than cold, drawing only its own shots.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from .tools import DRAMAC, copy_of, timed

OLD, NEW = "It is jade.", "It is only jade."


def run() -> Iterator[tuple[str, str]]:
    """Rows of wall seconds, and how many tasks of each kind ran again."""
    with copy_of("white-fox") as project:
        cold, _ = timed(*DRAMAC, "build", "ep01", cwd=project)
        yield "cold", f"{cold:.1f} s"
        still, _ = timed(*DRAMAC, "build", "ep01", cwd=project, best_of=3)
        yield "nothing changed", f"{still:.2f} s"
        script = project / "episodes" / "ep01.fountain"
        script.write_text(script.read_text(encoding="utf-8").replace(OLD, NEW), encoding="utf-8")
        edit, printed = timed(*DRAMAC, "build", "ep01", "--progress", "json", cwd=project)
        made = _made(printed)
        yield "one line changed", f"{edit:.1f} s = {cold / edit:.1f} times quicker; made again: {made}"


def _made(printed: str) -> str:
    counts: dict[str, int] = {}
    for line in printed.splitlines():
        if line.startswith('{"event": "TaskFinished"'):
            event = json.loads(line)
            if not event["cached"]:
                counts[event["task"]["action"]] = counts.get(event["task"]["action"], 0) + 1
    return ", ".join(f"{count} {action}" for action, count in counts.items())
