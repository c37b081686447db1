"""Deaths that a paragraph of action plainly tells: "WEI falls dead", "LIN breathes her last", 魏川断了气.

Who would die, almost dies, dies of laughter, plays dead or is asked whether they are dead has not died. A missed death costs
less than a wrong one, so nothing else may stand between somebody and the words for it.
"""

from __future__ import annotations

import re

from .absent import quoted, within
from .masked import Clause, imagined
from .paragraph import Paragraph
from .pattern import Pattern
from .pronoun import Circle
from .signals import DEATH

_ADVERB = r"(?:then|now|finally|suddenly|quietly|slowly|instantly|already|also|silently|peacefully)"
_DOWN = (r"(?:falls|drops|slumps|collapses|lies|crumples|topples|sinks|goes|keels|pitches|rolls)\s+"
         r"(?:(?:down|over|there|back|forward|stone|face down|to the (?:floor|ground)|lifeless(?:ly)? and)\s+){0,2}dead")
_DIES = Pattern(
    rf"\W*(?:who\s+)?(?:{_ADVERB}\s+)?(?:(?:{_DOWN}|(?:is|are|gets)\s+(?:(?:shot|stabbed|struck|gunned\s+down)\s+dead"
    r"|(?:killed|murdered|beheaded|executed|assassinated)(?!\s+(?:off|by\s+(?:the|a)\s+(?:suspense|cold|heat|thought))\b)"
    r"|(?:stabbed|beaten|crushed|strangled)\s+to\s+death))\b(?!\s+(?:asleep|tired|serious|silent|drunk|still|calm|set|cent(?:re|er))\b)"
    rf"|(?:(?:is|are)\s+(?:{_ADVERB}\s+)?dead|dies?"
    r"|breathes?\s+(?:his|her|their)\s+last(?:\s+breath)?|(?:takes?|draws?)\s+(?:his|her|their)\s+last\s+breath"
    r"|bleeds?\s+to\s+death|succumbs?\s+to\s+(?:his|her|their)\s+(?:wounds?|injur(?:y|ies)))"
    r"(?=\s*(?:$|[.,;!—–]|--|(?:and|at once|alone|there|too|instantly|peacefully)\b"
    r"|in\s+(?:his|her|their|[\w.]+['’]s?)\s+(?:arms|lap|sleep|bed)\b"
    r"|(?:on|at|in)\s+the\s+(?:floor|ground|snow|mud|street|water|road|steps|stairs|spot|bed|grass|table|stage|altar)\b"
    r"|(?:of|from)\s+(?:his|her|their|the|a)\s+(?:wounds?|injur\w+|poison\w*|fever|illness|disease|blow|bullet|gunshot)\b)))")
_DEAD = Pattern(r"\W*(?:(?:stone\s+|already\s+|quite\s+)?dead(?=\s*(?:$|[.;!—–]|before\b))"
                r"|breaks\s+(?:his|her|their)\s+neck(?=\s*(?:$|[.;!—–])))")
"""What may stand behind a fall: `crumples to the floor, dead.`, `falls from the roof and breaks his neck.`"""
_SINKS = Pattern(r"\b(?:falls?|drops?|slumps?|collapses|lies|crumples|topples|sinks?|goes down|keels|hits the)\b")
_DIES_ZH = Pattern(
    r"(?:终于|当场|已经|早已|已|随即|缓缓|就此|便|也|重伤|中毒|倒地|吐血|中枪|中箭|坠崖|倒在(?:地上|血泊中|血泊里)|应声倒地)*"
    r"(?:断了?气|咽了?气|咽下(?:了)?最后一口气|身亡|毙命|气绝(?:身亡|而亡)?|死去|死了|停止了呼吸|没了(?:呼吸|气息)|一命呜呼|撒手人寰|而亡|而死)"
    r"了?(?=\s*(?:$|[，。！；]|在))"
    r"|(?:被|遭)(?!.{0,8}(?:差点|险些))[^，。！]{0,10}?(?:打死|杀死|击毙|捅死|刺死|毒死|勒死|掐死|砍死|射死|枪毙|枪杀|杀害|毒杀|暗杀|处死|斩首|乱箭射死)"
    r"了?(?=\s*(?:$|[，。！；]|在))", exact=True)
_KILLS = Pattern(
    rf"\W*(?:who\s+)?(?:{_ADVERB}\s+)?(?:(?P<sure>kills|murders|slays|executes|assassinates|beheads)"
    r"|(?P<neck>(?:slits|cuts|slashes|snaps|breaks)(?:\s+open)?)"
    r"|shoots|stabs|strikes|cuts|guns|beats|strangles|chokes|clubs|bludgeons|runs|impales|poisons)\s+(?P<who>him|her)?")
_KILLED = Pattern(
    r"\s+(?:(?:stone\s+)?dead\b|to\s+death\b|through\s+(?:the|his|her)\s+(?:heart|head|skull|throat)\b"
    r"|in\s+the\s+(?:head|heart)\b|through\b(?=\s*(?:$|[.,;!]|with\b)))")
_HARM = Pattern(r"(?:['’]s?)?\s+(?:throat|neck)\b(?!\s+(?:lace|of)\b)")
_WHOLE = Pattern(r"\s*(?:$|[.,;!:—–)]|--|(?:with|in|on|at|by|and|there|instantly|outright|before|from|then|for|without"
                 r"|where|while|as)\b)")
_MOCK = Pattern(r"\s+(?:with\s+(?:a|his|her)\s+(?:look|glance|stare|eyes|smile|laugh|kindness|gaze)|off\s+in|time\b|the\s+mood)")
_KILLS_ZH = Pattern(
    r"(?:突然|忽然|亲手|当场|终于|随即|反手|抬手|回身|拔枪|拔剑|拔刀|举枪|开枪|一枪|一剑|一刀|一箭|一掌|一拳|用\w{1,6}|猛地|狠狠|当众|失手)*地?"
    r"(?:打死|杀死|击毙|捅死|刺死|毒死|勒死|掐死|砍死|射死|枪毙|枪杀|杀害|杀了|处死|毙了|砍下(?=\W*\w{1,4}的头)|斩杀|刺穿了?(?=\w{1,4}的(?:心脏|胸膛|喉咙)))了?\s*(?P<who>[他她])?",
    exact=True)
_GETS_ZH = Pattern(r"(?:突然|亲手|当场|终于|反手|猛地|一\w)*(?:把|将)\s*", exact=True)
_GOT_ZH = Pattern(r"(?:当场|活活|一枪|一剑|一刀|一箭)*(?:打死|杀死|击毙|捅死|刺死|毒死|勒死|掐死|砍死|射死|枪毙|杀害"
                  r"|杀了|处死|毙了|斩杀)了?", exact=True)
_WHO = Pattern(r"\W*who\s+")
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


def deaths(told: Paragraph, clause: Clause, start: int, circle: Circle) -> tuple[str, ...]:
    """Who dies in `clause`, whose sentence begins at `start`; `circle` says whom pronouns mean."""
    text = told.text
    if not clause.subjects or clause.aside:
        return ()
    who = _subjects(told, clause, start) or _killed(told, clause, circle)
    if not who or _ELSE.search(text) or imagined(text, clause, start) or within(quoted(text), clause.after):
        return ()
    return () if _WHEN.search(text, max(0, clause.first - _NEAR), clause.first) else who


def _subjects(told: Paragraph, clause: Clause, start: int) -> tuple[str, ...]:
    """Those whom the clause tells of, where it says that they die. "who" is somebody named right before."""
    text = told.text
    if _DIES.match(text, clause.after, clause.end) or _DIES_ZH.match(text, clause.after, clause.end):
        who = _WHO.match(text, clause.after)
        if who is None:
            return clause.subjects if clause.near else ()
        return tuple(one.id for one in told.mentions if one.kind == "cast" and not text[one.end : clause.first].strip(", "))
    lying = clause.carried and clause.near and _DEAD.match(text, clause.after, clause.end) is not None
    return clause.subjects if lying and _SINKS.search(text, start, clause.first) is not None else ()


def _killed(told: Paragraph, clause: Clause, circle: Circle) -> tuple[str, ...]:
    """Whom the one whom the clause tells of kills."""
    text = told.text
    if len(clause.subjects) != 1 or _WHO.match(text, clause.after):
        return ()
    by = _KILLS.match(text, clause.after, clause.end)
    if by is not None:
        who, end = _whom(told, by, clause, circle)
        if by["neck"]:
            done = _HARM.match(text, end, clause.end) is not None
        elif by["sure"]:
            done = _MOCK.match(text, end) is None and _WHOLE.match(text, end, clause.end) is not None
        else:
            done = _KILLED.match(text, end, clause.end) is not None
        return (who,) if who and done else ()
    kills = _KILLS_ZH.match(text, clause.after, clause.end)
    if kills is not None:
        who, end = _whom(told, kills, clause, circle)
        return (who,) if who and text[end : end + 1] != "的" else ()
    gets = _GETS_ZH.match(text, clause.after, clause.end)
    who, end = _whom(told, gets, clause, circle) if gets else ("", 0)
    return (who,) if who and _GOT_ZH.match(text, end, clause.end) else ()


def _whom(told: Paragraph, verb: re.Match[str], clause: Clause, circle: Circle) -> tuple[str, int]:
    """Who stands behind `verb`, by name or as a pronoun, and where that ends; nobody where it is the doer."""
    doer, written = clause.subjects[0], verb.groupdict().get("who")
    if written:
        return circle.other(written, doer), verb.end()
    one = next((one for one in told.mentions if one.kind == "cast" and one.start == verb.end()), None)
    return (one.id, one.end) if one is not None and one.id != doer else ("", verb.end())
