"""Frames in, a segment of film out: one shot's pictures as video-only H.264 that joins others by stream copy."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from ..job import Fault
from . import ffmpeg


class FrameWriter:
    """Pipes raw frames of `size` bytes into ffmpeg, started as `argv`, which writes `path`. Used with `with`: a clean end
    closes the file, an exception throws it away. Frames count from 0; `frames` is how many were written."""

    def __init__(self, path: Path, size: int, argv: Sequence[str]) -> None:
        """Starts the encoder. Raises Fault when ffmpeg does not start."""
        self.path = path
        self.size = size
        self.frames = 0
        self.argv = tuple(argv)
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the encoder runs
        try:
            self._child = ffmpeg.start(self.argv, self._errors)
        except Fault:
            self._errors.close()
            raise

    def write(self, pixels: bytes | bytearray | memoryview | npt.NDArray[np.uint8]) -> None:
        """Adds one frame of `size` bytes. Raises Fault for another size and when the encoder has ended."""
        frame = pixels.data if isinstance(pixels, np.ndarray) else memoryview(pixels)
        if frame.nbytes != self.size:
            self.abort()
            raise Fault(f"a frame of {frame.nbytes} bytes was written where {self.size} belong")
        data = frame.cast("B") if frame.c_contiguous and frame.nbytes else memoryview(frame.tobytes())
        pipe = self._child.stdin
        if pipe is None or pipe.closed:
            raise Fault("a frame was written to a segment that is closed")
        try:
            while data:
                data = data[pipe.write(data):]
        except (BrokenPipeError, OSError) as error:
            raise self._failed() from error
        self.frames += 1

    def close(self) -> None:
        """Ends the file. Raises Fault when the encoder failed or no frame was written; then no file is left."""
        pipe = self._child.stdin
        if pipe is None or pipe.closed:
            return
        try:
            pipe.close()
        except OSError as error:
            raise self._failed() from error
        if self._child.wait():
            raise self._failed()
        self._errors.close()
        if not self.frames:
            self.path.unlink(missing_ok=True)
            raise Fault("a segment without a frame was closed")

    def abort(self) -> None:
        """Ends the encoder at once and takes the unfinished file away."""
        self._child.kill()
        self._drop()

    def _failed(self) -> Fault:
        code = self._child.wait()
        self._errors.seek(0)
        fault = ffmpeg.complaint(code, self._errors.read())
        self._drop()
        return fault

    def _drop(self) -> None:
        pipe = self._child.stdin
        if pipe is not None:
            with suppress(OSError):  # the encoder may be gone, and with it the reading end
                pipe.close()
        self._child.wait()
        self._errors.close()
        self.path.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        if kind is None:
            self.close()
        elif not self._errors.closed:
            self.abort()


class SegmentWriter(FrameWriter):
    """Pipes I420 frames into x264: `width * height * 3 / 2` bytes each, the planes Y, U, V one after the other (an array of
    `height * 3 / 2` rows, as `cv2.cvtColor(..., COLOR_BGR2YUV_I420)` gives).

    `encoder` holds preset, crf and threads; `argv` is the exact command. The same frames and settings give the same bytes.
    """

    def __init__(self, path: Path, width: int, height: int, fps: int, encoder: Mapping[str, Any]) -> None:
        """Starts the encoder. Raises Fault for settings that cannot be and when ffmpeg does not start."""
        super().__init__(path, width * height * 3 // 2, ffmpeg.encode(path, width, height, fps, encoder))
