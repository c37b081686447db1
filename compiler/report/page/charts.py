"""Charts: dialogue balance, shot sizes, feelings, and a row for each episode."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..nodes import EpisodeFacts, Report, Size, Voice
from .svg import GUTTER, WIDE, clock, dot, figure, folded, label, legend, line, path, plain, rect, table, ticks
from .timelines import clock_axis, x_of
from .words import Say, entry

_ROW = 26.0
_RIGHT = WIDE - 60
_MOST = 24


def balance(id: str, voices: Sequence[Voice], kinds: Mapping[str, str], unit: str, say: Say) -> str:
    """Who speaks how much, and is there for how long."""
    speaking = [one for one in voices if one.lines]
    total = sum(one.seconds for one in speaking)
    words = sum(one.words for one in speaking)
    shown = speaking[:_MOST]
    top = ticks(max((one.seconds for one in shown), default=1.0))
    scale = (_RIGHT - GUTTER) / top[-1]
    bottom = 8 + len(shown) * _ROW
    body = []
    for value in top:
        x = GUTTER + value * scale
        body += [line(x, 4, x, bottom, "grid"), label(x, bottom + 16, plain(value), "tick", "middle")]
    body.append(label(_RIGHT + 14, bottom + 16, "s", "tick"))
    for at, one in enumerate(shown):
        y = 8 + at * _ROW
        share = one.seconds / total if total else 0.0
        body += [label(GUTTER - 10, y + _ROW / 2 + 4, _short(one.name), "name", "end", one.name),
                 rect(GUTTER, y + 5, one.seconds * scale, _ROW - 10, f"bar {kinds.get(one.id, 'cx')}",
                      say("{name}: {seconds} s of speech, {lines} lines, {words}", name=one.name, seconds=plain(one.seconds),
                          lines=one.lines, words=_count(one.words, unit, say))),
                 label(GUTTER + one.seconds * scale + 6, y + _ROW / 2 + 4, f"{share:.0%}", "tick")]
    rows = [(one.name, one.lines, one.words, _part(one.words, words), plain(one.seconds), _part(one.seconds, total),
             plain(one.words / one.lines) if one.lines else "", plain(one.present), one.scenes) for one in voices]
    head = (say("Character"), say("Lines"), say("Characters" if unit == "characters" else "Words"), "%", say("Speaking, s"),
            "%", say("Per line"), say("Present, s"), say("Scenes"))
    return figure(id, say("Dialogue balance"),
                  say("Estimated seconds of speech of each character, and their share of all speech."), bottom + 24,
                  body, folded(say("As a table"), table(head, rows, range(1, 9))))


def sizes(id: str, title: str, rows: Sequence[tuple[str, Sequence[Size]]], say: Say) -> str:
    """One bar for each row (an episode, the series), divided into shot sizes by screen time, widest first."""
    used = list(dict.fromkeys(one.id for _, row in rows for one in row))
    order = ("els", "ws", "fs", "mls", "ms", "mcu", "cu", "bcu", "ecu")
    used.sort(key=lambda id: order.index(id) if id in order else len(order))
    high = 22.0 if len(rows) < 30 else 14.0
    body = []
    for at, (name, row) in enumerate(rows):
        total, x, y = sum(one.seconds for one in row), GUTTER, 4 + at * high
        body.append(label(GUTTER - 10, y + high / 2 + 4, _short(name), "name", "end", name))
        for one in row:
            w = (WIDE - 14 - GUTTER) * one.seconds / total if total else 0.0
            part = one.seconds / total if total else 0.0
            body.append(rect(x, y + 1.5, w, high - 3, f"z {_shade(one.id)}",
                             f"{name}: {entry('sizes', one.id, say)} {part:.0%}, {plain(one.seconds)} s, {one.shots}"))
            if w > 46 and high > 20:
                body.append(label(x + w / 2, y + high / 2 + 4, f"{one.id.upper()} {part:.0%}", f"on {_shade(one.id)}", "middle"))
            x += w
    bottom = 4 + len(rows) * high
    for percent in range(0, 101, 25):
        x = GUTTER + (WIDE - 14 - GUTTER) * percent / 100
        body += [line(x, bottom, x, bottom + 4), label(x, bottom + 17, f"{percent} %", "tick", "middle")]
    marks = legend((f"z {_shade(id)}", f"{id.upper()} {entry('sizes', id, say)}") for id in used)
    data = [(name, *(next((f"{one.shots} / {plain(one.seconds)} s" for one in row if one.id == id), "") for id in used))
            for name, row in rows]
    return figure(id, title, say("Share of screen time in each shot size, from the widest to the tightest."), bottom + 24, body,
                  marks + folded(say("As a table"), table(("", *(one.upper() for one in used)), data, range(1, len(used) + 1))))


def feelings(id: str, facts: EpisodeFacts, say: Say) -> str:
    """How the words of each line feel, and how the lines are tagged to be played."""
    top, high = 12.0, 150.0
    middle = top + high / 2
    body = []
    for value, words in ((1, "+1"), (0, "0"), (-1, "\u22121")):
        y = middle - value * high / 2
        body += [line(GUTTER, y, WIDE - 14, y, "rule" if not value else "grid"), label(GUTTER - 8, y + 4, words, "tick", "end")]
    body += [label(8, top + 8, say("Feels good"), "axis"), label(8, top + high, say("Feels bad"), "axis")]
    meant = []
    for one in facts.arc:
        x, w = x_of(one.start, facts.seconds), x_of(one.start + one.seconds, facts.seconds) - x_of(one.start, facts.seconds)
        when = f"{clock(one.start)} {one.who}"
        if one.said is not None:
            y = middle - one.said * high / 2
            body.append(rect(x, min(y, middle), w, max(1.5, abs(y - middle)), "good" if one.said >= 0 else "bad",
                             f"{when}: {say('words')} {one.said:+.2f}"))
        if one.played is not None:
            y = middle - one.played * high / 2
            meant.append((x + w / 2, y, f"{when}: {say('tags')} {one.played:+.2f}"))
    body.append(path([(x, y) for x, y, _ in meant], "meant"))
    body += [dot(x, y, 3.5, "meant", told) for x, y, told in meant]
    rows = [(one.number or at, one.heading, "" if one.said is None else f"{one.said:+.2f}",
             "" if one.played is None else f"{one.played:+.2f}") for at, one in enumerate(facts.scenes, 1)]
    marks = legend((("good", say("words feel good")), ("bad", say("words feel bad")), ("meant", say("as the lines are tagged"))))
    head = (say("Scene"), say("Heading"), say("Words"), say("Tags"))
    return figure(id, say("Emotion: words against tags"),
                  say("Bars are how the words of each line feel by our lexicon, −1 to 1; the line through the dots is how lines "
                      "are tagged to be played. The table has the means of the scenes."),
                  top + high + 36, [*body, *clock_axis(facts.seconds, top + high + 10)],
                  marks + folded(say("As a table"), table(head, rows, (2, 3))))


def by_episode(id: str, report: Report, say: Say) -> str:
    """Running time and average shot length of each episode."""
    episodes = report.episodes
    width = (WIDE - 14 - GUTTER) / max(1, len(episodes))
    body = []
    panels = ((say("Running time"), say("seconds"), [one.seconds for one in episodes]),
              (say("Average shot"), say("seconds"), [one.seconds / len(one.shots) if one.shots else 0.0 for one in episodes]),
              (say("Mean tension"), "0–1", [_tension(one) for one in episodes]))
    for place, (title, unit, values) in enumerate(panels):
        top, high = 14 + place * 116.0, 84.0
        marks = ticks(max(values, default=1.0), 3)
        body += [label(8, top + 10, title, "axis"), label(8, top + 26, unit, "tick")]
        for value in marks:
            y = top + high * (1 - value / marks[-1])
            body += [line(GUTTER, y, WIDE - 14, y, "grid"), label(GUTTER - 8, y + 4, plain(value), "tick", "end")]
        for at, (one, value) in enumerate(zip(episodes, values)):
            tall = high * value / marks[-1]
            wide = min(56.0, width * 0.78)
            body.append(rect(GUTTER + (at + 0.5) * width - wide / 2, top + high - tall, wide, tall, "shot",
                             f"{one.id}: {plain(value)} {unit}"))
    bottom = 14 + len(panels) * 116.0 - 32
    every = max(1, int(30 / width)) if width < 30 else 1
    body += [label(GUTTER + (at + 0.5) * width, bottom + 18, one.number or one.id, "tick", "middle")
             for at, one in enumerate(episodes) if at % every == 0]
    rows = [(one.id, clock(one.seconds), len(one.shots), plain(one.seconds / len(one.shots)) if one.shots else "",
             f"{_tension(one):.2f}") for one in episodes]
    head = (say("Episode"), say("Length"), say("Shots"), say("Average shot"), say("Mean tension"))
    return figure(id, say("Pace by episode"), say("Running time, average shot length and mean tension of each episode."),
                  bottom + 26, body, folded(say("As a table"), table(head, rows, range(1, 5))))


def _tension(one: EpisodeFacts) -> float:
    total = sum(shot.seconds for shot in one.shots)
    return sum(shot.seconds * shot.tension for shot in one.shots) / total if total else 0.0


def _shade(id: str) -> str:
    return f"z-{id}"


def _part(one: float, whole: float) -> str:
    return f"{one / whole:.0%}" if whole else ""


def _count(words: int, unit: str, say: Say) -> str:
    return say("{n} characters" if unit == "characters" else "{n} words", n=words)


def _short(name: str) -> str:
    width = sum(2 if ord(char) > 0x2e80 else 1 for char in name)
    return name if width <= 17 else name[: 16 if width == len(name) else 8] + "…"
