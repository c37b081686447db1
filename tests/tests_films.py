"""What film tests share: run dramac on a copy of a series, and measure what comes out."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = (sys.executable, "-m", "dramac")
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / ".dev"), "CI": "1"}


def copy_of(example: str, target: Path) -> Path:
    """A fresh copy of an example series under `target`, without anything it has built."""
    return Path(shutil.copytree(ROOT / "examples" / example, target / example,
                                ignore=shutil.ignore_patterns(".dramac", "build")))


def dramac(*words: str, cwd: Path, timeout: float = 900) -> subprocess.CompletedProcess[str]:
    """Run dramac; whatever it prints and its exit code."""
    return subprocess.run([*PROGRAM, *words], cwd=cwd, capture_output=True, text=True, env=ENVIRONMENT, timeout=timeout)


def made(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    """The tasks that a build with `--progress json` carried out itself."""
    events = [json.loads(line) for line in done.stderr.splitlines() if line.startswith('{"event"')]
    return [one["task"] for one in events if one["event"] == "TaskFinished" and not one["cached"]]


@dataclass(frozen=True)
class Measured:
    """Facts of a finished film, as its container and its decoded streams tell them."""

    codec: str
    profile: str
    pixels: str
    size: tuple[int, int]
    rate: float
    frames: int
    steps: frozenset[int]
    sound: tuple[str, int, int]
    picture_end: float
    sound_end: float
    faststart: bool


def measure(film: Path) -> Measured:
    """Decode `film` and measure it."""
    import av

    with av.open(str(film)) as container:
        video, audio = container.streams.video[0], container.streams.audio[0]
        stamps = sorted(packet.pts for packet in container.demux(video) if packet.pts is not None)
        facts = (video.codec_context.name, video.profile, video.codec_context.pix_fmt, (video.width, video.height))
        step = frozenset(b - a for a, b in pairwise(stamps))
        end = float((stamps[-1] + min(step)) * video.time_base)
        rate = float(video.average_rate)
        sound = (audio.codec_context.name, audio.codec_context.sample_rate, audio.codec_context.channels)
        heard = float(audio.duration * audio.time_base)
    data = film.read_bytes()
    return Measured(*facts, rate, len(stamps), step, sound, end, heard, data.find(b"moov") < data.find(b"mdat"))


def loudness(film: Path) -> tuple[float, float]:
    """Integrated loudness (LUFS) and true peak (dBTP, four times oversampled) of the sound of `film`."""
    import av
    import numpy as np
    import pyloudnorm
    from scipy.signal import resample_poly

    with av.open(str(film)) as container:
        blocks = [frame.to_ndarray() for frame in container.decode(audio=0)]
    samples = np.concatenate(blocks, axis=1).T.astype(np.float64)
    peak = np.abs(resample_poly(samples, 4, 1, axis=0)).max()
    return pyloudnorm.Meter(48_000).integrated_loudness(samples), 20 * float(np.log10(peak))


def stillness(film: Path) -> float:
    """The longest stretch of seconds in which the picture of `film` does not change (mean difference of the luma of
    neighbouring frames at a quarter of their size under 0.05 of 255)."""
    import av
    import numpy as np

    longest = run = 0
    before = None
    with av.open(str(film)) as container:
        rate = float(container.streams.video[0].average_rate)
        for frame in container.decode(video=0):
            now = frame.to_ndarray(format="gray")[::4, ::4].astype(np.int16)
            run = run + 1 if before is not None and float(np.abs(now - before).mean()) < 0.05 else 0
            longest, before = max(longest, run), now
    return longest / rate
