"""Which files a check of single episodes speaks of: their scripts, what these include, and their translations."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from ...compiler.base.source import Source
from ...compiler.project import Project, read_included
from ..naming import Word, among


def files_of(project: Project, words: Sequence[Word]) -> frozenset[str]:
    """The files, from the root of `project`, that belong to the scripts that `words` name. Raises UsageError for what is no
    episode of it, and no script in its folder."""
    found: set[str] = set()
    for word in words:
        script = _script(project, word)
        found |= _with_included(project, script)
        found |= {file.relative_to(project.root).as_posix() for files in project.translations.values()
                  for stem, file in files.items() if stem == Path(script.path).stem}
    return frozenset(found)


def _script(project: Project, word: Word) -> Source:
    """The script that `word` names: an episode, or another one of the series that episodes include."""
    episodes = {Path(one.path).stem: one for one in project.scripts}
    whole = word.file.resolve() if word.file else None
    named = next((one for one in project.scripts if whole == (project.root / one.path).resolve()), None)
    if named is not None:
        return named
    if whole is None:
        unread = {Path(one.span.path).stem: Source(one.span.path, "") for one in project.trouble if one.span}
        among(word.name, [*episodes, *unread], "episode")
        return (episodes | unread)[word.name]
    name = whole.relative_to(project.root).as_posix() if whole.is_relative_to(project.root) else ""
    source = read_included(project.root, name)
    if isinstance(source, str):
        return Source(name, "")  # what is wrong with it is among the findings
    if not any(name in _with_included(project, one) for one in project.scripts):
        raise click.UsageError(f"{word.file} is no episode of the series in {project.root}, and none includes it: "
                               "episodes lie in its folder episodes/.")
    return source[0]


def _with_included(project: Project, script: Source) -> set[str]:
    """The names of `script` and of all that it includes, and that these include."""
    found: set[str] = set()
    waiting = [script]
    while waiting:
        one = waiting.pop()
        if one.path in found:
            continue
        found.add(one.path)
        if "include" in one.text.lower():
            from ...compiler.expand.library import included_by
            from ...compiler.syntax.parse import parse

            readings = (read_included(project.root, name) for name in included_by(parse(one)[0]))
            waiting += [reading[0] for reading in readings if not isinstance(reading, str)]
    return found
