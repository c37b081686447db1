"""Keeps the findings of a whole series, for the run that finds nothing changed: it then imports and reads no more than
it takes to know that."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..base import kept
from ..base.diagnostic import Diagnostic, Edit, Fix, Label, Severity
from ..base.digest import digest_bytes
from ..base.nodes import node
from ..base.records import Codec
from ..base.source import Source, Span, named
from ..base.stamp import stamp
from ..bible.files import seen_by, unchanged
from ..check.levels import Accepted, Settled, Stale
from ..project import Project, included
from .result import Checked, Work, digest_included, digest_text

SHELF = "check"
_MOST, _DAYS = 64 << 20, 30.0
_MOST_FINDINGS = 100_000
_CODEC = Codec(Span, Severity, Label, Edit, Fix, Diagnostic, Accepted, Stale, Settled)


def recall(project: Project) -> Checked | None:
    """What was found in `project`, if no byte that was read for it has changed since, nor this compiler."""
    data = kept.load(SHELF, _key(project))
    if data is None:
        return None
    try:
        made_by, inputs, bible_files, included_files, levels, scenes, found = data
        if made_by != stamp():
            return None
        sources, now = _bible_sources(project, bible_files), inputs_of(project)
        if sources is None or now is None or inputs != now.mark:
            return None
        others = same_included(project, included_files)
        if others is None:
            return None
        settled, work = _CODEC.value(found), Work(0, int(scenes))
    except (TypeError, ValueError, AttributeError):
        return None  # something that this version never wrote
    if not isinstance(settled, Settled):
        return None
    return Checked(levels, {**sources, **now.texts, **others}, settled, work)


def remember(project: Project, checked: Checked, included_files: Mapping[str, str]) -> None:
    """Keep `checked`. `included_files` are the files that scripts include, with the digests of what was read."""
    if len(checked.diagnostics) + len(checked.settled.accepted) > _MOST_FINDINGS:
        return
    names = {named(file, project.root) for file in _files(project)}
    if not names <= checked.sources.keys():
        return  # a translation could not be read
    texts = {name: checked.sources[name] for name in names}
    bible: Mapping[str, tuple[str, str]] | None = {}
    if project.bible is not None:
        other = {*names, *included_files, *_exemptions(project), *(one.path for one in project.scripts)}
        own = {name: source for name, source in checked.sources.items() if name not in other}
        bible = seen_by(project.bible, project.root, own)
    if bible is not None:
        kept.save(SHELF, _key(project), [stamp(), _mark(project, texts), bible, dict(included_files),
                                         dict(checked.levels), checked.work.scenes, _CODEC.data(checked.settled)])
        kept.tidy(SHELF, _MOST, _DAYS)


def _key(project: Project) -> str:
    """A series has one place on the shelf; a folder without a bible one for each choice of scripts."""
    names = [] if project.bible is not None else [one.path for one in project.scripts]
    return "\n".join((project.place, *names))


@node
class Inputs:
    """What is read of a series before its bible: the `texts` by name, and a `mark` that stands for all of it."""

    mark: str
    texts: Mapping[str, Source]


def inputs_of(project: Project) -> Inputs | None:
    """What is read of `project` before its bible; None where a translation cannot be read as UTF-8."""
    texts = _translations(project)
    return None if texts is None else _inputs(project, texts)


def inputs_in(project: Project, sources: Mapping[str, Source]) -> Inputs | None:
    """The same as they were read: with the translations among `sources`; None where one could not be read."""
    names = [named(file, project.root) for file in _files(project)]
    return _inputs(project, {name: sources[name] for name in names}) if sources.keys() >= set(names) else None


def _inputs(project: Project, texts: Mapping[str, Source]) -> Inputs:
    return Inputs(_mark(project, texts), {**texts, **{one.path: one for one in project.scripts}, **_exemptions(project)})


def same_included(project: Project, before: Mapping[str, str]) -> dict[str, Source] | None:
    """The files that scripts include, by name, if they have the digests that they had `before`."""
    others = {}
    for name, digest in before.items():
        read = included(project, name)
        if isinstance(read, str) or digest_included(project, name) != digest:
            return None
        others[name] = read[0]
    return others


def _mark(project: Project, texts: Mapping[str, Source]) -> str:
    """A digest of all that was read before the bible: the scripts, their order, what was wrong with them, the
    exemptions, and the translations."""
    rows = [repr(project.trouble), repr(sorted(project.not_utf8.items()))]
    rows += [f"{one.path}\n{digest_text(one.text)}" for one in (*project.scripts, *_exemptions(project).values())]
    for language, files in project.translations.items():
        rows.append(language)
        for stem, file in files.items():
            name = named(file, project.root)
            rows.append(f"{stem}\n{name}\n{digest_text(texts[name].text)}")
    return digest_bytes("\0".join(rows).encode("utf-8", "surrogatepass"))


def _bible_sources(project: Project, seen: object) -> dict[str, Source] | None:
    if project.bible is None:
        return {}
    if not isinstance(seen, dict):
        return None
    return unchanged({path: (real, what) for path, (real, what) in seen.items()}, project.bible, project.root)


def _translations(project: Project) -> dict[str, Source] | None:
    """The texts of the translations by name, or None where one cannot be read as UTF-8."""
    texts = {}
    for file in _files(project):
        name = named(file, project.root)
        try:
            texts[name] = Source(name, file.read_bytes().decode("utf-8"))
        except (OSError, ValueError):
            return None
    return texts


def _files(project: Project) -> list[Path]:
    return [file for files in project.translations.values() for file in files.values()]


def _exemptions(project: Project) -> dict[str, Source]:
    return {project.exemptions.path: project.exemptions} if project.exemptions is not None else {}
