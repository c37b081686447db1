"""Where in the bible a value stands, and which values of an entry differ: the trees of its files, compared leaf by leaf."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from ..base.nodes import node
from ..base.source import NOWHERE, Source, Span
from ..bible.yaml import Node, load_yaml

_YAML = (".yaml", ".yml")
_LONGEST = 48


@node
class Leaf:
    """A value of the bible under the `path` of its keys (items of lists by number); `span` is where it stands."""

    path: tuple[str, ...]
    text: str
    span: Span


Leaves = Mapping[tuple[str, ...], Leaf]


class Files:
    """The YAML files among `sources`, each read when somebody first asks for an entry of it."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self._entries: dict[str, dict[int, Node]] = {}

    def under(self, key: Span) -> Leaves:
        """The values of the entry whose key stands at `key`, by the path of keys that leads from there; none where no entry
        stands there."""
        tree = self._file(key.path).get(key.start) if key != NOWHERE else None
        return {one.path: one for one in _leaves(tree, ())} if tree is not None else {}

    def whole(self, path: str) -> Leaves:
        """All values of the file `path`."""
        tree = self._file(path).get(-1)
        return {one.path: one for one in _leaves(tree, ())} if tree is not None else {}

    def section(self, name: str) -> Leaves:
        """The values of all top-level sections called `name`."""
        found: dict[tuple[str, ...], Leaf] = {}
        for path in self._sources:
            tree = self._file(path).get(-1)
            if tree is not None and isinstance(tree.value, dict) and name in tree.value:
                found |= {one.path: one for one in _leaves(tree.value[name].node, ())}
        return found

    def _file(self, path: str) -> dict[int, Node]:
        """The values of a file by the offset of their key; the whole by -1."""
        if path not in self._entries:
            self._entries[path] = {}
            if path in self._sources and path.endswith(_YAML):
                tree = load_yaml(self._sources[path])[0]
                self._entries[path] = {-1: tree, **dict(_keys(tree))}
        return self._entries[path]


def _keys(tree: Node) -> Iterator[tuple[int, Node]]:
    if isinstance(tree.value, dict):
        for entry in tree.value.values():
            yield entry.key.start, entry.node
            yield from _keys(entry.node)


def _leaves(tree: Node, path: tuple[str, ...]) -> Iterator[Leaf]:
    if isinstance(tree.value, dict):
        for key, entry in tree.value.items():
            yield from _leaves(entry.node, (*path, key.replace("color", "colour")))
    elif isinstance(tree.value, list):
        for at, one in enumerate(tree.value):
            yield from _leaves(one, (*path, str(at)))
    elif tree.value is not None:
        yield Leaf(path, tree.value, tree.span)


@node
class Differing:
    """Values of an entry that differ: `text` says which and how, `at` and `was` where they stand in B and in A."""

    text: str
    at: tuple[Span, ...]
    was: tuple[Span, ...]


def differing(old: Leaves, new: Leaves, about: Collection[str] = ()) -> Differing | None:
    """What differs between two versions of an entry, of all of it or of the values under a key that is in `about`."""
    paths = [path for path in dict.fromkeys((*new, *old))
             if (not about or not path or any(step in about for step in path))
             and (old[path].text if path in old else None) != (new[path].text if path in new else None)]
    if not paths:
        return None
    at = tuple(new[path].span for path in paths if path in new)
    was = tuple(old[path].span for path in paths if path in old)
    if len(paths) == 1:
        before, after = (leaves[paths[0]].text if paths[0] in leaves else "" for leaves in (old, new))
        return Differing(f"{named(paths)} {arrow(before, after)}".strip(), at, was)
    return Differing(f"{named(paths)} changed", at, was)


def named(paths: Sequence[tuple[str, ...]]) -> str:
    """The keys of values as a person names them: `colours`, `hair colour`."""
    names = dict.fromkeys(" ".join(step for step in path if not step.isdecimal()) for path in paths)
    return ", ".join(name for name in names if name)


def arrow(before: str, after: str) -> str:
    """`black → red`; of long texts the beginnings; nothing is said to be nothing."""
    return f"{short(before) or '(nothing)'} → {short(after) or '(nothing)'}"


def short(text: str, limit: int = _LONGEST) -> str:
    """`text` on one line, cut where it is long."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"

