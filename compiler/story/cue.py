"""Cues: who speaks, and through which channel the voice comes."""

from __future__ import annotations

import re
from functools import lru_cache

from ...stdlib import fold, vocabulary
from ..base.nodes import node, replace
from ..base.pattern import Lazy
from ..base.source import Span
from ..bible.names import Names
from ..bible.nodes import Bible
from ..syntax.tree import Name, Speech
from .lowered import Unresolved

_AND = Lazy(r"\s+(?:and|&|＆|\+)\s+|\s*[&＆/／、，,]\s*", re.IGNORECASE)
_WITH = Lazy(r"[和与跟及]")
_NUMBER = Lazy(r"^(.*\D)[ ]?[#＃№][ ]?(\d{1,4})$|^(.*\D) (\d{1,4})$")
_VOICE = Lazy(r"^(.+?)(?:['’]s?)? voice$|^(.+?)的?(?:声音|画外音)$", re.IGNORECASE)
_CONTINUED = Lazy(r"^(?:cont(?:'|’)?d?\.?|continu\w*|more|续|接上)$", re.IGNORECASE)
_CONTD = Lazy(r"^\s*(?:cont(?:['’]?d)?\.?|continued|continuing|[续續接]|接上)\s*$|\bcont['’]d\b", re.IGNORECASE)
_SPEAKERS = 8
"""How many people may share a cue; a longer list is read as one name."""


@node
class Cue:
    """`speakers` are cast ids or names of extras, `channel` one of stdlib `channels` or empty; `notes` the extensions
    that are neither a channel nor CONT'D, which say how the lines are spoken; `continued` where CONT'D stands."""

    speakers: tuple[str, ...]
    channel: str = ""
    notes: tuple[Name, ...] = ()
    continued: Span | None = None


def read_cue(speech: Speech, bible: Bible, names: Names) -> tuple[Cue, tuple[Unresolved, ...]]:
    """Who speaks `speech`, and how it is heard; names that nobody declared are kept as extras and noted."""
    text = " ".join(speech.cue.text.split())
    whole = speaker(text, bible, names)
    if whole is not None and not speech.extensions:
        return Cue((whole,)), ()
    channel, notes = _extensions(speech.extensions)
    again = next((one.span for one in speech.extensions if _is_contd(one.text)), None)
    if whole is not None:
        return Cue((whole,), channel, notes, again), ()
    written = Name(text, speech.cue.span)
    voice = _VOICE.match(written.text)
    owner = speaker(voice[1] or voice[2], bible, names) if voice else None
    if owner is not None:
        return Cue((owner,), channel or "os", notes, again), ()
    parts = split_names(written.text, bible, names)
    known = [(part, speaker(part, bible, names)) for part in parts]
    unresolved = tuple(
        Unresolved("speaker", part, names.nearest("cast", part) or "", span=_inside(written, part, speech.cue.text))
        for part, found in known if found is None)
    speakers = tuple(dict.fromkeys(found or part.upper() for part, found in known))
    return Cue(speakers, channel, notes, again), unresolved


def speaker(text: str, bible: Bible, names: Names) -> str | None:
    """The cast id, or the name of a declared extra (`GUARD #2`), that `text` names; None where nobody is."""
    found = names.find("cast", text)
    if found is not None:
        return found
    numbered = _NUMBER.match(text)
    base, number = (numbered[1] or numbered[3], numbered[2] or numbered[4]) if numbered else (text, "")
    for extra in bible.extras:
        if fold(extra) == fold(text):
            return extra
        if number and fold(extra) == fold(base):
            return f"{extra} #{number}"
    return None


def split_names(text: str, bible: Bible, names: Names) -> tuple[str, ...]:
    """The names joined in `text` (`MEI AND CHUAN`, `林晚和顾深`). The Chinese conjunctions also occur inside names, so
    they only split where every part is somebody."""
    parts = tuple(part.strip() for part in _AND.split(text) if part.strip())
    if not 1 <= len(parts) <= _SPEAKERS:
        return (text,)
    if len(parts) == 1:
        joined = tuple(part.strip() for part in _WITH.split(text))
        if 1 < len(joined) <= _SPEAKERS and all(part and speaker(part, bible, names) for part in joined):
            return joined
    return parts


def _extensions(written: tuple[Name, ...]) -> tuple[str, tuple[Name, ...]]:
    channel, notes = "", []
    for one in written:
        found, goes_on = _extension(one.text)
        if found is not None:
            channel = channel or found
        elif not goes_on:
            notes.append(one)
    return channel, tuple(notes)


@lru_cache(256)
def _extension(text: str) -> tuple[str | None, bool]:
    """The channel that an extension names, and whether it says that somebody goes on speaking."""
    channels = vocabulary("channels")
    return channels.find(text) or channels.search(text), _CONTINUED.match(text.strip()) is not None


@lru_cache(256)
def _is_contd(text: str) -> bool:
    """Whether CONT'D stands in an extension."""
    return _CONTD.search(text) is not None


def _inside(cue: Name, part: str, written: str) -> Span:
    """Where `part` stands in the source of the cue."""
    at = written.find(part)
    if at < 0 or cue.span.end - cue.span.start != len(written):
        return cue.span
    return replace(cue.span, start=cue.span.start + at, end=cue.span.start + at + len(part))
