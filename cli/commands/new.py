"""dramac new: begin a series."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click

from ...runtime.files import disk
from ...stdlib.templates import template

EPILOG = """\b
Examples:
  dramac new my-series                    English
  dramac new 我的短剧 --lang zh-Hans      Mandarin"""


@click.command(epilog=EPILOG)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--lang", type=click.Choice(["en", "zh-Hans"]), default="en", show_default=True, help="Language of the scripts.")
def command(folder: Path, lang: str) -> None:
    """Begin a series in FOLDER: a bible, a first episode that builds, and what git should know. Nothing is overwritten."""
    files = {name: text.replace("{{title}}", _title(folder)) for name, text in template(f"series-{lang}").items()}
    with disk(f"looking into {folder}"):
        standing = [name for name in files if (folder / name).exists()]
    if standing:
        raise click.UsageError(f"{folder} holds {', '.join(standing)} already; nothing was written.")
    with disk(f"writing to {folder}"):
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
    enter = "" if folder.resolve() == Path.cwd() else f"  cd {shlex.quote(str(folder))}\n"
    click.echo(f"{folder} is ready. Next:\n{enter}  dramac check\n  dramac build --draft")


def _title(folder: Path) -> str:
    words = re.sub(r"[-_]+", " ", folder.resolve().name).strip()
    return re.sub(r'["\\\x00-\x1f]', "", words).title() or "Untitled"
