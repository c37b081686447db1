"""English words in Kokoro's phones: misaki's dictionaries, then word formation, compounds, pinyin, and letters.

Only the dictionaries are American or British; what is formed or guessed is in American phones, around stems of the
dictionary. `british.from_american` makes one of the two.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from . import letters, pinyin

Entry = str | Mapping[str, str | None]
STRONG, WEAK = "ˈ", "ˌ"
VOWELS = frozenset("AIOQWYaiuæɑɒɔəɛɜɪʊʌᵻɐ")
_FLAPPING = frozenset("AIOWYiuæɑəɛɪɹʊʌ")
_SPELLED = frozenset(str.split("ceo cfo cto cio vip tv uk usa fbi cia dna mri icu gps ktv pr hr eu ip phd atm"))
_PINYIN_FIRST = frozenset(str.split("yue luo xu lan yi xue shen tang lu ru su"))
_PREFIXES = {
    "un": "ˌʌn",
    "re": "ɹˌi",
    "non": "nˌɑn",
    "mis": "mˌɪs",
    "over": "ˌOvəɹ",
    "under": "ˌʌndəɹ",
    "super": "sˌupəɹ",
    "anti": "ˌænti",
    "ex": "ˌɛks",
    "self": "sˌɛlf",
    "out": "ˌWt",
}
_SUFFIXES = {"ness": "nəs", "less": "ləs", "ful": "fᵊl", "ment": "mᵊnt", "ship": "ʃˌɪp", "hood": "hˌʊd", "like": "lˌIk",
             "ly": "li", "er": "əɹ", "est": "ᵻst", "ish": "ɪʃ", "able": "əbᵊl", "y": "i"}  # fmt: skip


_MORE = {  # words of the genre that neither dictionary has
    "fiance": "fˌiɑnsˈA", "fiancee": "fˌiɑnsˈA", "wifi": "wˈIfˌI", "uber": "ˈubəɹ", "shifu": "ʃˈɜɹfu", "sifu": "sˈifu",
    "divorcee": "dəvˌɔɹsˈA", "protege": "pɹˈOɾəʒˌA", "ceos": "sˌiˌiˈOz", "vips": "vˌiˌIpˈiz",
}  # fmt: skip


@cache
def _dictionary(british: bool) -> tuple[Mapping[str, Entry], Mapping[str, Entry]]:
    folder, accent = resources.files("misaki.data"), "gb" if british else "us"
    gold, silver = (json.loads((folder / f"{accent}_{name}.json").read_text(encoding="utf-8")) for name in ("gold", "silver"))
    return gold, silver


def stress(phones: str, degree: float) -> str:
    """The phones with their stress moved: -2 none at all, -1 primary becomes secondary, 0.5 at least secondary, 1
    secondary becomes primary, 2 at least primary. The steps are misaki's."""
    if degree <= -2:
        return phones.replace(STRONG, "").replace(WEAK, "")
    if degree <= -0.5:
        return phones.replace(WEAK, "").replace(STRONG, WEAK)
    if STRONG not in phones and WEAK not in phones:
        at = next((i for i, c in enumerate(phones) if c in VOWELS), None)
        return phones if at is None else phones[:at] + (STRONG if degree > 1 else WEAK) + phones[at:]
    if degree >= 1 and STRONG not in phones:
        return phones.replace(WEAK, STRONG, 1)
    return phones


def pronounce(word: str, tag: str = "", pause_after: bool = False, british: bool = False) -> str:
    """The phones of one word (letters, apostrophes and inner dots; case as written).

    `tag` is a coarse part of speech (NOUN, VERB, ADJ, VBD, DT or '') that picks among a spelling's readings;
    `pause_after` picks the full form of a function word that stands before a pause. Always answers: what is neither in
    the dictionaries nor formed from their words is spelt out or read by letter-to-sound rules."""
    found = _known(word, tag, pause_after, british)
    if found is not None:
        return found
    lower = word.lower()
    if _is_initials(word):
        return spell(word, british)
    name = None if lower != word and "'" in word else _pinyin(lower, british) if len(lower) > 1 else None
    if name is not None:
        return name
    formed = _formed(lower, tag, british) or _compound(lower, british) or _possessive(word, british)
    return formed or letters.letters_to_phones(lower)


def spell(word: str, british: bool = False) -> str:
    """Initials letter by letter, the last one stressed: `CEO` -> sˌiˌiˈO."""
    gold, _ = _dictionary(british)
    names = [stress(str(gold[c]), -1) for c in word.upper() if "A" <= c <= "Z"]
    return "".join([*names[:-1], *(stress(name, 1) for name in names[-1:])])


def _known(word: str, tag: str, pause_after: bool, british: bool) -> str | None:
    lower = word.lower()
    if lower in _SPELLED:
        return spell(word, british)
    if word != lower and lower in _PINYIN_FIRST:
        return _pinyin(lower, british)
    if lower in _MORE:
        return _MORE[lower]
    forms = (word, lower) if word != word.upper() else (lower, word)
    for source in _dictionary(british):
        for form in (*forms, lower.capitalize()):
            entry = source.get(form)
            found = _reading(entry, tag, pause_after) if entry is not None else None
            if found:
                return found
    return None


def _pinyin(word: str, british: bool) -> str | None:
    """A pinyin name; its a is long in British, where what is spelt with a short o is the other American ɑ."""
    found = pinyin.as_english(word)
    return found.replace("ɑ", "ɑː") if found and british else found


def _reading(entry: Entry, tag: str, pause_after: bool) -> str | None:
    if isinstance(entry, str):
        return entry
    if pause_after and entry.get("None"):
        return entry["None"]
    return entry.get(tag, entry["DEFAULT"])


def _is_initials(word: str) -> bool:
    plain = word.replace(".", "").replace("'s", "")
    if not plain.isalpha() or not plain.isascii():
        return False
    if "." in word.strip(".") and max(len(part) for part in word.split(".")) < 3:
        return True
    if word.lower() in _SPELLED or len(plain) == 1:
        return True
    return len(plain) <= 6 and not re.search(r"[aeiouyAEIOUY]", plain)


def _stem(bases: Sequence[str], tag: str, british: bool, ending: str = "") -> str | None:
    """The phones of the first of `bases` that is known. A British r is silent in it unless `ending` begins with a vowel."""
    for base in bases:
        found = _known(base, tag, False, british) if len(base) > 1 else None
        if found:
            linked = british and ending[:1] in VOWELS and base.rstrip("e").endswith("r") and found[-1] in "əː"
            return found + "ɹ" if linked else found
    return None


def _formed(word: str, tag: str, british: bool) -> str | None:
    """A regular inflection or derivation of a known word."""
    for step in (_plural, _past, _present, _derived, _prefixed):
        found = step(word, tag, british)
        if found is not None:
            return found
    return None


def plural(stem: str) -> str:
    """The phones of -s, -es and possessive 's after a stem."""
    if not stem:
        return stem
    return stem + ("s" if stem[-1] in "ptkfθ" else "ᵻz" if stem[-1] in "szʃʒʧʤ" else "z")


def _plural(word: str, tag: str, british: bool) -> str | None:
    if len(word) < 3 or not word.endswith("s") or word.endswith("ss"):
        return None
    bases = [word[:-1]] + ([word[:-2]] if word.endswith(("es", "'s")) else [])
    bases += [word[:-3] + "y"] if word.endswith("ies") else []
    stem = _stem(bases, tag, british)
    return plural(stem) if stem else None


def _past(word: str, tag: str, british: bool) -> str | None:
    if len(word) < 4 or not word.endswith("ed"):
        return None
    stem = _stem(_bases(word[:-2]), "VERB", british)
    if not stem:
        return None
    if stem[-1] in "pkfθʃsʧ":
        return stem + "t"
    if stem[-1] == "d":
        return stem + "ᵻd"
    if stem[-1] == "t":
        return (stem[:-1] + "ɾ" if len(stem) > 1 and stem[-2] in _FLAPPING else stem) + "ᵻd"
    return stem + "d"


def _present(word: str, tag: str, british: bool) -> str | None:
    ending = "ing" if word.endswith("ing") else "in'" if word.endswith("in'") else ""
    if not ending or len(word) < 5:
        return None
    sound = "ɪŋ" if ending == "ing" else "ɪn"
    stem = _stem(_bases(word[:-3]), "VERB", british, sound)
    if not stem:
        return None
    flap = len(stem) > 1 and stem[-1] == "t" and stem[-2] in _FLAPPING
    return (stem[:-1] + "ɾ" if flap else stem) + sound


def _bases(stem: str) -> list[str]:
    doubled = len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] in "bcdgklmnprstvz"
    found = [stem, stem + "e"] + ([stem[:-1]] if doubled else [])
    return found + ([stem[:-1] + "y"] if stem.endswith("i") else [])


def _derived(word: str, tag: str, british: bool) -> str | None:
    for ending, sound in _SUFFIXES.items():
        if word.endswith(ending) and len(word) >= len(ending) + 3:
            stem = _stem(_bases(word.removesuffix(ending)), "", british, sound)
            if stem:
                return stem + sound
    return None


def _prefixed(word: str, tag: str, british: bool) -> str | None:
    for prefix, sound in _PREFIXES.items():
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) >= 4:
            stem = _stem((rest,), tag, british)
            if stem:
                return sound + stem
    return None


def _compound(word: str, british: bool) -> str | None:
    """Two known words run together (`livestream`), the longer first part preferred."""
    if not 6 <= len(word) <= 24:
        return None
    gold, _ = _dictionary(british)
    for cut in range(len(word) - 3, 2, -1):
        if word[:cut] in gold and word[cut:] in gold:
            first, second = _stem((word[:cut],), "", british), _stem((word[cut:],), "", british)
            if first and second and STRONG in first:
                return first + stress(second, -1)
    return None


def _possessive(word: str, british: bool) -> str | None:
    lower = word.lower()
    if lower.endswith("'s") and len(word) > 2:
        return plural(pronounce(word[:-2], british=british))
    if lower.endswith("'") and len(word) > 1:
        return pronounce(word[:-1], british=british)
    for ending, sound in (("'ll", "ᵊl"), ("'d", "d"), ("'ve", "əv"), ("'re", "ɹ")):
        if lower.endswith(ending) and len(word) > len(ending):
            return pronounce(word[: -len(ending)], british=british) + sound
    head, apostrophe, tail = word.partition("'")
    if not (apostrophe and head and tail):
        return None
    return pronounce(head, british=british) + pronounce(tail, british=british)
