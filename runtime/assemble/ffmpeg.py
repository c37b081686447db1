"""Every graph that ffmpeg is asked to run, in one place: each function describes one and returns its exact argv."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import ffmpeg

from ..job import Fault

PRESETS = ("ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow")
TICKS = 512  # track time units a frame: 12288 units a second at 24 frames, so that every frame is a whole number
QUIET = ("-hide_banner", "-nostats", "-loglevel", "error", "-y")
REPEATABLE = {"map_metadata": "-1", "map_chapters": "-1", "fflags": "+bitexact"}
BT709 = {"color_primaries": "bt709", "color_trc": "bt709", "colorspace": "bt709", "color_range": "tv"}
RATE = 48000  # samples a second of every mix
_EXACT = "accurate_rnd+full_chroma_int+full_chroma_inp+bitexact"  # the same pixels on every processor
GOP = 48  # frames between key frames: two seconds at 24, where HLS may cut


def binary() -> str:
    """The ffmpeg program: $DRAMAC_FFMPEG, else the one that imageio-ffmpeg carries. Raises Fault when there is none."""
    named = os.environ.get("DRAMAC_FFMPEG")
    if named:
        return named
    try:
        import imageio_ffmpeg

        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except (ImportError, RuntimeError) as error:
        raise Fault(f"there is no ffmpeg program ({error})",
                    "install imageio-ffmpeg, or set DRAMAC_FFMPEG to an ffmpeg with libx264") from error


def encode(file: Path, width: int, height: int, fps: int, encoder: Mapping[str, Any]) -> list[str]:
    """The argv that turns raw I420 frames on standard input into one video-only H.264 segment `file`.

    `encoder` holds preset, crf (1 to 51) and threads. Threads are part of the result: x264 writes other bytes for
    another number. `cpu-independent` keeps the bytes equal on processors with other vector units, `8x8dct` keeps the
    High profile under the ultrafast preset, `stitchable` keeps headers free of what is in the pictures. Raises Fault
    for settings that cannot be encoded or joined.
    """
    _check_settings(width, height, fps, encoder)
    source = ffmpeg.input("pipe:0", format="rawvideo", pix_fmt="yuv420p", video_size=(width, height),
                          framerate=fps, **BT709)
    settings = {"c:v": "libx264", "profile:v": "high", "preset": encoder["preset"], "crf": encoder["crf"],
                "pix_fmt": "yuv420p", "g": GOP, "sc_threshold": 0, "threads": encoder["threads"],
                "x264-params": "cpu-independent=1:8x8dct=1:stitchable=1",
                "video_track_timescale": fps * TICKS, "movie_timescale": fps * TICKS,
                "fps_mode": "passthrough", "flags:v": "+bitexact", "an": None, "f": "mp4", **REPEATABLE, **BT709}
    return _argv(ffmpeg.output(source, place(file), **settings))


def clip(file: Path, width: int, height: int, fps: int) -> list[str]:
    """The argv that turns raw RGB frames on standard input into one clip `file` that the next step reads: video-only H.264 in
    which every pixel keeps its own colour (4:4:4, BT.709), nearly without loss. Raises Fault for a size or rate that is none.
    """
    _check_size(width, height, fps)
    source = (ffmpeg.input("pipe:0", format="rawvideo", pix_fmt="rgb24", video_size=(width, height), framerate=fps)
              .filter("scale", out_color_matrix="bt709", out_range="tv", flags=_EXACT).filter("format", "yuv444p"))
    settings = {"c:v": "libx264", "preset": "veryfast", "crf": 6, "pix_fmt": "yuv444p", "g": GOP, "threads": 1,
                "x264-params": "cpu-independent=1", "video_track_timescale": fps * TICKS, "movie_timescale": fps * TICKS,
                "fps_mode": "passthrough", "flags:v": "+bitexact", "an": None, "f": "mp4", **REPEATABLE, **BT709}
    return _argv(ffmpeg.output(source, place(file), **settings))


def pixels(file: Path) -> list[str]:
    """The argv that writes the frames of the clip `file` as raw RGB to standard output, none left out and none repeated."""
    source = (ffmpeg.input(place(file), format="mp4", threads=1, noautorotate=None).video
              .filter("scale", in_color_matrix="bt709", in_range="tv", out_range="pc", flags=_EXACT).filter("format", "rgb24"))
    return _argv(ffmpeg.output(source, "pipe:1", f="rawvideo", fps_mode="passthrough", threads=1))


def soundtrack(mix: str, track: str, bitrate: str) -> list[str]:
    """The argv that encodes the WAV `mix` as one AAC track in the MP4 file `track`, ready to be joined to pictures.
    Names are relative to the folder that ffmpeg runs in.

    The fast coder takes 0.4 of the time of the default one; at 192k it came within 1.5 dB of its signal-to-noise ratio
    on a mix of ours (24.6 against 26.1 dB; better from 2 to 6 kHz, where speech is understood).
    """
    settings = {"c:a": "aac", "aac_coder": "fast", "b:a": bitrate, "ar": RATE, "ac": 2, "flags:a": "+bitexact",
                "movie_timescale": RATE, "f": "mp4", **REPEATABLE}
    return _argv(ffmpeg.output(ffmpeg.input(mix, format="wav").audio, track, **settings))


def join(segments: str, soundtrack: str, film: str, fps: int, title: str, language: str) -> list[str]:
    """The argv that joins a film: the pictures of the concat list `segments` and the AAC of `soundtrack` as they are,
    the index in front. Names are relative to the folder that ffmpeg runs in. `language` is ISO 639-2.

    The film's clock ticks at 48 kHz, of which frames and samples are whole numbers.
    """
    settings = {"c": "copy", "movflags": "+faststart", "movie_timescale": RATE, "video_track_timescale": fps * TICKS,
                "f": "mp4", "metadata:s:a:0": f"language={language}", **REPEATABLE}
    if title:
        settings["metadata:g:0"] = f"title={title}"
    pictures = ffmpeg.input(segments, format="concat", auto_convert=0)  # else headers are repeated at every join
    sound = ffmpeg.input(soundtrack, format="mp4")
    return _argv(ffmpeg.output(pictures.video, sound.audio, film, **settings))


def still(segment: str, image: str, frame: int) -> list[str]:
    """The argv that writes frame `frame` (from 0) of `segment` as a JPEG of full range and the JFIF matrix."""
    picture = (ffmpeg.input(segment, format="mp4", threads=1)
               .filter("select", f"eq(n,{frame})")
               .filter("scale", in_color_matrix="bt709", in_range="tv", out_color_matrix="bt601", out_range="pc",
                       flags="accurate_rnd+full_chroma_int+bitexact")
               .filter("format", "yuvj420p"))
    return _argv(ffmpeg.output(picture, image, **{"frames:v": 1, "c:v": "mjpeg", "q:v": 2, "f": "mjpeg", "an": None,
                                                  "threads": 1, "flags:v": "+bitexact", **REPEATABLE}))


def _check_settings(width: int, height: int, fps: int, encoder: Mapping[str, Any]) -> None:
    if not (_whole(width, 16, 8192) and _whole(height, 16, 8192)) or width % 2 or height % 2:
        raise Fault(f"{width}x{height} is no frame size for H.264", "use even numbers from 16 to 8192")
    _check_size(width, height, fps)
    if encoder.get("preset") not in PRESETS:
        raise Fault(f"{encoder.get('preset')!r} is no x264 preset", "use one of " + ", ".join(PRESETS))
    if not _whole(encoder.get("crf"), 1, 51):
        raise Fault(f"{encoder.get('crf')!r} is no quality for x264", "use a whole number from 1 (best) to 51")
    if not _whole(encoder.get("threads"), 1, 64):
        raise Fault(f"{encoder.get('threads')!r} is no number of x264 threads", "use a whole number from 1 to 64")


def _check_size(width: int, height: int, fps: int) -> None:
    if not (_whole(width, 16, 8192) and _whole(height, 16, 8192)):
        raise Fault(f"{width}x{height} is no frame size for H.264", "use numbers from 16 to 8192")
    if not _whole(fps, 1, 240):
        raise Fault(f"{fps} is no frame rate", "use a whole number of frames a second from 1 to 240")


def _whole(value: Any, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def place(file: Path) -> str:
    """`file` as ffmpeg takes it: no name is read as an option or as another protocol."""
    return f"file:{file.absolute()}"


def _argv(graph: Any) -> list[str]:
    compiled: list[str] = ffmpeg.compile(graph, cmd=binary())
    return [compiled[0], *QUIET, *compiled[1:]]


def run(argv: Sequence[str], folder: Path) -> bytes:
    """Runs `argv` in `folder` and returns its standard output. Raises Fault with the first lines of its complaint."""
    try:
        done = subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, check=False, cwd=folder)
    except OSError as error:
        raise _no_start(argv[0], error) from error
    if done.returncode:
        raise complaint(done.returncode, done.stderr)
    return done.stdout


def start(argv: Sequence[str], errors: Any) -> subprocess.Popen[bytes]:
    """Starts `argv` with a pipe to its standard input; what it complains of goes to the file `errors`."""
    return _open(argv, subprocess.PIPE, subprocess.DEVNULL, errors)


def start_reading(argv: Sequence[str], errors: Any) -> subprocess.Popen[bytes]:
    """Starts `argv` with a pipe from its standard output; what it complains of goes to the file `errors`."""
    return _open(argv, subprocess.DEVNULL, subprocess.PIPE, errors)


def _open(argv: Sequence[str], stdin: int, stdout: int, stderr: Any) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(argv, stdin=stdin, stdout=stdout, stderr=stderr)
    except OSError as error:
        raise _no_start(argv[0], error) from error


def complaint(code: int, stderr: bytes) -> Fault:
    """What ffmpeg said when it ended with `code` (negative: the signal that ended it), as a Fault."""
    lines = [line.strip() for line in stderr[:4000].decode("utf-8", "replace").splitlines() if line.strip()]
    how = f"was ended by signal {-code}" if code < 0 else f"failed ({code})"
    help = "make room on the disk" if "No space left" in " ".join(lines) else ""
    return Fault(f"ffmpeg {how}: " + (" | ".join(lines[:4]) or "it said nothing"), help)


def _no_start(program: str, error: OSError) -> Fault:
    return Fault(f"ffmpeg does not start: {program}: {error.strerror}",
                 "install imageio-ffmpeg, or set DRAMAC_FFMPEG to an ffmpeg with libx264")
