"""Words for encoders of CLIP that are longer than these read at once: 77 tokens, two of which are marks.

A pipeline cuts the rest off. Here words are read window by window, and what is read is laid end to end: the layers that look at
words take any number of them. A window ends where a part of the prompt ends, if it can; the sum of all words, which the model
takes once, is that of the first window, where prompts say what matters most.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

_PARTS = re.compile(r"(?<=[,;:.!?])\s+")
_MARKS = 2


def windows(tokenizers: Sequence[Any], text: str) -> list[str]:
    """`text` in pieces that each of the `tokenizers` reads at once, one at least; a single word that is longer stays one."""
    room = min(one.model_max_length for one in tokenizers) - _MARKS

    def fits(piece: str) -> bool:
        counts = (len(one(piece, add_special_tokens=False, truncation=False, verbose=False).input_ids) for one in tokenizers)
        return all(count <= room for count in counts)

    found: list[str] = []
    for piece in _pieces(text, fits):
        if found and fits(f"{found[-1]} {piece}"):
            found[-1] += f" {piece}"
        else:
            found.append(piece)
    return found or [""]


def _pieces(text: str, fits: Callable[[str], bool]) -> Iterator[str]:
    """The parts of `text`, and the words of those that are too long for a window of their own."""
    for part in _PARTS.split(text.strip()):
        yield from [part] if fits(part) else part.split()


def encoded(pipe: Any, text: str, unwanted: str | None, *, guided: bool, skip: int | None = None) -> dict[str, Any]:
    """The arguments of a pipeline of Stable Diffusion XL for `text` and, where it is `guided`, for what is `unwanted`. `skip`
    leaves out as many of the encoders' last layers."""
    import torch

    tokenizers = [one for one in (pipe.tokenizer, pipe.tokenizer_2) if one is not None]
    wanted = windows(tokenizers, text)
    against = windows(tokenizers, unwanted) if guided and unwanted is not None else [""]
    count = max(len(wanted), len(against))

    def read(pieces: Sequence[str]) -> tuple[Any, Any]:
        with torch.no_grad():
            parts = [pipe.encode_prompt(prompt=one, do_classifier_free_guidance=False, clip_skip=skip)
                     for one in (*pieces, *[""] * count)[:count]]
        return torch.cat([part[0] for part in parts], dim=1), parts[0][2]

    embeds, pooled = read(wanted)
    found = {"prompt_embeds": embeds, "pooled_prompt_embeds": pooled}
    if guided:
        empty = unwanted is None and pipe.config.force_zeros_for_empty_prompt
        no, pooled_no = (torch.zeros_like(embeds), torch.zeros_like(pooled)) if empty else read(against)
        found |= {"negative_prompt_embeds": no, "negative_pooled_prompt_embeds": pooled_no}
    return found
