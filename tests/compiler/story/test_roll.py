"""The roll call of a script without a bible."""

from dramac.compiler.base.source import Source
from dramac.compiler.bible.infer import infer
from dramac.compiler.bible.names import Names
from dramac.compiler.story.lower import lower
from dramac.compiler.story.roll import roll_call
from dramac.compiler.syntax.parse import parse

TEXT = """INT. OLD HOUSE - STAIR - NIGHT

EDWARD
Who is there?

MOTHER'S VOICE
Only me.

EXT. RIVER BANK - CONTINUOUS

EDWARD (CONT'D)
Run!

EDWARD AND WILL
Run!

GUARD #2
Halt!

int. old house - stair - day

edward nods. Will she come? Will comes.

[[gives: EDWARD -> WILL, brass key]]
"""


def script():
    return parse(Source("pilot.fountain", TEXT))[0]


def test_cues_and_places_are_listed_once_in_order():
    names, places = roll_call(script())
    assert names == ("EDWARD", "MOTHER", "WILL", "GUARD #2")
    assert places == (("OLD HOUSE - STAIR", True), ("RIVER BANK", False))


def test_a_chinese_conjunction_splits_only_between_known_speakers():
    text = "内景 客厅 夜\n\n@林晚\n是。\n\n@顾深\n是。\n\n@林晚和顾深\n是。\n\n@和珅\n是。\n"
    assert roll_call(parse(Source("a.fountain", text))[0])[0] == ("林晚", "顾深", "和珅")


def test_a_script_lowered_with_the_bible_read_off_it_has_nothing_unknown():
    bible = infer(*roll_call(script()), "en")
    lowered = lower(script(), bible, Names(bible), {}, "pilot")
    assert lowered.unresolved == ()
    assert [scene.place for scene in lowered.episode.scenes] == ["OLD HOUSE - STAIR", "RIVER BANK", "OLD HOUSE - STAIR"]
    assert {who for line in lowered.episode.lines() for who in line.speakers} == set(bible.cast)
    gives = lowered.episode.scenes[-1].beats[-1]
    assert (gives.who, gives.to, gives.what) == ("EDWARD", "WILL", "brass key")
