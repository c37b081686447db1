"""Regular expressions that are compiled when they are first used: a check of one changed line needs few of the many."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator


class Pattern:
    """The expression `text`, which does not mind case unless `exact`. Raises `re.error` at the first use of a wrong one."""

    match: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    finditer: Callable[..., Iterator[re.Match[str]]]
    sub: Callable[..., str]

    def __init__(self, text: str, exact: bool = False) -> None:
        self._text, self._exact = text, exact

    def __getattr__(self, name: str) -> object:
        """The methods, once: afterwards they are the compiled expression's own."""
        if name.startswith("_") or name not in Pattern.__annotations__:
            raise AttributeError(name)
        made = re.compile(self._text, 0 if self._exact else re.IGNORECASE)
        for method in Pattern.__annotations__:
            setattr(self, method, getattr(made, method))
        return getattr(made, name)
