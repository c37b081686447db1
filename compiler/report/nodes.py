"""What a report says, as plain data: what `--format json` writes, and all that the page is drawn from.

Times are seconds of the finished film, counted from the start of the episode. Names are as the series' language has them.
"""

from __future__ import annotations

from ..base.nodes import node

SCHEMA = "dramac-report-1"


@node
class Stretch:
    """Something that holds from `start` for `seconds`. `text` says what (an outfit, a holder, a place), `scene` counts the
    scenes of the episode from zero; `strong` where it is also seen."""

    start: float
    seconds: float
    text: str = ""
    scene: int = -1
    strong: bool = True


@node
class Lane:
    """One row of a timeline: somebody or something, when it holds, and the moments inside that matter (who speaks)."""

    id: str
    name: str
    stretches: tuple[Stretch, ...]
    accents: tuple[Stretch, ...] = ()


@node
class ShotFacts:
    """A shot of the cut. `size` of stdlib `sizes`; `tension` 0 to 1."""

    start: float
    seconds: float
    scene: int
    size: str
    tension: float


@node
class SceneFacts:
    """A scene. `storytime` of stdlib `storytimes`. `said` and `played` are its mean feeling, -1 to 1: as its words tell, and
    as its lines are tagged; None where nothing is told."""

    number: str
    heading: str
    place: str
    interior: bool
    time: str
    storytime: str
    start: float
    seconds: float
    shots: int
    lines: int
    words: int
    cast: tuple[str, ...]
    said: float | None
    played: float | None
    path: str
    line: int


@node
class Moment:
    """A mark on the film's clock: `kind` beat (`text` of stdlib `beats`), slot (`text` says for what), ad-break or paywall."""

    start: float
    kind: str
    text: str


@node
class Voice:
    """How much one character speaks, and for how long they are in the picture's place."""

    id: str
    name: str
    lines: int
    words: int
    seconds: float
    present: float
    scenes: int


@node
class Size:
    """How much of the film is in one shot size."""

    id: str
    name: str
    shots: int
    seconds: float


@node
class Against:
    """A line whose words feel one way and which is played another: -1 to 1 each."""

    episode: str
    line: int
    who: str
    text: str
    emotion: str
    said: float
    played: float
    start: float


@node
class Felt:
    """A line on the emotion arc: how its words feel and how it is tagged to be played, -1 to 1; None where nothing is told."""

    start: float
    seconds: float
    who: str
    said: float | None
    played: float | None


@node
class EpisodeFacts:
    """One episode. `first_line` is when somebody first speaks, None where nobody does; `estimated` counts the lines whose
    length is an estimate; `work` the seconds of computing that the plan expects."""

    id: str
    number: int
    title: str
    seconds: float
    words: int
    estimated: int
    first_line: float | None
    scenes: tuple[SceneFacts, ...]
    shots: tuple[ShotFacts, ...]
    presence: tuple[Lane, ...]
    wardrobe: tuple[Lane, ...]
    props: tuple[Lane, ...]
    voices: tuple[Voice, ...]
    sizes: tuple[Size, ...]
    moments: tuple[Moment, ...]
    arc: tuple[Felt, ...]
    against: tuple[Against, ...]
    errors: int
    warnings: int
    hints: int
    work: float


@node
class PlaceFacts:
    """A place: in how many scenes and episodes, for how long."""

    name: str
    scenes: int
    episodes: int
    seconds: float


@node
class Tie:
    """Two characters who are in one place at one time."""

    one: str
    other: str
    seconds: float
    scenes: int


@node
class Entry:
    """A mention in the story ledger. `start` counts from the start of the series; `kind` plant, payoff, reveals, knows."""

    kind: str
    episode: str
    scene: str
    line: int
    start: float
    who: tuple[str, ...]


@node
class Account:
    """A fact of the story ledger. `state`: paid (planted, then paid off), open (planted, never paid), early (paid off
    before it is planted), bare (paid off, never planted), told (only revealed or known)."""

    fact: str
    state: str
    entries: tuple[Entry, ...]


@node
class Alike:
    """Two episodes and how alike they are, 0 to 1: in words, in people and places, and in rhythm."""

    one: str
    other: str
    words: float
    people: float
    rhythm: float


@node
class Homogeneity:
    """How alike the episodes are on average, 0 (each different) to 100 (all one), and the means that it is made of."""

    score: float
    words: float
    people: float
    rhythm: float


@node
class Work:
    """What the plan expects of one kind of task: how many, and how many seconds of computing on one core."""

    action: str
    tasks: int
    seconds: float


@node
class Offer:
    """What the shots would cost at a generator's list price: `billed` seconds after rounding up to the clips it sells."""

    model: str
    resolution: str
    price: float
    billed: float
    cost: float


@node
class Cost:
    """What the plan can tell today about cost. Offers are in `currency`; `as_of` and `source` date the prices."""

    work: tuple[Work, ...]
    offers: tuple[Offer, ...]
    currency: str
    budget: float | None
    as_of: str
    source: str


@node
class Finding:
    """All findings of one code: how many, and the first."""

    code: str
    level: str
    count: int
    message: str
    path: str
    line: int


@node
class Accepted:
    """A finding that the writers accept, where and why; or, without a line, a code that the bible turns off."""

    code: str
    message: str
    reason: str
    path: str
    line: int


@node
class Talk:
    """What is known of women who talk to one another. `women` and `men` count the speakers whose bible entry says so,
    `unsaid` those of whom nothing is said. `together` names the scenes in which two women answer each other and nobody else
    speaks; `free` those of them in which no man is named or meant. Nothing is guessed from a name."""

    women: int
    men: int
    unsaid: int
    together: tuple[str, ...]
    free: tuple[str, ...]


@node
class Report:
    """The whole report. `spoken` is the language of the voices; `unit` what words are counted in: words or characters."""

    schema: str
    title: str
    language: str
    spoken: str
    unit: str
    seconds: float
    episodes: tuple[EpisodeFacts, ...]
    voices: tuple[Voice, ...]
    sizes: tuple[Size, ...]
    places: tuple[PlaceFacts, ...]
    ties: tuple[Tie, ...]
    ledger: tuple[Account, ...]
    alike: tuple[Alike, ...]
    homogeneity: Homogeneity | None
    talk: Talk
    cost: Cost
    findings: tuple[Finding, ...]
    accepted: tuple[Accepted, ...]
    colours: tuple[tuple[str, str, str], ...] = ()
    """Of each outfit its owner's name, its own, and the colour that the bible gives it first."""
