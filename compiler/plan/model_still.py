"""Still pictures by models: encoded words, people's references, plates, keyframes and changes to them.

A keyframe belongs to a setup, not to a shot: two shots from one camera position begin with one picture. What comes and goes
(things in hand, wounds, tears) is a change to that picture, so that the same room and face stay around it; what the
finish does (grade, grain) is no part of it; and tight sizes are cut out of the wider picture (`Window`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...stdlib import data
from ...stdlib.models import Manifest, Models
from ...stdlib.models.tiny import WEIGHTS as TINY
from ..base.digest import seed_of
from ..base.nodes import node, replace
from ..cut.nodes import Costume, Cut, Set, Setup, Shot
from ..prompt.camera import Fresh, Window, closest, unmarked, views
from ..prompt.fit import Part, fitted
from ..prompt.reading import as_read
from ..prompt.still import change, keyframe, plate, reference
from . import stages
from .backends import resource_of, version_of
from .nodes import Input, Task, make_task
from .priors import prior

HOLDER = "diffusers"
"""The backend whose workers hold models."""
_NOTHING = "null"
"""The backend that does all the work of models itself, whatever runs a model elsewhere."""
EMBEDDED = "finisher"
"""The backend of the manifests whose work is done on the processor."""


@node
class Still:
    """A picture that a shot begins with: its task, and the window of it that is seen."""

    task: Task
    window: Window | None


class Stills:
    """Makes the tasks of still pictures for one target; equal parts are keyed once. `pins` are digests of models' weights."""

    def __init__(self, cut: Cut, models: Models, backend: str, pins: Mapping[str, str]) -> None:
        self.models, self._backend, self._pins = models, backend, pins
        self._reads = models.reads("picture")
        maker = models.video or models.keyframe
        self.size = maker.size(cut.width, cut.height)
        self._known: dict[Any, Any] = {}

    def shown(self, shot: Shot, take: int = 1) -> tuple[list[Task], Still]:
        """The tasks behind the first picture of `shot`, in order, and that picture."""
        setup = as_read(shot.setup, self._reads)
        key = ("shown", setup, shot.fresh, take)
        if key not in self._known:
            self._known[key] = self._shown(setup, shot.fresh, take)
        tasks, still = self._known[key]
        own = [replace(task, spans=shot.spans[:1]) for task in tasks]
        return own, still

    def edited(self, still: Task, words: Sequence[Part], label: str) -> list[Task]:
        """The tasks that change the picture `still` by `words`, the picture itself last."""
        model = self.models.keyframe
        tasks, given, params = self.told(words, model)
        width, height = int(still.params["width"]), int(still.params["height"])
        params |= {**self.named(model), "width": width, "height": height, "seed": still.params["seed"]}
        inputs = (Input("picture", still.key, "image"), *given)
        return [*tasks, self.made("keyframe_edit", model, params, inputs, "image", stages.EDIT, 1, width, height, label)]

    def told(self, words: Sequence[Part], model: Manifest) -> tuple[list[Task], tuple[Input, ...], dict[str, Any]]:
        """How `model` is told `words`: encoded by a task of its own where the model's reader can be run apart, else as they
        are. The task if any, the inputs, the parameters."""
        reader = self.models.reader(model)
        text = fitted(words, model.tokens)
        if reader is None:
            return [], (), {"prompt": text}
        key = ("text", text, reader.id, model.tokens)
        if key not in self._known:
            params = {**self.named(reader), "text": text, "tokens": model.tokens}
            self._known[key] = self.made("text_encode", reader, params, (), "embedding", stages.TEXT, 1, 0, 0,
                                         f"words: {text[:48]}")
        task = self._known[key]
        return [task], (Input("prompt", task.key, "embedding"),), {}

    def named(self, model: Manifest) -> dict[str, Any]:
        """Which model makes it, by id and by the digest of its weights, by which code, with which arguments and in how many
        steps: a part of every key. Of one that a media server runs: of which kind the server is, and what the model is called
        there."""
        if model.server:
            more = {"call": {name: value for name, value in model.call.items() if name != "model"}, "steps": model.steps,
                    "adapter": model.adapter if model.starts == "both" else ""}
            name = str(model.call.get("model") or model.hub.get("repo") or model.id)
            return {"model": model.id, "server": model.server, "name": name,
                    **{name: value for name, value in more.items() if value}}
        found: dict[str, Any] = {"model": model.id, "weights": self._weights(model)}
        tiny = model.tiny if model.weights == TINY else ""
        more = {"adapter": model.adapter, "call": dict(model.call), "steps": model.steps, "tiny": tiny}
        return found | {name: value for name, value in more.items() if value}

    def _weights(self, model: Manifest) -> str:
        """The digest of the weights that `model` is held to; what is tiny is never pinned."""
        return model.weights if model.weights == TINY else self._pins.get(model.id, model.weights)

    def made(self, action: str, model: Manifest, params: dict[str, Any], inputs: tuple[Input, ...], output: str, stage: int,
             frames: int, width: int, height: int, label: str) -> Task:
        """A task of `model`. What dramac does itself needs neither a GPU nor a server."""
        own = model.backend == EMBEDDED
        backend = self._backend if self._backend == _NOTHING else model.backend
        return make_task(action, backend, version_of(backend), params, inputs=inputs, outputs=(output,),
                         resource="cpu" if own else resource_of(backend), stage=stage,
                         estimate=prior(model, frames, width, height), label=label, model="" if own else model.id,
                         profile=self._profile(model) if backend == HOLDER else model.profile)

    def _profile(self, model: Manifest) -> dict[str, Any]:
        """How `model` is computed, where its weights are looked for, and which packages it needs."""
        revision = self._pins.get(f"{model.id}/revision") or model.hub.get("revision") or model.revision
        hub = {"repo": str(model.hub.get("repo", "")), "revision": str(revision)}
        more: dict[str, Any] = {"hub": hub if hub["repo"] else None, "needs": list(model.needs)}
        return {**model.profile, **{name: value for name, value in more.items() if value}}

    def _shown(self, setup: Setup, fresh: Fresh, take: int) -> tuple[list[Task], Still]:
        bare, seen, window = views(setup, fresh, edits=bool(self.models.keyframe.edits))
        tasks, picture = self._keyframe(bare, take, _who(setup))
        if seen != bare:
            changed = self.edited(picture, change(bare, seen), f"changed {_who(setup)}")
            return [*tasks, *changed], Still(changed[-1], window)
        return tasks, Still(picture, window)

    def _keyframe(self, setup: Setup, take: int, who: str) -> tuple[list[Task], Task]:
        key = ("keyframe", setup, take)
        if key not in self._known:
            self._known[key] = self._new_keyframe(setup, take, who)
        tasks, picture = self._known[key]
        return list(tasks), picture

    def _new_keyframe(self, setup: Setup, take: int, who: str) -> tuple[list[Task], Task]:
        before, pictures = self.pictured(setup, self.models.keyframe.references)
        model = self.models.framing(bool(pictures))
        tasks, given, params = self.told(keyframe(setup), model)
        width, height = model.size(*self._roomy(setup))
        params |= {**self.named(model), "width": width, "height": height,
                   "seed": seed_of("keyframe", setup, *((take,) if take > 1 else ()))}
        picture = self.made("keyframe", model, params, (*pictures, *given), "image", stages.KEYFRAME, 1, width, height,
                            f"{setup.size.upper()} {who}")
        return [*before, *tasks, picture], picture

    def pictured(self, setup: Setup, limit: int | None) -> tuple[list[Task], tuple[Input, ...]]:
        """The reference pictures that a model is given of `setup`: people in front first, then the plate, `limit` at most."""
        people = [one.costume for one in sorted(setup.figures, key=lambda one: one.foreground)]
        wanted: list[tuple[str, Costume | Setup]] = [(f"person:{at}", one) for at, one in enumerate(people)]
        wanted += [("plate", setup)] if setup.set.kind else []
        tasks: list[Task] = []
        inputs: list[Input] = []
        for role, what in wanted[:limit]:
            made = self._reference(what) if isinstance(what, Costume) else self._plate(what.set, what.style.palette)
            tasks += made
            inputs.append(Input(role, made[-1].key, "image"))
        return tasks, tuple(inputs)

    def _reference(self, one: Costume) -> list[Task]:
        one = replace(unmarked(one), character="")
        if one not in self._known:
            model, room = self.models.still, data("lowering")["reference"]
            tasks, given, params = self.told(reference(one), model)
            width, height = model.size(int(room["width"]), int(room["height"]))
            params |= {**self.named(model), "width": width, "height": height, "seed": seed_of("reference", one)}
            self._known[one] = [*tasks, self.made("reference", model, params, given, "image", stages.PLATE, 1, width, height,
                                                  f"reference: {one.sex} {one.age} in {one.garment}")]
        found: list[Task] = self._known[one]
        return found

    def _plate(self, place: Set, palette: tuple[str, ...]) -> list[Task]:
        key = (replace(place, place=""), palette)
        if key not in self._known:
            model = self.models.still
            tasks, given, params = self.told(plate(place, palette), model)
            width, height = model.size(*self.size)
            params |= {**self.named(model), "width": width, "height": height, "seed": seed_of("plate", *key)}
            self._known[key] = [*tasks, self.made("plate", model, params, given, "image", stages.PLATE, 1, width, height,
                                                  f"set {place.place}, {place.time}")]
        found: list[Task] = self._known[key]
        return found

    def _roomy(self, setup: Setup) -> tuple[int, int]:
        """The size of a keyframe: as much larger as the tightest size that may be cut out of it needs."""
        most = closest(setup)
        return round(self.size[0] * most), round(self.size[1] * most)


def _who(setup: Setup) -> str:
    people = [one.costume.character for one in setup.figures if not one.foreground]
    return ", ".join(people) or (setup.insert.id if setup.insert else setup.set.place)
