"""The first series.yaml of a series whose scripts came from elsewhere: what they tell, and hints for the rest."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from ..bible.infer import guess_person, guess_place
from .gather import Gathered, Person

_PLAIN = re.compile(r"[A-Za-z\u4e00-\u9fff](?:[\w .'’-]*[\w.'’])?")
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


def series_yaml(found: Gathered) -> str:
    """The text of a bible that declares all that `found` names."""
    return "\n".join([*_head(found), *_cast(found), *_places(found), *_props(found), *_looks(found), *_foot(), ""])


def _head(found: Gathered) -> Iterator[str]:
    yield "# The series bible, begun from your scripts. What is not said is filled in; lines with # show what you can add."
    yield "series:"
    yield f"  title: {quoted(found.title)}"
    yield f"  language: {found.language}"
    yield "  format: vertical        # 720 x 1280; vertical-1080p, square, wide"
    yield "  # dubs: [en]            # further languages to speak"
    yield ""


def _cast(found: Gathered) -> Iterator[str]:
    if found.cast:
        yield "cast:"
        yield "  # Age and looks are drawn from here, the voice is heard from the first draft on. For example:"
        yield "  #   age: 22"
        yield "  #   appearance: {build: slight, hair: {style: long, colour: black}, skin: light, eyes: brown}"
        yield "  #   wardrobe: {travel: {outfit: coat, colours: [navy, white]}}"
        yield "  #   starts: {wearing: travel, holds: [letter]}"
        voice = "std/zh-young-woman" if found.language.startswith("zh") else "std/young-woman-low"
        yield f"  #   voice: {{{found.language}: {voice}}}"
        for person in found.cast:
            yield from _person(person)
        yield ""
    if found.extras:
        yield "# People without a name, numbered or not (GUARD, GUARD #2)."
        yield f"extras: [{', '.join(map(quoted, found.extras))}]"
        yield ""


def _person(person: Person) -> Iterator[str]:
    guess = guess_person(person.name, *person.aliases)
    facts = []
    if person.aliases:
        facts.append(f"    aliases: [{', '.join(map(quoted, person.aliases))}]        # read as one person")
    if guess.age is not None:
        facts.append(f"    age: {guess.age}")
    if guess.sex:
        facts.append(f"    appearance: {{sex: {'female' if guess.sex == 'f' else 'male'}}}")
    if person.outfits:
        worn = ", ".join(f"{quoted(one)}: {{outfit: {quoted(one)}}}" for one in person.outfits)
        facts.append(f"    wardrobe: {{{worn}}}")
    if person.holds:
        facts.append(f"    starts: {{holds: [{', '.join(map(quoted, person.holds))}]}}")
    doubt = f"        # the same person as {' or '.join(person.doubts)}? Then make it an alias there." if person.doubts else ""
    yield f"  {quoted(person.name)}:{doubt}" if facts else f"  {quoted(person.name)}: {{}}{doubt}"
    yield from facts


def _places(found: Gathered) -> Iterator[str]:
    if not found.places:
        return
    yield "locations:"
    yield "  # built: what the set is (inn, office, ruined shrine, rooftop); light: candles, lamp, moon … A heading that goes"
    yield "  # on (HOUSE - STAIR) is a corner of the place that its beginning names."
    for place, inside in found.places:
        kind = guess_place(inside, place)
        built = f", built: {kind}" if kind else ""
        hint = "" if kind else "        # built: …"
        yield f"  {quoted(place)}: {{setting: {'interior' if inside else 'exterior'}{built}}}{hint}"
    yield ""


def _props(found: Gathered) -> Iterator[str]:
    if found.props:
        yield "props:"
        for prop in found.props:
            yield f"  {quoted(prop)}: {{looks: {quoted(prop)}}}"
        yield ""


def _looks(found: Gathered) -> Iterator[str]:
    if found.looks:
        yield "looks:"
        for look in found.looks:
            yield f"  {quoted(look)}: {{grade: neutral}}        # cold, warm, teal-orange …; weather, grain"
        yield ""


def _foot() -> Iterator[str]:
    yield "targets:"
    yield "  preview: {picture: animatic, voice: kokoro, quality: preview}"


def quoted(text: str) -> str:
    """`text` as a YAML scalar: bare where that reads the same, else in double quotes."""
    text = " ".join(text.split())
    bare = _PLAIN.fullmatch(text) is not None and text.casefold() not in _WORDS and ": " not in text
    return text if bare else json.dumps(text, ensure_ascii=False)
