"""MiniMax-H3: clips of 5 to 15 seconds from a first picture, or a first and a last (modular pipeline of diffusers, `fl2va`).

There is no pipeline class: blocks say which parts they want, and those are loaded here one by one, since the pipeline's own
`load_components` goes by addresses that are written in the weights, and passes over what it cannot load. It makes sound with the
pictures, which is not used: what is heard in a film comes from its own voices, sounds and music.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ....job import Fault
from .. import motion
from ..ask import Ask, Frames
from ..calls import pretrained
from ..profile import Profile

ACTIONS = ("i2v", "flf2v", "extend")
WORKFLOW = "fl2va"
FPS = 24


def load(folder: Path, profile: Profile) -> Any:
    """The pipeline of the blocks for given pictures: the other half of the weights (`transformer_ref`) stays where it is."""
    import torch
    from diffusers import ComponentsManager, MiniMaxH3Blocks

    blocks = MiniMaxH3Blocks().get_workflow(WORKFLOW)
    pipe = blocks.init_pipeline(components_manager=ComponentsManager())
    parts = {}
    for one in blocks.expected_components:
        if one.default_creation_method != "from_pretrained":
            continue
        if not (folder / one.name).is_dir():
            raise Fault(f"there is no folder {one.name} in {folder}", "are the weights those of MiniMax-H3, and whole?")
        if issubclass(one.type_hint, torch.nn.Module):
            parts[one.name] = pretrained(one.type_hint, folder / one.name, profile).eval()
        else:
            parts[one.name] = _small(_eyes if one.name == "processor" else _plain(one.type_hint), folder / one.name)
    pipe.update_components(**parts)
    pipe.set_progress_bar_config(disable=True)
    return pipe


def run(held: Any, ask: Ask) -> Frames:
    """The clip. `extend` begins with the last frame of the clip before."""
    motion.check(ask, ACTIONS, *grid(held))
    if ask.fps != FPS:
        raise Fault(f"this model makes {FPS} frames a second, and not {ask.fps}", "the manifest's `fps` must say so")
    if not held.min_duration * FPS <= ask.frames <= held.max_duration * FPS:
        raise Fault(f"this model makes clips of {held.min_duration:g} to {held.max_duration:g} seconds, and {ask.frames} frames "
                    f"are {ask.frames / FPS:.1f}", "the manifest's `frames` must say so")
    if ask.prompt is None:
        raise Fault("MiniMax-H3 reads its words itself, and they were given to it encoded", "its manifest names no `text`")
    if ask.call:
        raise Fault(f"the manifest's call has {sorted(ask.call)[0]!r}, which this model does not take", "it takes nothing")
    first = motion.before(ask)[-1] if ask.action == "extend" else motion.shown(ask, "first")
    last = {"last_image": motion.shown(ask, "last")} if ask.action == "flf2v" else {}
    count = ask.steps or next(one.default for one in held.blocks.inputs if one.name == "num_inference_steps")
    if count < 2:
        raise Fault(f"this model takes at least 2 steps, and not {count}", "the manifest's or target's `steps` say how many")
    with _stepping(held.transformer, ask.report, count - 1):  # its steps are the points of the schedule, the last one included
        video = held(prompt=ask.prompt, image=first, **last, width=ask.width, height=ask.height, num_frames=ask.frames,
                     num_inference_steps=count, generator=ask.generator(), output_type="np", output="videos")
    return motion.frames(video, ask)


def grid(pipe: Any) -> tuple[int, int, int, int]:
    """Frames are the first number times n, plus the second; widths multiples of the third, heights of the fourth."""
    return pipe.vae_frames_per_chunk, pipe.vae_latents_per_chunk, pipe.canvas_multiple, pipe.canvas_multiple


def place(held: Any, device: str, placement: str) -> None:
    """Brings the parts to `device`. Modular pipelines leave to a manager what others do themselves."""
    if device == "cpu":
        return
    if placement == "resident":
        held.to(device)
    elif placement == "components":
        held._components_manager.enable_auto_cpu_offload(device=device)
    else:
        import torch
        from diffusers.hooks import apply_group_offloading

        for name, part in held.components.items():
            if name in ("transformer", "text_encoder"):
                apply_group_offloading(part, onload_device=torch.device(device), offload_type="leaf_level",
                                       use_stream=placement == "groups", low_cpu_mem_usage=True)
            elif isinstance(part, torch.nn.Module):
                part.to(device)


@contextmanager
def _stepping(maker: Any, report: Callable[[float], None], count: int) -> Iterator[None]:
    """Reports each of `count` steps: the blocks tell nobody, but the transformer works exactly once a step, as guidance is in its
    weights."""
    done = 0

    def step(*_: Any) -> None:
        nonlocal done
        done += 1
        report(min(1.0, done / count))

    hook = maker.register_forward_hook(step)
    try:
        yield
    finally:
        hook.remove()


def _plain(kind: Any) -> Callable[[Path], Any]:
    return lambda folder: kind.from_pretrained(str(folder), local_files_only=True)


def _eyes(folder: Path) -> Any:
    """The processor of Qwen3-VL without its half for clips, which needs torchvision and is never asked here. Pictures are brought
    to size by PIL, so that they are the same whether torchvision is there or not."""
    from transformers import AutoTokenizer, Qwen2VLImageProcessorPil, Qwen3VLProcessor

    class Pictures(Qwen3VLProcessor):  # type: ignore[misc, no-any-unimported, unused-ignore]
        def __init__(self, image_processor: Any, tokenizer: Any) -> None:
            self.image_processor, self.tokenizer = image_processor, tokenizer
            self.image_token_id = tokenizer.convert_tokens_to_ids("<|image_pad|>")
            self.video_token_id = tokenizer.convert_tokens_to_ids("<|video_pad|>")

    words = folder if (folder / "tokenizer_config.json").exists() else folder.parent / "tokenizer"
    return Pictures(Qwen2VLImageProcessorPil.from_pretrained(str(folder), local_files_only=True),
                    AutoTokenizer.from_pretrained(str(words), local_files_only=True))


def _small(read: Callable[[Path], Any], folder: Path) -> Any:
    try:
        return read(folder)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, ImportError) as error:
        raise Fault(f"{folder} cannot be loaded: {error}", "are the weights those of MiniMax-H3, and whole?") from error
