"""The title page of an episode: number, title, language."""

from __future__ import annotations

from ...stdlib import vocabulary
from ..base.pattern import Lazy
from ..syntax.tree import Script

_DIGITS = Lazy(r"[0-9０-９]{1,6}")
_CHINESE = Lazy(r"[零〇一二三四五六七八九十百两]{1,7}")
_DIGIT = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_MARKS = Lazy(r"^[*_]+|[*_]+$")

def read_language(script: Script, fallback: str) -> str:
    """The language of `script` as a BCP 47 tag: `Language:` of its title page, else `fallback`."""
    written = (script.value("Language") or script.value("语言")).strip()
    if not written:
        return fallback
    return vocabulary("languages").find(written) or written


def read_number(script: Script, episode_id: str) -> int:
    """The number of the episode: `Episode:` of its title page (`3`, `第三集`), else the last digits of the file's stem,
    else 1."""
    for written in (script.value("Episode"), script.value("集"), script.value("集数")):
        number = _number(written)
        if number is not None:
            return number
    found = _DIGITS.findall(episode_id)
    return int(found[-1]) if found else 1


def read_title(script: Script, episode_id: str) -> str:
    """The episode's title without emphasis marks, or its id where the title page has none."""
    written = script.value("Title") or script.value("标题") or script.value("剧名")
    return _MARKS.sub("", written.strip()).strip() or episode_id


def _number(written: str) -> int | None:
    found = _DIGITS.search(written)
    if found is not None:
        return int(found[0])
    chinese = _CHINESE.search(written)
    if chinese is None:
        return None
    total, digit = 0, None
    for one in chinese[0]:
        if one in "十百":
            total += (1 if digit is None else digit) * (10 if one == "十" else 100)
            digit = None
        else:
            digit = _DIGIT[one]
    return total + (digit or 0)
