"""A Qwen-Image-Edit-Plus of one block, with a Qwen2.5-VL of two layers that reads bytes and pictures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

_MARKS = ("<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|vision_start|>", "<|vision_end|>", "<|image_pad|>", "<|video_pad|>")


def build(folder: Path) -> None:
    """Writes it to `folder`."""
    import torch
    from diffusers import (
        AutoencoderKLQwenImage,
        FlowMatchEulerDiscreteScheduler,
        QwenImageEditPlusPipeline,
        QwenImageTransformer2DModel,
    )
    from transformers.models.qwen2_vl.image_processing_pil_qwen2_vl import Qwen2VLImageProcessorPil

    with torch.random.fork_rng(devices=()):
        torch.manual_seed(6)
        transformer = QwenImageTransformer2DModel(
            patch_size=2, in_channels=16, out_channels=4, num_layers=1, attention_head_dim=16, num_attention_heads=1,
            joint_attention_dim=16, guidance_embeds=False, axes_dims_rope=(4, 6, 6)).eval()
        vae = AutoencoderKLQwenImage(
            base_dim=2, z_dim=4, dim_mult=[1, 1, 1, 1], num_res_blocks=1, temperal_downsample=[False, True, True],
            latents_mean=[0.0] * 4, latents_std=[1.0] * 4).eval()
        pipe = QwenImageEditPlusPipeline(scheduler=FlowMatchEulerDiscreteScheduler(), vae=vae, text_encoder=_reader(),
                                         tokenizer=_tokenizer(), processor=None, transformer=transformer)
    pipe.save_pretrained(folder)
    Qwen2VLImageProcessorPil(min_pixels=56 * 56, max_pixels=28 * 28 * 64, patch_size=14, merge_size=2,
                             temporal_patch_size=2).save_pretrained(folder / "processor")


def _tokenizer() -> Any:
    from tokenizers import pre_tokenizers
    from transformers import Qwen2TokenizerFast

    vocabulary = [*_MARKS, *sorted(pre_tokenizers.ByteLevel.alphabet())]
    return Qwen2TokenizerFast(vocab={one: at for at, one in enumerate(vocabulary)}, merges=[], model_max_length=8192,
                              extra_special_tokens=list(_MARKS[1:]))


def _reader() -> Any:
    from transformers import Qwen2_5_VLConfig, Qwen2_5_VLForConditionalGeneration

    number = {one: at for at, one in enumerate(_MARKS)}
    config = Qwen2_5_VLConfig(
        text_config={"hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2,
                     "num_key_value_heads": 2, "vocab_size": 300, "max_position_embeddings": 8192,
                     "rope_parameters": {"rope_type": "default", "mrope_section": [1, 1, 2], "rope_theta": 1_000_000.0}},
        vision_config={"depth": 2, "hidden_size": 16, "intermediate_size": 16, "num_heads": 2, "patch_size": 14,
                       "spatial_merge_size": 2, "temporal_patch_size": 2, "out_hidden_size": 16, "window_size": 112,
                       "fullatt_block_indexes": [1], "in_channels": 3},
        image_token_id=number["<|image_pad|>"], video_token_id=number["<|video_pad|>"],
        vision_start_token_id=number["<|vision_start|>"], vision_end_token_id=number["<|vision_end|>"])
    return Qwen2_5_VLForConditionalGeneration(config).eval()
