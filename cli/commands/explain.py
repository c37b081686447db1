"""dramac explain: what a code means, why it matters, how to mend it."""

from __future__ import annotations

import click

EPILOG = """\b
Examples:
  dramac explain D201
  dramac explain              all codes"""


@click.command(epilog=EPILOG)
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Say what a CODE means, why it matters, and how to mend it; without one, list all codes."""
    from ..catalogue import explanations

    known = explanations()
    if code is None:
        for name, text in known.items():
            click.echo(f"{click.style(name, bold=True)}  {text.splitlines()[0]}")
        return
    wanted = code.upper()
    if wanted not in known:
        from difflib import get_close_matches

        near = get_close_matches(wanted, known, 1, 0.6)
        raise click.UsageError(f"There is no code '{code}'.{f' Did you mean {near[0]}?' if near else ''} "
                               "`dramac explain` lists all of them.")
    title, _, body = known[wanted].partition("\n")
    click.echo(click.style(f"{wanted}  {title}", bold=True))
    click.echo(body.rstrip())
