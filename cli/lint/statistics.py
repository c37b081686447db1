"""Counts findings by code."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from ...compiler.base.diagnostic import Diagnostic
from ..catalogue import pages


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a code was found, and how many of these findings have a fix; `safe` ones, and others."""

    code: str
    title: str
    count: int
    safe: int
    unsafe: int


def tallies(found: Sequence[Diagnostic]) -> list[Tally]:
    """The tally of every code in `found`, the most frequent first."""
    known = pages() if found else {}
    counts = Counter(one.code for one in found)
    safe = Counter(one.code for one in found if one.fix is not None and one.fix.safe)
    other = Counter(one.code for one in found if one.fix is not None and not one.fix.safe)
    return [Tally(code, known[code].title if code in known else "", count, safe[code], other[code])
            for code, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]


def as_text(found: Sequence[Diagnostic]) -> str:
    """A line a code: how often, a mark where there is a fix, the title; then what the marks mean."""
    rows = tallies(found)
    width = max((len(str(row.count)) for row in rows), default=1)
    lines = [f"{row.count:>{width}}  {row.code}  {'[*]' if row.safe else '[?]' if row.unsafe else '   '}  {row.title}"
             for row in rows]
    if any(row.safe for row in rows):
        lines.append(f"[*] {sum(row.safe for row in rows)} can be fixed with `dramac check --fix`")
    if any(row.unsafe for row in rows):
        lines.append(f"[?] {sum(row.unsafe for row in rows)} can be fixed with `dramac check --unsafe-fixes`")
    return "\n".join(lines or ["no findings"]) + "\n"


def as_json(found: Sequence[Diagnostic]) -> str:
    """An object with `statistics`, a list of tallies."""
    return json.dumps({"statistics": [asdict(row) for row in tallies(found)]}, ensure_ascii=False, indent=2) + "\n"
