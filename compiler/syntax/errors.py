"""What can be wrong with a script before anything is looked up: the codes D101 to D149.

`TABLE` holds each code's severity and message; `explain/<code>.md` its page. D106 (a directive without support) is gone,
and its code is not used again.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from ..base.diagnostic import Diagnostic, Edit, Fix, Label, Severity
from ..base.nodes import node
from ..base.source import Source, Span

_E, _W, _H = Severity.ERROR, Severity.WARNING, Severity.HINT


@node
class Entry:
    """One code: how grave, what is said (`{name}` is filled in), and what to do when nothing better is known."""

    severity: Severity
    message: str
    help: str = ""


TABLE: Mapping[str, Entry] = MappingProxyType({
    "D101": Entry(_E, "this file is not UTF-8", "save it as UTF-8; the bytes that are not are read as `\ufffd`"),
    "D102": Entry(_E, "this note is never closed", "close it with `]]` before the next blank line"),
    "D103": Entry(_E, "this boneyard is never closed", "close it with `*/`; until then it is read as text"),
    "D104": Entry(_E, "{what}", ""),
    "D105": Entry(_E, "there is no directive `{word}`; did you mean `{near}`?",
                  "a note that is no directive is best begun with another word"),
    "D107": Entry(_E, "`{text}` in a shot can mean two things",
                  "write `OTS` for over-the-shoulder; who speaks off screen is marked on the cue: `NAME (O.S.)`"),
    "D108": Entry(_E, "a shot has one {what}: `{first}` or `{second}`?",
                  "take one out; a size and a composition may stand together"),
    "D109": Entry(_E, "`{first}` and `{second}` cannot both move the camera", "keep one, or make two shots"),
    "D110": Entry(_W, "no blank line after this heading", "other Fountain apps read it as a character's name"),
    "D111": Entry(_W, "this reads as {what}, because no blank line stands before it",
                  "put a blank line before a scene heading"),
    "D112": Entry(_W, "{name} has nothing to say here", "a cue is followed by its words on the very next line"),
    "D113": Entry(_W, "this is read as a cue, but looks like a {what}", "put a blank line after it"),
    "D114": Entry(_W, "this bracket never closes", "close it on the same line; the line is spoken as it stands"),
    "D115": Entry(_H, "a space at the end makes this action, not a transition", "remove the space"),
    "D116": Entry(_W, "`^` pairs this speech with the one before, but there is none",
                  "put the two speeches next to each other, or take out the `^`"),
    "D117": Entry(_H, "the title page has `{key}`; did you mean `{near}`?", ""),
    "D118": Entry(_H, "this line is read as a cue because it is a name of the cast",
                  "begin it with `@`, so that every Fountain app reads it so"),
    "D119": Entry(_H, "full-width {marks} in the place of Fountain's own",
                  "dramac reads them, other apps do not"),
    "D120": Entry(_E, "no {what} is called `{word}`", ""),
    "D121": Entry(_W, "a `{kind}` directive inside a speech takes effect after it",
                  "put it in a paragraph of its own, before or after the speech"),
    "D122": Entry(_W, "`{word}` is read as something to look at; did you mean `{near}`?", ""),
    "D123": Entry(_E, "`{kind}` does not stand at the end of a speech",
                  "put it at the end of the speech's last line: `I know. [[{kind}: l7f3]]`"),
    "D124": Entry(_E, "{what} is out of range", "{range}"),
    "D125": Entry(_W, "this is read as a cue, and what stands below it as spoken", "begin the line with `!` if it is action"),
    "D126": Entry(_W, "this emphasis is never closed", "close it on the same line, or write `\\{mark}` to show the mark"),
    "D127": Entry(_H, "{what}", "dramac looks past it, other apps lose the first line"),
    "D128": Entry(_H, "a tab in action", "it is shown as four spaces; other apps may show another number"),
    "D129": Entry(_H, "only dramac reads this line as a scene heading",
                  "begin it with `.`, so that every Fountain app reads it so"),
    "D130": Entry(_W, "this is read as action, though {name} is a name of the cast",
                  "write `{cue}` if what stands below it is spoken"),
    "D131": Entry(_W, "this is read as action, though it begins as a line of {name}",
                  "write `{cue}` on a line of its own, and the words on the next line"),
    "D132": Entry(_W, "this is shown as action, though it looks like the directive `{kind}`", "write it in `[[` and `]]`"),
    "D133": Entry(_W, "without a colon this is a comment, though it looks like the directive `{kind}`",
                  "write `{word}:`, or begin the comment with another word"),
    "D134": Entry(_W, "this is read as action, though it looks like a cue",
                  "begin it with `@` if what stands below it is spoken, and name who it is in the cast"),
})


def finding(code: str, span: Span, *, help: str | None = None, fix: Fix | None = None, labels: tuple[Label, ...] = (),
            **words: str) -> Diagnostic:
    """The diagnostic `code` at `span`, its message filled with `words`; `help` replaces the table's own."""
    entry = TABLE[code]
    advice = entry.help.format(**words) if help is None else help
    return Diagnostic(code, entry.severity, entry.message.format(**words), span, advice, labels, fix)


def not_utf8(source: Source, offset: int) -> Diagnostic:
    """The finding for a file that `read_source` could not decode at `offset`."""
    return finding("D101", source.span(offset, min(offset + 1, len(source.text))))


def replace(title: str, span: Span, text: str, safe: bool = False) -> Fix:
    """A fix of one edit."""
    return Fix(title, (Edit(span, text),), safe)


def explanations() -> Mapping[str, str]:
    """Code → its page in markdown: a title on the first line, then what it checks, why it matters, an example, the
    fix."""
    folder = Path(__file__).parent / "explain"
    return {code: (folder / f"{code}.md").read_text(encoding="utf-8") for code in TABLE}
