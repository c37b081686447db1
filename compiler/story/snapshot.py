"""What holds at one moment of the series, and the moments of an episode."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

from ...stdlib import fold
from ..base.nodes import node
from ..base.source import Span
from .handed import Event
from .possible import Spot


@node
class State:
    """A snapshot. `present` are the cast ids and extras who can be in the picture, in order of appearance; `wearing`
    maps a cast id to a key of its wardrobe; `holding` and `marks` map it to props and marks, and hold no empty entries;
    `lying` maps a prop that was put down to the place; `broken` are the props that are; `rivals` maps a prop to a second
    place where it may be (somebody, or a place), after what was told of it cannot be, or can be read in two ways;
    `out` are the props that this scene has shown, or one before it that runs on into it: not in a pocket, whoever has them;
    `dead` are those who have died; `knowing` holds pairs of somebody and a fact that they were told (see `knows`), in
    sets of falling size, so that snapshots share all but the smallest.

    Of the episodes before only: `seen` are all whom they name, `clock` is the time of day at the end of the last, `closing`
    are those with several outfits or with marks who are surely in the picture of its last scene, and stay to its end, `sky`
    is the weather that is told last as the action runs on to its end, and where that ends.

    Of this episode only: `where` maps a cast id to the place where they were last seen, `skies` a place to its time of
    day and weather when it was last seen, both as they were when the scene began.

    `since` tells where a fact was last set: `holds:PROP`, `breaks:PROP`, `wears:WHO`, `marks:WHO`, `dies:WHO`,
    `falls:WHO` (who dies in prose alone), `clock`, `closing`, `sky` and, in this scene, `exit:WHO` and `goes:WHO` (who
    goes out in prose alone). What the bible says at the start has no entry. `told` says of each fact that the audience was told,
    whatever the story time: when (flashback, dream, or empty) and to whom it was told last; `reveals:FACT` where.
    """

    present: tuple[str, ...] = ()
    wearing: Mapping[str, str] = field(default_factory=dict)
    holding: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lying: Mapping[str, str] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    out: frozenset[str] = frozenset()
    rivals: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    marks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    dead: frozenset[str] = frozenset()
    knowing: tuple[frozenset[tuple[str, str]], ...] = ()
    seen: frozenset[str] = frozenset()
    clock: str = ""
    closing: tuple[str, ...] = ()
    sky: tuple[str, str] = ("", "")
    where: Mapping[str, str] = field(default_factory=dict)
    skies: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    since: Mapping[str, Span] = field(default_factory=dict, compare=False)
    told: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict, compare=False)

    def holder(self, prop: str) -> str:
        """Who holds `prop`, or the empty string."""
        return next((who for who, props in self.holding.items() if prop in props), "")

    def spot(self, prop: str) -> Spot:
        """Where `prop` is, as far as it was told."""
        return Spot(self.holder(prop), self.lying.get(prop, ""))

    def alive(self, who: str) -> bool:
        """Whether `who` has not died."""
        return who not in self.dead

    def knows(self, who: str, fact: str) -> bool:
        """Whether `who` was told `fact`, however it is written (`Pendant Secret` is `pendant-secret`)."""
        pair = (who, fold(fact))
        return any(pair in some for some in self.knowing)


@node
class Handled:
    """An event with a prop in scene number `scene`: the state `before` it, and what is wrong with it (see
    `possible.fault`), or empty."""

    scene: int
    event: Event
    before: State
    fault: str = ""


@node
class Flow:
    """The states of one episode. `scenes[s][b]` holds while beat `b` of scene `s` plays, its own change included;
    `opening[s]` when the scene begins; `after` when the next episode does. `handled` is what is done with props."""

    episode: str
    opening: tuple[State, ...]
    scenes: tuple[tuple[State, ...], ...]
    after: State
    handled: tuple[Handled, ...] = ()

    def states(self) -> Iterator[State]:
        """All the states, those that begin scenes among them, without order."""
        yield from self.opening
        for inside in self.scenes:
            yield from inside

    def before(self, scene: int, beat: int) -> State:
        """The state that beat `beat` of scene `scene` finds."""
        return self.scenes[scene][beat - 1] if beat else self.opening[scene]
