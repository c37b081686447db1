"""Blocks written as Fountain, each so that it is read back as what it is.

A block is first written as a writer would; if the parser takes that for something else, with the mark that forces it:
`.` for a heading, `@` for a cue, `!` for action, `>` for a transition, `\\*` for a star.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..base.source import Source
from ..syntax.emphasis import merged
from ..syntax.parse import parse
from ..syntax.transitions import is_transition
from ..syntax.tree import Run, TitleEntry
from .blocks import Block, Break, Cut, Line, Note, Para, Part, Spoken, blocks_of, plain_line
from .marks import JOINER, apart, marked

_NOT_NUMBER = re.compile(r"[^\w.-]|_")
_LEADS = ("", *"!~>#=.@")
_HELD = "  "
_MOST_WORDS = 40
"""In how many places a parenthetical that does not fit on one line is tried to be broken."""


def write(title: Sequence[TitleEntry], blocks: Sequence[Block], cast: frozenset[str] = frozenset()) -> str:
    """The text of a Fountain file with this title page and these blocks. `cast` holds the names that make a line a cue
    where it has no capitals, as for `parse`."""
    writer = _Writer(cast)
    pieces = [_title(title)] if title else []
    pieces += _stacked([(block, writer.text(block)) for block in blocks])
    text = "\n\n".join(piece for piece in pieces if piece) + "\n" if pieces else ""
    return "\n" + text if not title and parse(Source("", text))[0].title else text


def unjoined(block: Block) -> Block:
    """`block` without word joiners, which mean nothing."""
    match block:
        case Para(lines=lines):
            return replace(block, lines=_without_joiners(lines))
        case Spoken(cue=cue, parts=parts):
            parts = tuple(replace(part, lines=_without_joiners(part.lines)) for part in parts)
            return replace(block, cue=cue.replace(JOINER, ""), parts=parts)
        case Note(text=text) | Cut(text=text):
            return replace(block, text=text.replace(JOINER, ""))
    return block


def _without_joiners(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    bare = ([replace(run, text=run.text.replace(JOINER, "")) for run in line] for line in lines)
    return tuple(tuple(merged([run for run in line if run.text])) for line in bare)


def _stacked(pieces: Sequence[tuple[Block, str]]) -> list[str]:
    """Notes that follow each other stand on lines below each other."""
    found: list[str] = []
    before: Block | None = None
    for block, text in pieces:
        if isinstance(block, Note) and isinstance(before, Note) and found:
            found[-1] += "\n" + text
        elif text:
            found.append(text)
        before = block
    return found


def _title(entries: Sequence[TitleEntry]) -> str:
    lines = []
    for entry in entries:
        values = [marked(plain_line(value)) for value in entry.values]
        beside = len(values) == 1 or (bool(values) and is_transition(f"{entry.key}:"))  # alone, `CUT TO:` is no key
        lines.append(f"{entry.key}: {values[0]}" if beside else f"{entry.key}:")
        lines += (f"    {value}" for value in values[beside:])
    return "\n".join(lines)


class _Writer:
    """Writes blocks one by one, and reads each back."""

    def __init__(self, cast: frozenset[str]) -> None:
        self._cast = cast

    def text(self, block: Block) -> str:
        """`block` in Fountain, without blank lines around it."""
        best = ""
        for form in self._forms(block):
            if self._reads(form, block):
                return form
            best = form
        if isinstance(block, Para) and block.kind == "shot":
            return self.text(replace(block, kind="action"))
        return best

    def _reads(self, form: str, block: Block) -> bool:
        if isinstance(block, Note | Break | Cut):
            return True
        script, _ = parse(Source("", f"\n{form}\n"), self._cast)
        return [unjoined(one) for one in blocks_of(script)] == [unjoined(block)]

    def _forms(self, block: Block) -> Iterator[str]:
        """The ways to write `block`, the plainest first. The last is taken when none reads back."""
        match block:
            case Para():
                yield from _PARAS[block.kind](block)
            case Spoken():
                yield from self._speech(block)
            case Note(text=text):
                yield f"[[{_note(text)}]]"
            case Break():
                yield "==="
            case Cut(text=text):
                yield "/*\n" + text.replace("*/", f"*{JOINER}/") + "\n*/"

    def _speech(self, speech: Spoken) -> Iterator[str]:
        cue = apart(speech.cue.replace("\n", " ").strip())
        dual = " ^" if speech.dual else ""
        for guard in ("", JOINER):  # a spoken line that begins with `~` is a lyric, and no mark of Fountain undoes that
            below = "".join("\n" + line for part in speech.parts for line in self._part(part, guard))
            yield f"{cue}{dual}{below}"
            yield f"@{cue}{dual}{below}"

    def _part(self, part: Part, guard: str) -> list[str]:
        if part.kind == "parenthetical":
            return self._parenthetical(part)
        lines = [marked(line).strip() or _HELD for line in part.lines]
        if part.kind == "lyric":
            lines = ["~" + (line if line != _HELD else "") for line in lines]
        else:
            lines = [guard + line if line.startswith("~") else line for line in lines]
        if part.ids:
            last = max((index for index, line in enumerate(lines) if line != _HELD), default=0)
            lines[last] = " ".join([lines[last], *(f"[[{_note(one)}]]" for one in part.ids)])
        return lines

    def _parenthetical(self, part: Part) -> list[str]:
        """The lines of a parenthetical. One whose brackets do not pair is broken where they do, or loses them."""
        words = " ".join(marked(line) for line in part.lines)
        cuts = [one.start() for one in re.finditer(r" ", words)][:_MOST_WORDS]
        forms = [[f"({words})"], *([f"({words[:cut]}", f"{words[cut + 1 :]})"] for cut in cuts)]
        wanted = Spoken("A", (replace(part, lines=(tuple(merged(list(_joined(part.lines)))),)),))
        for form in forms:
            if self._reads("\n".join(["@A", *form]), wanted):
                return form
        return ["(" + re.sub(r"[()（）]", "", words) + ")"]


def _joined(lines: Sequence[Line]) -> Iterator[Run]:
    for index, line in enumerate(lines):
        if index:
            yield from plain_line(" ")
        yield from line


def _note(text: str) -> str:
    """The words of a note as they can stand in one: it is not closed early and no line of it is empty."""
    text = text.replace("]]", f"]{JOINER}]")
    return "\n".join(line if line.strip() else _HELD for line in text.strip().split("\n"))


def _heading(block: Para) -> Iterator[str]:
    """A number keeps what Fountain allows in one: letters, digits, points and dashes between them."""
    words = _written(block)
    clean = _NOT_NUMBER.sub("", block.number)
    for number in dict.fromkeys((clean, clean.strip(".-"))):
        tail = f" #{number}#" if number else ""
        yield words + tail
        yield f".{words}{tail}"
    yield f".{words.lstrip(' .')}{tail}"


def _written(block: Para) -> str:
    """The words of an element in which no escape is read."""
    words = " ".join("".join(run.text for run in line) if all(not run.style for run in line) else marked(line)
                     for line in block.lines)
    return apart(words.strip())


def _action(block: Para) -> Iterator[str]:
    """An empty line inside a paragraph is held open by `!`."""
    lines = [marked(line).rstrip() for line in block.lines]
    yield "\n".join(line or "!" for line in lines)
    guarded = ["!" + line if line.strip()[:1] in _LEADS else line for line in lines]
    yield "\n".join(guarded)
    yield "\n".join(["!" + lines[0], *guarded[1:]])
    yield "\n".join("!" + line for line in lines)


def _shot(block: Para) -> Iterator[str]:
    """A shot that no slug of the language says is action."""
    yield "\n".join(marked(line).rstrip() for line in block.lines)


def _centred(block: Para) -> Iterator[str]:
    yield "\n".join(f"> {marked(line).strip()} <" for line in block.lines)


def _transition(block: Para) -> Iterator[str]:
    yield _written(block)
    yield f"> {_written(block)}"


def _song(block: Para) -> Iterator[str]:
    yield "\n".join(f"~{marked(line).strip()}" for line in block.lines)


def _section(block: Para) -> Iterator[str]:
    yield "#" * min(max(block.depth, 1), 6) + " " + " ".join(marked(line) for line in block.lines).strip()


def _synopsis(block: Para) -> Iterator[str]:
    yield "= " + " ".join(marked(line) for line in block.lines).strip()


_PARAS = {"heading": _heading, "action": _action, "shot": _shot, "centred": _centred, "transition": _transition,
          "song": _song, "section": _section, "synopsis": _synopsis}
