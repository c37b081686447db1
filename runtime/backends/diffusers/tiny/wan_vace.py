"""Wan VACE with random weights."""

from __future__ import annotations

from pathlib import Path

from . import umt5, wan_i2v


def build(folder: Path) -> None:
    """Writes the pipeline into `folder`."""
    import torch
    from diffusers import WanVACEPipeline, WanVACETransformer3DModel

    torch.manual_seed(3)
    maker = WanVACETransformer3DModel(
        patch_size=(1, 2, 2), num_attention_heads=2, attention_head_dim=12, in_channels=16, out_channels=16, text_dim=umt5.WIDTH,
        freq_dim=64, ffn_dim=32, num_layers=3, cross_attn_norm=True, qk_norm="rms_norm_across_heads", rope_max_seq_len=1024,
        vace_layers=[0, 2], vace_in_channels=96).eval()
    WanVACEPipeline(**wan_i2v.parts(), transformer=maker, transformer_2=None).save_pretrained(str(folder))
