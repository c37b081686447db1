"""What the script says is done, for models that film it: the sentences of action, with people in place of their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby, islice

from ..base.pattern import Lazy
from ..bible.nodes import Bible
from ..bible.wording import PERSON, Words, passage
from .clock import Slot, Stage
from .ground import names_of
from .nodes import Told

_CAST = 300
"""As many of a cast are known by name wherever they are mentioned; of a longer one only those who are there."""
_LATIN = "[0-9A-Za-zÀ-ɏ]"
_LETTER = Lazy(_LATIN)
_MET = Lazy(rf"(?<=[^\W{_LATIN[1:-1]}])(?={PERSON})|(?<={PERSON}\d)(?=[^\W{_LATIN[1:-1]}])")
"""Where somebody meets letters that are written without spaces."""

_CLAUSE = Lazy(r"[^,;:.!?，、；：。！？…]*[,;:.!?，、；：。！？…]+\s*|[^,;:.!?，、；：。！？…]+")
_UNDONE = Lazy(
    r"\b(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would|dare|dares)(?:n['’]t|\s+not)\b(?!\s+(?:help|stop|only|just)\b)"
    r"|\bcannot\b(?!\s+(?:help|stop)\b)|\bnever\b|\bno\s+longer\b"
    r"|(?<![淹沉埋覆出湮隐])没(?![入收落顶药])|并[不未]|从未|未曾|不再|不肯|不去|不敢|不想",
    re.IGNORECASE)
"""What somebody does not do: a model of pictures reads past the "not", and has it done. Narrower than `story.text.negated`,
for which a doubt is enough: `walks out without a word` is seen."""


def told(stage: Stage, slot: Slot) -> tuple[Told, ...]:
    """The action that is seen in a shot, each passage at the frame where it begins."""
    found = []
    beats, bible = stage.ground.scene.beats, stage.ground.bible
    for start, bit in slot.bits:
        if done := _done(bit.told):
            beat = beats[bit.beat] if bit.beat >= 0 else None
            words, named = _unnamed(done, dict.fromkeys((*bit.who, *bit.here.present, *islice(bible.cast, _CAST))), bible)
            said = passage(words, beat.span if beat is not None else stage.ground.scene.span, bible.terms)
            if said.own:
                found.append(Told(max(0, start - slot.start), said, named))
    return tuple(found)


def filled(words: Words, people: Sequence[str]) -> str:
    """`words` with `people` (as a prompt calls them) in the places of those who are named."""
    spaced = _MET.sub(" ", words.own)
    return re.sub(rf"{PERSON}(\d+)", lambda one: people[int(one[1])] if int(one[1]) < len(people) else "somebody", spaced)


def _done(text: str) -> str:
    """`text` without the clauses that tell what is not done."""
    if not _UNDONE.search(text):
        return text
    return "".join(one for one in _CLAUSE.findall(text) if not _UNDONE.search(one)).strip(" ,;:，、；：")


def _unnamed(text: str, who: Iterable[str], bible: Bible) -> tuple[str, tuple[str, ...]]:
    """`text` with a mark for each name of `who`, and those who were named, in the order of the marks."""
    folded = text.casefold()
    names = [(name.casefold(), id) for id in who for name in names_of(bible, id) if name and name.casefold() in folded]
    if not names:
        return text, ()
    known = dict(reversed(names))
    found: dict[str, int] = {}

    def mark(one: re.Match[str]) -> str:
        return f"{PERSON}{found.setdefault(known[one[0].casefold()], len(found))}"

    return _any_of(tuple(sorted(known, key=len, reverse=True))).sub(mark, text), tuple(found)


@lru_cache(256)
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    """Any of `names` as words of their own; scripts without spaces are always apart."""
    parts = []
    for (before, after), some in groupby(names, lambda name: (bool(_LETTER.match(name)), bool(_LETTER.match(name[-1])))):
        written = "|".join(map(re.escape, some))  # to compile what stands around takes longer than the names
        parts.append(f"{f'(?<!{_LATIN})' if before else ''}(?:{written}){f'(?!{_LATIN})' if after else ''}")
    return re.compile("|".join(parts), re.IGNORECASE)
