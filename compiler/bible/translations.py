"""Reads the translations of a series: `translations/<language>/<episode>.yaml`, which map a line's id, or its exact
words, to the words in the other language."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..base import kept
from ..base.diagnostic import Diagnostic
from ..base.digest import digest_bytes
from ..base.source import Source, named, read_source
from ..base.stamp import stamp
from .errors import finding

SHELF = "translations"
_MOST, _DAYS = 64 << 20, 60.0
Translations = dict[str, dict[str, dict[str, str]]]
"""Episode id to language to line id (or source text) to words."""


def load_translations(files: Mapping[str, Mapping[str, Path]],
                      root: Path) -> tuple[Translations, dict[str, Source], tuple[Diagnostic, ...]]:
    """The translations in `files` (language to episode to file), their texts by project-relative path, and what is
    wrong with them. A file that cannot be read is an error and left out. What was read is kept between runs, by its
    bytes: reading YAML takes longer than checking an episode."""
    if not files:
        return {}, {}, ()
    shelf = _Shelf(root)
    found: Translations = {}
    sources: dict[str, Source] = {}
    trouble: list[Diagnostic] = []
    for language, episodes in files.items():
        for episode, file in episodes.items():
            name = named(file, root)
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
            words, more = shelf.words(source)
            trouble += more
            if not more:
                found.setdefault(episode, {})[language] = words
    shelf.save()
    return found, sources, tuple(trouble)


class _Shelf:
    """What is kept of the translations of one series: their words by file and digest."""

    def __init__(self, root: Path) -> None:
        self._key = str(root)
        self._known = self._load()
        self._now: dict[str, tuple[str, dict[str, str]]] = {}

    def words(self, source: Source) -> tuple[dict[str, str], list[Diagnostic]]:
        """The words of one file, and what is wrong with it; of a file without fault they are kept."""
        mark = digest_bytes(source.text.encode("utf-8", "surrogatepass"))
        known = self._known.get(source.path)
        words, wrong = (known[1], []) if known is not None and known[0] == mark else _words(source)
        if not wrong:
            self._now[source.path] = mark, words
        return words, wrong

    def save(self) -> None:
        """Keep what was read, if anything is new."""
        if self._now != self._known:
            kept.save(SHELF, self._key, [stamp(), self._now])
            kept.tidy(SHELF, _MOST, _DAYS)

    def _load(self) -> dict[str, tuple[str, dict[str, str]]]:
        data: Any = kept.load(SHELF, self._key)
        try:
            made_by, files = data
            if made_by != stamp():
                return {}
            known = {path: (mark, words) for path, (mark, words) in files.items()}
        except (TypeError, ValueError, AttributeError):
            return {}  # nothing, or something that this version never wrote
        sound = all(isinstance(words, dict) and all(isinstance(one, str) for one in words.values())
                    for _, words in known.values())
        return known if sound else {}


def _words(source: Source) -> tuple[dict[str, str], list[Diagnostic]]:
    from .yaml import load_yaml  # most checks read no YAML at all

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
