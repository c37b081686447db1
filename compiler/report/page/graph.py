"""Pictures of pairs: who meets whom as a network, and how alike the episodes are as a matrix."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from math import cos, pi, sin, sqrt

from ..nodes import Alike, EpisodeFacts, Report, Tie
from .svg import GUTTER, WIDE, dot, figure, folded, label, num, plain, rect, table, tip
from .words import Say

_MOST, _ROWS = 24, 200
_ROUNDS = 240
_HIGH = 460.0
_MATRIX = 80
"""Episodes that a matrix can show; of more, only the pairs that are most alike are told."""


def network(id: str, report: Report, kinds: Mapping[str, str], say: Say) -> str:
    """Characters as discs as large as their time on screen, joined by lines as thick as their time together."""
    people = [one for one in sorted(report.voices, key=lambda one: (-one.present, one.name)) if one.present][:_MOST]
    index = {one.id: at for at, one in enumerate(people)}
    ties = [one for one in report.ties if one.one in index and one.other in index]
    if len(people) < 2:
        return ""
    spots = layout(len(people), [(index[one.one], index[one.other], one.seconds) for one in ties])
    most = max((one.seconds for one in ties), default=1.0)
    longest = max(one.present for one in people)
    names = {one.id: one.name for one in report.voices}
    at = [(80 + (WIDE - 160) * x, 40 + (_HIGH - 90) * y) for x, y in spots]
    body = []
    for tie in reversed(ties):
        (x1, y1), (x2, y2) = at[index[tie.one]], at[index[tie.other]]
        body.append(f'<line x1="{num(x1)}" y1="{num(y1)}" x2="{num(x2)}" y2="{num(y2)}" class="tie" '
                    f'stroke-width="{num(1 + 9 * tie.seconds / most)}">{tip(_tie(tie, names, say))}</line>')
    for one, (x, y) in zip(people, at):
        r = 7 + 21 * sqrt(one.present / longest)
        told = say("{name}: {seconds} s on screen, {scenes} scenes", name=one.name, seconds=plain(one.present), scenes=one.scenes)
        body += [dot(x, y, r, f"node {kinds.get(one.id, 'cx')}", told), label(x, y + r + 15, one.name, "name halo", "middle")]
    rows = [(names.get(tie.one, tie.one), names.get(tie.other, tie.other), plain(tie.seconds), tie.scenes)
            for tie in report.ties[:_ROWS]]
    head = (say("Character"), say("Character"), say("Seconds"), say("Scenes"))
    return figure(id, say("Who meets whom"),
                  say("Discs are time on screen, lines the seconds that two are in one place together."), _HIGH, body,
                  folded(say("As a table"), table(head, rows, (2, 3))))


def layout(count: int, ties: Sequence[tuple[int, int, float]]) -> list[tuple[float, float]]:
    """Places in the unit square for `count` nodes: those with strong ties near each other, none on another. Nodes push each
    other off and ties pull (Fruchterman and Reingold, 1991), from a circle on, so that the result is always the same."""
    if count < 2:
        return [(0.5, 0.5)] * count
    spots = [[cos(2 * pi * at / count), 0.6 * sin(2 * pi * at / count)] for at in range(count)]
    ideal = 1.6 / sqrt(count)
    most = max((weight for _, _, weight in ties), default=1.0) or 1.0
    for turn in range(_ROUNDS):
        moved = [[-0.10 * x, -0.20 * y] for x, y in spots]
        for a in range(count):
            for b in range(a + 1, count):
                _push(spots, moved, a, b, lambda gap: ideal * ideal / gap)
        for a, b, weight in ties:
            pull = (0.25 + 0.75 * weight / most) / ideal
            _push(spots, moved, a, b, partial(_spring, pull))
        heat = 0.12 * (1 - turn / _ROUNDS)
        for spot, (dx, dy) in zip(spots, moved):
            far = sqrt(dx * dx + dy * dy) or 1.0
            spot[0] += dx / far * min(far, heat)
            spot[1] += dy / far * min(far, heat)
    return _fitted(spots)


def _spring(pull: float, gap: float) -> float:
    """How a tie draws two together."""
    return -gap * gap * pull


def _push(spots: Sequence[Sequence[float]], moved: Sequence[list[float]], a: int, b: int,
          force: Callable[[float], float]) -> None:
    """Move `a` and `b` apart by `force` of the gap between them, or together where it is negative."""
    dx, dy = spots[a][0] - spots[b][0], spots[a][1] - spots[b][1]
    gap = max(1e-3, sqrt(dx * dx + dy * dy))
    by = force(gap) / gap
    moved[a][0] += dx * by
    moved[a][1] += dy * by
    moved[b][0] -= dx * by
    moved[b][1] -= dy * by


def _fitted(spots: Sequence[Sequence[float]]) -> list[tuple[float, float]]:
    found = []
    lows = [min(one[axis] for one in spots) for axis in (0, 1)]
    spans = [max(one[axis] for one in spots) - lows[axis] for axis in (0, 1)]
    for x, y in spots:
        found.append(((x - lows[0]) / spans[0] if spans[0] > 1e-6 else 0.5, (y - lows[1]) / spans[1] if spans[1] > 1e-6 else 0.5))
    return found


def matrix(id: str, report: Report, say: Say) -> str:
    """Every two episodes: the darker, the more alike. The most alike pairs stand in the table."""
    episodes = report.episodes
    if len(episodes) < 2:
        return ""
    rows = [(one.one, one.other, f"{_mean(one):.0%}", f"{one.words:.0%}", f"{one.people:.0%}", f"{one.rhythm:.0%}")
            for one in sorted(report.alike, key=lambda one: (-_mean(one), one.one, one.other))[:30]]
    pairs = table((say("Episode"), say("Episode"), say("Alike"), say("In words"), say("In people and places"), say("In rhythm")),
                  rows, (2, 3, 4, 5))
    if len(episodes) > _MATRIX:
        return f'<section><h3>{say("Which episodes are alike")}</h3>{pairs}</section>'
    return figure(id, say("Which episodes are alike"),
                  say("Each square is two episodes, 0 to 100 % alike: the mean of their words, their people and places, and the "
                      "rise and fall of tension."),
                  _height(episodes), _squares(episodes, report.alike), folded(say("As a table"), pairs))


def _squares(episodes: Sequence[EpisodeFacts], alike: Sequence[Alike]) -> list[str]:
    side = _side(episodes)
    left = GUTTER + 20
    at = {one.id: place for place, one in enumerate(episodes)}
    body = []
    every = max(1, int(14 / side) + 1) if side < 14 else 1
    for place, one in enumerate(episodes):
        if place % every == 0:
            body += [label(left - 8, 8 + (place + 0.5) * side + 4, one.id[:14], "tick", "end", one.title),
                     label(left + (place + 0.5) * side, 24 + len(episodes) * side, one.number or one.id[:6], "tick", "middle")]
        body.append(rect(left + place * side, 8 + place * side, side - 1, side - 1, "self", one.id))
    for pair in alike:
        value = _mean(pair)
        a, b = at[pair.one], at[pair.other]
        told = f"{pair.one} · {pair.other}: {value:.0%}"
        body.append(rect(left + a * side, 8 + b * side, side - 1, side - 1, "heat", told, f' style="fill-opacity:{value:.2f}"'))
        if side >= 34:
            body.append(label(left + (a + 0.5) * side, 8 + (b + 0.5) * side + 4, f"{value:.0%}",
                              "on-heat" if value > 0.55 else "tick", "middle"))
    return body


def _side(episodes: Sequence[EpisodeFacts]) -> float:
    return max(6.0, min(64.0, 560.0 / len(episodes)))


def _height(episodes: Sequence[EpisodeFacts]) -> float:
    return 8 + len(episodes) * _side(episodes) + 26


def _mean(one: Alike) -> float:
    return (one.words + one.people + one.rhythm) / 3


def _tie(one: Tie, names: Mapping[str, str], say: Say) -> str:
    return say("{one} and {other}: {seconds} s together, {scenes} scenes", one=names.get(one.one, one.one),
               other=names.get(one.other, one.other), seconds=plain(one.seconds), scenes=one.scenes)
