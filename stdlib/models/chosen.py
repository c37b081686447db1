"""The models that a target names, by what they are for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..read import data
from .catalogue import STANDARD, Catalogue
from .read import Manifest, manifest

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


def chosen(options: Mapping[str, str], known: Catalogue = STANDARD) -> Models | None:
    """The models named in a target's `options` by role, of those that are `known`; other names are passed over. None where
    neither still nor moving pictures are made by a model. A target that names only a `video` model takes its
    first pictures from the usual keyframe model, and so does one whose keyframe model makes none from words alone."""
    found = {role: known.of_role(role, options.get(role, "")) for role in ROLES}
    keyframe, video = found["keyframe"], found["video"]
    if keyframe is None and video is None:
        return None
    usual = manifest(str(data("lowering")["keyframe"]))
    assert usual is not None  # our own data, which a test looks for
    keyframe = keyframe or usual
    still = usual if keyframe.from_words is False else keyframe
    read = {one.text: known.find(one.text) for one in (still, keyframe, video) if one is not None and one.text}
    readers = {name: reader for name, reader in read.items() if reader is not None}
    return Models(still, keyframe, video, found["upscale"], found["interpolate"], found["lipsync"], readers)
