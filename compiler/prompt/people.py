"""The identity phrase of a person: the same words wherever that person in those clothes at that age is asked for."""

from __future__ import annotations

from ...stdlib import data
from ..cut.nodes import Costume, Thing
from .fit import Part
from .words import a, colour, label, phrase


def identity(one: Costume) -> str:
    """Age, build, face and hair of `one`, then clothes; no marks, which come and go."""
    return f"{face(one)}, {clothes(one)}"


def face(one: Costume) -> str:
    """Who it is, without the clothes: `a slight woman of 24 with long black hair, brown eyes and fair skin`."""
    build = "" if one.build in ("", "average") else f"{label('builds', one.build)} "
    height = "" if one.height in ("", "average") else f"{label('heights', one.height)} "
    style = f"{colour(one.hair_colour, 'hair_colours')} {label('hair', one.hair_style)} hair"
    hair = "no hair" if one.hair_style == "bald" else style
    beard = "" if one.facial_hair in ("", "none") else f", {label('facial_hair', one.facial_hair)}"
    features = "".join(f", {label('features', feature)}" for feature in one.features)
    return (f"{a(f'{height}{build}{_noun(one)}')} of {one.age} with {hair}, "
            f"{colour(one.eyes, 'eye_colours')} eyes and {colour(one.skin, 'skins')} skin{beard}{features}")


def clothes(one: Costume) -> str:
    """What `one` wears."""
    colours = " and ".join(dict.fromkeys(colour(hex) for hex in one.colours[:2]))
    pattern = "" if one.pattern in ("", "plain") else f"{label('patterns', one.pattern)} "
    worn = "".join(f", {label('accessories', each)}" for each in one.accessories)
    return f"wearing {a(' '.join(filter(None, (colours, pattern.strip(), label('garments', one.garment)))))}{worn}"


def marks(one: Costume) -> tuple[Part, ...]:
    """What a person bears that comes and goes."""
    return tuple(Part(phrase("marks", mark)) for mark in one.marks if mark != "none")


def thing(one: Thing) -> str:
    """A prop, by its shape and main colour."""
    main = f"{colour(one.colours[0])} " if one.colours else ""
    return a(f"{main}{label('props', one.shape)}")


def short(one: Costume) -> str:
    """A few words that tell `one` apart from the others in a picture: `the woman of 24 in the red hanfu`."""
    main = f"{colour(one.colours[0])} " if one.colours else ""
    return f"the {_noun(one)} of {one.age} in the {main}{label('garments', one.garment)}"


def _noun(one: Costume) -> str:
    people = data("prompts")["people"]
    nouns = people.get(one.sex, people["f"])
    return str([noun for noun, least in zip(nouns, people["from"], strict=True) if one.age >= least][-1])
