"""Who dies in action: plainly told deaths, and much that is none."""

import pytest

from .test_handling import acts

DIES = {
    "WEI falls dead.": "WEI", "Wei drops dead on the floor.": "WEI", "WEI is dead.": "WEI",
    "LIN YUE dies in Wei's arms.": "LIN YUE",
    "WEI slumps over dead.": "WEI", "LIN breathes her last.": "LIN YUE", "Wei staggers, collapses and dies.": "WEI",
    "Lin watches as WEI dies.": "WEI", "WEI succumbs to his wounds.": "WEI", "LIN and WEI are dead.": "LIN YUE, WEI",
    "WEI dies of his wounds.": "WEI", "WEI is shot dead.": "WEI",
    "顾深断了气。": "GU SHEN", "林月当场身亡。": "LIN YUE",
    "顾深终于咽气。": "GU SHEN",
    "顾深倒在地上，气绝身亡。": "GU SHEN", "小梅死了。": "MEI",
}
LIVES = (
    "WEI would die.", "WEI is not dead.", "WEI almost dies.", "WEI dies of laughter.", "WEI dies laughing.", "WEI is dead tired.",
    "WEI is dead serious.", "Is WEI dead?", "WEI plays dead.", "WEI pretends and falls dead.", "If WEI dies, LIN goes home.",
    "Before WEI dies, LIN must know.", "LIN thinks WEI is dead.", "Wei's phone dies.", "WEI dies inside.", "WEI dies down.",
    "LIN imagines that WEI is dead.", "WEI dies in the game.", "WEI falls dead asleep.", "“WEI is dead,” the screen reads.",
    "The sign reads \"WEI is dead.\"", "It seems WEI is dead.", "WEI lies still as if he dies.", "WEI dies for a drink.",
    "顾深没死。", "顾深差点断气。",
    "顾深假装断了气。", "如果顾深死了，林月会走。", "顾深笑死了。", "顾深死了心。",
    "顾深以为小梅死了。", "顾深的手机没了气息。",
)


@pytest.mark.parametrize(("text", "who"), DIES.items())
def test_who_dies(text, who):
    assert ", ".join(acts(text)[0].deaths) == who


@pytest.mark.parametrize("text", LIVES)
def test_nobody_dies(text):
    assert acts(text)[0].deaths == ()
