"""`dramac plan --passes`: what each pass saves, as a table or as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ..compiler.passes.run import Saving
from ..compiler.passes.tally import Tally

HEAD = ("pass", "tasks", "shots", "keyframes", "frames", "GPU hours", "CPU seconds", "US$")


def table(savings: Sequence[Saving], *, timing: bool = False) -> str:
    """What each pass of `savings` spares, a row a pass, then what the passes over tasks leave of what they were given; with
    `timing`, how long each took."""
    rows = [(*HEAD, *(("took",) if timing else ()))]
    for one in savings:
        rows.append((one.name, *_cells(one.saved()), *((f"{one.seconds * 1000:.0f} ms",) if timing else ())))
    planned = [one for one in savings if one.before.tasks]
    if planned:
        for name, tally in (("without passes", planned[0].before), ("with passes", planned[-1].after)):
            rows.append((name, *_cells(tally), *(("",) if timing else ())))
    return "\n".join(_aligned(rows))


def as_json(savings: Iterable[Saving]) -> list[dict[str, Any]]:
    """The same for other programs: counts before and after each pass, and its own seconds."""
    return [{"pass": one.name, "before": _numbers(one.before), "after": _numbers(one.after), "took": round(one.seconds, 6)}
            for one in savings]


def _numbers(tally: Tally) -> dict[str, Any]:
    return {"tasks": tally.tasks, "shots": tally.shots, "keyframes": tally.keyframes, "frames": tally.frames,
            "seconds": round(tally.seconds, 3), "gpu_seconds": round(tally.gpu, 3), "money": round(tally.money, 4)}


def _cells(tally: Tally) -> tuple[str, ...]:
    cpu = tally.seconds - tally.gpu
    counts = (str(one or "-") for one in (tally.tasks, tally.shots, tally.keyframes, tally.frames))
    return (*counts, _some(tally.gpu / 3600, 2), _some(cpu, 0), _some(tally.money, 2))


def _some(value: float, digits: int) -> str:
    """A number, or a dash for none."""
    text = f"{value:.{digits}f}"
    return text if any(one in "123456789" for one in text) else "-"


def _aligned(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    return ["  ".join(cell.ljust(width) if not at else cell.rjust(width) for at, (cell, width) in enumerate(zip(row, widths)))
            .rstrip() for row in rows]
