"""What all forms show of a comparison: the places of its causes as `file:line`, and shots of one cause taken together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ...compiler.base.source import Source, Span
from ...compiler.changes.nodes import Cause, Changes, EpisodeChange, ShotChange

WORDS = {"added": "added", "changed": "changed", "sound": "sound only", "moved": "moved", "removed": "removed"}
_TOGETHER = {"direction": "filmed, acted or joined otherwise", "timing": "other lengths, or words at other frames",
             "parameters": "made with other parameters"}
"""What is said of shots together, each of which has figures of its own."""
_RUN = 3
"""So many neighbouring shots of one cause are shown as one block."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was found between `left` (A) and `right` (B), both as people call them, with the `sources` of B and those that
    `were`. `notes` are what the reader should know of the two; `prefix` is the way from the root of the repository to that of
    the series (empty, or with a slash at its end); `errors` counts those of A, which was then compared as far as it could be
    read."""

    left: str
    right: str
    changes: Changes
    sources: Mapping[str, Source]
    were: Mapping[str, Source]
    notes: tuple[str, ...] = ()
    prefix: str = ""
    errors: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring shots with which the same happened for the same stated causes. `follows` are what the director made of
    it, for shots together without its figures."""

    kind: str
    shots: tuple[ShotChange, ...]
    causes: tuple[Cause, ...]
    follows: tuple[Cause, ...] = ()


def blocks(film: EpisodeChange, every: bool = False) -> list[Block]:
    """The shots of `film` that changed, neighbours of one cause together, or with `every` each by itself."""
    found: list[Block] = []
    for run in _runs(film.shots):
        if len(run) < _RUN or every:
            found += [Block(one.kind, (one,), *_causes(one)) for one in run]
        else:
            causes, follows = _causes(run[0])
            told = tuple(replace(one, text=_TOGETHER.get(one.kind, one.text)) for one in follows)
            found.append(Block(run[0].kind, tuple(run), causes, told))
    return found


def reasons(changes: Changes) -> list[tuple[Cause, int, tuple[str, ...]]]:
    """Every cause that somebody stated, with how many shots it changes and in which episodes; the widest first."""
    shots: dict[Cause, int] = {}
    films: dict[Cause, dict[str, None]] = {}
    for film in changes.episodes:
        for shot in film.shots:
            for cause in shot.causes:
                if not cause.derived:
                    shots[cause] = shots.get(cause, 0) + 1
                    films.setdefault(cause, {})[film.episode] = None
    ordered = sorted(shots, key=lambda one: -shots[one])
    return [(one, shots[one], tuple(films[one])) for one in ordered]


def places(cause: Cause, comparison: Comparison) -> list[tuple[str, int, bool]]:
    """Where a cause is said: file, line, and whether that is in B; lines of A only where B has none. Each line once."""
    here = lines(cause.at, comparison.sources)
    if here:
        return [(file, line, True) for file, line in here]
    return [(file, line, False) for file, line in lines(cause.was, comparison.were)]


def lines(spans: Iterable[Span], sources: Mapping[str, Source]) -> list[tuple[str, int]]:
    """The files and lines where `spans` begin, each once, in order."""
    found = {(one.path, sources[one.path].position(one.start).line): None for one in spans if one.path in sources}
    return sorted(found)


def number(shot: ShotChange) -> str:
    """The number of a shot: `7`, `9 → 7` for one that moved, `ep01 9 → 7` from another episode."""
    if shot.kind == "removed" or not shot.number:
        return str(shot.was)
    if not shot.moved:
        return str(shot.number)
    return f"{f'{shot.came_from} ' if shot.came_from else ''}{shot.was} → {shot.number}"


def numbers(shots: Sequence[ShotChange]) -> str:
    """The numbers of a block: `4–9`, or with gaps `4–6, 9`; of shots that moved `12–15 → 4–7`."""
    now = _spread([one.number or one.was for one in shots])
    if not any(one.moved for one in shots):
        return now
    origin = f"{shots[0].came_from} " if shots[0].came_from else ""
    return f"{origin}{_spread([one.was for one in shots])} → {now}"


def clock(seconds: float) -> str:
    """`1:04.5`."""
    tenths = round(seconds * 10)
    return f"{tenths // 600}:{tenths % 600 // 10:02d}.{tenths % 10}"


def free(block: Block) -> str:
    """What of a block need not be made again, in words, or nothing."""
    if block.kind == "moved":
        return "the same pictures: costs nothing"
    if block.kind == "sound":
        return "its pictures stay"
    return "what the models made for it stays" if block.shots[0].stays else ""


def effort(seconds: float) -> str:
    """`12 s`, `3.4 min`, `1.5 h`; nothing for none."""
    if seconds <= 0:
        return ""
    if seconds < 99.5:
        return f"{seconds:.0f} s" if seconds >= 9.95 else f"{seconds:.1f} s"
    return f"{seconds / 60:.1f} min" if seconds < 5970 else f"{seconds / 3600:.1f} h"


def money(dollars: float) -> str:
    """`US$ 1.20`; nothing for none."""
    return f"US$ {dollars:,.2f}" if dollars >= 0.005 else "under US$ 0.01" if dollars > 0 else ""


def counted(film: EpisodeChange) -> str:
    """`2 changed, 1 added, 26 as they were`."""
    parts = [f"{count} {WORDS[kind]}" for kind in WORDS if (count := film.count(kind))]
    return ", ".join((*parts, f"{film.kept} as {'they were' if film.kept != 1 else 'it was'}") if film.kept else parts)


def plural(count: int, word: str) -> str:
    """`1 shot`, `2 shots`."""
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def _causes(shot: ShotChange) -> tuple[tuple[Cause, ...], tuple[Cause, ...]]:
    return tuple(one for one in shot.causes if not one.derived), tuple(one for one in shot.causes if one.derived)


def _runs(shots: Sequence[ShotChange]) -> Iterator[list[ShotChange]]:
    run: list[ShotChange] = []
    for one in shots:
        if run and _key(run[-1]) != _key(one):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _key(shot: ShotChange) -> object:
    """What two shots of a block have in common; what the director made of it may differ, not why."""
    stated, derived = _causes(shot)
    return (shot.kind, stated, tuple((one.kind, one.at, one.was) for one in derived), shot.moved, shot.came_from, shot.stays)


def _spread(found: Sequence[int]) -> str:
    parts: list[list[int]] = []
    for one in sorted(found):
        if parts and one == parts[-1][1] + 1:
            parts[-1][1] = one
        else:
            parts.append([one, one])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in parts)
