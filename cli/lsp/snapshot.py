"""One look at a project: its files and open buffers at one time, and what the compiler makes of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from lsprotocol import types as lsp
from pygls.uris import from_fs_path, to_fs_path

from ...compiler.analyse import Analysis, analyse
from ...compiler.base.diagnostic import Diagnostic
from ...compiler.base.nodes import node
from ...compiler.base.source import Source, Span
from ...compiler.bible.nodes import Bible
from ...compiler.edited.memory import Memory
from ...compiler.edited.run import analysed
from ...compiler.project import SCRIPTS, Project, find_root, load_project
from ...compiler.symbols.index import Known, index
from ...compiler.symbols.nodes import Index
from .overlay import overlaid
from .positions import Lines

LANGUAGES = ("fountain", "drama")
"""What editors call the language of a script."""


@node
class Document:
    """An open buffer. `file` is the absolute path, symbolic links followed; None for a buffer that is no file, whose
    `language` tells whether it is a script."""

    uri: str
    file: Path | None
    version: int
    text: str
    language: str = ""


@node
class Home:
    """Where a document belongs: the folder of a series as the editor spells it, or a single script or buffer; all empty
    for what is no document of ours. `only` is a script that no series counts among its episodes: it is read with the
    bible, alone."""

    root: Path | None = None
    start: Path | None = None
    buffer: str = ""
    only: str = ""


@dataclass(slots=True)
class Past:
    """What is remembered of a project from one look to the next."""

    memory: Memory = field(default_factory=Memory)
    known: Known = field(default_factory=Known)

    def copy(self) -> Past:
        """The same, for a look at what is only tried."""
        return Past(self.memory.copy(), Known(self.known))


@dataclass(slots=True)
class Snapshot:
    """What is known of the project `home` at moment `stamp`. Paths are project-relative, as in the compiler."""

    home: Home
    stamp: int
    analysis: Analysis
    encoding: str
    uris: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, int] = field(default_factory=dict)
    _known: Known = field(default_factory=Known)
    _index: Index | None = None
    _lines: dict[str, Lines] = field(default_factory=dict)

    @property
    def index(self) -> Index:
        """Every name's places; made when first asked for."""
        if self._index is None:
            self._index = index(self.analysis, self._known)
        return self._index

    def lines(self, path: str) -> Lines:
        """The lines of the file `path`; those of an empty text where the project has no such file."""
        if path not in self._lines:
            source = self.analysis.sources.get(path)
            self._lines[path] = Lines(source.text if source else "", self.encoding)
        return self._lines[path]

    def uri(self, path: str) -> str:
        """The address of the file `path`, spelt as the editor spells it."""
        known = self.uris.get(path)
        if known is not None or self.home.root is None:
            return known or self.home.buffer
        return from_fs_path(str(self.home.root / path)) or ""

    def location(self, span: Span) -> lsp.Location:
        """The place of `span`."""
        return lsp.Location(self.uri(span.path), self.lines(span.path).of(span))

    def path_of(self, uri: str) -> str | None:
        """The project-relative path of a document, or None where the project does not hold it."""
        for path, known in self.uris.items():
            if known == uri:
                return path if path in self.analysis.sources else None
        return None


def home_of(uri: str) -> Home:
    """Where the document `uri` belongs."""
    name = to_fs_path(uri) if uri.startswith("file:") else None
    if not name:
        return Home(None, None, uri)
    file = Path(name)
    root = find_root(file.parent)
    if root is not None:
        return Home(root, root)
    return Home(file.parent, file, only=file.name) if file.suffix.lower() in SCRIPTS else Home()


def document_of(item: lsp.TextDocumentItem, text: str) -> Document:
    """The buffer that an editor opens."""
    name = to_fs_path(item.uri) if item.uri.startswith("file:") else None
    return Document(item.uri, Path(name).resolve() if name else None, item.version, text, str(item.language_id))


def imagined(snapshot: Snapshot, path: str, text: str) -> Document:
    """The file `path` of a project as if it were open with `text`."""
    uri = snapshot.uri(path)
    name = to_fs_path(uri) if uri.startswith("file:") else None
    return Document(uri, Path(name).resolve() if name else None, snapshot.versions.get(path, 0), text)


def take(home: Home, documents: Sequence[Document], stamp: int, encoding: str, past: Past) -> Snapshot:
    """Read and check the project `home` with `documents` over the files on disk. `past` has what was found of it before,
    and then what is found now."""
    if home.start is None or home.root is None:
        return _buffer(home, documents, stamp, encoding)
    files = {str(one.file): one.text.encode("utf-8", "replace") for one in documents if one.file is not None}
    project = load_project(overlaid(files)(home.start))
    if isinstance(project, Diagnostic):
        return Snapshot(home, stamp, _nothing(project), encoding)
    if home.only and project.bible is not None:
        project = _alone(project, home.only)
    analysis = analysed(project, past.memory)
    uris, versions = {}, {}
    for one in documents:
        if one.file is not None and one.file.is_relative_to(project.root):
            path = one.file.relative_to(project.root).as_posix()
            uris[path], versions[path] = one.uri, one.version
    return Snapshot(home, stamp, analysis, encoding, uris, versions, past.known)


def loose(snapshot: Snapshot, uri: str) -> Home | None:
    """The home of an open script that lies in a series without being one of its episodes; None for anything else."""
    path = next((path for path, known in snapshot.uris.items() if known == uri), "")
    if path in snapshot.analysis.sources or not path.lower().endswith(SCRIPTS) or snapshot.home.only:
        return None
    return replace(snapshot.home, only=path)


def _alone(project: Project, only: str) -> Project:
    """`project` with one script that is not among its episodes in place of all."""
    try:
        text = (project.root / only).read_bytes().decode("utf-8", "replace")
    except OSError:
        return replace(project, scripts=(), translations={}, exemptions=None)
    return replace(project, scripts=(Source(only, text),), translations={}, trouble=(), not_utf8={}, exemptions=None)


def _buffer(home: Home, documents: Sequence[Document], stamp: int, encoding: str) -> Snapshot:
    """A buffer that is no file: a script without a bible."""
    one = next((one for one in documents if one.uri == home.buffer and one.language in LANGUAGES), None)
    if one is None:
        return Snapshot(home, stamp, Analysis(Bible(), {}, {}, (), (), ()), encoding)
    path = home.buffer.rpartition("/")[2] or "script"
    analysis = analyse(Project(Path(), None, (Source(path, one.text),)))
    return Snapshot(home, stamp, analysis, encoding, {path: one.uri}, {path: one.version})


def _nothing(found: Diagnostic) -> Analysis:
    return Analysis(Bible(), {}, {}, (), (), (found,))
