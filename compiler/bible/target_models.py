"""Whether the models of a target may be used for what the series is, fit into the memory that it has, and make its format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ...stdlib import vocabulary
from ...stdlib.models import Catalogue, Manifest, Models, chosen
from ..base.diagnostic import Severity
from ..base.source import Span
from .errors import finding
from .nodes import Series, Target
from .report import Report

PLACEMENTS = ("components", "groups", "sequential")
"""How weights may be placed where there is no room for all of them at once, each slower than the one before."""
_ENLARGED = 1.25
"""How much larger a picture may be made than a model makes it, before it is worth a word."""


def check_models(series: Series, targets: Mapping[str, Target], known: Catalogue, report: Report) -> None:
    """Say which targets name models that must not be sold, whose licence sets conditions or is not known, that do not fit into
    the memory of the target, or that make smaller pictures than the series has."""
    for id, target in targets.items():
        models = chosen(target.options, known)
        if models is None:
            continue
        for one in models.every():
            at = _place(id, one, target, known, report)
            if one.server or one.backend == "finisher":
                continue  # the terms and the memory of a server are its own affair
            _licensed(one, series.release, id, at, report)
            if target.vram:
                _fits(one, target, at, report)
        _large_enough(series, id, target, models, known, report)


def _place(id: str, model: Manifest, target: Target, known: Catalogue, report: Report) -> Span:
    """Where target `id` names `model`; the target where it does so without a word."""
    for role, name in target.options.items():
        if (found := known.find(name)) is not None and found.id == model.id:
            return report.value("targets", id, role)
    return report.key("targets", id)


def _licensed(model: Manifest, release: str, id: str, at: Span, report: Report) -> None:
    licence, sells = model.licence, model.licence.get("commercial")
    name = licence.get("name") or "not known"
    if sells is False and release != "private":
        told = finding("D331", f"{model.label} makes pictures for target `{id}`, and its licence ({name}) allows no commercial "
                       "use", at, "choose another model" if release else
                       "say `release: private` under `series:` if no money is made with it")
        report.found.append(replace(told, severity=Severity.ERROR) if release == "commercial" else told)
        return
    conditions = str(licence.get("conditions", ""))
    if release == "private" or (sells is True and not conditions):
        return
    where = f" at {licence['url']}" if licence.get("url") else ""
    said = f"sets conditions: {conditions}" if conditions else "has not been read by those who made its manifest"
    told = finding("D332", f"the licence of {model.label} ({name}) {said}", at,
                   f"read it{where}; `lint: {{D332: off}}` says that you have")
    report.found.append(replace(told, severity=Severity.WARNING) if release == "commercial" else told)


def _fits(model: Manifest, target: Target, at: Span, report: Report) -> None:
    needs = float(model.vram.get("gigabytes", 0))
    if needs <= target.vram:
        return
    less = next((name for name in PLACEMENTS if 0 < float(model.vram.get(name, 0)) <= target.vram), "")
    if less:
        told = finding("D333", f"{model.label} needs {needs:g} GB of GPU memory, and target `{target.id}` has {target.vram:g}; "
                       f"with `placement: {less}` it needs {float(model.vram[less]):g}, and is slower", at,
                       "the worker finds that out by itself")
        report.found.append(replace(told, severity=Severity.HINT))
        return
    report.add("D333", f"{model.label} needs {needs:g} GB of GPU memory, and target `{target.id}` has {target.vram:g}", at,
               "it may still run with its weights placed otherwise (nobody has told with how much); or choose a smaller model: "
               "`dramac models` lists what each needs")


def _large_enough(series: Series, id: str, target: Target, models: Models, known: Catalogue, report: Report) -> None:
    size = vocabulary("formats").entries[series.format]
    width, height = int(size["width"]), int(size["height"])
    maker = models.video or models.keyframe
    made = maker.size(width, height)
    if models.upscale is None and max(width / made[0], height / made[1]) > _ENLARGED:
        report.add("D334", f"{maker.label} makes pictures of {made[0]}x{made[1]} at most, and target `{id}` shows them at "
                   f"{width}x{height}", _place(id, maker, target, known, report),
                   "name an `upscale` for the target, such as `upscale: realesrgan`, or another format")
