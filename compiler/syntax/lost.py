"""What is read as plain text or as a comment, and is surely meant otherwise: cues that Fountain does not know as such, and
directives that lost a mark. Only names of the cast and words of the vocabularies make it sure, so a script without a bible
is never doubted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ...stdlib import vocabulary
from ..base.pattern import Lazy
from .arguments import CUTTERS
from .cues import core
from .machine import Mismatch, Piece, match

_LONGEST_NAME, _LONGEST_LEAD, _LONGEST_TEXT = 24, 60, 1000
_BRACKET = Lazy(r"[(（][^()（）]{1,40}[)）]")
_COLON = Lazy(r"\s{0,3}[:：]\s{0,9}(?=[^\s\d])")
_SINGLE = Lazy(r"[\[【]\s{0,3}([^\W\d_][\w-]{0,19})\s{0,9}[:：]([^\[\]【】]{1,1000})[\]】]{1,2}")
_FRAMES = frozenset({"SIZE", "COMPOSITION", "ANGLE", "MOVE"})
_SURE = frozenset({"gives", "set", "variant", "music", "hold", "circle", "beat", "lint"})
_SCRIPTS = (".fountain", ".drama")


def small_cue(text: str, after: str, names: Mapping[str, str]) -> str:
    """The name of the cast that a stripped line of action is, but for its capitals, above the line `after`; empty where it
    is none, and where the line below goes on in small letters as a sentence does. `names` go by their casefold."""
    if len(text) > _LONGEST_LEAD:
        return ""
    name = core(text)
    known = names.get(name.casefold(), "")
    return known if known and (name[0].islower() or not after[0].islower()) else ""


def unknown_cue(text: str, after: str) -> bool:
    """Whether a stripped line of action is as short as a name, and the line `after` nothing but words in brackets, as they say
    how a line is spoken."""
    bracket = _BRACKET.fullmatch(after.strip()[:_LONGEST_LEAD])
    if bracket is None or len(text) > _LONGEST_NAME:
        return False
    name = core(text)
    words = name.split()
    return 0 < len(words) <= 3 and name.replace(" ", "").isalpha() and all(not word[0].islower() for word in words)


def stage_line(text: str, names: Mapping[str, str]) -> tuple[str, int, int, int] | None:
    """The name of the cast that opens a stripped line as in a stage play (`LIN: You came.`): the name as declared, where it
    ends as written, where its extensions end, and where the words begin. None where there is none."""
    found = _COLON.search(text, 0, _LONGEST_LEAD)
    if found is None:
        return None
    lead = text[: found.start()]
    name = core(lead)
    known = names.get(name.casefold(), "")
    if not known or name[0].islower() or not any(map(str.isalnum, text[found.end() :])):
        return None
    return known, len(name), found.start(), found.end()


def as_cue(name: str) -> str:
    """How a declared name is written as a cue that every Fountain app reads."""
    return name if name.isupper() else f"@{name}"


def single_brackets(text: str, shapes: Mapping[str, str], cast: frozenset[str]) -> str:
    """The kind of the directive that a stripped line of action holds in single brackets (`[shot: CU LIN]`), or the empty
    string. What stands behind the colon must fit that kind."""
    found = _SINGLE.fullmatch(text)
    kind = vocabulary("directives").find(found.group(1)) if found else None
    if found is None or kind is None or shapes[kind] in ("id", "nothing"):
        return ""
    return kind if _pieces(shapes[kind], found.group(2), cast) else ""


def without_colon(shape: str, text: str, cast: frozenset[str]) -> bool:
    """Whether the words `text` behind the name of a directive of `shape`, its colon missing, can be nothing but its
    arguments. `[[shot of the day?]]` fits a shot, and is none."""
    pieces = _pieces(shape, text, cast) if len(text) <= _LONGEST_TEXT else []
    if not pieces:
        return False
    if shape in _SURE:
        return shape != "gives" or _is_cast(pieces[:1], cast)
    sure = _TELLING.get(shape)
    return sure is not None and sure(pieces, cast)


def _pieces(shape: str, text: str, cast: frozenset[str]) -> list[Piece]:
    """The terminals of the arguments `text`; none where they do not fit the shape."""
    pieces = CUTTERS[shape](text, cast)
    if any(piece.type in ("UNKNOWN", "OS") for piece in pieces):
        return []
    try:
        match(shape, pieces)
    except Mismatch:
        return []
    return pieces


def _is_cast(pieces: Sequence[Piece], cast: frozenset[str]) -> bool:
    """Whether all names among `pieces` are of the cast."""
    known = {name.casefold() for name in cast}
    return all(piece.text.casefold() in known for piece in pieces if piece.type == "NAME")


def _is_framed(pieces: Sequence[Piece], cast: frozenset[str]) -> bool:
    return any(piece.type in _FRAMES for piece in pieces) and _is_cast(pieces, cast)


def _is_moment(pieces: Sequence[Piece], cast: frozenset[str]) -> bool:
    return len(pieces) == 1 or pieces[1].type == "COMMA"


_TELLING: Mapping[str, Callable[[Sequence[Piece], frozenset[str]], bool]] = {
    "shot": _is_framed, "entrance": _is_cast, "person": _is_cast, "time": _is_moment,
    "change": lambda pieces, cast: _is_cast(pieces[:1], cast),
    "sound": lambda pieces, cast: vocabulary("sounds").find(pieces[0].text) is not None,
    "include": lambda pieces, cast: pieces[0].text.casefold().endswith(_SCRIPTS),
    "use": lambda pieces, cast: any(piece.type == "OPEN" for piece in pieces),
}
