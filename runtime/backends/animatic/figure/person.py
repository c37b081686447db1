"""What a costume says about a person, resolved into proportions and colours that the drawing parts share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from .. import canvas as ink


@dataclass(frozen=True, slots=True)
class Tones:
    """One material in its shades: `base`, in `shade` and `deep` shadow, lit `light`, its contour `line`."""

    base: str
    shade: str
    deep: str
    light: str
    line: str


@dataclass(frozen=True, slots=True)
class Person:
    """A costume as numbers. Lengths are in hundredths of a head (du); factors are about 1."""

    age: int
    woman: bool
    skin: Tones
    hair: Tones
    iris: str
    lip: str
    brow: str
    hair_style: str
    facial_hair: str
    features: frozenset[str]
    garment: str
    colours: tuple[str, str, str]
    pattern: str
    accessories: frozenset[str]
    marks: frozenset[str]
    jaw: float
    cheek: float
    width: float
    chin: float
    bulk: float
    shoulder: float
    waist: float
    hip: float
    stature: float
    neck: float
    eye: float
    lines: float
    variant: int

    @property
    def child(self) -> bool:
        """Under twelve: a round head on a small body."""
        return self.age < 12


_BULK = {"slight": 0.92, "average": 1.0, "broad": 1.07, "heavy": 1.2}
_STATURE = {"short": 0.95, "average": 1.0, "tall": 1.05}
_SKIN, _HAIR, _EYES = "#f0cdb4", "#1d1a1b", "#3d2a20"


def person_of(costume: Mapping[str, Any]) -> Person:
    """The person that wears `costume` (SHOT.figures[].costume); missing entries take the plainest value."""
    said = _Costume(costume)
    age, woman = said.age(), said.word("sex", "f") != "m"
    build = said.word("build", "average")
    bulk = _BULK.get(build, 1.0)
    features, marks = said.words("features"), said.words("marks")
    skin = _skin(said.colour("skin", _SKIN), features)
    hair = _hair(said.colour("hair_colour", _HAIR))
    child, teen = age < 12, 12 <= age < 18
    round_face = "round-face" in features
    youth = 1.0 if child else 0.35 if teen else 0.0
    man = 0.0 if woman or child else 0.55 if teen else 1.0
    return Person(
        age=age,
        woman=woman,
        skin=skin,
        hair=hair,
        iris=said.colour("eyes", _EYES),
        lip=_lip(skin.base, woman, age),
        brow=_brow(hair.base, age),
        hair_style=said.word("hair_style", "long" if woman else "short"),
        facial_hair="none" if woman or age < 15 else said.word("facial_hair", "none"),
        features=features,
        garment=said.word("garment", "dress" if woman else "suit"),
        colours=said.three(),
        pattern=said.word("pattern", "plain"),
        accessories=said.words("accessories"),
        marks=marks,
        jaw=man * (0.72 + 0.5 * (bulk - 0.92) / 0.28) - (0.35 if "fox-eyes" in features and woman else 0.0),
        cheek=0.9 * youth + (0.9 if round_face else 0.0) + max(0.0, bulk - 1.0) * 5 - (0.5 if bulk < 0.95 else 0.0),
        width=1.0 + 0.015 * man + (0.03 if round_face else 0.0) + 0.02 * youth,
        chin=1.4 * man - (2.6 if woman and age >= 12 else 0.0) - 4.6 * youth + (-1.5 if round_face else 0.0),
        bulk=bulk,
        shoulder=_shoulder(woman, age) * (0.6 + 0.4 * bulk),
        waist=(27.0 if woman else 40.0) * bulk**1.6 * (0.82 if child else 1.0) + max(0, age - 45) * 0.1,
        hip=(41.0 if woman else 40.0) * bulk**1.2 * (0.8 if child else 1.0),
        stature=_stature(age, woman) * _STATURE.get(said.word("height", "average"), 1.0),
        neck=(12.6 if woman else 16.6) * (0.6 + 0.4 * bulk) * (0.8 if child else 0.92 if teen else 1.0),
        eye=1.0 + 0.16 * youth - (0.07 if age >= 60 else 0.0),
        lines=min(1.0, max(0.0, (age - 36) / 34)),
        variant=said.variant(),
    )


def _shoulder(woman: bool, age: int) -> float:
    grown = 63.0 if woman else 80.0
    return 52.0 if age < 12 else (0.5 * grown + 31.0 if age < 18 else grown)


def _stature(age: int, woman: bool) -> float:
    """Standing height in heads: 7.2 for the grown, 5.2 to 6 for a child, a little less for the old."""
    if age < 12:
        return 4.6 + 0.13 * min(11, max(4, age))
    if age < 18:
        return 6.7
    return (7.05 if woman else 7.3) - (0.25 if age >= 68 else 0.0)


def _skin(base: str, features: frozenset[str]) -> Tones:
    if "pale" in features:
        base = ink.mix(base, "#f6efec", 0.5)
    return Tones(
        base,
        ink.multiply(base, "#e2aca6"),
        ink.multiply(base, "#b97b7c"),
        ink.mix(base, "#fff4e2", 0.42),
        ink.multiply(base, "#8a4a4a"),
    )


def _hair(base: str) -> Tones:
    dark = ink.luma(base) < 0.28
    light = ink.mix(base, "#97a6d2", 0.4) if dark else ink.lighten(ink.saturate(base, 1.1), 0.32)
    return Tones(base, ink.mix(base, "#0b0818", 0.38), ink.mix(base, "#07050f", 0.62), light, ink.mix(base, "#080510", 0.72))


def _lip(skin: str, woman: bool, age: int) -> str:
    if woman and age >= 14:
        return ink.mix(ink.multiply(skin, "#e88a8c"), "#c22c40", 0.5 if age < 60 else 0.3)
    return ink.multiply(skin, "#dc938c")


def _brow(hair: str, age: int) -> str:
    if ink.luma(hair) > 0.6:
        return ink.mix(hair, "#6b5444", 0.45) if age < 55 else ink.mix(hair, "#8d8a8a", 0.25)
    return ink.mix(hair, "#2a1612", 0.3)


class _Costume:
    """The costume dictionary read forgivingly: a plan may leave out what does not matter to it."""

    def __init__(self, costume: Mapping[str, Any]) -> None:
        self._said = costume

    def word(self, key: str, default: str) -> str:
        return str(self._said.get(key) or default)

    def words(self, key: str) -> frozenset[str]:
        return frozenset(str(word) for word in self._said.get(key) or ())

    def variant(self) -> int:
        """A fixed number for the person (not for the clothes) that settles what a costume leaves open."""
        own = [str(self._said.get(key, "")) for key in ("sex", "build", "height", "hair_colour", "skin", "eyes")]
        return crc32("|".join([*own, str(self.age() // 10), *sorted(self.words("features"))]).encode())

    def age(self) -> int:
        return int(self._said.get("age") or 28)

    def colour(self, key: str, default: str) -> str:
        value = str(self._said.get(key) or default)
        return value if _is_colour(value) else default

    def three(self) -> tuple[str, str, str]:
        said = [str(c) for c in self._said.get("colours") or () if _is_colour(str(c))]
        main = said[0] if said else "#5a6472"
        second = said[1] if len(said) > 1 else ink.mix(main, "#f0ece2", 0.75)
        return main, second, said[2] if len(said) > 2 else ink.mix(second, "#c9a04a", 0.5)


def _is_colour(value: str) -> bool:
    try:
        ink.channels(value)
    except ValueError:
        return False
    return True
