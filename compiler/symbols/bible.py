"""The occurrences in YAML: what a bible declares under which names, what it refers to, and the lines that a translation
file translates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ...stdlib import fold, vocabulary
from ..analyse import cast_words
from ..base.source import Source, Span
from ..bible.names import Names
from ..bible.nodes import Bible
from ..bible.yaml import Entry, Node, keys, load_yaml
from ..syntax.parse import parse
from .locate import align
from .nodes import Occurrence, Role, Symbol
from .script import Reader

_PART = re.compile(r"[^,，、;；]+")
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)+")
_TYPES = {"character": "cast", "place": "place", "prop": "prop", "look": "look"}
_SECTIONS = (("cast", "cast"), ("locations", "place"), ("props", "prop"), ("looks", "look"))


def read_bible(source: Source, bible: Bible, names: Names) -> Iterator[Occurrence]:
    """Every occurrence in one file of a bible. What the file gets wrong is passed over."""
    tree, _ = load_yaml(source)
    reader = _Reader(source, bible, names)
    sections = dict(keys(tree))
    for section, kind in _SECTIONS:
        for id, entry in _entries(sections, section):
            yield from reader.declared(kind, id, entry)
    yield from reader.listed(sections)
    for look in _value(sections.get("series"), "look"):
        yield from reader.refers(look, "look")
    for name, entry in _entries(sections, "pronouns"):
        yield from reader.refers_by(entry.key, name, "cast")
    for section, kind in (("macros", "macro"), ("variables", "variable"), ("variants", "variant")):
        for key, entry in _entries(sections, section):
            yield from reader.part(kind, key.strip(), entry)


def read_translation(source: Source, lines: Mapping[str, str]) -> Iterator[Occurrence]:
    """The lines that a translation file translates. `lines` are those of its episode: ids, each with the stem of the
    file in which the line stands."""
    tree, _ = load_yaml(source)
    for key, entry in keys(tree):
        if key in lines:
            yield Occurrence(inner(source, entry.key), Symbol("line", key, lines[key]), Role.REFERENCE, "translation")


def inner(source: Source, span: Span) -> Span:
    """The words of the scalar at `span`: without its anchor and without its quotes."""
    text = source.text[span.start : span.end]
    lead = _PROPERTIES.match(text)
    start, end = span.start + (lead.end() if lead else 0), span.end
    quoted = end - start > 1 and source.text[start] in "\"'" and source.text[end - 1] == source.text[start]
    return Span(span.path, start + 1, end - 1) if quoted else Span(span.path, start, end)


class _Reader:
    """One file of a bible."""

    def __init__(self, source: Source, bible: Bible, names: Names) -> None:
        self._source, self._bible, self._names = source, bible, names

    def declared(self, kind: str, id: str, entry: Entry) -> Iterator[Occurrence]:
        """A key of one of the sections and everything under it that is a name."""
        id = id.strip()
        symbol = Symbol(kind, id)
        tables: Mapping[str, Mapping[str, object]] = {
            "cast": self._bible.cast, "place": self._bible.places, "prop": self._bible.props, "look": self._bible.looks}
        if id not in tables[kind]:
            return
        yield self._place(entry.key, symbol, "key")
        if kind == "look":
            return
        for part in _value(entry, "aliases"):
            for _, span in self._items(part):
                yield self._place(span, symbol, "alias")
        for _, name in keys(_below(entry, "names")):
            if isinstance(name.node.value, str):
                yield self._place(name.node.span, symbol, "name")
        if kind == "cast":
            yield from self._person(id, entry)

    def _person(self, id: str, entry: Entry) -> Iterator[Occurrence]:
        for key, outfit in keys(_below(entry, "wardrobe")):
            yield self._place(outfit.key, Symbol("wardrobe", key.strip(), id), "key")
        starts = Entry(entry.key, _below(entry, "starts") or Node(None, entry.key))
        wearing = self._bible.cast[id].wearing
        for part in _value(starts, "wearing"):
            if isinstance(part.value, str) and fold(part.value) == fold(wearing):
                yield self._refer(part.span, Symbol("wardrobe", wearing, id))
        for part in _value(entry, "same_person"):
            if isinstance(part.value, str):
                yield from self.refers_by(part.span, part.value, "cast")
        for part in _value(starts, "holds"):
            for text, span in self._items(part):
                yield from self.refers_by(span, text, "prop")
        for part in _value(starts, "marks"):
            for text, span in self._items(part):
                mark = vocabulary("marks").find(text)
                if mark is not None:
                    yield self._refer(span, Symbol("mark", mark))
        for part in _value(entry, "voice"):
            yield from self.refers(part, "voice")
        for _, voice in keys(_below(entry, "voice")):
            yield from self.refers(voice.node, "voice")

    def listed(self, sections: Mapping[str, Entry]) -> Iterator[Occurrence]:
        """The extras and facts of the file."""
        for section, kind in (("extras", "extra"), ("facts", "fact")):
            entry = sections.get(section)
            for part in ([entry.node] if entry is not None else []):
                for text, span in self._items(part):
                    yield self._place(span, Symbol(kind, text), "key")
            for key, fact in _entries(sections, "facts") if kind == "fact" else ():
                yield self._place(fact.key, Symbol("fact", key), "key")

    def part(self, kind: str, id: str, entry: Entry) -> Iterator[Occurrence]:
        """A macro, a variable, or the key of a variant with its values."""
        yield self._place(entry.key, Symbol(kind, id), "key")
        if kind == "macro":
            yield from self._body(entry.node if isinstance(entry.node.value, str) else _below(entry, "body"))
        if kind == "variable":
            variable = self._bible.variables.get(id)
            value = entry.node if isinstance(entry.node.value, str) else _below(entry, "value")
            if variable is not None and variable.type in _TYPES and value is not None:
                yield from self.refers(value, _TYPES[variable.type])
        if kind == "variant":
            values = entry.node if isinstance(entry.node.value, list) else _below(entry, "values")
            for text, span in self._items(values) if values is not None else ():
                yield self._place(span, Symbol("value", text, id), "key")
            for default in _value(entry, "default"):
                if isinstance(default.value, str) and id in self._bible.variants:
                    yield self._refer(default.span, Symbol("value", default.value, id))

    def _body(self, node: Node | None) -> Iterator[Occurrence]:
        """The names in the body of a macro, which is script inside YAML."""
        if node is None or not isinstance(node.value, str):
            return
        script, _ = parse(Source(self._source.path, node.value), cast_words(self._bible))
        places = align(node.value, self._source.text, node.span)
        for one in Reader(self._bible, self._names).read(script, ""):
            first, last = places[one.span.start], places[one.span.end - 1] + 1
            if one.symbol.kind != "line" and first < last <= node.span.end:
                yield Occurrence(Span(self._source.path, first, last), one.symbol, Role.REFERENCE, "body")

    def refers(self, node: Node, kind: str) -> Iterator[Occurrence]:
        """A value that names something of `kind`."""
        if isinstance(node.value, str):
            yield from self.refers_by(node.span, node.value, kind)

    def refers_by(self, span: Span, text: str, kind: str) -> Iterator[Occurrence]:
        """The words `text` at `span`, which name something of `kind`."""
        id = self._names.find(kind, text)
        if id is not None:
            yield self._refer(span, Symbol(kind, id))

    def _items(self, node: Node) -> Iterator[tuple[str, Span]]:
        """The texts of a list, or of one text that lists them with commas, with their places."""
        if isinstance(node.value, list):
            for one in node.value:
                if isinstance(one.value, str):
                    yield one.value.strip(), one.span
        elif isinstance(node.value, str):
            whole = inner(self._source, node.span)
            for part in _PART.finditer(self._source.text[whole.start : whole.end]):
                words = part.group().strip()
                if words:
                    start = whole.start + part.start() + len(part.group()) - len(part.group().lstrip())
                    yield words, Span(whole.path, start, start + len(words))

    def _place(self, span: Span, symbol: Symbol, form: str) -> Occurrence:
        return Occurrence(inner(self._source, span), symbol, Role.DECLARATION, form)

    def _refer(self, span: Span, symbol: Symbol) -> Occurrence:
        return Occurrence(inner(self._source, span), symbol, Role.REFERENCE, "bible")


def _below(entry: Entry | None, key: str) -> Node | None:
    """The value of `key` in the mapping of `entry`."""
    value = entry.node.value if entry is not None else None
    found = value.get(key) if isinstance(value, dict) else None
    return found.node if found is not None else None


def _value(entry: Entry | None, key: str) -> Iterator[Node]:
    """The value of `key` where there is one."""
    node = _below(entry, key)
    if node is not None:
        yield node


def _entries(sections: Mapping[str, Entry], section: str) -> Iterator[tuple[str, Entry]]:
    entry = sections.get(section)
    yield from keys(entry.node if entry is not None else None)
