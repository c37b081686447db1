"""The render plan: tasks whose keys name their content. The only word between compiler and runtime.

A task's key digests its action, backend, backend version, parameters and the keys of its inputs (Merkle). Its label and
spans stand outside the key: they tell people what the task is for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Any

from ..base.digest import digest
from ..base.nodes import node
from ..base.source import Span

SCHEMA = 1
RATE = 48_000
"""Samples a second of all sound: `samples` of a task are counted in it."""


@node
class Input:
    """An input of a task: output `name` of the task with key `key`. `role` is what the backend calls it."""

    role: str
    key: str
    name: str


@node
class Estimate:
    """What a task is expected to cost, and where the figure comes from: `seconds` of its worker, `vram` gigabytes of GPU
    memory at the peak (0 for what runs without a GPU), `money` in US dollars (0 for work on one's own machine). `prior` is
    what `seconds` were before they were set right by what such tasks took here; 0: they were not."""

    seconds: float
    source: str
    vram: float = 0.0
    money: float = 0.0
    prior: float = 0.0


@node
class Task:
    """One piece of work. `params` is JSON data (dict, list, str, int, float, bool, None). `resource` is cpu, gpu or io.

    `stage` orders the road (`stages`); `label` and `spans` are for people.
    `model` is the manifest of the model that the worker must hold, empty for work that needs none: tasks of one model are
    worth doing one after another. `profile` says how it is computed (precision, attention, threads, versions): no part of
    the key, which stands for what is made, but of the exact key, which stands for the very bytes.
    """

    key: str
    action: str
    backend: str
    version: str
    params: Mapping[str, Any]
    inputs: tuple[Input, ...] = ()
    outputs: tuple[str, ...] = ()
    resource: str = "cpu"
    stage: int = 0
    estimate: Estimate = field(default=Estimate(0.0, ""), compare=False)
    label: str = field(default="", compare=False)
    spans: tuple[Span, ...] = field(default=(), compare=False)
    model: str = field(default="", compare=False)
    profile: Mapping[str, Any] = field(default_factory=dict, compare=False)


def with_estimate(task: Task, estimate: Estimate) -> Task:
    """`task` with another estimate; `replace` would do the same in three times the time, for every task of a series."""
    return Task(task.key, task.action, task.backend, task.version, task.params, task.inputs, task.outputs, task.resource,
                task.stage, estimate, task.label, task.spans, task.model, task.profile)


@node
class Product:
    """A file that the plan delivers: output `name` of task `key`, to be called `file` (relative to the output folder). It is
    one of the files of `episode`."""

    file: str
    key: str
    name: str
    episode: str = ""


@node
class Marker:
    """Something that stands at `seconds` of the film `file` and is not work: `kind` slot, ad-break, paywall or beat, with
    what the script says of it in `text`, and in `default` what a slot shows when nobody has paid for it; or lips, where the
    shot `text` has a mouth that speaks and is seen too small to be moved."""

    file: str
    kind: str
    seconds: float
    text: str = ""
    default: str = ""


@node
class Plan:
    """Tasks in the order they should be tried, and what they are for. `markers` are for those who read the plan; no task
    depends on them. `passes` is the pipeline that made it."""

    tasks: tuple[Task, ...] = ()
    products: tuple[Product, ...] = ()
    markers: tuple[Marker, ...] = ()
    passes: str = ""
    schema: int = SCHEMA

    def by_key(self) -> dict[str, Task]:
        """The tasks by key."""
        return {task.key: task for task in self.tasks}

    def episodes(self) -> dict[str, tuple[str, ...]]:
        """Of every task that a product rests on, by key, the episodes that need it, in the order of the products."""
        return self.owners((one.episode or one.file.split(".")[0], one.key) for one in self.products)

    def owners(self, roots: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
        """Of every task, by key, the names of those `roots` (a name and the key of a task) that rest on it."""
        inputs = {task.key: [one.key for one in task.inputs] for task in self.tasks}
        together: dict[str, list[str]] = {}
        for name, key in roots:
            together.setdefault(name, []).append(key)
        found: dict[str, list[str]] = {}
        for name, to_see in together.items():
            seen = set(to_see)
            while to_see:
                key = to_see.pop()
                if key in inputs:
                    found.setdefault(key, []).append(name)
                    new = [given for given in inputs[key] if given not in seen]
                    seen.update(new)
                    to_see += new
        return {key: tuple(dict.fromkeys(names)) for key, names in found.items()}


_NOTHING = Estimate(0.0, "")


def make_task(action: str, backend: str, version: str, params: Mapping[str, Any], *, inputs: tuple[Input, ...] = (),
              outputs: tuple[str, ...], resource: str = "cpu", stage: int = 0,
              estimate: Estimate = _NOTHING, label: str = "", spans: tuple[Span, ...] = (), model: str = "",
              profile: Mapping[str, Any] | None = None) -> Task:
    """A task with its key computed. The key does not depend on label, spans, estimate, stage, resource, model or profile."""
    key = digest({"action": action, "backend": backend, "version": version, "params": params,
                  "inputs": [(one.role, one.key, one.name) for one in inputs], "outputs": outputs})
    return Task(key, action, backend, version, params, inputs, outputs, resource, stage, estimate, label, spans, model,
                profile or {})
