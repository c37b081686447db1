"""Who goes out for good in a paragraph of action: "Wei storms out", "she takes her leave", guards drag Mei away, 顾深摔门而去.

Somebody who walks away may still be called after, and answer: that is not read. Where the paragraph speaks of stopping,
of coming back, of a threshold or of company, nobody has gone. A missed exit costs less than a wrong one.
"""

from __future__ import annotations

from collections.abc import Sequence

from .absent import quoted, within
from .frames_en import LY
from .masked import Clause, imagined
from .paragraph import Paragraph
from .pattern import Pattern
from .pronoun import Circle
from .signals import GOING
from .text import negated

_ROOM = (r"(?:room|house|hall|hallway|office|flat|shop|scene|building|church|chapel|bar|apartment|bedroom|kitchen|study|lobby"
         r"|ward|caf[eé]|restaurant|classroom|courtyard|tent|palace|cabin|library|ballroom|suite|store|temple|shrine|court"
         r"|courtroom|meeting|party|banquet|here|there|sight)")
_MOVE = (r"(?:walk|storm|run|rush|go|hurr(?:y|ie)|stride|march(?:e)?|slip|stalk|sweep|stomp|stamp|bolt|flee|dash(?:e)?"
         r"|slink|shuffle"
         r"|stagger|stumble|limp|sneak|tiptoe|step|scurr(?:y|ie)|breeze|flounce|hobble|trudge|saunter|stroll|charge|barge|glide"
         r"|race|dart|sprint|head|sail|totter|back|duck|file|troop)(?:e?s)?")
_FAST = r"(?:storm|run|rush|hurr(?:y|ie)|march(?:e)?|stomp|dash(?:e)?|scurr(?:y|ie)|race|dart|sprint|bolt|slink|sneak)(?:e?s)?"
_END = r"(?=\s*(?:$|[.,;:!?—–…]|--))"
_LEAVES = Pattern(
    rf"\W*(?:(?:{LY}|then|now|just)\s+)*(?:"
    rf"{_MOVE}\s+(?:(?:{LY}|right|straight|back)\s+)?out(?:{_END}|\s+(?:and|without|in|past|alone|{LY}|with\s+(?:a|his|her|the))\b"
    r"|\s+into\s+the\s+(?:[\w-]+\s+)?(?:rain|night|snow|storm|cold|dark\w*|fog|corridor|hall|hallway)\b"
    rf"|\s+(?:through\s+|by\s+)?the\s+(?:[\w-]+\s+){{0,2}}(?:doors?|window|gates?|curtains?|flap|hatch|arch(?:way)?)\b"
    r"|\s+to\s+(?:the|his|her|their)\s+(?:[\w-]+\s+)?(?:car|van|truck|jeep|taxi|cab|carriage|wagon|cart|ambulance|street|road"
    rf"|barn|stables?|garage|hall|hallway|corridor|lobby|kitchen)(?:{_END}|\s+without\b)"
    rf"|\s+of\s+(?:(?:the|his|her|their|this|[\w-]+['’]s)\s+)?(?:[\w-]+\s+)?{_ROOM}\b)"
    rf"|{_FAST}\s+off(?:{_END}|\s+(?:to|towards?|into|down|without|and|in|{LY})\b)"
    rf"|{_MOVE}\s+off\s+(?:to|towards?|into|down)\s+(?:the|his|her|find|fetch|get|look|see)\b"
    rf"|{_MOVE}\s+(?:{LY}\s+)?from\s+the\s+{_ROOM}\b"
    rf"|(?:leaves?|exits?)(?:{_END}|\s+the\s+(?:[\w-]+\s+)?{_ROOM}\b|\s+(?:and|without|in\s+(?:a|tears|silence|haste|disgust)|{LY}"
    r"|through|by\s+the)\b|\s+(?:him|her|them)\s+(?:alone|standing|there|sitting|speechless|behind)\b)"
    r"|(?:disappears?|vanish(?:es)?)\s+(?:through\s+(?:the|a)|down\s+the|into\s+the\s+(?:crowd|night|dark\w*|kitchen|house|fog|rain|snow"
    r"|corridor|hallway|street|trees|forest|woods|bathroom|bedroom)|around\s+(?:the|a)\s+corner|up\s+the\s+stairs|upstairs|out\s+of"
    r"\s+sight|from\s+(?:sight|view))"
    rf"|(?:withdraws?|retires?)(?:{_END}|\s+(?:backwards|quietly|{LY}|for the night)\b|\s+from\s+the\s+(?:[\w-]+\s+)?{_ROOM}\b"
    r"|\s+to\s+(?:his|her|their)\s+(?:room|chamber|quarters|tent|bed)\w*\b)"
    rf"|(?:departs?{_END}|goes(?:\s+(?:home|away))?(?=\s*(?:$|[.!?;])))|(?:lets?|shows?|sees?)\s+(?:himself|herself|themselves)\s+out\b"
    r"|(?:is|are)\s+(?:(?:already|halfway)\s+)?out\s+(?:of\s+)?the\s+(?:front\s+|back\s+)?(?:door|window|gate)\b"
    r"|makes?\s+(?:his|her|their)\s+exit"
    r"|takes?\s+(?:his|her|their)\s+leave|excuses?\s+(?:himself|herself|themselves)|drives?\s+(?:off|away)|rides?\s+(?:off|away)"
    r"|slams?\s+the\s+door\s+behind\s+(?:him|her|them)(?:self)?"
    r"|(?:is|are|gets?)\s+(?:dragged|led|escorted|carried|hauled|marched|wheeled|taken|bundled|hustled)\s+(?:away|out|off))"
    r"(?!\s+(?:on|onto|from\s+behind)\b)")
_GONE = Pattern(rf"\W*(?:then\s+)?(?:is|are)\s+gone{_END}")
_LEAVES_ZH = Pattern(
    r"[^，。,.！!？?；;]{0,10}?(?:"
    r"(?:走|跑|冲|退|奔|溜|逃|闪|摔门|夺门|推门|破门|转身)(?:而)?了?出(?:去|了?(?:大?门|房间|屋子?|大?殿|大厅|客厅|会议室|病房"
    r"|办公室|家门|宫门?|教室|宿舍|书房|包厢|院子|酒店|公司))(?!来)"
    r"|(?:转身|起身|黯然|愤然|愤怒地?|生气地?|匆匆|悻悻|失望地?|快步|大步|默默|悄悄|独自|先行)?离开(?:了?(?:房间|屋子?|大厅|客厅|会议室"
    r"|病房|办公室|书房|教室|包厢))?了?(?=\s*(?:$|[。！，]))"
    r"|(?:拂袖|扬长|愤然|匆匆|悻悻|黯然|掩面|绝尘|策马|驾车|疾驰|摔门|夺门|推门|转身|起身|默然|径直|头也不回地?)(?:而|离)去"
    r"|夺门而出|摔门(?:就走|走了|离开)|(?:转身|扭头|掉头|起身|抬脚|拔腿)(?:就|便)(?:走|跑)了?(?=\s*(?:$|[。！，]))"
    r"|(?:翻|跳|越|破|爬)[窗墙](?:而出|而去|逃走|离开|出去)|出了?(?:家|府|宫|院|大|房)?(?:门|府|殿|宫|院)(?=\s*(?:$|[。！，]))"
    r"|(?<![吓带送拿气放抢夺偷赶打牵领接抬目])走了(?=\s*(?:$|[。！]))|(?<![目看望])(?:远|而)去(?=\s*(?:$|[。！，]))"
    r"|头也不回地?(?:走|跑|离开)了?|出门去?了|(?:告退|退下|离席|离场|退场|跑开|跑远|走远|溜走|逃走|走掉)了?(?=\s*(?:$|[。！，]))"
    r"|消失在(?:夜色|人群|黑暗|雨|雪|雾|走廊|拐角|转角|街角|巷|门外|门后|夜幕|尽头)"
    r"|被(?!.{0,8}(?:逗|吓|气))[^，。]{0,8}?(?:押|带|拖|架|拽|抬)(?:了)?(?:走|出去|下去|出)(?:了)?)", exact=True)
_TAKES = Pattern(
    r"\b(?:drags?|hauls?|leads?|escorts?|march(?:es)?|carr(?:y|ies)|wheels?|bundles?|hustles?)\s+")
_TAKEN = Pattern(rf"(?P<who>him|her)?\s+(?:away|out|off)(?!\s+from\b)(?:{_END}|\s+(?:of|to|into|through|in|by|the|past"
                 rf"|down|kicking"
                 r"|screaming|and|between)\b)")
_TAKES_ZH = Pattern(r"(?:押|带|拖|架|拽|抬|搀|扶|拉)(?:着|起|了)?\s*|(?P<puts>把|将)\s*", exact=True)
_PUT_ZH = Pattern(r"\s*(?P<who>[他她])?\s*(?:强行|硬生生|硬|一路|连拖带拽地?|一把|粗暴地|就)*(?:押|带|拖|架|拽|抬|轰|赶"
                  r"|请)(?:了)?"
                  r"(?:走|出去|下去|出了?\w{0,6}?门)", exact=True)
_TAKEN_ZH = Pattern(r"\s*(?P<who>[他她])?\s*(?:走了?(?:出去|出了?\w{0,6}?门)|出了?(?:去|门|房间|大厅|病房|办公室)|离开"
                    r"|离去|下去|往外走)", exact=True)
_NOT_HELD = Pattern(r"\bwithout$|不回")
"""Words of denial in the words for going that deny nothing: `walks out without a word`, 头也不回地走了."""
_WATCHES = Pattern(r"[望看瞧]着|目送|注视|凝视|看[见到]|望[见到]", exact=True)
"""Words by which somebody sees another go: 望着那人远去."""
_UNSURE = Pattern(
    r"\b(?:stops?|pauses?|halts?|halfway|back|returns?|doorway|threshold|followed|following|together|with (?:her|him|them))\b"
    r"|停|站住|回头|回来|折返|却|门口|一起|跟")
"""Words by which a paragraph tells that who goes out has not gone."""
_HELD = Pattern(
    r"\b(?:about to|starts?|turns? to|wants? to|trie?[sd]?|almost|nearly|but|not|never|if|until|before|comes)\b|n['’]t\b"
    r"|要走|准备|想|欲|正要|没有|不(?!回)")
"""Words by which a sentence does."""


def may_go(told: Paragraph) -> bool:
    """Whether somebody may go out in the paragraph: a quick look, which is sure only of a no."""
    return not GOING.isdisjoint(told.signals)


def goers(told: Paragraph, clause: Clause, start: int, circle: Circle) -> tuple[str, ...]:
    """Who goes, or is taken, out in `clause`, whose sentence begins at `start`; `circle` says whom pronouns mean."""
    text, chinese = told.text, not told.text.isascii()
    found: list[str] = []
    if clause.subjects and not clause.aside and clause.near:
        one = _LEAVES.match(text, clause.after, clause.end) or (
            _GONE.match(text, clause.after, clause.end) if clause.carried else None) or (
            _LEAVES_ZH.match(text, clause.after, clause.last + 1) if chinese else None)
        if one is not None and _WATCHES.search(one[0]) is None and not negated(_NOT_HELD.sub("", one[0]), 0, len(one[0])):
            found.extend(clause.subjects)
    found.extend(_taken(told, clause, start, circle, chinese))
    held = not found or _HELD.search(text, start, clause.end) is not None or _UNSURE.search(text) is not None
    if held or imagined(text, clause, start) or within(quoted(text), clause.after):
        return ()
    return tuple(dict.fromkeys(found))


def _taken(told: Paragraph, clause: Clause, start: int, circle: Circle, chinese: bool) -> Sequence[str]:
    """Whom somebody takes out in `clause`, with those who do."""
    text = told.text
    for verb, way in ((_TAKES, _TAKEN), (_TAKES_ZH, _TAKEN_ZH)) if chinese else ((_TAKES, _TAKEN),):
        for one in verb.finditer(text, clause.first, clause.last):
            who = next((name for name in told.mentions if name.kind == "cast" and name.start == one.end()), None)
            put = bool(one.groupdict().get("puts"))
            rest = (_PUT_ZH if put else way).match(text, who.end if who else one.end(), clause.end)
            if rest is None:
                continue
            doer = clause.subjects if len(clause.subjects) == 1 and not put else ()
            taken = who.id if who else _meant(told, rest["who"] or "", start, one.start(), circle, doer)
            if taken:
                return (taken, *doer)
    return ()


def _meant(told: Paragraph, pronoun: str, start: int, at: int, circle: Circle, doer: Sequence[str]) -> str:
    """Whom the `pronoun` at `at` means: the only one who fits, or who was named last in its sentence, which begins at
    `start` (`they seize Mei and drag her away`)."""
    only = circle.other(pronoun, doer[0] if doer else "")
    if only or not pronoun:
        return only
    before = [one.id for one in told.mentions if one.kind == "cast" and start <= one.start < at and one.id not in doer]
    return before[-1] if before and before[-1] in circle.fits(pronoun) else ""
