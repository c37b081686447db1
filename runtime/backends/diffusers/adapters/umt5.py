"""UMT5, the reader of the Wan and SkyReels V2 pipelines: words become the numbers that those pipelines take.

It is read by the pipeline's own code, without its other parts, so that the numbers are the same to the bit as when the pipeline
reads the words itself.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ....job import Fault
from ..ask import Ask, Words
from ..calls import pretrained
from ..profile import Profile

ACTIONS = ("text_encode",)
NEEDS = ("ftfy",)  # the pipeline's module imports it only if it is there, and fails at the first prompt without it
TOKENS = 512  # text_len in the configuration of Wan


def load(folder: Path, profile: Profile) -> Any:
    """A pipeline of nothing but tokenizer and text encoder, from their sub-folders of a Wan or SkyReels pipeline."""
    from diffusers import WanPipeline
    from transformers import AutoTokenizer, UMT5EncoderModel

    for part in ("tokenizer", "text_encoder"):
        if not (folder / part).is_dir():
            raise Fault(f"there is no folder {part} in {folder}", "the reader's weights are two folders of a Wan pipeline: "
                        "tokenizer and text_encoder")
    encoder = pretrained(UMT5EncoderModel, folder / "text_encoder", profile)
    try:
        tokenizer = AutoTokenizer.from_pretrained(str(folder / "tokenizer"), local_files_only=True)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, ImportError) as error:
        raise Fault(f"the tokenizer in {folder} cannot be loaded: {error}") from error
    return WanPipeline(tokenizer=tokenizer, text_encoder=encoder.eval(), vae=None, scheduler=None)


def run(held: Any, ask: Ask) -> Words:
    """`prompt_embeds` and `negative_prompt_embeds`, each of shape (1, tokens, width): what is to be kept away from is read with
    every prompt, since the pipeline has no reader then. It is `negative_prompt` of the call."""
    import torch

    if ask.prompt is None:
        raise Fault("there are no words to encode")
    away = ask.call.get("negative_prompt", "")
    if not isinstance(away, str):
        raise Fault(f"the manifest's call has negative_prompt: {away!r}, where words belong")
    with torch.no_grad():  # with gradients the sums come out otherwise than in the pipeline
        found, kept_away = held.encode_prompt(prompt=ask.prompt, negative_prompt=away, do_classifier_free_guidance=True,
                                              max_sequence_length=ask.tokens or TOKENS, device=ask.device)
    return Words({"prompt_embeds": found, "negative_prompt_embeds": kept_away})
