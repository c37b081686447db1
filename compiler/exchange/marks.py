"""Fountain's emphasis, written: from runs of text to a line with marks and escapes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from ..syntax.emphasis import merged, runs_of
from ..syntax.tree import Run

JOINER = "\u2060"
"""A word joiner: no width, no meaning. It parts two characters that together would be a mark that cannot be escaped."""

_MARKS = {"b": "**", "i": "*", "u": "_"}
_OPENS = re.compile(r"\[(?=\[)|/(?=\*)")
_SPECIAL = re.compile(r"[*_\\]")


def marked(runs: Sequence[Run]) -> str:
    """One line with marks that `runs_of` reads as `runs`.

    Fountain has no style that begins or ends with a space, and few ways to end one style where another begins. Where
    `runs` cannot be written, spaces lose their style; where that is not enough, joiners stand between the runs.
    """
    wanted = merged([replace(run, text=run.text.replace(JOINER, "")) for run in runs])
    plain = "".join(run.text for run in wanted)
    if all(not run.style for run in wanted):
        return _apart(plain if _reads(plain, wanted) else _escaped(plain))
    for given in (wanted, _tidied(wanted)):
        for write in (_nested, _flat, _joined):
            line = write(given)
            if _reads(line, given):
                return _apart(line)
    return _apart(plain if _reads(plain, [Run(plain)]) else _escaped(plain))


def apart(text: str) -> str:
    """`text` as it can stand where no escape is read (headings, cues, notes): the marks that open notes and boneyard
    are parted by a joiner."""
    return _OPENS.sub(lambda found: found.group() + JOINER, text)


def _apart(line: str) -> str:
    """Of two characters that would open boneyard the second is escaped if it is no mark of emphasis."""
    if "/*" in line:
        escaped = line.replace("/*", "/\\*")
        line = escaped if runs_of(escaped) == runs_of(line) else line
    return apart(line)


def _reads(line: str, wanted: list[Run]) -> bool:
    read = [replace(run, text=run.text.replace(JOINER, "")) for run in runs_of(line)]
    return merged([run for run in read if run.text]) == wanted


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: "\\" + found.group(), text)


def _flat(runs: Sequence[Run]) -> str:
    """Every run in its own marks."""
    return "".join(_wrapped(run) for run in runs)


def _joined(runs: Sequence[Run]) -> str:
    """Every run in its own marks, so far apart that they cannot be taken together."""
    return JOINER.join(_wrapped(run) for run in runs)


def _wrapped(run: Run) -> str:
    opening = "".join(_MARKS[letter] for letter in "ubi" if letter in run.style)
    closing = "".join(_MARKS[letter] for letter in "ibu" if letter in run.style)
    return opening + _escaped(run.text) + closing


def _nested(runs: Sequence[Run]) -> str:
    """A style that goes on through several runs is marked once around them."""
    pieces: list[str] = []
    open_: list[str] = []
    for index, run in enumerate(runs):
        while any(letter not in run.style for letter in open_):
            pieces.append(_MARKS[open_.pop()])
        fresh = [letter for letter in "ubi" if letter in run.style and letter not in open_]
        fresh.sort(key=lambda letter: -_lasts(runs, index, letter))
        for letter in fresh:
            pieces.append(_MARKS[letter])
            open_.append(letter)
        pieces.append(_escaped(run.text))
    pieces += [_MARKS[letter] for letter in reversed(open_)]
    return "".join(pieces)


def _lasts(runs: Sequence[Run], index: int, letter: str) -> int:
    """Over how many runs from `index` on the style `letter` goes on."""
    return next((count for count, run in enumerate(runs[index:]) if letter not in run.style), len(runs) - index)


def _tidied(runs: Sequence[Run]) -> list[Run]:
    """`runs` with the spaces at the borders of each style outside of it."""
    tidy: list[Run] = []
    for style, group in groupby(runs, key=lambda run: run.style):
        text = "".join(run.text for run in group)
        body = text.strip()
        if not style or not body:
            tidy.append(Run(text))
            continue
        lead = text[: len(text) - len(text.lstrip())]
        tail = text[len(text.rstrip()) :]
        tidy += [Run(piece, one) for piece, one in ((lead, ""), (body, style), (tail, "")) if piece]
    return merged(tidy)
