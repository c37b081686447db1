"""Mandarin lines in Kokoro's phones."""

from __future__ import annotations

import pytest

from dramac.runtime.backends.kokoro import hanzi, mandarin, model, pinyin

LINES = {
    "你好": "ni↗xau↓",
    "骗子！": "pʰjɛ↘nʦɨ!",
    "谢谢你。": "ɕje↘ɕje ni↓.",
    "我爱你": "wo↓ai↘ni↓",
    "不是": "pu↗ʂɨ↘",
    "不好": "pu↘xau↓",
    "一个": "i↗kɤ↘",
    "一起": "i↘ʨʰi↓",
    "第一": "ti↘i→",
    "老虎": "lau↗xu↓",
    "银行": "i↗nxa↗ŋ",
    "女儿": "ny↓ɚ↗",
    "重要": "ꭧʊ↘ŋjau↘",
    "绿色": "ly↘sɤ↘",
    "城市，": "ꭧʰə↗ŋʂɨ↘,",
    "吃饭": "ꭧʰɨ→fa↘n",
    "我是CEO": "wo↓ ʂɨ↘ sˌiˌiˈO",
    "什么……": "ʂə↗nmɤ …",
}
NUMBERS = {
    "2024年": "二零二四年",
    "10086": "一万零八十六",
    "3:30": "三点半",
    "50%": "百分之五十",
    "1/2": "二分之一",
    "2个人": "两个人",
    "12个": "十二个",
    "第2次": "第二次",
    "$500万": "五百万美元",
    "13812345678": "幺三八幺二三四五六七八",
    "-3.5": "负三点五",
    "100000001": "一亿零一",
    "15": "十五",
    "1010": "一千零一十",
}


@pytest.mark.parametrize(("text", "phones"), LINES.items())
def test_lines(text: str, phones: str) -> None:
    assert mandarin.phonemes(text) == phones
    assert set(phones) <= set(model.vocabulary())


@pytest.mark.parametrize(("written", "spoken"), NUMBERS.items())
def test_numbers(written: str, spoken: str) -> None:
    assert hanzi.spell_numbers(written) == spoken


def test_say_takes_pinyin_phones_and_characters() -> None:
    assert mandarin.phonemes("重楼", {"重楼": "chong2 lou2"}) == "ꭧʰʊ↗ŋlou↗"
    assert mandarin.phonemes("他姓单", {"单": "善"}).endswith("ʂa↘n")
    assert mandarin.phonemes("Lin Yue来了", {"Lin Yue": "/lˈɪn/"}).startswith("lˈɪn ")


def test_every_syllable_has_phones_of_the_vocabulary() -> None:
    known = set(model.vocabulary())
    assert len(pinyin.syllables()) > 400
    for syllable in pinyin.syllables():
        said = pinyin.phones(syllable + "4")
        assert said.count("↘") == 1, syllable
        assert set(said) <= known


@pytest.mark.parametrize(
    "text", ["", "😀", "。。。", "，！？", "龘靐𠮷", "好" * 5000, "1" * 5000, "我a" * 1500, "ㄅㄆㄇ", "（（（"]
)
def test_hostile_text_stays_in_the_vocabulary(text: str) -> None:
    assert set(mandarin.phonemes(text)) <= set(model.vocabulary())
