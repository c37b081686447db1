"""Puts the words of a bible into English, once all of its names are known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from .nodes import Appearance, Bible, Character, Outfit
from .wording import Terms, Words, terms_of, written


def worded(bible: Bible) -> Bible:
    """`bible` with the English of its words, and with the terms that it takes."""
    people = [name for one in bible.cast.values() for name in (one.id, *one.aliases, *one.names.values())]
    named = [*((one.id, one.aliases, one.names) for one in bible.places.values()),
             *((one.id, one.aliases, one.names) for one in bible.props.values())]
    terms = terms_of(bible.glossary, named, people)
    places = {id: replace(one, words=_put(one.words, terms, "places"), things=_all(one.things, terms, "place_features"))
              for id, one in bible.places.items()}
    props = {id: replace(one, words=_put(one.words, terms, "props")) for id, one in bible.props.items()}
    cast = {id: _character(one, terms) for id, one in bible.cast.items()}
    return replace(bible, cast=cast, places=places, props=props, terms=terms)


def _character(character: Character, terms: Terms) -> Character:
    looks: Appearance = character.appearance
    wardrobe: Mapping[str, Outfit] = character.wardrobe
    if any(_foreign(each) for each in (*looks.words, looks.hair_words)):
        looks = replace(looks, words=_all(looks.words, terms, "features"), hair_words=_put(looks.hair_words, terms, "hair"))
    if any(_foreign(each) for one in wardrobe.values() for each in (one.words, *one.worn)):
        wardrobe = {key: replace(one, words=_put(one.words, terms, "garments"), worn=_all(one.worn, terms, "accessories"))
                    for key, one in wardrobe.items()}
    same = looks is character.appearance and wardrobe is character.wardrobe
    return character if same else replace(character, appearance=looks, wardrobe=wardrobe)


def _foreign(one: Words) -> bool:
    return one.own is not one.english


def _put(one: Words, terms: Terms, first: str) -> Words:
    return written(one.own, one.span, terms, first) if _foreign(one) else one


def _all(words: tuple[Words, ...], terms: Terms, first: str) -> tuple[Words, ...]:
    return tuple(_put(one, terms, first) for one in words)
