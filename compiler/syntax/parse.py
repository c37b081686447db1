"""Source to tree: mask, name the lines, gather them by the grammar, build the nodes."""

from __future__ import annotations

from ..base.diagnostic import Diagnostic, Fix, in_order
from ..base.source import Source, Span
from .build import Builder
from .cues import read_cue
from .errors import finding, replace
from .lexer import Doubt, lex
from .machine import gather
from .masks import Masked, mask
from .transitions import ends_in_to
from .tree import Line, Script
from .words import Words


def parse(source: Source, cast: frozenset[str] = frozenset()) -> tuple[Script, tuple[Diagnostic, ...]]:
    """The tree of `source` and what is wrong with its syntax. Never fails, whatever the text.

    `cast` holds the names and aliases that the bible declares: a line in a script without capitals that equals one is
    a cue, and a name wins over a word of the shot vocabularies. Time is linear in the text.
    """
    masked = mask(source.text)
    rows, doubts = lex(masked, cast)
    builder = Builder(source, masked.notes, cast)
    for rule, gathered in gather(rows):
        builder.add(rule, gathered)
    builder.finish()
    text, path = source.text, source.path
    lines = tuple([Line(row.kind, text[row.first : row.last], Span(path, row.first, row.last)) for row in rows])
    script = Script(source, tuple(builder.title), tuple(builder.body), lines)
    found = [*builder.found, *_unclosed(source, masked), *(_doubt(source, one) for one in doubts)]
    return script, in_order(found)


def _unclosed(source: Source, masked: Masked) -> list[Diagnostic]:
    found = []
    for start in masked.open_notes:
        end = source.text.find("\n", start)
        end = len(source.text.rstrip()) if end < 0 else end
        stop = max(start + 2, len(source.text[start:end].rstrip()) + start)
        fix = replace("close it at the end of the line", source.span(stop, stop), "]]")
        found.append(finding("D102", source.span(start, start + 2), fix=fix))
    if masked.open_boneyard >= 0:
        found.append(finding("D103", source.span(masked.open_boneyard, masked.open_boneyard + 2)))
    return found


def _doubt(source: Source, doubt: Doubt) -> Diagnostic:
    """The finding about a line that the lexer read one way and that may be meant another."""
    row = doubt.row
    words = Words(row, source.path).strip()
    span = words.span
    feed = "\r\n" if source.text[row.first : row.last].endswith("\r\n") else "\n"
    above = replace("put a blank line before it", source.span(row.first, row.first), feed)
    below = replace("put a blank line after it", source.span(row.last, row.last), feed)
    match doubt.code:
        case "D110":
            return finding("D110", span, fix=below)
        case "D111":
            return finding("D111", span, fix=above, what="dialogue" if row.kind == "DIALOGUE" else "action")
        case "D112":
            return finding("D112", span, name=read_cue(words)[0].text[:60])
        case "D113":
            return finding("D113", span, fix=below, what="transition" if ends_in_to(words.text) else "shot")
        case "D114":
            end = source.span(span.end, span.end)
            mark = "）" if words.text.startswith("（") else ")"
            return finding("D114", source.span(span.start, span.start + 1), fix=replace("close it here", end, mark))
        case "D115":
            tail = source.span(span.end, row.end(len(row.text)))
            return finding("D115", tail, fix=replace("remove the space", tail, ""))
    at = source.span(span.start, span.start)
    fix: Fix = replace("begin the line with `@`", at, "@", safe=True)
    return finding("D118", span, fix=fix)
