"""Fills in places and props: the kind of set, its colours and features, the shape of a thing."""

from __future__ import annotations

from collections.abc import Mapping

from ...stdlib import vocabulary
from ..base.nodes import replace
from .infer import guess_place, tells_era
from .nodes import Bible, Place, Prop
from .words import pick, three

_PLAIN: Mapping[tuple[str, bool], str] = {
    ("modern", True): "living-room", ("modern", False): "street",
    ("period", True): "hall", ("period", False): "courtyard",
}


def era_of(bible: Bible) -> str:
    """`period` or `modern`: what most places are, those whose words are of one age only (a shrine, an office) before all
    others; where they do not tell, the first outfit that does; else modern."""
    places, garments = vocabulary("places").entries, vocabulary("garments").entries
    known = [(tells_era(one.words.own or one.id), places[one.kind]["era"]) for one in bible.places.values() if one.kind in places]
    for telling in (True, False):
        period, modern = known.count((telling, "period")), known.count((telling, "modern"))
        if period != modern:
            return "period" if period > modern else "modern"
    worn = (outfit.garment for one in bible.cast.values() for outfit in one.wardrobe.values())
    return next((str(garments[garment]["era"]) for garment in worn if garment in garments), "modern")


def plain_place(era: str, interior: bool) -> str:
    """The kind of place that stands for one of which nothing is known."""
    return _PLAIN[era, interior]


def fill_place(one: Place, era: str) -> Place:
    """The place with a kind, three colours and features. `light` stays empty where it follows the time of day: see
    `light` in the stdlib vocabulary `places`."""
    kind = guess_place(one.interior, one.words.own, one.id, *one.names.values(), *one.aliases, era=era) if one.kind else ""
    kind = kind or one.kind or plain_place(era, one.interior)
    usual = vocabulary("places").entries[kind]
    return replace(one, kind=kind, colours=three(one.colours or usual["colours"]),
                   features=one.features or tuple(usual["features"]))


def fill_prop(one: Prop) -> Prop:
    """The prop with a shape and three colours."""
    shape = one.shape or pick("props", one.words.own, one.id, *one.names.values()) or "thing"
    given = one.colours or tuple(vocabulary("props").entries[shape]["colours"])
    return replace(one, shape=shape, colours=three(given))
