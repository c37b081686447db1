"""Mandarin syllables: pinyin to Kokoro's phones, and pinyin names as an English speaker says them.

The phones follow the transcription Kokoro was trained on (misaki's Mandarin table, after Duanmu 2007 and Lin 2007),
with the tones written as arrows: → high, ↗ rising, ↓ low, ↘ falling, nothing for the neutral tone.
"""

from __future__ import annotations

import unicodedata
from functools import cache

TONES = ("", "→", "↗", "↓", "↘", "")
INITIALS = {
    "b": "p", "p": "pʰ", "m": "m", "f": "f", "d": "t", "t": "tʰ", "n": "n", "l": "l", "g": "k", "k": "kʰ", "h": "x",
    "j": "ʨ", "q": "ʨʰ", "x": "ɕ", "zh": "ꭧ", "ch": "ꭧʰ", "sh": "ʂ", "r": "ɻ", "z": "ʦ", "c": "ʦʰ", "s": "s", "": "",
}  # fmt: skip
FINALS = {  # the tone's arrow goes where the 0 stands
    "a": "a0", "ai": "ai0", "an": "a0n", "ang": "a0ŋ", "ao": "au0", "e": "ɤ0", "ei": "ei0", "en": "ə0n", "eng": "ə0ŋ",
    "er": "ɚ0", "o": "wo0", "ong": "ʊ0ŋ", "ou": "ou0", "i": "i0", "ia": "ja0", "ian": "jɛ0n", "iang": "ja0ŋ",
    "iao": "jau0", "ie": "je0", "in": "i0n", "ing": "i0ŋ", "iong": "jʊ0ŋ", "iu": "jou0", "u": "u0", "ua": "wa0",
    "uai": "wai0", "uan": "wa0n", "uang": "wa0ŋ", "ueng": "wə0ŋ", "ui": "wei0", "un": "wə0n", "uo": "wo0", "v": "y0",
    "ve": "ɥe0", "van": "ɥɛ0n", "vn": "y0n",
}  # fmt: skip
ZERO_INITIAL = {
    "yi": "i", "ya": "ia", "yan": "ian", "yang": "iang", "yao": "iao", "ye": "ie", "yin": "in", "ying": "ing",
    "yong": "iong", "you": "iu", "yu": "v", "yue": "ve", "yuan": "van", "yun": "vn", "wu": "u", "wa": "ua",
    "wai": "uai", "wan": "uan", "wang": "uang", "wei": "ui", "wen": "un", "weng": "ueng", "wo": "uo",
}  # fmt: skip
LONE = {"yo": "jɔ0", "o": "ɔ0", "lo": "lwo0", "m": "m0", "n": "n0", "ng": "ŋ0", "hm": "hm0", "hng": "hŋ0", "ê": "ɛ0"}
_AFTER = {  # which finals an initial takes, in the order of INITIALS
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u", "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u", "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo v ve",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo v ve",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu v ve van vn", "q": "i ia ian iang iao ie in ing iong iu v ve van vn",
    "x": "i ia ian iang iao ie in ing iong iu v ve van vn",
    "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u ua uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo", "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo", "": "a ai an ang ao e ei en eng er ou",
}  # fmt: skip
ENGLISH_INITIALS = {
    "b": "b", "p": "p", "m": "m", "f": "f", "d": "d", "t": "t", "n": "n", "l": "l", "g": "ɡ", "k": "k", "h": "h",
    "j": "ʤ", "q": "ʧ", "x": "ʃ", "zh": "ʤ", "ch": "ʧ", "sh": "ʃ", "r": "ɹ", "z": "z", "c": "ts", "s": "s", "": "",
}  # fmt: skip
ENGLISH_FINALS = {  # the stress mark goes where the 0 stands
    "a": "0ɑ", "ai": "0I", "an": "0ɑn", "ang": "0ɑŋ", "ao": "0W", "e": "0ʌ", "ei": "0A", "en": "0ʌn", "eng": "0ʌŋ",
    "er": "0ɑɹ", "o": "0ɔ", "ong": "0ʊŋ", "ou": "0O", "i": "0i", "ia": "j0ɑ", "ian": "j0ɛn", "iang": "j0ɑŋ",
    "iao": "j0W", "ie": "j0ɛ", "in": "0ɪn", "ing": "0ɪŋ", "iong": "j0ʊŋ", "iu": "j0O", "u": "0u", "ua": "w0ɑ",
    "uai": "w0I", "uan": "w0ɑn", "uang": "w0ɑŋ", "ueng": "w0ʌŋ", "ui": "w0A", "un": "w0ʌn", "uo": "w0ɔ", "v": "j0u",
    "ve": "w0ɛ", "van": "w0ɛn", "vn": "0un",
}  # fmt: skip


@cache
def syllables() -> dict[str, tuple[str, str]]:
    """Every plain pinyin syllable (ü as v, and as u where spelling has it) -> (initial, final)."""
    table = {initial + final: (initial, final) for initial, finals in _AFTER.items() for final in finals.split()}
    for initial in "jqx":
        for final in ("v", "ve", "van", "vn"):
            table[initial + "u" + final[1:]] = (initial, final)
    table["nue"], table["lue"] = ("n", "ve"), ("l", "ve")
    table.update({spelling: ("", final) for spelling, final in ZERO_INITIAL.items()})
    return table


def phones(syllable: str) -> str:
    """Kokoro's phones of a syllable as `ni3`, `lü4` or `lv4` (tone 5 or none is neutral); '' for what is none."""
    text = unicodedata.normalize("NFC", syllable.lower()).replace("ü", "v").replace("u:", "v")
    tone = TONES[int(text[-1])] if text[-1:] in ("1", "2", "3", "4", "5", "0") else ""
    plain = text.rstrip("012345")
    if plain in LONE:
        return LONE[plain].replace("0", tone)
    if plain == "r":
        return "ɚ" + tone
    parts = syllables().get(plain)
    if parts is None:
        return ""
    initial, final = parts
    body = "ɨ0" if final == "i" and initial in ("zh", "ch", "sh", "r", "z", "c", "s") else FINALS[final]
    return INITIALS[initial] + body.replace("0", tone)


def split(word: str) -> list[str] | None:
    """A run-together name (`xiaoyan`) as its pinyin syllables, or None where it is not all pinyin.

    The longest syllables are preferred; of two readings the one whose later syllables begin with a consonant wins, as
    pinyin's own spelling rule has it."""
    known = syllables()
    text = word.lower().replace("ü", "v")
    if not text or len(text) > 24:
        return None
    best: list[list[str] | None] = [None] * (len(text) + 1)
    best[len(text)] = []
    for at in range(len(text) - 1, -1, -1):
        for size in range(min(6, len(text) - at), 0, -1):
            piece, rest = text[at : at + size], best[at + size]
            if piece not in known or rest is None or (rest and rest[0][0] in "aeo" and size > 1):
                continue
            found = best[at]
            if found is None or len(rest) + 1 < len(found):
                best[at] = [piece, *rest]
    return best[0]


def as_english(word: str) -> str | None:
    """A pinyin name in English phones (`Xiaoyan` -> ʃˌjWjˈɛn), stressed on its last syllable, or on the first
    of two short open ones (`Nina`, `Lili`), which may as well be a Western name; None where it is not pinyin."""
    pieces = split(word)
    if pieces is None:
        return None
    open_pair = len(pieces) == 2 and all(len(syllables()[piece][1]) == 1 for piece in pieces)
    out = []
    for place, piece in enumerate(pieces):
        initial, final = syllables()[piece]
        if open_pair:
            stress = "ˈ" if place == 0 else ""
        else:
            stress = "ˈ" if place == len(pieces) - 1 else "ˌ" if place == len(pieces) - 3 or len(pieces) == 2 else ""
        body = ENGLISH_FINALS[final]
        if final == "i" and initial in ("zh", "ch", "sh", "r"):
            body = "0ɜɹ" if initial != "r" else "0ɜ"
        elif final == "i" and initial in ("z", "c", "s"):
            body = "0ə"
        elif final == "v" and initial in ("j", "q", "x"):
            body = "0u"
        elif initial == "" and piece[0] == "y" and final in ("in", "ing", "i", "vn"):
            body = "j" + ENGLISH_FINALS[final]
        elif initial == "" and final == "u":
            body = "w0u"
        elif initial == "" and final in ("ve", "van"):
            body = "j" + body
        elif initial in ("x", "j", "q") and final in ("ian", "iang", "iong"):
            body = body.removeprefix("j")
        out.append(ENGLISH_INITIALS[initial] + body.replace("0", stress))
    return "".join(out)
