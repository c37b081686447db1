"""What is said about fixing: what was done, what was not and why, and the difference that it makes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import unified_diff

from ...compiler.analyse import Analysis
from ...compiler.base.diagnostic import Diagnostic
from ..report.text.cells import plain
from .fixing import Dropped, Outcome, Written

_MOST = 10


def told(outcome: Outcome, done: Written, before: Analysis, left: int) -> Iterator[str]:
    """What fixing did, line by line; `left` findings remain."""
    fixed = [one for one in outcome.fixed if one.fix and all(edit.span.path not in done.left for edit in one.fix.edits)]
    for path, why in done.left.items():
        yield f"{plain(path)} was not fixed: it {why}"
    yield from _dropped(outcome.dropped, before)
    files = f" in {len(done.files)} file{'s' * (len(done.files) != 1)}" if fixed else ""
    yield f"{len(fixed)} fixed{files}{_codes(fixed)}, {left} left"


def foreseen(outcome: Outcome, before: Analysis, found: int) -> Iterator[str]:
    """What fixing would do, of `found` findings. A fix may bring up another finding, which is fixed too."""
    yield from _dropped(outcome.dropped, before)
    yield f"{len(outcome.fixed)} of {max(found, len(outcome.fixed))} would be fixed{_codes(outcome.fixed)}; nothing was written"


def difference(outcome: Outcome, before: Analysis) -> str:
    """The changes as a unified diff, which `git apply` and `patch -p1` take in the folder of the series. Line ends are
    kept as they are."""
    parts = []
    for path in sorted(outcome.texts):
        old, new = (text.split("\n") for text in (before.sources[path].text, outcome.texts[path]))
        rows = unified_diff(_ended(old), _ended(new), f"a/{plain(path)}", f"b/{plain(path)}")
        parts += [row if row.endswith("\n") else f"{row}\n\\ No newline at end of file\n" for row in rows]
    return "".join(parts)


def _ended(lines: list[str]) -> list[str]:
    """Lines with their ends; the last one has one only if the text ends with it."""
    *whole, last = lines
    return [f"{line}\n" for line in whole] + ([last] if last else [])


def _dropped(dropped: Sequence[Dropped], before: Analysis) -> Iterator[str]:
    for one in dropped[:_MOST]:
        finding = one.finding
        source = before.sources.get(finding.span.path) if finding.span else None
        line = f":{source.position(finding.span.start).line}" if source and finding.span else ""
        place = f"{plain(finding.span.path)}{line}: " if finding.span else ""
        title = finding.fix.title if finding.fix else ""
        yield f"{place}{finding.code} was not fixed ({plain(title)}): {plain(one.why)}"
    if len(dropped) > _MOST:
        yield f"and {len(dropped) - _MOST} more were not fixed"


def _codes(fixed: Sequence[Diagnostic]) -> str:
    counts = Counter(one.code for one in fixed)
    return f" ({', '.join(f'{count} {code}' for code, count in sorted(counts.items()))})" if counts else ""
