"""SkyReels V2 Diffusion Forcing with random weights."""

from __future__ import annotations

from pathlib import Path

from . import umt5, wan_i2v


def build(folder: Path) -> None:
    """Writes the pipeline into `folder`."""
    import torch
    from diffusers import SkyReelsV2DiffusionForcingPipeline, SkyReelsV2Transformer3DModel

    torch.manual_seed(4)
    maker = SkyReelsV2Transformer3DModel(
        patch_size=(1, 2, 2), num_attention_heads=2, attention_head_dim=12, in_channels=16, out_channels=16, text_dim=umt5.WIDTH,
        freq_dim=256, ffn_dim=32, num_layers=2, cross_attn_norm=True, qk_norm="rms_norm_across_heads", rope_max_seq_len=1024,
        inject_sample_info=True, num_frame_per_block=1).eval()
    SkyReelsV2DiffusionForcingPipeline(**wan_i2v.parts(), transformer=maker).save_pretrained(str(folder))
