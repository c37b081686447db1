"""The ranking as a sheet (CSV), as data (JSON) and as rows for a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from ..sheet import csv_text
from .rank import PARTS, Ranked

SCHEMA = "dramac-corpus-1"
HEAD = ("Rank", "Score", "Script", "Title", "Language", "Pages", "Minutes", "Scenes", "Places", "Speakers", "Spoken share",
        "First line s", *(name.capitalize() for name, _ in PARTS), "Nearest", "Alike", "For", "Against", "Trouble")


def as_csv(rows: Sequence[Ranked], bom: bool = False) -> str:
    """Every script in a row, the best first."""
    return csv_text(HEAD, map(_cells, rows), bom)


def as_json(rows: Sequence[Ranked]) -> Iterator[str]:
    """The pieces of a JSON document, a script a line, so that nothing is in memory twice."""
    yield f'{{"schema": "{SCHEMA}", "scripts": [\n'
    for at, one in enumerate(rows):
        yield json.dumps(_data(one), ensure_ascii=False) + (",\n" if at + 1 < len(rows) else "\n")
    yield "]}\n"


def _cells(one: Ranked) -> tuple[object, ...]:
    facts = one.facts
    if facts.trouble:
        return (one.rank, "", facts.path, facts.title, *[""] * (len(HEAD) - 5), facts.trouble)
    return (one.rank, one.score, facts.path, facts.title, facts.language, facts.pages, round(facts.seconds / 60, 1),
            facts.scenes, facts.places, facts.speakers, facts.share, facts.first_line if facts.first_line >= 0 else "",
            *one.parts, one.near, one.likeness or "", "; ".join(one.good), "; ".join(one.bad), "")


def _data(one: Ranked) -> dict[str, Any]:
    facts = one.facts
    if facts.trouble:
        return {"rank": one.rank, "path": facts.path, "title": facts.title, "trouble": facts.trouble}
    return {
        "rank": one.rank, "score": one.score, "path": facts.path, "title": facts.title, "language": facts.language,
        "pages": facts.pages, "seconds": facts.seconds, "scenes": facts.scenes, "places": facts.places,
        "speakers": facts.speakers, "single_speech_parts": facts.once, "speeches": facts.speeches, "words": facts.words,
        "spoken_share": facts.share, "lead_share": facts.lead,
        "first_line": facts.first_line if facts.first_line >= 0 else None, "opening_charge": facts.charge,
        "long_speeches": facts.long_speeches, "action_blocks": facts.blocks, "doubts": dict(facts.doubts),
        "parts": dict(zip((name for name, _ in PARTS), one.parts)), "for": list(one.good), "against": list(one.bad),
        "nearest": {"path": one.near, "alike": one.likeness} if one.near else None, "trouble": "",
    }
