"""Timelines: the swim lanes of presence, wardrobe and props, and the pacing curve, all on the film's own clock."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from ..nodes import EpisodeFacts, Lane, ShotFacts, Stretch
from .svg import (
    GUTTER,
    WIDE,
    clock,
    clock_ticks,
    figure,
    folded,
    label,
    legend,
    line,
    num,
    path,
    plain,
    rect,
    swatch,
    table,
    ticks,
)
from .words import Say, entry

_ROW, _HEAD, _FOOT = 26.0, 30.0, 26.0
_RIGHT = WIDE - 14
_MOST_LANES = 40
_STEPS = 240


def x_of(seconds: float, whole: float) -> float:
    """Where a moment of a film of `whole` seconds stands."""
    return GUTTER + (_RIGHT - GUTTER) * (seconds / whole if whole else 0.0)


def presence(id: str, facts: EpisodeFacts, kinds: Mapping[str, str], say: Say) -> str:
    """Who is in the place, and when they speak."""
    lanes = facts.presence[:_MOST_LANES]
    body = _stage(facts, len(lanes))
    for at, lane in enumerate(lanes):
        kind = kinds.get(lane.id, "cx")
        y = _HEAD + at * _ROW
        body.append(_name(y, lane.name))
        body += [rect(x_of(one.start, facts.seconds), y + 5, _w(one, facts), _ROW - 10, f"there {kind}",
                      f"{lane.name}: {_when(one)}{_where(one, facts)}") for one in lane.stretches]
        body += [rect(x_of(one.start, facts.seconds), y + (8 if one.strong else 11), _w(one, facts),
                      _ROW - (16 if one.strong else 22), f"says {kind}", f"{lane.name} {_when(one)}: {one.text}")
                 for one in lane.accents]
    rows = [(lane.name, plain(sum(one.seconds for one in lane.stretches)), plain(sum(one.seconds for one in lane.accents)),
             len(lane.accents)) for lane in facts.presence]
    below = legend((("there cx", say("in the place")), ("says cx", say("speaking")))) + folded(say("As a table"), table(
        (say("Character"), say("Present, s"), say("Speaking, s"), say("Lines")), rows, (1, 2, 3)))
    return figure(id, say("Who is here, and who speaks"),
                  say("Each lane is a character over the running time; the pale bar is presence, the solid bar speech; "
                      "bands are scenes."), _HEAD + len(lanes) * _ROW + _FOOT, body, below)


def held(id: str, title: str, told: str, facts: EpisodeFacts, lanes: Sequence[Lane], kind_of: Callable[[Lane, str], str],
         colour_of: Callable[[Lane, str], str], head: tuple[str, str], say: Say) -> str:
    """Lanes of what holds: outfits on people, holders of props. Nothing where there is none."""
    if not lanes:
        return ""
    shown = lanes[:_MOST_LANES]
    body = _stage(facts, len(shown))
    for at, lane in enumerate(shown):
        y = _HEAD + at * _ROW
        body.append(_name(y, lane.name))
        body.append(line(GUTTER, y + _ROW / 2, _RIGHT, y + _ROW / 2, "thread"))
        for one in lane.stretches:
            kind = "held" if one.strong else "held away"
            body.append(rect(x_of(one.start, facts.seconds), y + 6, _w(one, facts), _ROW - 12,
                             f"{kind} {kind_of(lane, one.text)}", f"{lane.name}: {one.text}, {_when(one)}{_where(one, facts)}",
                             swatch(colour_of(lane, one.text))))
        body += _captions(lane, y, facts, colour_of)
    rows = [(lane.name, text, plain(seconds)) for lane in lanes for text, seconds in _sums(lane)]
    return figure(id, title, told, _HEAD + len(shown) * _ROW + _FOOT, body,
                  folded(say("As a table"), table((*head, say("Seconds")), rows, (2,))))


def pacing(id: str, facts: EpisodeFacts, say: Say) -> str:
    """Tension over time above, the length of each shot below; marks of story and business across both."""
    top, high, low = 40.0, 130.0, 90.0
    base = top + high
    body = _bands(facts, top, high + 34 + low)
    body += [label(GUTTER - 8, top + high * (1 - value) + 4, plain(value), "tick", "end") for value in (0, 0.5, 1)]
    body += [line(GUTTER, top + high * (1 - value), _RIGHT, top + high * (1 - value), "grid") for value in (0, 0.5, 1)]
    steps = eased(facts, _STEPS)
    points = [point for one in steps for point in (
        (x_of(one.start, facts.seconds), base - high * one.tension),
        (x_of(one.start + one.seconds, facts.seconds), base - high * one.tension))]
    if points:
        body += [path([(points[0][0], base), *points, (points[-1][0], base)], "area", closed=True), path(points, "curve")]
    body += [rect(x_of(one.start, facts.seconds), top, (_RIGHT - GUTTER) * one.seconds / max(facts.seconds, 0.01), high, "touch",
                  f"{clock(one.start)}: {say('tension')} {one.tension:.2f}") for one in steps]
    body += _shot_lengths(facts, base + 34, low)
    body += _marks(facts, top, base + 34 + low, say)
    body += [label(8, top + 12, say("Tension"), "axis"), label(8, top + 28, "0–1", "tick"),
             label(8, base + 46, say("Shot length"), "axis"), label(8, base + 62, say("seconds"), "tick")]
    rows = [(at, clock(one.start), plain(one.seconds), one.size.upper(), f"{one.tension:.2f}", facts.scenes[one.scene].number
             or one.scene + 1) for at, one in enumerate(facts.shots, 1)]
    told = say("The curve is the tension of each shot, 0 to 1; the bars below are the lengths of the shots in seconds; "
               "dashed lines are story beats, ad breaks and pay points.")
    if len(facts.shots) > _STEPS:
        told += say(" A film of so many shots is drawn in {n} equal steps, each the mean of its shots.", n=_STEPS)
    return figure(id, say("Pace: tension and shot lengths"), told,
                  base + 34 + low + _FOOT, [*body, *clock_axis(facts.seconds, base + 34 + low)], folded(say("As a table"), table(
                      (say("Shot"), say("At"), say("Seconds"), say("Size"), say("Tension"), say("Scene")), rows, (0, 1, 2, 4))))


def clock_axis(seconds: float, y: float) -> list[str]:
    """The time axis under a plot."""
    found = [line(GUTTER, y, _RIGHT, y, "rule")]
    for at in clock_ticks(seconds):
        x = x_of(at, seconds)
        found += [line(x, y, x, y + 5), label(x, y + 18, clock(at), "tick", "middle")]
    return found


def whole_series(id: str, episodes: Sequence[EpisodeFacts], kinds: Mapping[str, str], names: Sequence[tuple[str, str]],
                 say: Say) -> str:
    """Who is there in which episode: lanes of the most seen of `names` (id and name), columns as wide as the episodes are
    long, bars as the scenes lie."""
    total = sum(one.seconds for one in episodes)
    shown = names[:_MOST_LANES]
    bottom = _HEAD + len(shown) * _ROW
    body, offset = [], 0.0
    width = (_RIGHT - GUTTER) / max(1, len(episodes))
    for at, one in enumerate(episodes):
        x, w = x_of(offset, total), (_RIGHT - GUTTER) * one.seconds / max(total, 0.01)
        body.append(rect(x, _HEAD - 6, w, bottom - _HEAD + 6, "band" if at % 2 else "band odd", f"{one.id} {one.title}"))
        if width > 26 or at % max(1, int(30 / width)) == 0:
            body.append(label(x + w / 2 if width > 26 else x, 16, one.number or one.id, "tick", "middle" if width > 26 else ""))
        body += _cells(one, offset, total, {id: row for row, (id, _) in enumerate(shown)}, kinds)
        offset += one.seconds
    body += [_name(_HEAD + at * _ROW, name) for at, (_, name) in enumerate(shown)]
    rows = [(name, *(_share(one, who) for one in episodes)) for who, name in names] if len(episodes) <= 100 else []
    below = folded(say("As a table"), table((say("Present, s"), *(one.id for one in episodes)), rows,
                                            range(1, len(episodes) + 1))) if rows else ""
    return figure(id, say("The series: who is there when"),
                  say("Each lane is a character, each column an episode as wide as it is long; bars are presence, the solid "
                      "part is speech."), bottom + _FOOT, [*body, *clock_axis(total, bottom)], below)


def _cells(one: EpisodeFacts, offset: float, total: float, rows: Mapping[str, int], kinds: Mapping[str, str]) -> Iterable[str]:
    whole = (_RIGHT - GUTTER) / max(total, 0.01)
    for lane in one.presence:
        if lane.id not in rows:
            continue
        y, kind = _HEAD + rows[lane.id] * _ROW, kinds.get(lane.id, "cx")
        told = f"{lane.name}, {one.id}: {plain(sum(each.seconds for each in lane.stretches))} s"
        for each in _merged(lane.stretches, 1.2 / whole):
            yield rect(x_of(offset + each.start, total), y + 5, whole * each.seconds, _ROW - 10, f"there {kind}", told)
        for each in _merged(lane.accents, 1.2 / whole):
            yield rect(x_of(offset + each.start, total), y + 9, whole * each.seconds, _ROW - 18, f"says {kind}", told)


def _merged(stretches: Sequence[Stretch], gap: float) -> list[Stretch]:
    """`stretches` with those made one that nobody could see apart."""
    found: list[Stretch] = []
    for one in sorted(stretches, key=lambda each: each.start):
        last = found[-1] if found else None
        if last and one.start - (last.start + last.seconds) < gap:
            end = max(last.start + last.seconds, one.start + one.seconds)
            found[-1] = replace(last, seconds=end - last.start)
        else:
            found.append(one)
    return found


def _share(one: EpisodeFacts, who: str) -> str:
    return next((plain(voice.present) for voice in one.voices if voice.id == who), "")


def _stage(facts: EpisodeFacts, lanes: int) -> list[str]:
    bottom = _HEAD + lanes * _ROW
    return [*_bands(facts, _HEAD - 4, bottom - _HEAD + 4), *clock_axis(facts.seconds, bottom)]


def _bands(facts: EpisodeFacts, y: float, height: float) -> list[str]:
    found = []
    for at, one in enumerate(facts.scenes):
        x, w = x_of(one.start, facts.seconds), (_RIGHT - GUTTER) * one.seconds / max(facts.seconds, 0.01)
        kind = "band past" if one.storytime in ("flashback", "dream") else "band" if at % 2 else "band odd"
        number = one.number or str(at + 1)
        found.append(rect(x, y, w, height, kind, f"{number}. {one.heading} ({plain(one.seconds)} s)"))
        if w > 9 * len(number) + 4:
            found.append(label(x + 4, y - 5, number, "tick", told=one.heading))
    return found


def eased(facts: EpisodeFacts, most: int) -> Sequence[ShotFacts]:
    """The shots of a film, or of one with more than `most` as many equal steps, each with the means of the shots that begin
    in it (a step in which none begins is a part of the one before)."""
    if len(facts.shots) <= most:
        return facts.shots
    groups: dict[int, list[ShotFacts]] = {}
    for one in facts.shots:
        groups.setdefault(min(most - 1, int(one.start * most / facts.seconds)), []).append(one)
    starts = [group[0].start for group in groups.values()]
    return [ShotFacts(group[0].start, stop - group[0].start, group[0].scene, "",
                      sum(one.tension * one.seconds for one in group) / max(0.01, sum(one.seconds for one in group)))
            for group, stop in zip(groups.values(), [*starts[1:], facts.seconds])]


def _shot_lengths(facts: EpisodeFacts, top: float, height: float) -> list[str]:
    """A bar for each shot, or for each step of a long film, as tall as the shots in it are long on average."""
    steps = eased(facts, _STEPS)
    counts = [1] * len(steps)
    if steps is not facts.shots:
        begins = [one.start for one in facts.shots]
        counts = [bisect_left(begins, one.start + one.seconds) - bisect_left(begins, one.start) for one in steps]
    tops = [one.seconds / max(1, count) for one, count in zip(steps, counts)]
    marks = ticks(max(tops, default=1.0), 3)
    base = top + height
    found = []
    for value in marks:
        y = base - height * value / marks[-1]
        found += [line(GUTTER, y, _RIGHT, y, "grid"), label(GUTTER - 8, y + 4, plain(value), "tick", "end")]
    for one, long in zip(steps, tops):
        x, w = x_of(one.start, facts.seconds), (_RIGHT - GUTTER) * one.seconds / max(facts.seconds, 0.01)
        tall = height * long / marks[-1]
        found.append(rect(x + 0.4, base - tall, w - 0.8, tall, "shot",
                          f"{clock(one.start)}: {plain(long)} s {one.size.upper()}"))
    return found


def _marks(facts: EpisodeFacts, top: float, bottom: float, say: Say) -> list[str]:
    found, free = [], 0.0
    for one in facts.moments:
        x = x_of(one.start, facts.seconds)
        found.append(line(x, top - 4, x, bottom, f"mark {one.kind}"))
        words = (entry("beats", one.text, say) if one.kind == "beat" else one.text or say(one.kind))[:24]
        if x >= free:
            found.append(label(x + 3, top - 20, words, f"marked {one.kind}", told=f"{clock(one.start)} {say(one.kind)}: {words}"))
            free = x + 7.5 * sum(2 if ord(char) > 0x2e80 else 1 for char in words) + 8
    return found


def _captions(lane: Lane, y: float, facts: EpisodeFacts, colour_of: Callable[[Lane, str], str]) -> list[str]:
    """What a bar says, where it changes and there is room."""
    found, last, free = [], "", 0.0
    for one in lane.stretches:
        x = x_of(one.start, facts.seconds)
        room = 7.0 * sum(2 if ord(char) > 0x2e80 else 1 for char in one.text) + 10
        if one.text != last and x >= free and _w(one, facts) > room:
            found.append(label(x + 5, y + _ROW / 2 + 4, one.text, f"inside {_ink(colour_of(lane, one.text), one.strong)}"))
            last, free = one.text, x + room
    return found


def _ink(colour: str, strong: bool) -> str:
    """Whether words on a bar are black or white: by its colour's luminance (Rec. 709), or as the page has it."""
    if not swatch(colour):
        return "" if strong else "faint"
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "black" if 0.2126 * red + 0.7152 * green + 0.0722 * blue > 140 else "white"


def _name(y: float, name: str) -> str:
    width = sum(2 if ord(char) > 0x2e80 else 1 for char in name)
    short = name if width <= 17 else name[: 16 if width == len(name) else 8] + "…"
    return label(GUTTER - 10, y + _ROW / 2 + 4, short, "name", "end", name if short != name else "")


def _w(one: Stretch, facts: EpisodeFacts) -> float:
    return (_RIGHT - GUTTER) * one.seconds / max(facts.seconds, 0.01)


def _when(one: Stretch) -> str:
    return f"{clock(one.start)}–{clock(one.start + one.seconds)}"


def _where(one: Stretch, facts: EpisodeFacts) -> str:
    return f", {facts.scenes[one.scene].heading}" if 0 <= one.scene < len(facts.scenes) else ""


def _sums(lane: Lane) -> list[tuple[str, float]]:
    found: dict[str, float] = {}
    for one in lane.stretches:
        found[one.text] = found.get(one.text, 0.0) + one.seconds
    return list(found.items())


def spark(facts: EpisodeFacts, wide: float = 150.0, high: float = 26.0) -> str:
    """The tension of an episode, small enough for a table."""
    points = [(one.start / max(facts.seconds, 0.01) * wide, high - 2 - (high - 4) * one.tension) for one in eased(facts, 75)]
    points += [(wide, points[-1][1])] if points else []
    drawn = path([(0, high), *points, (wide, high)], "area", closed=True) + path(points, "curve")
    return (f'<svg class="spark" viewBox="0 0 {num(wide)} {num(high)}" width="{num(wide)}" height="{num(high)}" role="img">'
            f"<title>{clock(facts.seconds)}</title>{drawn}</svg>")
