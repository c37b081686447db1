"""Whatever the parser returns can be lowered, shown and followed, and says where it came from."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dramac.compiler.base.source import Source
from dramac.compiler.bible.names import Names
from dramac.compiler.bible.nodes import Bible, Character, Place, Prop
from dramac.compiler.story.lower import lower
from dramac.compiler.story.nodes import Line
from dramac.compiler.story.roll import roll_call
from dramac.compiler.story.show import show
from dramac.compiler.story.state import flow, starts
from dramac.compiler.syntax.parse import parse

BIBLE = Bible(cast={"LIN": Character("LIN", (), {"zh-Hans": "林月"}), "WEI": Character("WEI", (), {"zh-Hans": "魏"})},
              places={"HOUSE": Place("HOUSE"), "SHRINE": Place("SHRINE", (), {"zh-Hans": "狐仙庙"})},
              props={"letter": Prop("letter")}, extras=("GUARD",))
WORDS = (
    "INT. HOUSE - NIGHT", "EXT. 狐仙庙 - 夜 (CONTINUOUS)", ".HOUSE - - ", "INT. ( - ", "LIN", "@林月和", "WEI AND",
    "#2 (V.O.)", "(softly, angry)", "（停顿）", "She nods.", "Lin's eyes", "被魏", "[[shot: CU LIN on WEI, 3s]]",
    "[[time: flashback]]", "[[time: present]]", "[[gives: LIN -> WEI, letter]]", "[[exit: WEI]]",
    "[[enter: LIN from left]]", "[[lint: off D201 x]]", "[[hold: 9999999s]]", "> MELT TO:", "END FLASHBACK.",
    "CLOSE ON", "~la", "Yes.", "", "\t ", "Episode: 九百", "Language: ?", "/*", "^", "\u2028", "\x00", "𠀀", "A" * 400,
    ", ".join(["Lin"] * 60))
TEXTS = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=12)), max_size=24).flatmap(
    lambda parts: st.lists(st.sampled_from([" ", "\n", "\n\n"]), min_size=len(parts), max_size=len(parts)).map(
        lambda gaps: "".join(part + gap for part, gap in zip(parts, gaps, strict=True))))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_any_text_can_be_lowered(text: str) -> None:
    script, _ = parse(Source("e.fountain", text))
    for bible in (Bible(), BIBLE):
        lowered = lower(script, bible, Names(bible), {}, "e")
        episode = lowered.episode
        assert [line.index for line in episode.lines()] == list(range(len(episode.lines())))
        for scene in episode.scenes:
            for beat in scene.beats:
                assert 0 <= beat.span.start <= beat.span.end <= len(text)
                assert not isinstance(beat, Line) or (beat.speakers and beat.words[0][1])
        assert show(episode).endswith("\n")
        states = flow(episode, bible, starts(bible))
        assert [len(one) for one in states.scenes] == [len(scene.beats) for scene in episode.scenes]
        assert states.after.present == ()


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_any_text_has_a_roll_call(text: str) -> None:
    names, places = roll_call(parse(Source("e.fountain", text))[0])
    assert all(name.strip() for name in names)
    assert all(place.strip() for place, _ in places)
