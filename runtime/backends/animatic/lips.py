"""Phones with their times to mouth shapes, one a frame: a Preston Blair set, A to H and X at rest."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

SHIFT = -0.07
"""Seconds by which mouths run ahead of the sound: speech is seen before it is heard, and engines mark phones late."""
SHORTEST = 0.06
"""Seconds below which a shape is swallowed by its neighbour, except A and G: lips that close must be seen to close."""

_GROUPS = {
    "A": "p b m ɓ", "B": "k ɡ g ŋ t d n s z ʃ ʒ h x j ɹ ɾ r i ɪ ɨ ʂ ɕ ʐ θ ð c ç ʔ ɻ ʁ ʧ ʤ ʨ ꭧ ʦ ʣ T ᵻ ɲ q",
    "C": "ɛ e æ ʌ ə ɐ ɚ ɜ a ɝ ᵊ ɞ", "D": "ɑ ɒ ɔ", "E": "o ɤ ø œ", "F": "u ʊ w ɥ y ɯ", "G": "f v", "H": "l ɭ ɫ",
}  # fmt: skip
_SHAPE = {phone: shape for shape, phones in _GROUPS.items() for phone in phones.split()}
# two shapes in turn; the capitals are how English diphthongs are written by the voice's own phone set
_DOUBLE = {"aɪ": "DB", "aʊ": "DF", "ɔɪ": "EB", "oʊ": "EF", "əʊ": "CF", "eɪ": "CB", "ai": "DB", "au": "DF", "ei": "CB",
           "ou": "EF", "tʃ": "B", "dʒ": "B", "ts": "B", "tɕ": "B", "ʈʂ": "B", "A": "CB", "I": "DB", "W": "DF", "Y": "EB",
           "O": "EF", "Q": "CF"}  # fmt: skip

Cue = tuple[str, float, float]


def shapes(phone: str) -> str:
    """The mouth shapes of one IPA token, in turn; `X` for a pause. Stress, length and tone marks do not count."""
    letters = "".join(c for c in phone if c in _SHAPE or c in _DOUBLE)
    out, i = "", 0
    while i < len(letters):
        pair = letters[i : i + 2]
        if pair in _DOUBLE:
            out += _DOUBLE[pair]
            i += 2
        else:
            out += _DOUBLE.get(letters[i]) or _SHAPE[letters[i]]
            i += 1
    return "".join(letter for letter, _ in groupby(out)) or "X"


def cues(phones: Sequence[Sequence[Any]]) -> list[Cue]:
    """Shapes with start and end in seconds, neighbours merged, short ones swallowed."""
    raw: list[Cue] = []
    for phone, start, end in phones:
        turns = shapes(str(phone))
        step = max(0.0, float(end) - float(start)) / len(turns)
        raw.extend((shape, float(start) + i * step, float(start) + (i + 1) * step) for i, shape in enumerate(turns))
    raw = [("B" if shape == "H" and end - start < SHORTEST else shape, start, end) for shape, start, end in raw]
    merged: list[Cue] = []
    for shape, start, end in raw:
        if merged and (merged[-1][0] == shape or (end - start < SHORTEST and shape not in "AG")):
            merged[-1] = (merged[-1][0], merged[-1][1], end)
        else:
            merged.append((shape, start, end))
    return merged


def mouths(phones: Sequence[Sequence[Any]], fps: int) -> tuple[int, str]:
    """The first frame (0 is where the line starts; it may be negative) and one shape a frame from there on.

    Every shape is held for two frames at least, and the mouth rests at the end.
    """
    line = cues(phones)
    if not line:
        return 0, ""
    first = round((line[0][1] + SHIFT) * fps)
    last = round((line[-1][2] + SHIFT) * fps)
    frames, at = "", 0
    for frame in range(first, last):
        now = (frame + 0.5) / fps - SHIFT
        while at + 1 < len(line) and line[at][2] <= now:
            at += 1
        frames += line[at][0]
    return first, _hold(_close(frames, line, first, fps))


def _close(frames: str, line: list[Cue], first: int, fps: int) -> str:
    """Put back closures so short that no frame's middle fell into them."""
    out = list(frames)
    for shape, start, end in line:
        if shape in "AG" and out:
            at = min(len(out) - 1, max(0, int(((start + end) / 2 + SHIFT) * fps) - first))
            out[at] = shape
    return "".join(out)


def _hold(frames: str) -> str:
    """Stretch single frames to two; closures (A, G) win over what follows, other shapes give way."""
    runs = [(shape, len(list(group))) for shape, group in groupby(frames)]
    i = 0
    while i < len(runs):
        shape, length = runs[i]
        after = runs[i + 1] if i + 1 < len(runs) else ("", 0)
        before = runs[i - 1] if i else ("", 0)
        if length > 1 or len(runs) == 1:
            i += 1
        elif after[1] > 2 or (shape in "AG" and after[1] and after[0] not in "AG"):
            rest = [(after[0], after[1] - 1)] if after[1] > 1 else []
            runs[i : i + 2] = [(shape, 2), *rest]
            i += 1
        elif before[1] > 2 and shape in "AG":
            runs[i - 1 : i + 1] = [(before[0], before[1] - 1), (shape, 2)]
            i += 1
        elif before[1]:
            runs[i - 1 : i + 1] = [(before[0], before[1] + 1)]
        else:
            runs[i : i + 2] = [(after[0], after[1] + 1)]
    text = "".join(shape * length for shape, length in runs)
    short = any(len(list(g)) == 1 for _, g in groupby(text))
    return _hold(text) if short and text != frames else text
