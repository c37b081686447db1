"""Names files from where the reader stands: the compiler names them from the root of the series."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from ...compiler.base.diagnostic import Diagnostic
from ...compiler.base.source import Source, Span

_FAR = os.path.join(*[os.pardir] * 3)


class Names:
    """Files that are named from one folder, `root`, named from another, `base` (both absolute); by their whole path where
    that is far away."""

    def __init__(self, root: Path, base: Path) -> None:
        self._root, self._base = root, base
        self._same = root == base
        self._far = not self._same and os.path.relpath(root, base).startswith(_FAR)
        self._known: dict[str, str] = {}

    def path(self, path: str) -> str:
        """The name of a file."""
        if self._same or not path:
            return path
        if path not in self._known:
            whole = os.path.join(self._root, path)
            self._known[path] = Path(whole if self._far else os.path.relpath(whole, self._base)).as_posix()
        return self._known[path]

    def span(self, span: Span) -> Span:
        """A place in a file."""
        return span if self._same else replace(span, path=self.path(span.path))

    def finding(self, one: Diagnostic) -> Diagnostic:
        """A finding with all its places."""
        if self._same:
            return one
        labels = tuple(replace(label, span=self.span(label.span)) for label in one.labels)
        fix = one.fix and replace(one.fix, edits=tuple(replace(edit, span=self.span(edit.span)) for edit in one.fix.edits))
        return replace(one, span=one.span and self.span(one.span), labels=labels, fix=fix)

    def sources(self, sources: Mapping[str, Source]) -> dict[str, Source]:
        """Texts by name."""
        return dict(sources) if self._same else {
            self.path(path): Source(self.path(path), one.text) for path, one in sources.items()}


def repository(root: Path) -> Path:
    """The repository that `root` lies in: the workspace of the CI, the nearest folder at or above it with a `.git`, or
    `root` itself."""
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        place = os.environ.get(name)
        if place and root.is_relative_to(Path(place).resolve()):
            return Path(place).resolve()
    return next((one for one in (root, *root.parents) if (one / ".git").exists()), root)
