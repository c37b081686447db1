"""The form of a series' own manifest (`models/NAME.yaml`): the keys of the standard library's, and `like`.

What each key means to the compiler stands at `stdlib.models.Manifest`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from .forms import Language, Languages, Text, Texts, Voice
from .strict import Model
from .written import mapping, plain_data

Count = Annotated[int, Field(ge=0)]
Some = Annotated[int, Field(ge=1)]
Amount = Annotated[float, Field(ge=0)]
Data = Annotated[Any, AfterValidator(plain_data)]
Facts = Annotated[dict[Text, Data], BeforeValidator(mapping)]


class Clips(Model):
    """Which numbers of frames a clip may have.

    step: They are this number times any whole number …
    plus: … and this many more.
    usual: As many are made at a time.
    shortest: Seconds.
    longest: Seconds.
    """

    step: Some = 1
    plus: Count = 0
    usual: Count = 0
    shortest: Amount = 0.0
    longest: Amount = 0.0


class Known(Model):
    """How long it took somebody.

    seconds: How long.
    frames: Of how many frames.
    hardware: On what: `one H100`.
    source: Who says so.
    steps: In how many steps.
    width: In pixels.
    height: In pixels.
    guess: Nobody says so; `source` tells from what it is guessed.
    """

    seconds: Amount
    frames: Some
    hardware: Text
    source: Text
    steps: Count = 0
    width: Count = 0
    height: Count = 0
    guess: bool = False


class Licence(Model):
    """Under what terms its weights are to be had; a bare text is its `name`.

    name: What it is called: `Apache-2.0`.
    commercial: Whether what is made may be sold.
    conditions: Under what conditions, where there are some.
    url: Where to read it.
    source: Who says so.
    """

    SHORT = "name"
    name: Text
    commercial: bool | None = None
    conditions: Text = ""
    url: Text = ""
    source: Text = ""


class Memory(Model):
    """Gigabytes of GPU memory; a bare number is its `gigabytes`.

    gigabytes: With everything on the GPU, at the peak.
    components: With one part of it at a time on the GPU.
    groups: With a few layers at a time.
    sequential: With one layer at a time.
    source: Who says so.
    """

    SHORT = "gigabytes"
    gigabytes: Amount = 0.0
    components: Amount = 0.0
    groups: Amount = 0.0
    sequential: Amount = 0.0
    source: Text = ""


class Weights(Model):
    """How much there is to load; a bare number is its `gigabytes`.

    gigabytes: Of weights.
    seconds: That loading them takes.
    source: Who says so.
    """

    SHORT = "gigabytes"
    gigabytes: Amount = 0.0
    seconds: Amount = 0.0
    source: Text = ""


class Hub(Model):
    """Where its weights come from; a bare text is its `repo`.

    repo: A repository of the hub: `organisation/name`.
    revision: The commit.
    parts: The folders that are needed, where not all are.
    """

    SHORT = "repo"
    repo: Text
    revision: Text = ""
    parts: Texts = ()


class Reads(Model):
    """Which languages it reads; a bare list is its `languages`.

    languages: The languages in which it can be told something; English must be one of them.
    source: Who says so.
    """

    LIST = "languages"
    languages: Languages
    source: Text = ""


Role = Literal["keyframe", "video", "text", "lipsync", "upscale", "interpolate", "voice"]


class ManifestForm(Model):
    """What one model makes, and how it is called.

    like: The model that it is like: whatever is not written here is as it is there.
    label: Its name as people say it.
    aliases: Other names for it.
    role: What it makes.
    frames: Which numbers of frames a clip may have.
    fps: Frames a second of a clip.
    multiple: What width and height have to be multiples of.
    area: The most pixels of one picture.
    references: How many pictures of people and things it takes.
    faces: How many people it holds apart in one picture.
    lipsync: Whether lips follow a voice.
    audio: Whether it makes sound.
    chains: Whether a clip can go on from the one before.
    edits: Whether it changes a given picture by words.
    from_words: Whether it makes a picture from words alone.
    starts: Whether a clip is made from its first picture, or from both first and last.
    text: The model that reads its words, where that can be done apart.
    tokens: How many tokens it reads.
    reads: Which languages it reads.
    dialect: How it wants to be told: prose or tags.
    steps: Of a picture or a clip.
    angles: Angles that it cannot draw, with what is drawn instead.
    needs: Python packages beside those of every model.
    licence: Under what terms its weights are to be had.
    vram: GPU memory.
    load: How much there is to load.
    time: How long it took somebody.
    profile: How it is computed: precision, placement, attention, tiling …
    backend: What runs it: `diffusers` or `command`.
    adapter: The code that calls it.
    call: Arguments for its pipeline.
    hub: Where its weights come from.
    revision: The commit, where `hub` does not say it.
    weights: The digest of its files: `sha256:…`.
    languages: The languages that it speaks, each with what it calls it itself.
    clones: Whether it speaks in the voice of a clip.
    instructs: Whether it is told in words how to speak.
    speakers: Which of its own speakers stands for a voice of dramac: `{std/girl: p250}`.
    tiny: The random weights that stand for it in `build --tiny`, where those of its adapter are made otherwise.
    source: Where all this comes from.
    as_of: When that was so.
    """

    like: Text = ""
    label: Text = ""
    aliases: Texts = ()
    role: Role | Literal[""] = ""
    frames: Clips = Clips()
    fps: Count = 0
    multiple: Some = 1
    area: Count = 0
    references: Count | None = None
    faces: Count | None = None
    lipsync: bool | None = None
    audio: bool | None = None
    chains: bool | None = None
    edits: bool | None = None
    from_words: bool | None = None
    starts: Literal["first", "both"] = "first"
    text: Text = ""
    tokens: Count = 0
    reads: Reads | None = None
    dialect: Literal["prose", "tags", ""] = ""
    steps: Count = 0
    angles: Annotated[dict[Text, Text], BeforeValidator(mapping)] = {}
    needs: Texts = ()
    licence: Licence | None = None
    vram: Memory | None = None
    load: Weights | None = None
    time: Known | None = None
    profile: Facts = {}
    backend: Text = ""
    adapter: Text = ""
    call: Facts = {}
    hub: Hub | None = None
    revision: Text = ""
    weights: Text = ""
    languages: Annotated[dict[Language, Text], BeforeValidator(mapping)] = {}
    clones: bool | None = None
    instructs: bool | None = None
    speakers: Annotated[dict[Voice, Text], BeforeValidator(mapping)] = {}
    tiny: Text = ""
    source: Text
    as_of: Text = ""
