"""Chinese number words: what a reader says for the digits in a Mandarin line."""

from __future__ import annotations

import re

DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_SCALES = ("", "万", "亿", "万亿")
_AMOUNT = r"\d{1,3}(?:,\d{3})+|\d+"
_STEPS = (
    (re.compile(r"(\d{4})(?=\s*年)"), lambda m: _digits(m[1])),
    (re.compile(r"([01]?\d|2[0-4])[:：]([0-5]\d)"), lambda m: _clock(m)),
    (re.compile(rf"([$¥€£])\s?({_AMOUNT})(?:\.(\d+))?(\s?[万亿])?"), lambda m: _money(m)),
    (re.compile(rf"(?<!\d)({_AMOUNT})(?:\.(\d+))?\s?[%％]"), lambda m: "百分之" + _number(m[1], m[2])),
    (re.compile(r"(?<!\d)(\d{1,4})/(\d{1,4})(?![\d/])"), lambda m: f"{_number(m[2], None)}分之{_number(m[1], None)}"),
    (re.compile(r"(?<=\d)\s?[-–~]\s?(?=\d)"), lambda m: "到"),
    (re.compile(r"(?<!\d)(1\d{10}|0\d{6,}|\d{17,})(?!\d)"), lambda m: _digits(m[1], phone=True)),
    (re.compile(rf"(-?)({_AMOUNT})(?:\.(\d+))?"), lambda m: ("负" if m[1] else "") + _number(m[2], m[3])),
)
_MONEY = {"$": "美元", "¥": "元", "€": "欧元", "£": "英镑"}


def spell_numbers(text: str) -> str:
    """The text with years, clock times, money, percentages, fractions, telephone and plain numbers as characters."""
    for pattern, say in _STEPS:
        text = pattern.sub(say, text)
    return re.sub(r"二(?=[个位次年天两岁杯句声步])(?<![十百千万零一二三四五六七八九第]二)", "两", text)


def cardinal(number: int) -> str:
    """10086 -> 一万零八十六; from ten million million on, digit by digit."""
    if number >= 10**16:
        return _digits(str(number))
    if number == 0:
        return DIGITS[0]
    groups = []
    while number:
        number, low = divmod(number, 10_000)
        groups.append(low)
    out = ""
    for scale in range(len(groups) - 1, -1, -1):
        group = groups[scale]
        if group == 0:
            out += "" if out.endswith("零") or not out or not any(groups[:scale]) else "零"
            continue
        if out and group < 1000 and not out.endswith("零"):
            out += "零"
        out += _group(group) + _SCALES[scale]
    return out[1:] if out.startswith("一十") else out


def _group(number: int) -> str:
    out = ""
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            out += DIGITS[digit] + _PLACES[place]
        elif out and not out.endswith("零") and number % 10**place:
            out += "零"
    return out


def _number(whole: str, fraction: str | None) -> str:
    plain = whole.replace(",", "")
    words = cardinal(int(plain)) if len(plain) <= 16 and (plain == "0" or plain[0] != "0") else _digits(plain[:200])
    return words + ("点" + _digits(fraction[:40]) if fraction else "")


def _digits(text: str, phone: bool = False) -> str:
    spoken = "".join(DIGITS[int(c)] for c in text if c in "0123456789")
    return spoken.replace("一", "幺") if phone else spoken


def _clock(m: re.Match[str]) -> str:
    hour, minute = int(m[1]), int(m[2])
    hours = "两" if hour == 2 else cardinal(hour)
    return (
        hours
        + "点"
        + ("" if minute == 0 else "半" if minute == 30 else ("零" if minute < 10 else "") + cardinal(minute) + "分")
    )


def _money(m: re.Match[str]) -> str:
    return _number(m[2], m[3]) + (m[4] or "").strip() + _MONEY[m[1]]
