"""What Chinese action tells of things in hands: 把 and 被, verbs of giving with their receivers, things held.

Behind the subject only adverbs may stand before the verb or 把, so that 没有接过, 想拿起 and 让他放下 are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from .masked import PERSON, PROP, WINDOW, Clause, Found, Page, doubtful, handling, unsure, verbs
from .nodes import Handling
from .pattern import Pattern
from .pronoun import STRANGER

_WHO = rf"{PERSON}|他|她|对方"
_HAND = "(?:的)?(?:双手|左手|右手|手里|手中|手上|手心|掌心|掌中|怀里|怀中|指间|指尖|手)"
_ON = ("(?:的)?(?:口袋里|口袋|衣袋里|衣袋|内袋里?|衣兜里?|裤兜里?|兜里|包里|手包里?|手提包里?|背包里?|挎包里?|衣襟里?|贴身处"
       "|袖口|袖子里|袖中|袖里|怀里|怀中|胸前|腰间|身上|背后|身后)")
_NECK = "(?:的)?(?:脖子上|脖颈上|颈间|颈上|颈项上|手腕上|手指上|指上|无名指上|头上|发间|发髻上?|发髻里|鬓边|耳上)"
_FILL = Pattern(
    r"(?:[\s，,]*(?:一把|缓缓|慢慢|轻轻|连忙|赶紧|赶忙|急忙|突然|忽然|立刻|立即|马上|猛地|猛然|又|再次|再|也|便|就|已经|终于"
    r"|重新|顺手|随手|双手|失手|一失手|不慎|一不小心|不小心|无意中|一怒之下|当着(?:众人|大家|所有人|他|她)的面"
    r"|一脚|一拳|一掌|随手|单手|右手|左手|反手|用力|使劲|狠狠|亲手|当众|起身|弯腰|俯身|俯下身|蹲下身|蹲下|低头|抬头|回头|转身"
    r"|转过身|上前一步|上前|走上前|走过来|走过去|走到桌前|伸手"
    r"|伸出手|颤抖着|颤抖着手|哭着|笑着|流着泪|含泪|微笑着|冷冷|默默|静静|悄悄|偷偷|小心|小心翼翼|紧紧|死死|牢牢|高高|一手"
    r"|从容|直接|随后|正|正在|还|仍|仍然|依然|依旧|手里|手中|手上"
    r"|掌心|怀里|怀中|腰间|颈间|脖子上|只是|独自|郑重|迅速|飞快|亲自|这才|最后|从此|一路|接着|然后|趁机|同时|一边|并|全都"
    r"|都)地?|[\s，,]*(?:(?![在到进])\w){1,4}地(?![上面下板毯里])(?=\w|\ue001|\ue002))*"
    r"[\s，,]*", exact=True)
_DET = (rf"(?:(?P<det>(?:{_WHO})(?:递|扔|抛|丢|送|交|塞|拿)(?:过|回)?(?:来|给他|给她)?的|"
        rf"(?:{_WHO}|自己)(?:的|手中的|手里的|手上的|怀里的|怀中的|身上的)|(?:那|这|一|半|另一|另|某|几|两"
        rf"|三)?[枚块个封把张只条支件串本部瓶杯束颗份台盏根柄对幅纸]")
_DET += r"|那|这|一|另一|手里的|手中的|手上的|桌上的|地上的|怀里的|床头的)\s*)?"
_ADJ = r"(?:[^\W\ue000-\ue003的]{1,6}的|[染带沾破旧碎血小大白黑红绿空]{1,2})?"
_NOT_AFTER = (r"(?![的盒壳袋套绳链屏号店纸封柄鞘旁边上里前后般似样碎])")
_THING = rf"\s*{_DET}{_ADJ}(?P<prop>{PROP})(?!碎片|一样|一般){_NOT_AFTER}"
_OBJECT = Pattern(_THING, exact=True)
_WITH = Pattern(rf"\s*用\s*{_DET}{_ADJ}(?P<prop>{PROP})(?!的)\w{{0,4}}(?:打开|开|锁|割|刺|砍|划|撬|挖|写|敲|砸|打|指|抵|挑"
                   rf"|点|捅|劈|擦|挡)", exact=True)
_MORE = Pattern(rf"\s*[和与跟、及]{_DET}{_ADJ}(?P<prop>{PROP}){_NOT_AFTER}", exact=True)
_TAKES_IT = Pattern(rf"\s*(?:把|将)\s*(?:(?P<it>它)|{_DET}{_ADJ}(?P<prop>{PROP}))"
                       rf"(?:\s*[和与跟、及]{_DET.replace('?P<det>', '')}(?P<more>{PROP}))?(?!的)", exact=True)
_PUTS_ON = Pattern(rf"\s*(?:给|为|替)\s*(?P<to>{_WHO})\s*(?:戴上|挂上|系上|别上|套上"
                      rf"|插上)了?{_DET}{_ADJ}(?P<prop>{PROP}){_NOT_AFTER}", exact=True)
_TO = Pattern(rf"\s*(?P<to>{_WHO})(?!的|[们母父])", exact=True)
_IT = Pattern(r"\s*它", exact=True)
_HANDS_OVER = Pattern(r"\s*(?:递|交|还|塞|送|扔|丢|抛)(?:给|到|向|过去|过来|出去|上|来)", exact=True)
_LOST = Pattern(rf"了?{_THING}", exact=True)
_LEADS = Pattern(rf"[^\w\ue000-\ue003]*(?:{PERSON}(?:的|手中的|手里的))?(?:只见|突然|忽然|那"
                      rf"|这)*[枚块个封把张只条支件串本部瓶杯束颗份台]?{_ADJ}(?P<prop>{PROP})(?!的)", exact=True)
_GIVES = Pattern(rf"\s*(?:往|向)?(?:递还|递|交还|交|归还|还|塞|扔|抛|丢|甩|送|传|推"
                    rf"|转交)?(?:回)?给(?:了)?\s*(?P<to>{_WHO})(?!的(?!手)|[们母父妈爸家])", exact=True)
_INTO = Pattern(rf"\s*(?:放|塞|递|交|按|扔|丢|搁|送|揣|插|藏|挂|戴|套|系|别|握|攥|拿|捧|抱|捏|装|收|推)(?:回)?(?:到|进|在"
                   rf"|入|至|回)(?:了)?\s*(?P<owner>{_WHO}|自己)?"
                   rf"(?:(?P<hand>{_HAND})|(?P<neck>{_NECK})|(?P<on>{_ON}))", exact=True)
_AWAY = Pattern(r"\s*(?:放|搁|摆|扔|丢|摔|砸|藏|锁|塞|留|埋|抛|掷|撂|忘|落|挂|插|推|收|装)(?:回|下|了)?(?:到|进|在|入|至"
                   r"|向|出|下|开|掉)", exact=True)
_TOWARDS = Pattern(r"\s*(?:往|朝|向)\s*(?![^，。]{0,3}(?:手|怀|袋|兜|身|面前|跟前|脸|嘴"
                   r"|头))[^\W\ue000-\ue003]{1,4}?(?:上|里|中|下|外|边|内)"
                   r"\s*(?:猛地|狠狠|重重|轻轻|随手)?一(?:放|搁|撂|扔|丢|摔|抛|掷|甩|砸|拍)", exact=True)
_BACKED = Pattern(rf"\s*(?:是)?(?:被|叫|让|遭)\s*(?P<who>{PERSON}|他|她)(?!的|[们母父])", exact=True)
_BROKEN = Pattern(r"\s*被(?:人)?(?:撕|摔|砸|打|踩|烧|折|掰|捏|击|震)(?:碎|成|毁|烂|断|得粉碎)", exact=True)
_TAKEN = Pattern(r"\s*(?:是)?(?:被|叫|遭)\w{0,6}?(?:抢|夺|偷|拿|收|没收|捡|取|接|拾|带)(?:走|去|下|回|了|过|起)", exact=True)
_FROM = Pattern(rf"\s*(?:从|自)\s*(?:(?P<from>{_WHO}|自己)(?:{_HAND}|{_NECK}|{_ON}|那里|那儿|处|身边)?"
                   rf"|[^，。,.\ue001\ue002]{{1,8}}?(?:里|上|中|下|间|处|内|旁|边))", exact=True)
_SEES = Pattern(rf"\s*(?:眼睁睁|静静|默默)?地?(?:看着|望着|眼看着|看见|看到|盯着|目送|只见)\s*(?P<who>{PERSON})(?!的|手|怀"
                   rf"|脖|颈)", exact=True)
_ASPECT = Pattern(r"(?:了|过|着|起|走|住)?", exact=True)
_IN_HAND = Pattern(rf"(?P<owner>{_WHO}|自己)?(?:的)?(?:双手|手里|手中|手上|掌心|掌中|怀里|怀中|指间|颈间|脖子上|腰间)(?:还"
                      rf"|正|仍|紧紧|死死|一直)*"
                      rf"(?:(?:握|攥|拿|捧|端|捏|抱|举|提|托|挂|戴|佩|揣|拎)着|的|是)\s*(?:那"
                      rf"|这)?[枚块个封把张只条支件串本部瓶杯束颗份台]?{_ADJ}(?P<prop>{PROP})(?!的?(?:主人|照片|画))", exact=True)
_LIES_IN = Pattern(rf"\s*(?:正|还|仍|一直|紧紧|被)*(?:握|攥|拿|捧|躺|挂|戴|捏|抓)?在\s*(?P<owner>{_WHO})(?:{_HAND}|{_NECK})",
                   exact=True)
_SLIPS = Pattern(rf"\s*(?:突然|忽然|也|便|就|缓缓)*(?:从|自)\s*(?P<owner>{_WHO}|自己)?(?:{_HAND})?(?:中|里)?(?:突然|缓缓"
                    rf"|悄然)*(?:滑落|掉落|跌落|掉了|掉在|掉到|滑出|飘落|飞落|落下|落在|脱落|坠落|飞出|坠地|落地|滑下)",
                   exact=True)
_FALLS = Pattern(r"\s*(?:突然|忽然|也|便|就|重重|啪的一声|啪地一声|当啷一声|哐当一声)*地?(?:掉|落|跌|摔|滚|坠|飘|滑)"
                    r"(?:落)?(?:了)?(?:到|在|落|入|进|向|下)", exact=True)
_BREAKS = Pattern(r"\s*(?:突然|忽然|应声|瞬间|顿时|彻底|啪的一声|咔嚓一声|当啷一声|也|就|便|已经|终于|全)*地?(?:落地|摔|断"
                     r"|裂|砸|破)?"
                     r"(?:碎了|碎裂|碎成|断了|断成|裂成|碎开|摔碎|粉碎|断裂|裂开|而碎|碎在|破碎|碎得|断为|裂为|得粉碎|炸裂"
                     r"|崩碎|碎落)(?!的)|\s*(?:很快|瞬间|转眼|顿时|渐渐|慢慢|在火中|已经|已)*(?:被?烧成|化为|化作|化成"
                     r"|燃为|变成)(?:了)?(?:灰烬|灰|一堆灰|齑粉|粉末|一捧灰)", exact=True)
_TO_BITS = Pattern(r"[^。！？\ue001\ue002]{0,16}?(?:摔|跌|断|碎|裂|碰|炸)(?:成|为|作|得|了)?(?:个)?(?:两截|两半|两段"
                   r"|几截|几块|几片|几瓣|数段|粉碎|碎片|一地|稀碎)", exact=True)
_BAR = Pattern(r"没|不|未|别|勿|莫|无法|休想|想要|想|要(?!求)|试图|准备|打算|企图|差点|险些|让|令|命|逼|请|求|叫|如果|可以"
                  r"|应该|必须|似乎|假装|等|若|帮|替|能|敢|会|舍得|愿|怎么", exact=True)
_INDEFINITE = Pattern(r"一[枚块个封把张只条支件串本部瓶杯束颗份台盏根柄对幅]?$", exact=True)
_OTHER = Pattern(r"^(?:另|某|几|两|三|半)", exact=True)
_AFTER_ZERO = Pattern(r"\s*(?:$|[，。,.！!；;、…—]|就|便|转身|走|看|往|放|打开|一看)", exact=True)
_FATES = {"take": "takes", "pull": "takes", "drop": "drops", "throw": "drops", "put": "drops", "leave": "drops",
          "break": "breaks", "tear": "breaks", "hold": "uses", "lift": "uses",
          "mend": "mends"}
_KINDS = {"take": "takes", "drop": "drops", "throw": "drops", "put": "drops", "break": "breaks"}
_SOMEWHERE = Pattern(r"\s*(?:(?!自己|手|怀|口袋|身上|胸|腰|头|脸|眼|嘴)[^\W\ue000-\ue003]{1,4}(?:上|里|中|下|边|旁|前|外"
                        r"|角|内|间|处))?"
                        r"\s*(?:$|[，。,.！!；;、…—]|就|便|转身|走|看了|打开)", exact=True)
_FAR = Pattern(rf"[^\ue001，。]{{1,12}}的(?P<prop>{PROP}){_NOT_AFTER}", exact=True)
_OWN = Pattern(r"拿|掏|摸|举|端|放|握|捏|看|打开|翻|收|捧|提|背|点|扔|丢|抓", exact=True)
"""Verbs of what people do with a phone or a glass of their own."""
_MOVES = ("give", "take", "throw", "drop", "pull", "put")


@cache
def _words(*ids: str) -> re.Pattern[str]:
    """The Chinese verbs of these entries of stdlib `handlings`, the longest first."""
    found = [word for word, (id, _) in verbs().items() if id in ids and not word.isascii()]
    return re.compile(r"\s*(?P<verb>" + "|".join(map(re.escape, sorted(found, key=len, reverse=True))) + ")")


def _verb() -> re.Pattern[str]:
    return _words("find", "give", "trade", "throw", "slide", "put", "leave", "drop", "take", "pull", "lift", "hold", "read",
                  "break", "tear", "mend")


def read_chinese(page: Page, clause: Clause, start: int) -> Iterator[Found]:
    """What the clause tells, in order. `start` is where its sentence begins."""
    agent = clause.subjects[0] if len(clause.subjects) == 1 else ""
    at = clause.after
    seen = _SEES.match(page.text, at, clause.end)
    if seen is not None:
        agent, at = page.ids[seen.start("who")], seen.end()
    found = [*_active(page, clause, agent, at, start)] if agent else []
    if not found and agent:
        found = list(_suffers(page, clause, agent))
    if not found:
        found = [*_things(page, clause)] or _undecided(page, clause)
    told = {one.handling.prop for one in found}
    found += [one for one in _held(page, clause, agent) if one.handling.prop not in told]
    astray = clause.aside and seen is None and _BACKED.search(page.text, clause.first, clause.last) is None
    if astray or doubtful(page, clause, start):
        found = [Found(one.at, unsure((one.handling.prop,), one.handling.kind, one.handling.who)[0]) for one in found]
    yield from (one for one in found if one.handling.sure or one.handling.kind not in ("uses", "breaks", "mends"))


def _active(page: Page, clause: Clause, agent: str, at: int, start: int) -> Iterator[Found]:
    """What `agent` does by the words from `at` on."""
    text, end = page.text, clause.end
    fill = _FILL.match(text, at, clause.last)
    at = fill.end() if fill else at
    worn = _PUTS_ON.match(text, at, end)
    if worn is not None:
        to = page.whom(worn, "to", agent)
        yield Found(worn.start("prop"), handling("gives", agent, page.ids[worn.start("prop")], to))
        return
    source = _FROM.match(text, at, end)
    if source is not None:
        at = source.end()
        fill = _FILL.match(text, at, end)
        at = fill.end() if fill else at
    tool = _WITH.match(text, at, end)
    if tool is not None:
        if _OTHER.match(tool["det"] or "") is None:
            yield Found(tool.start("prop"), handling("uses", agent, page.ids[tool.start("prop")], "",
                                                     _INDEFINITE.search(tool["det"] or "") is None))
        return
    whole = _TAKES_IT.match(text, at, end)
    if whole is not None:
        yield from _disposed(page, clause, agent, whole, start)
        return
    verb = _verb().match(text, at, end)
    if verb is None or (source is not None and verbs()[verb["verb"]][0] not in ("take", "pull", "lift", "tear")):
        return
    id, form = verbs()[verb["verb"]]
    aspect = _ASPECT.match(text, verb.end())
    at = aspect.end() if aspect else verb.end()
    if id == "give" and form != "outright":
        yield from _to(page, clause, agent, verb.end(), start)
        return
    target = _OBJECT.match(text, at, end)
    if target is None:
        yield from _left_out(page, clause, agent, verb, at, start)
        return
    place = target.start("prop")
    props, stop = [page.ids[place]], target.end()
    while (more := _MORE.match(text, stop, end)) is not None:
        props.append(page.ids[more.start("prop")])
        stop = more.end()
    if _OTHER.match(target["det"] or ""):
        return
    definite = _INDEFINITE.search(target["det"] or "") is None
    if place in page.common and (page.own(target, place, agent) or (not target["det"] and _OWN.match(verb["verb"]))):
        definite = False
    for prop in props:
        one = _plain(page, agent, id, prop, definite, _GIVES.match(text, stop, end))
        if one is not None:
            yield Found(place, one)


def _plain(page: Page, agent: str, id: str, prop: str, definite: bool, onward: re.Match[str] | None) -> Handling | None:
    """What a verb and the thing behind it tell. `onward`: words that give it to somebody right behind."""
    if onward is not None and id in ("take", "pull", "lift", "hold"):
        to = page.whom(onward, "to", agent)
        return handling("gives", agent, prop, to, definite)
    if id in ("give", "trade", "slide"):
        return handling("gives", agent, prop, "", False)
    if id in ("take", "pull", "find"):
        return handling("takes", agent, prop, "", definite and id != "find")
    if id in ("hold", "lift", "read"):
        return handling("uses", agent, prop, "", definite)
    if id in ("drop", "throw", "leave"):
        return handling("drops", agent, prop, "", definite)
    if id in ("break", "tear"):
        return handling("breaks", agent, prop, "", definite)
    if id == "mend":
        return handling("mends", agent, prop, "", definite)
    return None


def _to(page: Page, clause: Clause, agent: str, at: int, start: int) -> Iterator[Found]:
    """`递给顾深玉佩`, or 递给顾深 of the thing that stands before."""
    text = page.text
    who = _TO.match(text, at, clause.end)
    target = _OBJECT.match(text, who.end() if who else at, clause.end)
    to = page.whom(who, "to", agent) if who else ""
    if target is not None:
        if _OTHER.match(target["det"] or "") is None:
            place = target.start("prop")
            yield Found(place, handling("gives", agent, page.ids[place], to, _INDEFINITE.search(target["det"] or "") is None))
    elif _AFTER_ZERO.match(text, who.end() if who else at, clause.end + 1):
        yield from _given(page, agent, page.near(at, start, True), to, at, start)


def _given(page: Page, agent: str, props: tuple[str, ...], to: str, at: int, start: int) -> Iterator[Found]:
    clear = len(props) == 1 and (props != page.lately or (page.close and bool(page.near(at, start))))
    yield from (Found(at, handling("gives", agent, prop, to, clear)) for prop in props if prop != STRANGER)


def _left_out(page: Page, clause: Clause, agent: str, verb: re.Match[str], at: int, start: int) -> Iterator[Found]:
    """`一把夺过`, of the thing that the action before names."""
    text = page.text
    it = _IT.match(text, at)
    at = it.end() if it else at
    id, kind, to = verbs()[verb["verb"]][0], "", ""
    if _INTO.match(text, verb.start("verb"), clause.end):
        kind, to, _ = _fate(page, clause, agent, verb.start("verb"))
    elif id in _KINDS and _SOMEWHERE.match(text, at, clause.end + 1):
        kind = _KINDS[id]
    if kind:
        props = page.near(at, start, True)
        clear = len(props) == 1 and props != page.lately
        yield from (Found(at, handling(kind, agent, prop, to, clear)) for prop in props if prop != STRANGER)
    elif id in ("take", "give", "throw", "drop"):
        far = _FAR.match(text, at, clause.last)
        if far is not None:
            yield from (Found(at, one) for one in unsure((page.ids[far.start("prop")],), _KINDS.get(id, "gives"), agent))


def _disposed(page: Page, clause: Clause, agent: str, whole: re.Match[str], start: int) -> Iterator[Found]:
    """What `把 THING …` tells."""
    text, end = page.text, clause.end
    if _OTHER.match(whole["det"] or ""):
        return
    place = whole.start("it" if whole["it"] else "prop")
    near = page.near(place, start) if whole["it"] else (page.ids[place],)
    props = [*near, *((page.ids[whole.start("more")],) if whole["more"] else ())]
    source = _FROM.match(text, whole.end(), end)
    at = source.end() if source else whole.end()
    fill = _FILL.match(text, at, end)
    at = fill.end() if fill else at
    kind, to, sure = _fate(page, clause, agent, at)
    if kind:
        sure = sure and len(near) == 1 and (not whole["it"] or near != page.lately or page.close)
        yield from (Found(place, handling(kind, agent, prop, to, sure)) for prop in props if prop != STRANGER)


def _fate(page: Page, clause: Clause, agent: str, at: int) -> tuple[str, str, bool]:
    """What becomes of a thing by the words at `at`: kind, receiver, sure."""
    text, end = page.text, clause.end
    gives = _GIVES.match(text, at, end)
    if gives is not None:
        return "gives", page.whom(gives, "to", agent), True
    into = _INTO.match(text, at, end)
    if into is not None:
        own = "uses" if into["neck"] else "takes"
        if not into["owner"] or into["owner"] == "自己":
            return own, "", True
        owner = page.owner(into, "owner", agent)
        return (own, "", True) if owner == agent else ("gives", owner, True)
    if _HANDS_OVER.match(text, at):
        return "gives", "", False
    verb = _verb().match(text, at, end)
    if verb is None:
        gone = _AWAY.match(text, at, end) or _TOWARDS.match(text, at, end)
        return ("drops", "", True) if gone else ("", "", False)
    id = verbs()[verb["verb"]][0]
    kind = _FATES.get(id, "gives")
    return kind, "", kind != "gives"


def _suffers(page: Page, clause: Clause, agent: str) -> Iterator[Found]:
    """`顾深被林晚夺走玉佩`: the subject loses it."""
    by = _BACKED.match(page.text, clause.after, clause.last)
    if by is None:
        return
    fill = _FILL.match(page.text, by.end(), clause.last)
    verb = _words("take").match(page.text, fill.end() if fill else by.end(), clause.last)
    target = _LOST.match(page.text, verb.end(), clause.last) if verb else None
    who = page.whom(by, "who", agent)
    if target is not None and who:
        place = target.start("prop")
        yield Found(place, handling("takes", who, page.ids[place]))


def _things(page: Page, clause: Clause) -> Iterator[Found]:
    """A thing that leads the clause: taken by somebody, broken, slipping from a hand."""
    text = page.text
    lead = _LEADS.match(text, clause.first, clause.last)
    if lead is None:
        return
    place, at = lead.start("prop"), lead.end()
    prop = page.ids[place]
    by = _BACKED.match(text, at, clause.last)
    if by is None and _BROKEN.match(text, at, clause.last) is not None:
        yield Found(place, Handling("breaks", "", prop))
        return
    if by is None and _TAKEN.match(text, at, clause.last) is not None:
        yield Found(place, Handling("takes", "", prop, "", False))
        return
    if by is not None:
        who = page.whom(by, "who", "")
        fill = _FILL.match(text, by.end(), clause.last)
        kind, to, sure = _fate(page, clause, who, fill.end() if fill else by.end())
        if kind and who:
            yield Found(place, handling(kind, who, prop, to, sure))
        return
    slips, lies = _SLIPS.match(text, at, clause.last), _LIES_IN.match(text, at, clause.last)
    if slips is not None:
        agent = clause.subjects[0] if len(clause.subjects) == 1 else ""
        yield Found(place, Handling("drops", page.owner(slips, "owner", agent), prop))
    elif lies is not None:
        who = page.owner(lies, "owner", "")
        if who:
            yield Found(place, handling("uses", who, prop))
    elif _BREAKS.match(text, at, clause.last):
        yield Found(place, Handling("breaks", "", prop))
    elif _FALLS.match(text, at, clause.last):
        yield Found(place, Handling("breaks" if _TO_BITS.match(text, at, clause.end) else "drops", "", prop))


def _held(page: Page, clause: Clause, agent: str) -> Iterator[Found]:
    """Things that are said to be in somebody's hand: 手里拿着玉佩, 顾深手中的玉佩."""
    for one in _IN_HAND.finditer(page.text, clause.first, clause.last):
        if _BAR.search(page.text, max(clause.first, one.start() - WINDOW), one.start()):
            continue
        place = one.start("prop")
        who = page.owner(one, "owner", agent if clause.after <= one.start() else "", one["owner"] is None)
        if who:
            yield Found(place, handling("uses", who, page.ids[place]))


def _undecided(page: Page, clause: Clause) -> list[Found]:
    """Things that change hands in a way that is not clear: nobody knows who did it."""
    text = page.text
    if _BAR.search(text, clause.first, clause.last):
        return []
    found = []
    for verb in _words(*_MOVES).finditer(text, clause.first, clause.last):
        target = _OBJECT.match(text, verb.end(), clause.last)
        if target is not None and _OTHER.match(target["det"] or "") is None:
            kind = _plain(page, "", verbs()[verb["verb"]][0], "", True, None)
            props = (page.ids[target.start("prop")],)
            found += [Found(verb.start(), one) for one in unsure(props, kind.kind if kind else "takes", "")]
    return found
