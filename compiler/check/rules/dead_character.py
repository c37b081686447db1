"""Dead character who lives on

What it checks:
After `[[dies: …]]` nobody speaks in the picture, enters, acts, dies again or is the subject of a shot, in any later
scene or episode. Flashbacks and dreams are left alone, and so are (V.O.), inner, recorded and telephone voices. In the
scene of the death the body may still be shown, and action may still tell of it; a portrait, a film, a memory, a grave or the
body of the dead may be shown at any time. Action that plainly tells of a death (`WEI falls dead`) counts too, but gives a
warning and no error. Of each of the dead it is said once in a scene.

Why it matters:
Nothing throws viewers out of a series like a dead man at the table, and such a scene is often an old one that was moved.

Example:
`[[dies: WEI]]` in episode 3, and in episode 5 a line of WEI.

Fix:
Move the scene, make it a flashback or a dream with `[[time: …]]`, or mark the voice (V.O.). When the death was only
played, bring them back with `[[enter: …]]` and put `[[lint: off D230 the death was played]]` before it: from there on
they are alive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Label, Severity
from ...base.pattern import Lazy
from ...bible.names import Names
from ...story.masked import supposed
from ...story.nodes import Act, Change, Line, ShotAsk
from ...story.state import FORKS
from ..rule import Moment, Subject

CODE = "D230"
SEVERITY = Severity.ERROR
_IMAGE = Lazy(r"\b(?:photo\w*|portraits?|pictures?|paintings?|drawings?|statues?|films?|footage|tapes?|reels?|clips?"
              r"|projector|videos?|recordings?"
                    r"|screen\w*|on (?:the|a|his|her|every) (?:\w+ )?(?:wall|cover|mantel\w*|wallpaper|canvas|banner|flyer"
                    r"|feed|phone|laptop|tablet|label)(?=,)"
                    r"|monitors?|newspapers?|magazines?|posters?|billboards?|front page|headlines?|television"
                    r"|TV|murals?|busts?|snapshots?|albums?|framed?|frames|hallucinat\w*|apparitions?"
                    r"|reflections?|memor(?:y|ies)|remembers?|ghosts?"
                    r"|visions?|dreams?|graves?|tombs?|tombstones?|coffins?|corpses?"
                    r"|bod(?:y|ies)|ashes|imagines?)\b|照片|相片|画像|遗像|遗照|画里|画中|雕像|录像|视频|监控|屏幕|回忆|想起|记忆"
                    r"|幻觉|屏保|壁纸|封面|磁带|胶片|报纸|杂志|海报|电视|相框|相册|影像|视频里|遗容|幻象|倒影|塑像|想象"
                    r"|幻影|鬼魂|梦|灵位|牌位|墓|坟|棺|尸|遗体|骨灰|仿佛", re.IGNORECASE)
"""Words by which action or a shot tells of an image, a memory or the body of somebody."""
_DOES = {"takes": "takes something", "gives": "gives something away", "wears": "changes clothes", "enter": "enters",
         "dies": "dies a second time"}
_STILL = (r"(?:is|was|has|does|gets|goes|lies|rests|hangs|floats|dies|bleeds|remains|stays|seems|appears|looms|stares"
          r"|gazes|smiles|beams|grins|looks|watches|sleeps|haunts|lives|means|matters|belongs|deserves|needs|owes|says|falls|slides"
          r"|slumps|rolls|drifts|sinks|burns|rots|swings|dangles|wears|always|perhaps|sometimes|nevertheless|across|towards"
          r"|besides|plus|thus|less|unless|this|his|its|as|us|years|days)\b")
_LIVES = Lazy(
    rf"(?:,(?-i:\s+[a-z]+)[^,.;!?]{{0,24}},)?(?:,?\s+who)?\s+(?:\w+ly\s+)?(?:(?!{_STILL})(?-i:[a-z]{{2,}}s)\b(?!['’])"
    r"|is\s+(?:\w+ly\s+)?(?!(?:lying|being|missing|rotting|burning|dying|hanging|resting|floating|nothing|bleeding|having)\b)[a-z]+ing\b)"
    r"|,\s+(?:soaked|smiling|alive|unharmed|breathless|dripping|grinning|panting|laughing)\b"
    r"|(?![^，。！？着了]{0,6}的)(?:从[^，。！]{1,10}?)?"
    r"(?:正在|正|慢慢|缓缓|快步|大步|悄悄|匆匆|突然|忽然|一把|再次|又|也|急忙|连忙|冷冷|轻轻|静静|笑盈盈|狠狠|并肩|默默|独自)*地?"
    r"(?:走(?!了|后|之后|以后)|跑|坐|站|打开|关上|喝|吃|开车|推|拉|敲|冲|爬|签|拿|举|抓|转身|点头|摇头|冷笑|喊|问|盯|抬|低头|伸手|负手|背着手"
    r"|抱|穿过|越过|赶|奔|踏|迈|策马|骑|跪|立在|出现在|梳|扶|挡|拦|拍|打量|踢|骂|挽|牵|递|迎|追|拽|捡|闯|撑|抽|掏|按住|凑|探|翻|睁|眨|说|笑|哭|叹"
    r"|咳|醒|上香|磕头|行礼|拱手|作揖|敬酒|斟|倒茶|皱眉|沉吟|颔首|俯身|弯腰|躬身|起身|回头|挥|劈|砍|刺|练|弹|吹|唱|看着|听着|等着|陪|领着"
    r"|扛|提着|捧|端|接过|拔|换上|披|脱|洗|擦|登上|跃|闪|躲|藏|逃|护|救|杀|拜|倚|靠在|蹲)"
    r"|(?![^，。！？着了]{0,6}的)(?![身手脸头胸背腰嘴眼心脚腿额颈口脖肩麾膝门府生死躺倒流垂闭挂沉飘滑滚落被葬断僵冷凉摔坠跌瘫歪离留的之])"
    r"(?:([^\W\da-zA-Z_])[了一]\1|[^\W\da-zA-Z_](?:着(?!的)|住|起|过(?!世|去了|后)|开|向|进|出|到))", re.IGNORECASE)
"""What goes on behind a name that only the living do: not `lies`, not `smiles` (as portraits do), 那封信."""
_WHO = Lazy(r",\s+who\s+(?:smiles|grins|looks|watches|stares|stands|sits|waits|nods|shrugs|laughs)\b", re.IGNORECASE)
_FINDS = Lazy(r"\b(?:finds?|meets?|catches|to find)\s$", re.IGNORECASE)
_DOING = Lazy(r"\s+(?!(?:lying|hanging|floating|staring|bleeding|dying|being|missing|rotting|wearing|sprawling)\b)[a-z]+ing\b")
"""`opens the door to find WEI grinning`."""
_PASSED = Lazy(r"(?:早就|早已|已经|已|终于|还是)?(?:走了|去了|离开了)(?=[，。！]|$)")
"""Words for a death, and not for going away, of one who is dead."""
_TOGETHER = Lazy(r"\s+(?!(?:are|were|have|lie|rest|once|both|of|in|on|at|to|who|is|was|s)\b)(?-i:[a-z]{2,})\b", re.IGNORECASE)
"""The same behind several names: `WEI and MEI kneel`."""
_JOINED = Lazy(r"\s*(?:,\s*(?:and\s+)?|\band\s+|&\s*|[和与跟同、])\s*", re.IGNORECASE)
_BEFORE = Lazy(r"(?:^|[.!?;:,。！？；：，…—\n])[\s\"'“”「]*(?:(?:and|then|but|suddenly|now|only|young|old)\s+)*$"
               r"|\b(?:stands?|sits?|waits?|kneels?|appears?|enters?|comes|walks|steps)\s$"
               r"|(?:扶|搀|拉|挽|牵|陪|跟|领|拥)着$", re.IGNORECASE)
"""What stands before somebody who does something."""
_STANDS = Lazy(r"\b(?:in|at|on|behind|before|beside|by|under|there|beyond|outside|across|over)\b[^.,;!?]*"
               r"\b(?:stands?|sits?|waits?|kneels?|leans?|crouches)\s$", re.IGNORECASE)
"""`In the doorway stands WEI`."""
_COLD = Lazy(r"\b(?:cold|stiff|lifeless|limp|still|cooling|pale)\s+(?:\w+\s+)?(?:hands?|fingers|palm|fist|arms|lips|breast"
             r"|chest)\b"
              r"|冰冷|冰凉|僵硬", re.IGNORECASE)
"""A body that is given something along."""
_UNREAL = Lazy(r"\b(?:as if|like|years ago|used to|spirit|dead)\b|魂|死|幻|好像|生前|当年", re.IGNORECASE)
_ENDS = ".!?。！？…\n"
_WINDOW = 80


def check(subject: Subject) -> Iterator[Diagnostic]:
    """The first finding on each dead person in each scene; an entrance, which ends the death, is always one."""
    if not any(state.dead for flow in subject.flows for state in flow.states()):
        return
    told: set[tuple[str, int, str]] = set()
    for moment in subject.moments():
        dead = moment.before().dead
        if not dead or moment.scene.storytime in FORKS:
            continue
        for who, what in _living(moment, subject.names):
            if who not in dead or (what != _DOES["enter"] and (moment.episode.id, moment.number, who) in told):
                continue
            prose = moment.before().since.get(f"falls:{who}")
            if prose is not None and what == _DOES["dies"]:
                continue  # the directive says once more what the action has told
            told.add((moment.episode.id, moment.number, who))
            where = prose or moment.before().since.get(f"dies:{who}")
            yield Diagnostic(CODE, Severity.WARNING if prose else SEVERITY, f"{who} {what}, but is dead", moment.beat.span,
                             f"move the scene, or make it a flashback; if {who} did not really die, bring them back with "
                             f"[[enter: {who}]] and accept this there",
                             (Label(where, f"{who} dies here"),) if where else ())


def _living(moment: Moment, names: Names) -> Iterator[tuple[str, str]]:
    """Who does what in a beat that only the living do. In the scene of their death a body may be seen and told of."""
    beat = moment.beat
    before = moment.flow.opening[moment.number].dead
    match beat:
        case Line() if not beat.channel:
            yield from ((who, "speaks in the picture") for who in beat.speakers)
        case Act() if _IMAGE.search(beat.text) is None:
            passed = beat.text.find("了") >= 0 and any(_PASSED.match(beat.text, one.end) for one in names.mentions(beat.text))
            doing = dict.fromkeys((*(who for who, how in (*beat.gestures, *beat.emotions) if not (passed and how[:4] == "exit")),
                                   *(one.who for one in beat.handlings if one.sure),
                                   *(one.to for one in beat.handlings if one.sure and not _COLD.search(beat.text))))
            yield from ((who, "acts in the scene") for who in doing if who in before)
            if not before.isdisjoint(beat.who):
                yield from ((who, "acts in the scene") for who in _subjects(beat.text, names) if who in before)
        case ShotAsk() if not any(map(_IMAGE.search, beat.free)):
            yield from ((who, "is shown") for who in (*beat.subjects, *beat.on) if who in before)
        case Change() if beat.kind in _DOES and (beat.kind != "wears" or beat.who in before):
            yield beat.who, _DOES[beat.kind]


def _subjects(text: str, names: Names) -> Iterator[str]:
    """Those of whom a clause of `text` tells what only the living do."""
    cast = [one for one in names.mentions(text) if one.kind == "cast"]
    leads = False
    for index, one in enumerate(cast):
        joined = index > 0 and _JOINED.fullmatch(text, cast[index - 1].end, one.start) is not None
        lead = text[max(0, one.start - _WINDOW) : one.start]
        leads = (joined and leads) or _BEFORE.search(lead) is not None
        last = index
        while last + 1 < len(cast) and _JOINED.fullmatch(text, cast[last].end, cast[last + 1].start):
            last += 1
        several = joined or last > index
        if _unreal(text, one.start):
            continue
        does = leads and (_LIVES.match(text, cast[last].end) or (several and _TOGETHER.match(text, cast[last].end)))
        met = _FINDS.search(lead) and _DOING.match(text, one.end)
        stands = _STANDS.search(lead) and not text.startswith(("'", "’"), one.end)
        if does or met or stands or _WHO.match(text, one.end):
            yield one.id


def _unreal(text: str, at: int) -> bool:
    """Whether the sentence around `at` only imagines or remembers."""
    start = max(text.rfind(mark, 0, at) for mark in _ENDS) + 1
    ends = [end for mark in _ENDS if (end := text.find(mark, at)) >= 0]
    end = min(ends, default=len(text))
    return supposed(text, start, end) or _UNREAL.search(text, start, end) is not None
