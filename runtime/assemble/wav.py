"""WAV files in and out: the same samples give the same bytes, on any machine and with any library version."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..job import Fault

Samples = NDArray[np.float32]
_PCM, _FLOAT, _EXTENSIBLE = 1, 3, 0xFFFE


def write(path: Path, samples: NDArray[np.floating], rate: int, encoding: str = "float32") -> None:
    """Write mono (n) or interleaved (n x channels) samples in -1..1.

    `encoding` is `float32` (nothing is clipped) or `pcm16` (rounded to nearest, clipped). The header holds `fmt `,
    `fact` for floats, and `data`: no date, no software name."""
    frames = samples[:, np.newaxis] if samples.ndim == 1 else samples
    channels = frames.shape[1]
    if encoding == "pcm16":
        body = np.clip(np.rint(frames * 32767.0), -32768, 32767).astype("<i2").tobytes()
        width, tag, fact = 2, _PCM, b""
    elif encoding == "float32":
        body = frames.astype("<f4").tobytes()
        width, tag, fact = 4, _FLOAT, struct.pack("<4sII", b"fact", 4, len(frames))
    else:
        raise ValueError(f"unknown encoding {encoding!r}")
    head = struct.pack(
        "<4sIHHIIHH", b"fmt ", 16, tag, channels, rate, rate * channels * width, channels * width, width * 8
    )
    data = struct.pack("<4sI", b"data", len(body)) + body + b"\0" * (len(body) % 2)
    content = b"WAVE" + head + fact + data
    path.write_bytes(struct.pack("<4sI", b"RIFF", len(content)) + content)


def read(path: Path) -> tuple[Samples, int]:
    """The samples (n x channels, float32, -1..1) and the sample rate of a WAV file: PCM of 8, 16, 24 or 32 bits, or
    floats of 32 or 64. A data chunk cut short is read as far as it goes. Raises Fault for any other file."""
    raw = path.read_bytes()
    if len(raw) < 12 or raw[:4] != b"RIFF" or raw[8:12] != b"WAVE":
        raise Fault(f"{path.name} is not a WAV file", "Give the sound as WAV: ffmpeg -i sound.mp3 sound.wav")
    chunks = _chunks(raw)
    form, body = chunks.get(b"fmt "), chunks.get(b"data")
    if form is None or body is None or len(form) < 16:
        raise Fault(f"{path.name} has no sound in it", "The WAV file is cut short; make it again.")
    tag, channels, rate, _, _, bits = struct.unpack("<HHIIHH", form[:16])
    if tag == _EXTENSIBLE and len(form) >= 26:
        tag = struct.unpack("<H", form[24:26])[0]
    if channels == 0 or rate == 0:
        raise Fault(f"{path.name} has a broken header", "The WAV file is damaged; make it again.")
    flat = _decode(body, tag, bits, path.name)
    usable = len(flat) - len(flat) % channels
    frames = flat[:usable].reshape(-1, channels)
    if not np.isfinite(frames).all():
        frames = np.nan_to_num(frames, nan=0.0, posinf=0.0, neginf=0.0)
    return frames.astype(np.float32), rate


def _chunks(raw: bytes) -> dict[bytes, memoryview]:
    found: dict[bytes, memoryview] = {}
    at, view = 12, memoryview(raw)
    while at + 8 <= len(raw):
        name, size = raw[at : at + 4], struct.unpack("<I", raw[at + 4 : at + 8])[0]
        found.setdefault(name, view[at + 8 : at + 8 + size])
        at += 8 + size + size % 2
    return found


def _decode(body: memoryview, tag: int, bits: int, name: str) -> NDArray[np.floating]:
    """The samples in the narrowest type that holds them exactly."""
    body = body[: len(body) - len(body) % max(1, bits // 8)]
    if tag == _FLOAT and bits in (32, 64):
        return np.frombuffer(body, "<f4" if bits == 32 else "<f8")
    if tag == _PCM and bits == 16:
        return np.frombuffer(body, "<i2") / np.float32(1 << 15)
    if tag == _PCM and bits == 32:
        return np.asarray(np.frombuffer(body, "<i4") / float(1 << 31))
    if tag == _PCM and bits == 8:
        return (np.frombuffer(body, "u1").astype(np.float64) - 128.0) / 128.0
    if tag == _PCM and bits == 24:
        bytes3 = np.frombuffer(body, "u1").reshape(-1, 3).astype(np.int32)
        joined = bytes3[:, 0] | bytes3[:, 1] << 8 | bytes3[:, 2] << 16
        return ((joined ^ 0x800000) - 0x800000) / float(1 << 23)
    raise Fault(f"{name} holds a kind of WAV that is not read (format {tag}, {bits} bits)", "Convert it to 16-bit PCM.")
