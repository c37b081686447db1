"""Reads `models:`, which is mostly the files `models/NAME.yaml` of a series: manifests of models that are its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...stdlib.models import Catalogue, Manifest, manifest_of
from ...stdlib.models.read import written
from .folder import FOLDER
from .report import Report

if TYPE_CHECKING:  # see `light`
    from . import schema
    from .manifest_form import ManifestForm


def read_models(document: schema.Document, report: Report) -> dict[str, Manifest]:
    """All that `models:` declares. What is like a model of the same file, or has a name that is taken, is reported."""
    found: dict[str, Manifest] = {}
    for id, one in document.models.items():
        made = _manifest(id, one, report)
        if made is not None and not _taken(made, found, report):
            found[id] = made
    return found


def _manifest(id: str, one: ManifestForm, report: Report) -> Manifest | None:
    base: dict[str, Any] = {}
    if one.like:
        known = Catalogue().find(one.like)
        if known is None:
            names = ", ".join(f"`{name}`" for name in Catalogue().names())
            report.add("D330", f"there is no model `{one.like}` to be like", report.value(FOLDER, id, "like"),
                       f"there are {names}")
            return None
        base = {key: value for key, value in written(known.id).items() if key not in ("aliases", "label", "weights")}
        if one.hub is not None:
            base.pop("revision", None)
    raw: dict[str, Any] = {"label": id, "as_of": "not dated", **base, **_said(one)}
    if not raw.get("role"):
        report.add("D330", f"model `{id}` does not say what it makes", report.key(FOLDER, id),
                   "write its `role:`, or what it is `like:`")
        return None
    if one.reads is not None and "en" not in one.reads.languages:
        report.add("D330", f"model `{id}` reads no English, in which models are told what to make",
                   report.value(FOLDER, id, "reads"),
                   "choose one that reads English; add `en` where it reads some")
    try:
        return manifest_of(id, raw)
    except ValueError as fault:
        report.add("D330", str(fault), report.key(FOLDER, id))
        return None


def _said(one: ManifestForm) -> dict[str, Any]:
    """The keys that are written, as the standard library writes them."""
    found = one.model_dump(exclude_unset=True, exclude={"like"})
    return {key: value for key, value in found.items() if value not in (None, "")}


def _taken(made: Manifest, others: dict[str, Manifest], report: Report) -> bool:
    """Whether a name of `made` means another model; reported."""
    for name in (made.id, *made.aliases):
        other = Catalogue(others).find(name)
        if other is not None:
            where = report.key(FOLDER, made.id)
            report.add("D330", f"`{name}` is the name of a model of {'this series' if other.id in others else 'dramac'} already",
                       where, f"call it something else, and say `like: {other.id}` if it is like that one" if name == made.id
                       else "take it out of the aliases")
            return True
    return False


