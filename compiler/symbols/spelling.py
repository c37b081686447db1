"""How each symbol may be written, and where it is written in words that are known to name it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from ...stdlib import fold
from ..bible.names import Names
from ..bible.nodes import Bible
from ..story.cue import speaker
from ..syntax.tree import Name
from .locate import Page, locate
from .nodes import Occurrence, Role, Symbol


class Speller:
    """The names of one bible."""

    def __init__(self, bible: Bible, names: Names) -> None:
        self.bible, self.names = bible, names
        self._known: dict[Symbol, Mapping[str, Symbol]] = {}

    def named(self, name: Name, symbols: Iterable[Symbol], form: str, page: Page, most: int = 99) -> Iterator[Occurrence]:
        """Where `name` spells `symbols`, `most` of them at the most; all of it where one symbol is spelt in a way that
        cannot be told from the rest of the words."""
        forms: dict[str, Symbol] = {}
        for symbol in symbols:
            for key, meant in self.forms(symbol).items():
                forms.setdefault(key, meant)
        places = page.places(name.text, name.span) if forms else ()
        found = False
        for start, end, symbol in locate(name.text, forms):
            span = page.span(places, start, end)
            if span is not None and most > 0:
                most, found = most - 1, True
                yield Occurrence(span, symbol, Role.REFERENCE, form)
        if not found and len(set(forms.values())) == 1:
            yield Occurrence(name.span, next(iter(forms.values())), Role.REFERENCE, form)

    def somebody(self, name: Name) -> list[Symbol]:
        """Whom a name in a directive names, if anybody."""
        who = speaker(" ".join(name.text.split()), self.bible, self.names)
        person = self.person(who) if who else None
        return [person] if person is not None else []

    def person(self, who: str) -> Symbol | None:
        """The symbol of a speaker: one of the cast, or the declared extra whose number `who` may carry."""
        if who in self.bible.cast:
            return Symbol("cast", who)
        base = who.rpartition(" #")[0] or who
        extra = next((one for one in self.bible.extras if one in (who, base)), None)
        return Symbol("extra", extra) if extra is not None else None

    def forms(self, symbol: Symbol) -> Mapping[str, Symbol]:
        """Every way to write `symbol`, folded."""
        if symbol not in self._known:
            self._known[symbol] = {key: symbol for name in names_of(symbol, self.bible) if (key := fold(name))}
        return self._known[symbol]


def names_of(symbol: Symbol, bible: Bible) -> tuple[str, ...]:
    """Every name of `symbol` as the bible (or the standard library) has it: id, aliases, names in other languages."""
    tables: Mapping[str, Callable[[], Mapping[str, object]]] = {
        "cast": lambda: bible.cast, "place": lambda: bible.places, "prop": lambda: bible.props}
    if symbol.kind not in tables:
        return (symbol.id,)
    one = tables[symbol.kind]().get(symbol.id)
    aliases: tuple[str, ...] = getattr(one, "aliases", ())
    names: Mapping[str, str] = getattr(one, "names", {})
    return (symbol.id, *aliases, *names.values())
