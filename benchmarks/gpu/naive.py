"""The script that most people begin with: for each shot load the model of pictures, make one, load that of clips, make one.

It runs in a process of its own, which is told the work as JSON and says how often it has loaded a model.
"""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path
from typing import Any

from .shots import Work
from .weights import IMAGE, VIDEO


def main() -> None:
    """Makes the shots of the work on the command line, from the weights below the folder that stands before it."""
    import torch

    folder, work = Path(sys.argv[1]), Work(**json.loads(sys.argv[2]))
    device = "cuda" if torch.cuda.is_available() else "cpu"
    if device == "cpu":
        torch.set_num_threads(1)
    loads = 0
    for at in range(work.shots):
        picture = _picture(folder, work, at, device)
        _clip(folder, work, at, device, picture)
        loads += 2
    print(json.dumps({"loads": loads}))


def _loaded(kind: Any, folder: Path, device: str) -> Any:
    import torch

    pipe = kind.from_pretrained(str(folder), dtype=torch.bfloat16 if device == "cuda" else torch.float32, local_files_only=True)
    pipe.set_progress_bar_config(disable=True)
    return pipe.to(device)


def _picture(folder: Path, work: Work, at: int, device: str) -> Any:
    import torch
    from diffusers import Flux2KleinPipeline

    pipe = _loaded(Flux2KleinPipeline, folder / IMAGE, device)
    found = pipe(prompt=work.words(at)[0], width=work.width, height=work.height, num_inference_steps=work.picture_steps,
                 generator=torch.Generator("cpu").manual_seed(at)).images[0]
    del pipe
    _free(device)
    return found


def _clip(folder: Path, work: Work, at: int, device: str, picture: Any) -> None:
    import torch
    from diffusers import WanImageToVideoPipeline
    from diffusers.utils import export_to_video

    pipe = _loaded(WanImageToVideoPipeline, folder / VIDEO, device)
    frames = pipe(image=picture, prompt=work.words(at)[1], width=work.width, height=work.height, num_frames=work.frames,
                  num_inference_steps=work.steps, guidance_scale=1.0, generator=torch.Generator("cpu").manual_seed(at)).frames[0]
    export_to_video(list(frames), str(Path(sys.argv[3]) / f"{at}.mp4"), fps=24)
    del pipe
    _free(device)


def _free(device: str) -> None:
    import torch

    gc.collect()
    if device == "cuda":
        torch.cuda.empty_cache()


if __name__ == "__main__":
    main()
