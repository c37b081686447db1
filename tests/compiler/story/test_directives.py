"""Directives, slugs and transitions become beats."""

import pytest

from dramac.compiler.story.nodes import Act, Change, Edit, Hold, Music, ShotAsk, Sound, Title

HEAD = "INT. HOUSE - NIGHT\n\n"


def beats(read, text, **more):
    return read(HEAD + text, **more).episode.scenes[0].beats


def test_a_shot_names_people_props_and_free_things(read):
    (shot,) = beats(read, "[[shot: OTS LIN on WEI, low angle, push in, 4s]]\n")
    assert (shot.composition, shot.subjects, shot.on, shot.angle, shot.move, shot.seconds) == (
        "ots", (LIN,), ("WEI",), "low", "push-in", 4.0)
    (shot,) = beats(read, "[[shot: CU 玉佩]]\n")
    assert (shot.size, shot.props, shot.subjects, shot.free) == ("cu", ("jade pendant",), (), ())
    (shot,) = beats(read, "[[shot: WS the ash]]\n")
    assert (shot.subjects, shot.props, shot.free) == ((), (), ("the ash",))


LIN = "LIN YUE"


def test_a_slug_frames_and_its_rest_is_action(read):
    shot, act = beats(read, "CLOSE ON Lin, smiling.\n")
    assert (shot.size, shot.subjects) == ("cu", (LIN,))
    assert isinstance(act, Act)
    (shot,) = beats(read, "CLOSE ON THE JADE PENDANT\n\n")
    assert shot.props == ("jade pendant",)


def test_two_subjects_are_two(read):
    (shot,) = beats(read, "[[shot: two-shot 林月和顾深]]\n")
    assert shot.subjects == (LIN, "GU SHEN")


def test_the_circled_take_is_of_the_next_shot_only(read):
    first, second = beats(read, "[[circle: take 3]]\n[[shot: CU LIN]]\n\n[[shot: CU WEI]]\n")
    assert (first.take, second.take) == (3, 1)


@pytest.mark.parametrize(("note", "change"), [
    ("wears: LIN = bridal", Change("wears", LIN, "bridal")),
    ("wears: 林月 = Bridal", Change("wears", LIN, "bridal")),
    ("takes: WEI, letter", Change("takes", "WEI", "letter")),
    ("drops: WEI, 信", Change("drops", "WEI", "letter")),
    ("gives: LIN -> WEI, jade pendant", Change("gives", LIN, "jade pendant", "WEI")),
    ("marks: WEI = cut on cheek", Change("marks", "WEI", "cut-cheek")),
    ("marks: WEI = none", Change("marks", "WEI", "none")),
    ("enter: WEI from left", Change("enter", "WEI", side="left")),
    ("exit: GUARD #2", Change("exit", "GUARD #2")),
])
def test_changes_resolve_their_names(read, note, change):
    assert beats(read, f"[[{note}]]\n") == (change,)


@pytest.mark.parametrize(("note", "kind", "text", "nearest"), [
    ("wears: LIN = bridle", "wardrobe", "bridle", "bridal"),
    ("wears: WIE = bridal", "character", "WIE", "WEI"),
    ("gives: LIN -> WIE, letter", "character", "WIE", "WEI"),
    ("takes: WEI, lettre", "prop", "lettre", "letter"),
    ("look: rain-nior", "look", "rain-nior", "rain-noir"),
    ("sound: thundr", "sound", "thundr", "thunder"),
])
def test_unknown_names_are_noted_where_they_stand_and_change_nothing(read, note, kind, text, nearest):
    script = f"{HEAD}[[{note}]]\n"
    lowered = read(script)
    (one,) = lowered.unresolved
    assert (one.kind, one.text, one.nearest) == (kind, text, nearest)
    assert script[one.span.start : one.span.end] == text
    assert lowered.episode.scenes[0].beats == ()


def test_an_unknown_mark_is_noted_and_kept(read):
    lowered = read(HEAD + "[[marks: WEI = inky thumb]]\n")
    assert [one.kind for one in lowered.unresolved] == ["mark"]
    assert lowered.episode.scenes[0].beats == (Change("marks", "WEI", "inky thumb"),)


def test_what_is_heard_and_read_becomes_beats(read):
    found = beats(
        read, "[[sound: thunder]]\n[[music: strings tense, under]]\n[[title: Three years later]]\n[[hold: 2s]]\n"
        "[[music: stop]]\n", translations={"zh-Hans": {"Three years later": "三年后"}})
    assert found == (
        Sound("thunder"), Music(("tense",), ("strings",)), Title((("en", "Three years later"), ("zh-Hans", "三年后"))),
        Hold(2.0), Music(stop=True))


@pytest.mark.parametrize(("written", "transition"), [
    ("CUT TO:", "cut"), ("> SMASH CUT TO:", "smash-cut"), ("FADE OUT.", "fade-out"), ("> 叠化", "dissolve"),
    ("> MELT TO:", "cut"), ("> slow dissolve into the sea", "dissolve"),
])
def test_transitions_become_edits(read, written, transition):
    assert beats(read, f"A bird sings.\n\n{written}\n\nEXT. RIVER - DAY\n")[-1] == Edit(transition)


def test_only_an_unknown_transition_is_noted(read):
    assert [one.text for one in read(HEAD + "> MELT TO:\n\nCUT TO:\n").unresolved] == ["MELT TO"]


def test_prose_and_directive_that_tell_one_coming_are_one_event(read):
    act, change = beats(read, "Wei enters.\n\n[[enter: WEI from left]]\n")
    assert (act.gestures, change.side) == ((), "left")
    change, act = beats(read, "[[exit: WEI right]]\n\nWei leaves.\n")
    assert act.gestures == ()
    act, _, _ = beats(read, "Wei enters.\n\nLIN\nYes.\n\n[[enter: WEI from left]]\n")
    assert act.gestures == (("WEI", "enter-right"),)


def test_the_look_is_the_scenes(read):
    scene = read(HEAD + "A bird sings.\n\n[[look: Rain Noir]]\n").episode.scenes[0]
    assert (scene.look, scene.weather) == ("rain-noir", "rain")


def test_suppressions_cover_the_next_element(read):
    text = HEAD + "[[lint: off D201 she is a ghost]]\n\nGHOST\nBoo.\n\nGHOST\nBoo again.\n"
    (one,) = read(text).suppressions
    assert (one.code, one.reason) == ("D201", "she is a ghost")
    assert text[one.span.start : one.span.end].startswith("GHOST\nBoo.")
    assert "again" not in text[one.span.start : one.span.end]


def test_stacked_suppressions_cover_the_same_element(read):
    text = HEAD + "[[lint: off D201 x]]\n[[lint: off D207 y]]\n\nGHOST\nBoo.\n"
    first, second = read(text).suppressions
    assert first.span == second.span
    assert isinstance(read(text).episode.scenes[0].beats[0].span.start, int)


def test_every_beat_knows_where_it_stands(read):
    text = HEAD + "[[shot: CU LIN]]\n\nWei nods.\n\nLIN\n(softly)\nYes.\n\n> CUT TO:\n"
    shot, act, line, edit = read(text).episode.scenes[0].beats
    assert isinstance(shot, ShotAsk)
    assert [text[one.span.start : one.span.end] for one in (shot, act, line, edit)] == [
        "[[shot: CU LIN]]", "Wei nods.", "Yes.", "> CUT TO:"]


def test_a_sound_in_prose_beside_its_directive_is_heard_once(read):
    sound, shot, act = beats(read, "[[sound: door, 3s]]\n[[shot: CU LIN]]\n\nThe door slams. Thunder cracks.\n")
    assert (sound.seconds, act.sounds) == (3.0, ("thunder",))
    assert isinstance(shot, ShotAsk)
