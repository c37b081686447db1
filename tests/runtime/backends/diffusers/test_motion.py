"""Adapters that make clips, with tiny random weights on the CPU: what comes out is what was asked for, and the same each time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from tests_motion import AS_IT_IS, adapter, ask, built, digest, picture, told

from dramac.runtime.backends.diffusers.ask import Words
from dramac.runtime.backends.diffusers.tiny import umt5 as tiny_umt5
from dramac.runtime.job import Fault
from dramac.stdlib.models import manifest, names

CLIPS = ("wan_i2v", "wan_vace", "skyreels_df", "ltx2")
READ_APART = ("wan_i2v", "wan_vace", "skyreels_df")


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.set_num_threads(1)
    return tmp_path_factory.mktemp("weights")


@pytest.fixture(scope="module")
def held(weights: Path):
    found: dict[str, Any] = {}

    def get(name: str, of: str = "") -> Any:
        if name not in found:
            found[name] = adapter(of or name).load(built(weights, name), AS_IT_IS)
        return found[name]

    return get


@pytest.fixture(scope="module")
def words(weights: Path):
    """Words that the reader of one pipeline's folder has encoded."""
    def get(name: str, text: str = "a woman turns", away: str = "") -> Words:
        reader = adapter("umt5").load(built(weights, name), AS_IT_IS)
        return adapter("umt5").run(reader, ask("text_encode", prompt=text, call={"negative_prompt": away} if away else {}))

    return get


def test_every_adapter_of_a_clip_model_is_there() -> None:
    models = [one for name in names() if (one := manifest(name)) is not None and one.role == "video" and one.adapter]
    assert {one.adapter for one in models} >= set(CLIPS)
    for one in models:
        wanted = {"flf2v" if one.starts == "both" else "i2v"} | ({"extend"} if one.chains else set())
        assert wanted <= set(adapter(one.adapter).ACTIONS), one.id


@pytest.mark.parametrize("name", CLIPS)
def test_each_action_makes_what_is_asked_for_the_same_each_time(name: str, held, words) -> None:
    model, given = held(name), told(words(name) if name in READ_APART else None)
    made = {}
    for action in ("i2v", "flf2v", "extend"):
        first = adapter(name).run(model, ask(action, **given))
        assert np.asarray(first.pixels).shape == (9, 96, 64, 3)
        assert np.isfinite(first.pixels).all()
        torch.manual_seed(len(made))  # what the rest of the program draws is nothing to it
        assert digest(adapter(name).run(model, ask(action, **given))) == digest(first)
        made[action] = digest(first)
    other = {"seed": ask(seed=8, **given), "picture": ask(seen=("last", "first", "more"), **given),
             "long": ask(frames=17, **given)}
    other["picture"] = replace(other["picture"], images={"first": picture(55, 64, 96)})
    made |= {which: digest(adapter(name).run(model, one)) for which, one in other.items()}
    assert len(set(made.values())) == len(made)


@pytest.mark.parametrize("name", READ_APART)
def test_words_read_apart_give_the_same_bytes(name: str, held, words) -> None:
    guided = {"guidance_scale": 4.0, "negative_prompt": "blurred"}
    itself = adapter(name).run(held(name), ask(prompt="she smiles; “quotes”", call=guided, tokens=32))
    apart = words(name, "she smiles; “quotes”", "blurred")
    assert set(apart.tensors) == {"prompt_embeds", "negative_prompt_embeds"}
    assert digest(adapter(name).run(held(name), ask(**told(apart), call={"guidance_scale": 4.0}))) == digest(itself)
    others = [digest(adapter(name).run(held(name), ask(**told(words(name, *one)), call={"guidance_scale": 4.0})))
              for one in (("she smells; “quotes”", "blurred"), ("she smiles; “quotes”", "blurrer"))]
    assert len({digest(itself), *others}) == 3


def test_the_reader_reads_as_the_pipeline_does(weights: Path, words) -> None:
    """By the pipeline that has its own reader, whole: words with marks that ftfy mends, and as many tokens as asked for."""
    from diffusers import WanImageToVideoPipeline

    pipe = WanImageToVideoPipeline.from_pretrained(str(built(weights, "wan_i2v")), local_files_only=True)
    with torch.no_grad():
        own, away = pipe.encode_prompt("  It â€” she &amp; he", "blurred", max_sequence_length=32)
    found = words("wan_i2v", "  It â€” she &amp; he", "blurred")
    assert torch.equal(found.tensors["prompt_embeds"], own)
    assert torch.equal(found.tensors["negative_prompt_embeds"], away)
    assert own.shape == (1, 32, tiny_umt5.WIDTH)


@pytest.mark.parametrize(("name", "case", "steps"), [
    ("wan_i2v", {}, 2), ("wan_vace", {"steps": 3}, 3), ("ltx2", {}, 2), ("skyreels_df", {}, 2),
    ("skyreels_df", {"frames": 21, "call": {"base_num_frames": 13, "overlap_history": 5}}, 4),
    ("skyreels_df", {"action": "extend", "given": 5, "frames": 21, "call": {"base_num_frames": 13, "overlap_history": 5}}, 6),
])
def test_every_step_is_told(name: str, case: dict[str, Any], steps: int, held, words) -> None:
    heard: list[float] = []
    adapter(name).run(held(name), ask(report=heard.append, **told(words(name) if name in READ_APART else None), **case))
    assert heard == pytest.approx([(at + 1) / steps for at in range(steps)])


@pytest.mark.parametrize("name", CLIPS)
def test_an_interruption_comes_through_and_leaves_nothing_behind(name: str, held, words) -> None:
    given = told(words(name) if name in READ_APART else None)
    call = {"flow_shift": 2.0} if name != "ltx2" else {}
    before = digest(adapter(name).run(held(name), ask(**given)))

    def interrupt(done: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        adapter(name).run(held(name), ask(report=interrupt, call=call, **given))
    assert digest(adapter(name).run(held(name), ask(**given))) == before


@pytest.mark.parametrize("name", CLIPS)
@pytest.mark.parametrize(("wrong", "why"), [
    ({"frames": 10}, "10 frames"), ({"frames": 0}, "0 frames"), ({"width": 72}, "72x96"), ({"height": 104}, "64x104"),
    ({"action": "keyframe"}, "keyframe"), ({"seen": ()}, "first"), ({"action": "flf2v", "seen": ("first",)}, "last"),
    ({"call": {"num_frames": 81}}, "num_frames"), ({"call": {"strength": 1}}, "strength"),
    ({"action": "extend", "given": 0}, "0 were given"),
    ({"action": "extend", "repeats": 0, "given": 1}, "not 0"), ({"action": "extend", "frames": 1}, "with none|at least 5"),
    ({"images": {"first": picture(1, 64, 64)}}, "64x64"), ({"action": "extend", "repeats": 4, "given": 4}, "4"),
])
def test_what_a_pipeline_would_round_or_guess_is_refused(name: str, wrong: dict[str, Any], why: str, held) -> None:
    if name == "wan_vace" and wrong.get("repeats") == 4:
        pytest.skip("it holds to any number of frames")
    with pytest.raises(Fault, match=why):
        adapter(name).run(held(name), ask(**wrong))


def test_several_frames_are_repeated_where_the_model_can(held, words) -> None:
    made = {}
    for name, frames in (("wan_vace", 3), ("skyreels_df", 5), ("ltx2", 9)):
        given = told(words(name) if name in READ_APART else None)
        made[name] = adapter(name).run(held(name), ask("extend", given=20, repeats=frames, frames=17, **given))
        assert np.asarray(made[name].pixels).shape[0] == 17
    with pytest.raises(Fault, match="1 to 1 frames"):
        adapter("wan_i2v").run(held("wan_i2v"), ask("extend", given=5, repeats=5))


def test_more_of_the_clip_before_changes_how_skyreels_goes_on(held, words) -> None:
    given = told(words("skyreels_df"))
    made = {digest(adapter("skyreels_df").run(held("skyreels_df"), ask("extend", given=count, **given)))
            for count in (1, 5, 17, 19)}
    assert len(made) == 4


@pytest.mark.parametrize("frames", [29, 33, 37])
def test_long_shots_of_skyreels_are_made_of_pieces(frames: int, held, words) -> None:
    short = {"base_num_frames": 17, "overlap_history": 5}
    made = adapter("skyreels_df").run(held("skyreels_df"), ask(frames=frames, call=short, **told(words("skyreels_df"))))
    assert np.asarray(made.pixels).shape[0] == frames
    with pytest.raises(Fault, match="cannot end with a given picture"):
        adapter("skyreels_df").run(held("skyreels_df"), ask("flf2v", frames=frames, call=short))


def test_pieces_add_up_for_every_length() -> None:
    for frames in range(101, 1458, 4):
        base, overlap = adapter("skyreels_df").pieces(frames, 97, 17, 4)
        assert 17 <= overlap < base <= 97
        assert (base - 1) % 4 == (overlap - 1) % 4 == 0
        assert (frames - overlap) % (base - overlap) == 0


def test_pictures_of_people_reach_vace_in_order(held, words) -> None:
    given = told(words("wan_vace"))
    people = {"person:0": picture(1, 40, 64), "person:1": picture(2, 64, 40), "plate": picture(3, 64, 96)}
    images = {"first": picture(9, 64, 96)} | people
    made = [digest(adapter("wan_vace").run(held("wan_vace"), ask(images=one, **given))) for one in (
        images, {role: images[role] for role in reversed(images)}, {role: images[role] for role in ("first", "person:0")})]
    assert made[0] == made[1] != made[2]


def test_the_small_wan_takes_one_picture_and_larger_steps(held, words) -> None:
    model, given = held("wan_ti2v", "wan_i2v"), told(words("wan_i2v"))
    assert adapter("wan_i2v").grid(model.pipe) == (4, 1, 32, 32)
    made = [adapter("wan_i2v").run(model, ask(action, **given)) for action in ("i2v", "extend", "i2v")]
    assert {np.asarray(one.pixels).shape for one in made} == {(9, 96, 64, 3)}
    assert digest(made[0]) == digest(made[2]) != digest(made[1])
    with pytest.raises(Fault, match="64x80"):
        adapter("wan_i2v").run(model, ask(height=80, **given))
    with pytest.raises(Fault, match="cannot end with one"):
        adapter("wan_i2v").run(model, ask("flf2v", **given))


def test_weights_for_two_pictures_go_on_too(held, words) -> None:
    model, given = held("wan_flf2v", "wan_i2v"), told(words("wan_i2v"))
    made = [digest(adapter("wan_i2v").run(model, ask(action, **given))) for action in ("flf2v", "extend", "flf2v")]
    assert made[0] == made[2] != made[1]
    with pytest.raises(Fault, match="at least 5 frames"):
        adapter("wan_i2v").run(model, ask("flf2v", frames=1, **given))


def test_the_second_expert_of_wan_takes_over(held, words) -> None:
    """Its guidance counts, and the first one's too."""
    made = {digest(adapter("wan_i2v").run(held("wan_i2v"), ask(steps=4, call={"guidance_scale": one, "guidance_scale_2": two},
                                                               **told(words("wan_i2v")))))
            for one, two in ((3.5, 3.5), (5.0, 3.5), (3.5, 5.0))}
    assert len(made) == 3


def test_ltx_is_told_how_many_frames_a_second_and_reads_for_itself(held) -> None:
    made = {digest(adapter("ltx2").run(held("ltx2"), ask(fps=fps, prompt=prompt)))
            for fps, prompt in ((24, "one"), (30, "one"), (24, "three men and a dog"))}
    assert len(made) == 3
    with pytest.raises(Fault, match="reads its words itself"):
        adapter("ltx2").run(held("ltx2"), ask(prompt=None, words=Words({})))
    with pytest.raises(Fault, match="at least 2 steps"):
        adapter("ltx2").run(held("ltx2"), ask(steps=1))


def test_h3_is_called_as_its_blocks_declare(held) -> None:
    """All that it is told are inputs of the blocks: what is none would be passed over with a warning."""
    from diffusers import MiniMaxH3Blocks

    inputs = {one.name: one for one in MiniMaxH3Blocks().get_workflow("fl2va").inputs}
    heard: dict[str, Any] = {}

    class Ear:
        def __getattr__(self, name: str) -> Any:
            return getattr(held("h3"), name)

        def __call__(self, **given: Any) -> Any:
            heard.update(given)
            return held("h3")(**given)

    adapter("h3").run(Ear(), ask("flf2v", frames=124))
    assert set(heard) - {"output"} <= set(inputs)
    assert {name for name, one in inputs.items() if one.required} <= set(heard)


def test_h3_makes_what_is_asked_for_the_same_each_time(held) -> None:
    made, told_of = {}, []
    for which, asked in {"i2v": ask(frames=124, steps=3, report=told_of.append), "flf2v": ask("flf2v", frames=124),
                         "extend": ask("extend", frames=124), "words": ask(frames=124, prompt="three men and a dog"),
                         "seed": ask(frames=124, seed=9)}.items():
        found = adapter("h3").run(held("h3"), asked)
        assert np.asarray(found.pixels).shape == (124, 96, 64, 3)
        made[which] = digest(found)
    assert len(set(made.values())) == len(made)
    assert told_of == [0.5, 1.0]
    assert digest(adapter("h3").run(held("h3"), ask("flf2v", frames=124))) == made["flf2v"]


@pytest.mark.parametrize(("wrong", "why"), [
    ({"frames": 125}, "125 frames"), ({"frames": 107}, "5 to 15 seconds"), ({"frames": 362}, "5 to 15 seconds"),
    ({"width": 80}, "80x96"),
    ({"fps": 25}, "24 frames a second"), ({"steps": 1}, "at least 2 steps"), ({"call": {"guidance_scale": 3}}, "guidance_scale"),
    ({"prompt": None}, "reads its words itself"), ({"seen": ()}, "first"),
])
def test_what_h3_would_round_or_pass_over_is_refused(wrong: dict[str, Any], why: str, held) -> None:
    with pytest.raises(Fault, match=why):
        adapter("h3").run(held("h3"), ask(**{"frames": 124} | wrong))


def test_an_interruption_comes_through_h3_and_leaves_nothing_behind(held) -> None:
    def interrupt(done: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        adapter("h3").run(held("h3"), ask(frames=124, report=interrupt))
    assert not held("h3").transformer._forward_hooks


@pytest.mark.parametrize("name", [*CLIPS, "h3", "umt5", "wan_ti2v", "wan_flf2v"])
def test_tiny_weights_are_the_same_each_time(name: str, weights: Path, tmp_path: Path) -> None:
    one, two = built(weights, name), built(tmp_path, name)
    files = sorted(file.relative_to(one) for file in one.rglob("*.safetensors"))
    assert files
    for file in files:
        assert (one / file).read_bytes() == (two / file).read_bytes(), file


@pytest.mark.parametrize("name", [*CLIPS, "h3", "umt5"])
def test_weights_of_something_else_are_a_fault(name: str, tmp_path: Path) -> None:
    (tmp_path / "model_index.json").write_text("{}", encoding="utf-8")
    with pytest.raises(Fault):
        adapter(name).load(tmp_path, AS_IT_IS)
