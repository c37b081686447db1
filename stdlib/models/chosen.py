"""The models that a target names, by what they are for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..read import data
from .read import Manifest, manifest
from .served import BACKEND, SERVED, USUAL, kinds, served

ROLES = ("keyframe", "video", "upscale", "interpolate", "lipsync")


@dataclass(frozen=True, slots=True)
class Models:
    """The models of one target. `still` makes pictures from words, `keyframe` puts people into them; they are mostly the same.
    None: that step is not made by a model."""

    still: Manifest
    keyframe: Manifest
    video: Manifest | None = None
    upscale: Manifest | None = None
    interpolate: Manifest | None = None
    lipsync: Manifest | None = None


def chosen(options: Mapping[str, str]) -> Models | None:
    """The models named in a target's `options` by role; names of which nothing is known are passed over. None where neither
    still nor moving pictures are made by a model. A target that names only a `video` model takes its first pictures from the
    usual keyframe model, and so does one whose keyframe model makes none from words alone. With `picture: openai_media` stills
    and clips are made by media servers, of the kind `server`; it takes the usual keyframe model where it names none at all."""
    found = {role: of_role(role, options.get(role, "")) for role in ROLES}
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

    return Models(run(still), run(keyframe), run(video) if video else None, found["upscale"], found["interpolate"],
                  found["lipsync"])


def of_role(role: str, name: str) -> Manifest | None:
    """The manifest of the model `name` if it is one for `role`."""
    found = manifest(name) if name else None
    return found if found is not None and found.role == role else None
