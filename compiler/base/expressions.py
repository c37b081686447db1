"""Keeps compiled regular expressions between runs: to compile those that one script needs takes as long as to read it.

What is kept is what Python's own compiler makes of an expression, and only where an expression made of it again is equal to
the one compiled. Python checks the program of every expression before it runs it; it has no public way to keep one, so
where these parts of it are not as they were, expressions are compiled as ever.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any

from . import kept

SHELF = "expressions"
_FEW = 4
"""How many are compiled before those kept are looked for: a run that finds nothing changed needs no more."""
_MOST, _DAYS = 16 << 20, 60.0
_new: dict[tuple[str, int], re.Pattern[str]] = {}


def compiled(text: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile(text, flags)`. Raises `re.error`."""
    if len(_new) >= _FEW:
        form = _known().get(_name(text, flags))
        if form is not None:
            try:
                return _made(text, form)
            except Exception:  # whatever this Python says of it
                pass
    made = _new[text, flags] = re.compile(text, flags)
    return made


def keep() -> None:
    """Keep what was compiled for the next run, if it is worth it."""
    if len(_new) <= _FEW:
        return
    forms = {name: form for (text, flags), made in _new.items()
             if (name := _name(text, flags)) not in _known() and (form := _form(text, flags, made)) is not None}
    if forms:
        kept.save(SHELF, _key(), {**_known(), **forms})
        kept.tidy(SHELF, _MOST, _DAYS)
        _known.cache_clear()


@cache
def _known() -> Mapping[str, Any]:
    found = kept.load(SHELF, _key())
    return found if isinstance(found, dict) else {}


def _key() -> str:
    return f"{sys.version}\n{getattr(import_module('_sre'), 'MAGIC', '')}"


def _name(text: str, flags: int) -> str:
    return f"{int(flags)} {text}"


def _form(text: str, flags: int, made: re.Pattern[str]) -> Any:
    """What `_made` makes an expression of that is equal to `made`; None where that cannot be had."""
    try:
        parsed = import_module("re._parser").parse(text, flags)
        code = [int(one) for one in import_module("re._compiler")._code(parsed, flags)]
        form = [made.flags, made.groups, dict(made.groupindex), code]
        again = _made(text, form)
        return form if again == made and again.groupindex == made.groupindex else None
    except Exception:  # a Python whose parts are others
        return None


def _made(text: str, form: Any) -> re.Pattern[str]:
    flags, groups, names, code = form
    numbered: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        numbered[number] = name
    made: re.Pattern[str] = import_module("_sre").compile(text, flags, code, groups, names, tuple(numbered))
    return made
