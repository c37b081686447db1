"""dramac plan: what a build would do, without doing it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ...compiler.plan.nodes import Plan, Task
from ...compiler.project import Project
from ...stdlib import data
from ..asking import SHARED, Wish, film_options
from ..inspecting import Inspection, inspections
from ..session import LEDGER, admit, checked, grave, open_project, say, say_grave

if TYPE_CHECKING:
    from ...compiler.analyse import Analysis
    from ...compiler.driver import Compiled
    from ...compiler.lock.nodes import Lock
    from ...compiler.planned.run import Planned
    from ...compiler.request import Request
    from ..costs.reckoning import Reckoned
    from ..outlook import Outlook

EPILOG = """\b
Examples:
  dramac plan                     what `dramac build` would make, and what it has already
  dramac plan ep01 --shots        the shot list, with times and what is in the store
  dramac plan --tasks             every task and its state
  dramac plan --passes            what each pass saves
  dramac plan --simulate gpus=8,vram=80,cpus=32,price=2.79
                                  how long, and for how much money, on such machines
  dramac plan --target final --prompts ep01:3
                                  what the models of a target are told about a shot
  dramac plan --cost              what it costs, and where the money goes
  dramac plan --store s3://team/films   what a shared store has counts as made
  dramac plan --json              the whole plan, for other programs
  dramac plan main..              what changes from main to the files here, why, and what it costs
  dramac plan main...HEAD --markdown   what a branch changes, for a comment on its pull request"""


@click.command(epilog=EPILOG)
@partial(film_options, metavar="[A..B] [EPISODES]...")
@click.option("--shots", is_flag=True, help="Show the shot list, and every note of directing.")
@click.option("--tasks", is_flag=True, help="Show every task.")
@click.option("--since", metavar="REVISION", default="", help="What changed since a git revision: the same as REVISION..")
@click.option("--cost", is_flag=True, help="Show what it costs, by action, model, episode and shot; with --json as data.")
@click.option("--simulate", metavar="FARM",
              help="What it takes on machines like gpus=8,vram=80,cpus=32,price=2.79 (GB a GPU; US dollars an hour).")
@SHARED
@click.option("--json", "as_json", is_flag=True, help="Write the plan, the changes or the simulation as JSON.")
@click.option("--markdown", is_flag=True, help="Write the changes between A and B as Markdown, for a pull request.")
@inspections
def command(wish: Wish, start: Path | None, shots: bool, tasks: bool, cost: bool, since: str, simulate: str | None,
            shared: str, as_json: bool, markdown: bool, inspection: Inspection) -> None:
    """Say what a build would make, what is there already, and how long the rest may take. Nothing is run.

    With two git revisions, say what changes between them: shots added, changed, moved and removed, each with its cause, and
    what has to be made for it. A..B compares two revisions, A.. compares A with the files as they are now, A...B begins
    where B left A. What stands before the dots may be left out: it is HEAD then.
    """
    from ..outlook import look

    if since or markdown or any(".." in one for one in wish.episodes):
        from ..comparing import answered

        if answered(start, since, wish, shared, as_json, markdown, shots, tasks or inspection.wanted):
            return
    from ..costs.reckoning import costs_money, expected, over_budget, reckon, show_cost, warn
    from ..locks.locking import open_lock

    if simulate is not None:
        from ..costs.simulating import farm_of, in_currency, report

        farm = farm_of(simulate)
    project = open_project(start)
    lock = open_lock(project)
    try:
        outlook = look(project, wish, lock, shared)
    except click.UsageError:
        checked(project)  # errors, which may be why something is not there, are said first and end the command
        raise
    planned, cached = outlook.planned, outlook.cached
    admit(planned.told, planned.sources)
    if shots and planned.found:
        say(planned.found, planned.sources)
    else:
        say_grave(planned.found, planned.sources)
    if lock.facts:
        from ..locks.holding import say_outlook

        say_outlook(project, wish, planned, lock)
    plan = expected(planned.plan, planned.bible, project.root / LEDGER, warn)
    if simulate is not None:
        click.echo(report(plan, cached, farm, as_json, in_currency(str(planned.bible.budget.get("currency", ""))),
                          planned.bible.catalogue))
        return
    priced = cost or costs_money(plan)
    reckoned = reckon(plan, planned.bible, cached, project.root / LEDGER, by_shot=cost) if priced else None
    if reckoned is not None:
        over = over_budget(reckoned, planned.bible)
        if over:
            say(over, planned.sources)
        if cost:
            show_cost(reckoned, as_json)
            return
    if as_json:
        saved = {"savings": _savings(project, wish, lock, outlook, inspection)} if inspection.passes else {}
        click.echo(json.dumps(_as_json(plan, cached) | saved, ensure_ascii=False, indent=1))
        return
    if shots or inspection.wanted:
        _made(project, wish, lock, outlook, shots, inspection)
    if inspection.alone:
        return
    if tasks:
        for task in plan.tasks:
            click.echo(f"{'kept   ' if task.key in cached else 'missing'}  {task.action:<13} {task.key[:12]}  {task.label}")
    _summary(plan, cached, planned, reckoned)
    _say_weights(plan, cached, planned, lock)
    if not shots:
        _count_notes(len(planned.found) - len(grave(planned.found)))


def _say_weights(plan: Plan, cached: Collection[str], planned: Planned, lock: Lock) -> None:
    """Say which weights the plan needs that are not on this machine, and the command that fetches them."""
    if any(task.model for task in plan.tasks):
        from ..models.weights import said, wanted, wanting

        for line in said(wanting(wanted(plan, cached, planned.bible.catalogue), lock)):
            click.echo(f"  {line}" if line.startswith("dramac") else line)


def _count_notes(count: int) -> None:
    """Say how many findings of directing were not said."""
    if count:
        click.echo(f"{count} {'note' if count == 1 else 'notes'} of directing: dramac plan --shots", err=True)


def _made(project: Project, wish: Wish, lock: Lock, outlook: Outlook, shots: bool, inspection: Inspection) -> None:
    """Show what is only there while a plan is made: its shots, and what an inspection asks for."""
    from ..plan_passes import shown
    from ..shot_list import shot_list

    analysis, request, compiled = _compiled(project, wish, lock, outlook, inspection)
    if shots and not inspection.alone:
        for line in shot_list(compiled.cuts, compiled.plan, outlook.cached):
            click.echo(line)
    if inspection.wanted:
        click.echo(shown(inspection, compiled, analysis, request))


def _savings(project: Project, wish: Wish, lock: Lock, outlook: Outlook, inspection: Inspection) -> list[dict[str, Any]]:
    from ..plan_passes import as_json

    return as_json(_compiled(project, wish, lock, outlook, inspection)[2].savings)


def _compiled(project: Project, wish: Wish, lock: Lock, outlook: Outlook,
              inspection: Inspection) -> tuple[Analysis, Request, Compiled]:
    """The plan of `outlook`, made anew."""
    from ...compiler.analyse import analyse
    from ..plan_passes import made

    analysis = analyse(project)
    request = wish.request(analysis, lock)
    return analysis, request, made(inspection, analysis, request, outlook.lengths, lock)


def _summary(plan: Plan, cached: Collection[str], planned: Planned, reckoned: Reckoned | None) -> None:
    missing = [task for task in plan.tasks if task.key not in cached]
    counts, left = Counter(task.action for task in plan.tasks), Counter(task.action for task in missing)
    for action, count in counts.items():
        click.echo(f"{action:<13} {count:>5}   {left[action]:>5} to make")
    seconds = sum(task.estimate.seconds for task in missing if task.resource != "gpu")
    click.echo(f"{len(plan.tasks)} tasks, {len(missing)} to make: about {seconds:.0f} s of work on one core")
    if reckoned is not None:
        from ..costs.bill import cost_lines

        for line in cost_lines(reckoned.bill):
            click.echo(line)
    if planned.estimated:
        from ..costs.bill import not_spoken

        click.echo(not_spoken(planned.estimated, "the cuts"))
    for words in approximated(plan, planned.acted):
        click.echo(words)
    if lips := sum(one.kind == "lips" for one in plan.markers):
        click.echo(f"{lips} shots show a mouth that speaks too small for lips to be moved; --json lists them as markers")
    for product in plan.products:
        click.echo(f"  {product.file}")


def approximated(plan: Plan, acted: Collection[str]) -> list[str]:
    """What the voices of `plan` cannot do as the script asks, and what they do instead. `acted` are the keys of the speech
    tasks that ask for more than words."""
    lines = Counter(task.backend for task in plan.tasks if task.key in acted)
    return [f"{name} has no emotions of its own: {count} {'line is' if count == 1 else 'lines are'} acted by pace, pitch, "
            "loudness and breath" for name, count in lines.items() if "emotion" not in data("backends")[name].get("honours", ())]


def _as_json(plan: Plan, cached: Collection[str]) -> dict[str, Any]:
    return {
        "schema": plan.schema, "passes": plan.passes,
        "tasks": [_task(task, task.key in cached) for task in plan.tasks],
        "products": [{"file": one.file, "key": one.key, "name": one.name} for one in plan.products],
        "markers": [asdict(one) for one in plan.markers],
    }


def _task(task: Task, cached: bool) -> dict[str, Any]:
    return {
        "key": task.key, "action": task.action, "backend": task.backend, "version": task.version,
        "params": dict(task.params), "inputs": [{"role": one.role, "key": one.key, "name": one.name} for one in task.inputs],
        "outputs": list(task.outputs), "resource": task.resource, "stage": task.stage, "label": task.label,
        "estimate": {"seconds": task.estimate.seconds, "source": task.estimate.source, "vram": task.estimate.vram,
                     "money": task.estimate.money}, "model": task.model, "cached": cached,
        "spans": [{"file": span.path, "start": span.start, "end": span.end} for span in task.spans],
    }
