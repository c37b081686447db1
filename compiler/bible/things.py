"""Reads `locations:`, `props:`, `looks:` and `targets:`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...stdlib import data, vocabulary
from ...stdlib.models import Catalogue
from ...stdlib.models.served import BACKEND, USUAL, kinds
from .infer import guess_place
from .nodes import Look, Place, Prop, Target
from .report import Report
from .spoken import engine_named, spelt
from .wording import written
from .words import colours_in, pick, pick_all

if TYPE_CHECKING:  # see `light`
    from . import schema

_EXTRA_STEPS = ("keyframe", "video", "upscale", "interpolate", "lipsync", "music")


def read_places(document: schema.Document, report: Report) -> dict[str, Place]:
    """All that `locations:` declares."""
    return {id: _place(id, one, report) for id, one in document.locations.items()}


def _place(id: str, one: schema.Place, report: Report) -> Place:
    """One place. Its kind is what `built` says, otherwise what its names say; it may stay open."""
    path = ("locations", id)
    inside = {"int": True, "ext": False}.get(one.setting)
    kind = guess_place(inside, one.built) or guess_place(inside, id, *one.names.values(), *one.aliases)
    if inside is None:
        inside = bool(vocabulary("places").entries[kind]["interior"]) if kind else True
    light = pick("lights", one.light)
    if one.light and not light:
        report.undrawn(one.light, "lights", "the light follows the time of day", *path, "light")
    for index, words in enumerate(one.features):
        if not pick("place_features", words):
            report.undrawn(words, "place_features", "it is left out", *path, "features", index)
    said = [written(words, report.value(*path, "features", index)) for index, words in enumerate(one.features)]
    if one.light and not light:
        said.append(written(one.light, report.value(*path, "light")))
    features = pick_all("place_features", one.features) or pick_all("place_features", [one.built])
    return Place(id=id, aliases=one.aliases, names=dict(one.names), interior=inside, kind=kind, light=light,
                 weather=one.weather, colours=report.colours(one.colours, *path, "colours") or colours_in(one.built),
                 features=features, words=written(one.built, report.value(*path, "built")), things=tuple(said),
                 span=report.key(*path))


def read_props(document: schema.Document, report: Report) -> dict[str, Prop]:
    """All that `props:` declares."""
    return {id: _prop(id, one, report) for id, one in document.props.items()}


def _prop(id: str, one: schema.Prop, report: Report) -> Prop:
    """One prop. Its shape is what `shape`, `looks` or its names say, otherwise a plain thing."""
    path = ("props", id)
    shape = pick("props", one.shape, one.looks, id, *one.names.values(), *one.aliases)
    if one.shape and not pick("props", one.shape):
        report.undrawn(one.shape, "props", f"it is drawn as a {shape or 'plain thing'}", *path, "shape")
    elif not shape:
        report.undrawn(one.looks or id, "props", "it is drawn as a plain thing", *path, "looks")
    colours = report.colours(one.colours, *path, "colours") or colours_in(one.looks) or colours_in(id)
    return Prop(id=id, aliases=one.aliases, names=dict(one.names), shape=shape or "thing", colours=colours,
                words=written(one.looks, report.value(*path, "looks")), span=report.key(*path))


def read_looks(document: schema.Document, report: Report) -> dict[str, Look]:
    """All that `looks:` declares."""
    return {id: Look(id=id, grade=one.grade, weather=one.weather, grain=one.grain, vignette=one.vignette,
                     palette=report.colours(one.palette, "looks", id, "palette"), span=report.key("looks", id))
            for id, one in document.looks.items()}


def read_targets(document: schema.Document, report: Report, known: Catalogue) -> dict[str, Target]:
    """All that `targets:` declares, of the models that are `known`, with what this version has in place of what it has not."""
    return {id: _target(id, one, report, known) for id, one in document.targets.items()}


def _server(id: str, one: schema.Target, report: Report) -> str:
    """The kind of media server that a target asks."""
    if one.server and one.server not in kinds():
        report.add("D314", f"there is no kind of media server `{one.server}` here; target `{id}` asks one as `{USUAL}` is",
                   report.value("targets", id, "server"), f"there are: {', '.join(sorted(kinds()))}")
    return one.server if one.server in kinds() else USUAL


def _target(id: str, one: schema.Target, report: Report, known: Catalogue) -> Target:
    """One target. Backends that do not exist here are reported and kept under `options`."""
    backends = data("backends")
    picture, voice = one.picture or "animatic", one.voice or ("espeak" if one.quality == "draft" else "kokoro")
    options = {}
    for key in _EXTRA_STEPS:
        wanted = getattr(one, key)
        if wanted:
            options[key] = wanted
        if wanted not in ("", "none", "synth", "animatic") and not known.of_role(key, wanted):
            report.add("D314", f"`{key}: {wanted}` cannot be made by this version; target `{id}` goes without",
                       report.value("targets", id, key))
    if picture == BACKEND:
        options |= {"picture": picture, "server": _server(id, one, report)}
    elif "draw" not in backends.get(picture, {}).get("actions", ()):
        options["picture"] = picture
        report.add("D314", f"there is no picture backend `{picture}` here; target `{id}` is drawn by `animatic`",
                   report.value("targets", id, "picture"))
        picture = "animatic"
    voice, model = engine_named(id, voice, one.voice_model, known, report)
    if one.voice and voice != spelt(one.voice):
        options["voice"] = one.voice
    if model:
        options["voice_model"] = model
    return Target(id=id, picture=picture, voice=voice, quality=one.quality, options=options,
                  vram=one.vram or 0.0, span=report.key("targets", id))
