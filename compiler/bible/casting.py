"""Casts what the bible leaves open: looks, clothes and voices, places and props, always the same for the same names.

Every choice depends on the character's own name and on those declared before it, so adding somebody at the end of the
cast changes nobody. Candidates are drawn until one stands far enough from everybody cast so far, so that no two people
look alike; the words and palettes that are drawn from are data of the standard library. The first `LEADS` of a cast
are kept apart from each other; further down chance decides alone, so that a cast of thousands stays cheap.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...stdlib import data, fold, vocabulary
from ..base.digest import seed_of
from ..base.nodes import replace
from .infer import guess_person, is_chinese
from .likeness import FAR, Draw, distance
from .nodes import Appearance, Bible, Character, Outfit, Place, Prop, Target
from .places import era_of, fill_place, fill_prop
from .voices import cast_voices
from .words import three

LEADS = 40
_TRIES = 24
_GROWN, _OLDER = 14, 48
_TARGETS = (Target("draft", voice="espeak", quality="draft"), Target("preview"), Target("final", quality="final"))


def complete(bible: Bible, languages: Sequence[str] = ()) -> Bible:
    """The bible with nothing left open: every character has looks, an outfit to wear and a voice in each of
    `languages` (the series' own is always among them), every place a kind, every prop a shape and colours, and the
    targets `draft`, `preview` and `final` exist."""
    spoken = tuple(dict.fromkeys((bible.series.language, *languages)))
    cast = cast_voices(cast_designs(bible), spoken)
    era = era_of(bible)
    places: dict[str, Place] = {id: fill_place(one, era) for id, one in bible.places.items()}
    props: dict[str, Prop] = {id: fill_prop(one) for id, one in bible.props.items()}
    targets = {one.id: one for one in _TARGETS} | dict(bible.targets)
    return replace(bible, cast=cast, places=places, props=props, targets=targets)


def cast_designs(bible: Bible) -> Mapping[str, Character]:
    """Everybody of the cast with looks and clothes filled in (voices are not)."""
    era = era_of(bible)
    done: dict[str, Character] = {}
    for id, one in bible.cast.items():
        if not one.same_person:
            others = list(done.values()) if len(done) < LEADS else ()
            done[id] = _design(one, others, era, bible.series.language)
    language = bible.series.language
    return {id: done.get(id) or _other_age(one, done[one.same_person], era, language) for id, one in bible.cast.items()}


def extra(bible: Bible, name: str, languages: Sequence[str] = ()) -> Character:
    """A character for a cue that needs no declaration (GUARD, DEALER #2), unlike the cast of `bible`, which is
    complete."""
    guess = guess_person(name)
    age = 24 + seed_of("extra", fold(name)) % 25 if guess.age is None else guess.age
    one = Character(name, age=age, appearance=Appearance(sex=guess.sex))
    leads = list(bible.cast.values())[:LEADS]
    drawn = _design(one, leads, era_of(bible), bible.series.language)
    spoken = tuple(dict.fromkeys((bible.series.language, *languages)))
    return cast_voices({**bible.cast, name: drawn}, spoken)[name]


def _design(one: Character, others: Sequence[Character], era: str, language: str) -> Character:
    """The first candidate far enough from `others`, or the farthest of all that were tried."""
    sex = one.appearance.sex or _sex(one)
    best, widest = None, -1.0
    for attempt in range(_TRIES):
        candidate = _candidate(one, sex, era, language, Draw(one.id, attempt))
        gap = min((distance(candidate, other) for other in others), default=FAR)
        if gap > widest:
            best, widest = candidate, gap
        if gap >= FAR:
            break
    assert best is not None
    return best


def _other_age(one: Character, known: Character, era: str, language: str) -> Character:
    """`one` as `known`, who is complete, at the age of `one`: of the same sex and complexion; the hair keeps its colour
    where that grows at this age. Clothes, style of hair and beard are those of the age."""
    own, theirs = one.appearance, known.appearance
    every = list(vocabulary("hair_colours").entries)
    gone = {_tone("hair_colours", name) for name in set(every).difference(_tints(every, one.age))}
    like = replace(own, sex=own.sex or theirs.sex, skin=own.skin or theirs.skin, eyes=own.eyes or theirs.eyes,
                   hair_colour=own.hair_colour or ("" if theirs.hair_colour in gone else theirs.hair_colour),
                   features=own.features or theirs.features, words=own.words or theirs.words)
    return _candidate(replace(one, appearance=like), like.sex, era, language, Draw(known.id, 0))


def _sex(one: Character) -> str:
    """f or m: what voice and clothes tell, otherwise the name, otherwise chance (stable)."""
    voices, garments = vocabulary("voices").entries, vocabulary("garments").entries
    for voice in one.voice.values():
        if voice in voices:
            return str(voices[voice]["sex"])
    guess = guess_person(one.id, *one.names.values(), *one.aliases).sex
    if guess:
        return guess
    worn = [garments[outfit.garment]["sex"] for outfit in one.wardrobe.values() if outfit.garment in garments]
    if "f" in worn:
        return "f"
    return "fm"[seed_of("sex", fold(one.id)) % 2]


def _candidate(one: Character, sex: str, era: str, language: str, draw: Draw) -> Character:
    """One way to fill in what `one` leaves open."""
    facts, own = data("casting"), one.appearance
    chinese = language.startswith("zh") or is_chinese(one.id, *one.names.values())
    people = "chinese" if chinese and era == "modern" else era
    tones = draw.one(facts["complexions"][people])
    feature = Draw(one.id, 0).one(facts["features"])
    age = "child" if one.age < _GROWN else "older" if one.age >= _OLDER else sex
    appearance = Appearance(
        sex=sex,
        build=own.build or draw.one(facts["builds"][age]),
        height=own.height or draw.one(facts["heights"]),
        hair_style=own.hair_style or draw.one(_hair(sex, one.age, era)),
        hair_colour=own.hair_colour or _tone("hair_colours", draw.one(_tints(tones["hair"], one.age))),
        skin=own.skin or _tone("skins", draw.one(tones["skins"])),
        eyes=own.eyes or _tone("eye_colours", draw.one(tones["eyes"])),
        facial_hair=own.facial_hair or draw.one(_beards(facts["facial_hair"][era] if sex == "m" else [], one.age)),
        features=own.features or ((feature,) if feature else ()),
        words=own.words, hair_words=own.hair_words,
    )
    wardrobe = _wardrobe(one, sex, era, draw)
    return replace(one, appearance=appearance, wardrobe=wardrobe, wearing=one.wearing or next(iter(wardrobe)))


def _wardrobe(one: Character, sex: str, era: str, draw: Draw) -> Mapping[str, Outfit]:
    """The declared outfits with their gaps filled, or one everyday outfit."""
    facts, garments = data("casting"), vocabulary("garments").entries
    usual = draw.one(facts["garments"][era]["child" if one.age < _GROWN else sex])
    usual = _role(one, era) or usual
    trinket = draw.one(facts["accessories"][era][sex]) if one.age >= _GROWN else ""
    fitting = garments[usual]["collar"] in _collars(trinket)
    everyday = {"everyday": Outfit("", accessories=(trinket,) if fitting else ())}
    filled: dict[str, Outfit] = {}
    for key, outfit in (one.wardrobe or everyday).items():
        garment = outfit.garment or usual
        pair = draw.one(garments[garment].get("palette") or facts["palettes"][era])
        filled[key] = replace(outfit, garment=garment, colours=three(outfit.colours or pair),
                              pattern=outfit.pattern or "plain")
    return filled


def _role(one: Character, era: str) -> str:
    """The garment that a name such as DOCTOR or 将军 calls for in this era; empty when it calls for none."""
    names = (one.id, *one.aliases, *one.names.values())
    words = {fold(part) for name in names for part in (name, *name.split())}
    for id, garment in vocabulary("garments").entries.items():
        roles: Any = garment.get("roles", ())
        if garment["era"] == era and any(fold(role) in words or (not role.isascii() and any(role in name for name in
                                         names)) for role in roles):
            return id
    return ""


def _collars(accessory: str) -> Sequence[str]:
    """The necklines that an accessory goes with; none when there is no accessory."""
    if not accessory:
        return ()
    all_collars = [str(one["collar"]) for one in vocabulary("garments").entries.values()]
    collars: Sequence[str] = vocabulary("accessories").entries[accessory].get("collars", all_collars)
    return collars


def _hair(sex: str, age: int, era: str) -> list[str]:
    """The hair styles that suit; where none is worn at this age (a newborn, a boy of old times), those of the nearest."""
    away = {id: max(0, one["ages"][0] - age, age - one["ages"][1]) for id, one in vocabulary("hair").entries.items()
            if one["era"] in ("any", era) and one.get(f"sex_{era}", one["sex"]) in ("any", sex)}
    return [id for id, years in away.items() if years == min(away.values())]


def _tints(names: Sequence[str], age: int) -> list[str]:
    """Those of the hair colours that grow at this age (a colour that is never natural but is listed, always)."""
    entries = vocabulary("hair_colours").entries
    span = {name: entries[name].get("natural", [0, 60]) for name in names}
    return [name for name in names if span[name][0] <= age <= span[name][1]] or list(names)


def _beards(names: Sequence[str], age: int) -> list[str]:
    """Those of the beards that grow at this age; `none` where none does."""
    entries = vocabulary("facial_hair").entries
    return [name for name in names if entries[name]["ages"][0] <= age <= entries[name]["ages"][1]] or ["none"]


def _tone(name: str, id: str) -> str:
    """The tone of one word of a vocabulary of colours."""
    return str(vocabulary(name).entries[id]["hex"])
