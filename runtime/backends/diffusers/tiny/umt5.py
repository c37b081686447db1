"""UMT5 with random weights: a tokenizer of words and signs, and an encoder of two layers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

WIDTH = 32
"""Numbers for a word, which the pipelines that read them have to know."""


def build(folder: Path) -> None:
    """Writes tokenizer and text_encoder into `folder`."""
    import torch

    torch.manual_seed(1)
    tokenizer, encoder = parts()
    tokenizer.save_pretrained(str(folder / "tokenizer"))
    encoder.save_pretrained(str(folder / "text_encoder"))


def parts() -> tuple[Any, Any]:
    """The tokenizer and the encoder."""
    from tokenizers import Regex, Tokenizer, models, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast, UMT5Config, UMT5EncoderModel

    signs = ("<pad>", "</s>", "<unk>", *map(chr, range(33, 127)))  # every sign is a word, so that words differ
    table = Tokenizer(models.WordLevel({one: at for at, one in enumerate(signs)}, unk_token="<unk>"))
    each = pre_tokenizers.Split(Regex("."), "isolated")
    table.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), each])
    table.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 1)])
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=table, pad_token="<pad>", eos_token="</s>", unk_token="<unk>",
                                        model_max_length=512)
    encoder = UMT5EncoderModel(UMT5Config(vocab_size=len(signs), d_model=WIDTH, d_kv=8, d_ff=37, num_layers=2, num_heads=4,
                                          tie_word_embeddings=False))
    return tokenizer, encoder.eval()
