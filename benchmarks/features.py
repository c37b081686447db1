"""Made feature-length scripts, each different, for benchmarks that need many: the proportions are those of real ones.

A script has about 4 600 lines and 150 kB, 190 headings and 770 speeches, as the shooting scripts that are passed around do;
half of the words are invented, so that no table of known words can help.
"""

from __future__ import annotations

import random
from pathlib import Path

CAST = ("LIN YUE", "BAI", "CAPTAIN GUO", "OLD WOMAN", "MR. O'BRIEN", "EDWARD", "SANDRA", "WILL", "JOSEPHINE", "AMOS", "JENNY",
        "DR. BENNETT")
PLACES = ("FOX SHRINE", "RIVER BANK", "HOUSE", "HOSPITAL", "CIRCUS TENT", "MAIN STREET", "CAVE", "BANK", "SCHOOL", "FOREST",
          "KITCHEN", "BALLROOM")
_TEXT = """the a an of to and in on with from behind under over slowly quickly gently toward across along through beside
    rain door window letter hand face table lamp road stairs paper screen night morning light shadow voice silence smile
    walks turns looks opens closes takes gives holds drops runs stops waits listens nods laughs cries whispers shouts
    old young dark bright cold warm broken empty quiet heavy small tall"""
_PARTS = "ba de fi go lu ma ne ri so tu va we xi yo za cre dra flo gri ple sti tro"
_WORDS, _SYLLABLES = _TEXT.split(), _PARTS.split()
_DOES = ("turns to the", "looks at the", "crosses the", "waits for the")


def series(folder: Path, count: int, first: int = 0) -> int:
    """Write a series of `count` scripts and its bible into `folder`; how many lines the scripts have."""
    (folder / "episodes").mkdir(parents=True)
    cast = "".join(f"  {name}: {{age: {24 + 3 * at}}}\n" for at, name in enumerate(CAST))
    places = "".join(f"  {name}: {{setting: interior}}\n" for name in PLACES)
    (folder / "series.yaml").write_text(f"series: {{title: A Thousand, language: en}}\ncast:\n{cast}locations:\n{places}",
                                        encoding="utf-8")
    lines = 0
    for number in range(first, first + count):
        text = feature(number)
        lines += text.count("\n")
        (folder / "episodes" / f"film{number:04d}.fountain").write_text(text, encoding="utf-8")
    return lines


def feature(number: int, scenes: int = 192) -> str:
    """One script; the same for the same number."""
    rng = random.Random(number)
    words = _WORDS + ["".join(rng.choices(_SYLLABLES, k=rng.randrange(2, 4))) for _ in range(1500)]
    out = [f"Title: Film {number}", f"Episode: {number + 1}", "Author: Nobody", ""]
    for at in range(scenes):
        here = rng.sample(CAST, 3)
        place = rng.choice(PLACES)
        out += [f"{rng.choice(('INT.', 'EXT.'))} {place} - {rng.choice(('DAY', 'NIGHT', 'MORNING'))} #{at + 1}#", ""]
        out += [f"{here[0].title()}, {here[1].title()} and {here[2].title()} are here.", ""]
        for _ in range(4):
            out += _paragraph(rng, words, here)
        last = ""
        for _ in range(4):
            rows, last = _speech(rng, words, here, last)
            out += rows
        if rng.random() < 0.18:
            out += ["CUT TO:", ""]
    return "\n".join([*out, ""])


def _paragraph(rng: random.Random, words: list[str], here: list[str]) -> list[str]:
    rows = [_sentence(rng, words) for _ in range(rng.randrange(1, 3))]
    if rng.random() < 0.6:
        rows[0] = f"{rng.choice(here).title()} {rng.choice(_DOES)} {rows[0].lower()}"
    return [*rows, ""]


def _speech(rng: random.Random, words: list[str], here: list[str], last: str) -> tuple[list[str], str]:
    """The rows of a speech, and who has spoken last in the picture; `last` did before."""
    extension = rng.choice(("", "", "", "", "", " (V.O.)", " (CONT'D)" if last else ""))
    who = last if extension == " (CONT'D)" else rng.choice(here)
    aside = ["(softly)"] if rng.random() < 0.13 else []
    rows = [who + extension, *aside, *(_sentence(rng, words) for _ in range(rng.choice((1, 1, 2)))), ""]
    return rows, last if extension == " (V.O.)" else who


def _sentence(rng: random.Random, words: list[str]) -> str:
    return " ".join(rng.choices(words, k=rng.randrange(4, 13))).capitalize() + rng.choice((".", ".", ".", "!", "?"))
