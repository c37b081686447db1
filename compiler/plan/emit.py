"""Cuts become a plan: one pass over each cut, every task with its key. Equal tasks are still there twice; passes merge them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ...stdlib.models import Models
from ..base.nodes import node
from ..cut.nodes import Cut
from ..story.nodes import Line
from .master import NOTHING, master_tasks
from .nodes import Marker, Plan, Product, Task
from .picture import Segment, heard_in, label_of, picture_tasks
from .sound import sound_tasks

if TYPE_CHECKING:
    from .model_still import Stills  # loaded, as all that is told to models, where there is a model

@node
class Take:
    """One cut on its way into the plan: its title, the lines it speaks, their speech tasks, the picture backend, the variants
    (key, value) that were asked for in place of the defaults, the models that make its pictures (None: it is drawn), and the
    tasks that speech rests on."""

    cut: Cut
    title: str
    lines: Sequence[Line]
    speech: Mapping[int, Task]
    picture: str
    variants: tuple[tuple[str, str], ...] = ()
    models: Models | None = None
    before: tuple[Task, ...] = ()

    def stem(self) -> str:
        """What the files of this cut are called: `ep01.en`, `ep01.en.ending-B`."""
        return ".".join((self.cut.episode, self.cut.language, *(f"{key}-{value}" for key, value in sorted(self.variants))))


Shared = dict[tuple[int, int, str], "Stills"]
"""Pictures that several takes of one target may share, by size and backend, so that each is keyed once."""


def emit(takes: Sequence[Take], pins: Mapping[str, str] | None = None, shared: Shared | None = None) -> Plan:
    """The whole plan of `takes`, all of one target, in film order, before any pass. `pins` are digests of models' weights, by
    manifest; `shared` goes from call to call, for the same target and pins."""
    tasks: list[Task] = []
    products: list[Product] = []
    markers: list[Marker] = []
    shared = {} if shared is None else shared
    for take in takes:
        if take.models is None:
            plates, segments = picture_tasks(take.cut, take.speech, take.picture)
        else:
            plates, segments = _by_models(take, take.models, pins or {}, shared)
        sounds, mix = sound_tasks(take.cut, take.lines, take.speech)
        joins = NOTHING if take.picture == NOTHING else "master"
        finish, files = master_tasks(take.cut, take.stem(), take.title, segments, mix, joins)
        tasks += [*take.before, *take.speech.values(), *sounds, *plates, *(one.task for one in segments), mix, *finish]
        products += files
        film = files[-1].file
        markers += [Marker(film, one.kind, round(one.frame / take.cut.fps, 3), one.text, one.default)
                    for one in take.cut.markers]
        markers += _unmoved_lips(take, film)
    return Plan(tuple(tasks), tuple(products), tuple(markers))


def _by_models(take: Take, models: Models, pins: Mapping[str, str], shared: Shared) -> tuple[list[Task], list[Segment]]:
    """As `picture_tasks`, of a take whose pictures are made by `models`."""
    from .model_picture import gpu_backend, model_picture_tasks
    from .model_still import Stills

    kind = (take.cut.width, take.cut.height, take.picture)
    if kind not in shared:
        shared[kind] = Stills(take.cut, models, gpu_backend(take.picture), pins)
    return model_picture_tasks(take.cut, take.speech, shared[kind], take.picture)


def _unmoved_lips(take: Take, film: str) -> list[Marker]:
    """The shots of a target with a model of lips in which a mouth speaks that is too small to be moved."""
    if take.models is None or take.models.lipsync is None:
        return []
    from .model_motion import mouths_seen

    return [Marker(film, "lips", round(start / take.cut.fps, 3), label_of(shot))
            for start, shot in zip(take.cut.starts(), take.cut.shots, strict=True)
            if heard_in(shot, take.speech) and not mouths_seen(shot)]
