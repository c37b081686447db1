"""How long before the present a scene plays: `14 years ago`, `three months earlier`, `十四年前`."""

from __future__ import annotations

import re

from ..base.pattern import Lazy

_ONES = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
         "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
         "eighteen": 18, "nineteen": 19}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_DIGITS = {digit: number for number, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"year": 1.0, "month": 1 / 12, "week": 7 / 365.25, "day": 1 / 365.25, "decade": 10.0,
          "年": 1.0, "个月": 1 / 12, "月": 1 / 12, "周": 7 / 365.25, "星期": 7 / 365.25, "天": 1 / 365.25, "日": 1 / 365.25}
_ENGLISH = Lazy(r"\b(\d{1,4}(?:\.\d)?|[a-z]+(?:[ -][a-z]+)?)\s+(year|month|week|day|decade)s?\s+"
                      r"(?:ago|earlier|before|back)\b", re.IGNORECASE)
_CHINESE = Lazy(r"(\d{1,4}|[零〇一二两三四五六七八九十百]{1,7})\s*(年|个月|周|星期|天|日)(?:之?前|以前)")


def years_ago(words: str) -> float | None:
    """The years that `words` say a scene lies back; None where they say none, or none that can be counted (`long ago`)."""
    found = _ENGLISH.search(words)
    if found is not None:
        number = _english(found[1].lower())
    elif (found := _CHINESE.search(words)) is not None:
        number = _chinese(found[1])
    else:
        return None
    return None if number is None else number * _UNITS[found[2].lower()]


def _english(text: str) -> float | None:
    """The number that digits or words write: `14`, `twenty-one`; of two words that are no number, the last (`some three`)."""
    if text[0].isdigit():
        return float(text)
    first, _, last = text.replace("-", " ").rpartition(" ")
    if first in _TENS and 0 < _ONES.get(last, 0) < 10:
        return _TENS[first] + _ONES[last]
    return _ONES.get(last, _TENS.get(last))


def _chinese(text: str) -> float | None:
    """The number that digits or numerals up to 999 write: `14`, `十四`, `二十`, `一百零三`; also digit by digit (`二〇`)."""
    if text.isdigit() and text.isascii():
        return float(text)
    total = last = 0
    for sign in text:
        if sign in "十百":
            total += (last or 1) * (10 if sign == "十" else 100)
            last = 0
        else:
            last = last * 10 + _DIGITS[sign]
    return float(total + last)
