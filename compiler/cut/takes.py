"""Which shot is which, whatever happens around it; and the takes that people have circled, put into a cut."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from ..base.digest import Digester
from ..base.nodes import node, replace
from ..bible.wording import NOTHING, Said
from ..story.nodes import Episode, Line
from .nodes import Cut, Setup, Shot, Thing

DIGITS = 16
"""Hexadecimal digits of an identity: 64 bits, so that two shots of an episode do not share one by chance."""
_QUOTED = 40


@node
class Named:
    """A shot of a cut: its `number` as a shot list has it (from 1), its identity, and what a person would call it."""

    number: int
    identity: str
    words: str
    shot: Shot


def named(cut: Cut, episode: Episode) -> tuple[Named, ...]:
    """The shots of `cut`, which shows `episode`, each with its identity.

    An identity is the episode's id, a slash, and a digest of the setup, the words heard in the shot as the script has them
    (whole lines, in order), and a number among shots that are equal in these. So it does not depend on where the shot
    stands, how long it is, in which language it is spoken, or what people and places are called.
    """
    digester, seen, found = Digester(), Counter[str](), []
    lines = {line.index: line for line in episode.lines()}
    for number, shot in enumerate(cut.shots, 1):
        heard = tuple(lines[at] for at in dict.fromkeys(one.line for one in shot.spoken) if at in lines)
        content = digester.of(("shot", _unnamed(shot.setup), tuple(line.words[0][1] for line in heard)))
        seen[content] += 1
        identity = f"{episode.id}/{digester.of((content, seen[content]))[:DIGITS]}"
        found.append(Named(number, identity, _described(shot, heard), shot))
    return tuple(found)


def circled(cut: Cut, episode: Episode, takes: Mapping[str, int]) -> Cut:
    """`cut` with the take of every shot that `takes` has one for, by identity."""
    own = takes_of(episode.id, takes)
    if not own:
        return cut
    shots = tuple(replace(one.shot, take=own.get(one.identity, one.shot.take)) for one in named(cut, episode))
    return replace(cut, shots=shots)


def takes_of(episode: str, takes: Mapping[str, int]) -> dict[str, int]:
    """Those of `takes`, by identity, that are of the episode with the id `episode`."""
    return {identity: take for identity, take in takes.items() if identity.startswith(f"{episode}/")}


def _unnamed(setup: Setup) -> Setup:
    """`setup` as it is drawn: ids of people, places and things stand outside, as they do in the keys of tasks, and so do the
    words of the bible, which name the same picture however they put it."""
    return replace(
        setup, set=replace(setup.set, place="", words=NOTHING, things=()),
        figures=tuple(replace(one, costume=replace(one.costume, character="", said=Said()), holding=_drawn(one.holding))
                      for one in setup.figures), insert=_drawn(setup.insert))


def _drawn(one: Thing | None) -> Thing | None:
    return replace(one, id="", words=NOTHING) if one else None


def _described(shot: Shot, heard: tuple[Line, ...]) -> str:
    """`CU LIN YUE "Do not go"`: a shot in the words of a shot list."""
    setup = shot.setup
    people = " and ".join(one.costume.character for one in setup.figures if not one.foreground)
    what = people or (setup.insert.id if setup.insert else setup.set.place)
    kind = "" if setup.composition == "single" else f" {setup.composition}"
    said = " ".join(heard[0].words[0][1].split()) if heard else ""
    short = said if len(said) <= _QUOTED else said[: _QUOTED - 1].rstrip() + "…"
    return f"{setup.size.upper()}{kind} {what}" + (f' "{short}"' if short else "")
