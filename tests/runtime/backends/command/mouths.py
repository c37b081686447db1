"""A small lip tool, for tests: it paints a bar into the picture where a mouth may be, as high as its sound is loud then.

    mouths.py VIDEO AUDIO OUT [--faces FILE] [--late FRAMES] [--rate FPS] [--narrow] [--pictures]
"""

import argparse
import json
import sys
import wave
from fractions import Fraction

import av
import numpy as np

given = argparse.ArgumentParser()
given.add_argument("video")
given.add_argument("audio")
given.add_argument("out")
given.add_argument("--faces")
given.add_argument("--late", type=int, default=0)
given.add_argument("--rate", type=int, default=0)
given.add_argument("--narrow", action="store_true")
wish = given.parse_args()


def loud(file, second):
    with wave.open(file) as track:
        rate = track.getframerate()
        samples = np.frombuffer(track.readframes(track.getnframes()), "<i2")
    part = samples[int(second * rate) : int((second + 0.04) * rate)]
    return float(np.abs(part.astype(float)).mean()) > 300 if len(part) else False


with av.open(wish.video) as film:
    stream = film.streams.video[0]
    rate = float(stream.average_rate)
    frames = [frame.to_ndarray(format="rgb24") for frame in film.decode(stream)]
faces = [{"x": 0.5, "audio": wish.audio}]
if wish.faces:
    with open(wish.faces) as file:
        faces = json.load(file)["faces"]
print(f"{len(frames)} frames at {rate}", file=sys.stderr)
for number, frame in enumerate(frames):
    high, wide = frame.shape[:2]
    for face in faces:
        if loud(face["audio"], number / rate):
            middle = int(face["x"] * wide)
            frame[high // 2 : high // 2 + 12, middle - 8 : middle + 8] = (255, 0, 0)
    print(f"{100 * (number + 1) // len(frames)}%", file=sys.stderr)
frames = frames[: len(frames) - wish.late]
if wish.narrow:
    frames = [frame[:, : frame.shape[1] // 2 // 2 * 2] for frame in frames]
with av.open(wish.out, "w", format="mp4") as film:
    stream = film.add_stream("libx264", rate=Fraction(wish.rate or rate).limit_denominator(1000), options={"crf": "4"})
    stream.height, stream.width = frames[0].shape[:2]
    stream.pix_fmt = "yuv420p"
    for frame in frames:
        film.mux(stream.encode(av.VideoFrame.from_ndarray(np.ascontiguousarray(frame), format="rgb24")))
    film.mux(stream.encode(None))
