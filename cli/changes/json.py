"""json: a comparison for other programs. The schema is documented in docs/ci.md and raised when a key changes its meaning."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from ...compiler.base.source import Source, Span
from ...compiler.changes.nodes import Cause, EpisodeChange, ShotChange, Work
from .view import Comparison

SCHEMA = 1


def render(comparison: Comparison) -> str:
    """The whole comparison. Files are named from the root of the series, lines and columns count from one."""
    return json.dumps(_comparison(comparison), ensure_ascii=False, indent=1) + "\n"


def _comparison(one: Comparison) -> dict[str, Any]:
    changes = one.changes
    return {
        "schema": SCHEMA, "before": one.left, "after": one.right, "folder": one.prefix, "notes": list(one.notes),
        "errors_before": one.errors, "films_unchanged": changes.calm,
        "films": [_film(film, one) for film in changes.episodes],
        "tasks": [{"action": row.action, "kept": row.kept, "dropped": row.dropped, **_work(row.work)}
                  for row in changes.actions],
        "total": _work(changes.work), "missing_on_both_sides": _work(changes.standing),
        "estimated_lines": changes.estimated, "estimated_lines_before": changes.estimated_before,
    }


def _film(film: EpisodeChange, one: Comparison) -> dict[str, Any]:
    return {
        "episode": film.episode, "language": film.language, "title": film.title, "change": film.kind, "was": film.was or None,
        "seconds": round(film.seconds, 3), "seconds_before": round(film.was_seconds, 3), "shots_kept": film.kept,
        "shots": [_shot(shot, one) for shot in film.shots], "causes": [_cause(cause, one) for cause in film.film],
        "made_again": list(film.remade), "work": _work(film.work),
    }


def _shot(shot: ShotChange, one: Comparison) -> dict[str, Any]:
    sources = one.were if shot.kind == "removed" else one.sources
    return {
        "change": shot.kind, "moved": shot.moved, "pictures_stay": shot.stays or shot.kind == "sound",
        "number": shot.number or None, "number_before": shot.was or None,
        "episode_before": shot.came_from or None, "label": shot.label, "place": shot.place, "said": shot.said,
        "start": round(shot.start, 3), "seconds": round(shot.seconds, 3), "seconds_before": round(shot.was_seconds, 3),
        "causes": [_cause(cause, one) for cause in shot.causes], "work": _work(shot.work),
        "spans": _places(shot.spans, sources),
    }


def _cause(cause: Cause, one: Comparison) -> dict[str, Any]:
    return {"kind": cause.kind, "text": cause.text, "derived": cause.derived, "at": _places(cause.at, one.sources),
            "was": _places(cause.was, one.were)}


def _work(work: Work) -> dict[str, Any]:
    return {"new": work.tasks, "cached": work.cached, "to_make": work.to_make(), "gpu_seconds": round(work.gpu, 3),
            "cpu_seconds": round(work.cpu, 3), "usd": round(work.money, 6)}


def _places(spans: Iterable[Span], sources: Mapping[str, Source]) -> list[dict[str, Any]]:
    found = []
    for span in spans:
        source = sources.get(span.path)
        if source is None:
            continue
        start, end = source.position(span.start), source.position(span.end)
        found.append({"file": span.path, "line": start.line, "column": start.column, "end_line": end.line,
                      "end_column": end.column})
    return found
