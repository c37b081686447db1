"""A Stable Diffusion XL of two blocks, with an IP-Adapter, whose words are single letters."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def build(folder: Path) -> None:
    """Writes it to `folder`."""
    import torch
    from diffusers import AutoencoderKL, EulerDiscreteScheduler, StableDiffusionXLPipeline, UNet2DConditionModel

    with torch.random.fork_rng(devices=()):
        torch.manual_seed(4)
        unet = UNet2DConditionModel(
            block_out_channels=(8, 16), layers_per_block=1, sample_size=32, in_channels=4, out_channels=4,
            down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"), up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"),
            attention_head_dim=(2, 4), use_linear_projection=True, addition_embed_type="text_time", addition_time_embed_dim=8,
            transformer_layers_per_block=(1, 2), projection_class_embeddings_input_dim=80, cross_attention_dim=64,
            norm_num_groups=4).eval()
        vae = AutoencoderKL(
            block_out_channels=[4, 4, 4, 8], in_channels=3, out_channels=3, latent_channels=4, norm_num_groups=4,
            down_block_types=["DownEncoderBlock2D"] * 4, up_block_types=["UpDecoderBlock2D"] * 4).eval()
        StableDiffusionXLPipeline(
            vae=vae, unet=unet, scheduler=EulerDiscreteScheduler(), text_encoder=_reader(pooled=False), tokenizer=_tokenizer(),
            text_encoder_2=_reader(pooled=True), tokenizer_2=_tokenizer()).save_pretrained(folder)
        _adapter(unet, folder / "ip_adapter")


def _tokenizer() -> Any:
    from transformers import CLIPTokenizer

    letters = [chr(code) for code in range(33, 127)]
    tokens = ["<|startoftext|>", "<|endoftext|>", *letters, *(f"{one}</w>" for one in letters)]
    return CLIPTokenizer(vocab={one: at for at, one in enumerate(tokens)}, merges=[], model_max_length=77)


def _reader(*, pooled: bool) -> Any:
    from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection

    config = CLIPTextConfig(bos_token_id=0, eos_token_id=1, pad_token_id=1, hidden_size=32, intermediate_size=37,
                            num_attention_heads=4, num_hidden_layers=2, vocab_size=190, projection_dim=32,
                            max_position_embeddings=77)
    return (CLIPTextModelWithProjection if pooled else CLIPTextModel)(config).eval()


def _adapter(unet: Any, folder: Path) -> None:
    """An IP-Adapter for `unet`: a projection of the picture into four words, and for each layer that looks at words its own keys
    and values for them, numbered as the layers are."""
    import torch
    from safetensors.torch import save_file
    from transformers import CLIPVisionConfig, CLIPVisionModelWithProjection

    wide, words = unet.config.cross_attention_dim, 4
    tensors = {"image_proj.proj.weight": torch.randn(wide * words, 16) * 0.1, "image_proj.proj.bias": torch.zeros(wide * words),
               "image_proj.norm.weight": torch.ones(wide), "image_proj.norm.bias": torch.zeros(wide)}
    for at, name in enumerate(unet.attn_processors):
        if name.endswith("attn2.processor"):
            layer = unet.get_submodule(name.removesuffix(".processor"))
            for part in ("to_k", "to_v"):
                tensors[f"ip_adapter.{at}.{part}_ip.weight"] = torch.randn_like(getattr(layer, part).weight) * 0.1
    folder.mkdir()
    save_file(tensors, folder / "ip_adapter.safetensors")
    CLIPVisionModelWithProjection(CLIPVisionConfig(
        hidden_size=16, projection_dim=16, num_hidden_layers=2, num_attention_heads=2, image_size=32, patch_size=16,
        intermediate_size=16)).eval().save_pretrained(folder / "image_encoder")
