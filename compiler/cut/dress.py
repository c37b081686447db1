"""Dressing the set and the people: bible and continuity state become costumes, things, sets and styles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ...stdlib import vocabulary
from ..base.nodes import replace
from ..base.source import NOWHERE
from ..bible.casting import extra
from ..bible.infer import guess_place, of_era
from ..bible.nodes import Bible, Character, Look, Outfit, Place
from ..bible.places import era_of, plain_place
from ..bible.wording import NOTHING, Said, written
from ..story.nodes import Episode, Scene
from ..story.state import State
from .nodes import Costume, Set, Style, Thing
from .sheet import Here

TREATED = frozenset(("flashback", "dream", "montage"))
NATURAL = {"sun": ("dawn", "day", "dusk"), "moon": ("dusk", "night")}
"""When the sky's own lights shine, whatever the bible says of the place."""


FACES = 40
"""How many undeclared people of an episode get a face of their own; a crowd beyond that repeats them."""


def with_extras(bible: Bible, episode: Episode, states: Iterable[State]) -> Bible:
    """`bible` with everybody in its cast who speaks or is present in `episode` without being declared: a guard, a
    crowd."""
    people = dict.fromkeys(who for line in episode.lines() for who in line.speakers)
    people |= dict.fromkeys(who for state in states for who in state.present)
    unknown = [who for who in people if who not in bible.cast]
    strangers: dict[str, Character] = {}
    for at, who in enumerate(unknown):
        strangers[who] = extra(bible, who) if at < FACES else replace(strangers[unknown[at % FACES]], id=who)
    return replace(bible, cast={**bible.cast, **strangers}) if strangers else bible


def costume(who: str, here: Here, bible: Bible) -> Costume:
    """What `who` looks like: the appearance of the bible in the outfit and with the marks of the moment. Raises
    KeyError for somebody who is not in the cast (see `with_extras`)."""
    character = bible.cast[who]
    marks = dict(here.marks).get(who, ())
    looks = character.appearance
    known = vocabulary("marks").entries
    outfit = _outfit(character, dict(here.wearing).get(who, "") or character.wearing, bible)
    return Costume(
        who, character.age, looks.sex or "f", looks.build or "average", looks.height or "average",
        looks.hair_style or "short", looks.hair_colour or "#1d1a19", looks.skin or "#f0d3bd", looks.eyes or "#3a2a20",
        looks.facial_hair or "none", looks.features, outfit.garment, outfit.colours, outfit.pattern or "plain",
        outfit.accessories, marks,
        Said(outfit.words, outfit.worn, looks.words, looks.hair_words,
             tuple(written(one, terms=bible.terms, first="marks") for one in marks if one not in known)))


def thing(id: str, bible: Bible) -> Thing:
    """The prop `id` as drawn; free words that the bible does not declare are read for a shape."""
    prop = bible.props.get(id)
    shapes = vocabulary("props")
    shape = (prop.shape if prop else "") or shapes.find(id) or shapes.search(id) or "thing"
    colours = (prop.colours if prop else ()) or tuple(shapes.entries.get(shape, {}).get("colours", ()))
    words = prop.words if prop else NOTHING
    if shape == "thing" and not words.own:  # nothing else says what it is
        words = written(id, prop.span if prop else NOWHERE, bible.terms, "props")
    return Thing(id, shape, tuple(colours), words)


def holding(who: str, here: Here, bible: Bible) -> Thing | None:
    """What `who` has in hand: the thing taken last that a hand can hold. What goes into a pocket is there until the scene
    shows it."""
    for prop in reversed(dict(here.holding).get(who, ())):
        found = thing(prop, bible)
        facts = vocabulary("props").entries.get(found.shape, {})
        if facts.get("hand", True) and (prop in here.out or not facts.get("pocket", False)):
            return found
    return None


def dress_set(scene: Scene, bible: Bible) -> Set:
    """The place of `scene` by its time of day and weather, lit as the bible or the stdlib says for that kind of
    place."""
    place = bible.places.get(scene.place)
    kinds, features = vocabulary("places"), vocabulary("place_features")
    era = era_of(bible)
    corner = kinds.find(scene.corner) if scene.corner else None
    kind = (of_era(corner, scene.corner, era) if corner else (place.kind if place else "")
            or guess_place(scene.interior, scene.place, era=era) or plain_place(era, scene.interior))
    facts = kinds.entries.get(kind, {})
    usual = str(facts.get("light", {}).get(scene.time, "sun"))
    given = place.light if place else ""
    light = given if given and scene.time in NATURAL.get(given, (scene.time,)) else usual
    things = _features(place, kind, facts)
    said = place.things if place and things == place.features else ()
    extra = features.search(scene.corner) if scene.corner and not corner else None
    name = f"{scene.place} - {scene.corner}" if scene.corner else scene.place
    return Set(
        name, kind, scene.interior, scene.time, scene.weather or (place.weather if place else "") or "clear", light,
        (place.colours if place else ()) or tuple(facts.get("colours", ())),
        (*things, extra) if extra and extra not in things else tuple(things),
        place.words if place and (not corner or kind == place.kind) else NOTHING, said)


def _features(place: Place | None, kind: str, facts: Mapping[str, Any]) -> tuple[str, ...]:
    """What stands in the set: what the bible says of the place; in a corner of another kind what usually stands there, where the
    bible leaves it open (a hospital's corridor has no bed)."""
    usual = tuple(facts.get("features", ()))
    if place is None or not place.features:
        return usual
    own = vocabulary("places").entries.get(place.kind, {}).get("features", ())
    left_open = not place.things and place.features == tuple(own)
    return usual if place.kind != kind and left_open else place.features


def style(scene: Scene, bible: Bible) -> Style:
    """The grade of `scene`: its look, or the series', and the treatment of its story time."""
    look = bible.looks.get(scene.look or bible.series.look)
    if look is None:
        named = vocabulary("grades").find(scene.look or bible.series.look)
        look = Look("", grade=named or "neutral")
    treatment = scene.storytime if scene.storytime in TREATED else ""
    return Style(look.grade, treatment, look.grain, look.vignette, look.palette)


def _outfit(character: Character, key: str, bible: Bible) -> Outfit:
    if key in character.wardrobe:
        return character.wardrobe[key]
    if character.wardrobe:
        return next(iter(character.wardrobe.values()))
    garment = "hanfu" if era_of(bible) == "period" else "shirt"
    return Outfit(garment, tuple(vocabulary("garments").entries[garment]["colours"]))
