"""What comparing two states of a series found. `before` and A are the older state, `after` and B the newer one."""

from __future__ import annotations

from dataclasses import field

from ..base.nodes import node
from ..base.source import Span

KINDS = ("added", "changed", "sound", "moved", "removed")
"""What may have happened to a shot. `sound`: its pictures stay, what is heard over them does not. `moved`: the same
pictures and the same sound in another place."""


@node
class Cause:
    """Why something differs. `kind` is one word of `explain.ORDER`; `text` says it in full. `at` are places in the files of
    B that say so, `was` places in those of A where B has none. `derived` where nobody wrote it: the director decided
    otherwise, because of what stands at these places."""

    kind: str
    text: str
    at: tuple[Span, ...] = ()
    was: tuple[Span, ...] = ()
    derived: bool = False


@node
class Work:
    """Tasks of B that A does not have: how many, how many of those are in the store, and what the others are expected to
    cost: seconds on a GPU, seconds elsewhere (on one core), US dollars."""

    tasks: int = 0
    cached: int = 0
    gpu: float = 0.0
    cpu: float = 0.0
    money: float = 0.0

    def to_make(self) -> int:
        """Those that have to be made."""
        return self.tasks - self.cached

    def plus(self, other: Work) -> Work:
        """Both together."""
        return Work(self.tasks + other.tasks, self.cached + other.cached, self.gpu + other.gpu, self.cpu + other.cpu,
                    self.money + other.money)


@node
class ShotChange:
    """A shot that is not what and where it was. `number` counts the shots of the film in B from one (0 for one that was
    removed), `was` those in A (0 for one that was added); `came_from` names its episode in A where that is another one.
    `start` and `seconds` are its place and length, in A for one that was removed; `was_seconds` its length in A. `moved` where
    it is also in another place. `stays`: nothing that a GPU makes for it is new, though something did (only its words or its
    grade are put on again). `work` are the tasks that it is the first to need."""

    kind: str
    number: int
    was: int
    label: str
    place: str
    said: str
    start: float
    seconds: float
    was_seconds: float = 0.0
    came_from: str = ""
    moved: bool = False
    stays: bool = False
    causes: tuple[Cause, ...] = ()
    spans: tuple[Span, ...] = ()
    work: Work = Work()


@node
class EpisodeChange:
    """One film: an episode in a language. `kind` is same, changed, added or removed; `was` its id in A where that is another
    (a file was renamed). `kept` counts the shots that are what and where they were. `film` are causes that lie in no shot:
    sounds, music, title, format. `remade` are the actions after the shots that have to be done again (mix, master …)."""

    episode: str
    language: str
    title: str
    kind: str
    was: str = ""
    seconds: float = 0.0
    was_seconds: float = 0.0
    shots: tuple[ShotChange, ...] = ()
    kept: int = 0
    film: tuple[Cause, ...] = ()
    remade: tuple[str, ...] = ()
    work: Work = Work()

    def count(self, kind: str) -> int:
        """How many shots are of `kind`."""
        return sum(one.kind == kind for one in self.shots)


@node
class ActionWork:
    """The tasks of one action: how many both states have, how many only A had (`dropped`), and the `work` that is new."""

    action: str
    kept: int
    dropped: int
    work: Work


@node
class Changes:
    """The whole comparison. `standing` is what B lacks in the store and A lacked as well: no cost of the edit. `estimated`
    counts the lines of B that have not been spoken, so that their lengths, and the cuts, are estimates; `estimated_before`
    those of A. `calm` counts the films in which nothing changed."""

    episodes: tuple[EpisodeChange, ...] = ()
    actions: tuple[ActionWork, ...] = ()
    work: Work = Work()
    standing: Work = Work()
    estimated: int = 0
    estimated_before: int = 0
    calm: int = field(default=0)

    def count(self, kind: str) -> int:
        """How many shots of all films are of `kind`."""
        return sum(one.count(kind) for one in self.episodes)
