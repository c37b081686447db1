"""A line of dialogue as bits of time: the breath before it, its clauses, and the look that answers it."""

from __future__ import annotations

from ..base.nodes import replace
from ..story.nodes import Act, Beat, Line
from .ground import DISTANT, Ground, neighbour, seen
from .sheet import Bit, Here, Voice
from .subtitles import SHORTEST
from .tension import STRONG, of_line
from .time import clauses, frames, share, weight
from .version import seconds_of

ONE_PART, PART, LONGEST_PART, SHORTEST_PART = 3.6, 1.8, 4.0, 0.9
"""Seconds: a line up to the first stays whole; a part is cut after a clause once it has the second; the third is split
between words; nothing shorter than the fourth is left over. Cuts every 2 to 4 s are the norm of vertical drama."""
REACTION, PEAK_REACTION = 1.1, 1.4
TAIL, HEAVY_TAIL = 0.1, 0.25
"""Seconds of air after the last word, so that a cut never stands on it; more where the subtitle needs it."""
_SLOW = frozenset(("sad", "tears", "tender", "cold", "suspicion", "shy", "pain", "resolve"))
_QUICK = frozenset(("anger", "fear", "plead", "joy"))


def breath(line: Line, before: Line | None, heavy: bool, opening: bool) -> float:
    """Seconds of silence before `line`: 6 to 14 frames at 24 a second, longer before a strong line that does not come
    out of a quarrel."""
    if opening or line.dual:
        return 0.25
    if heavy and line.emotion not in _QUICK:
        return 0.75
    if line.emotion in _SLOW:
        return 0.55
    if before is not None and (line.emotion in _QUICK or "fast" in line.manner or before.speakers == line.speakers):
        return 0.25
    return 0.35


def line_bits(ground: Ground, at: int, line: Line, partner: Line | None, before: Line | None, *, peak: bool,
              quiet: int) -> tuple[Bit, ...]:
    """The bits of `line` (beat `at`), with `partner` spoken at the same time where there is one. `before` is the line
    before it in the scene, `peak` marks the strongest line of the scene, `quiet` counts the lines since somebody's
    reaction was seen."""
    here = _with(ground.here[at], line)
    text = line.text(ground.version.language)
    tension = of_line(line, text, ground.along(at), ground.lift(at))
    strong = tension >= STRONG or peak
    voices = [_voice(ground, at, line, here, peak)]
    if partner is not None:
        here = _with(here, partner)
        voices.append(_voice(ground, at + 1, partner, here, peak))
    length = max(one.frames for one in voices)
    other = listener(ground, at, line, here, before)
    subject = _subject(line, here, voices)
    if other in subject:
        spoken_by = {*subject, *line.speakers}
        other = next((one for one in here.present if one not in spoken_by), "")
    lead = ground.frames(breath(line, before, strong, ground.first and before is None and at == 0))
    tail = max(ground.frames(HEAVY_TAIL if strong else TAIL), ground.frames(SHORTEST) - length)
    parts = _parts(ground, line, length, strong and bool(other))
    answers = _answers(ground.scene.beats, at, other)
    found = []
    for part, size in enumerate(parts):
        first, final = part == 0, part == len(parts) - 1
        hears = bool(other) and not first and partner is None and _cuts_away(part, len(parts), strong, quiet)
        found.append(Bit(
            "listen" if hears else "speak", at, size + (lead if first else 0) + (tail if final else 0), tension, here,
            who=(other,) if hears else subject, other=subject[0] if hears and subject else other, voices=tuple(voices),
            part=part, lead=lead if first else 0, emotions=_felt(line) if first else ()))
    if strong and other and found[-1].kind == "speak" and not answers and (peak or quiet >= 2):
        found.append(Bit("react", at, ground.frames(PEAK_REACTION if peak else REACTION), tension, here, who=(other,),
                         other=subject[0] if subject else ""))
    return tuple(found)


def listener(ground: Ground, at: int, line: Line, here: Here, before: Line | None) -> str:
    """Whom `line` is spoken to: whoever spoke last or will speak next and is here, else anyone here, else nobody."""
    others = [one for one in here.present if one not in line.speakers]
    follows = neighbour(ground.scene.beats, at, 1)
    for near in (before, follows if isinstance(follows, Line) else None):
        if near is not None and near.channel not in DISTANT:
            for one in near.speakers:
                if one in others:
                    return one
    return others[0] if others else ""


def _with(here: Here, line: Line) -> Here:
    """`here` with the speakers in it when their line puts them into the picture."""
    if line.channel:
        return here
    missing = tuple(one for one in line.speakers if one not in here.present)
    return replace(here, present=(*here.present, *missing)) if missing else here


def _voice(ground: Ground, at: int, line: Line, here: Here, peak: bool) -> Voice:
    length = frames(seconds_of(line, ground.version, ground.script).seconds, ground.version.fps)
    return Voice(line.index, at, line.speakers, seen(line, here), line.channel, length, peak)


def _subject(line: Line, here: Here, voices: list[Voice]) -> tuple[str, ...]:
    """Whom the picture of `line` is about: those who speak in it; else the thinker, the listener, or whoever is
    here."""
    speaking = tuple(dict.fromkeys(who for voice in voices for who in voice.seen))
    if speaking:
        return speaking
    if line.channel in ("vo", "inner"):
        own = tuple(one for one in line.speakers if one in here.present)
        return own[:1] or here.present[:1]
    return tuple(one for one in here.present if one not in line.speakers)[:1]


def _parts(ground: Ground, line: Line, length: int, answered: bool) -> tuple[int, ...]:
    """`length` frames in stretches between which the picture may be cut: at clauses, or between words of a long one."""
    fps = ground.version.fps
    language = ground.language(line)
    pieces = clauses(line.text(ground.version.language)) or ("",)
    spans = [size for size in share(length, [weight(one, language) for one in pieces]) if size]
    if length <= ONE_PART * fps:
        last = spans[-1]
        if answered and len(spans) > 1 and last >= SHORTEST_PART * fps and length - last >= 1.2 * fps:
            return (length - last, last)
        return (length,)
    found: list[int] = []
    for size in spans:
        count = int(size / (LONGEST_PART * fps)) + 1
        for one in share(size, [1.0] * count):
            short = bool(found) and (found[-1] < PART * fps or one < SHORTEST_PART * fps)
            if short and found[-1] + one <= LONGEST_PART * fps:
                found[-1] += one
            else:
                found.append(one)
    return tuple(found)


def _cuts_away(part: int, parts: int, strong: bool, quiet: int) -> bool:
    """Whether part `part` of a line is heard over the listener: the end of a strong line, every second part of a
    long."""
    if parts == 2:
        return strong or quiet >= 2
    return part % 2 == 1


def _answers(beats: tuple[Beat, ...], at: int, other: str) -> bool:
    """Whether the next thing that happens is `other` speaking or acting: then the cut to them is the reaction."""
    after = neighbour(beats, at, 1)
    if isinstance(after, Line):
        return other in after.speakers and not after.channel
    return isinstance(after, Act) and other in after.who


def _felt(line: Line) -> tuple[tuple[str, str], ...]:
    return tuple((one, line.emotion) for one in line.speakers) if line.emotion else ()
