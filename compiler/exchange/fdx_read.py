"""The paragraphs of a Final Draft document (.fdx), read as hostile XML.

The parser is expat from the standard library, driven event by event: no tree is built, so memory follows the text and not
the markup. A document that declares an entity is refused, which leaves neither expanding entities nor external ones
(expat fetches nothing by itself); bytes, depth and the number of paragraphs are limited.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import unquote
from xml.parsers import expat

from ..project import MAX_BYTES
from ..syntax.tree import Run

MAX_DEPTH = 64
"""Final Draft nests about twelve elements."""
MAX_PARAGRAPHS = 200_000
"""A long feature has 5000."""


@dataclass(slots=True)
class Paragraph:
    """One paragraph as it stands in the file. `before` and `after` are the script notes on both sides of its text;
    `group` the number of the dual dialogue it is in, `omitted` whether it belongs to an omitted scene; `marks` the
    processing instructions of dramac in it; `at` where its text begins, as the file's own notes count."""

    type: str = ""
    runs: list[Run] = field(default_factory=list)
    number: str = ""
    alignment: str = ""
    new_page: bool = False
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    summary: list[Paragraph] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    group: int = 0
    omitted: bool = False
    at: int = 0

    @property
    def plain(self) -> str:
        """The words alone."""
        return "".join(run.text for run in self.runs)


@dataclass(slots=True)
class Document:
    """What a file holds. `capitals` are the types that its settings show in capitals."""

    body: list[Paragraph] = field(default_factory=list)
    title: list[Paragraph] = field(default_factory=list)
    capitals: set[str] = field(default_factory=set)


class Refused(Exception):
    """The file is not what can be read; the text says why, `line` where."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


def read(data: bytes) -> Document:
    """The paragraphs of an .fdx file. Raises Refused for what is no XML, no Final Draft document, or is hostile."""
    if len(data) > MAX_BYTES:
        raise Refused("it is larger than 32 MiB")
    handler = _Handler()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.text
    parser.ProcessingInstructionHandler = handler.mark
    parser.EntityDeclHandler = handler.entity
    handler.line = lambda: parser.CurrentLineNumber
    try:
        parser.Parse(data, True)
    except expat.ExpatError as fault:
        raise Refused(f"it is no XML: {expat.ErrorString(fault.code)}", fault.lineno) from None
    except (LookupError, ValueError) as fault:
        raise Refused(f"its encoding is unknown: {fault}") from None
    handler.place_notes()
    return handler.document


_ROUTES = {
    ("top", "FinalDraft"): "root",
    ("root", "Content"): "body", ("root", "TitlePage"): "front", ("front", "Content"): "title",
    ("root", "ScriptNotes"): "notes", ("root", "ElementSettings"): "settings", ("settings", "FontSpec"): "font",
    ("body", "Paragraph"): "paragraph", ("body", "DualDialogue"): "dual", ("paragraph", "DualDialogue"): "dual",
    ("dual", "Paragraph"): "paragraph", ("paragraph", "OmittedScene"): "omitted", ("omitted", "Paragraph"): "paragraph",
    ("paragraph", "SceneProperties"): "scene", ("scene", "Summary"): "summary", ("summary", "Paragraph"): "lines",
    ("paragraph", "ScriptNote"): "note", ("notes", "ScriptNote"): "note", ("note", "Paragraph"): "lines",
    ("title", "Paragraph"): "lines",
    ("paragraph", "Text"): "text", ("lines", "Text"): "text", ("text", "LineBreak"): "newline",
    ("paragraph", "LineBreak"): "newline",
}
"""What an element means by what stands around it. Anything else, with all that it holds, is passed over."""


class _Handler:
    """Gathers paragraphs from the events of the parser."""

    def __init__(self) -> None:
        self.document = Document()
        self.line: Callable[[], int] = lambda: 0
        self._roles = ["top"]
        self._paragraphs: list[Paragraph] = []
        self._note: list[Paragraph] = []
        self._ranged: list[tuple[str, str]] = []
        self._range = ""
        self._style = ""
        self._capitals = False
        self._settings = ""
        self._groups = self._count = self._units = 0
        self._group = self._omitted = 0

    def entity(self, *_: object) -> None:
        raise Refused("it declares entities, which no screenplay needs and attacks use", self.line())

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._roles) > MAX_DEPTH:
            raise Refused(f"its elements are nested deeper than {MAX_DEPTH}", self.line())
        if len(self._roles) == 1 and name != "FinalDraft":
            raise Refused(f"its first element is {name[:40]}, not FinalDraft", self.line())
        role = _ROUTES.get((self._roles[-1], name), "")
        self._roles.append(role)
        match role:
            case "paragraph" | "lines":
                self._begin(role, attributes)
            case "text":
                style = attributes.get("Style", "").split("+")
                self._style = "".join(letter for letter, word in zip("biu", ("Bold", "Italic", "Underline")) if word in style)
                self._capitals = "AllCaps" in style
            case "newline":
                self._add("\n")
            case "note":
                self._note, self._range = [], attributes.get("Range", "")
            case "dual":
                self._groups += 1
                self._group = self._groups
            case "omitted":
                self._omitted += 1
            case "settings":
                self._settings = attributes.get("Type", "")
            case "font" if "AllCaps" in attributes.get("Style", ""):
                self.document.capitals.add(self._settings)

    def end(self, name: str) -> None:
        match self._roles.pop():
            case "paragraph":
                done = self._paragraphs.pop()
                self._units += 0 if self._group or self._omitted else len(done.plain) + 1
            case "lines":
                self._paragraphs.pop()
            case "note":
                self._end_note()
            case "dual":
                self._group = 0
                self._units += 2
            case "omitted":
                self._omitted -= 1
                self._units += 0 if self._omitted else 2

    def text(self, data: str) -> None:
        if self._roles[-1] == "text":
            self._add(data.upper() if self._capitals else data)

    def mark(self, target: str, data: str) -> None:
        if target == "dramac" and self._paragraphs:
            self._paragraphs[-1].marks.append(unquote(data))

    def _begin(self, role: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MAX_PARAGRAPHS:
            raise Refused(f"it has more than {MAX_PARAGRAPHS} paragraphs", self.line())
        made = Paragraph(attributes.get("Type", ""), number=attributes.get("Number", ""),
                         alignment=attributes.get("Alignment", ""), new_page=attributes.get("StartsNewPage") == "Yes",
                         group=self._group, omitted=self._omitted > 0, at=self._units)
        around = self._roles[-2]
        if role == "paragraph":
            self.document.body.append(made)
        elif around == "title":
            self.document.title.append(made)
        elif around == "summary":
            self._paragraphs[-1].summary.append(made)
        else:
            self._note.append(made)
        self._paragraphs.append(made)

    def _add(self, text: str) -> None:
        """Add `text` to the paragraph at hand; a paragraph of many small pieces stays linear, they are joined later."""
        if self._paragraphs:
            self._paragraphs[-1].runs.append(Run(text.replace("\u2028", "\n").replace("\u2029", "\n"), self._style))

    def _end_note(self) -> None:
        words = "\n".join(one.plain for one in self._note).strip()
        if self._paragraphs:
            target = self._paragraphs[-1]
            (target.after if target.runs else target.before).append(words)
        else:
            self._ranged.append((self._range, words))
        self._note = []

    def place_notes(self) -> None:
        """Give the notes that stand at the end of newer files to the paragraphs that their ranges begin in; a note whose
        range cannot be read goes to the last one."""
        body = [one for one in self.document.body if not one.omitted]
        for range_, words in self._ranged:
            if not words:
                continue
            start = range_.split(",")[0].strip()
            at = int(start) if start.isascii() and start.isdigit() and len(start) < 12 else self._units
            target = _covering(body, at)
            if target is None:
                target = Paragraph("Action")
                self.document.body.append(target)
                body.append(target)
            (target.before if at == target.at else target.after).append(words)


def _covering(body: list[Paragraph], at: int) -> Paragraph | None:
    """The paragraph in which the place `at` lies, or the last one."""
    index = bisect_right(body, at, key=lambda one: one.at) - 1
    return body[max(index, 0)] if body else None
