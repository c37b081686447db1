"""English text to Kokoro's phones: normalised, tagged lightly, each word looked up or worked out, joined with the
punctuation that Kokoro reads as prosody."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from . import lexicon
from .british import from_american
from .numbers import spell_numbers

PAUSES = ";:,.!?—…"
ABBREVIATIONS = {
    "mr": "mister", "mrs": "missus", "ms": "miz", "dr": "doctor", "prof": "professor", "st": "saint", "jr": "junior",
    "sr": "senior", "lt": "lieutenant", "capt": "captain", "sgt": "sergeant", "col": "colonel", "gen": "general",
    "gov": "governor", "rev": "reverend", "vs": "versus", "etc": "et cetera", "no": "number", "dept": "department",
    "hon": "honourable", "approx": "approximately", "inc": "incorporated", "ltd": "limited", "corp": "corporation",
    "e.g": "for example", "i.e": "that is", "ave": "avenue", "blvd": "boulevard",
}  # fmt: skip
SYMBOLS = {
    "&": " and ",
    "+": " plus ",
    "@": " at ",
    "%": " percent ",
    "=": " equals ",
    "#": " number ",
    "°": " degrees ",
}
_PERIODS = re.compile(
    r"\b(" + "|".join(sorted((re.escape(k) for k in ABBREVIATIONS), key=len, reverse=True)) + r")\.", re.IGNORECASE
)
_NEEDS_MORE = frozenset(str.split("no gen col st ave inc"))
_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,8}|[A-Za-z]{1,40}(?:'[A-Za-z]{1,40}){0,2}'?|'[A-Za-z]{1,40}|[;:,.!?—…\"“”()]|\s+|.", re.DOTALL
)
_TO_VERB = frozenset(
    str.split(
        "to i you we they will would can could should must may might shall don't doesn't didn't won't can't couldn't "
        "wouldn't i'll you'll we'll they'll he'll she'll i'd you'd please let's who never always just"
    )
)
_TO_NOUN = frozenset(
    str.split(
        "the a an my your his her its our their this that these those no any some every each another what which whose "
        "of good great old new big bad real true"
    )
)
_HAVE = frozenset(str.split("have has had i've you've we've they've he's she's been having was were is are be"))


@dataclass(frozen=True, slots=True)
class Word:
    """A word as written (or one punctuation mark), and whether a space stood before it."""

    text: str
    spaced: bool
    emphasised: bool = False


def phonemes(text: str, say: Mapping[str, str] | None = None, british: bool = False) -> str:
    """Kokoro's phone string of an English line: phones, stress marks, spaces and the marks it reads as prosody, as an
    American or a British speaker says it.

    `say` maps a word or phrase (any case) to how it is said: `/lˈɪn/` is taken as phones, anything else as a
    respelling. Text with nothing to say gives ''."""
    return _join(_words(text, say or {}, british), british)


def normalise(text: str) -> str:
    """Unicode folded to what the tables know: straight apostrophes, em dashes, one ellipsis mark, no accents, words for
    signs and digits, and capitals for what stands between asterisks (they are read with emphasis)."""
    text = unicodedata.normalize("NFKC", text.replace("…", "⋯").replace("½", " a half "))
    text = text.replace("⋯", "…").replace("—", " — ").replace("–", "-").replace("‐", "-")
    text = re.sub(r"[‘’ʼ`´]", "'", text)
    text = re.sub(r"\.{2,}", "… ", text)
    text = re.sub(r"\s-{1,3}\s|-{2,}", " — ", text)
    text = re.sub(r"\*{1,3}([^*\n]{1,80})\*{1,3}", lambda m: m[1].upper(), text)
    text = re.sub(r"[*_~<>\[\]{}|\\^]+", " ", text)
    text = re.sub(r"[!?]*\?[!?]*", "?", re.sub(r"!{2,}", "!", text))
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    text = _PERIODS.sub(_expand, text)
    text = spell_numbers(text)
    for sign, word in SYMBOLS.items():
        text = text.replace(sign, word)
    return re.sub(r"(?<=[A-Za-z])[-/](?=[A-Za-z])", " ", text)


def _expand(m: re.Match[str]) -> str:
    word = m[1].lower()
    rest = m.string[m.end() : m.end() + 3].lstrip()
    if word in _NEEDS_MORE and not (rest[:1].isdigit() if word == "no" else rest[:1].isupper()):
        return m[0]
    return ABBREVIATIONS[word] + " "


def _words(text: str, say: Mapping[str, str], british: bool) -> list[Word]:
    out: list[Word] = []
    for piece, phones in _respelled(normalise(text), say, british):
        if phones:
            out.append(Word("/" + phones, True))
        else:
            out += _tokens(piece)
    return out


def _respelled(text: str, say: Mapping[str, str], british: bool) -> list[tuple[str, str]]:
    """The text cut where `say` has a word: (plain text, '') or ('', phones)."""
    table = {" ".join(normalise(key).lower().split()): value for key, value in say.items() if key.strip()}
    table.pop("", None)
    if not table:
        return [(text, "")]
    keys = "|".join(re.escape(key).replace(r"\ ", r"\s+") for key in sorted(table, key=lambda k: (-len(k), k)))
    out: list[tuple[str, str]] = []
    at = 0
    for m in re.finditer(rf"(?<![A-Za-z])(?:{keys})(?:'s)?(?![A-Za-z])", text, re.IGNORECASE):
        spoken = m[0].lower()
        owner = spoken.endswith("'s") and " ".join(spoken.split()) not in table
        value = table.get(" ".join((spoken[:-2] if owner else spoken).split()), "")
        phones = respelling(value, british)
        out += [(text[at : m.start()], ""), ("", lexicon.plural(phones) if owner else phones)]
        at = m.end()
    return [*out, (text[at:], "")]


def respelling(value: str, british: bool = False) -> str:
    """What a `say` entry stands for: phones between slashes as they are, else the words read as English."""
    value = value.strip()
    if len(value) > 2 and value[0] == value[-1] == "/":
        phones = re.sub(r"[\s.ˑ]+", "", _from_ipa(value[1:-1]))
        return from_american(phones) if british else phones.replace("ː", "")
    return _join(_tokens(normalise(value)), british)


def _from_ipa(ipa: str) -> str:
    """Plain IPA in Kokoro's spelling of it."""
    table = {"tʃ": "ʧ", "dʒ": "ʤ", "eɪ": "A", "aɪ": "I", "oʊ": "O", "əʊ": "O", "aʊ": "W", "ɔɪ": "Y", "ɝ": "ɜɹ",
             "ɚ": "əɹ", "ɫ": "l", "r": "ɹ", "g": "ɡ", "'": "ˈ", "ɾ": "T"}  # fmt: skip
    for plain, ours in table.items():
        ipa = ipa.replace(plain, ours)
    return ipa


def _tokens(text: str) -> list[Word]:
    shouted = sum(c.isupper() for c in text) > 0.6 * max(1, sum(c.isalpha() for c in text))
    out: list[Word] = []
    spaced = True
    for m in _TOKEN.finditer(text):
        token = m[0]
        if token.isspace():
            spaced = True
        elif token[0].isalpha() or (token[0] == "'" and len(token) > 1):
            plain = token.capitalize() if token.isupper() and shouted and len(token) > 1 else token
            out.append(Word(plain, spaced, token.isupper() and len(token) > 1))
            spaced = False
        elif token in PAUSES or token in '"“”()':
            out.append(Word(token, spaced))
            spaced = token in "—…"
    return out


def _tag(words: Sequence[Word], at: int) -> str:
    before = words[at - 1].text.lower() if at else ""
    if before in _TO_NOUN:
        return "NOUN"
    if before in _HAVE:
        return "VBN"
    if before in _TO_VERB or before.endswith("n't"):
        return "VERB"
    if not before or before in PAUSES:
        after = words[at + 1].text.lower() if at + 1 < len(words) else ""
        return "VERB" if after in _TO_NOUN or after in ("me", "him", "them", "us", "it", "up", "down") else ""
    return ""


def _join(words: Sequence[Word], british: bool) -> str:
    out: list[str] = []
    following: bool | None = None  # does the next word begin with a vowel; None before a pause
    for at in range(len(words) - 1, -1, -1):
        word = words[at]
        if word.text[0] == "/":
            phones = word.text[1:]
        elif word.text[0].isalpha() or len(word.text) > 1:
            phones = _word(words, at, following, british)
        else:
            phones = word.text
        apart = word.spaced and at and word.text not in ";:,.!?"
        out.append((" " if apart else "") + phones.replace("ɾ", "T").replace("ʔ", "t"))
        sounds = [c for c in phones if c not in 'ˈˌ "“”()']
        if word.text in PAUSES:
            following = None
        elif sounds:
            following = sounds[0] in lexicon.VOWELS
    line = re.sub(r" +", " ", "".join(reversed(out))).strip()
    return from_american(line) if british else line


def _word(words: Sequence[Word], at: int, following: bool | None, british: bool) -> str:
    word = words[at]
    text, lower = word.text, word.text.lower()
    weak = _weak(words, at, following) if not word.emphasised else None
    if weak is not None:
        return weak
    phones = lexicon.pronounce(text, _tag(words, at), following is None, british)
    if word.emphasised and lower != "i":
        return lexicon.stress(phones, 2)
    return lexicon.stress(phones, 0.5) if text[:1].isupper() and len(text) > 1 and at == 0 else phones


def _weak(words: Sequence[Word], at: int, following: bool | None) -> str | None:
    """The forms of the function words that change with what comes next."""
    lower = words[at].text.lower()
    if lower == "the":
        return "ði" if following or following is None else "ðə"
    if lower == "to":
        return {None: "tu", True: "tʊ", False: "tə"}[following]
    if lower == "a" and following is not None:
        return "ɐ"
    if lower == "an":
        return "ɐn"
    if lower == "am" and following is not None:
        return "ɐm"
    if words[at].text == "I":
        return "ˌI" if following is not None else "ˈI"
    if lower == "used" and at + 1 < len(words) and words[at + 1].text.lower() == "to":
        return "jˈust"
    if lower == "read" and at and words[at - 1].text.lower() in _HAVE:
        return "ɹˈɛd"
    if lower == "that" and at + 1 == len(words):
        return "ðˈæt"
    return None
