"""Puts the files of a bible together: `series.yaml` and what its `include:` names, as one tree."""

from __future__ import annotations

from collections.abc import Container
from itertools import islice
from pathlib import Path

from ..base.diagnostic import Diagnostic, Label
from ..base.near import close_to
from ..base.source import Source, Span, read_source
from .errors import finding
from .folder import FOLDER, files_of
from .slips import advice_on_text
from .yaml import Entry, Node, load_yaml, twice

MOST_FILES = 64
_MOST_BESIDE = 1000


def read_files(file: Path, root: Path) -> tuple[Node, dict[str, Source], tuple[Diagnostic, ...]]:
    """The tree of `file` with all that it includes, the sources by project-relative name, and what is wrong.

    The files of `models/` are read as entries of the section `models`. A section that stands in several files is joined; a
    name that two files declare is a finding. Paths under `include:` start at `root`, or at the including file with `./`, and
    never leave `root`.
    """
    reader = _Reader(root)
    tree = reader.read(file, None, ()) or Node({}, Span(_name(file, reader.root), 0, 0))
    for one in files_of(root):
        reader.model(one, tree)
    return tree, reader.sources, tuple(reader.found)


class _Reader:
    """What has been read so far."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.sources: dict[str, Source] = {}
        self.found: list[Diagnostic] = []

    def read(self, file: Path, asked: Span | None, inside: tuple[str, ...]) -> Node | None:
        """The tree of one file and its includes, or None when it cannot be read. `asked` is the place that names it,
        `inside` the files that are being read."""
        name = _name(file, self.root)
        if name in inside:
            self.found.append(finding("D307", f"`{name}` includes itself", asked))
            return None
        if name in self.sources:
            return None
        if len(self.sources) >= MOST_FILES:
            self.found.append(finding("D303", f"a bible has at most {MOST_FILES} files", asked))
            return None
        try:
            source, bad = read_source(file, name)
        except FileNotFoundError:
            near = _nearest(file, self.root, self.sources)
            self.found.append(finding("D307", f"there is no file `{name}`", asked, f"did you mean `{near}`?" if near else ""))
            return None
        except (OSError, ValueError) as fault:
            reason = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
            self.found.append(finding("D307", f"`{name}` cannot be read: {reason}", asked))
            return None
        self.sources[name] = source
        if bad is not None:
            self.found.append(finding("D308", "from here on this is not UTF-8", source.span(bad, bad + 1),
                                      "save the file as UTF-8"))
            return Node({}, source.span(0, 0))  # what is left of names and keys would only lead to false findings
        tree, found = load_yaml(source)
        self.found.extend(found)
        if not isinstance(tree.value, dict):
            if tree.value is not None:
                self.found.append(finding("D305", "a bible is a mapping of sections", tree.span,
                                          advice_on_text(str(tree.value)) or "begin with `series:`, `cast:` …"))
            return Node({}, tree.span)
        self._include(tree, file, (*inside, name))
        return tree

    def model(self, file: Path, tree: Node) -> None:
        """Add the manifest in `file` to `tree`, as the entry of its section that has the file's name."""
        made = self.read(file, None, ())
        if made is not None:
            at = Span(_name(file, self.root), 0, 0)
            self._join(tree, Node({FOLDER: Entry(at, Node({file.stem: Entry(at, made)}, at))}, at))

    def _include(self, tree: Node, file: Path, inside: tuple[str, ...]) -> None:
        """Read what `tree` includes and join it to `tree`."""
        assert isinstance(tree.value, dict)
        entry = tree.value.pop("include", None)
        if entry is None:
            return
        asked = entry.node.value if isinstance(entry.node.value, list) else [entry.node]
        for one in asked:
            if not isinstance(one.value, str):
                self.found.append(finding("D305", "`include` takes the paths of files", one.span))
                continue
            target = self._target(one.value, file)
            if target is None:
                self.found.append(finding("D307", f"`{one.value}` lies outside the project", one.span))
                continue
            other = self.read(target, one.span, inside)
            if other is not None:
                self._join(tree, other)

    def _target(self, path: str, file: Path) -> Path | None:
        """The file that `path` names, or None when it leaves the project."""
        base = file.parent if path.startswith("./") else self.root
        try:
            target = (base / path).resolve()
        except (OSError, ValueError, RuntimeError):
            return None
        return target if target.is_relative_to(self.root) else None

    def _join(self, tree: Node, other: Node) -> None:
        """Add the sections of `other` to `tree`, name by name."""
        assert isinstance(tree.value, dict)
        assert isinstance(other.value, dict)
        for section, entry in other.value.items():
            own = tree.value.get(section)
            if own is None or own.node.value is None:
                tree.value[section] = Entry(entry.key, entry.node)
            elif isinstance(own.node.value, list) and isinstance(entry.node.value, list):
                tree.value[section] = Entry(own.key, Node([*own.node.value, *entry.node.value], own.node.span))
            elif isinstance(own.node.value, dict) and isinstance(entry.node.value, dict):
                joined = dict(own.node.value)
                for key, item in entry.node.value.items():
                    if key in joined:
                        self.found.append(twice(key, item.key, joined[key].key))
                    else:
                        joined[key] = item
                tree.value[section] = Entry(own.key, Node(joined, own.node.span))
            elif entry.node.value is not None:
                self.found.append(finding("D302", f"`{section}` stands in two files in different forms", entry.key,
                                          "write both as a mapping", (Label(own.key, "the first is here"),)))


def _nearest(file: Path, root: Path, known: Container[str]) -> str:
    """The YAML file beside the missing `file` whose name is most like it and that is not `known`, by its project-relative
    name; or nothing."""
    try:
        beside = [_name(one, root) for one in islice(file.parent.iterdir(), _MOST_BESIDE) if one.suffix in (".yaml", ".yml")]
    except OSError:
        return ""
    free = [name for name in beside if name not in known]
    return next(iter(close_to(_name(file, root)[:200], free, 1, 0.6)), "")


def _name(file: Path, root: Path) -> str:
    """The project-relative name of `file`, with `/`."""
    try:
        return file.resolve().relative_to(root).as_posix()
    except (OSError, ValueError, RuntimeError):
        return file.name
