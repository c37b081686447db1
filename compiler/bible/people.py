"""Reads `cast:` into characters in words of the standard library."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...stdlib import fold, vocabulary
from .infer import guess_person, usual_age
from .nodes import Appearance, Character, Clip, Outfit
from .report import Report
from .wording import NOTHING, Words, written
from .words import colours_in, pick, pick_all

if TYPE_CHECKING:  # see `light`
    from . import schema

_PRONOUNS = {"she": "f", "her": "f", "hers": "f", "她": "f", "he": "m", "him": "m", "his": "m", "他": "m"}


def read_cast(document: schema.Document, report: Report) -> dict[str, Character]:
    """Everybody that `cast:` declares; what is left open stays open, but for the age."""
    pronouns = {fold(name): given for name, given in document.pronouns.items()}
    return {id: _character(id, one, pronouns.get(fold(id), ()), report) for id, one in document.cast.items()}


def _character(id: str, one: schema.Character, pronouns: Sequence[str], report: Report) -> Character:
    """One of the cast."""
    spoken = tuple(part for text in (*one.pronouns, *pronouns) for part in text.split("/") if part.strip())
    told = next((_PRONOUNS[word] for word in map(fold, spoken) if word in _PRONOUNS), "")
    guess = guess_person(id, *one.names.values(), *one.aliases)
    age = one.age if one.age is not None else usual_age(id) if guess.age is None else guess.age
    wardrobe = {key: _outfit(id, key, outfit, report) for key, outfit in one.wardrobe.items()}
    return Character(
        id=id, aliases=one.aliases, names=dict(one.names), age=age, aged=one.age is not None, same_person=one.same_person,
        appearance=_appearance(id, one.appearance, one.sex or one.appearance.sex or told, report),
        wardrobe=wardrobe, wearing=one.starts.wearing, holds=one.starts.holds,
        marks=_marks(id, one.starts.marks, report), voice=_voices(id, one, report), pronouns=spoken,
        likeness=one.rights.likeness, undressed=len(wardrobe) > 1 and not one.starts.wearing,
        clips=_clips(id, one, report), span=report.key("cast", id),
    )


def _appearance(id: str, one: schema.Appearance, sex: str, report: Report) -> Appearance:
    """Looks in ids and colours. Words that name nothing are reported."""
    path = ("cast", id, "appearance")
    style, tint = _hair(id, one.hair, report)
    read = {}
    said = [written(words, report.value(*path, "features", index)) for index, words in enumerate(one.features)]
    for key, name in (("build", "builds"), ("height", "heights"), ("facial_hair", "facial_hair")):
        words = getattr(one, key)
        read[key] = pick(name, words)
        if words and not read[key]:
            report.undrawn(words, name, f"{id}'s {key.replace('_', ' ')} is cast freely", *path, key)
            said.append(written(words, report.value(*path, key)))
    features = pick_all("features", one.features)
    for index, words in enumerate(one.features):
        if not pick("features", words):
            report.undrawn(words, "features", "it is left out", *path, "features", index)
    skin = report.colours([one.skin] if one.skin else [], *path, "skin", name="skins")
    eyes = report.colours([one.eyes] if one.eyes else [], *path, "eyes", name="eye_colours")
    return Appearance(sex=sex, build=read["build"], height=read["height"], hair_style=style, hair_colour=tint,
                      skin=skin[0] if skin else "", eyes=eyes[0] if eyes else "", facial_hair=read["facial_hair"],
                      features=features, words=tuple(said), hair_words=NOTHING if style else _hair_words(id, one.hair, report))


def _hair_words(id: str, one: schema.Hair, report: Report) -> Words:
    """The writer's words for hair that the artist cannot draw."""
    path = ("cast", id, "appearance", "hair")
    return written(one.style, report.value(*path, "style")) if one.style else written(one.words, report.value(*path))


def _hair(id: str, one: schema.Hair, report: Report) -> tuple[str, str]:
    """Style and colour of hair; either may stay open."""
    path = ("cast", id, "appearance", "hair")
    style = pick("hair", one.style, one.words)
    if one.style and not pick("hair", one.style):
        report.undrawn(one.style, "hair", "the style is cast freely", *path, "style")
    if one.colour:
        tint = report.colours([one.colour], *path, "colour", name="hair_colours")
    else:
        tint = colours_in(one.words, "hair_colours") or colours_in(one.words)
    if one.words and not style and not tint:
        report.undrawn(one.words, "hair", "the hair is cast freely", *path)
    return style, tint[0] if tint else ""


def _outfit(id: str, key: str, one: schema.Outfit, report: Report) -> Outfit:
    """One outfit. Colours, pattern and accessories may stand in its words too."""
    path = ("cast", id, "wardrobe", key)
    words = one.outfit
    garment = pick("garments", words)
    if not garment:
        report.undrawn(words, "garments", "everyday clothes are drawn", *path, "outfit")
    pattern = pick("patterns", one.pattern, words)
    if one.pattern and not pick("patterns", one.pattern):
        report.undrawn(one.pattern, "patterns", "it is drawn plain", *path, "pattern")
    for index, accessory in enumerate(one.accessories):
        if not pick("accessories", accessory):
            report.undrawn(accessory, "accessories", "it is left out", *path, "accessories", index)
    colours = report.colours(one.colours, *path, "colours") or colours_in(words)
    worn = pick_all("accessories", one.accessories) or _beside(words, garment)
    said = [written(each, report.value(*path, "accessories", index)) for index, each in enumerate(one.accessories)]
    if one.pattern and not pick("patterns", one.pattern):
        said.append(written(one.pattern, report.value(*path, "pattern")))
    return Outfit(garment=garment, colours=colours, pattern=pattern, accessories=worn,
                  words=written(words, report.value(*path, "outfit")), worn=tuple(said), span=report.key(*path))


def _beside(words: str, garment: str) -> tuple[str, ...]:
    """Accessories that the words of an outfit name outside the name of the garment itself."""
    taken = [(one.start, one.end) for one in vocabulary("garments").matches(words) if one.id == garment]
    found = (one for one in vocabulary("accessories").matches(words)
             if not any(start < one.end and one.start < end for start, end in taken))
    return tuple(dict.fromkeys(one.id for one in found))


def _marks(id: str, marks: Sequence[str], report: Report) -> tuple[str, ...]:
    """The marks that somebody has from the start; of those that the artist does not know, the words."""
    for index, words in enumerate(marks):
        if not pick("marks", words):
            report.undrawn(words, "marks", "it is left out", "cast", id, "starts", "marks", index)
    found = (one for words in marks for one in pick_all("marks", [words]) or (words,))
    return tuple(dict.fromkeys(one for one in found if one != "none"))


def _voices(id: str, one: schema.Character, report: Report) -> dict[str, str]:
    """The voices given, by language. A bare voice speaks its own language."""
    voices = vocabulary("voices").entries
    given: dict[str, str] = {}
    for language, voice in one.voice.items():
        own = str(voices[voice]["language"])
        if language and language != own:
            able = ", ".join(f"`{name}`" for name, data in voices.items() if data["language"] == language)
            report.add("D316", f"`{voice}` does not speak {vocabulary('languages').entries[language]['label']}",
                       report.value("cast", id, "voice", language), f"one of {able}")
            continue
        given[own] = voice
    return given


def _clips(id: str, one: schema.Character, report: Report) -> tuple[Clip, ...]:
    """The recordings of somebody's voice, not yet looked at."""
    return tuple(Clip(clip.file, "", clip.words, clip.language, clip.emotion, report.value("cast", id, "clips", index))
                 for index, clip in enumerate(one.clips))
