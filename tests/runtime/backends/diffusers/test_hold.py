"""Which models a worker holds, and what it does when a GPU is full. Adapters play the GPU and raise what torch raises."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any
from unittest.mock import create_autospec

import pytest

from dramac.runtime.backends.diffusers import placement
from dramac.runtime.backends.diffusers.profile import Profile, read
from dramac.runtime.job import Fault

torch = pytest.importorskip("torch")
from dramac.runtime.backends.diffusers.hold import Holder, Want  # noqa: E402

FULL = "CUDA out of memory. Tried to allocate 20.00 GiB. GPU 0 has a total capacity of 23.64 GiB of which 1.20 GiB is free."


class Card:
    """A GPU with `room` gigabytes, and models whose weights take `size`, or less of it the lower they are placed."""

    PART = {"resident": 1.0, "components": 0.5, "groups": 0.1, "sequential": 0.05}  # noqa: RUF012

    def __init__(self, room: float) -> None:
        self.room, self.on, self.loads = room, {}, []

    def free(self) -> int:
        return int((self.room - sum(self.on.values())) * 1e9)

    def want(self, name: str, size: float, work: float = 1.0, actions: tuple[str, ...] = ("i2v",)) -> Want:
        card = self

        class Held:
            """Gone from the card when nothing holds it any more."""

            nbytes = int(size * 1e9)

            def parameters(self) -> list[Any]:
                return [self]

            def buffers(self) -> list[Any]:
                return []

            def __del__(self) -> None:
                card.on.pop(name, None)

        def load(folder: Path, profile: Profile) -> Held:
            card.loads.append(name)
            return Held()

        def place(held: Held, device: str, placement: str) -> None:
            card.take(name, size * self.PART[placement])

        def run(held: Held, ask: Any) -> str:
            card.take("work", work)
            del card.on["work"]
            return name

        adapter = ModuleType(name)
        adapter.__dict__.update(ACTIONS=actions, load=load, place=place, run=run)
        return Want(name, adapter, Path(name), "", Profile(placement="resident"))

    def take(self, name: str, size: float) -> None:
        if size * 1e9 > self.free():
            self.on.pop("work", None)
            raise torch.cuda.OutOfMemoryError(FULL)
        self.on[name] = size


@pytest.fixture
def hold() -> Callable[[Card], Callable[[Want], Any]]:
    def make(card: Card) -> Callable[[Want], Any]:
        holder = Holder("cuda", card.free)

        def use(want: Want) -> Any:
            found, used = holder.use(want, lambda held: want.adapter.run(held, None))
            assert found == want.model
            return SimpleNamespace(held=holder.held(), placement=used.placement, before=used.stepped_down, loads=used.loads)

        return use

    return make


def test_models_stay_while_there_is_room_and_readers_go_first(hold: Any) -> None:
    card = Card(80)
    use = hold(card)
    reader, still, clip = card.want("qwen3", 8, actions=("text_encode",)), card.want("klein", 8), card.want("wan", 60)
    for one in (still, reader, still, reader):
        use(one)
    assert card.loads == ["klein", "qwen3"]
    assert use(clip).held == ("klein", "wan")  # the reader, though it was used last
    assert use(still).loads == 0
    assert use(card.want("ltx", 20)).held == ("klein", "ltx")
    assert card.loads == ["klein", "qwen3", "wan", "ltx"]


def test_out_of_memory_puts_out_the_others_before_it_steps_down(hold: Any) -> None:
    card = Card(24)
    use = hold(card)
    use(card.want("klein", 8))
    done = use(card.want("wan", 10, work=12))
    assert (done.held, done.placement, done.before) == (("wan",), "resident", [])


def test_out_of_memory_steps_down_says_so_once_and_remembers(hold: Any) -> None:
    card = Card(24)
    use = hold(card)
    wan = card.want("wan", 57, work=10)
    first = use(wan)
    assert (first.placement, first.before) == ("groups", ["resident", "components"])
    assert card.loads == ["wan"] * 3 == ["wan"] * first.loads
    again = use(wan)
    assert (again.placement, again.before, again.loads) == ("groups", [], 0)
    use(card.want("klein", 20))
    third = use(wan)
    assert (third.placement, third.before, third.loads) == ("groups", [], 1)


def test_what_fits_in_no_way_is_a_fault_that_says_what_to_do(hold: Any) -> None:
    card = Card(8)
    with pytest.raises(Fault, match="does not fit into this machine's cuda memory") as caught:
        hold(card)(card.want("h3", 124, work=20))
    assert "larger GPU" in caught.value.help
    assert card.on == {}


def test_a_model_that_broke_is_not_used_again(hold: Any) -> None:
    card, holder = Card(24), None
    wan = card.want("wan", 5)
    holder = Holder("cuda", card.free)
    with pytest.raises(ZeroDivisionError):
        holder.use(wan, lambda held: 1 / 0)
    assert holder.held() == ()
    with pytest.raises(Fault):
        holder.use(wan, lambda held: (_ for _ in ()).throw(Fault("no such thing")))
    assert holder.held() == ("wan",)


def test_what_else_goes_wrong_is_not_taken_for_a_lack_of_memory(hold: Any) -> None:
    card = Card(24)
    with pytest.raises(RuntimeError, match="device-side assert"):
        Holder("cuda", card.free).use(card.want("wan", 5), lambda held: (_ for _ in ()).throw(RuntimeError("device-side assert")))
    assert card.loads == ["wan"]


def test_weights_that_have_changed_are_loaded_again() -> None:
    card = Card(24)
    holder = Holder("cuda", card.free)
    wan = card.want("wan", 5)
    changed = Want(wan.model, wan.adapter, wan.folder, "sha256:1", wan.profile)
    for one in (wan, changed, changed):
        holder.use(one, lambda held: None)
    assert holder.held() == ("wan",)
    assert card.loads == ["wan", "wan"]


def test_a_gpu_that_begins_lower_begins_there() -> None:
    card = Card(24)
    wan = card.want("wan", 57)
    want = Want(wan.model, wan.adapter, wan.folder, "", read({"placement": "groups", "precision": "bfloat16"}))
    _, used = Holder("cuda", card.free).use(want, lambda held: None)
    assert (used.placement, used.stepped_down, used.loads) == ("groups", [], 1)


def test_a_gpu_that_has_failed_takes_its_worker_along() -> None:
    last: list[str] = []
    holder = Holder("cuda", Card(24).free, last.append)
    broken = RuntimeError("CUDA error: an illegal memory access was encountered")
    with pytest.raises(RuntimeError):
        holder.use(Card(24).want("wan", 5), lambda held: (_ for _ in ()).throw(broken))
    assert last == ["the GPU is lost to this process: CUDA error: an illegal memory access was encountered"]
    assert not placement.lost(torch.cuda.OutOfMemoryError(FULL))
    assert not placement.lost(ValueError("CUDA error: no"))


@pytest.mark.parametrize(("way", "call"), [
    ("resident", "to"), ("components", "enable_model_cpu_offload"), ("groups", "enable_group_offload"),
    ("sequential", "enable_sequential_cpu_offload")])
def test_a_pipeline_is_placed_by_its_own_methods(way: str, call: str) -> None:
    """A pipeline with the real signatures and nothing behind them, as there is no GPU."""
    from diffusers import Flux2KleinPipeline

    pipe = create_autospec(Flux2KleinPipeline, instance=True)
    placement.place(SimpleNamespace(pipe=pipe), "cuda", way)
    assert [name for name, _, _ in pipe.method_calls] == [call]
    pipe.reset_mock()
    placement.place(pipe, "cpu", way)
    assert pipe.method_calls == []


def test_the_weight_of_a_pipeline_is_that_of_its_parts() -> None:
    from diffusers import AutoencoderKL, StableDiffusionXLPipeline

    vae = AutoencoderKL(block_out_channels=(4,), norm_num_groups=4)
    size = sum(one.numel() for one in vae.parameters()) * 4
    pipe = StableDiffusionXLPipeline(vae, None, None, None, None, None, None)
    assert placement.weight(pipe) == placement.weight(SimpleNamespace(pipe=pipe)) == placement.weight(vae) == size
    assert placement.weight(object()) == 0
