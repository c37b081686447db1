"""A paragraph of action with its names masked, so that a frame such as "takes … THING from PERSON" is one expression.

Every name keeps its length: its first code point becomes a sign for a prop or a person, the others fillers. Places in
the masked text are places in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from ...stdlib import vocabulary
from ...stdlib.scan import words_of
from ..base.nodes import node
from ..bible.names import Mention
from .absent import quoted, within
from .nodes import Handling
from .pattern import Pattern
from .pronoun import STRANGER, Circle

PROP, PERSON = "\ue001\ue000*+", "\ue002\ue000*+"
_SIGN = {"prop": "\ue001", "cast": "\ue002"}
_SIGNS = Pattern("[\ue000-\ue003]", exact=True)
_FILL = "\ue000"
_COMMON = Pattern(
    r"(?:phone|mobile|cell ?phone|smartphone|glass|cup|mug|cigarette|cigar|umbrella|bag|purse|handbag|wallet|watch|coat|hat|pen"
    r"|bottle"
    r"|sword|blade|knife|dagger|gun|pistol|rifle|drink|tea|coffee|keys?|notebook|laptop|car|wine ?glass)"
    r"|手机|电话|杯子|杯|酒|茶|香烟|烟|雨伞|伞|手包|包|钱包|筷子|手表|行李|笔|车|咖啡")
_REFUSED = Pattern(
    r"\b(?:does(?: not|n['’]t)|will not|won['’]t|refuses to|declines to|makes no move to|never)"
    r"\s+(?:take|accept|touch|reach|want)\b"
    r"|\b(?:refuses|rejects|declines|pushes|waves|slaps|shoves|knocks) (?:it|the (?:\w+ )?\ue001\ue000*)(?: (?:away|back|aside))?"
    r"|没有?(?:去|伸手)?(?:接|拿|收)|不(?:肯|愿|想|敢|去)?(?:接|收|拿)|推开|推了?回|拒绝")
_UNREAL = Pattern(
    r"\b(?:if|unless|whether|imagin\w+|dream\w*|remember\w*|memor\w+|recall\w*|pretend\w*|wonder\w*|suppos\w+|years? ago"
    r"|earlier|yesterday|as though|would|could|should|might|may|maybe|perhaps)\b"
    r"|如果|若(?!无其事|有所|有若无|隐|即若离|狂)|要是|假如|假使|假装|倘|一旦|万一|只要|但凡|即使|哪怕|除非|想象|幻想|梦见|梦到|梦里|回忆|记得|想起|记忆|仿佛|好像|似乎|也许|或许|可能|年前|当年"
    r"|曾经|以为|据说|是否|能不能|会不会")
_ASKS = Pattern(r"\s*[.!…。！]*[?？]", exact=True)
_HOLDS_BACK = Pattern(r"\b(?:before|until|till|if|unless|once|or|instead of|as if)\W*$|(?:之前|以前)\W*$")
_NOUN = Pattern(r"(?:(?P<by>from|on|in|onto|into|at|to|of|off|across|over|under|behind|beside|by|with|against|towards?"
                   r"|around|through|near|inside|is|are|like|than|as)\s+)?"
                   r"\b(?:the|an?|his|her|their|another|some|this|that)\s+(?P<noun>[\w-]+)")
_BODY = frozenset((
    "hand", "hands", "finger", "fingers", "palm", "fist", "arm", "arms", "eye", "eyes", "head", "face", "own", "left",
    "right", "lips", "mouth", "pocket", "neck",
    "throat", "chest", "chin", "jaw", "breath", "gaze", "grip", "grasp", "feet", "knees", "man",
    "woman", "boy", "girl"))
WINDOW, _NEAR, _MANY = 800, 24, 24
"""Code points that are looked at for what came before, so that one endless sentence costs no more than its length."""
_FINISH = Pattern(r"[.!?…。！？;；\n]", exact=True)


class Clause(NamedTuple):
    """A clause `[first, last)` of a sentence that ends at `end`. `subjects` are those whom it tells of, `after` where
    the words behind them begin; `carried` says that they stand in an earlier clause, `near` that nobody else was
    named in between, `aside` that a thing or a stranger led a clause in between. `behind` are the subjects of the
    clauses before, where a thing leads this one."""

    subjects: tuple[str, ...]
    first: int
    after: int
    last: int
    end: int
    carried: bool = False
    near: bool = True
    behind: tuple[str, ...] = ()
    aside: bool = False


@node
class Found:
    """A handling and where it is told."""

    at: int
    handling: Handling


@node
class Page:
    """The masked paragraph. `ids` maps the place of a sign to the id; `lately` are the props that the action right before
    the paragraph names, which "it" may mean; `close` that nothing was said since. `common` are the places of
    things of which everybody has one, `things` those of all props, in order, `words` the words of
    the text in small letters."""

    text: str
    ids: Mapping[int, str]
    circle: Circle
    lately: tuple[str, ...] = ()
    close: bool = True
    common: frozenset[int] = frozenset()
    things: tuple[int, ...] = ()
    words: frozenset[str] = frozenset()

    def near(self, at: int, start: int, zero: bool = False) -> tuple[str, ...]:
        """The props that "it" at `at` can mean, in a sentence that begins at `start`; several where it is not clear.
        With `zero` a prop left out in Chinese, which stands in the same sentence."""
        early = max(start if zero else _sentence_before(self.text, start), at - WINDOW)
        last = bisect_left(self.things, at)
        before = self.things[max(0, last - _MANY) : last]
        found = before[bisect_left(before, early) :]
        if not found and before:
            same = len({self.ids[place] for place in before}) == 1 and not zero and not self._thing_between(before[-1], at)
            return (self.ids[before[-1]],) if same else (self.ids[before[-1]], STRANGER)
        if not found:
            new = any(one["noun"].lower() not in _BODY for one in _NOUN.finditer(self.text[:WINDOW], 0, at))
            return () if new else self.lately
        props = tuple(dict.fromkeys(self.ids[place] for place in found))
        return props if len(props) == 1 and not self._thing_between(found[-1], at) else (*props, STRANGER)

    def _thing_between(self, start: int, at: int) -> bool:
        return any(not one["by"] and one["noun"].lower() not in _BODY for one in _NOUN.finditer(self.text, start, at))

    def own(self, target: re.Match[str], place: int, agent: str) -> bool:
        """Whether the thing at `place` is one of which everybody has their own, called theirs: `his phone`."""
        det = (target["det"] or "").strip().lower()
        return place in self.common and (det in ("his", "her", "their", "my", "他的", "她的", "自己的") or (
            target.start("det") in self.ids and self.ids[target.start("det")] == agent))

    def whom(self, written: re.Match[str], group: str, agent: str) -> str:
        """The cast id that the person or object pronoun in `group` means, who is not `agent`; else empty."""
        start, words = written.start(group), written[group].lower()
        if start in self.ids:
            return self.ids[start] if self.ids[start] != agent else ""
        return self.circle.other(words, agent)

    def owner(self, written: re.Match[str], group: str, agent: str, bound: bool = False) -> str:
        """Whose something is: that of a person in `group`, or by his and her the agent's own where nobody else fits (or
        where it is `bound` to the agent: "stands there, the ring in her hand"), else that of the only one who fits."""
        words = (written[group] or "").lower()
        start = written.start(group)
        if start in self.ids:
            return self.ids[start]
        if words in ("own", "自己", "自己的", "their", "its", "") or not words:
            return agent
        fits = self.circle.fits(words)
        if agent in fits and agent:
            return agent if bound or len(fits) == 1 else ""
        return self.circle.other(words, agent)


def masked(text: str, mentions: Sequence[Mention], circle: Circle, lately: tuple[str, ...], close: bool) -> Page:
    """`text` with its props and people masked. What stands in quotation marks is left as it is: it is read or said."""
    inside = quoted(text)
    if not text.isascii():
        text = _SIGNS.sub("_", text)
    pieces, at, ids, common = [], 0, {}, set()
    for one in mentions:
        sign = _SIGN.get(one.kind)
        if sign is None or within(inside, one.start):
            continue
        pieces += [text[at : one.start], sign, _FILL * (one.end - one.start - 1)]
        if sign == "\ue001" and _COMMON.fullmatch(text, one.start, one.end) is not None:
            common.add(one.start)
        ids[one.start], at = one.id, one.end
    pieces.append(text[at:])
    things = tuple(one.start for one in mentions if one.kind == "prop" and one.start in ids)
    return Page("".join(pieces), ids, circle, lately, close, frozenset(common), things,
                frozenset(word.lower() for word in words_of(text)))


def refused(page: Page, at: int) -> bool:
    """Whether what is held out at `at` is not taken."""
    return _REFUSED.search(page.text, at, at + WINDOW) is not None


def doubtful(page: Page, clause: Clause, start: int) -> bool:
    """Whether the clause may not happen; its sentence begins at `start`."""
    return imagined(page.text, clause, start)


def imagined(text: str, clause: Clause, start: int) -> bool:
    """Whether the sentence of a clause, which begins at `start`, imagines, remembers, asks or sets a condition."""
    return (_UNREAL.search(text, max(start, clause.last - WINDOW), clause.last) is not None
            or _ASKS.match(text, clause.end) is not None
            or _HOLDS_BACK.search(text, max(start, clause.first - _NEAR), clause.first) is not None)


def supposed(text: str, start: int, end: int) -> bool:
    """Whether words in `text[start:end]` imagine, remember or set a condition."""
    return start < end and _UNREAL.search(text, start, end) is not None


def _sentence_before(text: str, start: int) -> int:
    """Where the sentence before the one at `start` begins."""
    early = max(0, start - WINDOW)
    ends = [one.end() for one in _FINISH.finditer(text, early, max(0, start - 2))]
    return ends[-1] if ends else early


_VOWELS = frozenset("aeiouy")


@cache
def verbs() -> Mapping[str, tuple[str, str]]:
    """Every verb of handling in small letters, with its entry in stdlib `handlings` and its form: `s`, `ing`, `bare`,
    `done`, `zh`, `outright` (Chinese, needs no receiver); `up` is added for those that need that word."""
    found: dict[str, tuple[str, str]] = {}
    for id, entry in vocabulary("handlings").entries.items():
        for alias in entry["aliases"]:
            words, form = (alias["words"], alias.get("form", "")) if isinstance(alias, Mapping) else ([alias], "")
            found.update((word, (id, _form(word, form))) for word in words)
    return found


def _form(word: str, given: str) -> str:
    if not word.isascii():
        return given or "zh"
    if given == "done":
        return given
    ending = word.endswith("ing") and not _VOWELS.isdisjoint(word[:-3])
    form = "ing" if ending else "s" if word.endswith("s") and not word.endswith("ss") else "bare"
    return form + given


def handling(kind: str, who: str, prop: str, to: str = "", sure: bool = True) -> Handling:
    """A handling; one whose doer or receiver is missing is not sure."""
    whole = who and (kind != "gives" or (to and to != who))
    return Handling(kind, who, prop, to if to != who else "", bool(sure and whole))


def unsure(props: Iterable[str], kind: str, who: str) -> list[Handling]:
    """Something happens to `props` that cannot be told for certain."""
    return [Handling(kind, who, prop, "", False) for prop in props if prop != STRANGER]
