"""Continuous action: which scenes run on into one another, and when somebody was seen in them last."""

from __future__ import annotations

from collections.abc import Iterator

from ...stdlib import vocabulary
from ..base.nodes import node
from ..base.source import Span
from ..bible.names import Names
from ..story.handed import beside
from ..story.nodes import Act, Beat, Change, Edit, Episode, Line, Scene, ShotAsk, Title
from ..story.presence import UNSEEN
from ..story.state import FORKS, Flow
from ..story.text import leads
from .picture import leaving

_CUTS = frozenset(("cut", "smash-cut", "match-cut", "jump-cut"))


def scene_before(episode: Episode, number: int) -> int:
    """The number of the scene from which scene `number` goes on: the one before it, and, for one of the present, before
    the flashbacks and dreams in between. -1 for the first of its story time, and where a montage lies between."""
    scenes = episode.scenes
    at, now = number - 1, scenes[number].storytime
    if now not in FORKS:
        while at >= 0 and scenes[at].storytime in FORKS:
            at -= 1
    if at < 0 or "montage" in (now, scenes[at].storytime):
        return -1
    return at if (scenes[at].storytime in FORKS) == (now in FORKS) and (now not in FORKS or scenes[at].storytime == now) else -1


def runs_on(scene: Scene) -> bool:
    """Whether its heading says that a scene follows without a gap, or moments later."""
    if scene.continuous:
        return True
    entry = vocabulary("continuity").entries.get(scene.follows)
    return entry is not None and entry["gap"] in ("none", "short")


@node
class Stretch:
    """Beats of one episode among which the action runs on. Positions are pairs of scene and beat."""

    episode: Episode
    flow: Flow
    names: Names

    def beat(self, at: tuple[int, int]) -> Beat:
        return self.episode.scenes[at[0]].beats[at[1]]

    def back(self, scene: int, beat: int) -> Iterator[tuple[int, int]]:
        """The positions before a beat, latest first, as far as the action runs on."""
        yield from ((scene, index) for index in range(beat - 1, -1, -1))
        while runs_on(self.episode.scenes[scene]):
            scene = scene_before(self.episode, scene)
            if scene < 0:
                return
            yield from ((scene, index) for index in range(len(self.episode.scenes[scene].beats) - 1, -1, -1))

    def on(self, scene: int, beat: int) -> Iterator[tuple[int, int]]:
        """The positions after a beat, as far as the action runs on."""
        yield from ((scene, index) for index in range(beat + 1, len(self.episode.scenes[scene].beats)))
        for number in range(scene + 1, len(self.episode.scenes)):
            if scene_before(self.episode, number) != scene:
                continue
            if not runs_on(self.episode.scenes[number]):
                return
            yield from ((number, index) for index in range(len(self.episode.scenes[number].beats)))
            scene = number

    def seen_before(self, who: str, scene: int, beat: int, leaves: bool = True,
                    apart: bool = True) -> tuple[int, int] | None:
        """Where `who` was last surely in the picture before a directive; None where they were not, where they left in
        between (unless `leaves` is False) or where time passes. What stands directly beside the directive tells of the
        same moment, unless `apart` is False."""
        skip = {(scene, index) for index in beside(self.episode.scenes[scene].beats, beat) if apart}
        for at in self.back(scene, beat):
            one = self.beat(at)
            if at[0] == scene and _passes(one):
                return None
            if who in leaving(one) and leaves and (at[0] == scene or not self._ends_with(at)):
                return None
            if isinstance(one, Change) and one.kind == "enter" and one.who == who and leaves:
                fresh = at in skip or (at[0] == scene and all((scene, index) in skip for index in range(at[1] + 1, beat)))
                return None if fresh else at
            if at not in skip and self.shows(who, one):
                return at
        return None

    def came_over(self, who: str, scene: int, beat: int) -> tuple[int, Span] | None:
        """The first scene of the episode and the heading of the last one of the episode before, where the action runs on
        from there to a directive and `who` was in the picture to its end; None otherwise."""
        first = scene
        for at in self.back(scene, beat):
            first, one = at[0], self.beat(at)
            comes = isinstance(one, Change) and one.kind == "enter" and one.who == who
            if comes or who in leaving(one) or _passes(one):
                return None
        while first and scene_before(self.episode, first) >= 0 and runs_on(self.episode.scenes[first]):
            first = scene_before(self.episode, first)
        state = self.flow.opening[first]
        here = self.episode.scenes[first]
        over = runs_on(here) and here.storytime == "present" and scene_before(self.episode, first) < 0
        where = state.since.get("closing")
        return (first, where) if over and who in state.closing and where is not None else None

    def seen_after(self, who: str, scene: int, beat: int) -> tuple[int, int] | None:
        """Where `who` is in the picture next after a directive; None where they leave, or come in, before that, or where
        time passes."""
        for at in self.on(scene, beat):
            one = self.beat(at)
            if isinstance(one, Change) and one.kind in ("enter", "exit") and one.who == who:
                return None
            if at[0] == scene and _passes(one):
                return None
            if (isinstance(one, Act) or (isinstance(one, Line) and one.channel not in UNSEEN)
                    or self.shows(who, one)) and who in self.flow.scenes[at[0]][at[1]].present:
                return at
        return None

    def texts(self, first: tuple[int, int], last: tuple[int, int]) -> Iterator[str]:
        """The words of action and speech from one position to another."""
        for number in range(first[0], last[0] + 1):
            for index, beat in enumerate(self.episode.scenes[number].beats):
                if first <= (number, index) <= last:
                    if isinstance(beat, Act):
                        yield beat.text
                    elif isinstance(beat, Line):
                        yield beat.words[0][1] if beat.words else ""

    def shows(self, who: str, beat: Beat) -> bool:
        """Whether `who` is surely in the picture at a beat: speaks there, is the subject of the shot, or does something;
        not where they are only named."""
        match beat:
            case Line():
                return who in beat.speakers and beat.channel not in UNSEEN
            case ShotAsk():
                return who in beat.subjects and not beat.free
            case Act():
                doing = (*(one for one, _ in (*beat.gestures, *beat.emotions)), *(one.who for one in beat.handlings))
                return who in doing or (who in beat.who and self._begins(who, beat.text))
        return False

    def _begins(self, who: str, text: str) -> bool:
        """Whether a sentence of `text` begins with `who`, alone or in company."""
        return any(one.kind == "cast" and one.id == who and leads(text, one.start) for one in self.names.mentions(text))

    def _ends_with(self, at: tuple[int, int]) -> bool:
        """Whether nothing more is seen in the scene after the beat in which somebody leaves."""
        rest = self.episode.scenes[at[0]].beats[at[1] + 1 :]
        return not any(isinstance(one, Act | Line) for one in rest)


def _passes(beat: Beat) -> bool:
    """Whether time may pass at a beat within a scene."""
    return (isinstance(beat, Edit) and beat.transition not in _CUTS) or (isinstance(beat, Title) and beat.style == "title")
