"""Peers: fifteen stills with a slow push-in and two-line captions, H.264 and AAC, in other people's tools.

Their job is much smaller (nothing is drawn, acted or voiced), so their times are a scale, not a contest.
"""

from __future__ import annotations

import subprocess
import tempfile
import time
import wave
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

STILLS, WIDTH, HEIGHT, FPS, ZOOM = 15, 720, 1280, 24, 0.12
CAPTION = ("你以为我真的不知道真相吗？", "Did you really think I did not know?")


@dataclass(frozen=True, slots=True)
class Peer:
    """What a film of a peer took: wall seconds, and bytes that were encoded."""

    seconds: float
    encoded: int


def ffmpeg_graph(seconds: float) -> Peer:
    """One ffmpeg filter graph: zoompan, drawtext, concat."""
    import imageio_ffmpeg

    with tempfile.TemporaryDirectory() as folder:
        stills, voice = _material(Path(folder), seconds)
        each = seconds / STILLS
        font = str(_font()).replace(":", r"\:")
        parts = []
        for at in range(STILLS):
            zoom = f"zoompan=z='1+{ZOOM}*on/{round(each * FPS)}':d={round(each * FPS)}:s={WIDTH}x{HEIGHT}:fps={FPS}"
            rows = "".join(f",drawtext=fontfile='{font}':text='{text}':fontsize={size}:fontcolor=white:borderw=3:"
                           f"x=(w-tw)/2:y={y}" for text, size, y in zip(CAPTION, (44, 28), (1040, 1110)))
            parts.append(f"[{at}:v]{zoom}{rows}[v{at}]")
        graph = ";".join(parts) + ";" + "".join(f"[v{at}]" for at in range(STILLS)) + f"concat=n={STILLS}[v]"
        inputs = [word for still in stills for word in ("-i", str(still))]
        began = time.perf_counter()
        subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", *inputs, "-i", str(voice),
                        "-filter_complex", graph, "-map", "[v]", "-map", f"{STILLS}:a", "-c:v", "libx264", "-preset",
                        "veryfast", "-crf", "20", "-pix_fmt", "yuv420p", "-c:a", "aac", f"{folder}/out.mp4"], check=True)
        return Peer(time.perf_counter() - began, (Path(folder) / "out.mp4").stat().st_size)


def moviepy(seconds: float) -> Peer:
    """MoviePy 2: ImageClip.resized and TextClip."""
    from moviepy import AudioFileClip, CompositeVideoClip, ImageClip, TextClip, concatenate_videoclips

    with tempfile.TemporaryDirectory() as folder:
        stills, voice = _material(Path(folder), seconds)
        each = seconds / STILLS
        began = time.perf_counter()
        clips = []
        for still in stills:
            picture = ImageClip(str(still)).with_duration(each).resized(lambda t, e=each: 0.8 * (1 + ZOOM * t / e))
            rows = [TextClip(font=str(_font()), text=text, font_size=size, color="white", stroke_color="black",
                             stroke_width=3).with_duration(each).with_position(("center", y))
                    for text, size, y in zip(CAPTION, (44, 28), (1040, 1110))]
            clips.append(CompositeVideoClip([picture.with_position("center"), *rows], size=(WIDTH, HEIGHT)))
        film = concatenate_videoclips(clips).with_audio(AudioFileClip(str(voice)))
        film.write_videofile(f"{folder}/out.mp4", fps=FPS, codec="libx264", audio_codec="aac", preset="veryfast",
                             ffmpeg_params=["-crf", "20"], temp_audiofile_path=folder, logger=None)
        return Peer(time.perf_counter() - began, (Path(folder) / "out.mp4").stat().st_size)


PEERS: dict[str, Callable[[float], Peer]] = {"plain ffmpeg graph": ffmpeg_graph, "MoviePy": moviepy}


def beside(length: float) -> Iterator[tuple[str, Peer | str]]:
    """Each peer, and what a film of so many seconds takes it, or the word that it is not installed."""
    for name, peer in PEERS.items():
        try:
            yield name, peer(length)
        except ImportError as missing:
            yield name, f"not installed ({missing.name})"


def _font() -> Path:
    import pylopdf_fonts_zh_cn

    folder = Path(pylopdf_fonts_zh_cn.__file__).parent
    return next(file for file in sorted(folder.rglob("*")) if file.suffix in (".otf", ".ttf") and "Sans" in file.name)


def _material(folder: Path, seconds: float) -> tuple[list[Path], Path]:
    import cv2
    import numpy as np

    stills = []
    for at in range(STILLS):
        noise = np.random.default_rng(at).integers(0, 255, (HEIGHT // 64, WIDTH // 64, 3), dtype=np.uint8)
        picture = cv2.resize(noise, (int(WIDTH * 1.25), int(HEIGHT * 1.25)), interpolation=cv2.INTER_CUBIC)
        stills.append(folder / f"{at:02d}.png")
        cv2.imwrite(str(stills[-1]), picture)
    tone = (0.2 * 32767 * np.sin(np.arange(int(48_000 * seconds)) * 2 * np.pi * 180 / 48_000)).astype("<i2")
    with wave.open(str(folder / "voice.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(48_000)
        file.writeframes(tone.tobytes())
    return stills, folder / "voice.wav"
