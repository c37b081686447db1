"""Wan2.2 TI2V 5B with random weights: the VAE's factor of 16 with 48 channels, and the picture instead of the first frame."""

from __future__ import annotations

from pathlib import Path

from . import wan_i2v


def build(folder: Path) -> None:
    """Writes the pipeline into `folder`."""
    import torch
    from diffusers import WanImageToVideoPipeline

    torch.manual_seed(8)
    vae = {"z_dim": 48, "is_residual": True, "in_channels": 12, "out_channels": 12, "patch_size": 2, "scale_factor_spatial": 16,
           "latents_mean": [0.0] * 48, "latents_std": [1.0] * 48}
    WanImageToVideoPipeline(**wan_i2v.parts(**vae), transformer=wan_i2v.transformer(in_channels=48, out_channels=48),
                            expand_timesteps=True).save_pretrained(str(folder))
