"""A screenplay as one HTML file: no script, nothing loaded from elsewhere, fit for a phone and for paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from ..syntax.emphasis import runs_of
from ..syntax.tree import Run, TitleEntry
from .blocks import Block, Break, Dual, Line, Para, Part, Spoken, printed
from .front import Front, front_of

_TAGS = (("b", "strong"), ("i", "em"), ("u", "u"))
_PAPERS = {"letter": "letter", "a4": "A4"}


def to_html(title: Sequence[TitleEntry], blocks: Sequence[Block], paper: str, language: str) -> str:
    """The document. Every word of the script is escaped. Notes, sections and synopses are left out, as on paper."""
    front = front_of(title, language)
    style = (Path(__file__).parent / "screenplay.css").read_text(encoding="utf-8")
    return "\n".join([
        "<!DOCTYPE html>", f'<html lang="{escape(language)}">', "<head>", '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">', '<meta name="generator" content="dramac">',
        f"<title>{escape(front.title or 'Screenplay')}</title>",
        f"<style>\n@page {{ size: {_PAPERS[paper]}; }}\n{style}</style>", "</head>", "<body>",
        *_front(front), "<main>", *_scenes(blocks), "</main>", "</body>", "</html>", ""])


def _front(front: Front) -> Iterator[str]:
    if not (front.heading or front.author):
        return
    yield '<header class="front">'
    if front.heading:
        yield f"<h1>{'<br>'.join(map(escape, front.heading))}</h1>"
    yield from (_front_lines(name, lines) for name, lines in (
        ("episode", front.episode), ("credit", front.credit), ("author", front.author), ("source", front.source)) if lines)
    if front.contact or front.dates:
        foot = (("contact", front.contact), ("dates", front.dates))
        yield f'<div class="foot">{"".join(_front_lines(name, lines) for name, lines in foot if lines)}</div>'
    yield "</header>"


def _front_lines(name: str, lines: Sequence[str]) -> str:
    return f'<p class="{name}">{"<br>".join(map(escape, lines))}</p>'


def _scenes(blocks: Sequence[Block]) -> Iterator[str]:
    """One `<article>` a scene; what stands before the first heading is one too."""
    used: set[str] = set()
    count, open_ = 0, False
    for block in printed(blocks):
        heading = isinstance(block, Para) and block.kind == "heading"
        if heading or not open_:
            count += heading
            number = block.number if isinstance(block, Para) else ""
            if open_:
                yield "</article>"
            yield f'<article class="scene" id="{_id(number or str(count), used)}">'
            open_ = True
        yield from _block(block)
    if open_:
        yield "</article>"


def _id(number: str, used: set[str]) -> str:
    """An id that no scene has yet."""
    name = "scene-" + "".join(one if one.isalnum() else "-" for one in number)
    while name in used:
        name += "-again"
    used.add(name)
    return name


def _block(block: Para | Spoken | Break | Dual) -> Iterator[str]:
    match block:
        case Break():
            yield '<hr class="page">'
        case Para(kind="heading"):
            left, right = (f'<span class="number{side}">{escape(block.number)}</span>' if block.number else ""
                           for side in ("", " right"))
            yield f"<h2>{left}{_lines(block.lines)}{right}</h2>"
        case Para():
            yield f'<p class="{block.kind}">{_lines(block.lines)}</p>'
        case Spoken():
            yield from _speech(block)
        case Dual(left=left, right=right):
            yield from ('<div class="dual">', *_speech(left), *_speech(right), "</div>")


def _speech(speech: Spoken) -> Iterator[str]:
    yield '<div class="speech">'
    yield f'<p class="cue">{_line(tuple(runs_of(speech.cue)))}</p>'
    for part in speech.parts:
        yield f'<p class="{part.kind}">{_part(part)}</p>'
    yield "</div>"


def _part(part: Part) -> str:
    if part.kind != "parenthetical":
        return _lines(part.lines)
    return _line((Run("("), *(run for line in part.lines for run in line), Run(")")))


def _lines(lines: Sequence[Line]) -> str:
    return "<br>".join(map(_line, lines))


def _line(line: Line) -> str:
    return "".join(_run(run) for run in line)


def _run(run: Run) -> str:
    text = escape(run.text)
    for letter, tag in _TAGS:
        if letter in run.style:
            text = f"<{tag}>{text}</{tag}>"
    return text
