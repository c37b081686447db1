"""Counts findings by code."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict

from ...compiler.base.diagnostic import Diagnostic
from ...compiler.base.nodes import node
from ...compiler.check.levels import Accepted
from ...compiler.checked.result import Work
from ..catalogue import pages


@node
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


def as_text(found: Sequence[Diagnostic], accepted: Sequence[Accepted], work: Work | None) -> str:
    """A line a code: how often, a mark where there is a fix, the title; what the marks mean; how many findings notes and
    exemptions accept; how much of the continuity was worked out anew."""
    rows = tallies(found)
    width = max((len(str(row.count)) for row in rows), default=1)
    lines = [f"{row.count:>{width}}  {row.code}  {'[*]' if row.safe else '[?]' if row.unsafe else '   '}  {row.title}"
             for row in rows]
    if any(row.safe for row in rows):
        lines.append(f"[*] {sum(row.safe for row in rows)} can be fixed with `dramac check --fix`")
    if any(row.unsafe for row in rows):
        lines.append(f"[?] {sum(row.unsafe for row in rows)} can be fixed with `dramac check --unsafe-fixes`")
    lines = lines or ["no findings"]
    if accepted:
        counts = Counter(one.finding.code for one in accepted)
        lines.append(f"accepted: {', '.join(f'{count} {code}' for code, count in sorted(counts.items()))}")
    if work is not None:
        lines.append(f"continuity: {work.evaluated} of {work.scenes} scenes evaluated")
    return "\n".join(lines) + "\n"


def as_json(found: Sequence[Diagnostic], accepted: Sequence[Accepted], work: Work | None) -> str:
    """An object with `statistics`, a list of tallies; `accepted`, how many findings are accepted by code; and
    `continuity`, how many scenes there are and how many were evaluated."""
    counts = Counter(one.finding.code for one in accepted)
    continuity = {"evaluated": work.evaluated, "scenes": work.scenes} if work is not None else None
    return json.dumps({"statistics": [asdict(row) for row in tallies(found)], "accepted": dict(sorted(counts.items())),
                       "continuity": continuity}, ensure_ascii=False, indent=2) + "\n"
