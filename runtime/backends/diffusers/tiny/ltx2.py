"""LTX-2 with random weights: Gemma as its reader, pictures and sound, the VAE's factors as they are (8 in time, 32 in space)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from . import umt5

_WORDS = 16  # numbers for a word


def build(folder: Path) -> None:
    """Writes the pipeline into `folder`."""
    import torch
    from diffusers import FlowMatchEulerDiscreteScheduler, LTX2ConditionPipeline

    torch.manual_seed(5)
    tokenizer, _ = umt5.parts()
    scheduler = FlowMatchEulerDiscreteScheduler(use_dynamic_shifting=True, base_shift=0.95, max_shift=2.05,
                                                base_image_seq_len=1024, max_image_seq_len=4096, shift_terminal=0.1)
    LTX2ConditionPipeline(scheduler=scheduler, tokenizer=tokenizer, text_encoder=_reader(len(tokenizer)), transformer=_maker(),
                          **_sound(), vae=_vae(), connectors=_connectors()).save_pretrained(str(folder))


def _reader(words: int) -> Any:
    from transformers import Gemma3Config, Gemma3ForConditionalGeneration

    text = {"vocab_size": words, "hidden_size": _WORDS, "intermediate_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2,
            "num_key_value_heads": 1, "head_dim": 8, "sliding_window": 16, "max_position_embeddings": 2048}
    eyes = {"hidden_size": 8, "intermediate_size": 8, "num_hidden_layers": 1, "num_attention_heads": 1, "image_size": 28,
            "patch_size": 14}
    return Gemma3ForConditionalGeneration(Gemma3Config(text_config=text, vision_config=eyes, mm_tokens_per_image=4)).eval()


def _connectors() -> Any:
    from diffusers.pipelines.ltx2 import LTX2TextConnectors

    return LTX2TextConnectors(
        caption_channels=_WORDS, text_proj_in_factor=3, video_connector_num_attention_heads=2,
        video_connector_attention_head_dim=8, video_connector_num_layers=1, video_connector_num_learnable_registers=None,
        audio_connector_num_attention_heads=2,
        audio_connector_attention_head_dim=8, audio_connector_num_layers=1, audio_connector_num_learnable_registers=None,
        rope_type="split").eval()


def _maker() -> Any:
    from diffusers import LTX2VideoTransformer3DModel

    return LTX2VideoTransformer3DModel(
        in_channels=8, out_channels=8, num_attention_heads=2, attention_head_dim=8, cross_attention_dim=16, audio_in_channels=8,
        audio_out_channels=8, audio_num_attention_heads=2, audio_attention_head_dim=4, audio_cross_attention_dim=8, num_layers=2,
        caption_channels=_WORDS, rope_type="split").eval()


def _vae() -> Any:
    from diffusers import AutoencoderKLLTX2Video

    return AutoencoderKLLTX2Video(
        latent_channels=8, block_out_channels=(8, 8, 8, 8), decoder_block_out_channels=(8, 8, 8),
        layers_per_block=(1, 1, 1, 1, 1), decoder_layers_per_block=(1, 1, 1, 1), upsample_residual=(False, False, False),
        upsample_factor=(1, 1, 1),
        spatial_compression_ratio=32, temporal_compression_ratio=8).eval()  # as the weights say; the class reckons twice that


def _sound() -> dict[str, Any]:
    from diffusers import AutoencoderKLLTX2Audio
    from diffusers.pipelines.ltx2 import LTX2Vocoder

    heard = AutoencoderKLLTX2Audio(base_channels=8, ch_mult=(1, 1, 1), num_res_blocks=1, latent_channels=2, mel_bins=16)
    voice = LTX2Vocoder(in_channels=32, hidden_channels=8, upsample_kernel_sizes=[4], upsample_factors=[2],
                        resnet_kernel_sizes=[3], resnet_dilations=[[1]])
    return {"audio_vae": heard.eval(), "vocoder": voice.eval()}
