"""Kokoro's phone strings cut to a length the network takes, and turned into timed IPA."""

from __future__ import annotations

from ...assemble.delivery import Phone
from .model import RATE, Rendered, vocabulary

COMFORTABLE = 330
"""Characters after which a phone string is cut at the next clause; the network speaks longer ones hurriedly."""
LEAD = 0.07
"""Seconds by which the predictor's times lag the sound (measured against signal energy: 20 to 80 ms)."""
_IPA = {
    "A": "eɪ", "I": "aɪ", "O": "oʊ", "W": "aʊ", "Y": "ɔɪ", "Q": "əʊ", "ʤ": "dʒ", "ʧ": "tʃ", "ʣ": "dz", "ʦ": "ts",
    "ʥ": "dʑ", "ʨ": "tɕ", "ꭧ": "ʈʂ", "T": "ɾ", "S": "ʃ", "ᵊ": "ə", "ᵻ": "ɪ", "c": "k", "r": "ɹ",
}  # fmt: skip
_MODIFIERS = frozenset("ːʰʲ̃ᵝ→↗↓↘")
_STRESS = frozenset("ˈˌ")
_MARKS = frozenset(';:,.!?—…"()“” ')


def clean(text: str) -> str:
    """Only what the vocabulary has, and nothing where there is no phone among it."""
    known = vocabulary()
    kept = "".join(c for c in text if c in known)
    return kept.strip() if any(c not in _MARKS and c not in _STRESS for c in kept) else ""


def pieces(text: str) -> list[str]:
    """The string in pieces of at most COMFORTABLE characters, cut after a sentence, else a clause, else a word."""
    out: list[str] = []
    rest = text
    while len(rest) > COMFORTABLE:
        window = rest[:COMFORTABLE]
        cut = 0
        for marks in (".!?…", ";:—,", " "):
            cut = max(window.rfind(mark) for mark in marks) + 1
            if cut > COMFORTABLE // 4:
                break
        cut = cut or COMFORTABLE
        out.append(rest[:cut].strip())
        rest = rest[cut:]
    out.append(rest.strip())
    return [piece for piece in out if clean(piece)]


def timed(text: str, rendered: Rendered) -> tuple[Phone, ...]:
    """The phones of a rendered string. A stress mark's time goes to the phone after it, a length or tone mark's to the
    phone before; punctuation and long blanks are pauses."""
    out: list[Phone] = []
    stress, begun = "", None
    for character, (start, end) in zip(text, rendered.spans):
        first, last = start / RATE - LEAD, end / RATE - LEAD
        if character in _STRESS:
            stress, begun = character, first
        elif character in _MODIFIERS:
            if out:
                out[-1] = Phone(out[-1].ipa, out[-1].start, last)
        elif character in _MARKS:
            if out and not out[-1].ipa:
                out[-1] = Phone("", out[-1].start, last)
            elif out and (character != " " or last - first >= 0.12):
                out.append(Phone("", first, last))
            elif out:
                out[-1] = Phone(out[-1].ipa, out[-1].start, last)
        else:
            out.append(Phone(stress + _IPA.get(character, character), first if begun is None else begun, last))
            stress, begun = "", None
    return _closed(out)


def _closed(phones: list[Phone]) -> tuple[Phone, ...]:
    """Pauses of under 60 ms, which nobody sees, given to the phone before."""
    out: list[Phone] = []
    for phone in phones:
        if out and not phone.ipa and phone.end - phone.start < 0.06:
            out[-1] = Phone(out[-1].ipa, out[-1].start, phone.end)
        else:
            out.append(phone)
    return tuple(out)
