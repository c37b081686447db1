"""Who speaks for a target, as the bible names them; and whether they may, and can."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ...stdlib import data, vocabulary
from ...stdlib.models import Catalogue, Manifest
from ..base.diagnostic import Severity
from .errors import finding
from .nodes import Series, Target
from .report import Report

USUAL = "kokoro"


def engine_named(id: str, voice: str, model: str, models: Catalogue, report: Report) -> tuple[str, str]:
    """The speech backend that target `id` means by `voice`, and the model by `model` (empty: the backend's usual one). What is
    not there is reported, and something that is takes its place."""
    backends = data("backends")
    known = spelt(voice)
    if "speech" not in backends.get(known, {}).get("actions", ()):
        report.add("D314", f"there is no voice backend `{voice}` here; target `{id}` is spoken by `{USUAL}`",
                   report.value("targets", id, "voice"), f"there are {', '.join(f'`{one}`' for one in _voices())}")
        known = USUAL
    if not model:
        return known, ""
    usual = backends[known].get("model", "")
    made = models.find(model)
    if not usual or (made is not None and not _fits(made, known)):
        instead = usual or f"`{known}` as it is"
        report.add("D314", f"`{known}` does not speak with `{model}`; target `{id}` is spoken by {instead}",
                   report.value("targets", id, "voice_model"))
        return known, ""
    return known, model


def spelt(voice: str) -> str:
    """The name of a backend as it is spelt here: `qwen3-tts` means qwen3_tts."""
    return voice.casefold().replace("-", "_").replace(" ", "_")


def check_voices(series: Series, targets: Mapping[str, Target], models: Catalogue, report: Report) -> None:
    """Say which targets are spoken by a model that must not be used for what the series is, or that does not know a language."""
    for id, target in targets.items():
        made = spoken_by(target, models)
        if made is None:
            continue
        key = "voice_model" if "voice_model" in target.options else "voice"
        _licensed(made, series.release, id, key, report)
        languages = [one for one in (series.language, *series.dubs) if made.languages and one not in made.languages]
        if languages:
            labels = " and ".join(str(vocabulary("languages").entries[one]["label"]) for one in languages)
            report.add("D320", f"{made.label} does not speak {labels}", report.value("targets", id, key),
                       "it speaks " + ", ".join(str(vocabulary("languages").entries[one]["label"]) for one in made.languages))


def spoken_by(target: Target, models: Catalogue) -> Manifest | None:
    """The model that speaks for `target`, if it is one of which something is known."""
    usual = str(data("backends")[target.voice].get("model", ""))
    return models.of_role("voice", target.options.get("voice_model", usual)) if usual else None


def _licensed(made: Manifest, release: str, id: str, key: str, report: Report) -> None:
    if made.licence.get("commercial") is not False or release == "private":
        return
    licence = made.licence.get("name", "")
    told = finding("D321", f"{made.label} speaks for target `{id}`, and its licence ({licence}) allows no commercial use",
                   report.value("targets", id, key),
                   "choose another voice" if release else "say `release: private` under `series:` if no money is made with it")
    report.found.append(replace(told, severity=Severity.ERROR) if release == "commercial" else told)


def _fits(made: Manifest, backend: str) -> bool:
    """Whether `backend` can have `made` speak: its own models, and by a server any model that speaks."""
    return made.role == "voice" and (made.backend == backend or (backend == "openai_speech" and bool(made.speakers)))


def _voices() -> list[str]:
    return [name for name, facts in data("backends").items() if "speech" in facts["actions"] and name != "null"]
