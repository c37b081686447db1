"""Wan2.1 FLF2V with random weights: pictures are also seen by an image encoder, always two."""

from __future__ import annotations

from pathlib import Path

from . import wan_i2v


def build(folder: Path) -> None:
    """Writes the pipeline into `folder`."""
    import torch
    from diffusers import WanImageToVideoPipeline
    from transformers import CLIPImageProcessor, CLIPVisionConfig, CLIPVisionModel

    torch.manual_seed(9)
    eyes = CLIPVisionModel(CLIPVisionConfig(hidden_size=4, num_hidden_layers=2, num_attention_heads=2, image_size=32,
                                            patch_size=16, intermediate_size=16)).eval()
    WanImageToVideoPipeline(
        **wan_i2v.parts(), transformer=wan_i2v.transformer(image_dim=4, pos_embed_seq_len=2 * 5), image_encoder=eyes,
        image_processor=CLIPImageProcessor(crop_size={"height": 32, "width": 32}, size={"shortest_edge": 32}),
    ).save_pretrained(str(folder))
