"""Reading a script: lines a second from text to the full tree with its findings, in one process on one core (best of three).

Bar: at least 90 000 lines a second, and no fewer at 500 000 lines than at 50 000. The hostile texts below each double;
twice the text may take twice the time, not four times.
"""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Iterator

SIZES = (50_000, 100_000, 500_000)
HOSTILE = {"open notes": "[[", "open boneyard": "/*", "brackets": "(", "stars": "****", "carets": "^", "one long line": "word ",
           "stars and words": "*a **b ", "bracket lines": "(\n", "cues with brackets": "A (b)\n\n", "held blanks": "A\nb\n  \n",
           "boneyard behind words": "a /* \n\n */ ", "notes on lines": "[[x]]\n"}
_HOSTILE_SIZE = 200_000
_NAMES = ("LIN YUE", "BAI", "CAPTAIN GUO", "OLD WOMAN", "MR. O'BRIEN")
_TEXT = ("the fox waits behind a paper screen while rain runs down the long stairs and nobody in the house "
         "will say what the letter was about until morning")
_WORDS = _TEXT.split()


def run() -> Iterator[tuple[str, str]]:
    """Rows of lines a second, then of how the time grows when hostile texts double."""
    for kind, share in (("Fountain", 0.0), ("Fountain with directives", 0.12)):
        for size in SIZES:
            text = script(size, share)
            lines = text.count("\n")
            seconds = _seconds(text)
            yield f"{kind}, {lines:,} lines", f"{lines / seconds:,.0f} lines/s"
    for name, unit in HOSTILE.items():
        once, twice = (_seconds(unit * (size // len(unit))) for size in (_HOSTILE_SIZE, 2 * _HOSTILE_SIZE))
        yield f"hostile: {name}, {_HOSTILE_SIZE * 2:,} characters", f"{twice:.2f} s = {twice / once:.1f} x half of it"


def script(lines: int, directives: float) -> str:
    """A made screenplay of about that many lines; `directives` is the share of its paragraphs that are directives."""
    rng = random.Random(7)
    out = ["Title: The Long Script", "Author: Nobody", ""]
    while len(out) < lines:
        dice = rng.random()
        if dice < 0.05:
            place = rng.choice(("FOX SHRINE - STAIR", "RIVER BANK", "HOUSE"))
            out += [f"{rng.choice(('INT.', 'EXT.'))} {place} - {rng.choice(('DAY', 'NIGHT', 'DUSK'))}", ""]
        elif dice < 0.05 + directives:
            out += [rng.choice(("[[shot: CU LIN YUE, push in, 4s]]", "[[sound: thunder]]", "[[look: rain-noir]]",
                                "[[gives: LIN YUE -> BAI, jade pendant]]")), ""]
        elif dice < 0.50:
            out += [_sentence(rng), *([_sentence(rng)] if rng.random() < 0.3 else []), ""]
        elif dice < 0.96:
            name = rng.choice(_NAMES) + rng.choice(("", "", "", " (V.O.)"))
            out += [name, *(["(softly)"] if rng.random() < 0.15 else []), _sentence(rng), ""]
        else:
            out += [rng.choice(("CUT TO:", "FADE OUT.", "CLOSE ON LIN YUE", "> SMASH CUT TO:")), ""]
    return "\n".join([*out, ""])


def _sentence(rng: random.Random) -> str:
    words = rng.sample(_WORDS, rng.randrange(4, 16))
    if rng.random() < 0.06:
        words[1] = f"*{words[1]}*"
    return " ".join(words).capitalize() + "."


def _seconds(text: str) -> float:
    from dramac.compiler.base.source import Source
    from dramac.compiler.syntax.parse import parse

    parse(Source("warm", "INT. A - DAY\n\n[[sound: rain]]\n"))
    quickest = float("inf")
    for _ in range(3):
        gc.collect()
        began = time.process_time()
        parse(Source("script", text))
        quickest = min(quickest, time.process_time() - began)
    return quickest
