"""One line of each kind: text in, laid-out text out. What a line says is never touched, only how it stands."""

from __future__ import annotations

import re

from ..syntax.cues import is_dual, is_parenthetical, read_cue
from ..syntax.headings import read_heading
from ..syntax.rows import Row
from ..syntax.title_page import read_key
from ..syntax.transitions import ends_in_to
from ..syntax.words import Words

SPACE = " \t\u3000\xa0\x0b\x0c\r"
TAB = "    "
HELD = "  "
_GAP = re.compile(r"[ \t\xa0]+")
_DASH = re.compile(r"[-–—－―]+")
_PREFIX = re.compile(r"[A-Za-z./]{0,12}[A-Za-z]\.")
_MARKS = str.maketrans({"（": "(", "）": ")", "＠": "@", "：": None, ":": None, **dict.fromkeys(SPACE)})


def lay_line(kind: str, text: str) -> str:
    """A line of the lexer's `kind`, without its line end."""
    match kind:
        case "ACTION" | "ACTION_MORE":
            return _action(text, kind == "ACTION")
        case "DIALOGUE":
            return HELD if text == HELD else text.strip(SPACE)
        case "HEADING":
            return _heading(text.strip(SPACE))
        case "CUE" | "DUAL":
            return _cue(text.strip(SPACE))
        case "PARENTHETICAL" | "PARENTHETICAL_MORE":
            return _parenthetical(text.strip(SPACE), kind)
        case "TITLE_KEY":
            return _title_key(text.strip(SPACE))
        case "TITLE_VALUE":
            return TAB + text.strip(SPACE)
    return _marked(text.strip(SPACE), kind)


def _words(text: str) -> Words:
    return Words(Row(text, 0, len(text)), "")


def _title_key(text: str) -> str:
    key, value = read_key(_words(text))
    return f"{key.text}: {value.text}".rstrip() if key.end < len(text) else text


def _action(text: str, first: bool) -> str:
    """Spaces on the left are kept, except before `!`. A space after `CUT TO:` says that it is action."""
    kept = text.replace("\t", TAB).rstrip()
    core = kept.lstrip()
    if core.startswith("!"):
        return core
    return kept + " " if first and text.endswith((" ", "\t")) and ends_in_to(core) else kept


def _heading(text: str) -> str:
    """A heading in the order setting, place, time, number; one in another order loses only spaces."""
    node = read_heading(_words(text))
    place, time = node.place.span, node.time.span if node.time else None
    if place.start >= place.end or (time and time.start < place.end):
        laid = _squeezed(text)
    else:
        lead = _squeezed(text[: place.start])
        laid, end = lead + (" " if _PREFIX.fullmatch(lead) else "") + node.place.text, place.end
        if time and node.time:
            laid, end = laid + _divider(text[place.end : time.start]) + node.time.text, time.end
        tail = _squeezed(text[end:])
        laid += f" {tail.strip(SPACE)}" if node.number and tail.strip(SPACE).startswith("#") else tail
    kept = "".join(laid.split()) == "".join(text.split())
    return laid if kept and read_heading(_words(laid)) == node else text


def _divider(text: str) -> str:
    """What stands between place and time. A long dash without spaces is good typography and stays."""
    mark = text.strip(SPACE)
    return f" {mark} " if _DASH.fullmatch(mark) and mark != text else _squeezed(text)


def _cue(text: str) -> str:
    name, extensions = read_cue(_words(text))
    laid = "@" if text[:1] in ("@", "＠") else ""
    laid += " ".join([name.text, *(f"({one.text})" for one in extensions), *(["^"] if is_dual(text) else [])])
    kept = laid.translate(_MARKS) == text.translate(_MARKS)
    again, others = read_cue(_words(laid))
    return laid if kept and (again, others) == (name, extensions) else text


def _parenthetical(text: str, kind: str) -> str:
    """`（softly）` in plain brackets; one that two lines share opens on the first and closes on the second."""
    opens, closes = kind == "PARENTHETICAL", kind != "PARENTHETICAL" or is_parenthetical(text)
    if opens:
        text = "(" + text[1:].lstrip(SPACE)
    if closes and text.endswith((")", "）")) and len(text) > 1:
        text = text[:-1].rstrip(SPACE) + ")"
    return text


def _marked(text: str, kind: str) -> str:
    """Elements that begin with a mark: one space after it."""
    match kind:
        case "CENTRED" if inner := text[1:-1].strip(SPACE):
            return f"> {inner} <"
        case "TRANSITION" if text[:1] == ">":
            return f"> {text[1:].strip(SPACE)}"
        case "SECTION":
            words = text.lstrip("#")
            return text[: len(text) - len(words)] + " " + words.strip(SPACE)
        case "SYNOPSIS":
            return f"= {text[1:].strip(SPACE)}"
    return text


def _squeezed(text: str) -> str:
    return _GAP.sub(" ", text)
