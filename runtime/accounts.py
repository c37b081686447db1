"""The ledger added up: what attempts came to against what was expected of them, by shot, episode, model, action, day or build."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from statistics import median

from .ledger import Entry

_NOT_SEEN = frozenset(("speech", "sound", "music", "mix", "soundtrack", "master", "subtitle", "poster", "text_encode"))
OTHER = "(voices, sound, masters)"
NOWHERE = "(no episode noted)"


@dataclass(slots=True)
class Account:
    """What attempts came to. `done` tasks, `failed` attempts that came to nothing, `retries` of all that were no first
    attempt, `fallbacks` to less memory. Seconds of workers (`seconds`) and of GPUs, US dollars; `estimate` and `priced` is what
    the finished ones were expected to take and cost. Shared tasks count in parts."""

    name: str
    done: float = 0.0
    failed: float = 0.0
    retries: float = 0.0
    fallbacks: float = 0.0
    seconds: float = 0.0
    gpu_seconds: float = 0.0
    money: float = 0.0
    estimate: float = 0.0
    priced: float = 0.0
    ratios: list[float] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        """The median of time taken to time expected, of the finished ones that something was expected of; 0: of none."""
        return median(self.ratios) if self.ratios else 0.0

    def add(self, entry: Entry, share: float) -> None:
        """Count `share` (0 to 1) of `entry`."""
        done = entry.outcome == "done"
        self.done += share * done
        self.failed += share * (not done)
        self.retries += share * (entry.attempt > 1)
        self.fallbacks += share * entry.fallbacks
        self.seconds += share * entry.seconds
        self.gpu_seconds += share * entry.gpu_seconds
        self.money += share * entry.money
        if done:
            self.estimate += share * entry.estimate
            self.priced += share * entry.priced
            if entry.estimate > 0:
                self.ratios.append(entry.seconds / entry.estimate)


def account(entries: Iterable[Entry], by: str, episodes: Collection[str] = ()) -> tuple[list[Account], Account]:
    """The accounts by `by` (a key of BY), dearest and longest first, days and builds by time; and all together. Of `episodes`,
    if any are named, only what they needed, in their part."""
    found: dict[str, Account] = {}
    whole = Account("")
    for entry in entries:
        names = entry.episodes.split()
        wanted = [one for one in names if one in episodes] if episodes else names
        if episodes and not wanted:
            continue
        share = len(wanted) / len(names) if wanted else 1.0
        whole.add(entry, share)
        groups = wanted or [NOWHERE] if by in ("episode", "shot") else [""]
        for one in groups:
            name = BY[by](entry, one)
            found.setdefault(name, Account(name)).add(entry, share / len(groups))
    rows = list(found.values())
    return (rows if by in ("day", "build") else sorted(rows, key=lambda row: (-row.money, -row.seconds, row.name))), whole


def _shot(entry: Entry, episode: str) -> str:
    return OTHER if entry.action in _NOT_SEEN else f"{episode} {entry.label}"


def _day(at: float) -> str:
    try:
        return time.strftime("%Y-%m-%d", time.localtime(at))
    except (OverflowError, OSError, ValueError):
        return "(no such day)"


BY: Mapping[str, Callable[[Entry, str], str]] = {
    "episode": lambda entry, episode: episode,
    "shot": _shot,
    "model": lambda entry, episode: entry.model or f"{entry.backend} {entry.version}",
    "action": lambda entry, episode: entry.action,
    "day": lambda entry, episode: _day(entry.at),
    "build": lambda entry, episode: f"{_day(entry.at)} {entry.build[:8]}",
}
"""What can be added up by, and the name of the account that an entry belongs to."""
