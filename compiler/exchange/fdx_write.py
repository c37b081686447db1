"""Blocks written as a Final Draft document (.fdx), the XML that Final Draft 8 and later open.

What the format has no element for is carried so that it survives and does not print wrongly: directives and comments are
script notes on the paragraph that they stand before, a synopsis under a heading is the scene's summary, a section or
another synopsis is a General paragraph that begins with its mark. Three facts that no element of the format holds (the
keys of the title page, a speech marked dual without a partner, a song between two speeches) travel as processing
instructions called `dramac`, which other programs pass over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from ..syntax.tree import Run, TitleEntry
from .blocks import Block, Break, Cut, Line, Note, Para, Spoken, plain_line

TYPES = {"heading": "Scene Heading", "action": "Action", "centred": "Action", "transition": "Transition", "shot": "Shot",
         "song": "Lyrics", "section": "General", "synopsis": "General", "parenthetical": "Parenthetical",
         "dialogue": "Dialogue", "lyric": "Lyrics"}
SPOKEN = ("Character", "Parenthetical", "Dialogue", "Lyrics")
FRONT = ("title", "credit", "author", "authors", "source", "标题", "剧名", "作者", "编剧", "署名")
"""The keys of the title page that are set in its middle."""

_STYLES = (("b", "Bold"), ("i", "Italic"), ("u", "Underline"))
_INVALID = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_INDENTS = {"Scene Heading": (1.5, 7.5, 24, "Left"), "Action": (1.5, 7.5, 12, "Left"), "General": (1.5, 7.5, 12, "Left"),
            "Character": (3.7, 7.25, 12, "Left"), "Parenthetical": (3.1, 5.5, 0, "Left"),
            "Dialogue": (2.5, 6.0, 0, "Left"), "Lyrics": (2.5, 6.0, 0, "Left"), "Transition": (5.5, 7.25, 12, "Right"),
            "Shot": (1.5, 7.5, 24, "Left")}
"""Left and right edge in inches from the left edge of the paper, space before in points, alignment."""
_ITALIC = ("Lyrics",)


def to_fdx(title: Sequence[TitleEntry], blocks: Sequence[Block]) -> str:
    """A whole .fdx document. Characters that XML cannot hold become U+FFFD; omitted text (boneyard) is left out."""
    writer = _Writer()
    for index, block in enumerate(blocks):
        writer.add(block, blocks, index)
    writer.finish()
    body = "\n".join(one.xml() for one in writer.paragraphs)
    return "\n".join(['<?xml version="1.0" encoding="UTF-8" standalone="no" ?>',
                      '<FinalDraft DocumentType="Script" Template="No" Version="5">', "<Content>", body, "</Content>",
                      *_title_page(title), *_settings(), "</FinalDraft>", ""])


@dataclass(slots=True)
class _Paragraph:
    """One `<Paragraph>` in the making: what stands before its text and after it."""

    type: str
    text: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    group: int = 0
    """0, or the number of the dual dialogue that it belongs to."""

    def xml(self) -> str:
        """The element."""
        attributes = "".join(f" {name}={_attribute(value)}" for name, value in self.attributes.items())
        return (f"<Paragraph Type={_attribute(self.type)}{attributes}>"
                + "".join(self.before) + (self.text or "<Text></Text>") + "".join(self.after) + "</Paragraph>")


class _Dual:
    """A paragraph that holds two speeches side by side."""

    def __init__(self, inner: list[_Paragraph]) -> None:
        self.inner = inner

    def xml(self) -> str:
        """The element."""
        return ("<Paragraph>\n<DualDialogue>\n" + "\n".join(one.xml() for one in self.inner)
                + "\n</DualDialogue>\n</Paragraph>")


class _Writer:
    """One walk over the blocks."""

    def __init__(self) -> None:
        self.paragraphs: list[_Paragraph | _Dual] = []
        self._notes: list[str] = []
        self._new_page = False
        self._last: _Paragraph | None = None
        self._count = 0

    def add(self, block: Block, blocks: Sequence[Block], index: int) -> None:
        """Write `block`, which stands at `index` of `blocks`."""
        match block:
            case Note(text=text):
                self._notes.append(self._script_note(text))
            case Break():
                if self._new_page or self._notes:
                    self.finish()
                self._new_page = True
            case Cut():
                pass
            case Spoken():
                self._speech(block, blocks, index)
            case Para(kind="synopsis") if self._sums_up(blocks, index):
                assert self._last is not None
                self._summary(self._last, block)
            case Para():
                self._put(self._paragraph(block))

    def finish(self) -> None:
        """Place the notes and the page break that no paragraph has taken."""
        if self._notes and self._last is not None and not self._new_page:
            self._last.after += self._notes
            self._notes = []
        if self._notes or self._new_page:
            self._put(_Paragraph("Action"))

    def _put(self, paragraph: _Paragraph) -> None:
        self._begin(paragraph)
        self.paragraphs.append(paragraph)

    def _begin(self, paragraph: _Paragraph) -> None:
        """What was waiting for a paragraph goes to this one."""
        if self._new_page:
            paragraph.attributes["StartsNewPage"] = "Yes"
        paragraph.before = self._notes + paragraph.before
        self._notes, self._new_page, self._last = [], False, paragraph

    def _paragraph(self, block: Para) -> _Paragraph:
        lines = block.lines
        if block.kind == "section":
            lines = _led("#" * block.depth + " ", lines)
        if block.kind == "synopsis":
            lines = _led("= ", lines)
        made = _Paragraph(TYPES[block.kind], _texts(lines))
        if block.kind == "centred":
            made.attributes["Alignment"] = "Center"
        if block.number:
            made.attributes["Number"] = block.number
        if block.kind == "song" and self._last is not None and self._last.type in SPOKEN:
            made.before.append("<?dramac alone?>")
        return made

    def _sums_up(self, blocks: Sequence[Block], index: int) -> bool:
        """Whether the synopsis at `index` stands right under a heading, other synopses between them."""
        at = index - 1
        while at >= 0 and isinstance(one := blocks[at], Para) and one.kind == "synopsis":
            at -= 1
        above = blocks[at] if at >= 0 else None
        return isinstance(above, Para) and above.kind == "heading"

    def _summary(self, heading: _Paragraph, block: Para) -> None:
        inner = f"<Paragraph>{_texts(block.lines)}</Paragraph>"
        opening, closing = "<SceneProperties><Summary>", "</Summary></SceneProperties>"
        if heading.before and heading.before[-1].endswith(closing):
            heading.before[-1] = heading.before[-1].removesuffix(closing) + inner + closing
        else:
            heading.before.append(opening + inner + closing)

    def _speech(self, speech: Spoken, blocks: Sequence[Block], index: int) -> None:
        before = _spoken_before(blocks, index)
        cue = _Paragraph("Character", _texts((plain_line(speech.cue),)))
        paragraphs = [cue]
        for part in speech.parts:
            lines = _bracketed(part.lines) if part.kind == "parenthetical" else part.lines
            paragraphs.append(_Paragraph(TYPES[part.kind], _texts(lines),
                                         after=[self._script_note(one) for one in part.ids]))
        last = self.paragraphs[-1] if self.paragraphs else None
        if speech.dual and isinstance(last, _Dual) and before == 1:
            self._begin(cue)
            last.inner += paragraphs
        elif not speech.dual and _dual_follows(blocks, index):
            self._begin(cue)
            self.paragraphs.append(_Dual(paragraphs))
        else:
            if speech.dual:
                cue.before.append("<?dramac dual?>")
            self._begin(cue)
            self.paragraphs += paragraphs
        self._last = paragraphs[-1]

    def _script_note(self, text: str) -> str:
        self._count += 1
        inner = "".join(f"<Paragraph>{_text(line)}</Paragraph>" for line in text.split("\n"))
        return f'<ScriptNote ID="{self._count}">{inner}</ScriptNote>'


def _spoken_before(blocks: Sequence[Block], index: int) -> int:
    """How many speeches stand before the one at `index` in one dual run with it: 1 for the second of a pair."""
    count = 0
    for block in reversed(blocks[:index]):
        if isinstance(block, Note):
            continue
        if not isinstance(block, Spoken):
            break
        count += 1
        if not block.dual:
            break
    return count


def _dual_follows(blocks: Sequence[Block], index: int) -> bool:
    """Whether the next speech, only notes between, is to be spoken at once with the one at `index`."""
    after = next((block for block in blocks[index + 1 :] if not isinstance(block, Note)), None)
    return isinstance(after, Spoken) and after.dual


def _led(mark: str, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    first, *rest = lines or ((),)
    return ((Run(mark), *first), *rest)


def _bracketed(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """A parenthetical with its brackets."""
    runs = [run for line in lines for run in line]
    return ((Run("("), *runs, Run(")")),)


def _texts(lines: Sequence[Line]) -> str:
    """The `<Text>` elements of a paragraph."""
    runs: list[Run] = []
    for index, line in enumerate(lines):
        if index:
            runs.append(Run("\n", runs[-1].style if runs and line and runs[-1].style == line[0].style else ""))
        runs += line
    texts: list[tuple[str, str]] = []
    for run in runs:
        if texts and texts[-1][1] == run.style:
            texts[-1] = (texts[-1][0] + run.text, run.style)
        else:
            texts.append((run.text, run.style))
    return "".join(_text(text, style) for text, style in texts)


def _text(text: str, style: str = "") -> str:
    names = "+".join(name for letter, name in _STYLES if letter in style)
    return f"<Text{f' Style={_attribute(names)}' if names else ''}>{escape(_INVALID.sub(chr(0xFFFD), text))}</Text>"


def _attribute(value: str) -> str:
    return quoteattr(_INVALID.sub("\ufffd", value))


def _title_page(title: Sequence[TitleEntry]) -> list[str]:
    """The title page: title, credit and author centred a third down the page, the rest at the left below."""
    if not title:
        return []
    front = [(index, entry) for index, entry in enumerate(title) if _is_front(entry)]
    rest = [(index, entry) for index, entry in enumerate(title) if not _is_front(entry)]
    lines = ["<TitlePage>", "<Content>", *_blank(16 if front else 0)]
    for index, entry in front:
        lines += [*_entry(index, entry, "Center"), *_blank(1)]
    lines += _blank(12 if front and rest else 0)
    for index, entry in rest:
        lines += _entry(index, entry, "Left")
    return [*lines, "</Content>", "</TitlePage>"]


def _is_front(entry: TitleEntry) -> bool:
    return entry.key.casefold().replace(" ", "") in FRONT


def _blank(count: int) -> list[str]:
    return ['<Paragraph Alignment="Left" Type="Title Page"><Text></Text></Paragraph>'] * count


def _entry(index: int, entry: TitleEntry, alignment: str) -> list[str]:
    """The paragraphs of one entry. At the left its key is shown, as it is nowhere else to be seen."""
    made = []
    for at, value in enumerate(entry.values or ("",)):
        shown = f"{entry.key}: {value}" if alignment == "Left" and at == 0 and value else value
        made.append(f'<Paragraph Alignment="{alignment}" Type="Title Page">'
                    f"<?dramac entry {index} {quote(entry.key, safe=' ')}?>{_text(shown)}</Paragraph>")
    return made


def _settings() -> list[str]:
    """How each element is set. Capitals are not forced: cues such as `McCLANE` are shown as they are written."""
    made = []
    for type, (left, right, space, alignment) in _INDENTS.items():
        style = "Italic" if type in _ITALIC else ""
        made += [f'<ElementSettings Type="{type}">',
                 f'<FontSpec AdornmentStyle="0" Color="#000000000000" Font="Courier Final Draft" Size="12" Style="{style}"/>',
                 f'<ParagraphSpec Alignment="{alignment}" FirstIndent="0.00" Leading="Regular" LeftIndent="{left:.2f}" '
                 f'RightIndent="{right:.2f}" SpaceBefore="{space}" Spacing="1" StartsNewPage="No"/>',
                 f'<Behavior PaginateAs="{type if type != "Lyrics" else "Dialogue"}"/>', "</ElementSettings>"]
    return made
