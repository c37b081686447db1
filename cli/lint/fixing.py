"""Applies the fixes of findings, in rounds, and keeps only those that do what they promise.

Everything is tried on texts in memory; `write` puts the outcome on disk.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ...compiler.analyse import Analysis
from ...compiler.base.diagnostic import Diagnostic, Edit, Severity
from ...compiler.base.nodes import node
from ...compiler.base.source import Source
from ...compiler.project import Project
from .edits import Taken, alike, applied, fits
from .files import unchanged, write_whole
from .fingerprint import fingerprint
from .trial import Comparison, Desk

_ROUNDS = 20
_TRIALS = 400
"""How often a series is read again at most; what has not been tried by then is left alone."""
_EVERY = tuple(Severity)

Wanted = Callable[[Analysis], Sequence[Diagnostic]]


@node
class Dropped:
    """A fix that was not applied, and why."""

    finding: Diagnostic
    why: str


@node
class Outcome:
    """What fixing comes to: the new texts of the files that change, what is fixed, what was not and why."""

    texts: Mapping[str, str]
    fixed: tuple[Diagnostic, ...]
    dropped: tuple[Dropped, ...]


@node
class Written:
    """What `write` did: the files that it wrote, and why it left others alone."""

    files: tuple[str, ...]
    left: Mapping[str, str]


def fix(project: Project, analysis: Analysis, wanted: Wanted, unsafe: bool) -> Outcome:
    """Apply the safe fixes, or with `unsafe` all, of the findings that `wanted` picks from an analysis.

    Fixes that want the same place wait for the next round. A fix that leaves its finding standing is dropped; so is one
    that brings a new error, and a safe one that brings anything new.
    """
    with tempfile.TemporaryDirectory(prefix="dramac-fix-") as folder:
        desk = Desk(project, analysis, Path(folder).resolve())
        closed = {path for path, text in desk.texts().items() if unchanged(project.root / path, text)}
        bench = _Bench(desk, wanted, unsafe, frozenset(closed), desk.texts(), analysis)
        for _ in range(_ROUNDS):
            chosen = list(bench.choice())
            if not chosen or not bench.round(chosen):
                break
        before = desk.texts()
        texts = {path: text for path, text in bench.texts.items() if text != before[path]}
        return Outcome(texts, tuple(bench.fixed), tuple(bench.dropped.values()))


def write(project: Project, analysis: Analysis, outcome: Outcome) -> Written:
    """Put the texts of `outcome` in the places of the files that `analysis` read. A file that has changed meanwhile is
    left alone, and so are those that a fix changes together with it."""
    left = {path: why for path in outcome.texts if (why := unchanged(project.root / path, analysis.sources[path].text))}
    groups = [{edit.span.path for edit in one.fix.edits} for one in outcome.fixed if one.fix]
    grown = True
    while grown:
        grown = False
        for group in groups:
            if group & left.keys() and group - left.keys():
                left |= dict.fromkeys(group - left.keys(), "was left alone with a file that it is fixed together with")
                grown = True
    files = []
    for path, text in outcome.texts.items():
        if path in left:
            continue
        try:
            write_whole(project.root / path, text)
            files.append(path)
        except OSError as fault:
            left[path] = f"cannot be written: {fault.strerror or fault}"
    return Written(tuple(files), left)


@dataclass(slots=True)
class _Bench:
    """The state of fixing: the texts so far, what they say, and what became of each fix."""

    desk: Desk
    wanted: Wanted
    unsafe: bool
    closed: frozenset[str]
    texts: dict[str, str]
    now: Analysis
    fixed: list[Diagnostic] = field(default_factory=list)
    dropped: dict[tuple[str, str, str], Dropped] = field(default_factory=dict)
    trials: int = 0

    def choice(self) -> Iterator[Diagnostic]:
        """The findings to fix in this round, with edits that are apart from each other and made like their files."""
        taken = Taken()
        for one in self.wanted(self.now):
            if one.fix is None or not (one.fix.safe or self.unsafe) or self._key(one) in self.dropped:
                continue
            edits = self._edits(one)
            if edits is not None and taken.claim(edits):
                yield replace(one, fix=replace(one.fix, edits=edits))

    def _edits(self, one: Diagnostic) -> tuple[Edit, ...] | None:
        """The edits of a finding, or None where they cannot be applied; that is noted."""
        assert one.fix is not None
        paths = {edit.span.path for edit in one.fix.edits}
        if paths & self.closed:
            self._drop(one, f"{min(paths & self.closed)} {self._closed_why(min(paths & self.closed))}")
            return None
        sources = self.now.sources
        if not paths or not all(path in self.texts and path in sources for path in paths):
            self._drop(one, "it edits a file that is not part of the series")
            return None
        edits = tuple(alike(sources[edit.span.path], edit) for edit in one.fix.edits)
        if not all(fits(sources[path], [edit for edit in edits if edit.span.path == path]) for path in paths):
            self._drop(one, "its edits do not fit the file")
            return None
        return edits

    def _closed_why(self, path: str) -> str:
        return unchanged(self.desk.project.root / path, self.desk.first.sources[path].text) or "has changed"

    def round(self, chosen: Sequence[Diagnostic]) -> bool:
        """Apply what of `chosen` holds, all at once if possible, else by halves; whether anything did."""
        kept: list[Diagnostic] = []
        best, after = self.texts, self.now
        heaps = [list(chosen)]
        while heaps:
            heap = heaps.pop()
            if self.trials >= _TRIALS:
                for one in heap:
                    self._drop(one, "too many fixes fail; run it again after mending what is left")
                continue
            self.trials += 1
            texts = self._with([*kept, *heap])
            analysis = self.desk.analysed(texts)
            why = self._trouble(kept, heap, analysis)
            if not why:
                kept, best, after = [*kept, *heap], texts, analysis
            elif len(heap) == 1:
                self._drop(heap[0], why)
            else:
                heaps += [heap[len(heap) // 2 :], heap[: len(heap) // 2]]
        self.fixed += kept
        self.texts, self.now = best, after
        return bool(kept)

    def _with(self, chosen: Sequence[Diagnostic]) -> dict[str, str]:
        edits: dict[str, list[Edit]] = {}
        for edit in (edit for one in chosen if one.fix for edit in one.fix.edits):
            edits.setdefault(edit.span.path, []).append(edit)
        return self.texts | {path: applied(self.texts[path], row) for path, row in edits.items()}

    def _trouble(self, kept: Sequence[Diagnostic], heap: Sequence[Diagnostic], after: Analysis) -> str:
        """Why `heap` may not be applied beside `kept`, or nothing."""
        chosen = [*kept, *heap]
        compared = Comparison(self.now.diagnostics, chosen, after.diagnostics)
        if any(compared.survives(one) for one in heap):
            return "the finding would still be there"
        safe = all(one.fix is not None and one.fix.safe for one in chosen)
        new = compared.added(_EVERY if safe else (Severity.ERROR,))
        if new is not None:
            return f"it would bring a new {new.severity.value}{_at(new, after.sources)}: {new.code} {new.message}"
        undone = next((one for one in kept if compared.survives(one)), None)
        return f"it would undo the fix of {undone.code}{_at(undone, self.now.sources)}" if undone else ""

    def _drop(self, one: Diagnostic, why: str) -> None:
        self.dropped.setdefault(self._key(one), Dropped(one, why))

    def _key(self, one: Diagnostic) -> tuple[str, str, str]:
        """A finding, known again in later rounds, when places have moved."""
        return (one.code, f"{one.span.path if one.span else ''}\n{one.message}", fingerprint(one, self.now.sources))


def _at(one: Diagnostic, sources: Mapping[str, Source]) -> str:
    source = sources.get(one.span.path) if one.span else None
    return f" at {source.path}:{source.position(one.span.start).line}" if source and one.span else ""
