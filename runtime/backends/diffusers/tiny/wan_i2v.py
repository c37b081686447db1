"""Wan2.2 I2V A14B with random weights: two experts, 36 channels in, the VAE's factors as they are (4 in time, 8 in space)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from . import umt5


def build(folder: Path) -> None:
    """Writes the pipeline into `folder`."""
    import torch
    from diffusers import WanImageToVideoPipeline

    torch.manual_seed(2)
    WanImageToVideoPipeline(**parts(), transformer=transformer(), transformer_2=transformer(), image_encoder=None,
                            image_processor=None, boundary_ratio=0.9).save_pretrained(str(folder))


def parts(**vae: Any) -> dict[str, Any]:
    """What the pipelines of the Wan family share: reader, VAE, scheduler."""
    from diffusers import AutoencoderKLWan, UniPCMultistepScheduler

    tokenizer, encoder = umt5.parts()
    small = {"base_dim": 4, "z_dim": 16, "dim_mult": [1, 1, 1, 1], "num_res_blocks": 1,
             "temperal_downsample": [False, True, True]}
    scheduler = UniPCMultistepScheduler(prediction_type="flow_prediction", use_flow_sigmas=True, flow_shift=5.0)
    return {"tokenizer": tokenizer, "text_encoder": encoder, "vae": AutoencoderKLWan(**small | vae).eval(),
            "scheduler": scheduler}


def transformer(**other: Any) -> Any:
    """One expert, of two layers."""
    from diffusers import WanTransformer3DModel

    small = {"patch_size": (1, 2, 2), "num_attention_heads": 2, "attention_head_dim": 12, "in_channels": 36, "out_channels": 16,
             "text_dim": umt5.WIDTH, "freq_dim": 64, "ffn_dim": 32, "num_layers": 2, "cross_attn_norm": True,
             "qk_norm": "rms_norm_across_heads", "rope_max_seq_len": 1024}
    return WanTransformer3DModel(**small | other).eval()
