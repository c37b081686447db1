"""The reader of words of FLUX.2 klein: Qwen3, of which the pipeline takes what three of its layers have made of each word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ....job import Fault
from .. import motion
from ..ask import Ask, Words
from ..calls import pretrained
from ..profile import Profile

ACTIONS = ("text_encode",)
LENGTH = 512
"""Tokens, where a task names no limit: what the pipeline itself takes."""
LAYERS = "text_encoder_out_layers"


def load(folder: Path, profile: Profile) -> Any:
    """The model and its tokenizer as a pipeline that has nothing else, from a folder that holds them as `text_encoder` and
    `tokenizer`, as a whole FLUX.2 klein does, or that is the model's own."""
    from diffusers import Flux2KleinPipeline
    from transformers import AutoTokenizer, Qwen3ForCausalLM

    parts = {name: folder / name if (folder / name).is_dir() else folder for name in ("text_encoder", "tokenizer")}
    model = pretrained(Qwen3ForCausalLM, parts["text_encoder"], profile).eval()
    try:
        tokenizer = AutoTokenizer.from_pretrained(str(parts["tokenizer"]), local_files_only=True, trust_remote_code=False)
    except (OSError, ValueError, KeyError) as error:
        raise Fault(f"the tokenizer in {parts['tokenizer']} cannot be loaded: {error}", "are the weights whole?") from error
    return Flux2KleinPipeline(scheduler=None, vae=None, text_encoder=model, tokenizer=tokenizer, transformer=None)


def run(held: Any, ask: Ask) -> Words:
    """Encodes `ask.prompt` as the pipeline would."""
    import torch

    more = motion.usual(held.encode_prompt, ask)
    if LAYERS in more:
        more[LAYERS] = tuple(more[LAYERS])
    device, length = torch.device(ask.device), ask.tokens or LENGTH
    with torch.no_grad():  # with gradients the numbers come out a little different
        found, _ = held.encode_prompt(ask.prompt, device=device, max_sequence_length=length, **more)
    ask.report(1.0)
    return Words({"prompt_embeds": found})
