"""A distilled FLUX.2 klein of two blocks, whose VAE makes pictures 8 times as wide as what it works on."""

from __future__ import annotations

from pathlib import Path

from . import qwen3


def build(folder: Path) -> None:
    """Writes it to `folder`, with a reader of words like `qwen3`'s."""
    import torch
    from diffusers import AutoencoderKLFlux2, FlowMatchEulerDiscreteScheduler, Flux2KleinPipeline, Flux2Transformer2DModel
    from transformers import AutoTokenizer, Qwen3ForCausalLM

    qwen3.build(folder)
    with torch.random.fork_rng(devices=()):
        torch.manual_seed(2)
        transformer = Flux2Transformer2DModel(
            patch_size=1, in_channels=16, num_layers=1, num_single_layers=1, attention_head_dim=16, num_attention_heads=2,
            joint_attention_dim=3 * qwen3.HIDDEN, timestep_guidance_channels=256, axes_dims_rope=[4, 4, 4, 4],
            guidance_embeds=False)
        vae = AutoencoderKLFlux2(
            sample_size=32, in_channels=3, out_channels=3, down_block_types=("DownEncoderBlock2D",) * 4,
            up_block_types=("UpDecoderBlock2D",) * 4, block_out_channels=(4, 4, 4, 4), layers_per_block=1, latent_channels=4,
            norm_num_groups=1, use_quant_conv=False, use_post_quant_conv=False)
    Flux2KleinPipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(), vae=vae.eval(), transformer=transformer.eval(), is_distilled=True,
        text_encoder=Qwen3ForCausalLM.from_pretrained(folder / "text_encoder"),
        tokenizer=AutoTokenizer.from_pretrained(folder / "tokenizer")).save_pretrained(folder)
