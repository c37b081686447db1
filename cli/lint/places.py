"""Names files from where the reader stands: the compiler names them from the root of the series."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ...compiler.base.diagnostic import Diagnostic
from ...compiler.base.source import Source, Span

_FAR = os.path.join(*[os.pardir] * 3)


def rebased(found: Sequence[Diagnostic], sources: Mapping[str, Source], root: Path,
            base: Path) -> tuple[list[Diagnostic], dict[str, Source]]:
    """`found` and `sources`, whose files are named from `root`, with files named from `base` (both absolute); by their
    whole path where `base` is far away."""
    if root == base:
        return list(found), dict(sources)
    far = os.path.relpath(root, base).startswith(_FAR)
    names: dict[str, str] = {}

    def named(path: str) -> str:
        if path and path not in names:
            whole = os.path.join(root, path)
            names[path] = Path(whole if far else os.path.relpath(whole, base)).as_posix()
        return names[path] if path else ""

    def at(span: Span) -> Span:
        return replace(span, path=named(span.path))

    def said(one: Diagnostic) -> Diagnostic:
        labels = tuple(replace(label, span=at(label.span)) for label in one.labels)
        fix = one.fix and replace(one.fix, edits=tuple(replace(edit, span=at(edit.span)) for edit in one.fix.edits))
        return replace(one, span=one.span and at(one.span), labels=labels, fix=fix)

    return [said(one) for one in found], {named(path): Source(named(path), one.text) for path, one in sources.items()}


def repository(root: Path) -> Path:
    """The repository that `root` lies in: the workspace of the CI, the nearest folder at or above it with a `.git`, or
    `root` itself."""
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        place = os.environ.get(name)
        if place and root.is_relative_to(Path(place).resolve()):
            return Path(place).resolve()
    return next((one for one in (root, *root.parents) if (one / ".git").exists()), root)
