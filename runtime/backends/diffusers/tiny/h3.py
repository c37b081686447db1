"""MiniMax-H3 with random weights: Qwen3-VL as its reader, with as many layers as it needs to read the fiftieth, pictures and
sound, the VAE's factors as they are (16 in space, chunks of 17 frames)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_WORDS = 16  # numbers for a word
_SIGNS = ("<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|vision_start|>", "<|vision_end|>", "<|image_pad|>", "<|video_pad|>")


def build(folder: Path) -> None:
    """Writes the parts of the workflow for given pictures into `folder`."""
    import torch
    from diffusers import MiniMaxH3Scheduler

    torch.manual_seed(6)
    tokenizer = _tokenizer()
    parts = {"tokenizer": tokenizer, "text_encoder": _reader(len(tokenizer)), "transformer": _maker(), "vae": _vae(),
             "audio_vae": _sound(), "scheduler": MiniMaxH3Scheduler(shift=12.0), "audio_scheduler": MiniMaxH3Scheduler(shift=3.0)}
    for name, part in parts.items():
        part.save_pretrained(str(folder / name))
    (folder / "processor").mkdir()
    eyes = {"image_processor_type": "Qwen2VLImageProcessor", "patch_size": 4, "merge_size": 2, "temporal_patch_size": 2,
            "size": {"shortest_edge": 64, "longest_edge": 1024}}
    (folder / "processor" / "processor_config.json").write_text(
        json.dumps({"processor_class": "Qwen3VLProcessor", "image_processor": eyes}), encoding="ascii")


def _tokenizer() -> Any:
    from tokenizers import pre_tokenizers
    from transformers import Qwen2TokenizerFast

    signs = [*_SIGNS, *sorted(pre_tokenizers.ByteLevel.alphabet())]
    return Qwen2TokenizerFast(vocab={one: at for at, one in enumerate(signs)}, merges=[],
                              additional_special_tokens=list(_SIGNS[1:]))


def _reader(words: int) -> Any:
    from transformers import Qwen3VLConfig, Qwen3VLForConditionalGeneration

    text = {"vocab_size": words, "hidden_size": _WORDS, "intermediate_size": 16, "num_hidden_layers": 51,
            "num_attention_heads": 2, "num_key_value_heads": 1, "head_dim": 8,
            "rope_parameters": {"rope_type": "default", "mrope_section": [2, 1, 1], "rope_theta": 10000.0}}
    eyes = {"depth": 1, "hidden_size": 16, "intermediate_size": 16, "num_heads": 2, "patch_size": 4, "spatial_merge_size": 2,
            "temporal_patch_size": 2, "out_hidden_size": _WORDS, "num_position_embeddings": 16, "deepstack_visual_indexes": [0]}
    signs = {name: _SIGNS.index(sign) for name, sign in (
        ("vision_start_token_id", "<|vision_start|>"), ("vision_end_token_id", "<|vision_end|>"),
        ("image_token_id", "<|image_pad|>"), ("video_token_id", "<|video_pad|>"))}
    return Qwen3VLForConditionalGeneration(Qwen3VLConfig(text_config=text, vision_config=eyes, **signs)).eval()


def _maker() -> Any:
    from diffusers import MiniMaxH3Transformer3DModel

    return MiniMaxH3Transformer3DModel(
        num_attention_heads=2, attention_head_dim=16, hidden_size=16, num_layers=1, num_refiner_layers=1, ffn_dim=16,
        in_channels=4, audio_in_channels=4, text_dim=_WORDS, freq_dim=16, time_embed_hidden_dim=16, time_embed_dim=8,
        rope_freq_dim=2).eval()


def _vae() -> Any:
    from diffusers import AutoencoderKLMiniMaxH3

    return AutoencoderKLMiniMaxH3(
        latent_channels=4, block_out_channels=(4, 4, 4, 4, 4, 4), layers_per_block=1, norm_num_groups=2, decoder_num_layers=1,
        decoder_num_attention_heads=2, decoder_attention_head_dim=8, decoder_num_register_tokens=1, decoder_ffn_mult=1,
        latents_mean=(0.0,) * 4, latents_std=(1.0,) * 4).eval()


def _sound() -> Any:
    from diffusers import AutoencoderKLMiniMaxH3Audio

    return AutoencoderKLMiniMaxH3Audio(
        encoder_dim=2, encoder_rates=(20, 40), latent_dim=8, latent_channels=4, num_attention_heads=2, decoder_dim=8,
        decoder_rates=(40, 20), decoder_kernel_sizes=(80, 40), resblock_kernel_sizes=(3,), resblock_dilation_sizes=((1,),),
        latents_mean=[0.0] * 4, latents_std=[1.0] * 4).eval()
