"""Reads YAML into plain values that remember where they stand.

Scalars stay the text that was written (`no`, `on`, `007` and `2026-01-01` are words until a field wants something
else); only an empty value, `~` and `null` are nothing. Anchors, aliases and merge keys (`<<`) work within limits on
size, depth and the number of values after aliases are followed. Nothing in here raises on any text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from ..base.diagnostic import Diagnostic, Edit, Fix, Label
from ..base.pattern import Lazy
from ..base.source import Source, Span
from .errors import finding
from .slips import slip

LARGEST = 1 << 20
DEEPEST = 40
MOST = 50_000

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FORBIDDEN = Lazy("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_NOTHING = ("", "~", "null", "Null", "NULL")
_UNQUOTED = Lazy(r"[ \t]+(#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?)(?=[ \t]*\r?(?:\n|\Z))")


@dataclass(slots=True)
class Node:
    """A value and its place. `value` is None, text, a list of nodes, or a dict from key to `Entry`."""

    value: str | list[Node] | dict[str, Entry] | None
    span: Span
    size: int = 1

    def plain(self) -> Any:
        """The value as None, str, list and dict."""
        if isinstance(self.value, dict):
            return {key: entry.node.plain() for key, entry in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value


@dataclass(slots=True)
class Entry:
    """A value in a mapping and the place of its key."""

    key: Span
    node: Node


@dataclass(slots=True)
class _Open:
    """A mapping or list that is still being read. `key` is the mapping's key that waits for its value."""

    node: Node
    anchor: str | None
    key: tuple[str, Span] | None = None
    merges: list[Node] = field(default_factory=list)


class _Stop(Exception):
    """Reading cannot go on; carries what to say."""

    def __init__(self, found: Diagnostic) -> None:
        self.found = found


def load_yaml(source: Source) -> tuple[Node, tuple[Diagnostic, ...]]:
    """The single document of `source`, and what is wrong with it. After an error the mapping that was read so far."""
    top = Node({}, source.span(0, 0))
    problem = _unreadable(source)
    if problem is not None:
        return top, (problem,)
    builder = _Builder(source)
    shift = 1 if source.text.startswith("\ufeff") else 0
    try:
        for event in yaml.parse(source.text[shift:], Loader=_LOADER):
            builder.take(event, shift)
    except _Stop as stop:
        builder.found.append(stop.found)
    except yaml.MarkedYAMLError as fault:
        builder.found.append(slip(source, fault, shift))
    except (yaml.YAMLError, ValueError, RecursionError) as fault:
        builder.found.append(finding("D301", f"this is not YAML: {fault}", source.span(0, 0)))
    return builder.root or top, tuple(builder.found)


def _unreadable(source: Source) -> Diagnostic | None:
    """Why the text must not even be tried, if so."""
    if len(source.text) > LARGEST:
        return finding("D303", f"this file is larger than {LARGEST >> 10} KiB", source.span(0, 0),
                       "spread the bible over several files with `include:`")
    bad = _FORBIDDEN.search(source.text, 1 if source.text.startswith("\ufeff") else 0)
    if bad is None:
        return None
    return finding("D308", f"U+{ord(bad.group()):04X} is not a character of text", source.span(bad.start(), bad.end()),
                   "delete it, and save the file as UTF-8")


class _Builder:
    """Puts events together. `root` is the document as far as it has been read."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.root: Node | None = None
        self.found: list[Diagnostic] = []
        self._open: list[_Open] = []
        self._anchors: dict[str, Node | None] = {}
        self._size = 0

    def take(self, event: yaml.Event, shift: int) -> None:
        """Read one event. Raises _Stop where reading cannot go on."""
        begin, end = event.start_mark, event.end_mark
        span = self.source.span(begin.index + shift if begin else 0, end.index + shift if end else 0)
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag not in (None, "!"):
            self.found.append(finding("D301", f"the tag `{event.tag}` is not understood", span,
                                      "write the value without a tag"))
        match event:
            case yaml.ScalarEvent():
                nothing = not event.style and event.value in _NOTHING and event.implicit[0]
                if nothing and not event.value:
                    self._unquoted(span.end)
                self._value(Node(None if nothing else event.value, span), event.value, event.anchor)
            case yaml.AliasEvent():
                self._alias(event.anchor or "", span)
            case yaml.MappingStartEvent():
                self._begin(Node({}, span), event.anchor)
            case yaml.SequenceStartEvent():
                self._begin(Node([], span), event.anchor)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._end(span)
            case yaml.DocumentStartEvent():
                if self.root is not None:
                    raise _Stop(finding("D301", "a second document begins here", span, "a bible is one document"))
            case _:
                pass

    def _unquoted(self, at: int) -> None:
        """Say so where the value that is missing at `at` is a colour without quotes, which YAML takes for a comment."""
        colour = _UNQUOTED.match(self.source.text, at)
        if colour is not None:
            span = self.source.span(*colour.span(1))
            fix = Fix("put it in quotes", (Edit(span, f'"{colour[1]}"'),), safe=True)
            self.found.append(replace(finding("D313", f"`{colour[1]}` is a comment here, not a colour", span,
                                              "put it in quotes: in YAML, `#` begins a comment"), fix=fix))

    def _begin(self, node: Node, anchor: str | None) -> None:
        if len(self._open) >= DEEPEST:
            raise _Stop(finding("D303", f"this is nested deeper than {DEEPEST} levels", node.span))
        if self._open and isinstance(self._open[-1].node.value, dict) and self._open[-1].key is None:
            raise _Stop(finding("D301", "a key must be words, not a list or mapping", node.span))
        if anchor is not None:
            self._anchors[anchor] = None
        if not self._open:
            self.root = node
        self._open.append(_Open(node, anchor))
        self._count(1, node.span)

    def _end(self, span: Span) -> None:
        done = self._open.pop()
        node = done.node
        node.span = node.span.to(span)
        if isinstance(node.value, dict):
            for other in done.merges:
                self._merge(node, other)
            node.size = 1 + sum(1 + entry.node.size for entry in node.value.values())
        elif isinstance(node.value, list):
            node.size = 1 + sum(item.size for item in node.value)
        if done.anchor is not None:
            self._anchors[done.anchor] = node
        if self._open:
            self._place(node)

    def _value(self, node: Node, text: str, anchor: str | None) -> None:
        self._count(1, node.span)
        if anchor is not None:
            self._anchors[anchor] = node
        if not self._open:
            self.root = node
            return
        outer = self._open[-1]
        if isinstance(outer.node.value, dict) and outer.key is None:
            outer.key = (text, node.span)
        else:
            self._place(node)

    def _alias(self, name: str, span: Span) -> None:
        node = self._anchors.get(name)
        if node is None:
            problem = "stands inside what it names" if name in self._anchors else "has no `&` before it"
            raise _Stop(finding("D301", f"the alias `*{name}` {problem}", span))
        self._count(node.size, span)
        outer = self._open[-1] if self._open else None
        if outer is not None and isinstance(outer.node.value, dict) and outer.key is None:
            if not isinstance(node.value, str):
                raise _Stop(finding("D301", "a key must be words, not a list or mapping", span))
            outer.key = (node.value, span)
        elif outer is not None:
            self._place(node)

    def _place(self, node: Node) -> None:
        """Put a finished value into the mapping or list that is open."""
        outer = self._open[-1]
        if isinstance(outer.node.value, list):
            outer.node.value.append(node)
            return
        assert isinstance(outer.node.value, dict)
        assert outer.key is not None
        (key, span), outer.key = outer.key, None
        if key == "<<":
            outer.merges.append(node)
        elif key in outer.node.value:
            self.found.append(twice(key, span, outer.node.value[key].key))
        else:
            outer.node.value[key] = Entry(span, node)

    def _merge(self, node: Node, other: Node) -> None:
        """`<<: *other`: take over what `node` does not say itself."""
        assert isinstance(node.value, dict)
        parts = other.value if isinstance(other.value, list) else [other]
        for part in parts:
            if not isinstance(part.value, dict):
                self.found.append(finding("D301", "`<<` takes a mapping or a list of mappings", part.span))
                continue
            for key, entry in part.value.items():
                node.value.setdefault(key, entry)

    def _count(self, size: int, span: Span) -> None:
        self._size += size
        if self._size > MOST:
            raise _Stop(finding("D303", f"this file holds more than {MOST:,} values once aliases are followed", span))


def twice(key: str, span: Span, first: Span) -> Diagnostic:
    """The finding that `key` stands twice."""
    return finding("D302", f"`{key}` stands here a second time", span, "rename one of the two or merge them",
                   (Label(first, "the first is here"),))


def at(root: Node, path: tuple[str | int, ...]) -> tuple[Node, Span]:
    """The deepest value that exists along `path`, and the place of its key (its own place for items of a list)."""
    node, span = root, root.span
    for step in path:
        if isinstance(node.value, dict) and isinstance(step, str) and step in node.value:
            entry = node.value[step]
            node, span = entry.node, entry.key
        elif isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            span = node.span
        else:
            break
    return node, span


def keys(node: Node | None) -> Iterator[tuple[str, Entry]]:
    """The entries of a mapping; none for any other value."""
    if node is not None and isinstance(node.value, dict):
        yield from node.value.items()
