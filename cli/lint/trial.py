"""Tries fixes without touching the series: what would be found if some of its files had other words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from ...compiler.analyse import Analysis, analyse
from ...compiler.base.diagnostic import Diagnostic, Edit, Severity
from ...compiler.base.nodes import node
from ...compiler.base.source import Source
from ...compiler.project import BIBLE, Project
from .edits import Shift

_STILL = Shift()
Texts = Mapping[str, str]
"""The whole texts of files by project-relative path."""


@node
class Desk:
    """A series as it was read, and an empty folder to lay out copies of the files that the compiler reads from disk."""

    project: Project
    first: Analysis
    folder: Path

    def analysed(self, texts: Texts) -> Analysis:
        """What the series says with `texts` in the places of its files."""
        scripts = tuple(Source(one.path, texts.get(one.path, one.text)) for one in self.project.scripts)
        exempt = self.project.exemptions
        if exempt is not None:
            exempt = Source(exempt.path, texts.get(exempt.path, exempt.text))
        project = replace(self.project, scripts=scripts, exemptions=exempt)
        if any(texts[path] != self.first.sources[path].text for path in self._loose()):
            project = self._laid_out(project, texts)
        return analyse(project)

    def texts(self) -> dict[str, str]:
        """The texts as they were read, of the files that lie in the project."""
        return {path: one.text for path, one in self.first.sources.items() if _inside(path)}

    def _loose(self) -> set[str]:
        """The files that are no scripts of the project: bible, translations, what scripts include."""
        read = {one.path for one in (*self.project.scripts, self.project.exemptions) if one is not None}
        return {path for path in self.first.sources if _inside(path)} - read

    def _laid_out(self, project: Project, texts: Texts) -> Project:
        """`project` in the folder, with all its files as `texts` has them."""
        for path, text in texts.items():
            file = self.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode("utf-8", "surrogatepass"))
        root = project.root
        translations = {language: {stem: self.folder / file.relative_to(root) for stem, file in files.items()}
                        for language, files in project.translations.items()}
        return replace(project, root=self.folder, bible=project.bible and self.folder / BIBLE, translations=translations)


class Comparison:
    """The findings `before` and `after` the fixes of `chosen`, put side by side."""

    def __init__(self, before: Sequence[Diagnostic], chosen: Sequence[Diagnostic], after: Sequence[Diagnostic]) -> None:
        rows: dict[str, list[Edit]] = {}
        for edit in (edit for one in chosen if one.fix for edit in one.fix.edits):
            rows.setdefault(edit.span.path, []).append(edit)
        self._shifts = {path: Shift(row) for path, row in rows.items()}
        self._before, self._after = before, after
        fixed = {(one.code, one.span, one.message) for one in chosen}
        others = [one for one in before if (one.code, one.span, one.message) not in fixed]
        self._still, self._now = self._starts(others, self._shifts), self._starts(after, {})

    def survives(self, one: Diagnostic) -> bool:
        """Whether finding `one` is still there: more with its code begin in its place than did beside it."""
        if one.span is None:
            return _key(one) in {_key(other) for other in self._after}
        shift = self._shifts.get(one.span.path, _STILL)
        low, high = shift.moved(one.span.start, False), shift.moved(max(one.span.start, one.span.end), True)
        now, still = (starts.get((one.code, one.span.path), []) for starts in (self._now, self._still))
        return _within(now, low, high) > _within(still, low, high)

    @staticmethod
    def _starts(found: Iterable[Diagnostic], shifts: Mapping[str, Shift]) -> dict[tuple[str, str], list[int]]:
        """Where findings begin, in order, by code and path."""
        starts: dict[tuple[str, str], list[int]] = {}
        for one in found:
            if one.span is not None:
                at = shifts.get(one.span.path, _STILL).moved(one.span.start, False)
                starts.setdefault((one.code, one.span.path), []).append(at)
        return {key: sorted(row) for key, row in starts.items()}

    def added(self, severities: Iterable[Severity]) -> Diagnostic | None:
        """The first finding of one of `severities` that stands where none of its code stood before."""
        wanted = set(severities)
        exact = {_key(one) for one in self._before if one.span is None}
        loose: dict[tuple[str, str], list[tuple[int, int]]] = {}
        for one in self._before:
            if one.span is not None:
                shift = self._shifts.get(one.span.path, _STILL)
                low, high = shift.moved(one.span.start, False), shift.moved(one.span.start, True)
                exact |= {(one.code, one.span.path, low), (one.code, one.span.path, high)}
                if low < high:
                    loose.setdefault((one.code, one.span.path), []).append((low, high))

        def known(one: Diagnostic) -> bool:
            return _key(one) in exact or (one.span is not None and any(
                low <= one.span.start <= high for low, high in loose.get((one.code, one.span.path), ())))

        return next((one for one in self._after if one.severity in wanted and not known(one)), None)


def _key(one: Diagnostic) -> tuple[str, str, int | str]:
    return (one.code, one.span.path, one.span.start) if one.span else (one.code, "", one.message)


def _within(starts: Sequence[int], low: int, high: int) -> int:
    return bisect_right(starts, high) - bisect_left(starts, low)


def _inside(path: str) -> bool:
    """Whether `path` stays in the folder that it is laid out in."""
    plain = PurePosixPath(path)
    return bool(path) and not plain.is_absolute() and ".." not in plain.parts
