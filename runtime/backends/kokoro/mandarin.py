"""Mandarin text to Kokoro's phones: cut into words, read as pinyin, tones changed by their neighbours, and Latin words
within a Chinese line read as English."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any

from . import english, pinyin
from .hanzi import spell_numbers

_MARKS = str.maketrans(
    {
        "，": ",",
        "、": ",",
        "。": ".",
        "．": ".",
        "！": "!",
        "？": "?",
        "：": ":",
        "；": ";",
        "—": "—",
        "…": "…",
        "～": "~",
        "《": "“",
        "》": "”",
        "「": "“",
        "」": "”",
        "『": "“",
        "』": "”",
        "【": "“",
        "】": "”",
        "（": "(",
        "）": ")",
        "·": " ",
    }
)
_RUN = re.compile(r"([㐀-鿿豈-﫿\U00020000-\U0003134f]+)|([A-Za-z][A-Za-z0-9' -]*)|([;:,.!?—…()])|\s+|.", re.DOTALL)
_PAUSES = ";:,.!?—…"
_DOUBLED = "谢爸妈哥姐弟妹爷奶叔舅姑婆宝看想试听说等"
_NUMERALS = "零一二三四五六七八九十百千万亿第年月号幺"
_TONED = re.compile(r"(?:[A-Za-zü:]{1,6}[1-5]\s*)+\Z")


def phonemes(text: str, say: Mapping[str, str] | None = None) -> str:
    """Kokoro's phone string of a Mandarin line. `say` maps a word to toned pinyin (`chong2 lou2`), to phones between
    slashes, or to other characters or English words to be read in its place."""
    table = {key: value for key, value in (say or {}).items() if key.strip() and value.strip()}
    out: list[tuple[str, bool]] = []  # what is said, and whether it is a mark that closes up to what stands before
    for piece, spoken in _respelled(normalise(text), table):
        if spoken:
            out.append((spoken, False))
            continue
        for m in _RUN.finditer(piece):
            if m[1]:
                out += [(word, False) for word in _words(m[1])]
            elif m[2]:
                out.append((english.phonemes(m[2], table), False))
            elif m[3]:
                out.append((m[3], m[3] in ";:,.!?"))
    joined = "".join(("" if close else " ") + said for said, close in out if said)
    return re.sub(r" +", " ", joined).strip()


def normalise(text: str) -> str:
    """Full-width forms folded, marks as Kokoro has them, digits as characters."""
    text = unicodedata.normalize("NFKC", text.replace("……", "…").replace("——", "—").replace("…", "⋯").translate(_MARKS))
    text = re.sub(r"\.{2,}|⋯+", "…", text).translate(_MARKS)
    text = re.sub(r"[!?]*\?[!?]*", "?", re.sub(r"!{2,}", "!", text))
    return spell_numbers(text)


def _respelled(text: str, table: Mapping[str, str]) -> list[tuple[str, str]]:
    keys = sorted((normalise(key) for key in table if is_mandarin(key)), key=lambda key: (-len(key), key))
    if not keys:
        return [(text, "")]
    spoken = {normalise(key): _spoken(value) for key, value in table.items()}
    out: list[tuple[str, str]] = []
    at = 0
    for m in re.finditer("|".join(re.escape(key) for key in keys), text):
        out += [(text[at : m.start()], ""), ("", spoken[m[0]])]
        at = m.end()
    return [*out, (text[at:], "")]


def _spoken(value: str) -> str:
    value = value.strip()
    if value[0] == "/" or not (_TONED.match(value) or is_mandarin(value)):
        return english.respelling(value)
    if is_mandarin(value):
        return phonemes(value)
    return "".join(pinyin.phones(s) for s in re.findall(r"[A-Za-zü:]+[1-5]", value))


def is_mandarin(text: str) -> bool:
    """Has the text a Chinese character in it?"""
    return any("㐀" <= c <= "鿿" for c in text)


@cache
def _segmenter() -> Any:
    import jieba

    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    # Its own way keeps a cache at a guessable place in the folder for temporary files, and trusts what it finds there.
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


def _words(run: str) -> list[str]:
    """The phones of each word of an unbroken run of characters."""
    from pypinyin import Style, lazy_pinyin

    words: list[list[str]] = []
    spelled = [w for start in range(0, len(run), 200) for w in _segmenter().cut(run[start : start + 200])]
    for word in spelled:
        read = lazy_pinyin(word, style=Style.TONE3, neutral_tone_with_five=True, errors="ignore")
        if len(word) == 2 and word[0] == word[1] and word[0] in _DOUBLED and len(read) == 2:
            read[1] = read[1].rstrip("12345") + "5"
        words.append(list(read))
    _sandhi(spelled, words)
    return [phones for phones in ("".join(pinyin.phones(s) for s in word) for word in words) if phones]


def _sandhi(spelled: list[str], words: list[list[str]]) -> None:
    """Tone changes in place (Duanmu 2007, ch. 11): 不 and 一 before other tones, and a third tone before a third."""
    places = [(w, s) for w, word in enumerate(words) for s in range(len(word))]
    if sum(len(word) for word in words) != sum(len(word) for word in spelled):
        return  # a character without a reading: positions no longer agree
    characters = "".join(spelled)

    def tone(n: int) -> str:
        return words[places[n][0]][places[n][1]][-1] if n < len(places) else ""

    def change(n: int, to: str) -> None:
        w, s = places[n]
        words[w][s] = words[w][s].rstrip("12345") + to

    for n, character in enumerate(characters):
        after = tone(n + 1)
        if character == "不" and after == "4":
            change(n, "2")
        elif character == "一" and tone(n) in "124":
            change(n, "1" if not after or _counted(characters, n) else "2" if after in "45" else "4")
    for n in range(len(places) - 1):
        joined = places[n][0] == places[n + 1][0] or len(words[places[n][0]]) == 1
        if tone(n) == "3" and tone(n + 1) == "3" and joined:
            change(n, "2")


def _counted(characters: str, n: int) -> bool:
    """Is this 一 a numeral, which keeps its tone?"""
    before, after = characters[n - 1 : n], characters[n + 1 : n + 2]
    return (bool(before) and before in _NUMERALS) or (bool(after) and after in "零一二三四五六七八九十月号幺")
