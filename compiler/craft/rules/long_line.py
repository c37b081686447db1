"""Sentence or speech too long

What it checks:
A sentence of a spoken line has no more words (in Chinese, characters) and takes no more seconds than the platform's profile
has it; and nobody speaks for longer than it allows without anybody else saying a word. Songs are left alone.

Why it matters:
A sentence that does not fit one subtitle is torn apart, and the picture must stand still or be cut away from the speaker;
half a minute of one voice is an audiobook.

Example:
"I only came back to this house because the lawyer who wrote to me last winter said that you had sold it."

Fix:
Make two sentences of it, let somebody interrupt, or show what is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Severity
from ...base.pattern import Lazy
from ...base.source import Span
from ...cut.time import sentences, weight
from ...story.nodes import Line
from ..rule import Film

CODE = "D707"
SEVERITY = Severity.WARNING
_WORD = Lazy(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+")
_HAN = Lazy(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[a-zA-Z]+|\d")


def check(film: Film) -> Iterator[Diagnostic]:
    """One finding for each line with such a sentence, and one for each such speech, at its first line."""
    for line in film.episode.lines():
        if not line.lyric:
            yield from _line(film, line)
    norm = film.norm("line")
    for span, who, seconds in _speeches(film):
        if seconds > norm["monologue"]:
            yield film.say(CODE, SEVERITY, f"{who} speaks for {seconds:.0f} s without an answer; more than "
                           f"{norm['monologue']:.0f} s are long", span, "let somebody interrupt, or show what is told", "line")


def _line(film: Film, line: Line) -> Iterator[Diagnostic]:
    norm, language, text = film.norm("line"), film.spoken_in(line), line.text(film.cut.language)
    chinese = language.startswith("zh")
    pieces = [one for one in sentences(text) if one.strip()]
    whole = sum(weight(one, language) for one in pieces)
    for piece in pieces:
        count = len((_HAN if chinese else _WORD).findall(piece))
        most, unit = (norm["characters"], "characters") if chinese else (norm["words"], "words")
        seconds = film.seconds_of(line) * weight(piece, language) / whole
        if count <= most and seconds <= norm["seconds"]:
            continue
        told = f"{count} {unit}; more than {most:.0f}" if count > most else f"{seconds:.1f} s; more than {norm['seconds']:.0f} s"
        yield film.say(CODE, SEVERITY, f"a sentence of this line has {told} do not fit one subtitle", line.span,
                       "make two sentences of it", "line")
        return


def _speeches(film: Film) -> Iterator[tuple[Span, str, float]]:
    """Every run of lines of one speaker in one scene: where it begins, who speaks, and for how long."""
    for scene in film.episode.scenes:
        first, seconds = None, 0.0
        for line in (beat for beat in scene.beats if isinstance(beat, Line)):
            if first is None or line.speakers != first.speakers or line.lyric:
                if first is not None:
                    yield first.span, " and ".join(first.speakers), seconds
                first, seconds = (None if line.lyric else line), 0.0
            seconds += film.seconds_of(line)
        if first is not None:
            yield first.span, " and ".join(first.speakers), seconds
