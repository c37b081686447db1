"""Who goes out in action for good: plainly told exits, and much that is none."""

import pytest

from .test_handling import acts

GOES = {
    "WEI walks out to the van, slamming the door.": "WEI", "Wei stomps out to his wagon.": "WEI",
    "WEI slips out through the curtain. LIN whistles.": "WEI",
    "WEI walks out.": "WEI", "Wei storms out. The door slams.": "WEI",
    "LIN hurries off toward the kitchen, muttering.": "LIN YUE",
    "WEI shrugs and slips out through the side door.": "WEI", "LIN leaves the room.": "LIN YUE",
    "Wei checks his coat, slams the drawer "
    "shut, and is gone.": "WEI", "LIN excuses herself and goes.": "LIN YUE", "WEI takes his leave.": "WEI",
    "LIN puts down the tray, "
    "turns on her heel and leaves the room.": "LIN YUE", "WEI disappears into the crowd.": "WEI",
    "Two guards drag MEI away.": "MEI", "WEI leads LIN out of the hall.": "LIN YUE, WEI", "MEI is escorted out.": "MEI",
    "WEI marches her out. LIN kicks and screams.": "LIN YUE, WEI", "Wei runs off to fetch water.": "WEI",
    "LIN and WEI walk out.": "LIN YUE, WEI", "WEI strides out of the courtroom.": "WEI",
    "LIN slams the door behind her.": "LIN YUE",
    "顾深冷笑一声，摔门而去。": "GU SHEN", "林月转身就走。": "LIN YUE", "顾深头也不回地走了。": "GU SHEN",
    "林月跑了出去。": "LIN YUE",
    "顾深起身离去。": "GU SHEN", "顾深消失在夜色中。": "GU SHEN", "林月夺门而出。": "LIN YUE", "小梅被侍卫拖走了。": "MEI",
    "顾深押着小梅走了出去。": "GU SHEN, MEI", "顾深悻悻离开。": "GU SHEN",
}
STAYS = (
    "WEI walks out to the car with LIN.", "WEI looks out to the street.", "WEI walks out to the balcony.",
    "WEI walks away.", "LIN is about to walk out.", "WEI storms out, then comes back.", "WEI runs out of patience.",
    "LIN leaves the letter.",
    "WEI stops at the doorway and goes out.", "LIN steps out from behind the screen.", "WEI walks out of the shadows.",
    "WEI leaves it.",
    "LIN tries to slip out.", "WEI follows her out. LIN turns.", "WEI does not leave the room.",
    "LIN imagines that WEI walks out.",
    "The light goes out. WEI sits.", "WEI reaches out.", "Blood runs out of Wei's mouth.", "LIN drags WEI away from the edge.",
    "WEI steps out onto the balcony.", "“WEI leaves,” the screen reads.", "WEI runs off the road.", "If WEI leaves, LIN weeps.",
    "LIN takes off her coat.", "WEI hands out cards.", "WEI breaks out laughing.", "LIN carries out the order.",
    "林月从电梯里走出来。", "顾深准备离开。", "林月走出去，又回来。", "顾深离开座位。", "小梅跑出来。",
    "林月说出去的话。", "顾深没有离开。",
    "顾深拉着林月的手走出来。", "林月被逗得笑了出来。",
)


@pytest.mark.parametrize(("text", "who"), GOES.items())
def test_who_goes(text: str, who: str) -> None:
    assert ", ".join(acts(text)[0].goes) == who


@pytest.mark.parametrize("text", STAYS)
def test_nobody_goes(text: str) -> None:
    assert acts(text)[0].goes == ()


def test_who_waits_until_somebody_is_gone_holds_nobody_back() -> None:
    told = acts("WEI shrugs and slips out through the side door. LIN waits until he has gone.")[0]
    assert told.goes == ("WEI",)
