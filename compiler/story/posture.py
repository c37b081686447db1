"""How people are placed: who sits, on what and at what, and who is on their feet again, as prose tells it.

Only plain telling counts: what is denied, meant, asked or suffered moves nobody, and a seat alone is nobody's.
"""

from __future__ import annotations

import re

from ...stdlib import Match, vocabulary
from ...stdlib.scan import Reading
from ..base.pattern import Lazy
from .nodes import Posture
from .text import negated

_ARTICLE = Lazy(r"\b(?:the|an?|some|no|any|every|this|that)\s+$", re.IGNORECASE)
_MEANT = Lazy(r"\b(?:to|can|could|may|might|must|should|shall|will|would|let|lets|let['’]s|if|unless|whether|until|like|as if"
              r"|used to|wants? (?:her|him|them) to)\s+(?:\w+ly\s+)?$"
              r"|(?:想|要|欲|可|能|会|该|让|请|叫|命|令|示意|邀|扶|按|拉|准备|打算|如果|若|等|不肯|不敢|不愿|不能|似乎|仿佛)"
              r"(?:[他她它]们?|对方|众人|大家|其)?(?:也|先|快|再)?$", re.IGNORECASE)
_BODY = Lazy(r"\W*(?:own |left |right |two |whole )?(?:eyes?|hands?|face|voice|lips?|knees?|fists?|head|breath|brows?|cheeks?"
             r"|shoulders?|heart|jaw|chin|gaze|expression|smile|fingers?|legs?|hair|chest|temper|anger|panic|spirits?)\b"
             r"|\W*(?:的)?(?:双|左|右)?(?:手|眼|脸|声音|嘴|膝|拳|头发|头|肩|心|目光|眉|泪|怒气|怒火)", re.IGNORECASE)
_AFTER = Lazy(r"\s+(?:rooms?|ducks?|targets?|posture|on (?:the|a|this|that) (?:committee|board|council|jury|case|secret|fence)"
              r"|in judge?ment|for (?:a|her|his) (?:portrait|painting|photo|exam)"
              r"|(?:out|corrected|firm|guard|by (?:her|his|me|you)|for (?:nothing|this|that|something|what)|trial"
              r"|to (?:reason|lose)))\b|[牢视镇享标骑骨车机船班]", re.IGNORECASE)
_ELSEWHERE = Lazy(r"\b(?:wheel|horse(?:back)?|saddle|car|cab|taxi|carriage|bikes?|bicycle|motor(?:cycle|bike)|boat|plane|bus"
                  r"|train|truck|van|limo(?:usine)?|swing|wagon|cart|driver['’]s seat|passenger seat|back ?seat|toilet"
                  r"|bath(?:tub)?|lap|knees?|shoulders)\b|马上|马背|马车|车里|车内|车上|车中|后座|驾驶座|副驾|轿|船上|船头|船中|飞机|腿上|浴缸|秋千",
                  re.IGNORECASE)
_ON_TOP = Lazy(r"\b(?:on|onto|atop)\s+(?:(?:the\s+)?(?:top|edge|corner)\s+of\s+)?(?:the|an?|his|her|their)\s+(?:[\w-]+\s+)?"
                r"(?:table|desk|counter|bar)\b"
               r"|(?:桌子?|案|柜台|吧台)上", re.IGNORECASE)
_EVERYBODY = Lazy(r"\W*(?:they(?:\s+(?:both|all))?|both(?:\s+of\s+them)?|(?:the|all)\s+(?:two|three|four)(?:\s+of\s+them)?"
                  r"|everyone|everybody|all)\b|\W*(?:[他她]们|[两二三四]人|众人|大家|所有人|各人)", re.IGNORECASE)
"""A subject that means everybody who is there."""
_SEATS = frozenset(("chair", "armchair", "sofa", "stool", "bench", "throne"))
_HARD = frozenset(("collapses", "falls", "throws"))
"""Verbs that bring somebody down on anything: only a seat with them makes a sitter."""


def read_postures(reading: Reading, start: int, end: int, last: int, opening: bool) -> tuple[tuple[str, str, str], ...]:
    """What the words `[start, end)` after a subject tell of how they are placed: id of `postures`, seat and table, in order. What
    they sit on is looked for up to `last`. With `opening` only what they begin with."""
    words = reading.text[start:end]
    if _BODY.match(words):
        return ()
    found: list[tuple[str, str, str]] = []
    for one in vocabulary("postures").within(reading, start, end)[: 1 if opening else 4]:
        if opening and words[: one.start].strip(" ,"):
            break
        if _is_told(words, one):
            rest = reading.text[start + one.end : last]
            if not words[one.start].isascii():
                rest += words[: one.start]  # 在桌边坐下
            kind, seat, table = _seated(one.id, words[one.start : one.end], rest)
            if kind:
                found.append((kind, seat, table))
    return tuple(found)


def everybody(text: str, first: int, last: int) -> int:
    """Where the words behind a subject that means everybody there begin in the clause `[first, last)`; -1 for another."""
    found = _EVERYBODY.match(text, first, last)
    return found.end() if found else -1


def posture_of(who: str, told: tuple[str, str, str]) -> Posture:
    """What `read_postures` found, of `who`."""
    return Posture(who, *told)


def _is_told(words: str, one: Match) -> bool:
    """Whether what stands at `one` happens."""
    if negated(words, 0, one.start) or _MEANT.search(words, 0, one.start) or _AFTER.match(words, one.end):
        return False
    return not _ARTICLE.search(words, 0, one.start)


def _seated(kind: str, verb: str, rest: str) -> tuple[str, str, str]:
    """The id of a posture with its seat and its table; no id where nobody comes to sit."""
    if kind in ("up", "sit-up"):
        return kind, "", ""
    if _ELSEWHERE.search(rest):
        return "", "", ""
    seat = vocabulary("seats").search(rest) or ""
    table = vocabulary("tables").search(rest) or ""
    if table and _ON_TOP.search(rest):
        seat, table = "bench", ""
    if kind != "sink":
        return kind, seat, table
    if seat in _SEATS or (seat and verb.split(" ")[0].lower() not in _HARD and not _floored(seat)):
        return "sit-down", seat, table
    return "", "", ""


def _floored(seat: str) -> bool:
    """Whether who sinks onto this is rather told to fall, or to lie down."""
    return seat in ("floor", "mat", "bed")
