"""Brings the checked form of a bible into plain data, and checks that its names fit together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from ...stdlib import fold, vocabulary
from ...stdlib.models import Catalogue
from ..base.diagnostic import Label
from ..base.near import close_to
from ..base.source import Span
from .money import read_money
from .names import Names
from .nodes import Bible, Character, Place, Prop, Series
from .own_models import read_models
from .people import read_cast
from .places import era_of, plain_place
from .report import Report
from .spoken import check_voices
from .target_models import check_models
from .templates import read_macros, read_variables, read_variants
from .things import read_looks, read_places, read_props, read_targets
from .worded import worded

if TYPE_CHECKING:  # see `light`
    from . import schema


def to_bible(document: schema.Document, report: Report) -> Bible:
    """The bible in words of the standard library. What is wrong is reported and left out."""
    series = _series(document, report)
    models = read_models(document, report)
    bible = worded(Bible(
        series=series, cast=read_cast(document, report), places=read_places(document, report),
        props=read_props(document, report), looks=read_looks(document, report),
        targets=read_targets(document, report, Catalogue(models)), extras=document.extras,
        say={language or series.language: dict(words) for language, words in document.say.items()},
        glossary={term: dict(words) for term, words in document.glossary.items()}, facts=document.facts,
        lint=dict(document.lint),
        models=models, **read_money(document, report),
        macros=read_macros(document, report), variables=read_variables(document), variants=read_variants(document, report),
    ))
    for kind, section, things in (("characters", "cast", bible.cast), ("places", "locations", bible.places),
                                  ("props", "props", bible.props)):
        _no_clash(kind, section, things, report)
    _drawable(bible, report)
    check_voices(bible.series, bible.targets, bible.catalogue, report)
    check_models(bible.series, bible.targets, Catalogue(models), report)
    return _refer(document, bible, report)


def _series(document: schema.Document, report: Report) -> Series:
    """`series:` and the top-level `profile:`."""
    one = document.series
    return Series(title=one.title, names=dict(one.names), language=one.language,
                  dubs=tuple(dict.fromkeys(dub for dub in one.dubs if dub != one.language)),
                  subtitles=tuple(dict.fromkeys(one.subtitles)), format=one.format,
                  profile=document.profile or one.profile, look=one.look, release=one.release, span=report.key("series"))


def _no_clash(kind: str, section: str, things: Mapping[str, Character] | Mapping[str, Place] | Mapping[str, Prop],
              report: Report) -> None:
    """Every name means one of its kind."""
    owners: dict[str, str] = {}
    for id in things:
        _own(owners, id, id, kind, report.key(section, id), report.key(section, owners.get(fold(id), id)), report)
    for id, one in things.items():
        names = [(alias, report.value(section, id, "aliases", index)) for index, alias in enumerate(one.aliases)]
        names += [(name, report.value(section, id, "names", language)) for language, name in one.names.items()]
        for name, span in names:
            first = owners.get(fold(name), id)
            _own(owners, name, id, kind, span, report.key(section, first), report)


def _own(owners: dict[str, str], name: str, id: str, kind: str, span: Span, first: Span, report: Report) -> None:
    """Let `name` mean `id`, unless it means somebody else already."""
    owner = owners.setdefault(fold(name), id)
    if owner != id:
        report.add("D311", f"`{name}` means two {kind}: {owner} and {id}", span, "take it away from one of the two",
                   (Label(first, f"{owner} is here"),))


def _drawable(bible: Bible, report: Report) -> None:
    """Say how places are drawn of which the words tell nothing."""
    era = era_of(bible)
    for id, one in bible.places.items():
        if not one.kind:
            label = vocabulary("places").entries[plain_place(era, one.interior)]["label"].lower()
            report.undrawn(one.words.own or id, "places", f"a {label} is drawn", "locations", id, "built")


def _refer(document: schema.Document, bible: Bible, report: Report) -> Bible:
    """The bible with references between its parts brought to the names declared; unknown ones are reported."""
    names = Names(bible)
    cast = {id: replace(one, wearing=_wearing(one, report), holds=_holds(one, names, report),
                        same_person=_same_person(one, bible, names, report)) for id, one in bible.cast.items()}
    look = bible.series.look
    if look:
        found = names.find("look", look)
        if found is None:
            _unknown("look", look, names.nearest("look", look), report.value("series", "look"), report)
        look = found or ""
    for name in document.pronouns:
        if names.find("cast", name) is None:
            _unknown("character", name, names.nearest("cast", name), report.key("pronouns", name), report)
    return replace(bible, cast=cast, series=replace(bible.series, look=look))


def _wearing(one: Character, report: Report) -> str:
    """The key of the outfit that somebody starts in; the first of the wardrobe when nothing is said."""
    if not one.wearing:
        return next(iter(one.wardrobe), "")
    key = next((key for key in one.wardrobe if fold(key) == fold(one.wearing)), None)
    if key is None:
        near = next(iter(_near(one.wearing, one.wardrobe)), None)
        _unknown("outfit", one.wearing, near, report.value("cast", one.id, "starts", "wearing"), report)
        return next(iter(one.wardrobe), "")
    return key


def _holds(one: Character, names: Names, report: Report) -> tuple[str, ...]:
    """The ids of the props that somebody starts with."""
    held = []
    for index, name in enumerate(one.holds):
        id = names.find("prop", name)
        if id is None:
            span = report.value("cast", one.id, "starts", "holds", index)
            _unknown("prop", name, names.nearest("prop", name), span, report)
        else:
            held.append(id)
    return tuple(dict.fromkeys(held))


def _same_person(one: Character, bible: Bible, names: Names, report: Report) -> str:
    """The cast id of whom somebody is another age; empty where that cannot be."""
    if not one.same_person:
        return ""
    span = report.value("cast", one.id, "same_person")
    id = names.find("cast", one.same_person)
    if id is None:
        _unknown("character", one.same_person, names.nearest("cast", one.same_person), span, report)
        return ""
    if id == one.id or bible.cast[id].same_person:
        own = id == one.id
        report.add("D317", f"{one.id} cannot be another age of {id}", span,
                   "name another character, or leave it out" if own else "name the character whom the others are ages of",
                   () if own else (Label(report.value("cast", id, "same_person"), f"{id} is an age of somebody too"),))
        return ""
    return id


def _near(word: str, words: Iterable[str]) -> list[str]:
    """The words most like `word`."""
    return close_to(word[:60], words)


_SECTIONS = {"look": "`looks:`", "prop": "`props:`", "character": "`cast:`", "outfit": "the character's `wardrobe:`"}


def _unknown(kind: str, name: str, near: str | None, span: Span, report: Report) -> None:
    """Report a name that nothing declares."""
    report.add("D310", f"there is no {kind} `{name}`", span,
               f"did you mean `{near}`?" if near else f"declare it under {_SECTIONS.get(kind, 'its section')}")
