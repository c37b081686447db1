"""The story of one episode: scenes and beats in order, every name resolved to an id of the bible.

Spans stand outside equality and digest. Beats say what happens; what holds at each beat (who is here, wearing and
holding what) is computed by `state.py`, never stored.
"""

from __future__ import annotations

from dataclasses import field

from ..base.digest import LATER
from ..base.nodes import maker, node
from ..base.source import NOWHERE, Span


@node
class Reuse:
    """`[[same-as: …]]`: the id of the line whose recording is heard again."""

    id: str
    span: Span = field(default=NOWHERE, compare=False)


@node
class Line:
    """Words that one or more characters speak in one go.

    `index` counts the lines of the episode from zero. `id` is the writer's (`l7f3`) or empty. `speakers` are cast ids,
    or names of extras. `manner`
    holds stdlib ids of `manners`, `emotion` one of `emotions` (empty: not said), `intensity` 0 to 1. `channel` of
    stdlib `channels`: "" in the picture, "vo" voice-over, "os" off screen, "phone", "inner", "radio", "pa".
    `words` maps a language to the text to speak and to subtitle; the script's own language is always in it. A line
    `same_as` another is delivered as that one is (see `reuse.py`). `continued` is where its cue says CONT'D, which goes
    for the first line under it.
    """

    index: int
    id: str
    speakers: tuple[str, ...]
    words: tuple[tuple[str, str], ...]
    channel: str = ""
    emotion: str = ""
    intensity: float = 0.5
    manner: tuple[str, ...] = ()
    delivery: str = ""
    lyric: bool = False
    dual: bool = False
    same_as: Reuse | None = None
    span: Span = field(default=NOWHERE, compare=False)
    continued: Span | None = field(default=None, compare=False)

    def text(self, language: str) -> str:
        """The words in `language`, or the script's own where there is no translation."""
        return dict(self.words).get(language, self.words[0][1])


make_line = maker(Line)


@node
class Handling:
    """What the cast id `who` does with a prop, as prose tells it. `kind` is takes, gives (to the cast id `to`), drops, uses
    (has it in hand: raises, opens, reads, wields, wears it), breaks or mends. `sure` is False where the words can be read in
    another way: nothing follows from it but a hint."""

    kind: str
    who: str
    prop: str
    to: str = ""
    sure: bool = True


@node
class Posture:
    """The cast id `who` (empty: everybody there) sits or stands, as prose tells it. `kind` is a stdlib id of `postures`; `seat`
    (of `seats`) and `table` (of `tables`) are what they sit on and at, empty where nothing is said."""

    who: str
    kind: str
    seat: str = ""
    table: str = ""


@node
class Act:
    """A paragraph of action. `who` are the cast ids that it mentions, `props` the props, `places` the places, in order of
    mention; `gestures` pairs a cast id with a stdlib id of `gestures`; `emotions` a cast id with an emotion; `handlings`
    say in order what is done with props; `deaths` are those who die, `goes` those who go out for good;
    `postures` who sits down and who is on their feet, in order."""

    text: str
    who: tuple[str, ...] = ()
    props: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    handlings: tuple[Handling, ...] = ()
    gestures: tuple[tuple[str, str], ...] = ()
    emotions: tuple[tuple[str, str], ...] = ()
    sounds: tuple[str, ...] = ()
    deaths: tuple[str, ...] = ()
    goes: tuple[str, ...] = ()
    postures: tuple[Posture, ...] = field(default=(), metadata=LATER)
    span: Span = field(default=NOWHERE, compare=False)


make_act = maker(Act)


@node
class ShotAsk:
    """The writer's own framing for what follows. Subjects are cast ids; `props` prop ids; `free` undeclared things."""

    size: str = ""
    composition: str = ""
    angle: str = ""
    move: str = ""
    subjects: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    props: tuple[str, ...] = ()
    free: tuple[str, ...] = ()
    seconds: float | None = None
    take: int = 1
    span: Span = field(default=NOWHERE, compare=False)


@node
class Change:
    """A change of continuity state. `kind` is wears, takes, gives, drops, marks, enter, exit or dies; `what` a wardrobe
    key, prop id or mark; `to` the receiver of `gives`; `side` left, right or empty."""

    kind: str
    who: str
    what: str = ""
    to: str = ""
    side: str = ""
    span: Span = field(default=NOWHERE, compare=False)


@node
class Sound:
    """A sound effect: stdlib id of `sounds`."""

    sound: str
    seconds: float | None = None
    span: Span = field(default=NOWHERE, compare=False)


@node
class Music:
    """A music cue from here on. `mood` of stdlib `moods`, `instruments` of `instruments`; `stop` ends it."""

    mood: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    level: str = "under"
    stop: bool = False
    span: Span = field(default=NOWHERE, compare=False)


@node
class Title:
    """Text on screen (`words` by language, as in `Line`). `style` title stands by itself; overlay (a message, a caption)
    lies over the picture while that goes on."""

    words: tuple[tuple[str, str], ...]
    seconds: float | None = None
    style: str = "title"
    span: Span = field(default=NOWHERE, compare=False)


@node
class Hold:
    """A pause on the picture."""

    seconds: float
    span: Span = field(default=NOWHERE, compare=False)


@node
class Edit:
    """A transition out of what stands before: stdlib id of `transitions`."""

    transition: str
    span: Span = field(default=NOWHERE, compare=False)


@node
class Fact:
    """An entry of the story ledger about the fact `id`, as declared or else as written. `kind` plant sets it up, payoff
    pays it off, reveals tells it to `who` (nobody: all who are present), knows says that `who` act on it here."""

    kind: str
    id: str
    who: tuple[str, ...] = ()
    span: Span = field(default=NOWHERE, compare=False)


@node
class StoryBeat:
    """What the moment that follows is in the story: `beat` of stdlib `beats` (hook, reveal, cliffhanger …)."""

    beat: str
    span: Span = field(default=NOWHERE, compare=False)


@node
class Marker:
    """A place that business cares about. `kind` slot is one for a product (`text` says what is to be seen, `default` what
    stands there when nobody has paid), ad-break one for an advertisement, paywall a pay point."""

    kind: str
    text: str = ""
    default: str = ""
    span: Span = field(default=NOWHERE, compare=False)


Beat = Line | Act | ShotAsk | Change | Sound | Music | Title | Hold | Edit | Fact | StoryBeat | Marker


@node
class Scene:
    """One scene. `place` is a bible id; `corner` the rest of a sub-place (`HOUSE - STAIR` → `STAIR`); `interior` as the
    heading says; `time` of stdlib `times` (already inherited through CONTINUOUS); `continuous` when it follows without a
    gap; `weather` and `look` ids or empty; `storytime` of `storytimes`. Only checks ask the rest: `heading` is where its
    heading stands (or that of the scene which a change of story time splits), `follows` the heading's word of `continuity`
    or empty, `timed` whether the heading gives the time of day itself, `part` morning or
    afternoon where it says so, `ago` the years that a flashback says it lies back, `sky` the weather (of `noise.SKY`) that its
    heading or action tells last, or empty."""

    number: str
    place: str
    corner: str
    interior: bool
    time: str
    continuous: bool
    weather: str
    look: str
    storytime: str
    beats: tuple[Beat, ...]
    span: Span = field(default=NOWHERE, compare=False)
    heading: Span = field(default=NOWHERE, compare=False)
    follows: str = field(default="", compare=False)
    timed: bool = field(default=False, compare=False)
    ago: float | None = field(default=None, compare=False)
    part: str = field(default="", compare=False)
    sky: str = field(default="", compare=False)


@node
class Episode:
    """One episode. `id` is the file's stem (`ep01`); `language` the script's own."""

    id: str
    number: int
    title: str
    language: str
    scenes: tuple[Scene, ...]
    span: Span = field(default=NOWHERE, compare=False)

    def lines(self) -> tuple[Line, ...]:
        """All lines in order."""
        return tuple(beat for scene in self.scenes for beat in scene.beats if isinstance(beat, Line))
