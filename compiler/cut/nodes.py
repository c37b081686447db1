"""The cut of one version of one episode: shots in order, each from a setup, with frame-exact timing.

All times are whole frames at `Cut.fps`. Nothing here names a script line or a position in the series: equal setups and
equal shots are equal values, so passes can share them. `spans` stand outside equality.
"""

from __future__ import annotations

from dataclasses import field

from ..base.digest import LATER
from ..base.nodes import node
from ..base.source import Span
from ..bible.wording import NOTHING, Said, Words


@node
class Costume:
    """What a character looks like in a setup; resolved from bible and state. Ids and colours as in `bible.nodes`; `said`
    are the writer's words, which a drawn film has no use for."""

    character: str
    age: int
    sex: str
    build: str
    height: str
    hair_style: str
    hair_colour: str
    skin: str
    eyes: str
    facial_hair: str
    features: tuple[str, ...]
    garment: str
    colours: tuple[str, ...]
    pattern: str
    accessories: tuple[str, ...]
    marks: tuple[str, ...]
    said: Said = field(default=Said(), metadata=LATER)


@node
class Thing:
    """A prop as drawn: `shape` of stdlib `props`, colours `#rrggbb`; and as the writer has it in `words`."""

    id: str
    shape: str
    colours: tuple[str, ...]
    words: Words = field(default=NOTHING, metadata=LATER)


@node
class Posture:
    """How somebody is placed: `kind` sit, kneel, lie (fall, in a scene, until they speak), or empty for who stands. `seat`
    (stdlib `seats`) and `table` (stdlib `tables`) are what they sit on and at; of who stands what they will sit down on."""

    kind: str
    seat: str = ""
    table: str = ""


@node
class Figure:
    """A person in a setup. `x` is the place across the frame, -1 left edge to 1 right edge, of the head; `facing` is
    where the head is turned: left, right, front or away; `foreground` for the dark shoulder of an over-the-shoulder;
    `posture` how they are placed when the shot begins, none for who stands."""

    costume: Costume
    x: float
    facing: str
    foreground: bool = False
    holding: Thing | None = None
    posture: Posture | None = field(default=None, metadata=LATER)


@node
class Set:
    """The place as seen: `kind` of stdlib `places`, `time` of `times`, `weather` of `weathers`, `light` of `lights`;
    and as the writer has it in `words`, and its `things` in theirs."""

    place: str
    kind: str
    interior: bool
    time: str
    weather: str
    light: str
    colours: tuple[str, ...]
    features: tuple[str, ...]
    words: Words = field(default=NOTHING, metadata=LATER)
    things: tuple[Words, ...] = field(default=(), metadata=LATER)


@node
class Style:
    """How the picture is graded: `grade` of stdlib `grades`, `treatment` of `storytimes` (flashback, dream …) or empty."""

    grade: str = "neutral"
    treatment: str = ""
    grain: float = 0.0
    vignette: float = 0.5
    palette: tuple[str, ...] = ()


@node
class Setup:
    """A camera position: crews shoot by setup, not in script order. `hand` is whose hand holds the thing of an insert: it
    stands outside equality, for the shot is the same whoever is asked to hold it."""

    set: Set
    style: Style
    size: str
    composition: str
    angle: str
    figures: tuple[Figure, ...] = ()
    insert: Thing | None = None
    hand: Costume | None = field(default=None, compare=False)

    def words(self) -> list[Words]:
        """All of the writer's words for what is seen."""
        found = [self.set.words, *self.set.things]
        for one in self.figures:
            said = one.costume.said
            found += [said.outfit, *said.worn, *said.looks, said.hair, *said.marks]
        return found + [one.words for one in (self.insert, *(each.holding for each in self.figures)) if one is not None]


@node
class Mood:
    """From `frame` on, the face of `character` shows `emotion` at `intensity` (0 to 1) and looks at `gaze`: "left", "right",
    "down", "up", "camera", "away"; "left-up", "right-down" … where whoever is looked at sits lower or stands higher."""

    character: str
    frame: int
    emotion: str
    intensity: float
    gaze: str


@node
class Gesture:
    """From `frame`, for `frames` frames, `character` makes a `gesture` of stdlib `gestures` (nod, point, enter-left …)."""

    character: str
    frame: int
    frames: int
    gesture: str


@node
class Told:
    """From `frame` on, what the script says is done: `words`, in which marks stand for those of `who` (cast ids), in order."""

    frame: int
    words: Words
    who: tuple[str, ...] = ()


@node
class Spoken:
    """Line `line` of the episode (`story.Line.index`) is heard from `frame` of the shot; before the shot's start when
    negative (a line that runs over a cut). `mouth` names the figure whose lips move, or is empty."""

    line: int
    frame: int
    mouth: str


@node
class Subtitle:
    """Rows of text shown in frames `[start, stop)` of the shot, top row first, each with its language."""

    start: int
    stop: int
    rows: tuple[tuple[str, str], ...]


@node
class Card:
    """Words on screen in frames `[start, stop)`: `kind` series, title, overlay, place-time or end. An overlay that goes on
    over a cut begins before the shot's first frame, or ends after its last."""

    start: int
    stop: int
    text: str
    kind: str


@node
class Transition:
    """Into this shot: `kind` of stdlib `transitions`. `frames` overlap with the shot before (0 for a plain cut, and for
    fades, which happen inside a shot)."""

    kind: str = "cut"
    frames: int = 0


@node
class Clip:
    """A piece of a shot as a model makes it: `frames` frames at the model's rate, of which `keep` are used after the first
    `skip`. `[start, stop)` are the frames of the shot that it covers."""

    frames: int
    keep: int
    skip: int
    start: int
    stop: int


@node
class Shot:
    """A stretch of screen time from one setup. `frames` includes the overlaps at both ends; `clips` are what a model makes it
    of, none where it is drawn; `told` what models are told is done. `label` tells whether the "AI-generated" notice stands in
    it. `fade_in` and `fade_out` count frames from and to `fade_colour`. `fresh` are the marks that came in this scene, each with
    who bears it."""

    setup: Setup
    frames: int
    move: str = "static"
    take: int = 1
    moods: tuple[Mood, ...] = ()
    gestures: tuple[Gesture, ...] = ()
    spoken: tuple[Spoken, ...] = ()
    subtitles: tuple[Subtitle, ...] = ()
    cards: tuple[Card, ...] = ()
    transition: Transition = Transition()
    fade_in: int = 0
    fade_out: int = 0
    fade_colour: str = "#000000"
    label: str = ""
    tension: float = 0.0
    clips: tuple[Clip, ...] = ()
    fresh: tuple[tuple[str, str], ...] = ()
    told: tuple[Told, ...] = ()
    spans: tuple[Span, ...] = field(default=(), compare=False)


@node
class SoundCue:
    """A sound effect from `start` for `frames` frames of the cut; `gain` in dB, `pan` -1 to 1. `bed` for ambience that
    loops under a scene."""

    sound: str
    start: int
    frames: int
    gain: float = 0.0
    pan: float = 0.0
    bed: bool = False


@node
class MusicCue:
    """A music bed from `start` for `frames` frames. `tension` 0 to 1 shapes it; `sting` for a short accent."""

    mood: tuple[str, ...]
    instruments: tuple[str, ...]
    start: int
    frames: int
    tension: float
    gain: float = 0.0


@node
class Marker:
    """Something that stands at `frame` of the film and shows nothing: `kind` slot (a product may be placed: `text` says
    which, `default` what stands there otherwise), ad-break, paywall, or beat (`text` of stdlib `beats`)."""

    kind: str
    frame: int
    text: str = ""
    default: str = ""


@node
class Cut:
    """The ordered shots of one version (`language`) of one episode, with its sound and its markers in order of time. `safe` is
    the box that its platform keeps free for words: left, top, right, bottom as parts of the frame; none for frames that no
    platform covers."""

    episode: str
    language: str
    fps: int
    width: int
    height: int
    shots: tuple[Shot, ...]
    sounds: tuple[SoundCue, ...] = ()
    music: tuple[MusicCue, ...] = ()
    markers: tuple[Marker, ...] = ()
    safe: tuple[float, ...] = ()

    def starts(self) -> tuple[int, ...]:
        """The frame at which each shot begins in the finished film, overlaps counted once."""
        at, found = 0, []
        for shot in self.shots:
            at -= shot.transition.frames
            found.append(at)
            at += shot.frames
        return tuple(found)

    def frames(self) -> int:
        """The length of the finished film in frames."""
        return sum(shot.frames - shot.transition.frames for shot in self.shots)


@node
class LineTiming:
    """How long a line lasts: `seconds` of voice, and whether that was `measured` or is an estimate."""

    seconds: float
    measured: bool
