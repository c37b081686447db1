"""The options that say which version of a series a command is about, for commands that need a cut of it."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from ..compiler.request import Request

_OPTIONS = (
    click.option("--project", "start", type=click.Path(path_type=Path), help="Folder of the series (this one by default)."),
    click.option("--lang", "language", default="", metavar="LANG", help="Language of the voices (the series' own by default)."),
    click.option("--variant", "variants", multiple=True, metavar="KEY=VALUE",
                 help="A version that the bible declares, such as ending=B; may be given again."),
    click.option("--target", default="", help="A target of the bible (the first by default)."),
    click.option("--draft", is_flag=True, help="With draft voices."),
)


def version_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`command` with the options `start`, `language`, `variants`, `target` and `draft`."""
    for one in reversed(_OPTIONS):
        command = one(command)
    return command


def in_words(request: Request) -> str:
    """The options of `version_options` that ask for the version of `request`, as they are typed: empty, or beginning with
    a space."""
    words = [*(word for one in request.languages for word in ("--lang", one)),
             *(word for key, value in request.variants for word in ("--variant", f"{key}={value}")),
             *(("--target", request.target) if request.target else ()), *(("--draft",) if request.draft else ())]
    return "".join(f" {shlex.quote(word)}" for word in words)
