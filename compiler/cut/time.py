"""How long things last: spoken words, read action, whole frames. A duration is an estimate until a voice was measured.

Sources. Speech: R. Klinger, "An Analysis of Articulation Rates in Movies" (2010) counts 5.14 syllables a second in 14
films, pauses left out; F. Pellegrino, C. Coupé, E. Marsico, "Across-Language Speech Information Rate" (Language 87,
2011) gives how languages differ (read syllables a second: Japanese 7.84, Spanish 7.82, French 7.18, Italian 6.99,
English 6.19, German 5.97, Mandarin 5.18). Drama is slower, about 0.8 of read Mandarin (4 to 5 characters a second) and
0.6 of read English (2.5 to 3 words); the stdlib's languages hold the rates, the table below those of others. Action:
the screenplay tools afterwriting and Better Fountain count a twentieth of a second a character.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from ...stdlib import vocabulary
from ..base.pattern import ByScript, Lazy, western

SYLLABLES_A_WORD = 1.46
"""Of running English: turns the stdlib's words a second into syllables."""
SYLLABLES_PER_SECOND = {"ja": 6.4, "ko": 5.2, "es": 6.2, "fr": 5.7, "it": 5.6, "de": 4.5, "pt": 5.6}
OTHER_LANGUAGE = 5.0
"""Languages of which the stdlib does not tell the rate."""
COMMA, STOP, DASH, ELLIPSIS = 0.2, 0.4, 0.25, 0.45
"""Seconds of silence inside a line after a mark of each kind; the one at the end of the line is not counted."""
SHORTEST_LINE, WORDLESS_LINE = 0.5, 0.8
LATIN_PER_SECOND, CJK_PER_SECOND = 20.0, 8.0
"""Characters of action a second. A Chinese character carries what two and a half Latin ones do."""
SHORTEST_ACTION = 1.2

_TOKEN = ByScript(*(
    rf"(?P<cjk>{cjk})|(?P<digits>[0-9０-９]+)"
    r"|(?P<ellipsis>\u2026+|\.{2,})|(?P<dash>\u2014+|--+|\u2013)|(?P<comma>[,，、;；:：])|(?P<stop>[.。!！?？]+)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
    for cjk in (r"[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff]", r"(?!)")))
_VOWELS = Lazy(r"[aeiouyàâäáãåæèéêëìíîïòóôöõøùúûüœаеёиоуыэюяіїєαεηιουω]+", re.IGNORECASE)
_CLAUSE = Lazy(r"(?:[,，、;；:：.。!！?？\u2026\u2014]|--)+[\"'”’」』）)]*\s*")
_SENTENCE = Lazy(r"(?:[.。!！?？\u2026;；]+[\"'”’」』）)]*(?:\s+|$|(?=[^\s\d.])))|\n+")
_CJK = Lazy(r"[\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff]")


def estimate(text: str, language: str, manner: Sequence[str] = (), emotion: str = "", intensity: float = 0.7) -> float:
    """Seconds that a voice takes for `text` in `language` (`en`, `zh-Hans`), spoken in `manner` and with `emotion`.

    Emotion and manner change the rate and the pauses as the stdlib's prosody says, the emotion by its intensity.
    """
    rate, pause = _prosody(tuple(manner), emotion, intensity)
    syllables, silence, pending = 0.0, 0.0, 0.0
    for token in _TOKEN.of(text).finditer(text):
        wait = _silence(token, pause)
        if wait is None:
            syllables += _syllables(token, language)
            silence, pending = silence + pending, 0.0
        elif syllables:
            pending = max(pending, wait)
    if not syllables:
        return WORDLESS_LINE
    return max(SHORTEST_LINE, syllables / (_rate(language) * rate) + silence)


def action_seconds(text: str) -> float:
    """Seconds of screen time that a piece of action asks for."""
    dense = 0 if western(text) else len(_CJK.findall(text))
    return max(SHORTEST_ACTION, dense / CJK_PER_SECOND + (len(text) - dense) / LATIN_PER_SECOND)


def frames(seconds: float, fps: int) -> int:
    """Whole frames, at least one, nearest to `seconds`."""
    return max(1, int(seconds * fps + 0.5))


def clauses(text: str) -> tuple[str, ...]:
    """`text` cut after every mark of punctuation inside it; together the pieces are `text`."""
    return _pieces(text, _CLAUSE)


def sentences(text: str) -> tuple[str, ...]:
    """`text` cut after every sentence; together the pieces are `text`."""
    return _pieces(text, _SENTENCE)


def weight(text: str, language: str) -> float:
    """How much of a line's time `text` takes compared with its other parts: its syllables and pauses, in seconds."""
    found = 0.0
    for token in _TOKEN.of(text).finditer(text):
        wait = _silence(token, 0.0)
        found += wait if wait is not None else _syllables(token, language) / _rate(language)
    return max(0.05, found)


@lru_cache(64)
def language_facts(language: str) -> Mapping[str, Any]:
    """What the stdlib knows of `language` (`zh-Hans-CN` is `zh-Hans`); nothing where it does not know it."""
    languages = vocabulary("languages")
    found = languages.find(language) or languages.find(language[:2])
    return languages.entries[found] if found else {}


def share(total: int, weights: Sequence[float]) -> tuple[int, ...]:
    """`total` frames divided in proportion to `weights`: whole frames that add up to `total`."""
    whole, ends, at = sum(weights), [], 0.0
    for one in weights:
        at += one
        ends.append(int(total * at / whole + 0.5) if whole else 0)
    if ends:
        ends[-1] = total
    return tuple(stop - start for start, stop in zip([0, *ends[:-1]], ends, strict=True))


def _pieces(text: str, mark: Lazy) -> tuple[str, ...]:
    ends = [one.end() for one in mark.finditer(text)]
    starts = [0, *ends]
    found = [text[start:end] for start, end in zip(starts, [*ends, len(text)], strict=True)]
    return tuple(one for one in found if one.strip())


def _silence(token: re.Match[str], pause: float) -> float | None:
    """Seconds of silence for a mark, or None for something that is spoken."""
    match token.lastgroup:
        case "comma":
            return COMMA + pause
        case "stop":
            return STOP + pause
        case "dash":
            return DASH
        case "ellipsis":
            return ELLIPSIS
    return None


def _syllables(token: re.Match[str], language: str) -> float:
    text = token.group()
    match token.lastgroup:
        case "cjk":
            return 1.0
        case "digits":
            return _digits(len(text), language)
    if language.startswith("zh") and text.isascii() and text.isupper() and len(text) > 1:
        return float(len(text))
    return _word(text)


def _digits(count: int, language: str) -> float:
    """Syllables of a number: 2026 is read as a number up to four digits and digit by digit beyond."""
    if language[:2] in ("zh", "ja", "ko"):
        return float(2 * count - 1 if count <= 4 else count)
    return 1.0 if count == 1 else 1.5 * count


@lru_cache(8192)
def _word(word: str) -> float:
    groups = len(_VOWELS.findall(word))
    if not groups:
        return float(min(len(word), 12))
    if groups > 1 and word[-1:] in "eE" and word[-2:-1] not in "lLeE":
        groups -= 1
    return float(groups)


def _rate(language: str) -> float:
    facts = language_facts(language)
    if "speech" in facts:
        return float(facts["speech"]) * (SYLLABLES_A_WORD if facts.get("unit") == "word" else 1.0)
    return SYLLABLES_PER_SECOND.get(language[:2].lower(), OTHER_LANGUAGE)


@lru_cache(512)
def _prosody(manner: tuple[str, ...], emotion: str, intensity: float) -> tuple[float, float]:
    """The factor on the speaking rate, and extra seconds at each comma and stop."""
    facts = vocabulary("emotions").entries.get(emotion, {}).get("prosody", {})
    rate = 1 + (float(facts.get("rate", 1.0)) - 1) * intensity
    pause = float(facts.get("pause", 0.0)) * intensity
    for one in manner:
        facts = vocabulary("manners").entries.get(one, {}).get("prosody", {})
        rate *= float(facts.get("rate", 1.0))
        pause += float(facts.get("pause", 0.0))
    return min(1.6, max(0.6, rate)), pause
