"""Deaths that a paragraph of action plainly tells: "WEI falls dead", "LIN breathes her last", 魏川断了气.

Who would die, almost dies, dies of laughter, plays dead or is asked whether they are dead has not died. A missed death costs
less than a wrong one, so nothing else may stand between somebody and the words for it.
"""

from __future__ import annotations

from .absent import quoted, within
from .masked import Clause, imagined
from .paragraph import Paragraph
from .pattern import Pattern
from .signals import DEATH

_ADVERB = r"(?:then|now|finally|suddenly|quietly|slowly|instantly|already|also|silently|peacefully)"
_DIES = Pattern(
    rf"\W*(?:{_ADVERB}\s+)?(?:(?:falls|drops|slumps|collapses|lies|crumples|topples)\s+"
    rf"(?:(?:down|over|there|back|stone)\s+){{0,2}}dead"
    rf"|(?:is|are)\s+(?:{_ADVERB}\s+)?dead|dies?|(?:is|are|gets)\s+(?:(?:shot|stabbed|struck)\s+dead|killed)"
    r"|breathes?\s+(?:his|her|their)\s+last(?:\s+breath)?|(?:takes?|draws?)\s+(?:his|her|their)\s+last\s+breath"
    r"|succumbs?\s+to\s+(?:his|her|their)\s+(?:wounds?|injur(?:y|ies)))"
    r"(?=\s*(?:$|[.,;!—–]|--|(?:and|at once|alone|there|too|instantly|peacefully)\b"
    r"|in\s+(?:his|her|their|[\w.]+['’]s?)\s+(?:arms|lap|sleep|bed)\b"
    r"|(?:on|at|in)\s+the\s+(?:floor|ground|snow|mud|street|water|road|steps|stairs|spot|bed|grass)\b"
    r"|(?:of|from)\s+(?:his|her|their|the|a)\s+(?:wounds?|injur\w+|poison\w*|fever|illness|disease|blow|bullet|gunshot)\b))")
_DIES_ZH = Pattern(
    r"(?:终于|当场|已经|早已|已|随即|缓缓|就此|便|也|重伤|中毒|倒地|吐血)*"
    r"(?:断了?气|咽了?气|咽下(?:了)?最后一口气|身亡|毙命|气绝(?:身亡)?|死去|死了|停止了呼吸|没了(?:呼吸|气息)|一命呜呼|撒手人寰)"
    r"了?(?=\s*(?:$|[，。！；]|在))", exact=True)
_WHEN = Pattern(r"\b(?:when|whenever|after|before|until|till|once|if|unless|as though|how|why|whether|that|or)[\s,]*$")
_NEAR = 16
_ELSE = Pattern(
    r"\b(?:seem(?:s|ingly)?|appears?|pretend\w*|fak(?:e[sd]?|ing)|play(?:s|ing)? (?:dead|possum)|alive|not really|or so"
    r"|trick|joke|laughing|gasps? for air|comes? to|wakes?|revive[sd]?|resurrect\w*|game|dreams?|film|movie"
    r"|rehears\w*|stage|on (?:tv|screen))\b"
    r"|假死|装死|没死|没有死|复活|活过来|醒|梦|游戏|戏|演|以为|心里|差点|险些")
"""Words by which a paragraph tells that a death in it is none."""


def may_die(told: Paragraph) -> bool:
    """Whether a death may be told anywhere in the paragraph: a quick look, which is sure only of a no."""
    return not DEATH.isdisjoint(told.signals)


def deaths(told: Paragraph, clause: Clause, start: int) -> tuple[str, ...]:
    """Who dies in `clause`, whose sentence begins at `start`."""
    text = told.text
    if not clause.subjects or clause.aside or not clause.near:
        return ()
    found = _DIES.match(text, clause.after, clause.end) or _DIES_ZH.match(text, clause.after, clause.end)
    if found is None or _ELSE.search(text) or imagined(text, clause, start) or within(quoted(text), clause.after):
        return ()
    return () if _WHEN.search(text, max(0, clause.first - _NEAR), clause.first) else clause.subjects
