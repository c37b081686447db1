"""The options that say which version of a series a command is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..compiler.base.nodes import node
from ..compiler.request import Request

if TYPE_CHECKING:
    from ..compiler.lock.nodes import Lock
    from .session import Asked

PROJECT = click.option("--project", "start", type=click.Path(path_type=Path), help="Folder of the series (this one by default).")
LANGUAGE = click.option("--lang", "language", default="", metavar="LANG",
                        help="Language of the voices (the series' own by default).")
VARIANT = click.option("--variant", "variants", multiple=True, metavar="KEY=VALUE",
                       help="A version that the bible declares, such as ending=B; may be given again.")
_TARGET = click.option("--target", default="", help="A target of the bible (the first by default).")
_DRAFT = click.option("--draft", is_flag=True, help="Quick synthetic voices instead of the target's.")
_LANGUAGES = click.option("--lang", "languages", multiple=True, metavar="LANG",
                          help="Language of the voices, or all; may be given again.")
SHARED = click.option("--store", "shared", default="", envvar="DRAMAC_STORE", metavar="URL",
                      help="A shared store: s3://…, gs://…, az://… or a folder. $DRAMAC_STORE by default.")
_TINY = click.option("--tiny", is_flag=True,
                     help="The target's models at their smallest, with random weights: tries the whole road on any machine.")
_EXACT = click.option("--exact", is_flag=True, help="Take as made only what was computed in the very same way, to the byte.")


_SINCE_HEAD = ".."
"""What is a range of revisions to `dramac plan`, and not the folder above."""


@node
class Wish:
    """What the options of a command ask for, as they were given."""

    episodes: Sequence[str] = ()
    languages: Sequence[str] = ()
    variants: Sequence[str] = ()
    target: str = ""
    draft: bool = False
    exact: bool = False
    tiny: bool = False

    def request(self, cast: Asked, lock: Lock) -> Request:
        """The request, held to `lock`, if all that it names is in the series. Raises click.UsageError."""
        from .session import request_for

        made = request_for(cast, self.episodes, self.languages, self.target, self.draft, self.variants)
        return replace(made, exact=self.exact, tiny=self.tiny, pins=lock.weights())


def version_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`command` with the options `start`, `language`, `variants`, `target` and `draft`."""
    return _given(command, PROJECT, LANGUAGE, VARIANT, _TARGET, _DRAFT)


def film_options(command: Callable[..., None], metavar: str | None = None) -> Callable[..., None]:
    """`command` with EPISODES (shown as `metavar`) and the options that say which films of them are meant: it gets the folder
    `start`, and all the rest as its `wish`."""
    @wraps(command)
    def asked(*, episodes: tuple[str, ...], start: Path | None, languages: tuple[str, ...], variants: tuple[str, ...],
              target: str, draft: bool, exact: bool, tiny: bool, **rest: Any) -> None:
        from .naming import named

        revisions = tuple(one for one in episodes if one == _SINCE_HEAD)
        meant = named(start, (one for one in episodes if one != _SINCE_HEAD))
        wish = Wish((*revisions, *meant.episodes), languages, variants, target, draft, exact, tiny)
        command(start=meant.start, wish=wish, **rest)

    return _given(asked, click.argument("episodes", nargs=-1, metavar=metavar), PROJECT, _LANGUAGES, VARIANT, _TARGET, _DRAFT,
                  _TINY, _EXACT)


def _given(command: Callable[..., Any], *options: Callable[..., Any]) -> Callable[..., Any]:
    for one in reversed(options):
        command = one(command)
    return command


def in_words(request: Request) -> str:
    """The options of `version_options` that ask for the version of `request`, as they are typed: empty, or beginning with
    a space."""
    import shlex

    words = [*(word for one in request.languages for word in ("--lang", one)),
             *(word for key, value in request.variants for word in ("--variant", f"{key}={value}")),
             *(("--target", request.target) if request.target else ()), *(("--draft",) if request.draft else ())]
    return "".join(f" {shlex.quote(word)}" for word in words)
