"""Whether the person in a shot is still the one of the reference picture, by a program of faces that this machine names.

The tool `face` (backends/command/tools) is shown a picture and writes the numbers that stand for the face in it as a JSON list,
which is empty where it finds none. What it said of a pair is kept, so that no pair is shown twice.
"""

from __future__ import annotations

import hashlib
import json
import math
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from . import files
from .job import Fault

TOOL = "face"
_LARGEST = 1 << 24
_MOST = 1 << 16


class Likeness:
    """Compares faces, and keeps what it found in the JSON file `kept`. Without a tool for it, it compares none."""

    def __init__(self, kept: Path) -> None:
        """Raises Fault where this machine's list of tools has a mistake."""
        from .backends.command import tools

        self._tool = tools.read().get(TOOL)
        self._kept, self._known = kept, _read(kept) if self._tool else {}

    @property
    def there(self) -> bool:
        """Whether this machine has a tool for faces."""
        return self._tool is not None

    def apart(self, reference: Path, clip: Path) -> float | None:
        """One less the cosine between the face in the picture `reference` and that in the middle of `clip`; None where one of
        them shows no face that the tool finds, or there is no tool. Raises Fault where the tool fails, or the clip cannot be
        read."""
        if self._tool is None:
            return None
        tool = [self._tool.name, *self._tool.command, self._tool.version]
        key = hashlib.sha256(json.dumps([tool, reference.name, clip.name]).encode()).hexdigest()  # blobs are named by content
        if key not in self._known:
            with tempfile.TemporaryDirectory(prefix="faces-") as folder:
                one = self._face(reference, Path(folder, "one"))
                two = self._face(_middle(clip, Path(folder, "frame.png")), Path(folder, "two")) if one else []
            self._known[key] = _cosine(one, two)
            with suppress(OSError):  # it is found again
                files.write_atomic(self._kept, json.dumps(self._known).encode("ascii"), files.fresh(self._kept.parent))
        found = self._known[key]
        return None if found is None else 1.0 - found

    def _face(self, picture: Path, out: Path) -> list[float]:
        from .backends.command.call import call, words

        assert self._tool is not None
        call(self._tool, words(self._tool, {"image": str(picture), "out": str(out)}), lambda part: None)
        try:
            found = json.loads(files.read_small(out, _LARGEST))
        except (OSError, ValueError, RecursionError) as error:
            raise Fault(f"{self._tool.name} left no list of numbers: {error}", f"{self._tool.where} names its command") from error
        if not isinstance(found, list) or len(found) > _MOST or not all(
                isinstance(one, int | float) and math.isfinite(one) for one in found):
            raise Fault(f"{self._tool.name} left no list of numbers", f"{self._tool.where} names its command")
        return [float(one) for one in found]


def _read(file: Path) -> dict[str, float | None]:
    try:
        known: Any = json.loads(files.read_small(file, _LARGEST))
    except (OSError, ValueError, RecursionError):
        return {}
    return {str(key): value for key, value in known.items() if value is None or isinstance(value, float)} \
        if isinstance(known, dict) else {}


def _middle(clip: Path, image: Path) -> Path:
    """The middle frame of `clip` as the PNG `image`."""
    from contextlib import closing
    from itertools import islice

    import cv2

    from .assemble import clips

    at = clips.known(clip).frames // 2
    with closing(clips.read(clip)) as frames:
        frame = next(islice(frames, at, None))
    cv2.imwrite(str(image), frame[..., ::-1])
    return image


def _cosine(one: list[float], two: list[float]) -> float | None:
    if not one or len(one) != len(two):
        return None
    size = math.sqrt(math.fsum(a * a for a in one)) * math.sqrt(math.fsum(b * b for b in two))
    return math.fsum(a * b for a, b in zip(one, two, strict=True)) / size if size > 0 else None
