"""A Qwen3 of 28 layers of 16 numbers, that reads bytes."""

from __future__ import annotations

from pathlib import Path

CHAT = ("{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}<|im_end|>\n{% endfor %}"
        "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}")
HIDDEN = 16


def build(folder: Path) -> None:
    """Writes it to `text_encoder` and `tokenizer` in `folder`."""
    import torch
    from tokenizers import pre_tokenizers
    from transformers import Qwen2TokenizerFast, Qwen3Config, Qwen3ForCausalLM

    vocabulary = ["<|endoftext|>", "<|im_start|>", "<|im_end|>", *sorted(pre_tokenizers.ByteLevel.alphabet())]
    tokenizer = Qwen2TokenizerFast(vocab={one: at for at, one in enumerate(vocabulary)}, merges=[], model_max_length=512)
    tokenizer.chat_template = CHAT
    config = Qwen3Config(vocab_size=len(tokenizer), hidden_size=HIDDEN, intermediate_size=16, num_hidden_layers=28,
                         num_attention_heads=2, num_key_value_heads=2, head_dim=8, max_position_embeddings=1024,
                         tie_word_embeddings=True)
    with torch.random.fork_rng(devices=()):
        torch.manual_seed(3)
        model = Qwen3ForCausalLM(config).eval()
    model.save_pretrained(folder / "text_encoder")
    tokenizer.save_pretrained(folder / "tokenizer")
