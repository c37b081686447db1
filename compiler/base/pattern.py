"""Regular expressions that are compiled when they are first used: a check of one changed line needs few of the many."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from .expressions import compiled


class Lazy:
    """The expression `text` with `flags`, used as `re.compile(text, flags)` is. Raises `re.error` at the first use of a
    wrong one."""

    match: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    finditer: Callable[..., Iterator[re.Match[str]]]
    findall: Callable[..., list[Any]]
    split: Callable[..., list[Any]]
    sub: Callable[..., str]

    def __init__(self, text: str, flags: int = 0) -> None:
        self.pattern, self._flags = text, flags

    def __getattr__(self, name: str) -> object:
        """The methods, once: afterwards they are the compiled expression's own."""
        if name not in Lazy.__annotations__:
            raise AttributeError(name)
        made = compiled(self.pattern, self._flags)
        for method in Lazy.__annotations__:
            setattr(self, method, getattr(made, method))
        return getattr(made, name)


class ByScript:
    """An expression in two forms: `narrow` says the same as `wide` of every text that is `western`, and compiles in a
    fraction of the time, which large sets of code points take."""

    def __init__(self, wide: str, narrow: str) -> None:
        self._wide, self._narrow = Lazy(wide), Lazy(narrow)

    def of(self, text: str) -> Lazy:
        """The form for `text`."""
        return self._narrow if western(text) else self._wide


def western(text: str) -> bool:
    """Whether `text` holds no code point from U+2E80 on, where the scripts of East Asia begin."""
    return text.isascii() or max(text) < "\u2e80"
