"""The series bible as plain data, after the schema has been checked and defaults filled in.

Keys of the mappings are the names that the bible declares (`LIN YUE`). Words that the pictures and voices understand
(`hair_style`, `garment`, `built` …) are stdlib ids; `words` beside them keeps what
the writer wrote, for prompts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from ...stdlib.models import STANDARD, Catalogue, Manifest
from ..base.nodes import node
from ..base.source import NOWHERE, Span
from .wording import NOTHING, Terms, Words


@node
class Appearance:
    """How a person looks. Ids of stdlib: `build` slight, average, broad, heavy; `hair_style` of `hair`; colours are
    `#rrggbb`. Empty means: not said, the artist may choose (stable, from the character's name). `words` are the writer's: the
    features, and what the artist has no id for; `hair_words` those of hair for whose style there is none."""

    sex: str = ""
    build: str = ""
    height: str = ""
    hair_style: str = ""
    hair_colour: str = ""
    skin: str = ""
    eyes: str = ""
    facial_hair: str = ""
    features: tuple[str, ...] = ()
    words: tuple[Words, ...] = ()
    hair_words: Words = NOTHING


@node
class Outfit:
    """One entry of a wardrobe. `garment` of stdlib `garments`; `pattern` of `patterns`; `accessories` of `accessories`. `words`
    are the writer's for the outfit, `worn` those for what goes with it."""

    garment: str
    colours: tuple[str, ...] = ()
    pattern: str = ""
    accessories: tuple[str, ...] = ()
    words: Words = NOTHING
    worn: tuple[Words, ...] = ()
    span: Span = field(default=NOWHERE, compare=False)


@node
class Clip:
    """A recording of somebody's voice in the project: its `file` from the project's folder on, the digest of its bytes, what is
    said in it, in which language and in which emotion (an id of stdlib); empty where that is not told."""

    file: str
    sha256: str
    words: str = ""
    language: str = ""
    emotion: str = ""
    span: Span = field(default=NOWHERE, compare=False)


@node
class Character:
    """One of the cast. `wearing` is the first of the wardrobe where nothing is said; of several outfits, they are then
    `undressed`. `voice` maps a language to a stdlib voice id (`std/young-woman-low`). `same_person` is the cast id
    of whom this is another age; empty: nobody's. `aged` says that the bible gives the age. `clips` are recordings that
    engines which clone voices are given."""

    id: str
    aliases: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    age: int = 30
    appearance: Appearance = Appearance()
    wardrobe: Mapping[str, Outfit] = field(default_factory=dict)
    wearing: str = ""
    holds: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    voice: Mapping[str, str] = field(default_factory=dict)
    pronouns: tuple[str, ...] = ()
    likeness: str = ""
    same_person: str = ""
    aged: bool = False
    undressed: bool = False
    clips: tuple[Clip, ...] = ()
    span: Span = field(default=NOWHERE, compare=False)


@node
class Place:
    """A location. `kind` of stdlib `places` (shrine, office, street …); `light` of `lights`; `interior` True or False. `words`
    are the writer's for the place, `things` those for its features and its light."""

    id: str
    aliases: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    interior: bool = True
    kind: str = ""
    light: str = ""
    weather: str = ""
    colours: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    words: Words = NOTHING
    things: tuple[Words, ...] = ()
    span: Span = field(default=NOWHERE, compare=False)


@node
class Prop:
    """A thing that matters. `shape` of stdlib `props` (disc, letter, ring, sword …)."""

    id: str
    aliases: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    shape: str = ""
    colours: tuple[str, ...] = ()
    words: Words = NOTHING
    span: Span = field(default=NOWHERE, compare=False)


@node
class Look:
    """A visual style. `grade` of stdlib `grades`; empty `weather` leaves the heading's; `grain` 0 to 1."""

    id: str
    grade: str = "neutral"
    weather: str = ""
    grain: float = 0.0
    vignette: float = 0.5
    palette: tuple[str, ...] = ()
    span: Span = field(default=NOWHERE, compare=False)


@node
class Target:
    """Which backends make what, and at which quality (`draft`, `preview`, `final`). `vram` gigabytes of GPU memory are what its
    machines have, 0 where nobody said; `tiny`: its models at their smallest, with random weights."""

    id: str
    picture: str = "animatic"
    voice: str = "kokoro"
    quality: str = "preview"
    options: Mapping[str, str] = field(default_factory=dict)
    vram: float = 0.0
    tiny: bool = False
    span: Span = field(default=NOWHERE, compare=False)


@node
class Series:
    """Facts of the whole series. `names` are its title in other languages; `format` of stdlib `formats`, `profile` of
    `profiles`, empty where none was chosen; `release` commercial or private, empty where nobody said."""

    title: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    language: str = "en"
    dubs: tuple[str, ...] = ()
    subtitles: tuple[str, ...] = ()
    format: str = "vertical"
    profile: str = ""
    look: str = ""
    release: str = ""
    span: Span = field(default=NOWHERE, compare=False)


@node
class Parameter:
    """What a macro must be given, or a variable holds: a name of a character, place, prop, look or sound; words; a
    number; or seconds (`3s`). `default` is used when nothing is given; empty: something must be."""

    name: str
    type: str = "words"
    default: str = ""


@node
class Macro:
    """A piece of script with holes (`{a}`), which `[[use: …]]` puts in place. `span` is where it is declared, NOWHERE
    for one of the standard library."""

    id: str
    body: str
    parameters: tuple[Parameter, ...] = ()
    help: str = ""
    span: Span = field(default=NOWHERE, compare=False)


@node
class VariantKey:
    """What versions of the series differ in: a key (`ending`), its values, and which one is made when nobody asks
    (empty: none, and text of that key is left out)."""

    id: str
    values: tuple[str, ...]
    default: str = ""
    span: Span = field(default=NOWHERE, compare=False)


@node
class Bible:
    """The whole bible. `inferred` when there was none and cast and places were read off the scripts; `partial` when a part
    of it could not be read, so that a name which is not here may well be declared. `prices` are the series' own, in the
    currency of its budget; `budget_at` says where each key of `budget` stands. `models` are the series' own manifests, by id.
    `terms` are what its words are in English."""

    series: Series = Series()
    cast: Mapping[str, Character] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    props: Mapping[str, Prop] = field(default_factory=dict)
    looks: Mapping[str, Look] = field(default_factory=dict)
    targets: Mapping[str, Target] = field(default_factory=dict)
    extras: tuple[str, ...] = ()
    say: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    glossary: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    facts: tuple[str, ...] = ()
    lint: Mapping[str, str] = field(default_factory=dict)
    budget: Mapping[str, str | float] = field(default_factory=dict)
    prices: Mapping[str, Any] = field(default_factory=dict)
    budget_at: Mapping[str, Span] = field(default_factory=dict, compare=False)
    macros: Mapping[str, Macro] = field(default_factory=dict)
    variables: Mapping[str, Parameter] = field(default_factory=dict)
    variants: Mapping[str, VariantKey] = field(default_factory=dict)
    models: Mapping[str, Manifest] = field(default_factory=dict)
    terms: Terms = Terms()
    inferred: bool = False
    partial: bool = False

    @property
    def catalogue(self) -> Catalogue:
        """All models that the series knows."""
        return Catalogue(self.models) if self.models else STANDARD
