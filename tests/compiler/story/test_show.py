"""The text dump of an episode."""

from dramac.compiler.story.show import show


def test_a_whole_episode(read):
    """Title: The White Fox
Episode: 3

FADE IN:

EXT. SHRINE - STEPS - NIGHT #12#

[[look: rain-noir]]
[[shot: WS establishing, crane down, 3s]]

Rain hammers the roof. LIN YUE kneels.

[[circle: take 2]]
[[shot: CU LIN]]

LIN (V.O.)
(whispering, terrified)
You knew it was *me*. [[id: l7f3]]

[[gives: LIN -> WEI, jade pendant]]
[[music: strings tense, under]]

@小梅 ^
是的。

> SMASH CUT TO:
"""
    lowered = read(test_a_whole_episode.__doc__, {"zh-Hans": {"l7f3": "你早就知道是我。"}}, "ep03")
    assert show(lowered.episode) == """episode ep03 number=3 language=en title='The White Fox'

scene 1 'FOX SHRINE / STEPS' exterior night rain look=rain-noir #12
  edit fade-in
  shot ws establishing crane-down 3s
  act 'Rain hammers the roof. LIN YUE kneels.' who=LIN YUE gestures=LIN YUE:kneel sounds=rain
  shot cu subjects=LIN YUE take=2
  line 0 [l7f3] LIN YUE (inner) fear@1 whisper en='You knew it was me.' zh-Hans='你早就知道是我。'
  change gives LIN YUE -> WEI 'jade pendant'
  music tense strings under
  line 1 MEI dual en='是的。'
  edit smash-cut
"""
