"""Where a series lives on disk: find its root, list its files, read them. Nothing here understands what they say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from .base.diagnostic import Diagnostic, Severity
from .base.nodes import node
from .base.source import Source, Span, named, read_source

BIBLE = "series.yaml"
EXEMPTIONS = "exemptions.yaml"
SCRIPTS = (".fountain", ".drama")
MAX_BYTES = 32 * 1024 * 1024
"""A script of a feature film is 150 kB; beyond this a file is taken for a mistake rather than read."""


@node
class Project:
    """The files of a series. `bible` is None for a bare script. `translations` maps a language, then an episode's
    stem, to its file. `exemptions` is the list of findings that are accepted, if there is one. `trouble` is what went wrong
    in reading; `not_utf8` maps a script (or the exemptions) to the code point of its first byte that is not UTF-8. `target` is
    the one of the bible that is judged, by default its first."""

    root: Path
    bible: Path | None
    scripts: tuple[Source, ...] = ()
    translations: Mapping[str, Mapping[str, Path]] = field(default_factory=dict)
    trouble: tuple[Diagnostic, ...] = ()
    not_utf8: Mapping[str, int] = field(default_factory=dict)
    exemptions: Source | None = None
    target: str = ""

    @property
    def place(self) -> str:
        """What names the series, and the target that is judged, among all that is kept on this machine."""
        return "\n".join((str(self.root), str(self.bible), *filter(None, (self.target,))))


def find_root(start: Path) -> Path | None:
    """The nearest folder at or above `start` that holds a series bible, or None."""
    folder = start if start.is_dir() else start.parent
    return next((one for one in (folder, *folder.parents) if (one / BIBLE).is_file()), None)


def load_project(start: Path) -> Project | Diagnostic:
    """The project around `start`: a folder of a series, or a script (with or without a bible above it).

    Returns an error when there is neither. Files that cannot be read are in `trouble`; the rest is loaded.
    """
    start = start.resolve()
    try:
        there = start.exists()
    except OSError:  # a name longer than any
        there = False
    if not there:
        return _nothing(f"there is no file or folder {start.name}", "check the path; where you are, `ls` tells")
    root = find_root(start)
    if root is not None:
        return _project(root, root / BIBLE, scripts_of(root), _translations(root))
    if start.is_file():
        return _project(start.parent, None, [start], {})
    files = _scripts_in(start)
    if not files:
        return _nothing(f"no {BIBLE} and no script here or above",
                        "go to the folder of a series, name a .fountain file, or begin one with `dramac new`")
    return _project(start, None, files, {})


def _nothing(message: str, help: str) -> Diagnostic:
    return Diagnostic("D501", Severity.ERROR, message, None, help)


def scripts_of(root: Path) -> list[Path]:
    """The scripts of the series in the folder `root`, in order."""
    return _scripts_in(root / "episodes") or _scripts_in(root)


def _scripts_in(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(one for one in folder.iterdir() if one.suffix.lower() in SCRIPTS and one.is_file())


def _translations(root: Path) -> dict[str, dict[str, Path]]:
    folder = root / "translations"
    if not folder.is_dir():
        return {}
    return {language.name: {one.stem: one for one in sorted(language.glob("*.yaml"))}
            for language in sorted(folder.iterdir()) if language.is_dir()}


def _project(root: Path, bible: Path | None, files: list[Path], translations: Mapping[str, Mapping[str, Path]]) -> Project:
    found: list[Source] = []
    trouble: list[Diagnostic] = []
    garbled: dict[str, int] = {}
    listed = root / EXEMPTIONS
    exempt: Source | None = None
    for file in (*files, *((listed,) if bible is not None and listed.is_file() else ())):
        name = named(file, root)
        try:
            if file.stat().st_size > MAX_BYTES:
                trouble.append(unread(name, "it is larger than 32 MiB", "split it, or check that it is a script"))
                continue
            source, bad = read_source(file, name)
        except OSError as fault:
            trouble.append(unread(name, fault.strerror or str(fault), "check that it is there, and its permissions"))
            continue
        if file is listed:
            exempt = source
        else:
            found.append(source)
        if bad is not None:
            garbled[name] = bad
    return Project(root, bible, tuple(found), translations, tuple(trouble), garbled, exempt)


def read_included(root: Path, name: str) -> tuple[Source, int | None] | str:
    """The script `name` (relative to `root`) that another script includes, with the code point of its first byte that
    is not UTF-8; or why it cannot be read."""
    file = root / name
    try:
        if not file.resolve().is_relative_to(root.resolve()):
            return "it lies outside the project"
        if file.suffix.lower() not in SCRIPTS:
            return "it is no script (.fountain or .drama)"
        if not file.is_file():
            return "there is no such file" if not file.exists() else "it is no file"
        if file.stat().st_size > MAX_BYTES:
            return "it is larger than 32 MiB"
        return read_source(file, name)
    except (OSError, ValueError) as fault:
        return getattr(fault, "strerror", None) or str(fault)


def included(project: Project, name: str) -> tuple[Source, int | None] | str:
    """The file `name` that a script of `project` includes, with the code point of its first byte that is not UTF-8; or why it
    cannot be read."""
    known = next((source for source in project.scripts if source.path == name), None)
    return (known, project.not_utf8.get(name)) if known is not None else read_included(project.root, name)


def unread(name: str, why: str, help: str) -> Diagnostic:
    """The finding that the file `name` of a project cannot be read."""
    return Diagnostic("D502", Severity.ERROR, f"{name} cannot be read: {why}", Span(name, 0, 0), help)


def explanations() -> dict[str, str]:
    """What the codes of this room mean."""
    return {
        "D501": """There is nothing to compile here

What it checks
  That the folder, or one above it, holds a series.yaml, or that a script was named.

Why it matters
  Without a script there is no film, and a command that guessed might build the wrong thing.

Example
  $ cd ~ && dramac build

Fix
  Go to the folder of a series, name a script (dramac build scene.fountain), or begin a series with `dramac new`.
""",
        "D502": """A file of the project cannot be read

What it checks
  That every script can be opened and is not larger than 32 MiB (a feature film's script has 150 kB).

Why it matters
  An episode that is silently left out would be missed only when the series is on air.

Example
  episodes/ep07.fountain: permission denied

Fix
  Check the file's permissions, and that it is a script and not, say, a film with a wrong ending.
""",
    }
