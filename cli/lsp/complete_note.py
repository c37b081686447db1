"""Completion inside `[[…]]`: the directives, and what each may say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from lsprotocol import types as lsp

from ...compiler.base.source import stem as stem_of
from ...compiler.bible.names import Names
from ...compiler.bible.nodes import Macro
from ...compiler.story.cue import speaker
from ...compiler.symbols.index import all_scripts
from ...compiler.symbols.moment import Moment
from ...stdlib import fold, vocabulary
from . import describe
from .notes import Note
from .offers import Offer, people, words
from .session import Session, View

_SPLIT = re.compile(r"[,，、=＝]|->|=>|→")
_ARROW = re.compile(r"->|=>|→|➔|⇒")
_SNIPPETS: Mapping[str, str] = {
    "shot": "shot: ${1:CU}$0", "look": "look: $0", "time": "time: $0", "wears": "wears: ${1:WHO} = $0",
    "takes": "takes: ${1:WHO}, $0", "drops": "drops: ${1:WHO}, $0", "gives": "gives: ${1:WHO} -> ${2:WHOM}, $0",
    "marks": "marks: ${1:WHO} = $0", "enter": "enter: $0", "exit": "exit: $0", "sound": "sound: $0",
    "music": "music: $0", "title": "title: $0", "hold": "hold: ${1:1.5s}$0", "circle": "circle: take ${1:1}$0",
    "lint": "lint: off ${1:CODE} ${2:reason}$0", "id": "id: $0", "same-as": "same-as: $0",
    "knows": "knows: ${1:WHO}, $0", "set": "set: ${1:variable} = $0", "variant": "variant: ${1:lang}=$0",
}

Offers = Iterable[Offer]


def of_words(note: Note) -> Iterator[Offer]:
    """Every directive, as a snippet with its arguments."""
    close = "" if note.closed else "]]"
    for kind, entry in vocabulary("directives").entries.items():
        body = _SNIPPETS.get(kind, f"{kind}: $0" if entry.get("args") else f"{kind}$0")
        yield Offer(kind, str(entry["help"]), lsp.CompletionItemKind.Keyword, body + close, True,
                    " ".join(map(str, entry.get("exact", ()))), describe.directive(kind))


def of_arguments(note: Note, typed: str, session: Session, view: View, here: Moment | None) -> Offers:
    """What may stand in a directive after `typed`."""
    maker = _Maker(session, view, here)
    makers: Mapping[str, Callable[[str], Offers]] = {
        "shot": maker.shot, "look": maker.look, "time": maker.time, "wears": maker.wears, "takes": maker.takes,
        "drops": maker.drops, "gives": maker.gives, "marks": maker.marks, "enter": maker.enter, "exit": maker.exit,
        "sound": maker.sound, "music": maker.music, "hold": maker.hold, "circle": maker.circle, "lint": maker.lint,
        "same-as": maker.same_as, "variant": maker.variant, "include": maker.include, "use": maker.use, "set": maker.set,
        "dies": maker.dies, "knows": maker.knows, "reveals": maker.reveals, "plant": maker.facts, "payoff": maker.facts,
        "beat": maker.beat,
    }
    return makers[note.kind](typed) if note.kind in makers else ()


class _Maker:
    """The offers of each directive at one place of one project."""

    def __init__(self, session: Session, view: View, here: Moment | None) -> None:
        self._session, self._view, self._here = session, view, here
        self._bible = view.analysis.bible
        self._language = here.episode.language if here is not None else self._bible.series.language

    def shot(self, typed: str) -> Offers:
        names = ("sizes", "compositions", "angles", "moves")
        chosen = [words(name, self._language) for name in names]
        return chain(chosen[0], self._cast(), *chosen[1:], self._props(), _lengths())

    def look(self, typed: str) -> Offers:
        own = (Offer(id, f"look of the series, {one.grade}", lsp.CompletionItemKind.Color)
               for id, one in self._bible.looks.items())
        return chain(own, words("grades", self._language))

    def time(self, typed: str) -> Offers:
        return words("storytimes", self._language)

    def wears(self, typed: str) -> Offers:
        who, rest = _parts(typed)
        return self._cast() if rest is None else self._wardrobe(who)

    def takes(self, typed: str) -> Offers:
        return self._cast() if _parts(typed)[1] is None else self._props()

    def drops(self, typed: str) -> Offers:
        who, rest = _parts(typed)
        return self._cast() if rest is None else self._props(self._person(who))

    def gives(self, typed: str) -> Offers:
        arrow = _ARROW.search(typed)
        if arrow is None:
            return self._cast()
        if _parts(typed[arrow.end() :])[1] is None:
            giver = self._person(typed[: arrow.start()])
            return (one for one in self._cast() if one.label != giver)
        return self._props(self._person(typed[: arrow.start()]))

    def marks(self, typed: str) -> Offers:
        if _parts(typed)[1] is None:
            return self._cast()
        return (Offer(id.replace("-", " "), str(entry["label"]), lsp.CompletionItemKind.EnumMember)
                for id, entry in vocabulary("marks").entries.items())

    def enter(self, typed: str) -> Offers:
        return self._entrance(typed, present=False)

    def exit(self, typed: str) -> Offers:
        return self._entrance(typed, present=True)

    def sound(self, typed: str) -> Offers:
        return (Offer(id, str(entry["label"]), lsp.CompletionItemKind.EnumMember)
                for id, entry in vocabulary("sounds").entries.items())

    def music(self, typed: str) -> Offers:
        levels = (Offer(one, told, lsp.CompletionItemKind.Keyword) for one, told in
                  (("under", "under the words"), ("full", "at full level"), ("stop", "ends the music")))
        return chain(words("moods", self._language), words("instruments", self._language), levels)

    def hold(self, typed: str) -> Offers:
        return _lengths()

    def circle(self, typed: str) -> Offers:
        return (Offer(f"take {number}") for number in range(1, 6))

    def lint(self, typed: str) -> Offers:
        if not typed.strip() or " " not in typed.lstrip():
            return (Offer("off", "silence a code in what follows", lsp.CompletionItemKind.Keyword),)
        if typed.split()[1:2] and typed[-1:].isspace():
            return ()
        titles = self._session.pages.codes()
        now = [one.code for one in self._view.analysis.diagnostics if one.span is not None and one.span.path == self._view.path]
        return (Offer(code, titles[code], lsp.CompletionItemKind.Constant) for code in dict.fromkeys((*now, *titles))
                if code in titles)

    def same_as(self, typed: str) -> Offers:
        stem = stem_of(self._view.path)
        return (Offer(line.id, line.words[0][1][:60], lsp.CompletionItemKind.Reference)
                for episode in self._view.analysis.episodes if episode.id == stem
                for line in episode.lines() if line.id)

    def variant(self, typed: str) -> Offers:
        """The keys, then the values of a key."""
        library = self._view.analysis.library
        last = re.split(r"[,，]", typed)[-1]
        key, equals, _ = last.partition("=")
        if not equals:
            keys = library.keys()
            return (Offer(one, "variant", lsp.CompletionItemKind.Property, f"{one}=") for one in keys)
        return (Offer(value, key.strip(), lsp.CompletionItemKind.EnumMember) for value in library.values(key.strip()))

    def include(self, typed: str) -> Offers:
        """The other scripts of the project."""
        return (Offer(path, "script", lsp.CompletionItemKind.File) for path in all_scripts(self._view.analysis)
                if path != self._view.path)

    def use(self, typed: str) -> Offers:
        """The macros with what they ask for, then what a parameter may be given."""
        library = self._view.analysis.library
        name, opened, given = typed.partition("(")
        if opened:
            return self._given(library.macro(name.strip()), given)
        return (self._called(macro) for id in library.macros() if (macro := library.macro(id)) is not None)

    def set(self, typed: str) -> Offers:
        variables = self._bible.variables
        name, equals, _ = typed.partition("=")
        if equals:
            known = variables.get(name.strip())
            return self._typed(known.type) if known is not None else ()
        return (Offer(id, f"variable, {one.type}", lsp.CompletionItemKind.Variable, f"{id} = ") for id, one in variables.items())

    def dies(self, typed: str) -> Offers:
        return self._cast()

    def knows(self, typed: str) -> Offers:
        return self._cast() if _parts(typed)[1] is None else self.facts(typed)

    def reveals(self, typed: str) -> Offers:
        return self._cast() if _ARROW.search(typed) else self.facts(typed)

    def facts(self, typed: str) -> Offers:
        """The facts of the story, declared or told of anywhere."""
        return (Offer(one.id, "fact", lsp.CompletionItemKind.Reference) for one in self._view.snapshot.index.symbols
                if one.kind == "fact")

    def beat(self, typed: str) -> Offers:
        return words("beats", self._language)

    def _called(self, macro: Macro) -> Offer:
        stops = ", ".join(f"{one.name}=${{{number}:{one.default or one.type}}}" for number, one in enumerate(macro.parameters, 1))
        return Offer(macro.id, macro.help or "macro", lsp.CompletionItemKind.Function, f"{macro.id}({stops})$0", True)

    def _given(self, macro: Macro | None, given: str) -> Offers:
        """The parameters of a macro, or behind `=` the values of one."""
        parameters = {one.name: one for one in macro.parameters} if macro is not None else {}
        name, equals, _ = re.split(r"[,，]", given)[-1].partition("=")
        if equals:
            known = parameters.get(name.strip())
            return self._typed(known.type) if known is not None else ()
        return (Offer(id, one.type, lsp.CompletionItemKind.Property, f"{id}=") for id, one in parameters.items())

    def _typed(self, type: str) -> Offers:
        """Values of a parameter of `type`."""
        makers: Mapping[str, Callable[[], Offers]] = {
            "character": self._cast, "prop": self._props, "look": lambda: self.look(""), "sound": lambda: self.sound(""),
            "seconds": _lengths,
            "place": lambda: (Offer(id, "place", lsp.CompletionItemKind.Module) for id in self._bible.places)}
        return makers[type]() if type in makers else ()

    def _cast(self) -> Offers:
        """Those who are here first."""
        present = self._here.state.present if self._here is not None else ()
        return people(dict.fromkeys((*present, *self._bible.cast)))

    def _props(self, holder: str = "") -> Offers:
        """Those that `holder` has in hand first."""
        held = self._here.state.holding.get(holder, ()) if self._here is not None else ()
        known = dict.fromkeys((*held, *self._bible.props))
        return (Offer(one, self._held(one), lsp.CompletionItemKind.Field) for one in known)

    def _held(self, prop: str) -> str:
        holder = self._here.state.holder(prop) if self._here is not None else ""
        return f"prop, held by {holder}" if holder else "prop"

    def _wardrobe(self, who: str) -> Offers:
        one = self._bible.cast.get(self._person(who))
        return (Offer(key, outfit.words.own, lsp.CompletionItemKind.Value)
                for key, outfit in (one.wardrobe.items() if one is not None else ()))

    def _entrance(self, typed: str, present: bool) -> Offers:
        here = self._here.state.present if self._here is not None else ()
        if self._person(typed.strip()):
            return (Offer(f"from {side}" if not present else side, "side of the frame", lsp.CompletionItemKind.Keyword)
                    for side in ("left", "right"))
        first = here if present else [one for one in self._bible.cast if one not in here]
        return people(dict.fromkeys((*first, *self._bible.cast)))

    def _person(self, written: str) -> str:
        """The id of the one that `written` names, or empty."""
        name = " ".join(written.split())
        return (speaker(name, self._bible, Names(self._bible)) or "") if fold(name) else ""


def _parts(typed: str) -> tuple[str, str | None]:
    """What stands before the first comma, `=` or arrow, and what behind it (None: there is none yet)."""
    found = _SPLIT.search(typed)
    return (typed[: found.start()], typed[found.end() :]) if found else (typed, None)


def _lengths() -> Iterator[Offer]:
    return (Offer(one, "length", lsp.CompletionItemKind.Unit) for one in ("1s", "1.5s", "2s", "3s", "4s"))

