"""Pronouns: she and he are read only where one person of the scene can be meant."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from ..base.nodes import node
from ..base.pattern import Lazy, western
from ..bible.names import Mention
from ..bible.nodes import Bible
from .paragraph import Paragraph
from .signals import PRONOUNS, SOMEBODY

_PRONOUN = Lazy(r"\b(?:she|her|herself|he|him|his|himself)\b|[她他](?!们)", re.IGNORECASE)
_SHE = frozenset(("she", "her", "herself", "她"))
_PERSONAL = frozenset(("she", "her", "herself", "he", "him", "his", "himself", "她", "他"))
_OWNERS = frozenset(("her", "his"))
_NOMINATIVE = frozenset(("she", "he", "她", "他"))
_ACTS = Lazy(r"\s+(?!(?:is|was|isn|wasn|becomes?|remains?|and|or)\b)\w|(?:把|将|递|交|塞|还给|扔|抛|拉|推|扶|抱|看着|看向)",
             re.IGNORECASE)
"""How a clause goes on in which somebody does something. Chinese may go on with somebody of theirs (她母亲), so its verbs are
named."""
_CLAUSE_END = Lazy(r"[,，、:：;；.!?…。！？()（）\u2014\u2013\n\"“”]|--|\b(?:and|but|then|while|as|when|before|after|until|that"
                   r"|who|because|if|where)\b|然后|接着|随后|同时", re.IGNORECASE)
_SOMEBODY = Lazy(
    r"\b(?:(?P<she>wom[ae]n|girls?|lad(?:y|ies)|mother|sister|wife|bride|daughter|maids?|nurse|grandmother|queen"
    r"|princess)"
    r"|(?P<he>m[ae]n|boys?|guys?|father|brother|husband|groom|son|guards?|soldiers?|grandfather|king|prince)"
    r"|(?P<any>doctor|driver|waiter|stranger|servant|child|assistant|officer|figure))\b"
    r"|(?P<zhshe>女人|女子|女孩|姑娘|老妇|母亲|妹妹|姐姐|妻子|丫鬟|护士)"
    r"|(?P<zhhe>男人|男子|男孩|老头|老人|父亲|哥哥|弟弟|丈夫|侍卫|士兵|保镖)"
    r"|(?P<zhany>医生|司机|服务员|仆人|孩子|助理)",
    re.IGNORECASE)
STRANGER = ""


@node
class Circle:
    """Who can be meant by a pronoun in a scene: the people that `she` and `he` fit, `STRANGER` for one without name."""

    she: frozenset[str] = frozenset()
    he: frozenset[str] = frozenset()

    def only(self, pronoun: str) -> str:
        """The one cast id that `pronoun` can mean, or the empty string."""
        fits = self.fits(pronoun)
        return next(iter(fits)) if len(fits) == 1 else ""

    def fits(self, pronoun: str) -> frozenset[str]:
        """All whom `pronoun` can mean."""
        return self.she if pronoun.lower() in _SHE else self.he

    def other(self, pronoun: str, doer: str) -> str:
        """The one cast id, other than `doer`, that an object pronoun can mean (`hands him the ring`), else empty."""
        if pronoun.lower() not in _PERSONAL:
            return ""
        fits = self.fits(pronoun) - {doer}
        return next(iter(fits)) if len(fits) == 1 else ""


@node
class Referent:
    """A pronoun at `[start, end)` that can only mean `id`; `owner` for her and his, which may stand before a thing."""

    start: int
    end: int
    id: str
    owner: bool


def circle_of(people: Iterable[str], action: Iterable[Paragraph], bible: Bible) -> Circle:
    """The circle of a scene: `people` are the cast ids and extras in it. In its action "an old man" may stand for a
    pronoun too. Somebody whose sex the bible leaves open fits both."""
    she: set[str] = set()
    he: set[str] = set()
    for id in people:
        fits_she, fits_he = _fits(id, bible)
        if fits_she:
            she.add(id if id in bible.cast else STRANGER)
        if fits_he:
            he.add(id if id in bible.cast else STRANGER)
    for told in action:
        if not told.signals and told.text.isascii():
            continue  # nobody can be meant: most paragraphs
        woman, man = strangers(told.text, told.signals, told.mentions)
        if woman:
            she.add(STRANGER)
        if man:
            he.add(STRANGER)
    return Circle(frozenset(she), frozenset(he))


def referents(told: Paragraph, circle: Circle) -> list[Referent]:
    """The pronouns of the paragraph that can mean one person only, in order."""
    if PRONOUNS.isdisjoint(told.signals):
        return []
    return [Referent(found.start(), found.end(), id, found[0].lower() in _OWNERS)
            for found in _PRONOUN.finditer(told.text) if (id := circle.only(found[0]) or _subject(told, found, circle))]


def _subject(told: Paragraph, found: re.Match[str], circle: Circle) -> str:
    """Who the subject of a clause is by a pronoun that several fit, where the clause itself names all others of them:
    `He hands Pippa the ledger` is not said of Pippa. (Principle C of binding: Chomsky, Lectures on Government and Binding,
    1981.) Empty where that leaves several, or where the clause says who somebody is."""
    fits = circle.fits(found[0])
    if len(fits) < 2 or STRANGER in fits or _ACTS.match(told.text, found.end()) is None:
        return ""
    stop = _CLAUSE_END.search(told.text, found.end())
    end = stop.start() if stop else len(told.text)
    left = fits - {one.id for one in told.mentions if one.kind == "cast" and found.end() < one.start < end}
    return next(iter(left)) if len(left) == 1 and found[0].lower() in _NOMINATIVE else ""


def _fits(id: str, bible: Bible) -> tuple[bool, bool]:
    """Whether `she` and `he` can mean somebody."""
    character = bible.cast.get(id)
    return (True, True) if character is None else _forms(character.pronouns, character.appearance.sex)


@lru_cache(256)
def _forms(pronouns: tuple[str, ...], sex: str) -> tuple[bool, bool]:
    """Whether `she` and `he` fit one who is called by `pronouns`, or, where nothing is said of them, is of that sex."""
    said = {one.strip().casefold() for words in pronouns for one in re.split(r"[/,\s]+", words)}
    if said:
        return bool(said & {"she", "her", "她"}), bool(said & {"he", "him", "他"})
    return sex != "m", sex != "f"


def strangers(text: str, told: Collection[str], names: Sequence[Mention] = ()) -> tuple[bool, bool]:
    """Whether `text`, whose `signals` are `told`, tells of a woman, and of a man, by a common noun that is no part of one of
    the `names` in it (PRINCE YAN)."""
    first, end = 0, len(text)
    if western(text):
        nouns = SOMEBODY.intersection(told)
        if not nouns:
            return False, False
        first, end = min(map(text.find, nouns)), max([text.rfind(noun) + len(noun) for noun in nouns]) + 1
    she = he = False
    for found in _SOMEBODY.finditer(text, first, end):
        if any(one.start <= found.start() < one.end for one in names):
            continue
        kind = (found.lastgroup or "").removeprefix("zh")
        she, he = she or kind != "he", he or kind != "she"
        if she and he:
            break
    return she, he
