"""dramac lock: what dramac.lock says, whether it still holds, and making it hold."""

from __future__ import annotations

from pathlib import Path

import click

from ..asking import version_options

EPILOG = """\b
Examples:
  dramac lock                        what the lock says, and which takes are circled
  dramac lock --check                does it describe the whole series? for CI
  dramac lock --check ep01 --draft   … one episode, with draft voices
  dramac lock --update               pin what is installed, forget what is gone, end a merge

\b
Exit codes: 0 it holds, 1 it does not or cannot be read, 2 wrong usage."""


@click.command(epilog=EPILOG)
@click.argument("episodes", nargs=-1)
@click.option("--check", is_flag=True, help="Fail where a build would need to change the lock, or would differ from it.")
@click.option("--update", is_flag=True, help="Write it again: installed versions, present lines and shots, no conflicts.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@version_options
def command(episodes: tuple[str, ...], check: bool, update: bool, as_json: bool, start: Path | None, language: str,
            variants: tuple[str, ...], target: str, draft: bool) -> None:
    """Show, check or update dramac.lock, which pins what a film was made with.

    `dramac build` writes it: versions of the standard library and the backends, digests of models, lengths of spoken
    lines. `dramac take` adds the takes that were circled. Commit it beside series.yaml.
    """
    from ..locks.locked import check_lock, show_lock, update_lock
    from ..naming import named
    from ..session import checked, open_project, request_for

    if check and update:
        raise click.UsageError("Give --check or --update, not both.")
    meant = named(start, episodes)
    project = open_project(meant.start)
    if project.bible is None:
        raise click.UsageError("A bare script has no lock; begin a series with `dramac new`.")
    analysis = checked(project)
    request = request_for(analysis, meant.episodes, (language,) if language else (), target, draft, variants)
    run = check_lock if check else update_lock if update else show_lock
    run(project, analysis, request, as_json)
