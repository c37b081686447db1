"""What a rule is, and what it may look at.

A rule is one file in `rules/`, named so that it reads well after "allow": its docstring is its documentation (a title
line, then What it checks, Why it matters, Example, Fix), `CODE` and `SEVERITY` are its own, and
`check(subject) -> Iterator[Diagnostic]` looks and speaks; it changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field

from ..base.diagnostic import Diagnostic, Severity
from ..base.nodes import node
from ..base.source import Source
from ..bible.names import Names
from ..bible.nodes import Bible
from ..story.lowered import Lowered, Unresolved
from ..story.nodes import Beat, Episode, Scene
from ..story.state import Flow, State
from ..syntax.tree import Script

Translations = Mapping[str, Mapping[str, Mapping[str, str]]]
"""Episode id to language to line id (or source text) to words."""


@node
class Subject:
    """A whole series as the rules see it. `scripts` and `sources` go by path; `episodes` and `flows` stand in story
    order, one flow for each episode; `sources` may hold the files of translations, to point into them. `whole` when every
    script, and all that scripts include, could be read."""

    bible: Bible
    names: Names
    scripts: Mapping[str, Script] = field(default_factory=dict)
    lowered: tuple[Lowered, ...] = ()
    episodes: tuple[Episode, ...] = ()
    flows: tuple[Flow, ...] = ()
    translations: Translations = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    whole: bool = True
    _kinds: list[list[frozenset[type]]] = field(init=False, repr=False, compare=False, default_factory=list)

    def unresolved(self, kind: str) -> Iterator[Unresolved]:
        """The names of one kind that lowering could not place."""
        return (one for lowered in self.lowered for one in lowered.unresolved if one.kind == kind)

    def beats(self) -> Iterator[tuple[Scene, Beat]]:
        """Every beat of the series in story order, with its scene; for rules that compare episodes, which see no states."""
        for episode in self.episodes:
            for scene in episode.scenes:
                for beat in scene.beats:
                    yield scene, beat

    def moments(self, *kinds: type[Beat]) -> Iterator[Moment]:
        """Every beat of the series in story order, with its scene and states; only those of some `kinds`, where these are
        named. Most rules look at few."""
        if not self._kinds:
            self._kinds.extend([[frozenset(map(type, scene.beats)) for scene in one.scenes] for one in self.episodes])
        for episode, flow, each in zip(self.episodes, self.flows, self._kinds, strict=True):
            for number, scene in enumerate(episode.scenes):
                if kinds and each[number].isdisjoint(kinds):
                    continue
                for index, beat in enumerate(scene.beats):
                    if not kinds or type(beat) in kinds:
                        yield Moment(episode, flow, scene, number, index, beat)


@node
class Moment:
    """Beat `index` of scene `number` of an episode."""

    episode: Episode
    flow: Flow
    scene: Scene
    number: int
    index: int
    beat: Beat

    def before(self) -> State:
        """The state that the beat finds."""
        return self.flow.before(self.number, self.index)

    def now(self) -> State:
        """The state that holds while the beat plays."""
        return self.flow.scenes[self.number][self.index]


@node
class Rule:
    """A rule as found in its file. `name` is the file's, `text` its docstring."""

    name: str
    code: str
    severity: Severity
    text: str
    check: Callable[[Subject], Iterator[Diagnostic]]
