"""What scripts tell about a series before there is a bible: who speaks, where it plays, what is handed about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace

from ...stdlib import fold, vocabulary
from ..base.nodes import node
from ..bible.infer import guess_place
from ..bible.names import Names
from ..bible.nodes import Bible, Character, Place
from ..story.cue import read_cue
from ..story.front import read_language, read_title
from ..story.heading import place_words, read_place
from ..story.roll import roll_call
from ..syntax.rows import HAS_CJK
from ..syntax.tree import Action, Directive, Heading, Name, Script, Speech

_NUMBERED = re.compile(r"(.*[^\s#＃№\d])(?:\s*[#＃№]\s?|\s+)\d{1,4}")
_CAPITALS = re.compile(r"[A-Z][A-Z'’-]+(?: [A-Z][A-Z'’-]+){0,3}")
_KANA = re.compile("[\u3040-\u30ff]")
_TAILS = ("'s", "’s", "'S", "’S")
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "old", "young", "little", "big", "the", "first", "second", "man",
                     "woman", "boy", "girl", "officer", "captain", "sir", "lady", "king", "queen", "prince", "princess"})
_SHAPELESS = frozenset({"thing", "fox"})
_SHARE = 0.15


@node
class Person:
    """Somebody with a cue. `aliases` are cues that surely mean the same person, `doubts` those that may."""

    name: str
    aliases: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    outfits: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()


@node
class Gathered:
    """What a series seems to be made of. `places` are names with whether they lie inside."""

    title: str
    language: str
    cast: tuple[Person, ...]
    extras: tuple[str, ...]
    places: tuple[tuple[str, bool], ...]
    props: tuple[str, ...]
    looks: tuple[str, ...] = field(default=())


def gather(scripts: Sequence[Script], name: str) -> Gathered:
    """What `scripts` tell. `name` is the series' title where no script has one."""
    calls = [roll_call(script) for script in scripts]
    names = _once(one for cast, _ in calls for one in cast)
    extras = _once(found.group(1) for one in names if (found := _NUMBERED.fullmatch(one)))
    spare = {fold(one) for one in extras}
    names = tuple(one for one in names if fold(one) not in spare and not _is_extra(one, spare))
    places = {fold(place): (place, inside) for _, found in reversed(calls) for place, inside in reversed(found)}
    ordered = [places[fold(place)] for place in _once(place for _, found in calls for place, _ in found)]
    taken = {fold(one) for one in (*names, *extras, *places)}
    props = _once([*_handed(scripts), *_in_capitals(scripts, taken)])
    title = next((read_title(script, "") for script in scripts if read_title(script, "")), name)
    told = Gathered(title, language_of(scripts), tuple(_people(names, scripts)), extras, tuple(_roots(ordered)),
                    tuple(prop for prop in props if fold(prop) not in taken), tuple(_looks(scripts)))
    return _completed(told, scripts)


def _completed(found: Gathered, scripts: Sequence[Script]) -> Gathered:
    """`found` with what the compiler, reading the scripts by it, would still not know: cues of odd spelling (`???`) as
    extras, odd headings as places."""
    bible = Bible(cast={one.name: Character(one.name, aliases=one.aliases) for one in found.cast},
                  places={place: Place(place, interior=inside) for place, inside in found.places}, extras=found.extras)
    names = Names(bible)
    extras, places = list(found.extras), dict(found.places)
    for element in (one for script in scripts for one in script.body):
        if isinstance(element, Speech):
            extras += [one.text for one in read_cue(element, bible, names)[1]]
        elif isinstance(element, Heading):
            where, inside = place_words(element)
            for one in read_place(where, element, names)[2]:
                places.setdefault(one.text, inside)
    return replace(found, extras=tuple(dict.fromkeys(extras)), places=tuple(places.items()))


def language_of(scripts: Sequence[Script]) -> str:
    """The language that the title page tells, else the one that its letters tell: Chinese, Japanese or English."""
    for script in scripts:
        if told := vocabulary("languages").find(read_language(script, "")):
            return told
    text = "".join(script.source.text for script in scripts)
    letters = sum(map(str.isalpha, text)) or 1
    if len(_KANA.findall(text)) / letters > _SHARE and vocabulary("languages").find("ja"):
        return "ja"
    return "zh-Hans" if len(HAS_CJK.findall(text)) / letters > _SHARE else "en"


def _once(names: Iterable[str]) -> tuple[str, ...]:
    """Names in order, each once however it is written; those without a letter or digit are left out."""
    first: dict[str, str] = {}
    for name in names:
        if fold(name):
            first.setdefault(fold(name), name)
    return tuple(first.values())


def _is_extra(name: str, extras: set[str]) -> bool:
    found = _NUMBERED.fullmatch(name)
    return found is not None and fold(found.group(1)) in extras


def _people(names: Sequence[str], scripts: Sequence[Script]) -> Iterator[Person]:
    """The cast, short names folded into the long ones that they surely stand for."""
    together = _together(scripts)
    outfits: dict[str, dict[str, None]] = {}
    for one in _directives(scripts, "wears"):
        who, what = one.args.get("who"), one.args.get("what")
        if isinstance(who, Name) and isinstance(what, Name):
            outfits.setdefault(fold(who.text), {}).setdefault(what.text)
    holds = _first_hands(scripts)
    short = {one: [other for other in names if _begins(other, one)] for one in names}
    sure = {one: longer[0] for one, longer in short.items()
            if len(longer) == 1 and not short[longer[0]] and not _is_title(one)
            and frozenset((fold(one), fold(longer[0]))) not in together}
    for name in names:
        if name in sure:
            continue
        aliases = tuple(one for one in names if sure.get(one) == name)
        doubts = tuple(one for one in names if one not in aliases and one != name
                       and (one in short[name] or (_last_of(one, name) and one not in sure)))
        worn = [outfit for one in (name, *aliases) for outfit in outfits.get(fold(one), ())]
        held = [thing for one in (name, *aliases) for thing in holds.get(fold(one), ())]
        yield Person(name, aliases, doubts, _once(worn), _once(held))


def _begins(long: str, short: str) -> bool:
    """Whether `short` is the first word or words of the name `long` (LIN of LIN YUE, not of LIN'S MOTHER)."""
    return long.startswith(short + " ") and not long.startswith(tuple(short + tail for tail in _TAILS))


def _last_of(long: str, short: str) -> bool:
    return long.endswith(" " + short)


def _is_title(name: str) -> bool:
    return name.rstrip(".").casefold() in _TITLES


def _together(scripts: Sequence[Script]) -> set[frozenset[str]]:
    """The pairs of cues that speak in one scene, who therefore are two people."""
    found: set[frozenset[str]] = set()
    for script in scripts:
        here: set[str] = set()
        for element in script.body:
            if isinstance(element, Heading):
                here = set()
            elif isinstance(element, Speech):
                cue = fold(element.cue.text)
                found |= {frozenset((cue, other)) for other in here if other != cue}
                here.add(cue)
    return found


def _roots(places: Sequence[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """Places without the corners of others: `HOUSE - STAIR` is a corner of HOUSE where that is a place too, lies inside
    as it does, and the corner is no kind of place of its own (a kitchen, a garden)."""
    known = {fold(place): inside for place, inside in places}
    for place, inside in places:
        cuts = [one.start() for one in re.finditer(r"\s+[-–—]+\s+|(?<=[\u4e00-\u9fff])\s*[-–—·]\s*", place)]
        roots = [place[:cut] for cut in cuts if fold(place[:cut]) in known]
        if roots and known[fold(roots[-1])] == inside:
            corner = guess_place(inside, place[len(roots[-1]) :].strip(" -–—·"))
            if not corner or corner == guess_place(inside, roots[-1]):
                continue
        yield place, inside


def _directives(scripts: Sequence[Script], *kinds: str) -> Iterator[Directive]:
    for script in scripts:
        yield from (one for one in script.body if isinstance(one, Directive) and one.kind in kinds)


def _handed(scripts: Sequence[Script]) -> Iterator[str]:
    """The things that directives hand about."""
    for one in _directives(scripts, "takes", "gives", "drops"):
        if isinstance(what := one.args.get("what"), Name):
            yield what.text


def _first_hands(scripts: Sequence[Script]) -> dict[str, list[str]]:
    """Who, folded, must have a thing from the start, as the first that happens to it is that they give or drop it."""
    found: dict[str, list[str]] = {}
    seen: set[str] = set()
    for one in _directives(scripts, "takes", "gives", "drops"):
        who, what = one.args.get("who"), one.args.get("what")
        if isinstance(who, Name) and isinstance(what, Name) and fold(what.text) not in seen:
            seen.add(fold(what.text))
            if one.kind != "takes":
                found.setdefault(fold(who.text), []).append(what.text)
    return found


def _looks(scripts: Sequence[Script]) -> Iterator[str]:
    """The looks that directives ask for and the standard library does not know."""
    asked = (one.args.get("look") for one in _directives(scripts, "look"))
    for name in _once(one.text for one in asked if isinstance(one, Name)):
        if not vocabulary("grades").find(name):
            yield name


def _in_capitals(scripts: Sequence[Script], taken: set[str]) -> Iterator[str]:
    """Things that action introduces in capitals (`She grips the JADE PENDANT.`) and whose shape is known."""
    for script in scripts:
        for element in script.body:
            if not isinstance(element, Action) or element.text.plain.isupper():
                continue
            for found in _CAPITALS.finditer(element.text.plain):
                words = found.group().lower()
                shape = vocabulary("props").find(words)
                if shape and shape not in _SHAPELESS and fold(words) not in taken:
                    yield words
