"""dramac take: circle a take of a shot."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..asking import version_options
from ..naming import one_episode
from ..session import STORE, checked, open_project, request_for

EPILOG = """\b
Examples:
  dramac plan ep01 --shots     the shots and their numbers
  dramac takes ep01 7          what takes of shot 7 look like
  dramac take ep01 7 3         circle take 3 of shot 7
  dramac take ep01 7 1         take it back: take 1 is what a shot has otherwise

\b
Choices stand in dramac.lock; commit it. They stay with their shots when scenes move or lines are added elsewhere."""


@click.command(epilog=EPILOG)
@click.argument("episode")
@click.argument("shot", type=click.IntRange(min=1))
@click.argument("number", metavar="N", type=click.IntRange(1, 999_999_999))
@version_options
def command(episode: str, shot: int, number: int, start: Path | None, language: str, variants: tuple[str, ...], target: str,
            draft: bool) -> None:
    """Circle take N of shot SHOT of EPISODE: every build uses it from now on.

    SHOT is the number that `dramac plan EPISODE --shots` prints. Another take is the same shot played a little
    differently.
    """
    from ...compiler.lock.nodes import FILE
    from ...compiler.lock.write import fact, note, with_facts
    from ...runtime.store import Store
    from ..locks.holding import shots_of
    from ..locks.locking import open_lock, save
    from ..planning import planned

    meant = one_episode(start, episode)
    project = open_project(meant.start)
    if project.bible is None:
        raise click.UsageError("A bare script has no place for choices; begin a series with `dramac new`.")
    analysis = checked(project)
    request = request_for(analysis, meant.episodes, (language,) if language else (), target, draft, variants)
    lock = open_lock(project, allowed=("D523",))
    plain = with_facts(lock, (), [one.about for one in lock.facts if one.kind == "take"])
    compiled = planned(analysis, request, Store(project.root / STORE), plain)
    shots = [one for _, _, shots in shots_of(analysis, request, compiled) for one in shots]
    if shot > len(shots):
        raise click.UsageError(f"{request.episodes[0]} has {len(shots)} shots in this version; `dramac plan {episode} --shots` "
                               "lists them.")
    chosen = shots[shot - 1]
    about = ("take", *chosen.identity.rsplit("/", 1))
    circled = fact(*about, str(number), note=note(chosen.words))
    own = number == chosen.shot.take  # what the shot has without a word in the lock
    changed = save(project, lambda now: with_facts(now, () if own else (circled,), (about,) if own else ()))
    state = f"take {number}" + (", as the script has it" if own and number > 1 else "" if own else " is circled")
    click.echo(f"{request.episodes[0]}, shot {shot}, {chosen.words}: {state}{'' if changed else f' ({FILE} said so already)'}")
    sys.exit(0)
