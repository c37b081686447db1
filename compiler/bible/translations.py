"""Reads the translations of a series: `translations/<language>/<episode>.yaml`, which map a line's id, or its exact
words, to the words in the other language."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..base.diagnostic import Diagnostic
from ..base.source import Source, read_source
from .errors import finding
from .yaml import load_yaml

Translations = dict[str, dict[str, dict[str, str]]]
"""Episode id to language to line id (or source text) to words."""


def load_translations(files: Mapping[str, Mapping[str, Path]],
                      root: Path) -> tuple[Translations, dict[str, Source], tuple[Diagnostic, ...]]:
    """The translations in `files` (language to episode to file), their texts by project-relative path, and what is
    wrong with them. A file that cannot be read is an error and left out."""
    found: Translations = {}
    sources: dict[str, Source] = {}
    trouble: list[Diagnostic] = []
    for language, episodes in files.items():
        for episode, file in episodes.items():
            name = file.relative_to(root).as_posix()
            try:
                source, bad = read_source(file, name)
            except OSError as fault:
                trouble.append(finding("D307", f"{name} cannot be read: {fault.strerror}", None))
                continue
            sources[name] = source
            if bad is not None:
                trouble.append(finding("D308", f"{name} is not UTF-8", source.span(bad, bad + 1),
                                       "save it as UTF-8 in your editor"))
                continue
            words, more = _words(source)
            trouble += more
            if not more:
                found.setdefault(episode, {})[language] = words
    return found, sources, tuple(trouble)


def _words(source: Source) -> tuple[dict[str, str], list[Diagnostic]]:
    top, trouble = load_yaml(source)
    found, wrong = {}, list(trouble)
    if top.value is None:
        return {}, wrong
    if not isinstance(top.value, dict):
        wrong.append(finding("D305", "translations are pairs of a line's id and its words", top.span,
                             "write `l7f3: the words`, one a line"))
        return {}, wrong
    for key, entry in top.value.items():
        if isinstance(entry.node.value, str):
            found[key] = entry.node.value
        elif entry.node.value is not None:
            wrong.append(finding("D305", f"the words of {key} are not text", entry.node.span, "put them in quotes"))
    return found, wrong
