"""What the passes save of a series of 68 episodes for models: keyframes, frames, GPU seconds, loads; beside a script per shot.

Bars: at least 3 times fewer keyframes than a script that makes one for every shot, at least 20 % fewer generated frames; one
load of each model on one worker. Nothing is rendered: seconds are those of the models' manifests, of an H100 for most.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from dramac.compiler.analyse import analyse
from dramac.compiler.cut.nodes import Cut
from dramac.compiler.driver import Compiled, compile
from dramac.compiler.passes.legalise import needed
from dramac.compiler.passes.pipeline import CUTS
from dramac.compiler.passes.tally import Tally
from dramac.compiler.plan.nodes import Plan
from dramac.compiler.plan.priors import prior
from dramac.compiler.project import Project, load_project
from dramac.compiler.request import Request
from dramac.stdlib.models import Models, chosen, manifest

from .drama import write

EPISODES = 68
OPTIONS = {"keyframe": "flux2-klein", "video": "wan2.2-i2v-a14b"}
TARGET = "\ntargets: {final: {keyframe: flux2-klein, video: wan2.2-i2v-a14b}}\n"
PARTS = 4
"""Models that a script loads for a shot, one after the other: two that read words, one for the keyframe, one for the clip."""


def run() -> Iterator[tuple[str, str]]:
    """Rows of counts, each beside those of the script and of the plan without passes."""
    with tempfile.TemporaryDirectory(prefix="dramac-bench-") as folder:
        made = _compiled(Path(folder) / "drama")
    models = chosen(OPTIONS)
    assert models is not None
    planned = [one for one in made.savings if one.name not in CUTS]
    off, on, script = planned[0].before, planned[-1].after, _script(made.cuts, models)
    new, changes = (sum(task.action == action for task in made.plan.tasks) for action in ("keyframe", "keyframe_edit"))
    shots = sum(len(cut.shots) for cut in made.cuts)
    yield f"{EPISODES} episodes, {shots:,} shots, {sum(cut.frames() / cut.fps for cut in made.cuts) / 60:.0f} minutes", ""
    yield "a script per shot: keyframes, clips, frames, GPU hours", _row(script)
    yield "the plan without passes", _row(off)
    yield "the plan", _row(on)
    yield "keyframes from nothing, against the script", f"{new:,}, {script.keyframes / new:.2f} times fewer (bar: 3)"
    yield "and changes to them (things in hand, wounds, tears)", (
        f"{changes:,}: {script.keyframes / on.keyframes:.2f} times fewer in all")
    yield "keyframes per shot", f"{on.keyframes / shots:.2f}"
    yield "why no fewer", _why(made.cuts)
    yield "clips that shots begin with, against the script", f"{on.shots:,} of {script.shots:,}"
    yield "generated frames, against the script", f"{1 - on.frames / script.frames:.1%} fewer (bar: 20 %)"
    yield "of which by exact lengths; by sharing equal shots", (
        f"{(script.frames - off.frames) / script.frames:.1%}; {(off.frames - on.frames) / script.frames:.1%}")
    yield "GPU seconds, against the script", f"{1 - on.gpu / script.gpu:.1%} fewer"
    yield "loads of a model on one worker: script, in film order, the plan", (
        f"{PARTS * script.shots:,}, {_loads(_in_film_order(made.plan)):,}, {_loads(made.plan)} "
        f"({len({task.model for task in made.plan.tasks if task.model})} models)")
    yield "seconds of all passes", f"{sum(one.seconds for one in made.savings):.2f} s"


def _compiled(folder: Path) -> Compiled:
    write(folder, EPISODES)
    bible = folder / "series.yaml"
    bible.write_text(bible.read_text(encoding="utf-8") + TARGET, encoding="utf-8")
    project = load_project(folder)
    assert isinstance(project, Project)
    return compile(analyse(project), Request(target="final"), {})


def _script(cuts: Iterable[Cut], models: Models) -> Tally:
    """What a script does that goes from shot to shot: a keyframe, and clips of the model's usual length to fill the shot."""
    video = models.video
    assert video is not None
    shots = clips = 0
    seconds = 0.0
    for cut in cuts:
        width, height = video.size(cut.width, cut.height)
        rate, usual = video.fps or cut.fps, video.frames.most(video.fps or cut.fps)
        clip, still = prior(video, usual, width, height), prior(models.keyframe, 1, width, height)
        words = sum(prior(reader, 1, 0, 0).seconds for reader in map(manifest, (video.text, models.keyframe.text)) if reader)
        for shot in cut.shots:
            count = -(-needed(shot.frames, cut.fps, rate, smooth=False) // usual)
            shots, clips = shots + 1, clips + count
            seconds += still.seconds + words + count * clip.seconds
        frames = clips * usual
    return Tally(tasks=2 * shots + clips, shots=shots, keyframes=shots, frames=frames, seconds=seconds, gpu=seconds)


def _row(tally: Tally) -> str:
    return f"{tally.keyframes:,}, {tally.shots:,}, {tally.frames:,}, {tally.gpu / 3600:.0f}"


def _why(cuts: Iterable[Cut]) -> str:
    """The least number of pictures that could do: one for everybody who stands together in some place, at some time of day, in
    some clothes, whatever the camera."""
    shots = [shot for cut in cuts for shot in cut.shots]
    apart = {(shot.setup.set, shot.setup.insert, frozenset(one.costume for one in shot.setup.figures)) for shot in shots}
    return (f"{len(apart):,} groups of people, clothes and light stand in the shots, whatever the camera; "
            f"{len({shot.setup for shot in shots}):,} setups")


def _loads(plan: Plan) -> int:
    return len([model for model, _ in groupby(task.model for task in plan.tasks if task.model)])


def _in_film_order(plan: Plan) -> Plan:
    """The tasks as somebody would do them who goes from shot to shot."""
    place = {key: at for at, key in enumerate(_walk(plan))}
    return Plan(tuple(sorted(plan.tasks, key=lambda task: place[task.key])))


def _walk(plan: Plan) -> Iterator[str]:
    """Keys, each after its inputs, from the first segment of the first film on."""
    tasks, done = plan.by_key(), set[str]()
    for product in plan.products:
        stack = [product.key]
        while stack:
            key = stack[-1]
            left = [one.key for one in tasks[key].inputs if one.key not in done]
            if key not in done and left:
                stack += reversed(left)
                continue
            stack.pop()
            if key not in done:
                done.add(key)
                yield key
