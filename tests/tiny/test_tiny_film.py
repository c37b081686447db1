"""The whole road of a target: an episode by models with random weights, through the real adapters on the processor."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from tiny_films import Film, built, hold, killed

from dramac.runtime.store import Store

BIBLE = """series: {title: Rain, language: en}
cast:
  ANNA: {age: 30, appearance: {sex: female, hair: long black}, wardrobe: {day: {outfit: coat, colours: ["#22304f"]}}}
locations: {KITCHEN: {setting: interior, built: kitchen}}
targets:
  drawn: {voice: espeak}
  final: {keyframe: flux2-klein, video: wan2.2-i2v-a14b, interpolate: optical-flow, voice: espeak}
"""
SCRIPT = """INT. KITCHEN - DAY

[[shot: CU ANNA, 1s]]

ANNA
I am back.

> DISSOLVE TO:

[[shot: WS, 1s]]

Anna looks up.
"""


@pytest.fixture(scope="module")
def write(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Writes the series into a folder of its own."""
    def series(name: str) -> Path:
        folder = tmp_path_factory.mktemp(name)
        (folder / "episodes").mkdir()
        (folder / "series.yaml").write_text(BIBLE, encoding="utf-8")
        (folder / "episodes" / "ep01.fountain").write_text(SCRIPT, encoding="utf-8")
        return folder

    return series


@pytest.fixture(scope="module")
def film(write: Callable[[str], Path]) -> Film:
    return built(write("one"), "final")


def test_it_is_the_film_that_the_animatic_promised(film: Film) -> None:
    hold(film)


def test_a_build_killed_in_the_midst_of_a_clip_goes_on_and_gives_the_same_bytes(film: Film, write: Callable[[str], Path]) -> None:
    """Nothing that was finished is done again, and what was at work is."""
    series = write("two")
    done, torn = killed(series, "final")
    again = built(series, "final")
    assert torn in again.made
    assert again.made <= film.made - done
    assert again.digest() == film.digest()


def test_models_made_it(film: Film) -> None:
    made = {(one.action, one.model) for one in film.plan.tasks if one.model}
    assert made >= {("text_encode", "qwen3-4b"), ("reference", "flux2-klein"), ("plate", "flux2-klein"),
                    ("keyframe", "flux2-klein"), ("text_encode", "umt5-xxl"), ("i2v", "wan2.2-i2v-a14b")}
    assert "interpolate" in {one.action for one in film.plan.tasks}


def test_every_model_was_loaded_once_where_one_worker_held_it(film: Film) -> None:
    """Facts of the tasks as the store remembers them: loads add up to the models that were used, on a machine without a GPU,
    which has one worker for models."""
    store = film.file.parents[2] / ".dramac" / "store"
    loads: dict[str, int] = {}
    for task in film.plan.tasks:
        if task.model:
            loads[task.model] = loads.get(task.model, 0) + _loads(store, task.key)
    assert loads == {"flux2-klein": 1, "qwen3-4b": 1, "umt5-xxl": 1, "wan2.2-i2v-a14b": 1}


def _loads(store: Path, key: str) -> int:
    record = Store(store).lookup(key)
    assert record is not None
    return int(record.facts.get("backend_facts", {}).get("loads", 0))
