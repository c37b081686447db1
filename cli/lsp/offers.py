"""What completion offers, before it is told to the editor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from lsprotocol import types as lsp

from ...compiler.base.nodes import node
from ...stdlib import vocabulary
from .positions import Lines

_CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_WORD_START = re.compile(r"(?<![^\s,，、=＝:：>(（\[@＠])[^\s,，、=＝:：>(（\[@＠]")
_ABBREVIATED = frozenset(("sizes", "compositions"))


@node
class Offer:
    """One thing to write. `insert` is what is written (the label, if empty), a snippet where `snippet` says so; `detail`
    tells what it is, `kind` how the editor marks it; `also` are other words by which it is found."""

    label: str
    detail: str = ""
    kind: lsp.CompletionItemKind = lsp.CompletionItemKind.Value
    insert: str = ""
    snippet: bool = False
    also: str = ""
    text: str = ""


def people(names: Iterable[str]) -> Iterator[Offer]:
    """Names of the cast."""
    return (Offer(name, "cast", lsp.CompletionItemKind.Variable) for name in names)


def words(name: str, language: str, only: Sequence[str] = ()) -> Iterator[Offer]:
    """The words of vocabulary `name` as a script in `language` writes them; `only` these ids."""
    entries: Mapping[str, Mapping[str, Any]] = vocabulary(name).entries
    for id, entry in entries.items():
        if only and id not in only:
            continue
        label = str(entry.get("label", id))
        own = written(name, id, language)
        yield Offer(own, label, lsp.CompletionItemKind.EnumMember, also=f"{id} {label.lower()}")


def written(name: str, id: str, language: str) -> str:
    """How a script in `language` writes the word `id` of vocabulary `name`: sizes and compositions by their
    abbreviations, in Chinese the first Chinese word."""
    entry = vocabulary(name).entries[id]
    spelt = [str(one) for alias in (*entry.get("aliases", ()), *entry.get("exact", ()))
             for one in (alias["words"] if isinstance(alias, dict) else [alias])]
    if language.startswith("zh") and (chinese := next((one for one in spelt if _CJK.search(one)), "")):
        return chinese
    if name in _ABBREVIATED:
        return id.upper() if len(id) <= 4 else id
    return id.replace("-", " ") if vocabulary(name).find(id.replace("-", " ")) == id else id


def items(offers: Iterable[Offer], lines: Lines, start: int, offset: int, snippets: bool) -> list[lsp.CompletionItem]:
    """The offers for the words typed in `[start, offset)`, in their order, each once. An offer of several words takes the
    place of as many of them as it begins with."""
    typed = lines.text[start:offset]
    found: dict[str, lsp.CompletionItem] = {}
    for order, one in enumerate(offers):
        if one.label in found:
            continue
        begin = start + _overlap(typed, one.label)
        plain = one.insert or one.label
        text = plain if snippets or not one.snippet else _unsnipped(plain)
        found[one.label] = lsp.CompletionItem(
            label=one.label, kind=one.kind, detail=one.detail or None, sort_text=f"{order:05}",
            filter_text=f"{one.label} {one.also}".strip() if one.also else None,
            insert_text_format=lsp.InsertTextFormat.Snippet if one.snippet and snippets else lsp.InsertTextFormat.PlainText,
            text_edit=lsp.TextEdit(lines.range(begin, offset), text),
            documentation=lsp.MarkupContent(lsp.MarkupKind.Markdown, one.text) if one.text else None)
    return list(found.values())


def _overlap(typed: str, label: str) -> int:
    """Where in `typed` the beginning of `label` stands: at the first word from which on all of it fits, else at the last
    word."""
    starts = [one.start() for one in _WORD_START.finditer(typed)]
    for at in starts:
        if label.casefold().startswith(typed[at:].casefold()):
            return at
    if not starts or typed[-1:].isspace():
        return len(typed)
    return starts[-1] if _WORD_START.search(typed, starts[-1]) else len(typed)


_STOPS = re.compile(r"\$\{\d+:([^}]*)\}|\$\{\d+\|([^,|]*)[^}]*\}|\$\d+")


def _unsnipped(text: str) -> str:
    """A snippet's text for a client that knows none."""
    return _STOPS.sub(lambda one: one.group(1) or one.group(2) or "", text)
