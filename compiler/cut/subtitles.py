"""Subtitles: the words of a line in cues of few short rows, timed to the voice.

Durations (5/6 s to 7 s), the two-frame gap, the out-time up to half a second past the voice and breaks after
punctuation are those of the Netflix Timed Text Style Guide, General Requirements. Row lengths come with the version.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from ..base.nodes import node
from ..base.pattern import ByScript, Lazy
from .time import language_facts, share

SHORTEST, LONGEST, PAST_VOICE = 5 / 6, 7.0, 0.5
GAP = 2
SMALLER = 1.4
"""How many more characters a row of a second language holds: it is set at about seven tenths of the size."""
READING_SPEED = {"ja": 4.0, "ko": 12.0}
OTHER_SPEED = 17.0
"""Characters a second that an adult reads, for languages of which the stdlib does not tell it (Netflix guides)."""
_SENTENCE_END, _CLAUSE_END, _PLAIN = 3, 2, 1
_HANG = 2
"""Columns that a mark of punctuation may hang out over its row."""
_ROW_BREAK = {_PLAIN: 0, _CLAUSE_END: 14, _SENTENCE_END: 18}
"""How uneven two rows may be, in half-width characters, for the sake of a break after a mark."""
_WIDE = r"\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff"
_TOKEN = ByScript(*(
    rf"{wide}[“‘「『（《(\"]+|[，。！？；：、…—”’」』）》]+|[^\s{wide[1:-2]}，。！？；：、…—”’」』）》“‘「『（《]+|\s+"
    for wide in (f"[{_WIDE}]|", "")))
_OPENING = Lazy(r"[“‘「『（《(\"]+$")
_LEANING = Lazy(r"[第这那哪每某几两半不没别很最太更再把被让对从向跟和与或但而一二三四五六七八九十百千万]")
"""What never ends a row in the middle of a clause: numbers before what they count, and words that lean on the next one."""
_CLOSING = Lazy(r"[，。！？；：、…—”’」』）》了着过的得吗呢吧啊呀么们]")
"""What never begins a row: closing marks, and the particles of Chinese that lean on the word before them."""
_STRONG, _WEAK = Lazy(r"[.。!！?？…][\"'”’」』）)]*$"), Lazy(r"[,，、;；:：—-][\"'”’」』）)]*$")

Rows = tuple[str, ...]


@node
class Cue:
    """A subtitle on the clock of the film: frames `[start, stop)` and rows of (language, words)."""

    start: int
    stop: int
    rows: tuple[tuple[str, str], ...]


@node
class _Word:
    """A piece that is never broken. `room` is the space before it, in half-width characters; `end` how good a break
    after it is."""

    text: str
    width: int
    room: int
    end: int


def cues_of(texts: Sequence[tuple[str, str]], start: int, stop: int, limit: int, columns: int,
            fps: int) -> tuple[Cue, ...]:
    """The cues of a line that is spoken in frames `[start, stop)`. `texts` are (language, words), top row first;
    `limit` the frame that no cue may pass (where the next line begins)."""
    shown = [(language, words.strip()) for language, words in texts if words.strip()]
    if not shown or stop <= start:
        return ()
    room = max(1, int((stop - start) / fps / SHORTEST))
    pieces = _pieces_of(shown, columns, 1 if len(shown) > 1 else 2)
    if len(shown) == 2 and max(map(len, pieces)) > room:
        pieces = _pieces_of(shown, columns, 2)
    count = max(map(len, pieces))
    # A language that needs fewer cues holds each of them while the other one goes on.
    held = [[one[at * len(one) // count] for at in range(count)] for one in pieces]
    weights = [sum(_reading(one[at], language) for one, (language, _) in zip(held, shown, strict=True))
               for at in range(count)]
    texts_of = [tuple((language, row) for one, (language, _) in zip(held, shown, strict=True) for row in one[at])
                for at in range(count)]
    return _timed(texts_of, weights, start, stop, limit, fps)


def _pieces_of(shown: Sequence[tuple[str, str]], columns: int, rows: int) -> list[tuple[Rows, ...]]:
    """Every text in cues: the first language in `rows` rows; further ones, which are set smaller, in two longer rows."""
    first = shown[0][0]
    return [split_cues(words, columns, rows) if language == first else split_cues(words, int(columns * SMALLER), 2)
            for language, words in shown]


def too_fast(cues: Sequence[Cue], fps: int) -> tuple[str, ...]:
    """The languages that have more characters a second than people read, in some of the `cues` of a line. Rows that
    stand on while another language goes to its next ones have the time of all of these."""
    languages = dict.fromkeys(language for cue in cues for language, _ in cue.rows)
    return tuple(language for language in languages if _hurries(cues, language, fps))


def _hurries(cues: Sequence[Cue], language: str, fps: int) -> bool:
    shown: list[tuple[Rows, int, int]] = []
    for cue in cues:
        rows = tuple(words for own, words in cue.rows if own == language)
        if shown and shown[-1][0] == rows:
            shown[-1] = (rows, shown[-1][1], cue.stop)
        else:
            shown.append((rows, cue.start, cue.stop))
    return any(sum(map(len, rows)) > (stop - start) / fps * _speed(language) * 1.2 for rows, start, stop in shown)


def width(text: str) -> int:
    """The room that `text` takes, in half-width characters: 2 for a full-width one."""
    full = "WFA" if _cjk(text) else "WF"
    return sum(2 if unicodedata.east_asian_width(one) in full else 0 if unicodedata.combining(one) else 1
               for one in text)


def split_cues(text: str, columns: int, rows: int) -> tuple[Rows, ...]:
    """`text` in cues of up to `rows` rows of `columns` half-width characters, broken after sentences and clauses."""
    words = _words(text, columns)
    found: list[Rows] = []
    at = 0
    while at < len(words):
        end = _best_end(words, at, _reach(words, at, columns, rows), columns)
        found.append(_wrap(words[at:end], columns, rows))
        at = end
    return tuple(found)


def _timed(rows: Sequence[tuple[tuple[str, str], ...]], weights: Sequence[float], start: int, stop: int, limit: int,
           fps: int) -> tuple[Cue, ...]:
    shortest, longest = int(SHORTEST * fps + 0.999), int(LONGEST * fps)
    end = max(min(limit, stop + int(PAST_VOICE * fps)), min(stop, limit))
    spans = share(stop - start, _at_least(weights, stop - start, shortest))
    found, at = [], start
    for index, (one, length) in enumerate(zip(rows, spans, strict=True)):
        last = index == len(rows) - 1
        if last:
            until = max(at + length, min(end, max(at + shortest, stop)))
        else:
            stays = set(one) & set(rows[index + 1])
            until = max(at + 1, at + length - (0 if stays else GAP))
        until = min(until, at + longest, max(end, at + 1))
        if one and length and until > at:
            found.append(Cue(at, until, one))
        at += length
    return tuple(found)


def _at_least(weights: Sequence[float], total: int, shortest: int) -> list[float]:
    """`weights` raised so that no share of `total` falls below `shortest` frames, where there is room for that."""
    whole = sum(weights)
    if not whole or len(weights) * shortest >= total:
        return [1.0] * len(weights)
    spare = total - len(weights) * shortest
    plain = [one / whole * total for one in weights]
    if min(plain) >= shortest:
        return list(weights)
    over = [max(0.0, one - shortest) for one in plain]
    return [shortest + spare * (one / sum(over)) for one in over]


def _words(text: str, columns: int) -> list[_Word]:
    found: list[_Word] = []
    room, opening = 0, ""
    for token in _TOKEN.of(text).findall(text):
        if token.isspace():
            room = 1
        elif found and not room and not opening and _CLOSING.match(token) and found[-1].width + width(token) <= columns + _HANG:
            last = found.pop()
            found.append(_word(last.text + token, last.room))
        elif _OPENING.match(token) or (_LEANING.fullmatch(token) and width(opening) < columns // 2):
            opening += token
        else:
            for piece in _pieces(opening + token, columns):
                found.append(_word(piece, room if found else 0))
                room = 0
            opening = ""
    if opening:
        found.append(_word(opening, 0))
    return found


def _pieces(token: str, columns: int) -> list[str]:
    """`token`, cut where it is longer than a row."""
    if width(token) <= columns:
        return [token]
    size = max(1, columns // 2 if _cjk(token) else columns)
    return [token[at : at + size] for at in range(0, len(token), size)]


def _word(text: str, room: int) -> _Word:
    end = _SENTENCE_END if _STRONG.search(text) else _CLAUSE_END if _WEAK.search(text) else _PLAIN
    return _Word(text, width(text), room, end)


def _reach(words: Sequence[_Word], at: int, columns: int, rows: int) -> int:
    """The end of the longest run of words from `at` that fits into `rows` rows filled one after the other."""
    row, used, index = 1, 0, at
    while index < len(words):
        need = words[index].width + (words[index].room if used else 0)
        if used + need > columns and used:
            row, used, need = row + 1, 0, words[index].width
            if row > rows:
                break
        used += need
        index += 1
    return max(index, at + 1)


def _best_end(words: Sequence[_Word], at: int, end: int, columns: int) -> int:
    """Where to end a cue that could reach `end`: after a sentence or clause, late in it, so that its rows break
    well."""
    total = sum(one.width + one.room for one in words[at:end])
    rest = sum(one.width + one.room for one in words[end : end + columns])
    if 0 < rest < columns // 2 and all(one.end == _PLAIN for one in words[at:end]):
        return _middle(words, at, end, (total + rest) // 2)
    best, best_score, used = end, -1.0, 0
    for index in range(at, end):
        used += words[index].width + words[index].room
        part = used / total if total else 1.0
        mark = words[index].end
        if index == len(words) - 1:
            mark = _SENTENCE_END + 1
        if (mark == _PLAIN and index < end - 1) or (part < 0.25 and mark <= _SENTENCE_END):
            continue
        score = mark + part + _breaks_well(words[at : index + 1], columns)
        if score >= best_score:
            best, best_score = index + 1, score
    return best


def _middle(words: Sequence[_Word], at: int, end: int, half: int) -> int:
    """The first end of a cue from `at` that reaches `half`, so that no single word is left for the next one."""
    used = 0
    for index in range(at, end):
        used += words[index].width + words[index].room
        if used >= half:
            return index + 1
    return end


def _wrap(words: Sequence[_Word], columns: int, rows: int) -> Rows:
    """`words` in as few rows as they need; two rows are broken at the best place that leaves both short enough."""
    best = _break(words, columns) if rows > 1 else 0
    return (_joined(words[:best]), _joined(words[best:])) if best else (_joined(words),)


def _break(words: Sequence[_Word], columns: int) -> int:
    """The word that begins the second row; 0 when one row is enough, or no break leaves two rows short enough. A word with its
    marks may be a little longer than a row: it stands on one of its own."""
    whole = sum(one.width + one.room for one in words) - (words[0].room if words else 0)
    if whole <= columns:
        return 0
    longest = max(columns, max(one.width for one in words))
    best, best_score, first = 0, float("-inf"), 0
    for index, one in enumerate(words[:-1]):
        first += one.width + (one.room if index else 0)
        second = whole - first - words[index + 1].room
        score = _ROW_BREAK[one.end] - abs(first - second)
        if first <= longest and second <= longest and score > best_score:
            best, best_score = index + 1, score
    return best


def _breaks_well(words: Sequence[_Word], columns: int) -> bool:
    """Whether `words` stand on one row, or on two that are broken after a mark of punctuation."""
    at = _break(words, columns)
    return not at or words[at - 1].end > _PLAIN


def _joined(words: Sequence[_Word]) -> str:
    return "".join((" " if one.room and index else "") + one.text for index, one in enumerate(words))


def _reading(rows: Rows, language: str) -> float:
    """Seconds that `rows` take to read."""
    return sum(map(len, rows)) / _speed(language)


def _speed(language: str) -> float:
    known = language_facts(language).get("reading")
    return float(known) if known else READING_SPEED.get(language[:2].lower(), OTHER_SPEED)


def _cjk(text: str) -> bool:
    return any("\u3041" <= one <= "\u9fff" or "\uac00" <= one <= "\ud7a3" for one in text)
