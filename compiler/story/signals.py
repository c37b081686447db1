"""Words that tell the readers of a paragraph whether there is anything in it for them.

Most paragraphs of action hold none of them. So they are looked for once, all together, while the words of a paragraph are
at hand, and not by each reader over again.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from ...stdlib import vocabulary
from ...stdlib.scan import Reading
from ..base.pattern import Lazy


def _forms(words: Iterable[str]) -> frozenset[str]:
    """`words` as prose writes them: small, at the beginning of a sentence, and in capitals."""
    return frozenset(form for word in words for form in (word, word.title(), word.upper()))


PRONOUNS = _forms(("she", "her", "herself", "he", "him", "his", "himself", "他", "她"))
IT = _forms(("it",))
SOMEBODY = _forms((
    "woman", "women", "girl", "girls", "lady", "ladies", "mother", "sister", "wife", "bride", "daughter", "maid", "maids",
    "nurse", "grandmother", "queen", "princess", "man", "men", "boy", "boys", "guy", "guys", "father", "brother", "husband",
    "groom", "son", "guard", "guards", "soldier", "soldiers", "grandfather", "king", "prince", "doctor", "driver", "waiter",
    "stranger", "servant", "child", "assistant", "officer", "figure"))
"""Common nouns in Latin letters that tell of a woman or a man."""
DEATH = _forms(("dead", "dies", "die", "killed", "last", "succumbs", "succumb", "kills", "murders", "slays", "executes",
                "strangles", "throat", "neck", "death", "shoots", "stabs", "气", "亡", "毙", "死", "呼", "撒", "杀", "害"))
GOING = _forms(("out", "off", "leaves", "exits", "exit", "gone", "disappears", "vanishes", "disappear", "vanish", "excuses",
                "away", "slams", "withdraws", "retires", "goes", "departs", "lets", "drag", "drags", "leave",
                "去", "走", "离", "出", "退", "逃", "跑", "席", "消"))
_NOTHING: frozenset[str] = frozenset()
_BETWEEN = Lazy(r"[\s-]+")


@cache
def alone() -> tuple[frozenset[str], frozenset[str], frozenset[frozenset[str]]]:
    """The words for a gesture that are read only when they stand alone: single ones, and the first of several, as prose
    writes them; and the words of those in small letters."""
    made = [_BETWEEN.split(word.lower()) for id, entry in vocabulary("gestures").entries.items()
            for word in (id, entry["label"], *entry.get("exact", ()))]
    single, first = (_forms(words[0] for words in made if (len(words) > 1) is several) for several in (False, True))
    return single, first, frozenset(frozenset(words) for words in made if len(words) > 1)


@cache
def _all() -> frozenset[str]:
    single, first, _ = alone()
    return PRONOUNS | IT | SOMEBODY | DEATH | GOING | single | first


def signals(reading: Reading) -> frozenset[str]:
    """Those words of a text that are signals to some reader. `man's` is one for `man`."""
    known, words = _all(), reading.words if reading.whole else reading.parted().words
    return _NOTHING if known.isdisjoint(words) else known.intersection(words)
