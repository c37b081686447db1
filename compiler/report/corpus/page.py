"""The ranking as a page: how the pile lies, and every script with its reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import ceil, floor, sqrt
from statistics import median

from ..page.html import document
from ..page.svg import GUTTER, WIDE, clock, dot, esc, facts_of, figure, label, line, plain, rect, ticks
from .rank import PARTS, Ranked

_HIGH = 170.0
_DOTS = 3000
"""Discs that a plot holds; of more scripts, every so-manieth is drawn."""


def corpus_page(rows: Sequence[Ranked], name: str) -> Iterator[str]:
    """The pieces of the page about the folder `name`."""
    read = [one for one in rows if not one.facts.trouble]
    top, _, bottom = document(f"{name}", "\0", "en", "Scripts ranked").partition("\0")
    yield top
    yield f'<header><p class="over">Scripts ranked</p><h1>{esc(name)}</h1><p class="lead">{_lead(rows, read)}</p></header>'
    yield "<main>"
    yield _facts(rows, read)
    if read:
        yield '<h2 id="pile">The pile</h2>'
        yield _histogram("scores", "Scores", "points, 0 to 100", [one.score for one in read])
        yield _histogram("lengths", "Lengths", "estimated minutes", [one.facts.seconds / 60 for one in read])
        yield _scatter(read)
    yield '<h2 id="ranking">The ranking</h2>' + _PARTS_TOLD + '<div class="scroll"><table><thead><tr>'
    yield "".join(f'<th scope="col"{" class=n" if right else ""}>{name}</th>' for name, right in (
        ("#", True), ("Score", True), ("Script", False), ("Min", True), ("Scenes", True), ("Places", True), ("Parts", True),
        ("Talk", True), ("Why", False)))
    yield "</tr></thead><tbody>\n"
    for one in rows:
        yield _row(one)
    yield "</tbody></table></div></main><footer>Made by dramac. Times are estimates from the number of words.</footer>" + bottom


_PARTS_TOLD = ('<p class="told">A score has six parts: ' + ", ".join(f"{name} {weight}" for name, weight in PARTS) +
               ". It orders a pile for reading; it judges no story.</p>")


def _lead(rows: Sequence[Ranked], read: Sequence[Ranked]) -> str:
    trouble = len(rows) - len(read)
    return esc(f"{len(rows)} scripts" + (f", {trouble} of them could not be read" if trouble else "") + ".")


def _facts(rows: Sequence[Ranked], read: Sequence[Ranked]) -> str:
    copies = sum(1 for one in read if one.likeness >= 0.6)

    def middle(of: Callable[[Ranked], float]) -> str:
        return plain(median(map(of, read))) if read else "–"

    tiles = ((str(len(rows)), "scripts"), (middle(lambda one: one.score), "middle score"),
             (middle(lambda one: round(one.facts.seconds / 60, 1)), "minutes, middle"),
             (middle(lambda one: one.facts.scenes), "scenes, middle"), (middle(lambda one: one.facts.places), "places, middle"),
             (f"{median(one.facts.share for one in read):.0%}" if read else "–", "of the time is talk, middle"),
             (str(copies), "near copies"), (str(len(rows) - len(read)), "not readable"))
    return facts_of(tiles)


def _histogram(id: str, title: str, unit: str, values: Sequence[float]) -> str:
    low, high = floor(min(values)), max(floor(min(values)) + 1, ceil(max(values)))
    count = max(4, min(40, round(sqrt(len(values)) * 2)))
    step = (high - low) / count
    bins = [0] * count
    for value in values:
        bins[min(count - 1, int((value - low) / step))] += 1
    marks = ticks(max(bins), 4)
    body = []
    for value in marks:
        y = 10 + _HIGH * (1 - value / marks[-1])
        body += [line(GUTTER, y, WIDE - 14, y, "grid"), label(GUTTER - 8, y + 4, plain(value), "tick", "end")]
    width = (WIDE - 14 - GUTTER) / count
    for at, many in enumerate(bins):
        tall = _HIGH * many / marks[-1]
        if many:
            body.append(rect(GUTTER + at * width + 1, 10 + _HIGH - tall, width - 2, tall, "shot",
                             f"{plain(low + at * step)}–{plain(low + (at + 1) * step)}: {many}"))
    for value in _between(low, high):
        x = GUTTER + (WIDE - 14 - GUTTER) * (value - low) / (high - low)
        body += [line(x, 10 + _HIGH, x, 14 + _HIGH), label(x, 28 + _HIGH, plain(value), "tick", "middle")]
    body += [label(8, 20, "Scripts", "axis"), label(WIDE - 14, 46 + _HIGH, unit, "tick", "end")]
    return figure(id, title, f"How many scripts; {unit} along the foot.", 54 + _HIGH, body)


def _scatter(read: Sequence[Ranked]) -> str:
    top = ticks(max(one.facts.seconds for one in read) / 60, 8)
    high = 300.0
    body = []
    for value in top:
        x = GUTTER + (WIDE - 14 - GUTTER) * value / top[-1]
        body += [line(x, 10, x, 10 + high, "grid"), label(x, 28 + high, plain(value), "tick", "middle")]
    for value in (0, 25, 50, 75, 100):
        y = 10 + high * (1 - value / 100)
        body += [line(GUTTER, y, WIDE - 14, y, "grid"), label(GUTTER - 8, y + 4, f"{value} %", "tick", "end")]
    every = max(1, len(read) // _DOTS)
    for one in read[::every]:
        x = GUTTER + (WIDE - 14 - GUTTER) * one.facts.seconds / 60 / top[-1]
        body.append(dot(x, 10 + high * (1 - one.facts.share), 3.5, "bar c1 see",
                        f"{one.rank}. {one.facts.title or one.facts.path}: {clock(one.facts.seconds)}, {one.facts.share:.0%}"))
    body += [label(8, 20, "Talk", "axis"), label(WIDE - 14, 46 + high, "estimated minutes", "tick", "end")]
    told = "Each disc is a script: estimated minutes along the foot, the share of speech up the side."
    return figure("talk", "Length and talk", told, 54 + high, body)


def _between(low: float, high: float) -> list[float]:
    step = ticks(high - low, 10)[1]
    first = ceil(low / step) * step
    return [first + step * at for at in range(int((high - first) / step + 1e-9) + 1)]


def _row(one: Ranked) -> str:
    facts = one.facts
    name = f"<b>{esc(facts.title)}</b><br>" if facts.title else ""
    name += f"<code>{esc(facts.path)}</code>"
    if facts.trouble:
        return (f'<tr><td class="n">{one.rank}</td><td class="n">–</td><td>{name}</td>{"<td></td>" * 5}'
                f'<td><span class="error">{esc(facts.trouble)}</span></td></tr>\n')
    good = esc(" · ".join(one.good))
    reasons = ([f'<span class="plus">+ {good}</span>'] if good else []) + [f"− {esc(text)}" for text in one.bad]
    parts = ", ".join(f"{name} {value:g}/{weight}" for (name, weight), value in zip(PARTS, one.parts))
    numbers = (f"{facts.seconds / 60:.0f}" if facts.seconds >= 600 else f"{facts.seconds / 60:.1f}", facts.scenes, facts.places,
               facts.speakers, f"{facts.share:.0%}")
    cells = "".join(f'<td class="n">{value}</td>' for value in numbers)
    return (f'<tr><td class="n">{one.rank}</td><td class="n" title="{esc(parts)}">{one.score:.0f}</td><td>{name}</td>{cells}'
            f'<td class="why">{"<br>".join(reasons)}</td></tr>\n')
