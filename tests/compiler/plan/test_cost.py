"""What a plan costs: the worked example, what is shared, what is there already, the series' own prices."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dramac.compiler.bible.nodes import Bible
from dramac.compiler.plan.cost import Bill, cost_of, priced, tier_of
from dramac.compiler.plan.nodes import Estimate, Input, Plan, Product, Task, make_task
from dramac.compiler.plan.prices import billed, machine_of, prices_of

LIST = prices_of(Bible())


def shot(name: str, model: str, seconds: float, *inputs: Task, gpu: float = 0.0, edge: int = 1080) -> Task:
    params = {"name": name, "seconds": seconds, "width": edge, "height": edge * 16 // 9}
    given = tuple(Input(f"in:{at}", one.key, "out") for at, one in enumerate(inputs))
    return make_task("i2v", "diffusers" if gpu else "openai_media", "1", params, inputs=given, outputs=("video",),
                     resource="gpu" if gpu else "io", model=model, label=f"CU {name}", estimate=Estimate(gpu, "told"))


def episode(name: str, shots: list[Task], *more: Task, seconds: float = 90) -> Plan:
    mix = make_task("mix", "mixer", "1", {"of": name, "samples": round(seconds * 48000), "rate": 48000}, outputs=("audio",),
                    estimate=Estimate(3.0, "told"))
    inputs = (*(Input(f"segment:{at}", one.key, "video") for at, one in enumerate(shots)), Input("sound", mix.key, "audio"))
    film = make_task("master", "master", "1", {"of": name}, inputs=inputs, outputs=("video",), resource="io")
    given = {one.key: one for one in (*more, *shots)}
    return Plan((*given.values(), mix, film), (Product(f"{name}.en.mp4", film.key, "video", name),))


def together(*plans: Plan) -> Plan:
    tasks = {task.key: task for plan in plans for task in plan.tasks}
    return Plan(tuple(tasks.values()), tuple(one for plan in plans for one in plan.products))


def series(model: str, seconds: float, edge: int, gpu: float = 0.0) -> Bill:
    return cost_of(together(*(
        episode(f"ep{one:02}", [shot(f"{one}-{at}", model, seconds, gpu=gpu, edge=edge) for at in range(30)])
        for one in range(1, 81))), LIST)


@pytest.mark.parametrize(("model", "seconds", "edge", "gpu", "an_episode", "a_minute", "whole"), [
    ("veo-3.1-fast", 3, 1080, 0, 28.8, 19.2, 2304),
    ("veo-3.1", 3, 1080, 0, 96, 64, 7680),
    ("seedance-2.0", 4, 720, 0, 34.1, 22.7, 2726),
    ("wan-2.7", 4, 720, 0, 20.6, 13.8, 1651),
    ("", 3, 720, 660.0, 30.7, 20.5, 2455),
])
def test_the_worked_example(model: str, seconds: float, edge: int, gpu: float, an_episode: float, a_minute: float,
                            whole: float) -> None:
    """30 shots of 3 s, billed as 4 s, twice each; 80 episodes of 90 s; a clip of 11 minutes on one H100 at 2.79 an hour."""
    bill = series(model, seconds, edge, gpu)
    assert bill.total.money.mid == pytest.approx(whole, rel=2e-3)
    assert bill.per_minute().mid == pytest.approx(a_minute, rel=4e-3)
    assert [row.money.mid for row in bill.episodes] == pytest.approx([an_episode] * 80, rel=3e-3)
    assert bill.total.money.low < bill.total.money.mid < bill.total.money.high
    assert bill.total.spend == pytest.approx(bill.total.money.mid / 2)  # one take
    assert bill.total.gpu == pytest.approx(80 * 30 * gpu)
    assert bill.tier.name == "other"


def test_rows_of_every_kind_add_up_to_the_whole() -> None:
    face = shot("face", "flux2-klein", 0, gpu=12)
    plan = together(episode("ep01", [shot("a", "", 3, face, gpu=100), shot("b", "", 3, face, gpu=200)], face),
                    episode("ep02", [shot("c", "", 3, face, gpu=300)], face, seconds=60))
    bill = cost_of(plan, LIST)
    for rows in (bill.actions, bill.episodes, bill.shots):
        assert sum(row.money.mid for row in rows) == pytest.approx(bill.total.money.mid)
        assert sum(row.gpu for row in rows) == pytest.approx(612)
        assert sum(row.tasks for row in rows) == pytest.approx(len(plan.tasks))
    assert {row.name: row.gpu for row in bill.episodes} == pytest.approx({"ep01": 306, "ep02": 306})  # the face: half each
    assert [row.name for row in bill.shots if row.gpu] == ["ep02:1 CU c", "ep01:2 CU b", "ep01:1 CU a"]
    assert bill.minutes == {"ep01": 1.5, "ep02": 1.0}
    assert [row.name for row in bill.models] == ["flux2-klein"]


def test_only_what_is_missing_is_spent_and_what_rests_under_kept_work_is_not_made_again() -> None:
    face = shot("face", "", 0, gpu=12)
    clip, other = shot("a", "", 3, face, gpu=3600), shot("b", "", 3, gpu=3600)
    plan = episode("ep01", [clip, other], face)
    bill = cost_of(plan, LIST, kept={clip.key})
    assert (bill.total.left_gpu, bill.total.spend) == (3600, pytest.approx(2.79))
    assert bill.total.once == pytest.approx(2.79 * 2 + 2.79 * 12 / 3600)
    told = cost_of(plan, LIST, kept={clip.key}, spent={clip.key: 7.0, other.key: 1.0}, scrapped={"ep01": 0.5})
    assert told.total.bound == pytest.approx(7.0 + 1.0 + 2.79 + 0.5 + 2.79 * 12 / 3600)
    assert told.episodes[0].bound == pytest.approx(told.total.bound)
    assert cost_of(plan, LIST, kept={task.key for task in plan.tasks}).total.spend == 0


def test_work_on_one_s_own_processors_is_free() -> None:
    bill = cost_of(episode("ep01", []), LIST)
    assert (bill.total.cpu, bill.total.spend, bill.total.money.high) == (3.0, 0, 0)
    assert bill.sources == ()


def test_a_model_without_a_known_speed_is_named() -> None:
    assert cost_of(episode("ep01", [replace(shot("a", "sdxl", 3, gpu=1), estimate=Estimate(0.0, ""))]), LIST).unknown == ("sdxl",)


def test_a_manifest_says_on_how_many_of_which_gpus_its_speed_was_measured() -> None:
    assert machine_of("minimax-h3") == ("h200", 4)
    assert machine_of("wan2.2-ti2v-5b") == ("rtx-4090", 1)
    assert machine_of("no such model") == machine_of("") == ("h100", 1)
    bill = cost_of(episode("ep01", [shot("a", "minimax-h3", 3, gpu=100)]), LIST)
    assert bill.total.gpu == 400
    assert bill.total.spend == pytest.approx(400 * 4.00 / 3600)
    assert "H200: 4.00 USD an hour" in bill.sources[0]


def test_prices_of_the_series_come_first_in_the_currency_of_its_budget() -> None:
    own = Bible(budget={"currency": "CNY"}, prices={"gpus": {"H100": 14.2}, "models": {"Veo 3.1": 0.71, "ours": 7.1}, "takes": 3,
                                                    "labour": 710.0})
    prices = prices_of(own)
    plan = episode("ep01", [shot("a", "veo-3.1", 3), shot("b", "ours", 2.5), shot("c", "", 3, gpu=3600)])
    bill = cost_of(plan, prices)
    assert (bill.currency, bill.rate, prices.takes.mid) == ("CNY", 7.1, 3)
    assert bill.total.spend == pytest.approx(4 * 0.1 + 3 * 1.0 + 2.0)
    assert bill.labour == pytest.approx(1.5 * 100)
    assert all("your own price" in one for one in bill.sources)
    free = prices_of(Bible(prices={"gpu_hour": 0.0}))
    assert cost_of(episode("ep01", [shot("c", "minimax-h3", 3, gpu=3600)]), free).total.money.high == 0


def test_voices_pictures_and_music_that_others_make() -> None:
    def bought(action: str, model: str, **params: object) -> Task:
        return make_task(action, "openai_media", "1", params, outputs=("out",), resource="io", model=model)

    tasks = (bought("speech", "tts-1", text="x" * 2000), bought("keyframe", "flux.2-pro"), bought("music", "lyria-2"),
             bought("lipsync", "kling-lipsync", frames=144, fps=24))
    plan = Plan(tasks)
    assert [LIST.of(task).mid for task in tasks] == pytest.approx([0.03, 0.04, 0.06, 0.092])
    known = {task.action: task.estimate.money for task in priced(plan, LIST).tasks}
    assert known == pytest.approx({"speech": 0.03, "keyframe": 0.04, "music": 0.06, "lipsync": 0.092})
    assert [one.key for one in priced(plan, LIST).tasks] == [one.key for one in tasks]


def test_what_is_no_longer_sold_has_no_price() -> None:
    assert LIST.of(shot("a", "sora-2", 3)).mid == 0


@pytest.mark.parametrize(("dollars", "name"), [(0, "other"), (42_253, "other"), (42_255, "ordinary"), (112_675, "ordinary"),
                                               (112_677, "key")])
def test_the_investment_tier(dollars: float, name: str) -> None:
    tier = tier_of(dollars)
    assert (tier.name, tier.since) == (name, "2026-07-01")


@given(seconds=st.floats(0, 500), clips=st.sampled_from([(), (4.0, 6.0, 8.0), (5.0, 10.0), (3.0,)]))
def test_nothing_is_billed_below_its_length_nor_a_clip_above_it(seconds: float, clips: tuple[float, ...]) -> None:
    least = seconds - 2e-6 * (1 + seconds)
    assert least <= billed(seconds, clips) <= seconds + (clips[-1] if clips else 1.0)


def test_an_episode_whose_name_has_dots_is_one() -> None:
    plan = together(episode("ep.01", [shot("a", "", 3, gpu=1)]), episode("ep.02", [shot("b", "", 3, gpu=1)]))
    assert set(plan.episodes().values()) == {("ep.01",), ("ep.02",)}
