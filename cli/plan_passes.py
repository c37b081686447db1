"""`dramac plan --passes`, `--print-after`, `--prompts`: what each pass saves, what one of them leaves, what models are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import click

from ..compiler.analyse import Analysis
from ..compiler.driver import Compiled, compile, models_of, target_of
from ..compiler.lock.nodes import Lock
from ..compiler.passes.pipeline import CUTS, NAMES
from ..compiler.passes.run import Saving
from ..compiler.passes.tally import Tally
from ..compiler.plan.cost import priced
from ..compiler.plan.nodes import Plan
from ..compiler.plan.prices import prices_of
from ..compiler.request import Request
from ..stdlib.models import Models
from .inspecting import Inspection

HEAD = ("pass", "tasks", "shots", "keyframes", "frames", "GPU hours", "CPU seconds", "US$")


def made(inspection: Inspection, analysis: Analysis, request: Request, timings: Mapping[str, float],
         lock: Lock) -> Compiled:
    """The plan of `request` as `lock` holds it, made as far as is asked for. Raises click.BadParameter for a pass that there is
    not."""
    prices = prices_of(analysis.bible)
    return compile(analysis, request, timings, lock.takes(), stop_after=known_pass(inspection.print_after),
                   verify_each=inspection.verify_each, pricing=lambda plan: priced(plan, prices))


def shown(inspection: Inspection, compiled: Compiled, analysis: Analysis, request: Request) -> str:
    """What is asked for, as text. Raises click.BadParameter where there is no such shot."""
    if inspection.print_after:
        return left_by(inspection.print_after, compiled)
    if inspection.prompts:
        return told(compiled, models_of(analysis.bible, target_of(analysis.bible, request)), inspection.prompts)
    return table(compiled.savings, timing=inspection.timing) if inspection.passes or inspection.timing else "every pass holds"


def table(savings: Sequence[Saving], *, timing: bool = False) -> str:
    """What each pass of `savings` spares, a row a pass, then what the passes over tasks leave of what they were given; with
    `timing`, how long each took. A negative number is what a pass adds."""
    rows = [(*HEAD, *(("took",) if timing else ()))]
    for one in savings:
        rows.append((one.name, *_cells(one.saved()), *((f"{one.seconds * 1000:.0f} ms",) if timing else ())))
    planned = [one for one in savings if one.name not in CUTS]
    if planned:
        for name, tally in (("before them", planned[0].before), ("after them", planned[-1].after)):
            rows.append((name, *_cells(tally), *(("",) if timing else ())))
    return "\n".join(_aligned(rows))


def as_json(savings: Iterable[Saving]) -> list[dict[str, Any]]:
    """The same for other programs: counts before and after each pass, and its own seconds."""
    return [{"pass": one.name, "before": _numbers(one.before), "after": _numbers(one.after), "took": round(one.seconds, 6)}
            for one in savings]


def left_by(name: str, compiled: Compiled) -> str:
    """The cuts, or the plan, as the pass `name` leaves them, for people to read."""
    if name in CUTS:
        from ..compiler.cut.show import show

        return "\n".join(show(cut) + "".join(_clips(number, shot.clips) for number, shot in enumerate(cut.shots, 1))
                         for cut in compiled.cuts).rstrip()
    return "\n".join(_tasks(compiled.plan))


def known_pass(name: str) -> str:
    """`name`, if there is such a pass. Raises click.BadParameter with the names that there are."""
    if name and name not in NAMES:
        raise click.BadParameter(f"there is no pass {name!r}; there are {', '.join(NAMES)}", param_hint="--print-after")
    return name


def told(compiled: Compiled, models: Models | None, wanted: str) -> str:
    """What models are told about the shots of `wanted` (EPISODE, EPISODE:SHOT, or `all`). Raises click.BadParameter where there
    is no such shot, or no model is told anything."""
    from ..compiler.bible.wording import glossary
    from ..compiler.prompt.sheet import prompts, untranslated

    if models is None:
        raise click.BadParameter("this target is drawn: no model is told anything; name one in the bible's `targets`, and ask "
                                 "with --target", param_hint="--prompts")
    episode, _, number = ("", "", "") if wanted == "all" else wanted.partition(":")
    rows = []
    for cut in compiled.cuts:
        for one in prompts(cut, models) if episode in ("", cut.episode) else ():
            if number in ("", str(one.number)):
                limit = f" of {one.limit}" if one.limit else ""
                left = "".join(f"\n    left out: {text}" for text in one.left_out)
                rows.append(f"{cut.episode}:{one.number} {one.kind}, {one.model}, about {one.tokens}{limit} tokens\n"
                            f"    {one.text}{left}")
    if not rows:
        raise click.BadParameter(f"there is no shot {wanted}; `dramac plan --shots` lists them", param_hint="--prompts")
    terms = dict.fromkeys(term for cut in compiled.cuts if episode in ("", cut.episode) for term in untranslated(cut, models))
    if terms:
        rows.append(f"left out, as it has no English; put into the bible, with English between the quotes:\n{glossary(terms)}")
    return "\n".join(rows)


def _clips(number: int, clips: Iterable[Any]) -> str:
    parts = ", ".join(f"{one.frames} (keeps {one.keep}{f' after {one.skip}' if one.skip else ''})" for one in clips)
    return f"clips of shot {number}: {parts} frames\n" if parts else ""


def _tasks(plan: Plan) -> Iterator[str]:
    for task in plan.tasks:
        model = f" {task.model}" if task.model else ""
        yield f"{task.stage:>2} {task.action:<13} {task.key[:12]} {task.backend}{model}  {task.label}"


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
    return ["  ".join((row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:]))).rstrip() for row in rows]
