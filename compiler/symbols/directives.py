"""The occurrences in one directive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from ..base.source import Span
from ..bible.nodes import Bible
from ..expand.library import inside, standard_macros
from ..expand.values import HOLDER
from ..story.directive import CHANGES, find_sound, read_change
from ..story.framing import read_shot
from ..story.ledger import FACTS, read_fact
from ..story.nodes import Change, Fact
from ..syntax.tree import Directive, Name, ShotSpec
from .locate import Page
from .nodes import Occurrence, Role, Symbol
from .spelling import Speller

_KINDS = {"character": "cast", "place": "place", "prop": "prop", "look": "look"}
"""What a parameter of a macro holds, as a kind of symbol."""


def read_directive(note: Directive, page: Page, speller: Speller) -> Iterator[Occurrence]:
    """Every occurrence in `note`; what it names that nobody declared is passed over."""
    spec, look, sound = (note.args.get(key) for key in ("spec", "look", "sound"))
    if isinstance(spec, ShotSpec):
        yield from read_subjects(spec, "subject", page, speller)
    elif note.kind == "look" and isinstance(look, Name):
        yield from _found(look, "look", speller)
    elif note.kind == "sound" and isinstance(sound, Name):
        yield from _found(sound, "sound", speller)
    elif note.kind in CHANGES:
        yield from _change(note, page, speller)
    elif note.kind in FACTS:
        yield from _ledger(note, page, speller)
    elif note.kind in _PARTS:
        yield from _PARTS[note.kind](note, page, speller)


def read_subjects(spec: ShotSpec, form: str, page: Page, speller: Speller) -> Iterator[Occurrence]:
    """The people and props that a shot shows."""
    for name in (*spec.subjects, *((spec.on,) if spec.on is not None else ())):
        ask = read_shot(ShotSpec(subjects=(name,)), 1, name.span, speller.bible, speller.names)
        people = [one for who in ask.subjects if (one := speller.person(who)) is not None]
        yield from speller.named(name, [*people, *(Symbol("prop", prop) for prop in ask.props)], form, page)


def _change(note: Directive, page: Page, speller: Speller) -> Iterator[Occurrence]:
    yield from _people((note.args.get("who"), note.args.get("to")), page, speller)
    what = note.args.get("what")
    if not isinstance(what, Name):
        return
    change, unknown = read_change(note, speller.bible, speller.names)
    if note.kind in ("takes", "drops", "gives"):
        yield from _found(what, "prop", speller)
    elif isinstance(change, Change) and not unknown:
        owned = note.kind == "wears"
        yield _whole(what, Symbol("wardrobe" if owned else "mark", change.what, change.who if owned else ""))


def _ledger(note: Directive, page: Page, speller: Speller) -> Iterator[Occurrence]:
    told, what = note.args.get("to"), note.args.get("what")
    yield from _people((note.args.get("who"), *(told if isinstance(told, tuple) else ())), page, speller)
    fact, _ = read_fact(note, speller.bible, speller.names)
    if isinstance(what, Name) and isinstance(fact, Fact):
        own = note.kind == "plant" and not speller.bible.facts
        yield Occurrence(what.span, Symbol("fact", fact.id), Role.DECLARATION if own else Role.REFERENCE, "argument")


def _include(note: Directive, page: Page, speller: Speller) -> Iterator[Occurrence]:
    path = note.args.get("path")
    name = inside(path.text, page.path) if isinstance(path, Name) else None
    if isinstance(path, Name) and name:
        yield _whole(path, Symbol("file", name))


def _use(note: Directive, page: Page, speller: Speller) -> Iterator[Occurrence]:
    called, given = note.args.get("macro"), note.args.get("given")
    macro = speller.bible.macros.get(called.text) or standard_macros().get(called.text) if isinstance(called, Name) else None
    if macro is None or not isinstance(called, Name):
        return
    yield _whole(called, Symbol("macro", macro.id))
    types = {one.name: one.type for one in macro.parameters}
    for parameter, value in given if isinstance(given, tuple) else ():
        yield from _typed(value, types.get(parameter.text, ""), page, speller)


def _set(note: Directive, page: Page, speller: Speller) -> Iterator[Occurrence]:
    variable, value = note.args.get("variable"), note.args.get("value")
    declared = speller.bible.variables.get(variable.text) if isinstance(variable, Name) else None
    if declared is not None and isinstance(variable, Name) and isinstance(value, Name):
        yield _whole(variable, Symbol("variable", variable.text))
        yield from _typed(value, declared.type, page, speller)


def _variant(note: Directive, page: Page, speller: Speller) -> Iterator[Occurrence]:
    conditions = note.args.get("conditions")
    for key, values in conditions if isinstance(conditions, tuple) else ():
        if key.text in speller.bible.variants:
            yield _whole(key, Symbol("variant", key.text))
            for value in values:
                if value.text in speller.bible.variants[key.text].values:
                    yield _whole(value, Symbol("value", value.text, key.text))


_PARTS: Mapping[str, Callable[[Directive, Page, Speller], Iterator[Occurrence]]] = {
    "include": _include, "use": _use, "set": _set, "variant": _variant}


def _typed(value: Name, type: str, page: Page, speller: Speller) -> Iterator[Occurrence]:
    """A value that a parameter of `type` is given."""
    if type == "character":
        yield from _people((value,), page, speller)
    elif type == "sound" or type in _KINDS:
        yield from _found(value, _KINDS.get(type, type), speller)


def _people(names: Iterable[object], page: Page, speller: Speller) -> Iterator[Occurrence]:
    for name in names:
        if isinstance(name, Name):
            yield from speller.named(name, speller.somebody(name), "argument", page, most=1)


def _found(name: Name, kind: str, speller: Speller) -> Iterator[Occurrence]:
    """The whole of `name` as something of `kind`."""
    id = find_sound(name.text) if kind == "sound" else speller.names.find(kind, name.text)
    if id:
        yield _whole(name, Symbol(kind, id))


def _whole(name: Name, symbol: Symbol) -> Occurrence:
    return Occurrence(name.span, symbol, Role.REFERENCE, "argument")


def holes(bible: Bible, text: str, path: str) -> Iterator[Occurrence]:
    """The `{{variable}}`s of a script."""
    for one in HOLDER.finditer(text) if "{{" in text else ():
        if one.group(1) in bible.variables:
            yield Occurrence(Span(path, one.start(1), one.end(1)), Symbol("variable", one.group(1)), Role.REFERENCE, "hole")
