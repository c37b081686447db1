"""The form of the bible: which keys stand where and what their values look like.

Every scalar arrives as the text that was written, so numbers are parsed here and words are never turned into numbers.
Short forms (`hair: long black`, `outfit` alone, a single alias) are brought into the long form before they are checked.

A class says in its docstring what its keys mean, one a line; `published` shows these words in editors. A bible that is
plainly right never gets here: `light` reads it by `shapes`, which is made of these classes; a form that `shapes` does not
follow costs every check that reads it anew a fifth of a second.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from .clip_form import Clip
from .forms import (
    Body,
    Format,
    Grade,
    Language,
    Languages,
    Names,
    OwnLanguage,
    Profile,
    Setting,
    Sex,
    Share,
    Text,
    Texts,
    Voice,
    Weather,
    Word,
)
from .manifest_form import ManifestForm
from .strict import Model
from .written import by_language, clip_list, fact_list, listed, mapping, one_voice


class Series(Model):
    """Facts of the whole series.

    title: The title, in the series' own language.
    names: The title in other languages.
    language: The language of the scripts.
    dubs: Other languages that can be built.
    subtitles: The rows to show; by default the language of the voices, and that of the scripts below it.
    format: The size of the picture.
    profile: The platform whose norms the story and its craft are held to; without one they are not judged.
    look: The style of scenes that name none.
    release: `commercial` where money is made with it, else `private`: models may be used for the one and not for the other.
    """

    title: Text = ""
    names: Names = {}
    language: Language = "en"
    dubs: Languages = ()
    subtitles: Languages = ()
    format: Format = "vertical"
    profile: Profile = ""
    look: Text = ""
    release: Literal["commercial", "private", ""] = ""


class Hair(Model):
    """Hair, as words or as style and colour.

    words: Style and colour in free words: `long black`.
    style: How it is cut or worn.
    colour: A word or `#rrggbb`.
    """

    SHORT: ClassVar[str] = "words"
    words: Text = ""
    style: Text = ""
    colour: Text = ""


class Appearance(Model):
    """How somebody looks. What is left open is chosen from the name, always in the same way.

    sex: `f` or `m`.
    build: How heavy.
    height: How tall.
    hair: Free words, or style and colour.
    skin: A word or `#rrggbb`.
    eyes: Their colour: a word or `#rrggbb`.
    facial_hair: A beard or moustache.
    features: What else one remembers: scars, freckles, glasses.
    """

    sex: Sex = ""
    build: Text = ""
    height: Text = ""
    hair: Hair = Hair()
    skin: Text = ""
    eyes: Text = ""
    facial_hair: Text = ""
    features: Texts = ()


class Outfit(Model):
    """One outfit; a bare text is its `outfit`.

    outfit: What is worn, in free words; the garment is found in them.
    colours: Main, second and trim colour.
    pattern: What is printed or woven on it.
    accessories: What is worn with it.
    """

    SHORT: ClassVar[str] = "outfit"
    outfit: Text
    colours: Texts = ()
    pattern: Text = ""
    accessories: Texts = ()


class Starts(Model):
    """How a character enters the series.

    wearing: A key of the wardrobe; the first of it by default.
    holds: Props that they hold.
    marks: Wounds, dirt or tears that they bear.
    """

    wearing: Text = ""
    holds: Texts = ()
    marks: Texts = ()


class Rights(Model):
    """On what ground a likeness is used.

    likeness: Where the face comes from.
    """

    likeness: Literal["synthetic", "consent", "licensed", "public_domain", ""] = ""


class Character(Model):
    """Somebody of the cast.

    aliases: Other names in cues and prose.
    names: The name in other languages; scripts find it too.
    age: In years.
    same_person: Of whom this is another age: YOUNG LIN is LIN YUE. What is left open is theirs.
    sex: `f` or `m`; may stand under `appearance` too.
    appearance: How they look.
    wardrobe: Their outfits by name; `[[wears: NAME = outfit]]` changes them.
    starts: What they wear and hold when the series begins.
    voice: A voice, or one for each language.
    clips: Recordings of their voice, for engines that can speak like somebody.
    pronouns: `she/her`, `he/him` …: whom a pronoun in action means.
    rights: On what ground the likeness is used.
    """

    aliases: Texts = ()
    names: Names = {}
    age: Annotated[int, Field(ge=0, le=120)] | None = None
    same_person: Text = ""
    sex: Sex = ""
    appearance: Appearance = Appearance()
    wardrobe: Annotated[dict[Text, Outfit], BeforeValidator(mapping)] = {}
    starts: Starts = Starts()
    voice: Annotated[dict[OwnLanguage, Voice], BeforeValidator(one_voice)] = {}
    clips: Annotated[tuple[Clip, ...], BeforeValidator(clip_list)] = ()
    pronouns: Texts = ()
    rights: Rights = Rights()


class Place(Model):
    """A place; a bare text says how it is `built`.

    aliases: Other names in headings.
    names: The name in other languages.
    setting: Inside or outside.
    built: What it is, in free words; the kind of place is found in them.
    light: What lights it; by default the time of day.
    weather: Seen through doors and windows, and heard.
    colours: Up to three colours.
    features: What stands in it.
    """

    SHORT: ClassVar[str] = "built"
    aliases: Texts = ()
    names: Names = {}
    setting: Setting = ""
    built: Text = ""
    light: Text = ""
    weather: Weather = ""
    colours: Texts = ()
    features: Texts = ()


class Prop(Model):
    """A thing that is handed about; a bare text is how it `looks`.

    aliases: Other names in prose and directives.
    names: The name in other languages.
    looks: How it looks, in free words; its shape is found in them.
    shape: What it is drawn as.
    colours: Up to three colours.
    """

    SHORT: ClassVar[str] = "looks"
    aliases: Texts = ()
    names: Names = {}
    looks: Text = ""
    shape: Text = ""
    colours: Texts = ()


class Look(Model):
    """A visual style; a bare text is its `grade`.

    grade: The colour grade.
    weather: Weather in every scene of this look.
    grain: Film grain, 0 to 1.
    vignette: Darkened corners, 0 to 1.
    palette: Colours that the look leans to.
    """

    SHORT: ClassVar[str] = "grade"
    grade: Grade = "neutral"
    weather: Weather = ""
    grain: Share = 0.0
    vignette: Share = 0.5
    palette: Texts = ()


class Target(Model):
    """With what a film is made.

    picture: The backend that draws.
    server: The kind of media server that is asked, with `picture: openai_media`.
    keyframe: The model of still pictures.
    video: The model of moving pictures.
    voice: The backend that speaks.
    voice_model: The model that it speaks with, where it has several.
    upscale: The model that enlarges.
    interpolate: The model that makes frames in between.
    lipsync: The model that moves the mouths.
    music: The backend that plays.
    vram: Gigabytes of GPU memory that its machines have.
    quality: How good it has to be.
    """

    picture: Text = ""
    server: Text = ""
    keyframe: Text = ""
    video: Text = ""
    voice: Text = ""
    voice_model: Text = ""
    upscale: Text = ""
    interpolate: Text = ""
    lipsync: Text = ""
    music: Text = ""
    vram: Annotated[float, Field(ge=0)] | None = None
    quality: Literal["draft", "preview", "final"] = "preview"


Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Money = Annotated[float, Field(ge=0)]


class Budget(Model):
    """What may be spent.

    currency: Three capital letters.
    per_episode: For one episode.
    per_minute: For one minute of film.
    series: For the whole series.
    """

    currency: Currency = "USD"
    per_episode: Money | None = None
    per_minute: Money | None = None
    series: Money | None = None


class Prices(Model):
    """What work costs you, in the currency of the budget; without these, list prices are reckoned with.

    gpu_hour: An hour of a GPU, whichever it is; 0 for your own.
    gpus: An hour of a GPU, by its name.
    models: A second of moving pictures or lips, a still, a piece of music or a thousand characters, by model.
    takes: How often a shot is made until it is right.
    labour: What people cost for one minute of film.
    rates: How much of a currency one US dollar is.
    """

    gpu_hour: Money | None = None
    gpus: Annotated[dict[Text, Money], BeforeValidator(mapping)] = {}
    models: Annotated[dict[Text, Money], BeforeValidator(mapping)] = {}
    takes: Annotated[int, Field(ge=1, le=20)] | None = None
    labour: Money | None = None
    rates: Annotated[dict[Currency, Money], BeforeValidator(mapping)] = {}


Level = Literal["error", "warning", "hint", "off"]
Code = Annotated[str, StringConstraints(pattern=r"^[DR]\d{3}$")]


class Parameter(Model):
    """What a macro is given; a bare text is its `type`.

    type: What kind of thing it is.
    default: What it is where nothing is given.
    """

    SHORT: ClassVar[str] = "type"
    type: Literal["character", "place", "prop", "look", "sound", "words", "number", "seconds"] = "words"
    default: Text = ""


class Macro(Model):
    """A piece of script with holes; a bare text is its `body`.

    body: Script, with `{name}` where a parameter goes.
    parameters: What `[[use: …]]` gives it.
    help: What it is for, in one line.
    """

    SHORT: ClassVar[str] = "body"
    body: Body
    parameters: Annotated[dict[Word, Parameter], BeforeValidator(mapping)] = {}
    help: Text = ""


class Variable(Model):
    """A word that scripts use as `{{name}}`; a bare text is its `value`.

    type: What kind of thing it is.
    value: What it is until a script sets it.
    """

    SHORT: ClassVar[str] = "value"
    type: Literal["character", "place", "prop", "look", "sound", "words", "number", "seconds"] = "words"
    value: Text = ""


class Choice(Model):
    """What versions of the series differ in; a bare list is its `values`.

    values: The versions that there are.
    default: The version that is made when nobody asks; without one, text of this key is left out.
    """

    LIST: ClassVar[str] = "values"
    values: Annotated[tuple[Word, ...], BeforeValidator(listed)]
    default: Word | Literal[""] = ""


class Document(Model):
    """A series bible of dramac: who and what is in the series.

    series: Title, languages, format.
    cast: Who is in it, by name.
    locations: Where it plays, by the names of scene headings.
    props: Things that are handed about.
    looks: Visual styles by name.
    targets: With what films are made; the first is the default.
    models: Models of its own, by name; each may have a file of its own, `models/NAME.yaml`.
    budget: What may be spent.
    prices: What work costs you.
    extras: Cues that need no declaration: CROWD, GUARD.
    say: Pronunciations: a word and how it sounds, for each language or for the series' own.
    glossary: How terms are translated: a term, and its words by language.
    facts: What can be planted and revealed; without a list any words will do.
    pronouns: Pronouns by character.
    lint: Levels of findings by code.
    profile: As under `series`.
    macros: Pieces of script that repeat.
    variables: Words that scripts fill in.
    variants: What versions of the series differ in.
    """

    series: Series = Series()
    cast: Annotated[dict[Text, Character], BeforeValidator(mapping)] = {}
    locations: Annotated[dict[Text, Place], BeforeValidator(mapping)] = {}
    props: Annotated[dict[Text, Prop], BeforeValidator(mapping)] = {}
    looks: Annotated[dict[Text, Look], BeforeValidator(mapping)] = {}
    targets: Annotated[dict[Text, Target], BeforeValidator(mapping)] = {}
    models: Annotated[dict[Word, ManifestForm], BeforeValidator(mapping)] = {}
    budget: Budget = Budget()
    prices: Prices = Prices()
    extras: Texts = ()
    say: Annotated[dict[OwnLanguage, dict[Text, Text]], BeforeValidator(by_language)] = {}
    glossary: Annotated[dict[Text, Names], BeforeValidator(mapping)] = {}
    facts: Annotated[tuple[Text, ...], BeforeValidator(fact_list)] = ()
    pronouns: Annotated[dict[Text, Texts], BeforeValidator(mapping)] = {}
    lint: Annotated[dict[Code, Level], BeforeValidator(mapping)] = {}
    profile: Profile = ""
    macros: Annotated[dict[Word, Macro], BeforeValidator(mapping)] = {}
    variables: Annotated[dict[Word, Variable], BeforeValidator(mapping)] = {}
    variants: Annotated[dict[Word, Choice], BeforeValidator(mapping)] = {}
