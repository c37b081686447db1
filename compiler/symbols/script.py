"""The occurrences in one script: cues, headings, directives, shots, and mentions in action, each resolved as lowering
resolves it. The script is read as it is written: text of every variant counts, and macros are not opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ..bible.names import Names
from ..bible.nodes import Bible
from ..story.cue import read_cue
from ..story.heading import read_heading
from ..story.text import one_line
from ..syntax.tree import Action, Dialogue, Directive, Element, Heading, Script, ShotSlug, Speech, Text
from .directives import holes, read_directive, read_subjects
from .locate import Page
from .nodes import Occurrence, Role, Symbol
from .spelling import Speller


class Reader:
    """Reads scripts against one bible."""

    def __init__(self, bible: Bible, names: Names) -> None:
        self._bible, self._names = bible, names
        self._speller = Speller(bible, names)

    def read(self, script: Script, episode: str) -> Iterator[Occurrence]:
        """Every occurrence in `script`, whose file's stem is `episode`."""
        page = Page(script.source.path, script.source.text)
        for element in script.body:
            yield from self._element(element, page, episode)
        yield from holes(self._bible, script.source.text, page.path)

    def _element(self, element: Element, page: Page, episode: str) -> Iterator[Occurrence]:
        match element:
            case Heading():
                yield from self._heading(element, page)
            case Speech():
                yield from self._speech(element, page, episode)
            case Action():
                yield from self._mentions(element.text, page)
            case ShotSlug():
                yield from read_subjects(element.spec, "slug", page, self._speller)
                if element.rest is not None:
                    yield from self._mentions(element.rest, page)
            case Directive():
                yield from read_directive(element, page, self._speller)

    def _heading(self, heading: Heading, page: Page) -> Iterator[Occurrence]:
        slate, unknown = read_heading(heading, self._bible, self._names, None)
        if not unknown and slate.place in self._bible.places:
            yield from self._speller.named(heading.place, [Symbol("place", slate.place)], "heading", page, most=1)

    def _speech(self, speech: Speech, page: Page, episode: str) -> Iterator[Occurrence]:
        cue, _ = read_cue(speech, self._bible, self._names)
        people = [one for who in cue.speakers if (one := self._speller.person(who)) is not None]
        yield from self._speller.named(speech.cue, people, "cue", page, most=len(people))
        for part in speech.parts:
            if not isinstance(part, Dialogue):
                continue
            for name, role in ((part.id, Role.DECLARATION), (part.same_as, Role.REFERENCE)):
                if name is not None:
                    yield Occurrence(name.span, Symbol("line", name.text, episode), role, "id")

    def _mentions(self, text: Text, page: Page) -> Iterator[Occurrence]:
        shown = one_line(text.plain)
        found = self._names.mentions(shown)
        places = page.places(shown, text.span) if found else ()
        for one in found:
            span = page.span(places, one.start, one.end)
            if span is not None:
                yield Occurrence(span, Symbol(one.kind, one.id), Role.REFERENCE, "mention")


def first_uses(found: Iterable[Occurrence], kinds: frozenset[str]) -> Iterator[Occurrence]:
    """`found`, where the first use of a name of `kinds` that nothing declares is its declaration."""
    known = list(found)
    declared = {one.symbol for one in known if one.role is Role.DECLARATION}
    for one in known:
        if one.symbol in declared or one.symbol.kind not in kinds:
            yield one
        else:
            declared.add(one.symbol)
            yield replace(one, role=Role.DECLARATION)


def with_owners(found: Iterable[Occurrence]) -> Iterator[Occurrence]:
    """`found`, where a reference to a line that another file holds (`same-as` of an included file) points to it."""
    known = list(found)
    owners: Mapping[str, str] = {one.symbol.id: one.symbol.owner for one in reversed(known)
                                 if one.symbol.kind == "line" and one.role is Role.DECLARATION}
    own = {one.symbol for one in known if one.symbol.kind == "line" and one.role is Role.DECLARATION}
    for one in known:
        if one.symbol.kind == "line" and one.symbol not in own and one.symbol.id in owners:
            one = replace(one, symbol=replace(one.symbol, owner=owners[one.symbol.id]))
        yield one
