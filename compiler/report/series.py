"""What only the whole series tells: totals, who meets whom, the ledger of plants and payoffs, how alike the episodes are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from math import sqrt

from ...stdlib import fold
from ..story.nodes import Act, Episode, Fact, Line
from .episode import Reading
from .likeness import alike, sketch
from .nodes import Account, Alike, Entry, EpisodeFacts, Homogeneity, PlaceFacts, Size, Stretch, Tie, Voice

_STEPS = 20
"""Points at which the tension of two episodes is compared."""


def all_voices(episodes: Sequence[EpisodeFacts]) -> tuple[Voice, ...]:
    """How much everybody speaks and is there in the whole series, who speaks most first."""
    found: dict[str, Voice] = {}
    for one in (voice for episode in episodes for voice in episode.voices):
        had = found.get(one.id, Voice(one.id, one.name, 0, 0, 0.0, 0.0, 0))
        found[one.id] = Voice(one.id, one.name, had.lines + one.lines, had.words + one.words,
                              round(had.seconds + one.seconds, 2), round(had.present + one.present, 2),
                              had.scenes + one.scenes)
    return tuple(sorted(found.values(), key=lambda one: (-one.seconds, -one.present, one.name)))


def all_sizes(episodes: Sequence[EpisodeFacts]) -> tuple[Size, ...]:
    """The shot sizes of the whole series, widest first."""
    from ...stdlib import vocabulary

    found: dict[str, Size] = {}
    for one in (size for episode in episodes for size in episode.sizes):
        had = found.get(one.id, Size(one.id, one.name, 0, 0.0))
        found[one.id] = Size(one.id, one.name, had.shots + one.shots, round(had.seconds + one.seconds, 2))
    return tuple(found[id] for id in vocabulary("sizes").entries if id in found)


def all_places(episodes: Sequence[EpisodeFacts]) -> tuple[PlaceFacts, ...]:
    """The places, those with most screen time first."""
    scenes, where, time = Counter[str](), defaultdict[str, set[str]](set), defaultdict[str, float](float)
    for episode in episodes:
        for scene in episode.scenes:
            scenes[scene.place] += 1
            where[scene.place].add(episode.id)
            time[scene.place] += scene.seconds
    found = [PlaceFacts(name, scenes[name], len(where[name]), round(time[name], 2)) for name in scenes]
    return tuple(sorted(found, key=lambda one: (-one.seconds, one.name)))


def ties(episodes: Sequence[EpisodeFacts]) -> tuple[Tie, ...]:
    """Every two characters who are in one place at one time, and for how long; the strongest first."""
    seconds: defaultdict[tuple[str, str], float] = defaultdict(float)
    scenes: defaultdict[tuple[str, str], set[tuple[str, int]]] = defaultdict(set)
    for episode in episodes:
        together: defaultdict[int, list[tuple[str, Stretch]]] = defaultdict(list)
        for lane in sorted(episode.presence, key=lambda lane: lane.id):
            for stretch in lane.stretches:
                together[stretch.scene].append((lane.id, stretch))
        for scene, people in together.items():
            for (one, here), (other, there) in combinations(people, 2):
                shared = min(here.start + here.seconds, there.start + there.seconds) - max(here.start, there.start)
                if one != other and shared > 0:
                    seconds[one, other] += shared
                    scenes[one, other].add((episode.id, scene))
    found = [Tie(*pair, round(seconds[pair], 2), len(scenes[pair])) for pair in seconds]
    return tuple(sorted(found, key=lambda one: (-one.seconds, one.one, one.other)))


def ledger(readings: Sequence[Reading], episodes: Sequence[EpisodeFacts], name: Callable[[str], str]) -> tuple[Account, ...]:
    """Every fact that is planted, paid off, revealed or known, in order of its first mention."""
    entries: dict[str, list[Entry]] = {}
    titles: dict[str, str] = {}
    offset = 0.0
    for reading, facts in zip(readings, episodes):
        for at, scene in enumerate(reading.episode.scenes):
            for place, beat in enumerate(scene.beats):
                if isinstance(beat, Fact):
                    key = fold(beat.id)
                    titles.setdefault(key, beat.id)
                    own = facts.scenes[at]
                    moment = offset + own.start + own.seconds * place / max(1, len(scene.beats))
                    entries.setdefault(key, []).append(Entry(
                        beat.kind, reading.episode.id, scene.number, reading.line_of(beat.span), round(moment, 1),
                        tuple(map(name, beat.who))))
        offset += facts.seconds
    return tuple(Account(titles[key], _state([one.kind for one in found]), tuple(found)) for key, found in entries.items())


def _state(kinds: Sequence[str]) -> str:
    if "plant" not in kinds and "payoff" not in kinds:
        return "told"
    if "plant" not in kinds:
        return "bare"
    if "payoff" not in kinds:
        return "open"
    return "paid" if kinds.index("plant") < kinds.index("payoff") else "early"


def likenesses(readings: Sequence[Reading], episodes: Sequence[EpisodeFacts]) -> tuple[Alike, ...]:
    """How alike every two episodes are, in story order."""
    sketches = [sketch(_text(one.episode)) for one in readings]
    mixes = [_mix(one) for one in episodes]
    curves = [_curve(one) for one in episodes]
    return tuple(Alike(episodes[a].id, episodes[b].id, alike(sketches[a], sketches[b]), _shared(mixes[a], mixes[b]),
                       _together(curves[a], curves[b])) for a, b in combinations(range(len(episodes)), 2))


def homogeneity(found: Sequence[Alike]) -> Homogeneity | None:
    """The mean likeness of all pairs of episodes; None where there are no two."""
    if not found:
        return None
    words, people, rhythm = (sum(values) / len(found) for values in
                             zip(*((one.words, one.people, one.rhythm) for one in found)))
    return Homogeneity(round(100 * (words + people + rhythm) / 3, 1), round(words, 3), round(people, 3), round(rhythm, 3))


def _text(episode: Episode) -> str:
    """The words of an episode, spoken and told, in its own language."""
    return "\n".join(beat.words[0][1] if isinstance(beat, Line) else beat.text
                     for scene in episode.scenes for beat in scene.beats if isinstance(beat, Line | Act))


def _mix(episode: EpisodeFacts) -> Mapping[str, float]:
    """The shares of screen time of everybody and of every place; those of the people add up to one, so do the places'."""
    people, places = Counter[str](), Counter[str]()
    for one in episode.voices:
        people[f"who {one.id}"] += round(1000 * one.present)
    for scene in episode.scenes:
        places[f"where {scene.place}"] += round(1000 * scene.seconds)
    return {key: value / total for part in (people, places) if (total := sum(part.values())) for key, value in part.items()}


def _shared(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """What two mixes have in common over what they have together (Ruzicka's similarity)."""
    keys = {*one, *other}
    most = sum(max(one.get(key, 0.0), other.get(key, 0.0)) for key in keys)
    return round(sum(min(one.get(key, 0.0), other.get(key, 0.0)) for key in keys) / most, 3) if most else 0.0


def _curve(episode: EpisodeFacts) -> Sequence[float]:
    """The tension at equal steps of the episode."""
    if not episode.shots:
        return ()
    found, at = [], 0
    for step in range(_STEPS):
        moment = episode.seconds * (step + 0.5) / _STEPS
        while at + 1 < len(episode.shots) and episode.shots[at + 1].start <= moment:
            at += 1
        found.append(episode.shots[at].tension)
    return found


def _together(one: Sequence[float], other: Sequence[float]) -> float:
    """How far two curves rise and fall together: their correlation (Pearson), none below zero."""
    if not one or not other:
        return 0.0
    first, second = sum(one) / len(one), sum(other) / len(other)
    top = sum((a - first) * (b - second) for a, b in zip(one, other))
    below = sqrt(sum((a - first) ** 2 for a in one) * sum((b - second) ** 2 for b in other))
    return round(max(0.0, top / below), 3) if below else float(one == other)
