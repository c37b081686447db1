"""English number words: what a reader says for the digits in a line."""

from __future__ import annotations

import re
from collections.abc import Callable

UNITS = str.split(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
TENS = str.split("zero ten twenty thirty forty fifty sixty seventy eighty ninety")
SCALES = ("", "thousand", "million", "billion", "trillion")
ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
MONEY = {
    "$": ("dollar", "dollars", "cent", "cents"), "£": ("pound", "pounds", "penny", "pence"),
    "€": ("euro", "euros", "cent", "cents"), "¥": ("yuan", "yuan", "fen", "fen"),
}  # fmt: skip
FRACTIONS = {"½": "a half", "¼": "a quarter", "¾": "three quarters", "⅓": "a third", "⅔": "two thirds"}

_NUMBER = r"\d{1,3}(?:,\d{3})+|\d+"
_MONEY = re.compile(rf"([$£€¥])\s?({_NUMBER})(?:\.(\d\d?))?(?:\s?(million|billion|trillion|thousand|[kKmM])\b)?")
_TIME = re.compile(r"\b([01]?\d|2[0-4]):([0-5]\d)(?:\s?([AaPp])\.?[Mm]\b\.?)?")
_HOUR = re.compile(r"\b(1[0-2]|0?[1-9])\s?([AaPp])\.?[Mm]\b\.?")
_ORDINAL = re.compile(r"\b(\d{1,9})(st|nd|rd|th)\b", re.IGNORECASE)
_DECADE = re.compile(r"\b(\d{2}|\d{4})'?s\b")
_PERCENT = re.compile(rf"(?<!\d)({_NUMBER})(?:\.(\d+))?\s?%")
_RANGE = re.compile(r"\b(\d{1,4})\s?[-–]\s?(\d{1,4})\b(?![-–]?\d)")
_DASHED = re.compile(r"\b\d+(?:-\d+){2,}\b|\b\d{3}-\d{4}\b")
_FRACTION = re.compile(r"\b(\d{1,2})/(\d{1,2})\b(?!/)")
_PLAIN = re.compile(rf"(?<![\w.])(-?)({_NUMBER})(?:\.(\d+))?|\d+")


def spell_numbers(text: str) -> str:
    """The text with money, times, ordinals, decades, percentages, fractions and plain numbers written out."""
    for character, words in FRACTIONS.items():
        text = text.replace(character, f" {words} ")
    steps: list[tuple[re.Pattern[str], Callable[[re.Match[str]], str]]] = [
        (_MONEY, _money), (_TIME, _time), (_HOUR, lambda m: f"{cardinal(int(m[1]))} {m[2].lower()}.m. "),
        (_ORDINAL, lambda m: ordinal(int(m[1]))), (_DECADE, _decade), (_PERCENT, lambda m: _decimal(m) + " percent"),
        (_DASHED, lambda m: ", ".join(digits(part) for part in m[0].split("-"))), (_RANGE, _range),
        (_FRACTION, _fraction), (_PLAIN, _plain),
    ]  # fmt: skip
    for pattern, say in steps:
        text = _said(text, pattern, say)
    return text


def _said(text: str, pattern: re.Pattern[str], say: Callable[[re.Match[str]], str]) -> str:
    """The text with what `say` makes of each match in its place, spaces around it."""
    return pattern.sub(lambda m: f" {say(m)} ", text)


def cardinal(number: int) -> str:
    """42 -> `forty-two`; from a thousand million million on, digit by digit."""
    if number < 0:
        return "minus " + cardinal(-number)
    if number >= 10**15:
        return digits(str(number))
    if number < 1000:
        return _below_thousand(number)
    parts = []
    for scale in range(len(SCALES) - 1, -1, -1):
        group = number // 1000**scale % 1000
        if group:
            parts.append(f"{_below_thousand(group)} {SCALES[scale]}".strip())
    return " ".join(parts)


def ordinal(number: int) -> str:
    """21 -> `twenty-first`."""
    head, dash, last = cardinal(number).rpartition("-")
    if not dash:
        head, dash, last = cardinal(number).rpartition(" ")
    if last in ORDINALS:
        last = ORDINALS[last]
    elif last.endswith("y"):
        last = last[:-1] + "ieth"
    else:
        last += "th"
    return head + dash + last


def year(number: int) -> str:
    """1987 -> `nineteen eighty-seven`, 2005 -> `two thousand five`, 1900 -> `nineteen hundred`."""
    high, low = divmod(number, 100)
    if 2000 <= number < 2010 or (low == 0 and high % 10 == 0):
        return cardinal(number)
    if low == 0:
        return cardinal(high) + " hundred"
    return f"{cardinal(high)} {'oh ' if low < 10 else ''}{cardinal(low)}"


def digits(text: str) -> str:
    """`007` -> `zero zero seven`."""
    return " ".join(UNITS[int(c)] for c in text if c in "0123456789")


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    words = [f"{UNITS[hundreds]} hundred"] if hundreds else []
    if rest or not hundreds:
        tens, units = divmod(rest, 10)
        words.append(UNITS[rest] if rest < 20 else TENS[tens] + (f"-{UNITS[units]}" if units else ""))
    return " ".join(words)


def _whole(text: str) -> str:
    plain = text.replace(",", "")
    if len(plain) > 15 or (len(plain) > 1 and plain[0] == "0"):
        return digits(plain[:200])
    if "," not in text and len(plain) == 4 and 1100 <= int(plain) < 2100:
        return year(int(plain))
    return cardinal(int(plain))


def _amount(text: str) -> str:
    plain = text.replace(",", "")
    return cardinal(int(plain)) if len(plain) <= 15 else digits(plain[:200])


def _decimal(m: re.Match[str]) -> str:
    return _amount(m[1]) + (f" point {digits(m[2][:40])}" if m[2] else "")


def _money(m: re.Match[str]) -> str:
    one, many, cent, cents = MONEY[m[1]]
    scale = {"k": "thousand", "m": "million"}.get((m[4] or "").lower(), m[4] or "")
    whole = _amount(m[2])
    if scale:
        return whole + (f" point {digits(m[3])}" if m[3] else "") + f" {scale} {many}"
    small = int(m[3].ljust(2, "0")) if m[3] else 0
    parts = [] if whole == "zero" and small else [f"{whole} {one if whole == 'one' else many}"]
    if small:
        parts.append(f"{cardinal(small)} {cent if small == 1 else cents}")
    return " and ".join(parts)


def _time(m: re.Match[str]) -> str:
    hour, minute = int(m[1]), int(m[2])
    half = f" {m[3].lower()}.m. " if m[3] else ""
    if minute == 0:
        if m[3]:
            return cardinal(hour) + half
        return f"{cardinal(hour)} o'clock" if 0 < hour <= 12 else f"{cardinal(hour)} hundred hours"
    return f"{cardinal(hour)} {'oh ' if minute < 10 else ''}{cardinal(minute)}{half}"


def _decade(m: re.Match[str]) -> str:
    number = int(m[1])
    words = year(number) if number >= 1000 else cardinal(number)
    return words[:-1] + "ies" if words.endswith("y") else words + "s"


def _range(m: re.Match[str]) -> str:
    return f"{_whole(m[1])} to {_whole(m[2])}"


def _fraction(m: re.Match[str]) -> str:
    top, bottom = int(m[1]), int(m[2])
    if not (top < bottom and 2 <= bottom <= 10):
        return f"{cardinal(top)} {cardinal(bottom)}"
    part = {2: "half", 4: "quarter"}.get(bottom) or ordinal(bottom)
    return f"{cardinal(top)} {part}{'' if top == 1 else 's'}"


def _plain(m: re.Match[str]) -> str:
    if m[2] is None:
        return digits(m[0][:200])
    return ("minus " if m[1] else "") + _whole(m[2]) + (f" point {digits(m[3][:40])}" if m[3] else "")
