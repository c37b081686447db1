"""What an edit costs: the cold build of one episode, nothing changed, and five edits, beside tools that make it all again.

Bars: nothing changed under 1.5 s; one changed line of dialogue at least 8 times quicker than cold; scenes that change places
draw none again (a dissolve between two scenes is drawn when its scenes change).
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from . import peers
from .drama import write
from .tools import DRAMAC, copy_of, seconds_of, timed

EPISODE = "ep003"  # of the made-up drama: five scenes
SOUND_AND_PICTURE = ("draw", "soundtrack")  # what encodes; the master copies what these have made

Edit = Callable[[Path], None]


def run() -> Iterator[tuple[str, str]]:
    """Rows of wall seconds, what was made again, and how many bytes of it were encoded."""
    yield from _one_line_of_the_fox()
    with tempfile.TemporaryDirectory(prefix="dramac-bench-") as folder:
        project = Path(folder) / "drama"
        write(project, 14)
        cold, _ = _build(project)
        length = seconds_of(next((project / "build").glob(f"{EPISODE}*.mp4")))
        yield f"an episode of five scenes, {length:.1f} s, cold", f"{cold:.1f} s"
        for name, edit in EDITS.items():
            own = Path(folder) / "edited"
            shutil.rmtree(own, ignore_errors=True)
            shutil.copytree(project, own)
            edit(own)
            wall, made = _build(own)
            yield f"the same, {name}", f"{wall:.1f} s = {cold / wall:.1f} times quicker; made again: {made}"
        for name, took in peers.beside(length):
            yield f"{name}, {peers.STILLS} stills of the same length, any edit", took if isinstance(took, str) else (
                f"{took.seconds:.1f} s; made again: all {peers.STILLS}; {took.encoded / 1e6:.1f} MB encoded")


def _one_line_of_the_fox() -> Iterator[tuple[str, str]]:
    with copy_of("white-fox") as project:
        cold, _ = timed(*DRAMAC, "build", "ep01", cwd=project)
        yield "The White Fox, cold", f"{cold:.1f} s"
        still, _ = timed(*DRAMAC, "build", "ep01", cwd=project, best_of=3)
        yield "the same, nothing changed", f"{still:.2f} s"
        _replace(project / "episodes" / "ep01.fountain", "It is jade.", "It is only jade.")
        wall, printed = timed(*DRAMAC, "build", "ep01", "--progress", "json", cwd=project)
        made = _made(printed, project)
        yield "the same, one line changed", f"{wall:.1f} s = {cold / wall:.1f} times quicker; made again: {made}"


def _build(project: Path) -> tuple[float, str]:
    wall, printed = timed(*DRAMAC, "build", EPISODE, "--draft", "--progress", "json", cwd=project)
    return wall, _made(printed, project)


def _made(printed: str, project: Path) -> str:
    tasks = [event["task"] for line in printed.splitlines() if line.startswith('{"event": "TaskFinished"')
             for event in [json.loads(line)] if not event["cached"]]
    counts = Counter(task["action"] for task in tasks)
    encoded = sum(_size(project, task["key"]) for task in tasks if task["action"] in SOUND_AND_PICTURE)
    words = ", ".join(f"{count} {action}" for action, count in counts.items()) or "nothing"
    return f"{words}; {encoded / 1e6:.1f} MB encoded"


def _size(project: Path, key: str) -> int:
    record = project / ".dramac" / "store" / "actions" / key[:2] / f"{key}.json"
    return sum(one["size"] for one in json.loads(record.read_bytes())["outputs"].values())


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    if old not in text:
        raise ValueError(f"{file.name} holds no {old!r}: the benchmark must be set anew")
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def _script(project: Path) -> Path:
    return project / "episodes" / f"{EPISODE}.fountain"


def _line(project: Path) -> None:
    _replace(_script(project), "[[id: e003n01]]", "Do you hear? [[id: e003n01]]")


def _look(project: Path) -> None:
    """The second scene is graded otherwise."""
    scenes = _scenes(project)
    heading, rest = scenes[2].split("\n", 1)
    scenes[2] = f"{heading}\n\n[[look: noir]]\n{rest}"
    _script(project).write_text("".join(scenes), encoding="utf-8")


def _outfit(project: Path) -> None:
    """The heroine wears something else by day."""
    _replace(project / "series.yaml", "day: {outfit: blazer}", "day: {outfit: sweater}")


def _swap(project: Path) -> None:
    """The third and the fourth scene change places; the cuts between them are plain."""
    scenes = _scenes(project)
    scenes[3], scenes[4] = scenes[4], scenes[3]
    _script(project).write_text("".join(scenes), encoding="utf-8")


def _scenes(project: Path) -> list[str]:
    """The script of the episode: what comes before its first scene, then each scene."""
    return re.split(r"(?m)^(?=(?:INT|EXT)\.)", _script(project).read_text(encoding="utf-8"))


EDITS: dict[str, Edit] = {
    "nothing changed": lambda project: None,
    "one line of dialogue": _line,
    "one look": _look,
    "one outfit": _outfit,
    "two scenes change places": _swap,
}
