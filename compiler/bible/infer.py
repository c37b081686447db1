"""What a name alone says about a person or a place, and a bible for scripts that have none."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from ...stdlib import data, fold, vocabulary
from ..base.digest import seed_of
from ..base.nodes import node
from ..base.pattern import Lazy
from .nodes import Appearance, Bible, Character, Place, Series
from .wording import written
from .words import pick

_WORD = Lazy(r"[^\W\d_]+")
_OLD, _YOUNG = ("old", "elderly", "aged", "older"), ("young", "younger", "teenage")


@node
class Guess:
    """What a name tells: `sex` f, m or empty; `age` in years, or None when it does not say."""

    sex: str = ""
    age: int | None = None


def guess_person(*names: str) -> Guess:
    """What the names of one person tell, the first telling one first: role words (MOTHER, 母亲), then given names."""
    sex, age = "", None
    for name in names:
        role = _role(name)
        sex, age = sex or role.sex, role.age if age is None else age
    for name in names:
        sex = sex or _given(name)
    return Guess(sex, age)


def is_chinese(*names: str) -> bool:
    """Whether the names of one person are Chinese: in characters, or with a family name in pinyin (`LIN YUE`)."""
    for name in names:
        words = [word.casefold() for word in _WORD.findall(name)]
        if _has_han(name) or any(word in data("names")["pinyin"] for word in words[:1] + words[-1:]):
            return True
    return False


def usual_age(id: str) -> int:
    """An age for a grown-up of whom nothing is said: 22 to 36, always the same for the same id."""
    return 22 + seed_of("age", fold(id)) % 15


def guess_place(interior: bool | None, *words: str, era: str = "") -> str:
    """The stdlib kind of place that `words` name, the first telling one first; empty when none does. The last part of
    a name tells most (`CHEN VILLA - KITCHEN` is a kitchen). In a series of the given `era`, words that belong to no age
    name a place of that age (a PATIO of today is no palace courtyard)."""
    for text in words:
        for part in reversed(re.split(r"\s+[-–—]\s+|[/·／，,]", text)):
            if kind := pick("places", part):
                return of_era(kind, part, era)
    return ""


def of_era(kind: str, words: str, era: str) -> str:
    """The `kind` of place that `words` name, or what they name in a series of the given `era`."""
    places = vocabulary("places")
    if era in ("", str(places.entries[kind]["era"])) or places.entries[kind]["era"] == "any":
        return kind
    return str(places.fact(words, "instead") or kind)


def tells_era(words: str) -> bool:
    """Whether the kind of place that `words` name tells of which age a series is."""
    return vocabulary("places").fact(words, "instead") is None


def infer(names: Sequence[str], places: Sequence[tuple[str, bool]], language: str) -> Bible:
    """A bible for scripts without one: the cast by its cues, the places by their headings (name, interior).

    The result is not complete; `casting.complete` fills in what is open.
    """
    cast: dict[str, Character] = {}
    for name in _once(names):
        guess = guess_person(name)
        cast[name] = Character(name, age=usual_age(name) if guess.age is None else guess.age,
                               appearance=Appearance(sex=guess.sex))
    inside = {fold(name): interior for name, interior in reversed(places)}
    found = {name: Place(name, interior=inside[fold(name)], kind=guess_place(inside[fold(name)], name), words=written(name))
             for name in _once([name for name, _ in places])}
    return Bible(series=Series(language=language), cast=cast, places=found, inferred=True)


def _once(names: Sequence[str]) -> tuple[str, ...]:
    """Names in order, each once however it is written; those without a letter or digit are left out."""
    first: dict[str, str] = {}
    for name in names:
        if fold(name):
            first.setdefault(fold(name), name.strip())
    return tuple(first.values())


@cache
def _roles() -> Mapping[str, Guess]:
    """Role words, folded, with what they tell."""
    return {fold(word): Guess(role["sex"], role["age"]) for role in data("names")["roles"] for word in role["words"]}


@cache
def _names() -> Mapping[str, str]:
    """Given names in Latin letters with their sex."""
    return {name: sex for sex, names in data("names")["given"].items() for name in names}


def _role(name: str) -> Guess:
    """What the role words in `name` tell; the longest counts. `OLD` and `YOUNG` before it move the age."""
    words = [word.casefold() for word in _WORD.findall(name)]
    roles = _roles()
    latin = [" ".join(words[i:j]) for i in range(min(len(words), 8)) for j in range(len(words), i, -1)]
    found = max((key for key in map(fold, latin) if key in roles), key=len, default="")
    if not found and _has_han(name):
        found = max((key for key in roles if key in fold(name) and _has_han(key)), key=len, default="")
    guess = roles.get(found, Guess())
    if any(word in words for word in _OLD) or (name.startswith("老") and len(name) > 1):
        return Guess(guess.sex, max(68, guess.age or 0))
    if any(word in words for word in _YOUNG):
        return Guess(guess.sex, min(20, guess.age or 20))
    return guess


def _given(name: str) -> str:
    """The sex that a given name tells, if it does."""
    known = _names()
    for word in _WORD.findall(name):
        if word.casefold() in known:
            return known[word.casefold()]
    han = "".join(filter(_is_han, name))
    given = han[1:] if len(han) > 1 and han[0] in data("names")["surnames"] else han
    female, male = (sum(given.count(one) for one in data("names")["characters"][sex]) for sex in ("f", "m"))
    return "" if female == male else "f" if female > male else "m"


def _has_han(text: str) -> bool:
    return not text.isascii() and any(map(_is_han, text))


def _is_han(letter: str) -> bool:
    return "\u3400" <= letter <= "\u9fff"
