"""From a writer's free words to ids and colours of the standard library."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ...stdlib import vocabulary
from ..base.pattern import Lazy

_HEX = Lazy(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_BREAK = Lazy(r"[,，、;；]")
_MIX = {"pale": ("#ffffff", 0.45), "dark": ("#000000", 0.45), "bright": ("#ffffff", 0.12)}


def split_words(text: str) -> list[str]:
    """`LIN, 林晚` as two, at commas and semicolons of any width."""
    return [part.strip() for part in _BREAK.split(text) if part.strip()]


def pick(name: str, *texts: str) -> str:
    """The id of vocabulary `name` that the first of `texts` with one names or contains; empty when none does."""
    words = vocabulary(name)
    for text in texts:
        id = (words.find(text) or words.search(text)) if text else None
        if id:
            return id
    return ""


def pick_all(name: str, texts: Iterable[str]) -> tuple[str, ...]:
    """All ids of vocabulary `name` that `texts` name or contain, in order, each once."""
    words = vocabulary(name)
    found: dict[str, None] = {}
    for text in texts:
        whole = words.find(text)
        for id in (whole,) if whole else (one.id for one in words.matches(text)):
            found.setdefault(id)
    return tuple(found)


def colour(text: str, name: str = "colours") -> str | None:
    """The colour that `text` names as `#rrggbb`: a hex code, or a word of vocabulary `name`; None when neither."""
    written = text.strip()
    if _HEX.fullmatch(written):
        return _full(written)
    id = vocabulary(name).find(written)
    if id is not None:
        return str(vocabulary(name).entries[id]["hex"])
    inside = colours_in(written, name) or (colours_in(written) if name != "colours" else ())
    return inside[0] if inside else None


def colours_in(text: str, name: str = "colours") -> tuple[str, ...]:
    """All colours in free text, in order, as `#rrggbb`. "pale" and "dark" before a colour shade it."""
    if name != "colours" or not _HEX.search(text):
        found = vocabulary(name).matches(text)
        return tuple(dict.fromkeys(_shaded(text, one.start, _hex(name, one.id)) for one in found))
    return tuple(dict.fromkeys(_full(one) for one in _HEX.findall(text)))


def mix(one: str, other: str, share: float) -> str:
    """The colour `share` (0 to 1) of the way from `one` to `other`, channel by channel in sRGB."""
    parts = zip(rgb(one), rgb(other))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in parts)


def rgb(code: str) -> tuple[int, int, int]:
    """The channels of `#rrggbb`, 0 to 255."""
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


def three(given: Sequence[str]) -> tuple[str, ...]:
    """Main, second and trim colour out of one or more: what is missing is shaded from the main one."""
    own = list(given[:3])
    if len(own) == 1:
        own.append(mix(own[0], "#000000", 0.35))
    if len(own) == 2:
        own.append(mix(own[0], "#ffffff", 0.6))
    return tuple(own)


def _hex(name: str, id: str) -> str:
    return str(vocabulary(name).entries[id]["hex"])


def _full(code: str) -> str:
    """`#abc` and `#AABBCC` as `#aabbcc`."""
    body = code[1:].lower()
    return "#" + ("".join(one * 2 for one in body) if len(body) == 3 else body)


def _shaded(text: str, start: int, code: str) -> str:
    """`code`, shaded by the word before `start` if that is a shade."""
    lead = text[max(0, start - 12) : start].rstrip(" -").casefold()
    shades: Mapping[str, Any] = vocabulary("colours").facts["shades"]
    for shade, words in shades.items():
        for word in words:
            if lead.endswith(word) and not (word.isascii() and lead[: -len(word)][-1:].isalpha()):
                toward, share = _MIX[shade]
                return mix(code, toward, share)
    return code
