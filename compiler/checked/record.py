"""What remains of a script when it has been read: what the series needs to know of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import TypeVar

from ..base.diagnostic import Diagnostic
from ..base.nodes import node, replace
from ..craft.rule import Outline
from ..story.lowered import Suppression
from ..story.nodes import Act, Beat, Change, Episode, Fact, Line, Scene, ShotAsk
from ..story.presence import everybody
from ..story.reuse import Recordings
from ..syntax.tree import TitleEntry

Place = tuple[str, int, int]
_Value = TypeVar("_Value")


@node
class Compared:
    """A script as rules see it that compare episodes. `ledger` is the episode as the rules of continuity see it, `outline` as
    those of craft do."""

    ledger: Episode
    outline: Outline
    title: tuple[TitleEntry, ...] = ()


@node
class Record:
    """What a series needs to know of one script. `scenes` is how many it has; `borrows` whether it repeats a line that is not
    its own, so that what is heard is known only with the whole series. `compared` gives what rules see that compare episodes
    (it may raise ValueError or TypeError, as `places` may), `face` is a digest of it without its places, and `places` gives
    these in order. `syntax` are the parser's findings, `found` those of putting it together; `included` those in each file
    that it includes, by name; `used` the macros, `keys` those of its variants. `reads` has the digests of what it includes;
    `whole` is False where something that it names could not be read."""

    id: str
    number: int
    scenes: int
    borrows: bool
    face: str
    compared: Callable[[], Compared]
    places: Callable[[], Sequence[Place]]
    suppressions: tuple[Suppression, ...] = ()
    syntax: tuple[Diagnostic, ...] = ()
    found: tuple[Diagnostic, ...] = ()
    included: Mapping[str, tuple[Diagnostic, ...]] = field(default_factory=dict)
    used: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    reads: Mapping[str, str] = field(default_factory=dict)
    whole: bool = True


def itself(value: _Value) -> _Value:
    """`value`, for who asks for it when it is there already."""
    return value


def borrows(ledger: Episode) -> bool:
    """Whether an episode repeats a line that is not its own."""
    again = [line for line in ledger.lines() if line.same_as]
    own = Recordings((ledger,)) if again else None
    return own is not None and any(own.original(ledger.id, line) is None for line in again)


def ledger_of(episode: Episode) -> Episode:
    """`episode` with what rules compare: facts, the lines that have ids or repeat others, and, in one scene more,
    everybody who is in it."""
    scenes: list[Scene] = []
    for scene in episode.scenes:
        beats = [beat for beat in scene.beats
                 if (beat.id or beat.same_as if isinstance(beat, Line) else isinstance(beat, Fact))]
        if beats:
            scenes.append(replace(scene, beats=tuple(beats)))
    roll = Scene("", "", "", True, "", False, "", "", "present", (Act("", tuple(everybody(episode))),))
    return replace(episode, scenes=(*scenes, roll))


def bones_of(episode: Episode) -> Episode:
    """`episode` with all that changes the state, and all around it that a change may hang on: of scenes in which nothing
    changes, who is there. The words that are spoken are gone. Where nothing changes at all, the headings (which set the
    clock), the last scene and everybody's names are left."""
    changing = list(map(_changes, episode.scenes))
    last = len(episode.scenes) - 1
    if True in changing:
        return replace(episode, scenes=tuple(_last(scene) if number == last else _bare(scene, changing[number])
                                             for number, scene in enumerate(episode.scenes)))
    all = Act("", tuple(everybody(episode)))
    return replace(episode, scenes=tuple(replace(scene, beats=(*_last(scene).beats, all) if number == last else ())
                                         for number, scene in enumerate(episode.scenes)))


def _changes(scene: Scene) -> bool:
    """Whether a beat of a scene changes more than who is present."""
    for beat in scene.beats:
        if isinstance(beat, Act):
            if beat.handlings or beat.deaths:
                return True
        elif not isinstance(beat, Line) and isinstance(beat, Change | Fact):
            return True
    return False


def _bare(scene: Scene, changes: bool) -> Scene:
    """A scene without the words of its lines; one in which nothing `changes` with one beat of each kind that tells who is
    there."""
    if changes:
        return replace(scene, beats=tuple(map(_wordless, scene.beats)))
    kept: dict[object, Beat] = {}
    for beat in scene.beats:
        if isinstance(beat, Line):
            key: object = (beat.speakers, beat.channel)
        elif isinstance(beat, Act):
            key = (beat.who, beat.props, beat.places, beat.gestures, beat.emotions, beat.goes)
        elif isinstance(beat, ShotAsk):
            key = (beat.subjects, beat.on, beat.props)
        else:
            continue
        if key not in kept:
            kept[key] = _silent(beat)
    return replace(scene, beats=tuple(kept.values()))


def _last(scene: Scene) -> Scene:
    """The last scene, whose action tells who is seen to the end."""
    return replace(scene, beats=tuple(map(_wordless, scene.beats)))


def _wordless(beat: Beat) -> Beat:
    return replace(beat, words=(), delivery="", manner=()) if isinstance(beat, Line) else beat


def _silent(beat: Beat) -> Beat:
    return replace(beat, text="", sounds=()) if isinstance(beat, Act) else _wordless(beat)
