"""Writes the smallest VITS of several speakers that Coqui TTS takes, of random weights: run by a Python that has the package.

    python tiny_vits.py FOLDER
"""

import json
import sys
from pathlib import Path

import torch
from TTS.tts.configs.vits_config import VitsConfig
from TTS.tts.models.vits import Vits, VitsArgs


def build(folder: Path) -> None:
    """config.json, model.pth and speakers.json in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    speakers = folder / "speakers.json"
    speakers.write_text(json.dumps({"lin": 0, "wei": 1, "boss": 2}))
    torch.manual_seed(1)
    args = VitsArgs(
        num_chars=200, hidden_channels=32, hidden_channels_ffn_text_encoder=32, num_heads_text_encoder=2,
        num_layers_text_encoder=1, num_layers_posterior_encoder=1, num_layers_flow=1, upsample_initial_channel_decoder=32,
        resblock_type_decoder="2", use_speaker_embedding=True, speaker_embedding_channels=16, speakers_file=str(speakers),
        use_sdp=False, init_discriminator=False)
    config = VitsConfig(model_args=args, use_phonemes=False, text_cleaner="basic_cleaners", run_name="tiny")
    model = Vits(config)
    model.eval()
    config.save_json(str(folder / "config.json"))
    torch.save({"model": model.state_dict(), "config": config.to_dict(), "step": 0}, folder / "model.pth")
    print(sum(one.numel() for one in model.parameters()), "parameters")


if __name__ == "__main__":
    build(Path(sys.argv[1]))
