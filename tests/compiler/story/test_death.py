"""Who dies in action: plainly told deaths, and much that is none."""

import pytest

from .test_handling import acts

DIES = {
    "WEI falls dead.": "WEI", "Wei drops dead on the floor.": "WEI", "WEI is dead.": "WEI",
    "LIN YUE dies in Wei's arms.": "LIN YUE",
    "WEI slumps over dead.": "WEI", "LIN breathes her last.": "LIN YUE", "Wei staggers, collapses and dies.": "WEI",
    "Lin watches as WEI dies.": "WEI", "WEI succumbs to his wounds.": "WEI", "LIN and WEI are dead.": "LIN YUE, WEI",
    "WEI dies of his wounds.": "WEI", "WEI is shot dead.": "WEI",
    "WEI falls dead at Lin's feet.": "WEI", "Lin shoots Wei dead.": "WEI", "LIN kills WEI.": "WEI",
    "Lin slits Wei's throat.": "WEI",
    "Lin stabs Wei, who falls dead.": "WEI", "LIN stabs WEI through the heart.": "WEI", "Wei crumples to the floor, dead.": "WEI",
    "LIN snaps WEI's neck and drops him.": "WEI", "WEI stabs LIN; she falls dead.": "LIN YUE",
    "WEI is killed by a falling beam.": "WEI", "WEI is beaten to death.": "WEI",
    "WEI shoots her in the head. LIN drops.": "LIN YUE",
    "Wei keels over, stone dead.": "WEI",
    "林月一枪打死了顾深。": "GU SHEN", "林月开枪击毙顾深。": "GU SHEN", "林月把顾深打死了。": "GU SHEN",
    "顾深被林月一剑刺死。": "GU SHEN",
    "顾深中枪身亡。": "GU SHEN", "顾深倒在血泊中，气绝而亡。": "GU SHEN", "林月亲手杀了顾深。": "GU SHEN",
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
    "LIN kills WEI with a look.", "LIN kills the engine.", "LIN shoots WEI a look.", "LIN shoots WEI dead in the game.",
    "LIN cuts WEI off.", "LIN wants to kill WEI.", "LIN kills Wei's hopes.", "LIN breaks Wei's heart.",
    "LIN stops dead. WEI turns.",
    "Wei stares at the phone, dead tired.", "WEI strikes LIN in the face.", "LIN shoots WEI in the leg.",
    "LIN beats WEI at cards.",
    "WEI is killed off in the novel. LIN closes the film script.", "LIN stabs WEI. He staggers.",
    "LIN runs WEI through the plan.",
    "林月想杀了顾深。", "林月要杀顾深。", "林月一枪打在顾深脚边。", "林月把顾深打倒。", "顾深被林月气得要死。",
    "顾深被林月打得半死。",
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
