"""The world of the made-up drama while it is written, and the script that is being written of it."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field

from .drama_bible import CAST, PEOPLE, PLACES, PROPS, SECRETS, Place
from .drama_lines import SPEECH

_ROOM = re.compile(r"window|door|table|glass|chair|tea|clock|wall|room|light")
"""Words of action that belong in a room."""


@dataclass(slots=True)
class Secret:
    """A secret on its way: planted when it begins, told at `told`, acted on at `used`, then paid off."""

    fact: str
    words: tuple[str, str]
    learner: str
    told: int
    used: int
    is_told: bool = False


@dataclass(slots=True)
class World:
    """What is so at this moment of the story."""

    rng: random.Random
    total: int
    holder: dict[str, str] = field(default_factory=lambda: {one.id: one.holder for one in PROPS})
    lies: dict[str, str] = field(default_factory=dict)
    wearing: dict[str, str] = field(default_factory=lambda: {one.id: "day" for one in CAST})
    hurt: dict[str, int] = field(default_factory=dict)
    dead: set[str] = field(default_factory=set)
    met: set[str] = field(default_factory=set)
    secrets: list[Secret] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    echoes: dict[str, str] = field(default_factory=dict)
    recent: dict[str, list[int]] = field(default_factory=dict)
    day: int = 1
    time: int = 0
    hanging: tuple[Place, str] | None = None
    place: Place = PLACES[0]

    def alive(self, place: Place) -> list[str]:
        """Who may be met at `place`."""
        return [one for one in place.people if one not in self.dead]

    def pick(self, name: str, count: int) -> int:
        """An index below `count` that was not picked for `name` lately."""
        lately = self.recent.setdefault(name, [])
        free = [at for at in range(count) if at not in lately]
        found = self.rng.choice(free)
        lately.append(found)
        del lately[: max(0, len(lately) - count * 2 // 3)]
        return found


@dataclass(slots=True)
class Script:
    """One episode while it is written: its paragraphs, the people of the scene, and the translations by line id."""

    world: World
    number: int
    rows: list[str] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)
    shot: str = ""
    speaker: str = ""
    secret: tuple[str, str] = SECRETS[0][1:]

    def add(self, *paragraphs: str) -> None:
        """Write paragraphs, an empty line behind each."""
        for one in paragraphs:
            self.rows += [one, ""]

    def act(self, templates: tuple[str, ...], name: str, a: str, b: str, prop: str = "") -> None:
        """Write one of the action `templates` about the two people."""
        if not self.world.place.interior:
            templates, name = tuple(one for one in templates if not _ROOM.search(one)), name + " outside"
        text = templates[self.world.pick(name, len(templates))]
        self.add(text.format(a=PEOPLE[a].first, b=PEOPLE[b].first, p=f"the {prop}"))

    def say(self, function: str, who: str, to: str, how: str = "") -> None:
        """A line of `who` to `to` that does what `function` says; `how` is the cue's extension."""
        moods, lines = SPEECH[function]
        en, zh = lines[self.world.pick(function, len(lines))]
        other = self.world.rng.choice([one for one in PEOPLE if one not in (who, to, *self.world.dead)])
        english = {"o": PEOPLE[to].first, "t": PEOPLE[other].first, "s": self.secret[0]}
        chinese = {"o": PEOPLE[to].zh, "t": PEOPLE[other].zh, "s": self.secret[1]}
        self.line(who, self.world.rng.choice(moods), en.format_map(english), zh.format_map(chinese), how)

    def line(self, who: str, mood: str, en: str, zh: str, how: str = "") -> str:
        """A line and its translation; its id."""
        id = f"e{self.number:03d}n{len(self.words) + 1:02d}"
        how = "CONT'D" if who == self.speaker and not how else how
        self.speaker = who if how in ("", "CONT'D") else ""
        cue = (PEOPLE[who].alias or who) + (f" ({how})" if how else "")
        manner = f"({mood})\n" if self.world.rng.random() < 0.7 else ""
        self.add(f"{cue}\n{manner}{en} [[id: {id}]]")
        self.words[id] = zh
        return id

    def frame(self, a: str, b: str) -> None:
        """A shot of one or both, unlike the last one."""
        people = [f"CU {a}", f"CU {b}, push in", f"MCU {b}", f"MS two-shot {a} and {b}", f"OTS {a} on {b}",
                  f"MCU {a}, low angle"]
        self.shot = self.world.rng.choice([one for one in people if one != self.shot])
        self.add(f"[[shot: {self.shot}, {self.world.rng.randrange(5, 8)}s]]")
