"""What Chinese action says around a thing: words of places and hands, and the frames that verbs stand in."""

from __future__ import annotations

from .masked import PERSON, PROP
from .pattern import Pattern


def any_of(*words: str) -> str:
    """An expression for any of the words, which spaces divide."""
    return "|".join(one for some in words for one in some.split())


WHO = rf"{PERSON}|他|她|对方"
HAND = "(?:的)?(?:双手|左手|右手|手里|手中|手上|手心|掌心|掌中|怀里|怀中|指间|指尖|手)"
ON = ("(?:的)?(?:口袋里|口袋|衣袋里|衣袋|内袋里?|衣兜里?|裤兜里?|兜里|包里|手包里?|手提包里?|背包里?|挎包里?|衣襟里?|贴身处"
       "|袖口|袖子里|袖中|袖里|怀里|怀中|胸前|腰间|身上|背后|身后)")
NECK = "(?:的)?(?:脖子上|脖颈上|颈间|颈上|颈项上|手腕上|手指上|指上|无名指上|头上|发间|发髻上?|发髻里|鬓边|耳上)"
REACH = 18
"""How many code points may stand between a subject and what it does: 隔着木栅, 当着众人的面, 走上前一把."""
PLAIN = Pattern(r"[^\ue000-\ue003。！？!?；;]*", exact=True)
IDIOM = Pattern("当着[^，。]{0,5}面|" + any_of(
    "一把 毫不犹豫 毫不迟疑 毫不客气 毫不留情 毫不在意 毫不费力 不由分说 不由得 不由自主 不慌不忙 不动声色",
    "不紧不慢 不容分说 情不自禁 迫不及待 二话不说 一声不吭 一声不响 一言不发 不管不顾 不顾一切 头也不回 头也不抬",
    "一不小心 不小心 不慎 不经意 无意中 无意间 若无其事 若有所思 不住 不禁 不耐烦"), exact=True)
"""Adverbs that deny nothing, whatever is in them."""
STOPS = Pattern(any_of(
    "没 不 未 别 勿 莫 无 休想 想 要 欲 试图 准备 打算 企图 计划 差点 险些 几乎 可 应 该 必 须 能 敢 会 舍得 肯 愿 拒 忘 是否 曾",
    "把 将 被 让 令 命 逼 请 求 叫 教 劝 派 使 由 吩咐 示意 答应 同意 允许 准许 阻 拦 防 帮 替 人 兵 们 怎 谁 何",
    "等 听 看 望 见 目送 发现 察觉 知道 得知 觉 说 讲 称 喊 承认 盼 希望 怕 担心 以为 如 若 倘 假 似 像 仿 梦 忆 记"
    ) + "|的(?!面|时)", exact=True)
"""Words after which nobody does it, or somebody else, or it is only thought or told of."""
DET = (rf"(?:(?P<det>(?:{WHO})(?:递|扔|抛|丢|送|交|塞|拿)(?:过|回)?(?:来|给他|给她)?的|"
        rf"(?:{WHO}|自己)(?:的|手中的|手里的|手上的|怀里的|怀中的|身上的)|(?:那|这|一|半|另一|另|某|几|两"
        rf"|三)?[枚块个封把张只条支件串本部瓶杯束颗份台盏根柄对幅纸卷沓叠盒壶坛碗枝面方册锭包粒座尊具笔双顶匹架辆]")
DET += r"|那|这|一|另一|手里的|手中的|手上的|桌上的|地上的|怀里的|床头的)\s*)?"
ADJ = r"(?:[^\W\ue000-\ue003的]{1,6}的|[染带沾破旧碎血小大白黑红绿空]{1,2})?"
NOT_AFTER = (r"(?![的盒壳袋套绳链屏号店纸封柄鞘旁边上里前后般似样碎])")
THING = rf"\s*{DET}{ADJ}(?P<prop>{PROP})(?!碎片|一样|一般){NOT_AFTER}"
OBJECT = Pattern(THING, exact=True)
WITH = Pattern(rf"\s*用\s*{DET}{ADJ}(?P<prop>{PROP})(?![的来]?(?:换|抵|交换|代替|代|作|做|当|充)|的)(?=\w)",
                exact=True)
MORE = Pattern(rf"\s*[和与跟、及]{DET}{ADJ}(?P<prop>{PROP}){NOT_AFTER}", exact=True)
TAKES_IT = Pattern(rf"\s*(?:把|将)\s*(?:(?P<it>它)|{DET}{ADJ}(?P<prop>{PROP}))"
                       rf"(?:\s*[和与跟、及]{DET.replace('?P<det>', '')}(?P<more>{PROP}))?(?!的)", exact=True)
PUTS_ON = Pattern(rf"\s*(?:给|为|替)\s*(?P<to>{WHO})\s*(?:戴上|挂上|系上|别上|套上"
                      rf"|插上)了?{DET}{ADJ}(?P<prop>{PROP}){NOT_AFTER}", exact=True)
TO = Pattern(rf"\s*(?P<to>{WHO})(?!的|[们母父])", exact=True)
IT = Pattern(r"\s*它", exact=True)
HANDS_OVER = Pattern(r"\s*(?:递|交|还|塞|送|扔|丢|抛)(?:给|到|向|过去|过来|出去|上|来)", exact=True)
LOST = Pattern(rf"了?{THING}", exact=True)
LEADS = Pattern(rf"[^\w\ue000-\ue003]*(?:{PERSON}(?:的|手中的|手里的))?(?:只见|突然|忽然|那"
                      rf"|这)*[枚块个封把张只条支件串本部瓶杯束颗份台]?{ADJ}(?P<prop>{PROP})(?!的)", exact=True)
GIVES = Pattern(rf"\s*(?:往|向)?(?:递还|递|交还|交|归还|还|塞|扔|抛|丢|甩|送|传|推"
                    rf"|转交)?(?:回)?给(?:了)?\s*(?P<to>{WHO})(?!的(?!手)|[们母父妈爸家])", exact=True)
INTO = Pattern(rf"\s*(?:放|塞|递|交|按|扔|丢|搁|送|揣|插|藏|挂|戴|套|系|别|握|攥|拿|捧|抱|捏|装|收|推)(?:回)?(?:到|进|在"
                   rf"|入|至|回)(?:了)?\s*(?P<owner>{WHO}|自己)?"
                   rf"(?:(?P<hand>{HAND})|(?P<neck>{NECK})|(?P<on>{ON}))", exact=True)
AWAY = Pattern(r"\s*(?:放|搁|摆|扔|丢|摔|砸|藏|锁|塞|留|埋|抛|掷|撂|忘|落|挂|插|推|收|装|供奉?|奉|置|陈列?|靠|倚|钉|贴|绑"
                r"|拴|夹|压|垫|铺|立|竖|投|寄存|寄放|安放|放置|支|架|晾|别|系|扣|拍|缝|嵌|沉|甩|踢|滚|倒扣|封存?)(?:回|下|了)?"
                r"(?:到|进|在|入|至|于|向|出|下|开|掉)", exact=True)
AT_BODY = Pattern(r"\s*(?:抵|架|贴|靠|倚|搭|扛|枕|横|顶|按|对准|瞄准|指|凑|举|比|搁)(?:在|到|住|向|着|近"
                  r"|上)?[^，。！？\ue001]{0,6}?"
                  r"(?:喉|颈|脖|咽|胸|心口|额|太阳穴|背心|后背|后心|后脑|头|脸|颊|唇|嘴|耳|鼻|眼前|腰间|膝|肩)"
                  r"|\s*(?:凑|举|抵|对准|指)(?:到|向|着|近)", exact=True)
"""把刀架在他脖子上, 把信凑到灯下."""
FIRE = Pattern(r"[^，。！？]{0,4}(?:火|炉|灶|焰|炭)", exact=True)
BURNT = Pattern(r"化[为作成]|烧|灰|烬|燃|焚|吞|卷曲|焦", exact=True)
PART = Pattern(rf"\s*{DET}{ADJ}(?P<prop>{PROP})(?:[上里中]的|的(?:花纹|纹路|剑[身柄鞘]|刀[身柄鞘]|边缘|裂痕|封[口皮]|字|背面"
               rf"|正面|流苏))", exact=True)
"""抚摸着玉佩上的花纹."""
COMES_TO = Pattern(rf"\s*(?:已经|已|便|就|又|最后|终于|辗转|最终)*(?:[从由自][^，。！？]{{1,8}}?)?(?:递|传|交|落|转|掉|滑|飞"
                   rf"|到)(?:到|入|进|在)?了?\s*"
                   rf"(?P<owner>{WHO})(?:{HAND}|{NECK}|{ON})", exact=True)
"""玉佩落到了顾深手里."""
TOWARDS = Pattern(r"\s*(?:往|朝|向)\s*(?![^，。]{0,3}(?:手|怀|袋|兜|身|面前|跟前|脸|嘴"
                   r"|头))[^\W\ue000-\ue003]{1,4}?(?:上|里|中|下|外|边|内)"
                   r"\s*(?:猛地|狠狠|重重|轻轻|随手)?一(?:放|搁|撂|扔|丢|摔|抛|掷|甩|砸|拍|插|塞|挂|立|杵|顿|藏|埋|压|钉"
                   r"|摆)", exact=True)
BACKED = Pattern(rf"\s*(?:是)?(?:被|叫|让|遭)\s*(?P<who>{PERSON}|他|她)(?!的|[们母父])", exact=True)
BROKEN = Pattern(r"\s*被(?:人)?(?:撕|摔|砸|打|踩|烧|折|掰|捏|击|震)(?:碎|成|毁|烂|断|得粉碎)", exact=True)
TAKEN = Pattern(r"\s*(?:是)?(?:被|叫|遭)\w{0,6}?(?:抢|夺|偷|拿|收|没收|捡|取|接|拾|带)(?:走|去|下|回|了|过|起)", exact=True)
FROM = Pattern(rf"\s*(?:从|自)\s*(?:(?P<from>{WHO}|自己)(?:{HAND}|{NECK}|{ON}|那里|那儿|处|身边)?"
                   rf"|[^，。,.\ue001\ue002]{{1,8}}?(?:里|上|中|下|间|处|内|旁|边))", exact=True)
SEES = Pattern(rf"\s*(?:眼睁睁|静静|默默)?地?(?:看着|望着|眼看着|看见|看到|盯着|目送|只见)\s*(?P<who>{PERSON})(?!的|手|怀"
                   rf"|脖|颈)", exact=True)
ASPECT = Pattern(r"(?:了|过|着|起|走|住)?(?:起来|出来|下来|过来|过去|回来|回去|出去|来|去)?了?", exact=True)
IN_HAND = Pattern(rf"(?P<owner>{WHO}|自己)?(?:的)?(?:双手|手里|手中|手上|掌心|掌中|怀里|怀中|指间|颈间|脖子上|腰间)(?:还"
                      rf"|正|仍|紧紧|死死|一直)*"
                      rf"(?:(?:握|攥|拿|捧|端|捏|抱|举|提|托|挂|戴|佩|揣|拎)着|的|是)\s*(?:那"
                      rf"|这)?[枚块个封把张只条支件串本部瓶杯束颗份台]?{ADJ}(?P<prop>{PROP})(?!的?(?:主人|照片|画))", exact=True)
LIES_IN = Pattern(rf"\s*(?:正|还|仍|一直|紧紧|被)*(?:握|攥|拿|捧|躺|挂|戴|捏|抓)?在\s*(?P<owner>{WHO})(?:{HAND}|{NECK})",
                   exact=True)
SLIPS = Pattern(rf"\s*(?:突然|忽然|也|便|就|缓缓)*(?:从|自)\s*(?P<owner>{WHO}|自己)?(?:{HAND})?(?:中|里)?(?:突然|缓缓"
                    rf"|悄然)*(?:滑落|掉落|跌落|掉了|掉在|掉到|滑出|飘落|飞落|落下|落在|脱落|坠落|飞出|坠地|落地|滑下)",
                   exact=True)
FALLS = Pattern(r"\s*(?:突然|忽然|也|便|就|重重|啪的一声|啪地一声|当啷一声|哐当一声)*地?(?:掉|落|跌|摔|滚|坠|飘|滑)"
                    r"(?:落)?(?:了)?(?:到|在|落|入|进|向|下|地)", exact=True)
BREAKS = Pattern(r"\s*(?:突然|忽然|应声|瞬间|顿时|彻底|啪的一声|咔嚓一声|当啷一声|也|就|便|已经|终于|全)*地?(?:落地|摔|断"
                     r"|裂|砸|破)?"
                     r"(?:碎了|碎裂|碎成|断了|断成|裂成|碎开|摔碎|粉碎|断裂|裂开|而碎|碎在|破碎|碎得|断为|裂为|得粉碎|炸裂"
                     r"|崩碎|碎落)(?!的)|\s*(?:很快|瞬间|转眼|顿时|渐渐|慢慢|在火中|已经|已)*(?:被?烧成|化为|化作|化成"
                     r"|燃为|变成)(?:了)?(?:灰烬|灰|一堆灰|齑粉|粉末|一捧灰)", exact=True)
TO_BITS = Pattern(r"[^。！？\ue001\ue002]{0,16}?(?:摔|跌|断|碎|裂|碰|炸)(?:成|为|作|得|了)?(?:个)?(?:两截|两半|两段"
                   r"|几截|几块|几片|几瓣|数段|粉碎|碎片|一地|稀碎)", exact=True)
BAR = Pattern(r"没|不|未|别|勿|莫|无法|休想|想要|想|要(?!求)|试图|准备|打算|企图|差点|险些|让|令|命|逼|请|求|叫|如果|可以"
                  r"|应该|必须|似乎|假装|等|若|帮|替|能|敢|会|舍得|愿|怎么", exact=True)
INDEFINITE = Pattern(r"一[枚块个封把张只条支件串本部瓶杯束颗份台盏根柄对幅]?$", exact=True)
OTHER = Pattern(r"^(?:另|某|几|两|三|半)", exact=True)
AFTER_ZERO = Pattern(r"\s*(?:$|[，。,.！!；;、…—]|就|便|转身|走|看|往|放|打开|一看)", exact=True)
FATES = {"take": "takes", "pull": "takes", "drop": "drops", "throw": "drops", "put": "drops", "leave": "drops",
          "break": "breaks", "tear": "breaks", "hold": "uses", "lift": "uses",
          "mend": "mends"}
KINDS = {"take": "takes", "drop": "drops", "throw": "drops", "put": "drops", "break": "breaks"}
SOMEWHERE = Pattern(r"\s*(?:(?!自己|手|怀|口袋|身上|胸|腰|头|脸|眼|嘴)[^\W\ue000-\ue003]{1,4}(?:上|里|中|下|边|旁|前|外"
                        r"|角|内|间|处))?"
                        r"\s*(?:$|[，。,.！!；;、…—]|就|便|转身|走|看了|打开)", exact=True)
FAR = Pattern(rf"[^\ue001，。]{{1,12}}的(?P<prop>{PROP}){NOT_AFTER}", exact=True)
OWN = Pattern(r"拿|掏|摸|举|端|放|握|捏|看|打开|翻|收|捧|提|背|点|扔|丢|抓", exact=True)
"""Verbs of what people do with a phone or a glass of their own."""
MOVES = ("give", "take", "throw", "drop", "pull", "put")
