"""What tests of `--tiny` share: a film of a target beside the same film as the animatic plans it."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests_films import ENVIRONMENT, PROGRAM, Measured, dramac, made, measure

from dramac.cli.planning import measured
from dramac.compiler.analyse import analyse
from dramac.compiler.cut.nodes import Cut
from dramac.compiler.driver import compile, speech_plan
from dramac.compiler.plan.nodes import Plan, Task
from dramac.compiler.project import Project, load_project
from dramac.compiler.request import Request
from dramac.runtime.store import Store

EPISODE = "ep01"


@dataclass(frozen=True)
class Film:
    """A film that was built: its file, what is in that, the tasks that made it, the keys of those that this build did itself,
    and the cut as both targets have it."""

    file: Path
    found: Measured
    plan: Plan
    made: frozenset[str]
    cut: Cut
    animatic: Cut
    mixes: tuple[str, str]

    def digest(self) -> str:
        return hashlib.sha256(self.file.read_bytes()).hexdigest()


def built(series: Path, target: str, *words: str) -> Film:
    """EPISODE of `series` by the models of `target` at their smallest, in a process as a user starts it."""
    done = dramac(*_words(target), *words, cwd=series)
    assert done.returncode == 0, done.stderr
    file = series / "build" / "tiny" / f"{EPISODE}.en.mp4"
    assert not (series / "build" / file.name).exists()  # the place of a real film
    draft = "--draft" in words
    (plan, cut), (drawn, animatic) = (_planned(series, name, draft=draft) for name in (target, "drawn"))
    return Film(file, measure(file), plan, frozenset(one["key"] for one in made(done)), cut, animatic,
                (_mix(plan.tasks), _mix(drawn.tasks)))


def killed(series: Path, target: str) -> tuple[frozenset[str], str]:
    """A build as `built` does it, killed in the midst of a clip when another is done. The keys of the tasks that it had done
    itself, and of that clip."""
    done: dict[str, str] = {}
    with subprocess.Popen([*PROGRAM, *_words(target)], cwd=series, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True) as child:
        assert child.stderr is not None
        for line in child.stderr:
            event = json.loads(line) if line.startswith('{"event"') else {"event": ""}
            if event["event"] == "TaskFinished" and not event["cached"]:
                done[event["task"]["key"]] = event["task"]["action"]
            elif event["event"] == "TaskProgress" and event["task"]["action"] == "i2v" and "i2v" in done.values():
                child.kill()
                return frozenset(done), event["task"]["key"]
    raise AssertionError(f"it was over before it could be killed: {sorted(done.values())}")


def _words(target: str) -> tuple[str, ...]:
    return "build", EPISODE, "--target", target, "--tiny", "--no-lock", "-j", "2", "--progress", "json"


def _planned(series: Path, target: str, *, draft: bool) -> tuple[Plan, Cut]:
    project = load_project(series)
    assert isinstance(project, Project)
    analysis, request = analyse(project), Request((EPISODE,), target=target, tiny=target != "drawn", draft=draft)
    made = compile(analysis, request, measured(Store(series / ".dramac" / "store"), speech_plan(analysis, request)))
    assert made.estimated == 0
    return made.plan, made.cuts[0]


def _mix(tasks: Sequence[Task]) -> str:
    return next(one.key for one in tasks if one.action == "mix")


def hold(film: Film) -> None:
    """What every film of a target must be: the animatic's cut, as long and as large, with the same sound as long as it."""
    frames = [shot.frames for shot in film.animatic.shots]
    assert [shot.frames for shot in film.cut.shots] == frames
    assert [(shot.setup, shot.spoken, shot.subtitles) for shot in film.cut.shots] == \
        [(shot.setup, shot.spoken, shot.subtitles) for shot in film.animatic.shots]
    assert film.found.frames == film.animatic.frames()
    assert film.found.size == (film.animatic.width, film.animatic.height)
    assert film.found.rate == film.animatic.fps
    assert len(film.found.steps) == 1
    assert film.mixes[0] == film.mixes[1]  # the very sound that the animatic has
    length = film.animatic.frames() / film.animatic.fps
    assert abs(film.found.picture_end - length) < 0.5 / film.animatic.fps
    assert abs(film.found.sound_end - length) < 1 / film.animatic.fps
