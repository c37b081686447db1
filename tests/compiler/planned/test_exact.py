"""Whatever is kept of earlier plans: the plan is that of compiling the whole series anew."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dramac.compiler.analyse import analyse
from dramac.compiler.base.diagnostic import has_errors
from dramac.compiler.checked.run import checked
from dramac.compiler.cut.takes import named
from dramac.compiler.driver import compile, speech_plan
from dramac.compiler.plan.nodes import Plan
from dramac.compiler.planned import pieced
from dramac.compiler.planned.run import Cast, planned, replanned
from dramac.compiler.request import Request

from .conftest import BIBLE, SERIES, project, write

BEATS = (
    "INT. HALL - DAY", "EXT. YARD - NIGHT", "LIN\n(angry)\nHello.", "WEI (O.S.)\nI am here. [[id: a1]]", "LIN\nHello.",
    "LIN\nI am here. [[same-as: a1]]", "WEI\nGood. [[id: b2]]", "LIN\nGood. [[same-as: b2]]", "Lin enters. Wei laughs.",
    "[[gives: LIN -> WEI, cup]]", "[[drops: WEI, cup]]", "[[dies: WEI]]", "[[enter: WEI from left]]", "[[exit: LIN]]",
    "[[plant: gun]]", "[[payoff: gun]]", "[[time: flashback, a year ago]]", "[[time: present]]", "[[lint: off D401 slow]]",
    "[[include: common/recap.fountain]]", "[[shot: CU WEI, 3s]]", "[[shot: WS LIN and WEI, 9s]]", "[[wears: WEI = suit]]",
    "[[marks: LIN = cut on cheek]]", "LIN hands WEI the cup.", "INT. HALL - CONTINUOUS", "> DISSOLVE TO:", "[[music: sad piano]]",
    "[[beat: cliffhanger]]", "[[paywall]]", "[[title: Three years on]]", "[[sound: thunder]]", "[[use: stare]]")
VARYING = "[[variant: ending=B]]\n\nWEI\nElsewhere.\n\n[[end]]"
BIBLES = (BIBLE, BIBLE + "variants: {ending: {values: [A, B], default: A}}\n", BIBLE.replace("profile: generic", "look: city"),
          BIBLE + "lint: {D401: off, D201: warning}\nsay: {en: {Hello: həˈloʊ}}\n", BIBLE + "cast: [\n")
EXEMPT = ("", "- {code: D401, file: episodes/ep01.fountain, reason: slow}\n")


def scripts(number: int, beats: tuple[str, ...] = BEATS) -> st.SearchStrategy[str]:
    """Made-up scripts, and now and then the one of the small series with some more in it."""
    body = st.lists(st.sampled_from(beats), max_size=8).map(lambda rows: "\n\n".join(rows) + "\n")
    head = st.sampled_from((f"Episode: {number}\n\nINT. HALL - DAY\n\n", SERIES[f"episodes/ep0{number}.fountain"] + "\n"))
    return st.tuples(head, body).map("".join)


FILES = {"series.yaml": st.sampled_from(BIBLES), "episodes/ep01.fountain": scripts(1), "episodes/ep02.fountain": scripts(2),
         "episodes/ep03.fountain": scripts(3, (*BEATS, VARYING)), "exemptions.yaml": st.sampled_from(EXEMPT),
         "common/recap.fountain": st.sampled_from(("LIN\nBefore.\n", "Wei waits.\n")),
         "translations/zh-Hans/ep01.yaml": st.sampled_from(("a1: 好\n", "a1: 你好\nb2: 是\n"))}
EDITS = st.lists(st.sampled_from(sorted(FILES)).flatmap(lambda name: st.tuples(st.just(name), FILES[name])), min_size=1,
                 max_size=2)
REQUESTS = st.builds(Request, st.sampled_from(((), (), ("ep02",))), st.sampled_from(((), ("en", "zh-Hans"))),
                     st.sampled_from(("", "quick", "final")), st.booleans())
STEPS = st.lists(st.tuples(EDITS, REQUESTS, st.sampled_from((0, 8, 16)), st.booleans()), min_size=1,
                 max_size=4)


class Spoken(Mapping[str, float]):
    """Lengths of about `share` sixteenths of all lines, which hang on the key alone."""

    def __init__(self, share: int) -> None:
        self.share = share

    def __getitem__(self, key: str) -> float:
        if int(key[0], 16) >= self.share:
            raise KeyError(key)
        return 1.0 + int(key[1:3], 16) / 64

    def __iter__(self) -> Iterator[str]:
        raise AssertionError("nobody asks for all lengths")

    def __len__(self) -> int:
        raise AssertionError("nobody counts all lengths")


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name).resolve()


def assert_exact(root: Path, request: Request, timings: Mapping[str, float]) -> None:
    """Twice: with what is kept from before, and with what the first time kept."""
    analysis = analyse(project(root))
    for _ in range(2):
        found = planned(project(root), lambda cast: request, timings)
        assert found.told == analysis.diagnostics
        assert dict(found.sources) == dict(analysis.sources)
        if has_errors(analysis.diagnostics):
            assert not found.plan.tasks
            continue
        whole = compile(analysis, request, timings)
        assert found.found == whole.diagnostics
        assert found.estimated == whole.estimated
        assert [facts(task) for task in found.plan.tasks] == [facts(task) for task in whole.plan.tasks]
        assert found.plan == whole.plan
        assert found.plan.passes == whole.plan.passes
        assert found.plan.products == whole.plan.products
        assert found.plan.markers == whole.plan.markers
        if found.voices is not None:
            voices = speech_plan(analysis, request).tasks
            assert [facts(task) for task in found.voices().tasks] == [facts(task) for task in voices]
        assert found.acted == {task.key for task in whole.plan.tasks if task.action == "speech"
                               and any(task.params[name] for name in ("gain", "pause", "breath", "tremble"))}


def facts(task: Any) -> dict[str, Any]:
    """All of a task, what stands outside equality too."""
    return {name: getattr(task, name) for name in type(task).__slots__ if name != "params"} | {"params": dict(task.params)}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(STEPS)
def test_after_any_edits_the_plan_is_that_of_compiling_anew(steps: list[tuple[Any, Request, int, bool]]) -> None:
    """Each step edits one or two files, asks for something, and has more or fewer lines spoken. Where it checks first, the
    findings are kept and the plan is not."""
    files = dict(SERIES)
    with folder() as root:
        write(root, files)
        assert_exact(root, Request(), Spoken(0))
        for edits, request, share, checks in steps:
            files.update(edits)
            write(root, files)
            if checks:
                checked(project(root))
            assert_exact(root, request, Spoken(share))


WHOLE = Request(), Spoken(0)


def test_where_nothing_changed_nothing_is_pieced_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, SERIES)
    first = planned(project(tmp_path), lambda cast: Request(), Spoken(8))
    with monkeypatch.context() as closed:
        closed.setattr(pieced, "tell", None)
        again = planned(project(tmp_path), lambda cast: Request(), Spoken(8))
        assert again.voices is not None
        with pytest.raises(TypeError):  # a line was spoken since
            planned(project(tmp_path), lambda cast: Request(), Spoken(16))
        with pytest.raises(TypeError):
            planned(project(tmp_path), lambda cast: Request(pins={"wan2.2-i2v-a14b": "0" * 64}), Spoken(8))
    assert [facts(task) for task in again.plan.tasks] == [facts(task) for task in first.plan.tasks]
    assert (again.told, again.found, again.sources) == (first.told, first.found, first.sources)


@pytest.mark.parametrize("name", ["series.yaml", "translations/zh-Hans/ep01.yaml", "exemptions.yaml", "models/own.yaml"])
def test_a_comment_in_a_file_beside_the_scripts_is_seen(tmp_path: Path, name: str) -> None:
    """No value of it changes, but where its findings point does."""
    files = SERIES | {"series.yaml": BIBLE + "props2: {}\n", "exemptions.yaml": "- {code: D401, file: x, reason: slow}\n"}
    write(tmp_path, files)
    assert_exact(tmp_path, *WHOLE)
    write(tmp_path, files | {name: "# a comment\n" + files.get(name, "")})
    assert_exact(tmp_path, *WHOLE)


def test_what_was_checked_since_is_planned_anew(tmp_path: Path) -> None:
    write(tmp_path, SERIES)
    assert_exact(tmp_path, *WHOLE)
    write(tmp_path, SERIES | {"episodes/ep01.fountain": SERIES["episodes/ep01.fountain"] + "\nLIN\nStay.\n"})
    checked(project(tmp_path))
    assert_exact(tmp_path, *WHOLE)


def test_what_changed_while_another_episode_was_asked_for_is_planned_anew(tmp_path: Path) -> None:
    write(tmp_path, SERIES)
    assert_exact(tmp_path, *WHOLE)
    write(tmp_path, SERIES | {"episodes/ep01.fountain": SERIES["episodes/ep01.fountain"] + "\n[[wears: WEI = suit]]\n"})
    assert_exact(tmp_path, Request(episodes=("ep03",)), Spoken(0))
    assert_exact(tmp_path, *WHOLE)


@pytest.mark.parametrize("checks", [False, True])
def test_a_later_episode_follows_what_an_earlier_one_hands_on(tmp_path: Path, checks: bool) -> None:
    """A mark that is put on in the first episode is drawn in the third, whose own script did not change."""
    write(tmp_path, SERIES)
    before = planned(project(tmp_path), lambda cast: Request(), Spoken(0)).plan
    write(tmp_path, SERIES | {"episodes/ep01.fountain": SERIES["episodes/ep01.fountain"] + "\n[[marks: LIN = mud]]\n"})
    if checks:
        checked(project(tmp_path))
    after = planned(project(tmp_path), lambda cast: Request(), Spoken(0)).plan
    assert _drawn(before, "ep03") != _drawn(after, "ep03")
    assert_exact(tmp_path, *WHOLE)


def _drawn(plan: Plan, episode: str) -> set[str]:
    return {task.key for task in plan.tasks if task.action == "draw" and any(episode in span.path for span in task.spans)}


def test_two_languages_are_kept_apart(tmp_path: Path) -> None:
    write(tmp_path, SERIES)
    for languages in (("en",), ("zh-Hans",), ("en", "zh-Hans")):
        assert_exact(tmp_path, Request(languages=languages), Spoken(8))


def test_a_line_that_was_spoken_since_sets_its_picture(tmp_path: Path) -> None:
    write(tmp_path, SERIES)
    for share in (0, 16, 8, 0):
        assert_exact(tmp_path, Request(), Spoken(share))


def test_a_wrong_wish_is_its_askers_to_refuse(tmp_path: Path) -> None:
    def refuse(cast: Cast) -> Request:
        assert [one.id for one in cast.episodes] == ["ep01", "ep02", "ep03"]
        raise LookupError("there is no ep09")

    write(tmp_path, SERIES)
    with pytest.raises(LookupError):
        planned(project(tmp_path), refuse, Spoken(0))


def test_a_target_that_names_models_is_kept_with_the_passes_over_its_cuts(tmp_path: Path) -> None:
    write(tmp_path, SERIES)
    for target in ("final", "", "final"):
        assert_exact(tmp_path, Request(target=target), Spoken(8))
    plan = planned(project(tmp_path), lambda cast: Request(target="final"), Spoken(8)).plan
    assert any(task.resource == "gpu" for task in plan.tasks)
    assert plan.passes.startswith("merge-beats | ")


def test_another_pin_of_a_model_makes_other_tasks(tmp_path: Path) -> None:
    write(tmp_path, SERIES)
    request, analysis = Request(target="final"), analyse(project(tmp_path))
    plans = []
    for pins in ({}, {"wan2.2-i2v-a14b": "0" * 64}, {}):
        held = replace(request, pins=pins)
        plans.append(planned(project(tmp_path), lambda cast, held=held: held, Spoken(8)).plan)
        assert plans[-1] == compile(analysis, held, Spoken(8)).plan
    assert plans[0] == plans[2] != plans[1]


def test_a_circled_take_is_drawn_again_and_its_episode_alone(tmp_path: Path) -> None:
    write(tmp_path, SERIES)
    analysis = analyse(project(tmp_path))
    cut = compile(analysis, Request(), Spoken(8)).cuts[0]
    identity = named(cut, analysis.episodes[0])[1].identity
    plans = []
    for takes in ({}, {identity: 3}, {identity: 3, "ep09/0": 2}, {}):
        found = planned(project(tmp_path), lambda cast: Request(), Spoken(8), takes)
        assert found.plan == compile(analysis, Request(), Spoken(8), takes).plan
        assert (identity in found.shots) == bool(takes)
        plans.append(found.plan)
    assert plans[0] == plans[3] != plans[1] == plans[2]
    assert _drawn(plans[0], "ep02") == _drawn(plans[1], "ep02")


def test_a_build_takes_what_was_planned_and_plans_the_state_that_it_has_read(tmp_path: Path) -> None:
    """Of an analysed series the kept plans serve as long as the files say the same; else the plan is that of the analysis."""
    write(tmp_path, SERIES)
    here = project(tmp_path)
    analysis = analyse(here)
    planned(here, lambda cast: Request(), Spoken(16))
    whole = compile(analysis, Request(), Spoken(16))
    assert replanned(here, analysis, Request(), Spoken(16)).plan == whole.plan
    translated = Request(languages=("zh-Hans",))
    told = compile(analysis, translated, Spoken(16)).plan
    for name, text in (("series.yaml", BIBLE.replace("age: 22", "age: 60")),
                       ("translations/zh-Hans/ep01.yaml", "a1: 房子没有了。\na2: 我没办法。\n"),
                       ("series.yaml", "cast: [")):
        write(tmp_path, {**SERIES, name: text})
        assert replanned(here, analysis, Request(), Spoken(16)).plan == whole.plan
        assert replanned(here, analysis, translated, Spoken(16)).plan == told
