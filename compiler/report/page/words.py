"""The words of the page in the language of the series: English, and Chinese from the standard library."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from ....stdlib import data, vocabulary

Say = Callable[..., str]
_HAN = re.compile(r"[\u3400-\u9fff]")
_PROBE = "Episode"
"""A word that every translation of the page translates."""


def words_in(language: str) -> Say:
    """A function that gives the page's words (English, with `{holes}` to fill) in `language`."""
    known: Mapping[str, str] = data("report-zh")["words"] if language[:2] == "zh" else {}

    def say(english: str, /, **holes: object) -> str:
        text = known.get(english, english)
        return text.format(**holes) if holes else text

    return say


def entry(name: str, id: str, say: Say) -> str:
    """What an entry of a vocabulary is called: its label in the page's words, else the first word for it in that script."""
    found = vocabulary(name).entries.get(id)
    if found is None:
        return say(id)
    label = str(found.get("label", id))
    told = say(label)
    if told != label or say(_PROBE) == _PROBE:
        return told
    words = [word for alias in (*found.get("aliases", ()), *found.get("exact", ()))
             for word in (alias["words"] if isinstance(alias, dict) else [alias])]
    return next((str(word) for word in words if _HAN.search(str(word))), label)
