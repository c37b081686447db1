"""The broken series is told of its forty mistakes, each at its line, and of nothing else, at any level.

A mistake is noted in front of it, in the script itself: `[[# D207: he has just gone out]]`, which is a comment to the
compiler, or in the bible as `# D311: …`. The note counts for the lines below it up to the next empty one; several notes
in one paragraph count for the same lines.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

from tests_films import ROOT, copy_of, dramac

NOTED = re.compile(r"^(?:\[\[# (D\d{3}): .+\]\]|\s*# (D\d{3}): .+)$")
MISTAKES = 40
_SCRIPTS = (".fountain", ".drama", ".yaml")


def planted(folder: Path) -> list[tuple[str, str, range]]:
    """What the notes of a series ask for: a code, the file, and the lines at one of which it must be told."""
    found = []
    for path in sorted(one for one in folder.rglob("*") if one.suffix in _SCRIPTS):
        lines = path.read_text(encoding="utf-8").splitlines()
        for at, line in enumerate(lines):
            note = NOTED.match(line)
            if note:
                first = next(below for below in range(at + 1, len(lines)) if lines[below] and not NOTED.match(lines[below]))
                last = next((below for below in range(first, len(lines)) if not lines[below]), len(lines))
                found.append((note[1] or note[2], str(path.relative_to(folder)), range(first + 1, last + 1)))
    return found


def told(folder: Path) -> list[tuple[str, str, int]]:
    """What `dramac check` tells of a series: code, file and line."""
    done = dramac("check", "--format", "json", cwd=folder)
    return [(one["code"], one["place"]["file"], one["place"]["line"]) for one in json.loads(done.stdout)["findings"]]


def compared(folder: Path) -> tuple[list[str], list[str]]:
    """What is missed and what is said beyond the notes, as `file:line: code`."""
    extra = told(folder)
    missed = []
    for code, file, lines in planted(folder):
        hit = next((one for one in extra if one[0] == code and one[1] == file and one[2] in lines), None)
        if hit is None:
            missed.append(f"{file}:{lines[0]}: {code}")
        else:
            extra.remove(hit)
    return missed, [f"{file}:{line}: {code}" for code, file, line in extra]


def test_every_planted_mistake_is_told_and_nothing_else(tmp_path: Path) -> None:
    assert compared(copy_of("broken", tmp_path)) == ([], [])


def test_there_are_forty_of_them_of_many_kinds() -> None:
    codes = Counter(code for code, _, _ in planted(ROOT / "examples" / "broken"))
    assert codes.total() == MISTAKES
    assert len(codes) >= 20


def test_a_note_taken_away_is_a_mistake_too_many_and_a_note_too_many_is_missed(tmp_path: Path) -> None:
    folder = copy_of("broken", tmp_path)
    script = folder / "episodes" / "ep05.fountain"
    text = script.read_text(encoding="utf-8")
    note = next(line for line in text.splitlines() if NOTED.match(line))
    script.write_text(text.replace(note, f"[[# D299: {note[9:]}"), encoding="utf-8")
    missed, extra = compared(folder)
    assert [one.rsplit(" ", 1)[1] for one in missed] == ["D299"]
    assert [one.rsplit(" ", 1)[1] for one in extra] == [note[4:8]]
