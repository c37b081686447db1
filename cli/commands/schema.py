"""dramac schema: the form of the bible, for editors."""

from __future__ import annotations

import json
from pathlib import Path

import click

EPILOG = """\b
Examples:
  dramac schema                        print the schema of series.yaml
  dramac schema -o series.schema.json  write it to a file

\b
In an editor that knows YAML schemas, this line at the head of series.yaml turns it on:
  # yaml-language-server: $schema=series.schema.json"""


@click.command(epilog=EPILOG)
@click.option("-o", "--output", "--out", "out", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
              help="Write it to FILE.")
def command(out: Path | None) -> None:
    """Print the JSON Schema of the bible, with which editors complete and check series.yaml as you type."""
    from ...compiler.bible.published import published
    from ...runtime.files import disk, fresh, write_atomic

    text = json.dumps(published(), ensure_ascii=False, indent=1) + "\n"
    if out is None:
        click.echo(text, nl=False)
        return
    with disk(f"writing {out}"):
        write_atomic(out, text.encode("utf-8"), fresh(out.parent))
