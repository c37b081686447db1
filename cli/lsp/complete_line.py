"""Completion outside notes: cues after a blank line, headings, transitions, extensions, parentheticals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from lsprotocol import types as lsp

from ...compiler.base.nodes import node
from ...compiler.story.nodes import Line, Scene
from ...compiler.symbols.moment import Moment
from .offers import Offer, people, words
from .session import View

_HEADING = re.compile(r"\s*(?:(?:INT\.?/EXT|EXT\.?/INT|I/E|INT|EXT|EST)\.?[ \t]+"
                      r"|(?:内/外景|内外景|内景|外景|室内|室外)[.．。:：、 　]*|\.(?=[^\W_]))", re.IGNORECASE)
_DASH = re.compile(r"\s+[-–—]+\s*|[–—]+\s*|(?<=[\u3400-\u9fff])[ 　]+(?=[^\s]*$)")
_OPENERS = ("INT. ", "EXT. ", "INT./EXT. ")
_OPENERS_ZH = ("内景 ", "外景 ")
_EXTENSIONS = (("V.O.", "voice-over"), ("O.S.", "off screen, near"), ("PHONE", "through a telephone"), ("INNER", "inner voice"),
               ("RADIO", "from a radio or television"), ("P.A.", "over loudspeakers"), ("CONT'D", "goes on speaking"))
_EXTENSIONS_ZH = (("画外", "画外音"), ("旁白", "旁白"), ("电话", "电话里"), ("内心", "内心独白"), ("广播", "广播"))
_CUE_OPEN = re.compile(r"\s*[@＠]?[^\s(（].*[(（][^)）]*$")


@node
class Offered:
    """What is offered for the words from `start` on."""

    start: int
    offers: Iterable[Offer]


def of_line(view: View, offset: int, here: Moment | None) -> Offered | None:
    """What may be written at `offset`, judged by its line and the one above."""
    text = view.lines.text
    start, _ = view.lines.line(offset)
    typed = text[start:offset]
    bare = typed.lstrip()
    lead = start + len(typed) - len(bare)
    language = here.episode.language if here is not None else view.analysis.bible.series.language
    blank = not _above(view, start).strip()
    if bare.startswith(("(", "（")) and not blank:
        return _parenthetical(text, lead + 1, offset, language)
    if bare.startswith(">"):
        return Offered(lead + 1 + len(bare[1:]) - len(bare[1:].lstrip()), _transitions(language))
    if not blank:
        return None
    heading = _HEADING.match(typed)
    if heading is not None:
        return _heading(view, start + heading.end(), offset, language)
    if _CUE_OPEN.match(typed):
        open_at = max(typed.rfind("("), typed.rfind("（")) + 1
        return Offered(start + open_at, _extensions(language))
    if bare.startswith(("@", "＠")):
        return Offered(lead + 1, people(_speakers(view, offset, here)))
    offers = [*_cues(view, offset, here), *_openers(language)]
    if bare != bare.upper() and not any(one.label.casefold().startswith(bare.casefold()) for one in offers):
        return None
    return Offered(lead, offers)


def _above(view: View, start: int) -> str:
    """The line above the one that begins at `start`."""
    if start == 0:
        return ""
    above, end = view.lines.bounds(view.lines.number(start) - 1)
    return view.lines.text[above:end]


def _cues(view: View, offset: int, here: Moment | None) -> Iterator[Offer]:
    """Cues as they are written: in capitals, or behind `@` where a name has none."""
    for name in _speakers(view, offset, here):
        cue = name.upper() if name.upper().isupper() else f"@{name}"
        yield Offer(cue, "cue", lsp.CompletionItemKind.Variable, also=name)


def _speakers(view: View, offset: int, here: Moment | None) -> list[str]:
    """The cast for a cue: whoever spoke in this scene before the last speaker, then the last speaker, then those who are
    here, then all others. Talk goes back and forth."""
    bible = view.analysis.bible
    spoken: list[str] = []
    if here is not None:
        for who in _spoken(here.scene, view.path, offset):
            if who in spoken:
                spoken.remove(who)
            spoken.insert(0, who)
    spoken[:2] = spoken[1:2] + spoken[:1]
    present = here.state.present if here is not None else ()
    return list(dict.fromkeys((*spoken, *present, *bible.cast, *bible.extras)))


def _spoken(scene: Scene, path: str, offset: int) -> Iterator[str]:
    for beat in scene.beats:
        if isinstance(beat, Line) and beat.span.path == path and beat.span.start < offset:
            yield from beat.speakers


def _openers(language: str) -> Iterator[Offer]:
    spelt = _OPENERS_ZH + _OPENERS if language.startswith("zh") else _OPENERS
    return (Offer(one.strip(), "scene heading", lsp.CompletionItemKind.Module, one) for one in spelt)


def _heading(view: View, start: int, offset: int, language: str) -> Offered:
    """Places, then behind a dash the times."""
    typed = view.lines.text[start:offset]
    dashes = list(_DASH.finditer(typed))
    if dashes:
        return Offered(start + dashes[-1].end(), chain(_capitals("times", language), _capitals("continuity", language)))
    return Offered(start, _places(view, language))


def _places(view: View, language: str) -> Iterator[Offer]:
    """The declared places; those of this script first."""
    bible = view.analysis.bible
    used = [scene.place for episode in view.analysis.episodes if episode.span.path == view.path for scene in episode.scenes]
    for id in dict.fromkeys((*used, *bible.places)):
        if id in bible.places:
            one = bible.places[id]
            yield Offer(id.upper(), one.words.own or ("interior" if one.interior else "exterior"), lsp.CompletionItemKind.Module,
                        also=" ".join((*one.aliases, *one.names.values())))


def _capitals(name: str, language: str) -> Iterator[Offer]:
    for one in words(name, language):
        yield Offer(one.label.upper(), one.detail, one.kind, also=one.also)


def _transitions(language: str) -> Iterator[Offer]:
    for one in words("transitions", language):
        shown = one.label if language.startswith("zh") else one.detail.upper()
        yield Offer(shown, "transition", lsp.CompletionItemKind.Event, f"{shown}:" if shown.endswith(" TO") else f"{shown}.",
                    also=one.also)


def _extensions(language: str) -> Iterator[Offer]:
    for one, told in _EXTENSIONS_ZH + _EXTENSIONS if language.startswith("zh") else _EXTENSIONS:
        yield Offer(one, told, lsp.CompletionItemKind.EnumMember)


def _parenthetical(text: str, start: int, offset: int, language: str) -> Offered:
    """Emotions and manners; after a comma another one."""
    cut = max(text.rfind(mark, start, offset) for mark in ",，、")
    begin = cut + 1 if cut >= 0 else start
    begin += len(text[begin:offset]) - len(text[begin:offset].lstrip())
    return Offered(begin, chain(words("emotions", language), words("manners", language),
                                (Offer("停顿" if language.startswith("zh") else "beat", "a pause"),)))
