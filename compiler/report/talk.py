"""Women who talk to one another: what can be told for sure from the bible and the lines, after Bechdel (1985)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ...stdlib.scan import words_of
from ..bible.names import Names
from ..bible.nodes import Bible, Character
from ..story.nodes import Line, Scene
from .episode import Reading
from .nodes import Talk

_HE = frozenset(("he", "him", "his", "himself", "man", "men", "boy", "boys", "guy", "guys", "husband", "father", "brother", "son",
                 "boyfriend", "dad", "sir", "king"))
_HE_HAN = re.compile("[他男爸父哥弟]|老公|丈夫|儿子|先生")


def talk_of(readings: Sequence[Reading], bible: Bible) -> Talk:
    """What is known of `readings`. The sex of a speaker is as the bible declares it, never as a name suggests."""
    sex = {id: "" if bible.inferred else _sex(one) for id, one in bible.cast.items()}
    speakers = {who for one in readings for line in one.episode.lines() for who in line.speakers}
    names = Names(bible)
    together, free = [], []
    for reading in readings:
        for scene in reading.episode.scenes:
            lines = [beat for beat in scene.beats if isinstance(beat, Line)]
            who = [line.speakers for line in lines]
            people = {one for some in who for one in some}
            if len(people) >= 2 and all(sex.get(one) == "f" for one in people) and _answer(who):
                where = f"{reading.episode.id} {scene.number or _number(reading, scene)}"
                together.append(where)
                if not any(_about_a_man(line, names, sex) for line in lines):
                    free.append(where)
    known = [sex.get(one, "") for one in speakers]
    return Talk(known.count("f"), known.count("m"), known.count(""), tuple(together), tuple(free))


def _sex(one: Character) -> str:
    declared = one.appearance.sex
    return declared if declared in ("f", "m") else {"female": "f", "male": "m"}.get(declared, "")


def _answer(speakers: Sequence[tuple[str, ...]]) -> bool:
    return any(not set(one) & set(other) for one, other in pairwise(speakers))


def _about_a_man(line: Line, names: Names, sex: dict[str, str]) -> bool:
    """Whether a line may mean a man: where it can be read so, it counts as such."""
    for _, text in line.words:
        if any(one.kind == "cast" and sex.get(one.id) != "f" for one in names.mentions(text)):
            return True
        if _HE_HAN.search(text) or not _HE.isdisjoint(word.casefold() for word in words_of(text)):
            return True
    return False


def _number(reading: Reading, scene: Scene) -> str:
    return f"({next(at for at, one in enumerate(reading.episode.scenes, 1) if one is scene)})"
