"""Speeches: each stretch of dialogue becomes a line, with who says it, how, and in which languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from ..base.nodes import node
from ..base.source import Span
from ..bible.names import Names
from ..bible.nodes import Bible
from ..syntax.tree import Dialogue, Parenthetical, Speech
from .cue import Cue
from .delivery import Delivery, read_delivery, read_pause
from .nodes import Beat, Hold, Line, Reuse, ShotAsk, make_line
from .text import one_line

_PLAIN = Delivery()
_CLOSE_UPS = frozenset(("mcu", "cu", "bcu", "ecu"))


@node
class Declared:
    """What every element of one script is read against: the declarations, the language and its translations (language
    to line id or source text to words). `cues` are those without extensions that were read already, by their text."""

    bible: Bible
    names: Names
    language: str
    translations: Mapping[str, Mapping[str, str]]
    cues: dict[str, Cue] = field(default_factory=dict, compare=False, repr=False)

    def words(self, text: str, *keys: str) -> tuple[tuple[str, str], ...]:
        """`text` by language: the script's own first, then every translation found under a key or under `text`."""
        if not self.translations:
            return ((self.language, text),)
        found = [(self.language, text)]
        for language in sorted(self.translations):
            known = self.translations[language]
            words = next((known[key] for key in (*keys, text) if key and known.get(key, "").strip()), "")
            if words and language != self.language:
                found.append((language, words))
        return tuple(found)


def read_speech(speech: Speech, cue: Cue, index: int, asked: ShotAsk | None, declared: Declared) -> list[Beat]:
    """The beats of `speech`, which `cue` introduces: lines counted from `index`, and the pauses between them. `asked` is
    the writer's framing that stands: V.O. over one's own close-up is inner voice."""
    channel = "inner" if cue.channel == "vo" and _is_close_up(asked, cue.speakers) else cue.channel
    how = _PLAIN
    for note in cue.notes:
        how = read_delivery(note.text, how)
    beats: list[Beat] = []
    again = cue.continued
    for part in speech.parts:
        if isinstance(part, Parenthetical):
            pause = read_pause(part.text.plain)
            if pause is not None:
                beats.append(Hold(pause, part.span))
            else:
                how = read_delivery(part.text.plain, how)
            continue
        text = one_line(part.text.plain)
        if text:
            beats.append(_line(part, text, index, cue.speakers, channel, how, speech.dual, again, declared))
            again = None
            index += 1
    return beats


def _line(part: Dialogue, text: str, index: int, speakers: tuple[str, ...], channel: str, how: Delivery, dual: bool,
          continued: Span | None, declared: Declared) -> Line:
    id = part.id.text if part.id else ""
    reused = Reuse(part.same_as.text, part.same_as.span) if part.same_as else None
    words = declared.words(text, id, reused.id if reused else "", part.text.plain)
    return make_line(index, id, speakers, words, channel, how.emotion, how.intensity, how.manner, how.words, part.lyric,
                     dual, reused, part.span, continued)


def _is_close_up(asked: ShotAsk | None, speakers: tuple[str, ...]) -> bool:
    return asked is not None and asked.size in _CLOSE_UPS and asked.subjects == speakers and len(speakers) == 1
