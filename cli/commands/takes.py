"""dramac takes: alternatives of shots, side by side."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path

import click

from ...compiler.base.roster import member, members
from .. import progress
from ..asking import version_options
from ..naming import one_episode
from ..session import checked, open_project, request_for, say_grave

EPILOG = """\b
Examples:
  dramac takes ep01                  four takes of every shot of an episode
  dramac takes ep01 7 12 --count 6   six takes of two shots
  dramac takes ep01 --drifted --target final
                                     of the shots that a model has let drift in the last build
  dramac take ep01 7 3               … and circle the one you want

\b
The sheet is written into build/takes/; its path is all that is printed. What is drawn is kept in the store: a build that
uses a take does not draw it again."""

MOST = 64


@click.command(epilog=EPILOG)
@click.argument("episode")
@click.argument("shots", nargs=-1, type=click.IntRange(min=1))
@click.option("--count", type=click.IntRange(1, MOST), default=4, show_default=True, help="Takes of each shot.")
@click.option("--drifted", is_flag=True, help="Only shots that have drifted: a build has told of them.")
@click.option("-j", "--jobs", type=click.IntRange(1, 256), help="Workers; one for each core by default.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder of the sheet (build/takes by default).")
@click.option("--progress", "shown", type=click.Choice([one for one in members(progress) if one != "stages"]),
              help="How progress is shown; live on a terminal, plain elsewhere.")
@click.option("-q", "--quiet", is_flag=True, help="Say only the path of the sheet, and what failed.")
@version_options
def command(episode: str, shots: tuple[int, ...], count: int, drifted: bool, jobs: int | None, out: Path | None,
            shown: str | None, quiet: bool, start: Path | None, language: str, variants: tuple[str, ...], target: str,
            draft: bool) -> None:
    """Draw takes 1 to COUNT of SHOTS (all by default) of EPISODE, and lay their pictures out on one page.

    SHOTS are the numbers that `dramac plan EPISODE --shots` prints. Each picture is the middle of its shot; the circled
    take is marked, and so are shots that have drifted since they were made by models. Pictures are drawn by the animatic, on
    the processor.
    """
    from ..builds.hiring import cores
    from ..locks.locking import open_lock, texts
    from ..takes.tries import Wish, try_out
    from .build import default_progress, failures_only, short

    meant = one_episode(start, episode)
    project = open_project(meant.start)
    analysis = checked(project)
    request = request_for(analysis, meant.episodes, (language,) if language else (), target, draft, variants)
    lock, sources = open_lock(project), texts(analysis, project)
    display = nullcontext(failures_only) if quiet else member(progress, shown or default_progress()).display(analysis.sources)
    with display as show:
        tried = try_out(project, analysis, Wish(request, shots, count, drifted), lock, jobs or cores(), show,
                        lambda found: say_grave(found, sources), (out or project.root / "build" / "takes").resolve())
    if tried.sheet is not None:
        click.echo(short(tried.sheet))
    sys.exit(0 if tried.complete else 130 if tried.stopped else 1)
