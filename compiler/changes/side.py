"""One of the two states that are compared: a series with its cuts and its plan, and every shot with the tasks that make it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

from ..analyse import Analysis, story_of
from ..base.digest import digest
from ..base.nodes import node
from ..base.source import NOWHERE, Source, Span
from ..bible.nodes import Bible, Target
from ..cut.nodes import Cut, Shot
from ..driver import Compiled, target_of
from ..plan.nodes import Plan, Task
from ..plan.sound import spoken_frames
from ..request import Request
from ..story.nodes import Beat, Episode, Line, Scene
from ..story.snapshot import Flow, State
from .joined import finals_of, pieces_of, upstream


@node
class Side:
    """A state of the series. `told` are its episodes and their flows by language; `target` is the one it
    was planned for; `estimated` counts the lines whose lengths are estimates. One without cuts is a series that is not
    there."""

    bible: Bible = Bible()
    sources: Mapping[str, Source] = field(default_factory=dict)
    told: Mapping[str, tuple[tuple[Episode, ...], tuple[Flow, ...]]] = field(default_factory=dict)
    cuts: tuple[Cut, ...] = ()
    plan: Plan = Plan()
    target: Target = Target("")
    estimated: int = 0


@node
class Said:
    """A line that is heard in a shot: from `frame` of it on, from the lips of `mouth`; `key` is its speech task."""

    line: Line
    text: str
    key: str
    frame: int
    mouth: str


@node
class Step:
    """A beat of an episode, or with `beat` -1 the heading of a scene. `scene` and `beat` count from zero."""

    scene: int
    beat: int
    what: Beat | Scene
    span: Span


@node
class Seen:
    """A shot in its film. `number` counts from one, `start` is its first frame. `own` are the tasks that draw it alone, in
    order, `joint` those of the transition into it. `steps` are the places in the reel's steps that it shows."""

    number: int
    start: int
    shot: Shot
    own: tuple[str, ...]
    joint: tuple[str, ...]
    said: tuple[Said, ...]
    steps: tuple[int, ...]

    def heard(self) -> tuple[tuple[str, int], ...]:
        """The recordings in it and the frames at which they begin."""
        return tuple((one.key, one.frame) for one in self.said)


@node
class Reel:
    """A film: its cut, its story, its shots and the tasks behind it. `master` is its last task, empty where the plan has
    none; `finals` are the tasks of all its files; `steps` are its headings and beats in order."""

    cut: Cut
    episode: Episode
    flow: Flow
    steps: tuple[Step, ...]
    shots: tuple[Seen, ...]
    master: str
    finals: tuple[str, ...] = ()

    def state(self, seen: Seen) -> State | None:
        """What holds when the shot begins; None for a shot that no place of the story is known for."""
        if not seen.steps:
            return None
        step = self.steps[seen.steps[0]]
        return self.flow.scenes[step.scene][step.beat] if step.beat >= 0 else self.flow.opening[step.scene]

    def scene(self, seen: Seen) -> Scene | None:
        """The scene of the shot."""
        return self.episode.scenes[self.steps[seen.steps[0]].scene] if seen.steps else None


def side_of(analysis: Analysis, request: Request, compiled: Compiled) -> Side:
    """The state that `analysis` read and `compiled` planned for `request`."""
    languages = dict.fromkeys(cut.language for cut in compiled.cuts)
    told = {language: story_of(analysis, language, dict(request.variants)) for language in languages}
    return Side(analysis.bible, analysis.sources, told, compiled.cuts, compiled.plan,
                target_of(analysis.bible, request), compiled.estimated)


def reels(side: Side) -> tuple[Reel, ...]:
    """Every film of `side`, in the order of its cuts."""
    tasks = side.plan.by_key()
    found = []
    for cut, finals in zip(side.cuts, finals_of(side.plan, len(side.cuts)), strict=True):
        master = finals[-1] if finals else ""
        episodes, flows = side.told[cut.language]
        at = next(at for at, one in enumerate(episodes) if one.id == cut.episode)
        steps = _steps(episodes[at])
        found.append(Reel(cut, episodes[at], flows[at], steps, _shots(cut, episodes[at], steps, tasks, master), master,
                          finals))
    return tuple(found)


def words_of(text: str) -> frozenset[str]:
    """The words of `text`; of scripts without spaces the characters."""
    return frozenset(word for part in text.casefold().split() for word in ((part,) if part.isascii() else part))


def _steps(episode: Episode) -> tuple[Step, ...]:
    found = []
    for number, scene in enumerate(episode.scenes):
        found.append(Step(number, -1, scene, scene.span if scene.heading == NOWHERE else scene.heading))
        found += [Step(number, at, beat, beat.span) for at, beat in enumerate(scene.beats)]
    return tuple(found)


def _shots(cut: Cut, episode: Episode, steps: Sequence[Step], tasks: Mapping[str, Task],
           master: str) -> tuple[Seen, ...]:
    drawn = pieces_of(cut, tasks.get(master))
    speech = _speech(cut, tasks, master)
    lines = {line.index: line for line in episode.lines()}
    places: dict[Span, list[int]] = {}
    for at, step in enumerate(steps):
        places.setdefault(step.span, []).append(at)
        if isinstance(step.what, Scene) and step.what.span != step.span:
            places.setdefault(step.what.span, []).append(at)
    found: list[Seen] = []
    near = 0
    for number, (start, shot, (own, joint)) in enumerate(zip(cut.starts(), cut.shots, drawn, strict=True), 1):
        said = tuple(Said(lines[one.line], lines[one.line].text(cut.language), speech.get(one.line, ""), one.frame, one.mouth)
                     for one in shot.spoken if one.line in lines)
        where = _where(shot.spans, places, near)
        near = where[0] if where else near
        if not own and not joint:  # a plan that joins its films in another way: the shot speaks for itself
            own = (digest((shot, tuple((one.key, one.frame) for one in said if one.mouth))),)
        found.append(Seen(number, start, shot, own, joint, said, where))
    return tuple(found)


def _speech(cut: Cut, tasks: Mapping[str, Task], master: str) -> dict[int, str]:
    """The speech task of each line, by `Line.index`: the mix takes them in the order in which they are heard."""
    mix = next((task for task in upstream([master], tasks).values() if task.action == "mix"), None)
    if mix is None:
        return {}
    keys = [one.key for one in mix.inputs if one.role.startswith("speech:")]
    order = sorted(spoken_frames(cut).items(), key=lambda one: (one[1], one[0]))
    return {line: key for (line, _), key in zip(order, keys, strict=False)}


def _where(spans: Sequence[Span], places: Mapping[Span, Sequence[int]], near: int) -> tuple[int, ...]:
    """The steps at `spans`, in their order. Text that stands in the film more than once (a macro) is looked for from step
    `near` on."""
    found = []
    for span in spans:
        all_of = places.get(span, ())
        at = next((one for one in all_of if one >= near), all_of[-1] if all_of else None)
        if at is not None:
            found.append(at)
    return tuple(sorted(dict.fromkeys(found)))
