"""Which scripts to read first, and why: a score from 0 to 100 in parts that are named, and the reasons in words.

The parts and their thresholds are our own reading of what desk readers write in coverage (form, hook, dialogue, pace,
economy, originality), dated 2026-11-22. A score orders a pile; it judges no story.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...base.nodes import node
from ..likeness import pairs
from .script import ScriptFacts

ALIKE = 0.2
"""From this share of common word sequences on two scripts are told to be alike; from the next on they are copies."""
COPY = 0.6
_LONG = 20 * 60.0
"""Seconds from which a script is a film and not an episode: a film may take longer to begin."""
PARTS = (("form", 20), ("hook", 20), ("dialogue", 15), ("pace", 15), ("economy", 15), ("originality", 15))


@node
class Ranked:
    """A script in its place. `parts` go with `PARTS`, each from 0 to its weight; `good` and `bad` are the reasons.
    `near` is the script most like it (its path) and `likeness` how much, 0 to 1."""

    rank: int
    score: float
    facts: ScriptFacts
    parts: tuple[float, ...]
    good: tuple[str, ...]
    bad: tuple[str, ...]
    near: str = ""
    likeness: float = 0.0


@node
class _Judged:
    """A part of a score, 0 to 1, and what to say of it."""

    value: float
    good: str = ""
    bad: tuple[str, ...] = ()


def rank(scripts: Sequence[ScriptFacts]) -> tuple[Ranked, ...]:
    """`scripts`, the best first; those in trouble last, by name."""
    nearest = _nearest(scripts)
    rows = []
    for at, facts in enumerate(scripts):
        if facts.trouble:
            continue
        other, likeness = nearest.get(at, (-1, 0.0))
        near = scripts[other].path if other >= 0 else ""
        judged = (_form(facts), _hook(facts), _dialogue(facts), _pace(facts), _economy(facts), _originality(near, likeness))
        parts = tuple(round(one.value * weight, 1) for one, (_, weight) in zip(judged, PARTS))
        rows.append(Ranked(0, round(sum(parts), 1), facts, parts, tuple(one.good for one in judged if one.good),
                           tuple(text for one in judged for text in one.bad), near, likeness))
    rows.sort(key=lambda one: (-one.score, one.facts.path))
    bad = sorted((one for one in scripts if one.trouble), key=lambda one: one.path)
    rows += [Ranked(0, 0.0, one, (0.0,) * len(PARTS), (), (one.trouble,)) for one in bad]
    return tuple(Ranked(at, one.score, one.facts, one.parts, one.good, one.bad, one.near, one.likeness)
                 for at, one in enumerate(rows, 1))


def _nearest(scripts: Sequence[ScriptFacts]) -> dict[int, tuple[int, float]]:
    found: dict[int, tuple[int, float]] = {}
    for one, other, value in pairs([facts.sketch for facts in scripts], ALIKE):
        for at, near in ((one, other), (other, one)):
            if value > found.get(at, (-1, 0.0))[1]:
                found[at] = (near, value)
    return found


def _form(facts: ScriptFacts) -> _Judged:
    """Whether it is laid out as a script: what the lexer doubts, for each hundred speeches and scenes."""
    doubts = sum(many for _, many in facts.doubts)
    rate = 100 * doubts / max(1, facts.speeches + facts.scenes)
    bad = []
    if doubts:
        bad.append(f"{doubts} doubtful {'line' if doubts == 1 else 'lines'} ({', '.join(code for code, _ in facts.doubts[:3])})")
    if not facts.scenes:
        bad.append("no scene headings")
    return _Judged(max(0.0, 1 - rate / 20) * (1.0 if facts.scenes else 0.3), "clean layout" if not bad else "", tuple(bad))


def _hook(facts: ScriptFacts) -> _Judged:
    """How soon somebody speaks and how strongly the first page feels."""
    late = 60.0 if facts.seconds > _LONG else 15.0
    if facts.first_line < 0:
        return _Judged(0.2 * facts.charge, "", ("nobody speaks",))
    soon = _falling(facts.first_line, 0.0, late * 2)
    value = 0.5 * soon + 0.5 * facts.charge
    bad = [f"the first words come after {facts.first_line:.0f} s"] if facts.first_line > late else []
    if facts.charge < 0.15:
        bad.append("the opening stirs little")
    return _Judged(value, "strong opening" if value > 0.8 else "", tuple(bad))


def _dialogue(facts: ScriptFacts) -> _Judged:
    """Whether speech and action are in balance, and no speech is a lecture."""
    share = facts.share
    value = min(_falling(abs(share - 0.55), 0.05, 0.45), _falling(facts.long_speeches / max(1, facts.speeches), 0.0, 0.2))
    bad = []
    if share > 0.8:
        bad.append(f"{share:.0%} of the time is talk")
    elif share < 0.25:
        bad.append(f"only {share:.0%} of the time is talk")
    if facts.long_speeches > max(1, 0.03 * facts.speeches):
        bad.append(f"{facts.long_speeches} long speeches")
    if facts.speakers > 2 and facts.lead > 0.6:
        bad.append(f"one character has {facts.lead:.0%} of the words")
    return _Judged(value, "", tuple(bad))


def _pace(facts: ScriptFacts) -> _Judged:
    """How long scenes last and whether action comes in blocks."""
    mean = facts.seconds / max(1, facts.scenes)
    usual = 150.0 if facts.seconds > _LONG else 60.0
    value = 0.6 * _falling(mean, usual / 3, usual * 2.5) + 0.4 * _falling(facts.blocks / max(1.0, facts.pages), 0.0, 1.5)
    bad = [f"scenes last {mean:.0f} s on average"] if mean > usual * 1.6 and facts.scenes else []
    if facts.blocks > max(2.0, 0.8 * facts.pages):
        bad.append(f"{facts.blocks} blocks of action of five rows and more")
    return _Judged(value, "brisk scenes" if value > 0.8 and mean < usual * 0.6 else "", tuple(bad))


def _economy(facts: ScriptFacts) -> _Judged:
    """Places and speaking parts for the time there is."""
    tens = max(0.1, facts.seconds / 600)
    places, parts = facts.places / max(1.0, tens), facts.speakers / max(1.0, tens)
    value = 0.5 * _falling(places, 1, 25) + 0.5 * _falling(parts, 2, 30)
    bad = []
    if places > 12:
        bad.append(f"{facts.places} places")
    if parts > 15:
        bad.append(f"{facts.speakers} speaking parts, {facts.once} of them for one speech")
    return _Judged(value, "few places and parts" if value > 0.9 else "", tuple(bad))


def _originality(near: str, likeness: float) -> _Judged:
    """How much of it stands in another script of the pile."""
    if likeness >= COPY:
        return _Judged(0.0, "", (f"near copy of {near} ({likeness:.0%} alike)",))
    if likeness >= ALIKE:
        return _Judged(1 - likeness / COPY, "", (f"{likeness:.0%} alike with {near}",))
    return _Judged(1.0)


def _falling(value: float, best: float, worst: float) -> float:
    """1 up to `best`, 0 from `worst` on, straight between."""
    return max(0.0, min(1.0, (worst - value) / (worst - best)))
