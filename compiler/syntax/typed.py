"""The arguments of directives, typed: from the parts that the grammar has matched to what `tree.Directive` holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from ..base.diagnostic import Diagnostic
from ..base.source import Span
from .errors import finding
from .machine import Piece
from .shots import build_shot
from .tree import Name

_LONGEST_SECONDS, _MOST_TAKES = 600.0, 9999

Parts = Sequence[tuple[str, list[Piece]]]
Place = Callable[[Piece], Span]
Built = tuple[dict[str, object], list[Diagnostic]]


def _names(parts: Parts, place: Place) -> list[Name]:
    return [Name(pieces[0].text, place(pieces[0])) for kind, pieces in parts if kind == "NAME"]


def _first(parts: Parts, kind: str) -> Piece | None:
    return next((pieces[0] for name, pieces in parts if name == kind), None)


def _length(parts: Parts, place: Place) -> tuple[float | None, list[Diagnostic]]:
    """The length of time among `parts`, and what is wrong with it."""
    piece = _first(parts, "SECONDS") or _first(parts, "NUMBER")
    if piece is None:
        return None, []
    value = float(piece.id)
    if 0 < value <= _LONGEST_SECONDS:
        return value, []
    limits = f"more than 0 and at most {_LONGEST_SECONDS:.0f} seconds"
    return value, [finding("D124", place(piece), what=f"`{piece.text}`", range=limits)]


def _shot(parts: Parts, place: Place, cast: frozenset[str]) -> Built:
    spec, found = build_shot(parts, place, cast)
    return {"spec": spec}, found + _length(parts, place)[1]


def _look(parts: Parts, place: Place, cast: frozenset[str]) -> Built:
    return {"look": _names(parts, place)[0]}, []


def _time(parts: Parts, place: Place, cast: frozenset[str]) -> Built:
    mode, detail = _first(parts, "MODE"), _first(parts, "TEXT")
    return {"mode": mode.id if mode else "", "detail": detail.text if detail else ""}, []


def _change(parts: Parts, place: Place, cast: frozenset[str]) -> Built:
    who, what = _names(parts, place)
    return {"who": who, "what": what}, []


def _gives(parts: Parts, place: Place, cast: frozenset[str]) -> Built:
    who, to, what = _names(parts, place)
    return {"who": who, "to": to, "what": what}, []


def _entrance(parts: Parts, place: Place, cast: frozenset[str]) -> Built:
    side = _first(parts, "SIDE")
    return {"who": _names(parts, place)[0], "side": side.id if side else ""}, []


def _sound(parts: Parts, place: Place, cast: frozenset[str]) -> Built:
    length, found = _length(parts, place)
    return {"sound": _names(parts, place)[0], "seconds": length}, found


def _music(parts: Parts, place: Place, cast: frozenset[str]) -> Built:
    def ids(kind: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(pieces[0].id for name, pieces in parts if name == kind))

    level = _first(parts, "LEVEL")
    return {"mood": ids("MOOD"), "instruments": ids("INSTRUMENT"), "level": level.id if level else "under",
            "stop": _first(parts, "STOP") is not None}, []


def _title(parts: Parts, place: Place, cast: frozenset[str]) -> Built:
    text = _first(parts, "TEXT")
    length, found = _length(parts, place)
    return {"text": text.text if text else "", "seconds": length}, found


def _hold(parts: Parts, place: Place, cast: frozenset[str]) -> Built:
    length, found = _length(parts, place)
    return {"seconds": length or 0.0}, found


def _circle(parts: Parts, place: Place, cast: frozenset[str]) -> Built:
    number = _first(parts, "NUMBER")
    take = int(number.id) if number else 0
    if number and not 1 <= take <= _MOST_TAKES:
        limits = f"takes count from 1 to {_MOST_TAKES}"
        return {"take": take}, [finding("D124", place(number), what=f"take {take}", range=limits)]
    return {"take": take}, []


def _lint(parts: Parts, place: Place, cast: frozenset[str]) -> Built:
    code, reason = _first(parts, "CODE"), _first(parts, "TEXT")
    return {"off": _first(parts, "OFF") is not None, "code": code.text if code else "",
            "reason": reason.text if reason else ""}, []


def _id(parts: Parts, place: Place, cast: frozenset[str]) -> Built:
    return {"id": line_of(parts, place)}, []


def _person(parts: Parts, place: Place, cast: frozenset[str]) -> Built:
    return {"who": _names(parts, place)[0]}, []


def _fact(parts: Parts, place: Place, cast: frozenset[str]) -> Built:
    return {"what": _names(parts, place)[0]}, []


def _reveals(parts: Parts, place: Place, cast: frozenset[str]) -> Built:
    what, *to = _names(parts, place)
    return {"what": what, "to": tuple(to)}, []


def _beat(parts: Parts, place: Place, cast: frozenset[str]) -> Built:
    return {"beat": parts[0][1][0].id}, []


def _slot(parts: Parts, place: Place, cast: frozenset[str]) -> Built:
    texts = [pieces[0].text for kind, pieces in parts if kind == "TEXT"]
    return {"text": texts[0], "default": texts[1] if len(texts) > 1 else ""}, []


def _nothing(parts: Parts, place: Place, cast: frozenset[str]) -> Built:
    return {}, []


def _include(parts: Parts, place: Place, cast: frozenset[str]) -> Built:
    return {"path": _name(parts[0][1][0], place)}, []


def _use(parts: Parts, place: Place, cast: frozenset[str]) -> Built:
    given = tuple((_name(pieces[0], place), _name(pieces[2], place)) for kind, pieces in parts if kind == "given")
    return {"macro": _name(parts[0][1][0], place), "given": given}, []


def _set(parts: Parts, place: Place, cast: frozenset[str]) -> Built:
    return {"variable": _name(parts[0][1][0], place), "value": _name(parts[2][1][0], place)}, []


def _variant(parts: Parts, place: Place, cast: frozenset[str]) -> Built:
    conditions = tuple(
        (_name(pieces[0], place), tuple(_name(one, place) for one in pieces[2:] if one.type == "WORD"))
        for kind, pieces in parts if kind == "condition")
    return {"conditions": conditions}, []


def _name(piece: Piece, place: Place) -> Name:
    return Name(piece.text, place(piece))


def line_of(parts: Parts, place: Place) -> Name:
    """The name of a line in `[[id: …]]` or `[[same-as: …]]`."""
    piece = parts[0][1][0]
    return Name(piece.text, place(piece))


ARGUMENTS: Mapping[str, Callable[[Parts, Place, frozenset[str]], Built]] = MappingProxyType({
    "shot": _shot, "look": _look, "time": _time, "change": _change, "gives": _gives, "entrance": _entrance,
    "sound": _sound, "music": _music, "title": _title, "hold": _hold, "circle": _circle, "lint": _lint, "id": _id,
    "person": _person, "fact": _fact, "reveals": _reveals, "beat": _beat, "slot": _slot, "nothing": _nothing,
    "include": _include, "use": _use, "set": _set, "variant": _variant,
})
