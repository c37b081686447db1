"""Every code that dramac can say, with its explanation: gathered from the rooms that own them."""

from __future__ import annotations


def explanations() -> dict[str, str]:
    """Codes to their texts, in order; the first line of a text is its title."""
    from ..compiler import project
    from ..compiler.bible import errors as bible
    from ..compiler.check import run as rules
    from ..compiler.cut import errors as cut
    from ..compiler.syntax import errors as syntax

    found: dict[str, str] = {}
    for room in (syntax, rules, bible, cut, project):
        found.update(room.explanations())
    return {code: _plain(code, text) for code, text in sorted(found.items())}


def _plain(code: str, text: str) -> str:
    """`text` with its title alone on the first line."""
    return text.lstrip("# \n").removeprefix(code).lstrip(" :·-").rstrip() + "\n"
