"""What a model reads of the writer's words: as they stand where it reads their language, else in English."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from ..bible.wording import Said, Words
from ..cut.nodes import Figure, Set, Setup, Shot, Thing

Languages = Collection[str]
"""The languages that a model reads. English is always among them: it is what prompts are written in."""


def shot_as_read(shot: Shot, languages: Languages) -> Shot:
    """`shot` with its words as a model reads them."""
    setup = as_read(shot.setup, languages)
    told = shot.told
    if any(one.words.own != one.words.english for one in told):
        read = (replace(one, words=_words(one.words, languages)) for one in told)
        told = tuple(one for one in read if one.words.own)
    return shot if setup is shot.setup and told is shot.told else replace(shot, setup=setup, told=told)


def as_read(setup: Setup, languages: Languages) -> Setup:
    """`setup` with its words as a model reads them; itself where that changes nothing."""
    if all(one.own == one.english for one in setup.words()):
        return setup
    return replace(setup, set=_set(setup.set, languages), insert=_thing(setup.insert, languages),
                   figures=tuple(_figure(one, languages) for one in setup.figures))


def _words(one: Words, languages: Languages) -> Words:
    text = one.read_in(languages)
    return Words(text, text)


def _all(words: tuple[Words, ...], languages: Languages) -> tuple[Words, ...]:
    return tuple(read for read in (_words(one, languages) for one in words) if read.own)


def _set(one: Set, languages: Languages) -> Set:
    return replace(one, words=_words(one.words, languages), things=_all(one.things, languages))


def _thing(one: Thing | None, languages: Languages) -> Thing | None:
    return replace(one, words=_words(one.words, languages)) if one else None


def _figure(one: Figure, languages: Languages) -> Figure:
    said = one.costume.said
    read = Said(_words(said.outfit, languages), _all(said.worn, languages), _all(said.looks, languages),
                _words(said.hair, languages), _all(said.marks, languages))
    return replace(one, costume=replace(one.costume, said=read), holding=_thing(one.holding, languages))
