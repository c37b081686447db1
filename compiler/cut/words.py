"""Words on screen: subtitles, cards and the notice, placed on the film's clock and cut to the shots."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from ..base.diagnostic import Diagnostic
from ..base.nodes import node, replace
from ..story.nodes import Episode, Line, Title
from .breakdown import title_seconds
from .clock import Slot, Stage, by_stage
from .errors import finding
from .marks import marks
from .nodes import Card, Subtitle
from .sheet import Voice
from .subtitles import GAP, Cue, cues_of, too_fast
from .version import Version

OPENING = 2.5
"""Seconds at the head of the film over which the title and the notice stand (two seconds is what the Chinese labelling
rules ask of a notice, GB 45438-2025)."""
SOON = 5
"""How many lengths of the title may pass before it, for the sake of a shot with room."""
_FULL = frozenset(("cu", "bcu", "ecu"))
"""Sizes in which the face fills the frame, and the subtitles what is left."""
SLIVER = 4
"""Frames: words that would flash up for less than this beside a cut are left out of that shot."""


@node
class Heard:
    """A line on the clock: it is heard in frames `[start, stop)`. `beside` is spoken at the same time."""

    line: Line
    voice: Voice
    start: int
    stop: int
    beside: int = -1


def heard(stages: Sequence[Stage], slots: Sequence[Slot]) -> tuple[Heard, ...]:
    """Every line of the film in order, each once."""
    found: list[Heard] = []
    for slot in slots:
        for start, bit in slot.bits:
            if bit.part or not bit.voices:
                continue
            first = bit.voices[0].line
            for voice in bit.voices:
                line = stages[slot.stage].ground.scene.beats[voice.beat]
                if isinstance(line, Line):
                    at = start + bit.lead
                    found.append(Heard(line, voice, at, at + voice.frames, -1 if voice.line == first else first))
    return tuple(found)


def subtitles(lines: Sequence[Heard], slots: Sequence[Slot],
              version: Version) -> tuple[tuple[tuple[Subtitle, ...], ...], tuple[Diagnostic, ...]]:
    """The subtitles of every shot, and the lines that cannot be read in their time."""
    cues: list[Cue] = []
    found: list[Diagnostic] = []
    alone = [one for one in lines if one.beside < 0]
    beside = {one.beside: one for one in lines if one.beside >= 0}
    starts = [slot.start for slot in slots]
    for at, one in enumerate(alone):
        after = alone[at + 1].start - GAP if at + 1 < len(alone) else slots[-1].own
        joined = [beside[one.line.index]] if one.line.index in beside else []
        texts = _texts([one, *joined], version)
        stop = max(one.stop, *(other.stop for other in joined)) if joined else one.stop
        shown = cues_of(texts, one.start, stop, max(one.start + 1, min(after, _wall(slots, starts, stop))),
                        version.row(), version.fps)
        hurried = too_fast(shown, version.fps) if not joined else ()
        if hurried:
            found.append(finding("D406", one.line.span, language=", ".join(hurried)))
        cues.extend(shown)
    return tuple(_clipped(cues, slots)), tuple(found)


def _texts(lines: Sequence[Heard], version: Version) -> list[tuple[str, str]]:
    """What to show of lines that are heard together, top row first. A language without a translation shows the words of
    the script, once."""
    found: list[tuple[str, str]] = []
    for language in version.subtitles:
        for one in lines:
            words = one.line.text(language)
            shown = language if language in dict(one.line.words) else one.line.words[0][0]
            row = (shown, f"- {words}" if len(lines) > 1 else words)
            if row not in found:
                found.append(row)
    return found


def _wall(slots: Sequence[Slot], starts: Sequence[int], stop: int) -> int:
    """The frame that the subtitle of a line which ends at `stop` may not pass: the cut out of the shot that it ends in,
    or the fade before it."""
    slot = slots[max(0, bisect_right(starts, stop - 1) - 1)]
    return slot.own - slot.fade_out if slot.own - slot.fade_out >= stop else slot.own


def _clipped(cues: Sequence[Cue], slots: Sequence[Slot]) -> list[tuple[Subtitle, ...]]:
    found: list[tuple[Subtitle, ...]] = []
    first = 0
    for slot in slots:
        while first < len(cues) and cues[first].stop <= slot.start:
            first += 1
        inside, at = [], first
        while at < len(cues) and cues[at].start < slot.own:
            one = cues[at]
            start, stop = max(one.start, slot.start), min(one.stop, slot.own)
            whole = start == one.start and stop == one.stop
            if stop - start >= SLIVER or (whole and stop > start):
                inside.append(Subtitle(start - slot.start, stop - slot.start, one.rows))
            at += 1
        found.append(tuple(inside))
    return found


def cards(stages: Sequence[Stage], slots: Sequence[Slot], episode: Episode, version: Version) -> list[tuple[Card, ...]]:
    """The cards of every shot: the series and the number of the episode at the head, titles where they are written,
    overlays from where they are written on."""
    wanted: list[tuple[int, int, str, str]] = []
    text = _series(episode, version)
    if text and slots:
        wanted.append((*_title_place(slots, int(OPENING * version.fps + 0.5)), text, "series"))
    for slot in slots:
        for start, bit in slot.bits:
            beat = stages[slot.stage].ground.scene.beats[bit.beat] if bit.beat >= 0 else None
            if isinstance(beat, Title) and beat.style == "title":
                wanted.append((start, start + bit.frames, _words(beat, version), "title"))
    laid = [one for stage, own in zip(stages, by_stage(stages, slots), strict=True) for one in _overlays(stage, own, version)]
    return [(*_cards_in(slot, wanted), *_laid_over(slot, laid)) for slot in slots]


def _overlays(stage: Stage, own: Sequence[Slot], version: Version) -> Iterator[Card]:
    """The overlays of a scene on the film's clock, one after the other, up to the end of the scene."""
    free = 0
    for frame, mark in marks(stage, own):
        if isinstance(mark.beat, Title):
            start = max(frame, free)
            free = min(start + stage.ground.frames(title_seconds(stage.ground, mark.beat)), own[-1].own if own else 0)
            if free > start:
                yield Card(start, free, _words(mark.beat, version), "overlay")


def _laid_over(slot: Slot, laid: Sequence[Card]) -> Iterator[Card]:
    """Those of `laid`, which follow one another, that are seen in a shot, counted from its first frame."""
    first = bisect_right(laid, slot.start, key=lambda one: one.stop)
    for one in laid[first : bisect_left(laid, slot.start + slot.frames, key=lambda one: one.start)]:
        if min(one.stop, slot.start + slot.frames) - max(one.start, slot.start) >= min(SLIVER, one.stop - one.start):
            yield replace(one, start=one.start - slot.start, stop=one.stop - slot.start)


def _words(title: Title, version: Version) -> str:
    return dict(title.words).get(version.language, title.words[0][1])


def _title_place(slots: Sequence[Slot], length: int) -> tuple[int, int]:
    """The frames of the series' title: on the first shot of the opening scene that has room for it beside the faces and stands
    long enough, if that comes soon; else on the first shot, or behind a hook that is too short for it on the next. What comes
    after that scene moves no title."""
    soon = [slot for slot in slots if slot.stage == slots[0].stage and slot.start <= length * SOON]
    roomy = (slot for slot in soon if slot.own - slot.start >= length * 0.8 and slot.draft.framing.size not in _FULL)
    first = next(roomy, None)
    if first is not None:
        return first.start, min(first.start + length, first.own)
    first = next((slot for slot in slots[:2] if slot.own - slot.start >= length * 0.8), slots[0])
    start = first.start if first.start < length else 0
    return start, min(start + length, slots[-1].own)


def label(slot: Slot, version: Version) -> str:
    """The notice that the film was generated, in every shot of its first seconds."""
    return version.label if slot.start < int(OPENING * version.fps + 0.5) else ""


def _cards_in(slot: Slot, wanted: Sequence[tuple[int, int, str, str]]) -> tuple[Card, ...]:
    found = []
    for start, stop, text, kind in wanted:
        first, last = max(start, slot.start), min(stop, slot.own)
        if last - first >= min(12, stop - start):
            found.append(Card(first - slot.start, last - slot.start, text, kind))
    return tuple(found)


def _series(episode: Episode, version: Version) -> str:
    """The title of the series, and the episode's number in the version's language."""
    title = version.title or episode.title
    if not title:
        return ""
    number = f"第{episode.number}集" if version.language.startswith("zh") else f"Episode {episode.number}"
    return f"{title}\n{number}" if episode.number > 0 else title
