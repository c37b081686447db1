"""Names of people who are clearly not in the picture: in a photograph, on a screen, in a memory, gone.

Only what can hardly be read in another way counts: a sleeve or a sword may well have its owner in it.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Sequence

from .pattern import Pattern

_THING = (r"(?:photo(?:graph)?s?|pictures?|portraits?|statue|bust|painting|name|number|grave|tomb(?:stone)?|headstone|coffin"
          r"|ashes|funeral"
          r"|obituary|(?:text )?messages?|texts?|emails?|voicemail|voice ?mail|letters?|note|diary|journal|handwriting"
          r"|signature|absence"
          r"|death|memory|ghost|wanted poster|(?:bed)?room|office|house|home|apartment|flat|door|desk|chair|seat|bed|locker"
          r"|mailbox"
          r"|file|profile|contact|number|caller id|avatar|empty [\w-]+|vacant [\w-]+)")
_WORN = r"(?:coat|jacket|hat|scarf|dress|shirt|robe|cloak|shoes?|boots?|gloves?|clothes|uniform|umbrella|suitcase)"
_AFTER = Pattern(
    rf"['’]s?\s+(?:(?:old|framed|faded|black-and-white|own|last|first|little|missed|unmade|leather|wooden|high-backed)\s+){{0,2}}"
    rf"(?:{_THING}\b(?!['’])|{_WORN}\s+(?:is\s+|still\s+)?(?:hangs?|lies|hanging|lying|folded|draped|on (?:the|a) (?:hook"
    rf"|chair|floor|bed|peg))\b"
    r"|voice\s+(?:(?:comes|crackles|echoes|plays|drifts|sounds|calls|is heard)\s+)?(?:on|over|from|through|in)\s+(?:the|her"
    r"|his|a|an|outside|behind)\b)"
    r"|\s+(?:is|was|has been)\s+(?:(?:already|long|now|still|all)\s+)?(?:gone|absent|nowhere|not (?:here|there|among)"
    r"|no longer (?:here|there)"
    r"|missing(?=\s*(?:$|[.,;!?]|from)))(?=\W|$)(?!\s+(?:pale|white|red|quiet|silent|still|limp))"
    r"|\s+is(?:n['’]t| not) (?:here|there|among|anywhere|at home)\b"
    r"|\s+has\s+(?:(?:already|long)\s+)?(?:left|gone|vanished|disappeared|departed)(?=\s*(?:$|[.,;!?]|home\b|for good\b))"
    r"|,?\s+nowhere to be\b"
    r"|\s+(?:on|in|upon) (?:the|a|her|his) (?:phone|screen|TV|television|monitor|tv|tablet|laptop|photo(?:graph)?|picture"
    r"|portrait|poster|video)\b")
_OF = Pattern(
    r"(?:\b(?:photo(?:graph)?s?|pictures?|portraits?|paintings?|images?|statues?|drawings?|sketch(?:es)?|memory|memories"
    r"|thoughts?|dreams?|mention"
    r"|sign|trace|names?|news|voice|graves?|tomb|footage|recordings?|videos?|posters?|busts?|word)\s+of"
    r"|\b(?:message|call|text|letter|note|e-?mail|voicemail|postcard)\s+from"
    r"|\b(?:thinks?|thinking|dreams?|dreaming|reminded|memories)\s+(?:of|about)|\b(?:remembers|recalls|imagines|mourns"
    r"|without|the late|dials)"
    r"|\b(?:name|caller id|display|screen|message|text|contact)\s*(?::|reads|says|shows|displays)\W*)\s*$")
_ENDS = ("of ", "about ", "from ", "remembers ", "recalls ", "imagines ", "mourns ", "without ", "late ", "dials ",
         "reads ", "says ", "shows ", "displays ", ": ", "想起", "想到", "想着",
         "忆起", "梦见", "梦到", "思念", "想念", "怀念", "记起", "提到",
         "提起", "不见", "没有", "显示", "显示：",
         "写着", "写着：", "关于", "思念着", "显示:", "显示着", "没了")
_ZH_AFTER = Pattern(
    r"的?(?:黑白)?(?:照片|相片|画像|遗像|遗照|肖像|雕像|名字|来电|电话号码|号码|短信|消息|微信|语音|录音|头像|视频|墓碑|坟墓"
    r"|墓|坟|灵位|牌位|骨灰|葬礼|遗体告别|日记"
    r"|遗物|遗书|遗信|字迹|签名|房间|卧室|办公室|座位|空位|空座|空椅子?|椅子|通缉令)"
    r"|的(?:信(?!任|心)|声音(?:从|在)(?:电话|手机|听筒|门外|屋外|窗外|脑海|耳边|对讲机|广播|录音|话筒)|(?:外套|大衣|衣服"
    r"|雨伞)(?:还|仍|静静|孤零零)*(?:挂|搭|放|躺|落)|床(?:铺)?(?:空|上空))"
    r"|(?:早已|早就|已经|已|并|根本|还|都)?(?:不在(?!乎|意)|不见(?:了|踪|人影)|不知去向|没有来|没来|缺席|失踪(?:了|多)?"
    r"|(?:早已|已经|早就)(?:离开|走了|离去))", exact=True)
_ZH_BEFORE = Pattern(r"(?:想起|想到|想着|忆起|梦见|梦到|思念着?|想念|怀念|记起|提到|提起|显示着?[：:]?[“\"]?"
                        r"|写着[：:]?[“\"]?|关于)$", exact=True)
_ZH_LOST = Pattern(r"的?(?:身影|踪影|踪迹|人影|影子|消息|下落)", exact=True)
_QUOTED = Pattern(r"“[^”]{0,200}”|\"[^\"]{0,200}\"|「[^」]{0,200}」|『[^』]{0,200}』|‘[^’\s][^’]{0,40}’", exact=True)
_MARKS = frozenset("“\"「『‘")
_USUAL = frozenset((". ", ", ", "d ", "r ", "n "))
"""What mostly stands in front of a name (`and`, `or`, `in`), where none of these does."""
_NEAR = 40
_ELSE = frozenset(f" {letter}" for letter in "abcdefgjklmpqrstvxyz")
_FOLLOW = frozenset("'’ ,的早已并不根还都没缺失照相画遗肖雕名来电号短消微语录头视墓坟灵牌骨葬日字签房卧办座空椅通")


def absent(text: str, start: int, end: int) -> bool:
    """Whether the name at `text[start:end]` only tells of somebody who is not in the picture."""
    following = text[end : end + 2]
    if following[:1] in _FOLLOW and following not in _ELSE and (
            _AFTER.match(text, end) or (not following.isascii() and _ZH_AFTER.match(text, end))):
        return True
    if start < 2 or text[start - 2 : start].lower() in _USUAL:
        return False
    lead = text[max(0, start - _NEAR) : start]
    if lead.lower().endswith(_ENDS):
        if _OF.search(lead) is not None or _ZH_BEFORE.search(lead) is not None:
            return True
        return lead.endswith(("不见", "没有", "没了")) and _ZH_LOST.match(text, end) is not None
    return False


def within(ranges: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether `at` lies in one of `ranges`, which are in order."""
    last = bisect_right(ranges, (at, sys.maxsize)) - 1
    return last >= 0 and at < ranges[last][1]


def quoted(text: str) -> tuple[tuple[int, int], ...]:
    """The ranges of `text` in quotation marks: what is read or said there is nobody in the picture."""
    if '"' not in text if text.isascii() else _MARKS.isdisjoint(text):
        return ()
    return tuple(one.span() for one in _QUOTED.finditer(text))
