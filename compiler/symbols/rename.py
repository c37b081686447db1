"""Renaming: the edits that give something another name everywhere it is written.

Only the name that was asked for changes: of a character with aliases, the places that write that alias. Each place
keeps its own case (cues stay in capitals) and, in YAML, its own quotes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

import yaml

from ...stdlib import fold, vocabulary
from ..analyse import Analysis
from ..base.diagnostic import Edit
from ..base.nodes import node
from ..base.source import Span
from ..bible.names import Names
from ..syntax.tree import Speech
from .index import all_scripts
from .nodes import DECLARED, Index, Occurrence, Role, Symbol
from .spelling import names_of

LONGEST = 100
_FORBIDDEN = re.compile(r"[\[\](){}<>（）*_\\,，、=＝:：;；\"“”^~|]|->|[\x00-\x1f\x7f\u2028\u2029]")
_BROKEN = re.compile(r"[*_\[\]\\]|/\*")
_ID = re.compile(r"[\w.-]{1,64}")
_SPOKEN = frozenset(("cast", "extra", "place", "prop"))
"""Kinds whose names stand in running text and keep the case of their place."""
_ONE_WORD = frozenset(("line", "macro", "variable", "variant", "value"))
_CJK = re.compile("[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


@node
class Refused:
    """Why a name cannot be changed, or not to this."""

    why: str


def renamable(one: Occurrence, analysis: Analysis) -> Refused | None:
    """Why what is written at `one` cannot be renamed, if so."""
    symbol = one.symbol
    bible = analysis.bible
    stock = (symbol.kind == "look" and symbol.id not in bible.looks) or (
        symbol.kind == "macro" and symbol.id not in bible.macros)
    if symbol.kind == "file":
        return Refused("a file is renamed on disk")
    if symbol.kind not in DECLARED or stock:
        return Refused(f"`{symbol.id}` is a word of the standard library and has no other name")
    if _BROKEN.search(_written(one, analysis)):
        return Refused("emphasis or a note stands inside this name: rename it from another place")
    return None


def rename(analysis: Analysis, index: Index, one: Occurrence, text: str) -> tuple[Edit, ...] | Refused:
    """The edits that make of the name written at `one` the name `text`, in order; or why it cannot be done."""
    refused = renamable(one, analysis)
    if refused is not None:
        return refused
    name = " ".join(text.split())
    wrong = _unfit(name, one.symbol) or _clash(name, one, analysis, index)
    if wrong:
        return Refused(wrong)
    form = fold(_written(one, analysis))
    edits: dict[Span, Edit] = {}
    for symbol in _twins(one.symbol, index):
        for place in index.of(symbol):
            written = _written(place, analysis)
            if fold(written) != form:
                continue
            if _BROKEN.search(written):
                where = analysis.sources[place.span.path].position(place.span.start)
                return Refused(f"emphasis or a note stands inside the name at {place.span.path}:{where.line}: "
                               "take it out first")
            fresh = cased(written, name) if symbol.kind in _SPOKEN else name
            edits[place.span] = Edit(place.span, _spelt(place, fresh, analysis))
            edits.update(_forced(place, fresh, analysis))
    return tuple(edits[span] for span in sorted(edits, key=lambda span: (span.path, span.start)))


def cased(old: str, new: str) -> str:
    """`new` in the case of `old`: capitals, small letters, a capital for each word or for the first. What is written
    with capitals inside its words (`McClane`) is taken as it is."""
    if old.isupper():
        return new.upper()
    if old.islower():
        return new.lower()
    if not (new.isupper() or new.islower()):
        return new if old == old.title() or old != old.capitalize() else new[:1].upper() + new[1:]
    if old == old.title():
        return _titled(new)
    if old == old.capitalize():
        return new.capitalize()
    return new


def same_meaning(before: Index, after: Index) -> Occurrence | None:
    """The first occurrence of `after` that means something else than it did `before`, where only names have changed in
    between: the same kinds in the same order, and each thing one thing still. None when all is as it was."""
    there: dict[Symbol, Symbol] = {}
    back: dict[Symbol, Symbol] = {}
    for path in sorted({*before.files, *after.files}):
        old, new = before.files.get(path, ()), after.files.get(path, ())
        for was, now in zip(old, new):
            alike = (was.symbol.kind, was.role, was.form) == (now.symbol.kind, now.role, now.form)
            if not alike or there.setdefault(was.symbol, now.symbol) != now.symbol or \
                    back.setdefault(now.symbol, was.symbol) != was.symbol:
                return now
        if len(old) != len(new):
            return (old if len(old) > len(new) else new)[min(len(old), len(new))]
    return None


def _unfit(name: str, symbol: Symbol) -> str:
    """Why nothing can have this name."""
    if not fold(name):
        return "a name needs at least one letter or digit"
    if len(name) > LONGEST:
        return f"a name has at most {LONGEST} characters"
    if symbol.kind in _ONE_WORD:
        return "" if _ID.fullmatch(name) else "this name is one word of letters, digits, `-`, `_` and `.`"
    found = _FORBIDDEN.search(name)
    if found is None and name[0] in "@＠.!>#~-?&":
        return f"a name cannot begin with `{name[0]}`"
    return f"a name cannot hold `{found.group()}`" if found is not None else ""


def _clash(name: str, one: Occurrence, analysis: Analysis, index: Index) -> str:
    """Whose name it is already."""
    symbol, wanted = one.symbol, fold(name)
    if wanted == fold(_written(one, analysis)):
        return ""
    others = {"cast": ("cast", "extra"), "extra": ("extra", "cast")}.get(symbol.kind, (symbol.kind,))
    for other in index.symbols:
        if other.kind not in others or other.owner != symbol.owner:
            continue
        if any(fold(known) == wanted for known in names_of(other, analysis.bible)):
            if other == symbol:
                return f"`{name}` is another name of {symbol.id} already"
            return f"`{name}` is the name of {other.id} already"
    if symbol.kind == "look" and vocabulary("grades").find(name):
        return f"`{name}` is a look of the standard library"
    if symbol.kind in ("cast", "place", "prop") and (found := Names(analysis.bible).find(symbol.kind, name)):
        return f"`{name}` is read as {found}" if found != symbol.id or symbol.kind != "place" else ""
    return ""


def _twins(symbol: Symbol, index: Index) -> Iterable[Symbol]:
    """`symbol` and what is declared at the very same place, by a YAML anchor."""
    spans = {one.span for one in index.of(symbol) if one.role is Role.DECLARATION and one.form == "key"}
    files = {span.path for span in spans}
    twins = {one.symbol for path in files for one in index.files.get(path, ())
             if one.span in spans and one.symbol.kind == symbol.kind}
    return (symbol, *sorted(twins - {symbol}))


def _written(one: Occurrence, analysis: Analysis) -> str:
    return analysis.sources[one.span.path].text[one.span.start : one.span.end]


def _titled(text: str) -> str:
    """`text` with a capital for each word; an apostrophe does not begin one."""
    return " ".join(word.capitalize() for word in text.split(" "))


def _spelt(place: Occurrence, name: str, analysis: Analysis) -> str:
    """`name` as it is spelt at `place`: in YAML in the quotes that stand there, or in fresh ones where it needs them."""
    if place.form == "body" or place.span.path in all_scripts(analysis):
        return name
    quote = analysis.sources[place.span.path].text[max(0, place.span.start - 1) : place.span.start]
    if quote == '"':
        return json.dumps(name, ensure_ascii=False)[1:-1]
    if quote == "'":
        return name.replace("'", "''")
    return name if _plain(name) else json.dumps(name, ensure_ascii=False)


def _plain(name: str) -> bool:
    """Whether YAML reads `name` without quotes as the text that it is, as a key and in a list."""
    try:
        return bool(yaml.safe_load(f"{{? {name} : [{name}]}}") == {name: [name]}
                    and yaml.safe_load(f"{name}: x") == {name: "x"})
    except (yaml.YAMLError, ValueError, TypeError):
        return False


def _forced(place: Occurrence, name: str, analysis: Analysis) -> Iterator[tuple[Span, Edit]]:
    """The `@` that a cue needs when its capitals go."""
    if place.form != "cue" or name.isupper():
        return
    written = _written(place, analysis)
    if not written.isupper() and _CJK.search(name):
        return
    script = all_scripts(analysis)[place.span.path]
    for element in script.body:
        if not isinstance(element, Speech) or element.forced:
            continue
        if element.cue.span.start <= place.span.start < element.cue.span.end:
            at = Span(place.span.path, element.span.start, element.span.start)
            if at.start != place.span.start:
                yield at, Edit(at, "@")
            else:
                yield place.span, Edit(place.span, "@" + _spelt(place, name, analysis))
