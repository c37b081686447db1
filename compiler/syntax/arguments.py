"""Cuts the arguments of every directive but `shot` into the terminals of `grammar/directive.lark`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from ...stdlib import vocabulary
from ..base.pattern import Lazy
from . import calls
from .machine import Piece
from .shape import base, joined, seconds, shot
from .subjects import JOINERS, joints

_SIDES = {"left": "left", "right": "right", "左": "left", "右": "right", "左边": "left", "右边": "right",
          "左侧": "left", "右侧": "right", "左方": "left", "右方": "right", "l": "left", "r": "right"}
_FROM = frozenset({"from", "to", "toward", "towards", "via", "从", "向", "往", "自"})
_FRAME = frozenset({"the", "frame", "screen", "camera", "stage", "side"})
_CJK_SIDE = Lazy(r"(.*?)([从向往自]?)([左右][边侧方]?)")
_LEVELS = {"under": "under", "low": "under", "underneath": "under", "bed": "under", "垫底": "under", "铺底": "under",
           "full": "full", "up": "full", "loud": "full", "全": "full", "响": "full"}
_STOPS = frozenset({"stop", "stops", "out", "off", "end", "none", "停", "停止", "停下", "结束"})
_TAKE = Lazy(r"(take|第)?\s{0,9}#?(\d{1,6})\s{0,9}(?:条|次|镜)?", re.IGNORECASE)
_SWITCH = {"off": "OFF", "on": "ON"}
_CODE = Lazy(r"[A-Za-z]\d{3}")
_ID = Lazy(r"[\w.-]{1,64}")
_DEFAULT = Lazy(r"(?:^|[\s,，]+)(default|默认)[\s:：]+", re.IGNORECASE)
_LONGEST_MUSIC = 3

Cutter = Callable[[str, frozenset[str]], list[Piece]]


def _runs(text: str, cast: frozenset[str]) -> list[Piece]:
    """Names and the marks between them."""
    found: list[Piece] = []
    loose: list[Piece] = []
    for piece in base(text):
        if piece.type == "WORD":
            loose.append(piece)
            continue
        found += [*joined(text, loose), piece]
        loose = []
    return found + joined(text, loose)


def _change(text: str, cast: frozenset[str]) -> list[Piece]:
    """Who, `=` or `,`, and all the rest as one name."""
    return _rest_as_name(text, _runs(text, cast), 0)


def _gives(text: str, cast: frozenset[str]) -> list[Piece]:
    """Who, arrow, whom, `,`, and all the rest as one name."""
    pieces = _runs(text, cast)
    arrow = next((index for index, piece in enumerate(pieces) if piece.type == "ARROW"), len(pieces))
    return _rest_as_name(text, pieces, arrow)


def _rest_as_name(text: str, pieces: list[Piece], start: int) -> list[Piece]:
    """Everything after the first `=` or `,` from `start` on becomes one name."""
    for index in range(start, len(pieces)):
        if pieces[index].type in ("COMMA", "EQUALS"):
            return pieces[: index + 1] + joined(text, pieces[index + 1 :])
    return pieces


def _time(text: str, cast: frozenset[str]) -> list[Piece]:
    """The longest lead that names a story time, then the detail; or a story time somewhere in the words."""
    words, modes = base(text), vocabulary("storytimes")
    comma = next((index for index, piece in enumerate(words) if piece.type == "COMMA"), len(words))
    for end in range(min(comma, 5), 0, -1):
        lead = text[words[0].start : words[end - 1].end]
        if id := modes.find(lead):
            mode = Piece("MODE", lead, words[0].start, words[end - 1].end, id)
            after = [words[end]] if end < len(words) and words[end].type == "COMMA" else []
            return [mode, *after, *joined(text, words[end + len(after) :], "TEXT")]
    whole = joined(text, words, "TEXT")
    first = joined(text, words[:comma], "MODE")
    if first and (id := modes.search(first[0].text)):
        return [Piece("MODE", whole[0].text, whole[0].start, whole[0].end, id), *whole]
    return [Piece("UNKNOWN", one.text, one.start, one.end, "storytimes") for one in first]


def _entrance(text: str, cast: frozenset[str]) -> list[Piece]:
    """Who, and at the end the side: `WEI from left`, `WEI, frame left`, `林晚从左边`."""
    words = base(text)
    tail: list[Piece] = []
    while words and words[-1].text.casefold() in _FRAME and len(words) > 1 and _has_side(words):
        words.pop()
    if words and (side := _SIDES.get(words[-1].text.casefold())) and len(words) > 1:
        last = words.pop()
        tail = [Piece("SIDE", last.text, last.start, last.end, side)]
    elif words and (found := _CJK_SIDE.fullmatch(words[-1].text[-12:])) and found.group(2):
        last = words.pop()
        cut = last.end - len(found.group(2)) - len(found.group(3))
        if cut > last.start:
            words.append(Piece("WORD", text[last.start : cut], last.start, cut))
        tail = [Piece("FROM", found.group(2), cut, cut + 1),
                Piece("SIDE", found.group(3), cut + 1, last.end, _SIDES[found.group(3)])]
    while tail and words and words[-1].text.casefold() in _FRAME:
        words.pop()
    if tail and words and words[-1].text.casefold() in _FROM:
        last = words.pop()
        tail.insert(0, Piece("FROM", last.text, last.start, last.end))
    if tail and words and words[-1].type == "COMMA":
        tail.insert(0, words.pop())
    return _runs(text[: words[-1].end] if words else "", cast) + tail


def _has_side(words: list[Piece]) -> bool:
    return any(word.text.casefold() in _SIDES for word in words[-4:])


def _sound(text: str, cast: frozenset[str]) -> list[Piece]:
    """What is heard and, at the end, for how long."""
    words = base(text)
    for back in (2, 1):
        timed = seconds(words, len(words) - back) if len(words) > back else None
        if timed and timed[1] == back and timed[0].type == "SECONDS":
            return [*_runs(text[: words[-back - 1].end], cast), timed[0]]
    return _runs(text, cast)


def _music(text: str, cast: frozenset[str]) -> list[Piece]:
    """Moods, instruments, a level or `stop`, the longest phrase first; a word that is none of them is UNKNOWN."""
    words, found, at = base(text), [], 0
    while at < len(words):
        if words[at].type != "WORD":
            found.append(words[at])
            at += 1
            continue
        last = next((index for index in range(at, len(words)) if words[index].type != "WORD"), len(words))
        for end in range(min(last, at + _LONGEST_MUSIC), at, -1):
            phrase = text[words[at].start : words[end - 1].end]
            if known := _musical(phrase):
                found.append(Piece(known[0], phrase, words[at].start, words[end - 1].end, known[1]))
                at = end
                break
        else:
            if words[at].text.casefold() not in ("and", "with", "music", "&", "和", "音乐"):
                found.append(Piece("UNKNOWN", words[at].text, words[at].start, words[at].end, "moods"))
            at += 1
    return found


def _musical(phrase: str) -> tuple[str, str] | None:
    plain = phrase.casefold()
    if plain in _STOPS:
        return "STOP", "stop"
    if plain in _LEVELS:
        return "LEVEL", _LEVELS[plain]
    for type, name in (("MOOD", "moods"), ("INSTRUMENT", "instruments")):
        if id := vocabulary(name).find(phrase):
            return type, id
    return None


def _title(text: str, cast: frozenset[str]) -> list[Piece]:
    """The words on the screen, quotes taken off, and after a last comma how long they stay."""
    words = base(text)
    tail: list[Piece] = []
    for back in (3, 2):
        comma = len(words) > back and words[-back].type == "COMMA"
        timed = seconds(words, len(words) - back + 1) if comma else None
        if timed and timed[1] == back - 1 and timed[0].type == "SECONDS":
            tail, words = [words[-back], timed[0]], words[:-back]
            break
    return calls.unquoted(joined(text, words, "TEXT")) + tail


def _hold(text: str, cast: frozenset[str]) -> list[Piece]:
    words = base(text)
    if words and (timed := seconds(words, 0)):
        return [timed[0], *words[timed[1] :]]
    return words


def _circle(text: str, cast: frozenset[str]) -> list[Piece]:
    core = text.strip()
    start = len(text) - len(text.lstrip())
    if not (found := _TAKE.fullmatch(core)):
        return _runs(text, cast)
    take = [Piece("TAKE", found.group(1), start, start + len(found.group(1)))] if found.group(1) else []
    number = Piece("NUMBER", found.group(2), start + found.start(2), start + found.end(2), found.group(2))
    return [*take, number]


def _lint(text: str, cast: frozenset[str]) -> list[Piece]:
    words = base(text)
    found: list[Piece] = []
    for index, word in enumerate(words):
        if index == 0 and (switch := _SWITCH.get(word.text.casefold())):
            found.append(Piece(switch, word.text, word.start, word.end))
        elif index == 1 and _CODE.fullmatch(word.text):
            found.append(Piece("CODE", word.text.upper(), word.start, word.end))
        else:
            return found + joined(text, words[index:], "TEXT")
    return found


def _id(text: str, cast: frozenset[str]) -> list[Piece]:
    return [piece if _ID.fullmatch(piece.text) else Piece("NAME", piece.text, piece.start, piece.end)
            for piece in base(text)]


def _fact(text: str, cast: frozenset[str]) -> list[Piece]:
    """All words as one name."""
    return joined(text, base(text))


def _reveals(text: str, cast: frozenset[str]) -> list[Piece]:
    """A fact, all before the arrow as one name; then who learns it."""
    pieces = base(text)
    arrow = next((index for index, piece in enumerate(pieces) if piece.type == "ARROW"), len(pieces))
    fact = joined(text, pieces[:arrow])
    if arrow == len(pieces):
        return fact
    return [*fact, pieces[arrow], *_people(text, pieces[arrow].end, cast)]


def _people(text: str, at: int, cast: frozenset[str]) -> list[Piece]:
    """The names from `at` on, and what stands between them."""
    tail = text[at:]
    cuts = sorted({*(one.span() for one in JOINERS.finditer(tail)), *joints(tail, cast)})
    found: list[Piece] = []
    start = 0
    for first, last in [*cuts, (len(tail), len(tail))]:
        words = tail[start:first].strip()
        if words:
            lead = at + start + len(tail[start:first]) - len(tail[start:first].lstrip())
            found.append(Piece("NAME", " ".join(words.split()), lead, lead + len(words)))
        if first < last:
            found.append(Piece("AND", tail[first:last].strip(), at + first, at + last))
        start = last
    return found


def _beat(text: str, cast: frozenset[str]) -> list[Piece]:
    """One story beat."""
    beats, words = vocabulary("beats"), joined(text, base(text))
    if words and (id := beats.find(words[0].text)):
        return [Piece("BEAT", words[0].text, words[0].start, words[0].end, id)]
    return [Piece("UNKNOWN", one.text, one.start, one.end, "beats") for one in words]


def _slot(text: str, cast: frozenset[str]) -> list[Piece]:
    """What is to be seen, and after `default` what stands there when nobody has paid for it."""
    found = _DEFAULT.search(text)
    if found is None:
        return joined(text, base(text), "TEXT")
    start, tail = found.end(), text[found.end() :]
    word = Piece("DEFAULT", found.group(1), found.start(1), found.end(1))
    after = [Piece(one.type, one.text, one.start + start, one.end + start) for one in joined(tail, base(tail), "TEXT")]
    return [*joined(text, base(text[: found.start()]), "TEXT"), word, *after]


CUTTERS: Mapping[str, Cutter] = MappingProxyType({
    "shot": shot, "look": _runs, "time": _time, "change": _change, "gives": _gives, "entrance": _entrance,
    "sound": _sound, "music": _music, "title": _title, "hold": _hold, "circle": _circle, "lint": _lint, "id": _id,
    "person": _runs, "fact": _fact, "reveals": _reveals, "beat": _beat, "slot": _slot, "nothing": _runs,
    "include": calls.include, "use": calls.use, "set": calls.set_, "variant": calls.variant,
})
