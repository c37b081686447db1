"""Clips and jobs for the tests of what comes after the model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import av
import cv2
import numpy as np
import pytest

from dramac.compiler.cut import version
from dramac.compiler.plan.nodes import Plan, Task
from dramac.runtime.assemble import clips
from dramac.runtime.backends import finisher
from dramac.runtime.job import Job
from dramac.runtime.store import Store
from dramac.stdlib import vocabulary

W, H = 144, 256
ENCODER = {"preset": "veryfast", "crf": 18, "threads": 1}
Picture = np.ndarray[Any, np.dtype[np.uint8]]


def scene(at: float, width: int = W, height: int = H, ground: tuple[int, int, int] = (40, 90, 120)) -> Picture:
    """A soft, uneven ground, and on it a bright square whose left edge is `at` of the width from the left (RGB)."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    wave = 18 * np.sin(x / width * 9 + y / height * 5) + 14 * np.cos(y / height * 13 - x / width * 3)
    image = np.clip(np.array(ground, np.float32) + wave[..., None], 0, 255).astype(np.uint8)
    side, left, top = width // 4, at * width, height // 3
    # drawn four times as large, so that its edges lie between pixels too
    big = np.zeros((height * 4, width * 4), np.uint8)
    big[top * 4 : (top + side) * 4, round(left * 4) : round((left + side) * 4)] = 255
    cover = cv2.resize(big, (width, height), interpolation=cv2.INTER_AREA)[..., None] / 255
    inside = np.stack([230 - 60 * np.sin(x / 3 - left / 3), 200 + 30 * np.cos(y / 4), np.full_like(x, 70)], 2)
    return np.asarray(cv2.GaussianBlur((image * (1 - cover) + inside * cover).astype(np.uint8), (0, 0), 0.7))


def clip(file: Path, frames: int, fps: int, picture: Callable[[int], Picture]) -> Path:
    clips.write(file, (picture(number) for number in range(frames)), fps)
    return file


def numbered(number: int, width: int = W, height: int = H) -> Picture:
    """A grey that says which frame it is."""
    return np.full((height, width, 3), 30 + 3 * number, np.uint8)


def conform(frames: int, fps: int = 24, *, keep: Sequence[int], skip: Sequence[int] = (0,), rate: int = 24, first: int = 0,
            size: tuple[int, int] = (W, H)) -> dict[str, Any]:
    return {"do": "conform", "read": [f"clip:{first + at}" for at in range(len(keep))], "frames": frames, "fps": fps,
            "width": size[0], "height": size[1], "keep": list(keep), "skip": list(skip), "from_fps": rate}


def grade(read: int, **style: Any) -> dict[str, Any]:
    return {"do": "grade", "read": [read], "grade": "neutral", "treatment": "", "grain": 0.0, "vignette": 0.0, **style}


def letter(read: int, **more: Any) -> dict[str, Any]:
    return {"do": "letter", "read": [read], "subtitles": [], "cards": [], "label": "", "fade_in": 0, "fade_out": 0,
            "fade_colour": "#000000", **more}


def encode(read: int, start: int, stop: int, fps: int = 24) -> dict[str, Any]:
    return {"do": "encode", "read": [read], "start": start, "stop": stop, "fps": fps, "encoder": ENCODER}


def finish(file: Path, steps: Sequence[dict[str, Any]], inputs: Sequence[Path], frames: int) -> Path:
    """The segment that `steps` make of `inputs`, in a folder of its own."""
    file.mkdir()
    roles = {f"clip:{at}": one for at, one in enumerate(inputs)}
    finisher.run(Job("finish", {"frames": frames, "steps": list(steps)}, roles, {"video": file / "video"}, lambda part: None))
    return file / "video"


def frames_of(file: Path) -> list[Picture]:
    """All frames of a segment (RGB)."""
    with av.open(str(file), format="mp4") as film:
        return [frame.to_ndarray(format="rgb24") for frame in film.decode(film.streams.video[0])]


def luma(file: Path) -> list[float]:
    """The mean brightness of every frame of a segment, as it is encoded."""
    with av.open(str(file), format="mp4") as film:
        return [float(frame.to_ndarray(format="yuv420p")[: frame.height].mean()) for frame in film.decode(film.streams.video[0])]


def small_films(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on films are made small, in a moment."""
    small = {"formats": SimpleNamespace(entries={"vertical": {"width": W, "height": H, "fps": 24}})}
    monkeypatch.setattr(version, "vocabulary", lambda name: small.get(name) or vocabulary(name))


def lay_models(plan: Plan, store: Store, folder: Path, paint: Callable[[Task, float, Picture], Picture] | None = None) -> None:
    """Lays into `store` what models would leave for the tasks of `plan` that it does not have: exactly their frames, at a
    quarter of their size, which the finish enlarges. `paint` changes the frames of a clip (the task, how far it is from 0 to 1,
    the frame)."""
    for task in plan.tasks:
        if not task.model or store.lookup(task.key):
            continue
        own = folder / task.key[:16]
        own.mkdir()
        store.put(task.key, {task.outputs[0]: _stand_in(task, own, paint or (lambda task, part, frame: frame))}, {})


def _stand_in(task: Task, folder: Path, paint: Callable[[Task, float, Picture], Picture]) -> Path:
    wide, high = (int(task.params.get(name, 0)) // 8 * 2 for name in ("width", "height"))
    if task.outputs == ("image",):
        cv2.imwrite(str(folder / "made.png"), scene(0.4, wide, high)[..., ::-1])
        return folder / "made.png"
    if task.outputs == ("video",):
        frames, fps = int(task.params["frames"]), int(task.params["fps"])
        return clip(folder / "made", frames, fps, lambda at: paint(task, at / frames, scene(0.3 + 0.2 * at / frames, wide, high)))
    (folder / "made").write_bytes(b"words")
    return folder / "made"
