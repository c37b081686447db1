"""Random weights of the real sizes, written to disk: what is measured are loads, memory and time, which do not ask what the
numbers are. Sizes are those of the configurations of FLUX.2-klein-4B, Wan2.2-TI2V-5B and the models that read for them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

IMAGE, VIDEO, IMAGE_WORDS, VIDEO_WORDS = "flux2-klein", "wan2.2-ti2v-5b", "qwen3-4b", "umt5-xxl"
SIZES: dict[str, dict[str, dict[str, Any]]] = {
    "full": {
        "flux": {"num_layers": 5, "num_single_layers": 20, "attention_head_dim": 128, "num_attention_heads": 24,
                 "in_channels": 128, "joint_attention_dim": 3 * 2560, "axes_dims_rope": [32, 32, 32, 32]},
        "flux_vae": {"block_out_channels": (128, 256, 512, 512), "layers_per_block": 2, "latent_channels": 32,
                     "norm_num_groups": 32},
        "qwen": {"vocab_size": 151936, "hidden_size": 2560, "intermediate_size": 9728, "num_hidden_layers": 36,
                 "num_attention_heads": 32, "num_key_value_heads": 8, "head_dim": 128},
        "wan": {"num_attention_heads": 24, "attention_head_dim": 128, "in_channels": 48, "out_channels": 48, "text_dim": 4096,
                "freq_dim": 256, "ffn_dim": 14336, "num_layers": 30},
        "wan_vae": {"base_dim": 160, "decoder_base_dim": 256, "z_dim": 48, "dim_mult": [1, 2, 4, 4], "num_res_blocks": 2},
        "umt5": {"vocab_size": 256384, "d_model": 4096, "d_kv": 64, "d_ff": 10240, "num_layers": 24, "num_heads": 64},
    },
    "tiny": {
        "flux": {"num_layers": 1, "num_single_layers": 1, "attention_head_dim": 16, "num_attention_heads": 2, "in_channels": 16,
                 "joint_attention_dim": 3 * 16, "axes_dims_rope": [4, 4, 4, 4]},
        "flux_vae": {"block_out_channels": (4, 4, 4, 4), "layers_per_block": 1, "latent_channels": 4, "norm_num_groups": 1},
        "qwen": {"vocab_size": 300, "hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 28,
                 "num_attention_heads": 2, "num_key_value_heads": 2, "head_dim": 8},
        "wan": {"num_attention_heads": 2, "attention_head_dim": 12, "in_channels": 48, "out_channels": 48, "text_dim": 32,
                "freq_dim": 64, "ffn_dim": 32, "num_layers": 2},
        "wan_vae": {"base_dim": 4, "decoder_base_dim": 4, "z_dim": 48, "dim_mult": [1, 1, 1, 1], "num_res_blocks": 1},
        "umt5": {"vocab_size": 100, "d_model": 32, "d_kv": 8, "d_ff": 37, "num_layers": 2, "num_heads": 4},
    },
}


def write(folder: Path, size: str) -> None:
    """All models of the `size` full or tiny below `folder`, each in a folder of its id, in the layout of its pipeline. The
    folders of the readers are links: a pipeline brings its own."""
    import torch

    torch.manual_seed(0)
    facts = SIZES[size]
    for id, reader, make in ((IMAGE, IMAGE_WORDS, _image), (VIDEO, VIDEO_WORDS, _video)):
        if not (folder / id / "model_index.json").is_file():
            make(facts).save_pretrained(str(folder / id))
        if not (folder / reader).exists():
            (folder / reader).symlink_to(folder / id, target_is_directory=True)
        if torch.cuda.is_available():
            torch.cuda.empty_cache()


def _made(make: Callable[[], Any]) -> Any:
    """A model with random weights at 16 bits, made where that is quick."""
    import torch

    device, before = "cuda" if torch.cuda.is_available() else "cpu", torch.get_default_dtype()
    torch.set_default_dtype(torch.bfloat16)
    try:
        with torch.device(device):
            return make().eval()
    finally:
        torch.set_default_dtype(before)


def _image(facts: dict[str, dict[str, Any]]) -> Any:
    from diffusers import AutoencoderKLFlux2, FlowMatchEulerDiscreteScheduler, Flux2KleinPipeline, Flux2Transformer2DModel
    from tokenizers import pre_tokenizers
    from transformers import Qwen2TokenizerFast, Qwen3Config, Qwen3ForCausalLM

    signs = ["<|endoftext|>", "<|im_start|>", "<|im_end|>", *sorted(pre_tokenizers.ByteLevel.alphabet())]
    tokenizer = Qwen2TokenizerFast(vocab={one: at for at, one in enumerate(signs)}, merges=[], model_max_length=512)
    tokenizer.chat_template = ("{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}"
                               "<|im_end|>\n{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}")
    return Flux2KleinPipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(), is_distilled=True, tokenizer=tokenizer,
        transformer=_made(lambda: Flux2Transformer2DModel(patch_size=1, timestep_guidance_channels=256, guidance_embeds=False,
                                                          **facts["flux"])),
        vae=_made(lambda: AutoencoderKLFlux2(
            sample_size=1024, in_channels=3, out_channels=3, down_block_types=("DownEncoderBlock2D",) * 4,
            up_block_types=("UpDecoderBlock2D",) * 4, use_quant_conv=False, use_post_quant_conv=False, **facts["flux_vae"])),
        text_encoder=_made(lambda: Qwen3ForCausalLM(Qwen3Config(max_position_embeddings=1024, tie_word_embeddings=True,
                                                                **facts["qwen"]))))


def _video(facts: dict[str, dict[str, Any]]) -> Any:
    from diffusers import AutoencoderKLWan, UniPCMultistepScheduler, WanImageToVideoPipeline, WanTransformer3DModel
    from tokenizers import Regex, Tokenizer, models, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast, UMT5Config, UMT5EncoderModel

    signs = ("<pad>", "</s>", "<unk>", *map(chr, range(33, 127)))
    table = Tokenizer(models.WordLevel({one: at for at, one in enumerate(signs)}, unk_token="<unk>"))
    table.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(),
                                                   pre_tokenizers.Split(Regex("."), "isolated")])
    table.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 1)])
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=table, pad_token="<pad>", eos_token="</s>", unk_token="<unk>",
                                        model_max_length=512)
    channels = int(facts["wan_vae"]["z_dim"])
    vae = {"temperal_downsample": [False, True, True], "is_residual": True, "in_channels": 12, "out_channels": 12,
           "patch_size": 2, "scale_factor_spatial": 16, "scale_factor_temporal": 4, "latents_mean": [0.0] * channels,
           "latents_std": [1.0] * channels, **facts["wan_vae"]}
    return WanImageToVideoPipeline(
        tokenizer=tokenizer, image_encoder=None, image_processor=None, transformer_2=None, expand_timesteps=True,
        scheduler=UniPCMultistepScheduler(prediction_type="flow_prediction", use_flow_sigmas=True, flow_shift=5.0),
        text_encoder=_made(lambda: UMT5EncoderModel(UMT5Config(tie_word_embeddings=False, **facts["umt5"]))),
        vae=_made(lambda: AutoencoderKLWan(**vae)),
        transformer=_made(lambda: WanTransformer3DModel(patch_size=(1, 2, 2), cross_attn_norm=True,
                                                        qk_norm="rms_norm_across_heads", rope_max_seq_len=1024, **facts["wan"])))
