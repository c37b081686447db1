"""What a build needs beside the core: the modules of the extra `animatic`, each with the package that brings it."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec

EXTRA = "pip install 'dramac[animatic]'"
EVERY_BUILD: Mapping[str, str] = {
    "numpy": "numpy", "scipy": "scipy", "cv2": "opencv-python-headless", "skia": "skia-python", "av": "av",
    "ffmpeg": "ffmpeg-python", "imageio_ffmpeg": "imageio-ffmpeg", "pyloudnorm": "pyloudnorm",
}
SPEECH: Mapping[str, str] = {
    "onnxruntime": "onnxruntime", "misaki": "misaki", "pypinyin": "pypinyin", "jieba": "jieba",
    "espeakng_loader": "espeakng-loader",
}
"""Needed by some voices and some languages."""


def lacking() -> tuple[str, ...]:
    """The modules that every build needs and that are not installed. None is loaded."""
    return tuple(module for module in EVERY_BUILD if find_spec(module) is None)
