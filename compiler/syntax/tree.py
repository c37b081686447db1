"""The tree of one script: what the writer typed, classified, nothing lost.

Every element carries the span of its own text. `Script.lines` covers the file without gap or overlap, so that joining
their texts gives the file back; elements say what the lines mean.
"""

from __future__ import annotations

from dataclasses import field

from ..base.nodes import maker, node
from ..base.source import Source, Span


@node
class Line:
    """One physical line with its line end. `kind` is the lexer's terminal name (`HEADING`, `CUE`, `ACTION`, …)."""

    kind: str
    text: str
    span: Span = field(compare=False)


@node
class Run:
    """A stretch of text in one style. `style` holds any of `b`, `i`, `u`."""

    text: str
    style: str = ""


make_run = maker(Run)


@node
class Text:
    """Words as read: emphasis marks resolved into `runs`, notes and boneyard removed. `plain` is the runs joined."""

    plain: str
    runs: tuple[Run, ...]
    span: Span = field(compare=False)


make_text = maker(Text)


@node
class TitleEntry:
    """`Key: value` of the title page. `values` holds one entry a line."""

    key: str
    values: tuple[str, ...]
    span: Span = field(compare=False)
    key_span: Span = field(compare=False)


@node
class Name:
    """A name as written, to be resolved later."""

    text: str
    span: Span = field(compare=False)


make_name = maker(Name)


@node
class Heading:
    """`INT. FOX SHRINE - NIGHT #12#`. `setting` is INT, EXT, INT/EXT or EST; empty when a forced heading has none."""

    setting: str
    place: Name
    time: Name | None
    number: str
    forced: bool
    span: Span = field(compare=False)


@node
class Action:
    """A paragraph of action. `centred` for `> text <`, `lyric` for a `~` line outside a speech."""

    text: Text
    centred: bool
    span: Span = field(compare=False)
    lyric: bool = False


make_action = maker(Action)


@node
class Parenthetical:
    """`(softly)` inside a speech, without its brackets."""

    text: Text
    span: Span = field(compare=False)


@node
class Dialogue:
    """Spoken words between two parentheticals (or cue and end). `lyric` for `~` lines. `id` and `same_as` from the
    notes `[[id: …]]` and `[[same-as: …]]` at its end."""

    text: Text
    lyric: bool
    id: Name | None
    same_as: Name | None
    span: Span = field(compare=False)


make_dialogue = maker(Dialogue)


@node
class Speech:
    """A cue and what is said under it. `extensions` as written, without brackets (`V.O.`, `CONT'D`)."""

    cue: Name
    extensions: tuple[Name, ...]
    dual: bool
    forced: bool
    parts: tuple[Parenthetical | Dialogue, ...]
    span: Span = field(compare=False)


make_speech = maker(Speech)


@node
class Transition:
    """`CUT TO:` or `> SMASH CUT TO:`, without mark and colon."""

    text: Name
    forced: bool
    span: Span = field(compare=False)


@node
class Section:
    """`# Act one` (depth 1 to 6)."""

    depth: int
    text: Text
    span: Span = field(compare=False)


@node
class Synopsis:
    """`= What happens here.`"""

    text: Text
    span: Span = field(compare=False)


@node
class PageBreak:
    """`===`."""

    span: Span = field(compare=False)


@node
class ShotSpec:
    """What a `[[shot: …]]` note or a shot slug asks for; None or empty where it is silent. Words are stdlib ids.

    `size` of stdlib `sizes`, `composition` of `compositions`, `angle` of `angles`, `move` of `moves`; `subjects` and
    `on` (the far person of an over-the-shoulder, or what is looked at) as written; `seconds` the hold.
    """

    size: str = ""
    composition: str = ""
    angle: str = ""
    move: str = ""
    subjects: tuple[Name, ...] = ()
    on: Name | None = None
    seconds: float | None = None


@node
class ShotSlug:
    """`CLOSE ON LIN` alone, or as the leading run of an action line (`rest` is then that line's remaining text)."""

    spec: ShotSpec
    rest: Text | None
    span: Span = field(compare=False)


@node
class Directive:
    """`[[kind: …]]`, typed. `args` maps the kind's argument names to what was written:

    shot    spec: ShotSpec
    look    look: Name
    time    mode: str (stdlib `storytimes`: flashback, dream, montage, intercut, present), detail: str
    wears   who: Name, what: Name                 marks  who: Name, what: Name
    takes   who: Name, what: Name                 drops  who: Name, what: Name
    gives   who: Name, to: Name, what: Name
    enter   who: Name, side: str ("left", "right" or "")       exit  who: Name, side: str
    sound   sound: Name, seconds: float | None
    music   mood: tuple[str, ...], instruments: tuple[str, ...], level: str ("under", "full"), stop: bool
    title   text: str, seconds: float | None
    hold    seconds: float
    circle  take: int
    lint    off: bool, code: str, reason: str
    id      id: Name                              same-as  line: Name
    dies    who: Name                             knows    who: Name, what: Name
    plant   what: Name                            payoff   what: Name
    reveals what: Name, to: tuple[Name, ...] (empty: all who are present)
    beat    beat: str (stdlib `beats`)            overlay  text: str, seconds: float | None
    slot    text: str, default: str               ad-break, paywall, end: nothing
    include path: Name
    use     macro: Name, given: tuple[tuple[Name, Name], ...] (parameter and what is given for it)
    set     variable: Name, value: Name
    variant conditions: tuple[tuple[Name, tuple[Name, ...]], ...] (a key and the values that it may have)
    """

    kind: str
    args: dict[str, object]
    span: Span = field(compare=False)
    kind_span: Span = field(compare=False)


@node
class Comment:
    """A note that is no directive."""

    text: str
    span: Span = field(compare=False)


Element = (Heading | Action | Speech | Transition | ShotSlug | Section | Synopsis | PageBreak | Directive | Comment)


@node
class Script:
    """A whole file. `kinds` has the kind of each physical line, `ends` where each ends."""

    source: Source = field(compare=False)
    title: tuple[TitleEntry, ...] = ()
    body: tuple[Element, ...] = ()
    kinds: tuple[str, ...] = field(default=(), compare=False, repr=False)
    ends: tuple[int, ...] = field(default=(), compare=False, repr=False)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The physical lines. `"".join(line.text for line in script.lines) == script.source.text`."""
        text, path, start = self.source.text, self.source.path, 0
        found = []
        for kind, end in zip(self.kinds, self.ends, strict=True):
            found.append(Line(kind, text[start:end], Span(path, start, end)))
            start = end
        return tuple(found)

    def entry(self, key: str) -> TitleEntry | None:
        """The title-page entry called `key` (case and spaces do not matter), if there is one."""
        wanted = key.casefold().replace(" ", "")
        return next((one for one in self.title if one.key.casefold().replace(" ", "") == wanted), None)

    def value(self, key: str) -> str:
        """The value of a title-page entry on one line, or the empty string."""
        entry = self.entry(key)
        return " ".join(entry.values).strip() if entry else ""


def print_script(script: Script) -> str:
    """The file as it was, byte for byte once encoded."""
    return "".join(line.text for line in script.lines)


