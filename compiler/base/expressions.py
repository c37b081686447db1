"""Keeps compiled regular expressions between runs: to compile those that one script needs takes as long as to read it.

What is kept is what Python's own compiler makes of an expression; that its parts do what `re.compile` does is tried out on
one expression before they are used. Python checks the program of every expression before it runs it; it has no public way
to keep one, so where these parts of it are not as they were, expressions are compiled as ever.
"""

from __future__ import annotations

import re
import sys
from array import array
from binascii import a2b_base64, b2a_base64
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any

from . import kept

SHELF = "expressions"
_FEW = 4
"""How many are compiled before those kept are looked for: a run that finds nothing changed needs no more."""
_MOST, _DAYS = 16 << 20, 60.0
_PROBE = r"(?i)(?P<who>[a-zé—-…]+?)\b(?:, |；)(?<!x)(?=y|z)(\d{2,4})*(?P=who)?$"
_new: dict[str, tuple[str, int, Any]] = {}
"""What was compiled in this run: text and flags, and the form of those for which kept ones were looked through."""


def compiled(text: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile(text, flags)`. Raises `re.error`."""
    flags = int(flags)  # Python's compiler asks for single ones thousands of times, and `re.RegexFlag` answers slowly
    name = _name(text, flags)
    if len(_new) < _FEW:
        made = re.compile(text, flags)
        _new[name] = text, flags, None
        return made
    form = _known().get(name)
    if form is not None:
        try:
            return _made(text, form)
        except Exception:  # whatever this Python says of it
            pass
    form = _form(text, flags) if _as_ever() else None
    _new[name] = text, flags, form
    return re.compile(text, flags) if form is None else _made(text, form)


def keep() -> None:
    """Keep what was compiled for the next run, if it is worth it."""
    if len(_new) <= _FEW:
        return
    known = _known()
    if any(form is not None and name not in known for name, (_, _, form) in _new.items()):
        forms = {name: form or _form(text, flags) for name, (text, flags, form) in _new.items() if name not in known}
        kept.save(SHELF, _key(), {**known, **{name: form for name, form in forms.items() if form is not None}})
        kept.tidy(SHELF, _MOST, _DAYS)
        _known.cache_clear()


@cache
def _known() -> Mapping[str, Any]:
    found = kept.load(SHELF, _key())
    return found if isinstance(found, dict) else {}


def _key() -> str:
    return f"{sys.version}\n{sys.byteorder}\n{getattr(import_module('_sre'), 'MAGIC', '')}"


def _name(text: str, flags: int) -> str:
    return f"{int(flags)} {text}"


def _form(text: str, flags: int) -> Any:
    """What `_made` makes the expression of; None where Python says otherwise of it, or its parts are others. Its program is a
    text, of which JSON is read in a tenth of the time of a list of numbers."""
    try:
        parsed = import_module("re._parser").parse(text, flags)
        code = memoryview(array("I", import_module("re._compiler")._code(parsed, flags))).cast("B")
        return [int(flags | parsed.state.flags), parsed.state.groups - 1, dict(parsed.state.groupdict),
                b2a_base64(code, newline=False).decode("ascii")]
    except Exception:
        return None


@cache
def _as_ever() -> bool:
    """Whether the parts of Python that are used here do together what `re.compile` does."""
    try:
        ours, own = _made(_PROBE, _form(_PROBE, re.MULTILINE)), re.compile(_PROBE, re.MULTILINE)
        return ours == own and ours.groupindex == own.groupindex
    except Exception:
        return False


def _made(text: str, form: Any) -> re.Pattern[str]:
    flags, groups, names, program = form
    code = memoryview(a2b_base64(program)).cast("I").tolist()
    numbered: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        numbered[number] = name
    made: re.Pattern[str] = import_module("_sre").compile(text, flags, code, groups, names, tuple(numbered))
    return made
