"""Who and what the made-up drama is about: cast, places, props, secrets, and the bible that declares them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """One of the cast. `first` is the name in prose and cues, `intro` follows it where the person is first seen."""

    id: str
    zh: str
    age: int
    sex: str
    hair: str
    voices: tuple[str, str]
    intro: str
    wardrobe: tuple[tuple[str, str], ...]
    alias: str = ""

    @property
    def first_seen(self) -> str:
        """What the person does when first seen."""
        return _SEEN[len(self.id) % len(_SEEN)]

    @property
    def first(self) -> str:
        """How prose names the person after the first time: `Maya`, `Dr. Park`."""
        return (self.alias or self.id).title()


_SEEN = ("waits", "stands by the door", "is there already", "sits in the half-dark", "comes in out of the rain",
         "looks up as if caught")
_WOMAN = (("day", "blazer"), ("evening", "evening gown"), ("home", "sweater"))
_MAN = (("day", "suit"), ("evening", "waistcoat"), ("home", "shirt"))
CAST = (
    Person("MAYA LIN", "林美雅", 27, "female", "long", ("std/young-woman-low", "std/zh-young-woman"),
           "twenty-seven, straight-backed, a small scar at the wrist", _WOMAN, "MAYA"),
    Person("ETHAN SHAW", "邵以恒", 31, "male", "side-part", ("std/young-man-low", "std/zh-young-man"),
           "thirty-one, an heir who has stopped smiling", _MAN, "ETHAN"),
    Person("CELIA SHAW", "邵思莉", 28, "female", "bob", ("std/young-woman-bright", "std/zh-young-woman-bright"),
           "twenty-eight, diamonds at breakfast", _WOMAN, "CELIA"),
    Person("VICTOR SHAW", "邵伟德", 63, "male", "short", ("std/old-man", "std/zh-old-man"),
           "sixty-three, the founder, a cane that he does not need", _MAN, "VICTOR"),
    Person("GRACE LIN", "林恩慈", 54, "female", "bun", ("std/woman-mature", "std/zh-woman-mature"),
           "fifty-four, in a hospital cardigan", _WOMAN, "GRACE"),
    Person("DR. PARK", "朴医生", 45, "male", "short", ("std/man-warm", "std/zh-man-warm"),
           "forty-five, tired, honest on most days", (("day", "doctor coat"), ("evening", "suit"), ("home", "shirt"))),
    Person("SAMUEL ZHOU", "周律师", 52, "male", "slicked", ("std/man-deep", "std/zh-man-deep"),
           "fifty-two, the family's lawyer, ink on one cuff", _MAN, "ZHOU"),
    Person("TESSA", "泰莎", 26, "female", "ponytail", ("std/woman-warm", "std/zh-woman-warm"),
           "twenty-six, who has never whispered in her life", _WOMAN),
    Person("RYAN COLE", "柯瑞", 36, "male", "short", ("std/young-man-bright", "std/zh-boy"),
           "thirty-six, a detective's coat and no badge", _MAN, "COLE"),
    Person("MRS. YUN", "云姨", 60, "female", "bun", ("std/old-woman", "std/zh-old-woman"),
           "sixty, the housekeeper, who hears everything", _WOMAN),
    Person("NADIA", "娜迪亚", 33, "female", "curly", ("std/narrator-woman", "std/zh-girl"),
           "thirty-three, Victor's assistant, a pen behind her ear", _WOMAN),
    Person("BISHOP", "毕晓普", 48, "male", "bald", ("std/narrator-man", "std/zh-narrator"),
           "forty-eight, the man who is sent for when talk is over", _MAN),
)
PEOPLE = {one.id: one for one in CAST}


@dataclass(frozen=True, slots=True)
class Place:
    """A place and its corners. `people` are those whom one meets there."""

    id: str
    zh: str
    built: str
    interior: bool
    corners: tuple[str, ...]
    people: tuple[str, ...]


_HOUSE = ("ETHAN SHAW", "CELIA SHAW", "VICTOR SHAW", "MRS. YUN", "MAYA LIN", "SAMUEL ZHOU")
_FIRM = ("ETHAN SHAW", "CELIA SHAW", "VICTOR SHAW", "NADIA", "SAMUEL ZHOU", "MAYA LIN", "BISHOP")
_WARD = ("MAYA LIN", "GRACE LIN", "DR. PARK", "TESSA", "RYAN COLE", "ETHAN SHAW")
_TOWN = ("MAYA LIN", "TESSA", "RYAN COLE", "ETHAN SHAW", "NADIA", "BISHOP", "GRACE LIN")
_ALL = tuple(one.id for one in CAST if one.id not in ("MRS. YUN", "GRACE LIN"))
PLACES = (
    Place("SHAW MANSION", "邵宅", "mansion", True, ("HALL", "STUDY", "STAIRS"), _HOUSE),
    Place("SHAW TOWER", "邵氏大厦", "ceo office", True, ("LOBBY", "BOARDROOM", "ARCHIVE"), _FIRM),
    Place("ROOFTOP", "天台", "rooftop over the city", False, ("EDGE", "WATER TANKS"), _TOWN),
    Place("HOSPITAL", "医院", "hospital", True, ("CORRIDOR", "WARD 9", "RECORDS ROOM"), _WARD),
    Place("TEAHOUSE", "茶馆", "restaurant", True, ("BACK ROOM", "COUNTER"), _TOWN),
    Place("BALLROOM", "宴会厅", "banquet hall", True, ("STAGE", "CLOAKROOM"), _ALL),
    Place("CAR PARK", "停车场", "street", False, ("LEVEL 2", "RAMP"), _TOWN),
    Place("MAYA'S FLAT", "美雅家", "apartment", True, ("KITCHEN", "HALLWAY"), ("MAYA LIN", "TESSA", "RYAN COLE", "GRACE LIN")),
)
RECURRING = PLACES[:5]


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing that travels. `holder` has it when the series begins."""

    id: str
    zh: str
    looks: str
    holder: str


PROPS = (
    Prop("jade ring", "玉戒指", "pale green jade ring", "MAYA LIN"),
    Prop("red notebook", "红色笔记本", "worn red book", "RYAN COLE"),
    Prop("brass key", "铜钥匙", "small brass key", "MRS. YUN"),
    Prop("photograph", "照片", "faded photo", "GRACE LIN"),
    Prop("sealed envelope", "密封信封", "sealed letter", "SAMUEL ZHOU"),
    Prop("medical file", "病历", "thick document", "DR. PARK"),
    Prop("silver watch", "银表", "silver watch", "VICTOR SHAW"),
    Prop("flash drive", "优盘", "small black card", "NADIA"),
)

SECRETS = (
    ("will-signature", "who really signed the will", "遗嘱到底是谁签的"),
    ("night-of-the-fire", "what happened on the night of the fire", "起火那一夜发生了什么"),
    ("second-heir", "that there is a second heir", "还有第二个继承人"),
    ("switched-file", "who switched the medical file", "是谁换了病历"),
    ("empty-fund", "where the pension fund went", "养老基金去了哪里"),
    ("brake-line", "who cut the brakes", "刹车是谁剪断的"),
    ("old-marriage", "that the first marriage was never dissolved", "第一段婚姻从未解除"),
    ("hidden-shares", "who bought the missing shares", "失踪的股份被谁买走"),
    ("false-witness", "who paid the witness", "证人收了谁的钱"),
    ("ward-nine", "who lay in ward nine that night", "那一夜九号病房里躺的是谁"),
    ("the-adoption", "whose child was given away", "送走的是谁的孩子"),
    ("broken-seal", "who opened the sealed letter first", "是谁先拆了那封信"),
    ("harbour-deal", "what was sold at the harbour", "码头上卖掉的是什么"),
    ("poisoned-tea", "who brought the tea that evening", "那晚的茶是谁端来的"),
)
"""A name of the ledger, and what people say instead of it in both languages."""


def bible(facts: Iterable[str]) -> str:
    """The text of series.yaml; `facts` are the names in the ledger."""
    rows = ["series:", "  title: The Second Signature", "  names: {zh-Hans: 第二个签名}", "  language: en",
            "  dubs: [zh-Hans]", "  subtitles: [en, zh-Hans]", "  format: vertical", "  profile: generic", "  look: city",
            "", "cast:"]
    for one in CAST:
        rows += _person(one)
    rows += ["", "extras: [GUARD, NURSE, WAITER]", "", "locations:"]
    for place in PLACES:
        setting = "interior" if place.interior else "exterior"
        rows.append(f"  {place.id}: {{names: {{zh-Hans: {place.zh}}}, setting: {setting}, built: {place.built}}}")
    rows += ["", "props:"]
    rows += [f"  {one.id}: {{names: {{zh-Hans: {one.zh}}}, looks: {one.looks}}}" for one in PROPS]
    rows += ["", "looks:", "  city: {grade: teal-orange, vignette: 0.4}", "  memory: {grade: warm, vignette: 0.5}",
             "", f"facts: [{', '.join(facts)}]", ""]
    return "\n".join(rows)


def _person(one: Person) -> list[str]:
    holds = ", ".join(prop.id for prop in PROPS if prop.holder == one.id)
    starts = "{wearing: day" + (f", holds: [{holds}]" if holds else "") + "}"
    rows = [f"  {one.id}:", f"    names: {{zh-Hans: {one.zh}}}", f"    age: {one.age}",
            f"    appearance: {{sex: {one.sex}, hair: {{style: {one.hair}, colour: {_colour(one)}}}, skin: light, eyes: brown}}",
            "    wardrobe:", *(f"      {key}: {{outfit: {outfit}}}" for key, outfit in one.wardrobe),
            f"    starts: {starts}", f"    voice: {{en: {one.voices[0]}, zh-Hans: {one.voices[1]}}}",
            "    rights: {likeness: synthetic}"]
    return [*rows[:1], *([f"    aliases: [{one.alias}]"] if one.alias else []), *rows[1:]]


def _colour(one: Person) -> str:
    return "grey" if one.age > 50 else "black"
