"""A lock beside a plan: what the plan would pin, where this installation differs, which lines have no length yet."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from ... import __version__
from ...stdlib import data
from ...stdlib.models import STANDARD, Catalogue
from ..base.diagnostic import Diagnostic, Severity
from ..base.source import Span
from ..plan.nodes import Plan
from .errors import finding
from .nodes import FILE, REVISION, WEIGHTS, Fact, Lock, shot_of
from .read import is_length
from .write import fact, note, seconds

DIGEST = "_sha256"
FRAME = 1 / 24
"""Seconds that nobody sees."""
ACCEPT = "install what the lock names, or accept this with `dramac lock --update`"


def used(plan: Plan) -> frozenset[str]:
    """The backends and the models (ids of manifests) that do the work of `plan`."""
    return frozenset(name for task in plan.tasks for name in (task.backend, task.model) if name)


def pins(names: Iterable[str], known: Catalogue = STANDARD) -> tuple[Fact, ...]:
    """What a film made by the backends and models `names` with this installation pins: the version of the standard library,
    that of each backend, the digests of the models, voices and fonts that it brings, and the revision and the weights of
    each model where its manifest tells them (of those that are `known`). Names of neither are left out."""
    found = [fact("stdlib", __version__)]
    for name in sorted(set(names)):
        made = known.find(name) if name in known.names() else None
        if made is not None:
            revision = str(made.hub.get("revision") or made.revision)
            found += [fact("model", name, part, text) for part, text in ((REVISION, revision), (WEIGHTS, made.weights)) if text]
        if name not in data("backends"):
            continue
        facts = data("backends")[name]
        found.append(fact("backend", name, str(facts["version"])))
        found += [fact("model", name, part.removesuffix(DIGEST), f"sha256:{digest}")
                  for part, digest in facts.items() if part.endswith(DIGEST)]
        found += [fact("model", name, one["file"], f"sha256:{one['sha256']}") for one in facts.get("fonts", ())]
    return tuple(found)


def pinned(lock: Lock) -> frozenset[str]:
    """The backends and models that `lock` says something of."""
    return frozenset(one.name[0] for kind in ("backend", "model") for one in lock.of(kind))


def departures(lock: Lock, names: Collection[str], severity: Severity = Severity.WARNING,
               known: Catalogue = STANDARD) -> Iterator[Diagnostic]:
    """Where this installation is not what `lock` pins, of the standard library and of the backends and models `names`."""
    here = {one.about: one.value for one in pins(names, known)}
    for kind in ("stdlib", "backend", "model"):
        for one in lock.of(kind):
            if kind != "stdlib" and one.name[0] not in names:
                continue
            found = here.get(one.about)
            if found is None and one.name and (one.name[0] in known.names() or one.name[1:] in ((WEIGHTS,), (REVISION,))):
                continue  # its manifest leaves open what the lock pins, or it is a folder of weights that has none
            if found != one.value:
                yield finding("D524", f"{_called(one)} is pinned as {_brief(one.value)}, "
                              f"{f'here it is {_brief(found)}' if found else 'and it is not here'}",
                              one.span, ACCEPT, severity=severity)


def gone(lock: Lock, known: Catalogue = STANDARD) -> tuple[tuple[str, ...], ...]:
    """What `lock` pins of parts that no backend of this installation has."""
    here = {one.about for one in pins(pinned(lock), known)}
    return tuple(one.about for kind in ("backend", "model") for one in lock.of(kind)
                 if one.about not in here and one.name[0] not in known.names())


def lengths(speech: Plan, measured: Mapping[str, float]) -> tuple[Fact, ...]:
    """The facts about those lines of `speech` that `measured` has a length for, by key. Clips that lines are to sound like have
    none: no picture is set to them."""
    clips = {one.key for task in speech.tasks for one in task.inputs}
    return tuple(fact("timing", task.key, seconds(measured[task.key]), note=note(task.label)) for task in speech.tasks
                 if task.key not in clips and task.key in measured and is_length(measured[task.key]))


def misheard(lock: Lock, speech: Plan, measured: Mapping[str, float],
             severity: Severity = Severity.WARNING) -> Iterator[Diagnostic]:
    """The lines of `speech` that last longer or shorter than `lock` says, by more than FRAME; `measured` are lengths in
    seconds by task key."""
    tasks = {task.key: task for task in speech.tasks}
    for one in lock.of("timing"):
        key = one.name[0]
        if key in tasks and key in measured and abs(measured[key] - float(one.value)) > FRAME:
            lasts = f"lasts {measured[key]:.2f} s here, {float(one.value):.2f} s in {FILE}"
            yield finding("D524", f"“{note(tasks[key].label)}” {lasts}", one.span,
                          "another build of the voice is here: see `dramac doctor`; `dramac lock --update` accepts it",
                          severity=severity)


def unmeasured(lock: Lock, speech: Plan) -> Iterator[Diagnostic]:
    """One finding for each script of `speech` that has lines without a length in `lock`, at the first of them."""
    known = lock.timings()
    missing: dict[str, list[Span]] = {}
    for task in speech.tasks:
        if task.key not in known and task.action == "speech":
            for span in task.spans[:1]:
                missing.setdefault(span.path, []).append(span)
    for spans in missing.values():
        first = min(spans, key=lambda one: one.start)
        count = "1 line has" if len(spans) == 1 else f"{len(spans)} lines have"
        yield finding("D525", f"{count} no length in {FILE}", first, f"build without --locked, and commit {FILE}")


def lost(lock: Lock, found: Collection[str], episodes: Collection[str] | None = None) -> Iterator[tuple[Fact, Diagnostic]]:
    """The circled takes of `lock` (of `episodes` only, where these are given) whose shots are not among `found`, each with
    what is to be said of it."""
    for one in lock.of("take"):
        if shot_of(one) not in found and (episodes is None or one.name[0] in episodes):
            what = one.note or one.name[1]
            yield one, finding("D526", f"take {one.value} of a shot of {one.name[0]} is circled, which is gone: {what}", one.span,
                               "circle a take of the shot that took its place, or run `dramac lock --update`")


def _called(one: Fact) -> str:
    if one.kind == "stdlib":
        return "the standard library"
    return f"the backend {one.name[0]}" if one.kind == "backend" else f"{one.name[1]} of {one.name[0]}"


def _brief(value: str) -> str:
    """A version as it is; of a digest its beginning."""
    return value[:19] + "…" if value.startswith("sha256:") and len(value) > 20 else value
