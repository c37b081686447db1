"""Where and when a scene plays."""

import pytest


def scenes(read, text):
    return read(text).episode.scenes


@pytest.mark.parametrize(("heading", "place", "corner", "interior", "time"), [
    ("INT. FOX SHRINE - NIGHT", "FOX SHRINE", "", True, "night"),
    ("EXT. SHRINE - DAWN", "FOX SHRINE", "", False, "dawn"),
    ("INT. HOUSE - STAIR - DAY", "HOUSE", "STAIR", True, "day"),
    ("INT. HOUSE - STAIR", "HOUSE", "STAIR", True, "day"),
    ("INT. HOUSE, KITCHEN - LATE NIGHT", "HOUSE", "KITCHEN", True, "night"),
    ("I/E. RIVER - THE NEXT MORNING", "RIVER", "", False, "day"),
    ("EXT. RIVER - 9:30 PM", "RIVER", "", False, "night"),
    ("内景 陆家客厅 - 夜", "HOUSE", "", True, "night"),
    ("外景 狐仙庙 黄昏", "FOX SHRINE", "", False, "dusk"),
    (".陆家客厅 - 夜 - 外", "HOUSE", "", False, "night"),
    ("INT. 陆家客厅 楼梯 - 夜 #12#", "HOUSE", "楼梯", True, "night"),
    (".陆家客厅 - 夜 - 两小时后", "HOUSE", "", True, "night"),
    ("INT. HOUSE - NIGHT - TWO DAYS LATER", "HOUSE", "", True, "night"),
])
def test_a_heading_gives_place_corner_side_and_time(read, heading, place, corner, interior, time):
    (scene,) = scenes(read, f"{heading}\n\nA bird sings.\n")
    assert (scene.place, scene.corner, scene.interior, scene.time) == (place, corner, interior, time)


def test_continuity_words_inherit_the_time_of_day(read):
    text = ("INT. HOUSE - DUSK\n\nA.\n\nEXT. RIVER - CONTINUOUS\n\nB.\n\nINT. HOUSE - LATER\n\nC.\n\n"
            "EXT. RIVER - NIGHT (CONTINUOUS)\n\nD.\n\nINT. HOUSE - MOMENTS LATER\n\nE.\n\nINT. HOUSE\n\nF.\n")
    found = [(scene.time, scene.continuous) for scene in scenes(read, text)]
    assert found == [("dusk", False), ("dusk", True), ("dusk", False), ("night", True), ("night", False),
                     ("night", False)]


def test_the_first_scene_has_nothing_to_continue(read):
    (scene,) = scenes(read, "INT. HOUSE - CONTINUOUS\n\nA.\n")
    assert (scene.time, scene.continuous) == ("day", False)


def test_the_scene_number_stays(read):
    (scene,) = scenes(read, "INT. HOUSE - DAY #12A#\n\nA.\n")
    assert scene.number == "12A"


def test_an_unknown_place_is_noted_with_the_nearest_and_read_as_it(read):
    lowered = read("INT. FOX SHRNE - NIGHT\n\nA.\n")
    (one,) = lowered.unresolved
    assert (one.kind, one.text, one.nearest) == ("place", "FOX SHRNE", "FOX SHRINE")
    assert lowered.episode.scenes[0].place == "FOX SHRINE"


def test_a_place_that_resembles_none_keeps_its_words(read):
    lowered = read("INT. COPPER QUARRY - NIGHT\n\nA.\n")
    assert [(one.text, one.nearest) for one in lowered.unresolved] == [("COPPER QUARRY", "")]
    assert lowered.episode.scenes[0].place == "COPPER QUARRY"


def test_establishing_headings_ask_for_an_establishing_shot(read):
    (scene,) = scenes(read, "EST. HOUSE - DAY\n\nA.\n")
    assert scene.beats[0].composition == "establishing"
    assert not scene.interior


@pytest.mark.parametrize(("text", "weather"), [
    ("EXT. HOUSE - NIGHT\n\nRain hammers the roof.\n", "rain"),
    ("EXT. HOUSE - RAINY NIGHT\n\nA bird sings.\n", "rain"),
    ("EXT. HOUSE - NIGHT\n\n雨点打在落地窗上。\n", "rain"),
    ("EXT. HOUSE - NIGHT\n\n[[look: rain-noir]]\n\nA bird sings.\n", "rain"),
    ("EXT. RIVER - NIGHT\n\nA bird sings.\n", "fog"),
    ("EXT. RIVER - NIGHT\n\nSnow falls.\n", "snow"),
    ("INT. HOUSE - NIGHT\n\nLin storms out. A storm of applause.\n", ""),
    ("INT. HOUSE - NIGHT\n\nThere is no rain.\n", ""),
    ("INT. HOUSE - NIGHT\n\nHis words fall like rain.\n", ""),
])
def test_weather_is_read_from_heading_action_look_and_place(read, text, weather):
    assert scenes(read, text)[0].weather == weather


def test_weather_goes_on_where_the_action_is_continuous(read):
    text = "EXT. HOUSE - NIGHT\n\nSnow falls.\n\nINT. HOUSE - {}\n\nA bird sings.\n"
    assert scenes(read, text.format("CONTINUOUS"))[1].weather == "snow"
    assert scenes(read, text.format("LATER"))[1].weather == ""


def test_a_flashback_lasts_for_its_scene(read):
    text = "INT. HOUSE - DAY\n\n[[time: flashback, 3 years ago]]\n\nA.\n\nINT. HOUSE - DAY\n\nB.\n"
    assert [scene.storytime for scene in scenes(read, text)] == ["flashback", "present"]


def test_a_change_of_story_time_inside_a_scene_splits_it(read):
    text = ("INT. HOUSE - STAIR - NIGHT #7#\n\nA.\n\n[[time: flashback]]\n\nB.\n\n[[time: present]]\n\nC.\n\n"
            "INT. HOUSE - CONTINUOUS\n\nD.\n")
    found = [(one.storytime, one.place, one.corner, one.time, one.number) for one in scenes(read, text)]
    here = ("HOUSE", "STAIR", "night", "7")
    assert found == [("present", *here), ("flashback", *here), ("present", *here),
                     ("present", "HOUSE", "", "night", "")]


def test_a_story_time_set_at_the_end_of_a_scene_is_for_the_next(read):
    text = "INT. HOUSE - DAY\n\nA.\n\n[[time: dream]]\n\n> DISSOLVE TO:\n\nEXT. RIVER - DAY\n\nB.\n"
    first, second = scenes(read, text)
    assert (first.storytime, second.storytime) == ("present", "dream")
    assert first.beats[-1].transition == "dissolve"


def test_flashback_lines_of_plain_screenplays_are_understood(read):
    text = ("INT. HOUSE - DAY\n\nA.\n\nFLASHBACK TO:\n\nEXT. RIVER - DAY\n\nB.\n\nEND FLASHBACK.\n\n"
            "INT. HOUSE - DAY (FLASHBACK)\n\nC.\n")
    assert [scene.storytime for scene in scenes(read, text)] == ["present", "flashback", "flashback"]


def test_what_stands_before_the_first_heading_belongs_to_the_first_scene(read):
    (scene,) = scenes(read, "FADE IN:\n\nINT. HOUSE - DAY\n\nA bird sings.\n")
    assert [type(beat).__name__ for beat in scene.beats] == ["Edit", "Act"]


def test_a_script_without_headings_plays_at_the_first_place(read):
    (scene,) = scenes(read, "A bird sings.\n")
    assert scene.place == "FOX SHRINE"


def test_a_flashback_before_the_first_heading_stays_one(read):
    text = "A.\n\n[[time: flashback]]\n\nB.\n\nINT. HOUSE - DAY\n\nC.\n"
    found = [(scene.storytime, scene.beats[0].text) for scene in scenes(read, text)]
    assert found == [("present", "A."), ("flashback", "B."), ("present", "C.")]
