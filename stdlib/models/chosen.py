"""The models that a target names, by what they are for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..read import data
from .catalogue import STANDARD, Catalogue
from .read import Manifest, manifest
from .served import BACKEND, SERVED, USUAL, kinds, served

ROLES = ("keyframe", "video", "upscale", "interpolate", "lipsync")


@dataclass(frozen=True, slots=True)
class Models:
    """The models of one target. `still` makes pictures from words, `keyframe` puts people into them; they are mostly the same.
    None: that step is not made by a model. `readers` are those that read words for the others, by the name that these give."""

    still: Manifest
    keyframe: Manifest
    video: Manifest | None = None
    upscale: Manifest | None = None
    interpolate: Manifest | None = None
    lipsync: Manifest | None = None
    readers: Mapping[str, Manifest] = field(default_factory=dict)

    def reader(self, model: Manifest) -> Manifest | None:
        """The model that reads the words of `model`, where that can be done apart."""
        return self.readers.get(model.text)

    def reads(self, what: str) -> frozenset[str]:
        """The languages of stdlib that every model reads which makes a `picture` (the stills), or a `video`; English only where
        nothing is known of one."""
        made = (self.still, self.keyframe) if what == "picture" else (self.video,)
        read = [one.languages_read for one in made if one is not None]
        return frozenset.intersection(*read) if read else frozenset(("en",))

    def framing(self, pictured: bool) -> Manifest:
        """The model of a keyframe, which is `pictured` where there are pictures of people or the set to make it of: without any,
        it is none that makes no picture from words alone."""
        return self.keyframe if pictured or self.keyframe.from_words is not False else self.still

    def every(self) -> tuple[Manifest, ...]:
        """All of them, each once, those that read words too."""
        found = (self.still, self.keyframe, self.video, self.lipsync, self.upscale, self.interpolate, *self.readers.values())
        return tuple({one.id: one for one in found if one is not None}.values())


def chosen(options: Mapping[str, str], known: Catalogue = STANDARD) -> Models | None:
    """The models named in a target's `options` by role, of those that are `known`; other names are passed over. None where
    neither still nor moving pictures are made by a model. A target that names only a `video` model takes its first pictures from
    the usual keyframe model, and so does one whose keyframe model makes none from words alone. With `picture: openai_media`
    stills and clips are made by media servers, of the kind `server`; it takes the usual keyframe model where it names none at
    all."""
    found = {role: known.of_role(role, options.get(role, "")) for role in ROLES}
    keyframe, video = found["keyframe"], found["video"]
    asked = options.get("picture") == BACKEND
    if keyframe is None and video is None and not asked:
        return None
    usual = manifest(str(data("lowering")["keyframe"]))
    assert usual is not None  # our own data, which a test looks for
    keyframe = keyframe or usual
    still = usual if keyframe.from_words is False else keyframe
    server = options.get("server", USUAL)
    server = server if server in kinds() else USUAL

    def run(model: Manifest) -> Manifest:
        return served(model, server) if (asked or model.backend == BACKEND) and model.role in SERVED else model

    made = (run(still), run(keyframe), run(video) if video else None)
    read = {one.text: known.find(one.text) for one in made if one is not None and one.text}
    readers = {name: reader for name, reader in read.items() if reader is not None}
    return Models(*made, found["upscale"], found["interpolate"], found["lipsync"], readers)
