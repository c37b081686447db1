"""The exposure sheet of a scene before it has a picture: bits of time in order, and what stands between them.

A bit is a stretch of screen time that is never cut: a clause of a line, a sentence of action, a look, a pause. The
director gives each bit a framing; neighbours with one framing become one shot.
"""

from __future__ import annotations

from ..base.nodes import node
from ..story.nodes import Change, Edit, Marker, Music, ShotAsk, Sound, StoryBeat, Title


@node
class Here:
    """What holds at a beat: who is in the place, and what each wears, holds and is marked with; `fallen` are those who
    have died in this scene, `out` the props that it has shown by then."""

    present: tuple[str, ...] = ()
    wearing: tuple[tuple[str, str], ...] = ()
    holding: tuple[tuple[str, tuple[str, ...]], ...] = ()
    marks: tuple[tuple[str, tuple[str, ...]], ...] = ()
    fallen: tuple[str, ...] = ()
    out: frozenset[str] = frozenset()


@node
class Voice:
    """A line of the episode as it is heard. `speakers` whose lips may move are in the place (`seen`); `frames` is its
    whole length; `peak` marks the strongest line of the scene."""

    line: int
    beat: int
    speakers: tuple[str, ...]
    seen: tuple[str, ...]
    channel: str
    frames: int
    peak: bool


@node
class Bit:
    """A stretch of time that is never cut.

    kind       establish, act, look, pov, insert, enter, exit, give, speak, listen (somebody hears the line), react
               (somebody takes it in), title or hold
    beat       index of the scene's beat that it shows, or -1 where the director added it
    frames     its length; `lead` of them pass before a line begins
    who        whom the picture is about, most important first; `other` whom they face, or empty
    prop       the thing that is shown
    voices     the lines heard in it; a line in several parts stands in each, `part` counting from zero
    hook       the first thing that the audience sees of the episode
    told       what the script says is done in it, where it does
    """

    kind: str
    beat: int
    frames: int
    tension: float
    here: Here
    who: tuple[str, ...] = ()
    other: str = ""
    prop: str = ""
    voices: tuple[Voice, ...] = ()
    part: int = 0
    lead: int = 0
    gestures: tuple[tuple[str, str], ...] = ()
    emotions: tuple[tuple[str, str], ...] = ()
    sounds: tuple[str, ...] = ()
    hook: bool = False
    told: str = ""


@node
class Mark:
    """What stands between two bits: beat `at` of the scene, which asks for a shot, an edit, a sound or music, lays words
    over the picture, changes the state or marks a place, and what holds there."""

    at: int
    beat: ShotAsk | Edit | Sound | Music | Change | Title | StoryBeat | Marker
    here: Here


Item = Bit | Mark
