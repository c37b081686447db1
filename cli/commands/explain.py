"""dramac explain: what a code means, why it matters, how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ..catalogue import Page

EPILOG = """\b
Examples:
  dramac explain D201
  dramac explain              all codes and their titles
  dramac explain --all        all pages
  dramac explain D201 --json  for other programs"""


@click.command(epilog=EPILOG)
@click.argument("code", required=False)
@click.option("--all", "every", is_flag=True, help="The pages of all codes.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON: an object, or a list of them without a CODE.")
def command(code: str | None, every: bool, as_json: bool) -> None:
    """Say what a CODE means, why it matters, and how to mend it; without one, list all codes."""
    from ..catalogue import nearest, pages

    known = pages()
    if code is not None and every:
        raise click.UsageError("A code and --all do not go together.")
    if code is not None and code.upper() not in known:
        near = nearest(code)
        raise click.UsageError(f"There is no code '{code}'.{f' Did you mean {near}?' if near else ''} "
                               "`dramac explain` lists all of them.")
    if as_json:
        _write_json(known[code.upper()] if code else known.values())
    elif code is not None:
        click.echo(_shown(known[code.upper()]), nl=False)
    elif every:
        click.echo("\n\n".join(_shown(page) for page in known.values()), nl=False)
    else:
        for page in known.values():
            click.echo(f"{click.style(page.code, bold=True)}  {page.title}")


def _shown(page: Page) -> str:
    head = click.style(f"{page.code}  {page.title}", bold=True)
    return f"{head}  ({page.severity.value})\n\n{page.text()}"


def _write_json(what: Page | Iterable[Page]) -> None:
    import json
    from dataclasses import asdict

    from ..catalogue import Page

    def plain(page: Page) -> dict[str, str]:
        return {**asdict(page), "severity": page.severity.value, "group": page.group}

    value = plain(what) if isinstance(what, Page) else [plain(page) for page in what]
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
