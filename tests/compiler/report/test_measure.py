"""What a report says is what the story, the states and the cut say."""

from collections.abc import Callable

import pytest

from dramac.compiler.request import Request
from dramac.compiler.story.nodes import Line

from .conftest import ROOT, Made, made

BIBLE = """\
series: {title: Rain, language: en}
cast:
  MARA:
    sex: female
    wardrobe: {coat: {outfit: coat, colours: ["#aa2211"]}, gown: {outfit: gown}}
    starts: {wearing: coat, holds: [letter]}
  IVY: {sex: female, starts: {}}
  TOM: {sex: male, starts: {}}
locations: {HALL: {setting: interior}, ROOF: {setting: exterior}}
props: {letter: {looks: a sealed letter}}
budget: {currency: CNY, per_episode: 300}
"""
HALL = """\
INT. HALL - NIGHT

[[plant: the letter]]

MARA waits in the hall.

[[enter: IVY]]

IVY
(angry)
I love this house.

MARA
It was never ours, and the rain knows it.

[[gives: MARA -> IVY, letter]]

[[wears: MARA = gown]]

IVY
Thank you. I will keep it safe.

[[exit: MARA]]

IVY
Now I am alone with the letter.
"""
ROOF = """\
EXT. ROOF - DAY

TOM stands at the edge of the roof. IVY comes closer.

IVY
Come down, Tom.

TOM
No. Not before I know what the letter says.

[[payoff: the letter]]
"""


@pytest.fixture
def rain(written: Callable[..., Made]) -> Made:
    return written(BIBLE, HALL, ROOF)


def test_shots_and_scenes_fill_the_film_exactly(example: Made) -> None:
    for cut, facts in zip(example.compiled.cuts, example.report.episodes):
        assert facts.seconds == pytest.approx(cut.frames() / cut.fps, abs=0.01)
        assert len(facts.shots) == len(cut.shots)
        ends = 0.0
        for shot in facts.shots:
            assert shot.start == pytest.approx(ends, abs=0.02)
            ends = shot.start + shot.seconds
        assert ends == pytest.approx(facts.seconds, abs=0.03)
        assert sum(scene.seconds for scene in facts.scenes) == pytest.approx(facts.seconds, abs=0.1)
        assert sum(scene.shots for scene in facts.scenes) == len(facts.shots)
        assert sum(size.seconds for size in facts.sizes) == pytest.approx(facts.seconds, abs=0.1)


def test_every_lane_lies_in_the_film_and_in_order(example: Made) -> None:
    for facts in example.report.episodes:
        for lane in (*facts.presence, *facts.wardrobe, *facts.props):
            at = 0.0
            for one in lane.stretches:
                assert one.seconds > 0
                assert one.start >= at - 0.03
                at = one.start + one.seconds
            assert at <= facts.seconds + 0.03


def test_voices_count_every_line_of_the_story(example: Made) -> None:
    for episode, facts in zip(example.analysis.episodes, example.report.episodes):
        lines = [beat for scene in episode.scenes for beat in scene.beats if isinstance(beat, Line)]
        assert sum(voice.lines for voice in facts.voices) == sum(len(line.speakers) for line in lines)
        assert sum(scene.lines for scene in facts.scenes) == len(lines)
        assert facts.estimated == len(lines)
    totals = {voice.id: voice.seconds for voice in example.report.voices}
    for who, seconds in totals.items():
        own = [voice.seconds for one in example.report.episodes for voice in one.voices if voice.id == who]
        assert seconds == pytest.approx(sum(own), abs=0.02)


def test_presence_follows_entrances_and_exits(rain: Made) -> None:
    hall = rain.report.episodes[0]
    lanes = {lane.id: lane.stretches for lane in hall.presence}
    ivy, mara = lanes["IVY"], lanes["MARA"]
    assert ivy[0].start > 0.5
    assert ivy[-1].start + ivy[-1].seconds == pytest.approx(hall.seconds, abs=0.05)
    assert mara[0].start == 0.0
    assert mara[-1].start + mara[-1].seconds < hall.seconds - 0.5


def test_wardrobe_and_props_change_hands_where_the_script_says(rain: Made) -> None:
    hall, roof = rain.report.episodes
    coat = next(lane for lane in hall.wardrobe if lane.id == "MARA")
    assert [one.text for one in coat.stretches] == ["coat", "gown"]
    letter = next(lane for lane in hall.props if lane.id == "letter")
    assert list(dict.fromkeys(one.text for one in letter.stretches)) == ["MARA", "IVY"]
    assert [one.text for one in roof.props[0].stretches] == ["IVY"]
    assert rain.report.colours[0] == ("MARA", "coat", "#aa2211")


def test_a_prop_whose_holder_is_elsewhere_is_pale(written: Callable[..., Made]) -> None:
    report = written(BIBLE, "EXT. ROOF - DAY\n\nTOM waits.\n\nTOM\nNobody comes.\n").report
    assert {one.strong for one in report.episodes[0].props[0].stretches} == {False}


def test_the_ledger_pays_across_episodes(rain: Made) -> None:
    (account,) = rain.report.ledger
    assert (account.fact, account.state) == ("the letter", "paid")
    plant, payoff = account.entries
    assert (plant.episode, plant.line, payoff.episode, payoff.line) == ("ep01", 3, "ep02", 11)
    assert plant.start < rain.report.episodes[0].seconds < payoff.start


@pytest.mark.parametrize(("notes", "state"), [
    ("[[plant: x]]", "open"), ("[[payoff: x]]", "bare"), ("[[payoff: x]]\n\n[[plant: x]]", "early"),
    ("[[reveals: x]]", "told"), ("[[plant: x]]\n\n[[payoff: X]]", "paid")])
def test_every_state_of_an_account(written: Callable[..., Made], notes: str, state: str) -> None:
    report = written(BIBLE, f"INT. HALL - DAY\n\nMARA waits.\n\n{notes}\n\nMARA\nYes.\n").report
    assert [one.state for one in report.ledger] == [state]


def test_a_line_played_against_its_words_is_told(rain: Made) -> None:
    (one,) = rain.report.episodes[0].against
    assert (one.who, one.text, one.emotion) == ("IVY", "I love this house.", "anger")
    assert one.said > 0 > one.played


def test_women_who_talk_are_counted_only_where_it_is_sure(rain: Made) -> None:
    talk = rain.report.talk
    assert (talk.women, talk.men, talk.unsaid) == (2, 1, 0)
    assert (talk.together, talk.free) == (("ep01 (1)",), ("ep01 (1)",))


def test_a_man_who_is_meant_is_heard(written: Callable[..., Made]) -> None:
    report = written(BIBLE, "INT. HALL - DAY\n\nMARA\nDid he call?\n\nIVY\nNever.\n").report
    assert (report.talk.together, report.talk.free) == (("ep01 (1)",), ())


def test_nothing_is_guessed_of_people_without_a_bible(tmp_path: object) -> None:
    from pathlib import Path

    script = Path(str(tmp_path)) / "scene.fountain"
    script.write_text("INT. HALL - DAY\n\nMARY\nHello.\n\nJANE\nHello.\n", encoding="utf-8")
    talk = made(script).report.talk
    assert (talk.women, talk.men, talk.unsaid, talk.together) == (0, 0, 2, ())


def test_ties_are_the_seconds_that_two_share(rain: Made) -> None:
    ties = {(one.one, one.other): one for one in rain.report.ties}
    assert set(ties) == {("IVY", "MARA"), ("IVY", "TOM")}
    ivy = next(lane for lane in rain.report.episodes[0].presence if lane.id == "IVY")
    assert 0 < ties["IVY", "MARA"].seconds < sum(one.seconds for one in ivy.stretches)


def test_measured_lines_are_not_estimates() -> None:
    root = ROOT / "examples" / "white-fox"
    plain = made(root)
    keys = {task.key: 2.0 for task in plain.compiled.plan.tasks if task.action == "speech"}
    heard = made(root, timings=keys)
    assert sum(one.estimated for one in heard.report.episodes) == 0
    assert {line.seconds for one in heard.report.episodes for lane in one.presence for line in lane.accents} == {2.0}


def test_some_episodes_and_a_dub() -> None:
    root = ROOT / "examples" / "white-fox"
    report = made(root, Request(("ep02",), ("zh-Hans",))).report
    assert [one.id for one in report.episodes] == ["ep02"]
    assert (report.language, report.spoken, report.unit) == ("en", "zh-Hans", "characters")
    assert report.homogeneity is None
    assert any("\u4e00" <= char <= "\u9fff" for lane in report.episodes[0].presence for one in lane.accents for char in one.text)


def test_costs_are_the_plan_s_and_the_dated_list_prices(rain: Made) -> None:
    cost = rain.report.cost
    plan = rain.compiled.plan
    assert sum(one.tasks for one in cost.work) == len(plan.tasks)
    assert sum(one.seconds for one in cost.work) == pytest.approx(sum(task.estimate.seconds for task in plan.tasks), abs=1)
    assert (cost.currency, cost.budget) == ("CNY", 600.0)
    shots = [shot.seconds for one in rain.report.episodes for shot in one.shots]
    veo = next(one for one in cost.offers if one.model == "veo-3.1")
    assert veo.billed >= sum(shots)
    assert veo.billed % 2 == 0  # clips of 4, 6 and 8 seconds
    assert veo.cost == pytest.approx(veo.billed * veo.price, abs=0.5)
    assert "sora-2" not in {one.model for one in cost.offers}  # retired
    assert [one.cost for one in cost.offers] == sorted(one.cost for one in cost.offers)


def test_findings_and_exceptions_are_told_with_their_places(written: Callable[..., Made]) -> None:
    text = ("INT. HALL - DAY\n\nMARA\nHello.\n\n[[lint: off D201 she is a ghost]]\n\nNOBODY KNOWS\nWho am I?\n\n"
            "[[takes: MARA, sword]]\n")
    done = written(BIBLE, text)
    assert sum(one.count for one in done.report.findings) >= len(done.analysis.diagnostics)
    assert all(one.line > 0 for one in done.report.findings if one.path.endswith(".fountain"))
    (one,) = done.report.accepted
    assert (one.code, one.reason, one.path, one.line) == ("D201", "she is a ghost", "episodes/ep01.fountain", 8)


def test_a_report_is_the_same_every_time(example: Made) -> None:
    root = example.analysis.bible.series.title
    again = made(ROOT / "examples" / ("white-fox" if root == "The White Fox" else "second-chance"))
    assert again.report == example.report
