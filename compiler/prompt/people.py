"""The identity phrase of a person: the same words wherever that person in those clothes at that age is asked for."""

from __future__ import annotations

from ...stdlib import data, vocabulary
from ..cut.nodes import Costume, Thing
from .fit import Part
from .words import a, colour, label, named, phrase

_BRIEF = 24
"""Letters of an outfit that may stand wherever somebody is meant."""


def identity(one: Costume) -> str:
    """Age, build, face and hair of `one`, then clothes; no marks, which come and go."""
    return f"{face(one)}, {clothes(one)}"


def face(one: Costume) -> str:
    """Who it is, without the clothes: `a slight woman of 24 with long black hair, brown eyes and fair skin`."""
    build = "" if one.build in ("", "average") else f"{label('builds', one.build)} "
    height = "" if one.height in ("", "average") else f"{label('heights', one.height)} "
    style = f"{colour(one.hair_colour, 'hair_colours')} {label('hair', one.hair_style)} hair"
    hair = one.said.hair.own or ("no hair" if one.hair_style == "bald" else style)
    hair = hair if "hair" in hair.casefold() or not hair.isascii() else f"{hair} hair"
    beard = "" if one.facial_hair in ("", "none") else f", {label('facial_hair', one.facial_hair)}"
    told = [each.own for each in one.said.looks] or [label("features", each) for each in one.features]
    features = "".join(f", {each}" for each in told)
    return (f"{a(f'{height}{build}{_noun(one)}')} of {one.age} with {hair}, "
            f"{colour(one.eyes, 'eye_colours')} eyes and {colour(one.skin, 'skins')} skin{beard}{features}")


def clothes(one: Costume) -> str:
    """What `one` wears, in the writer's words where there are some."""
    words = one.said.outfit.own
    pattern = "" if one.pattern in ("", "plain", vocabulary("patterns").search(words)) else label("patterns", one.pattern)
    inside = {each.id for each in vocabulary("accessories").matches(words)}
    told = [each.own for each in one.said.worn] or [label("accessories", each) for each in one.accessories if each not in inside]
    garment = named(words or label("garments", one.garment), one.colours[:2], pattern)
    return f"wearing {garment}{''.join(f', {each}' for each in told)}"


def marks(one: Costume) -> tuple[Part, ...]:
    """What a person bears that comes and goes."""
    known = vocabulary("marks").entries
    return (*(Part(phrase("marks", mark)) for mark in one.marks if mark != "none" and mark in known),
            *(Part(each.own) for each in one.said.marks))


def thing(one: Thing) -> str:
    """A prop, in the writer's words or by its shape, with its main colour."""
    return named(one.words.own or label("props", one.shape), one.colours[:1])


def short(one: Costume) -> str:
    """A few words that tell `one` apart from the others in a picture: `the woman of 24 in the red hanfu`."""
    words = one.said.outfit.own
    brief = words if words and (len(words) <= _BRIEF or not vocabulary("garments").search(words)) else ""
    garment = named(brief or label("garments", one.garment), one.colours[:1], the=True)
    return f"the {_noun(one)} of {one.age} in {garment}"


def _noun(one: Costume) -> str:
    people = data("prompts")["people"]
    nouns = people.get(one.sex, people["f"])
    return str([noun for noun, least in zip(nouns, people["from"], strict=True) if one.age >= least][-1])
