"""A plate: a set drawn once, in layers that move by parallax, with the light it throws on people. And its file.

The file is the magic `DPL1`, the length of a JSON header (4 bytes, little endian), the header, then one PNG a layer
(level 1: 936 x 1664 pixels load in about 25 ms and take a tenth of the raw bytes). PNG's alpha is straight by its
standard; here it carries premultiplied BGRA, which only this module reads.
"""

from __future__ import annotations

import json
import struct
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from ....job import Fault
from ..canvas import Image
from ..light import Light

_MAGIC = b"DPL1"


@dataclass(frozen=True, slots=True)
class Lamp:
    """A practical light that lives: position and radius in plate pixels, colour, strength 0 to 1, and how it moves
    (`flame`, `neon`, `steady`). `layer` names the layer it hangs in."""

    x: float
    y: float
    radius: float
    colour: str
    strength: float
    kind: str
    layer: str


@dataclass(frozen=True, slots=True)
class Layer:
    """One sheet of a plate, BGRA premultiplied. `depth` is its parallax: 0 at infinity, 1 where the figures stand."""

    name: str
    depth: float
    image: Image


@dataclass(frozen=True, slots=True)
class Plate:
    """A set. Sizes and places are plate pixels. `horizon` is the height of the camera's eye, `floor` where the feet of
    figures in a wide shot stand, `unit` how many pixels a head is there. `haze` is the colour of its air, `open_air`
    whether weather falls on people, `weather` what moves in it."""

    width: int
    height: int
    horizon: float
    floor: float
    unit: float
    layers: tuple[Layer, ...]
    light: Light
    lamps: tuple[Lamp, ...]
    haze: str
    open_air: bool
    weather: str


def save(plate: Plate, file: Path) -> None:
    """Write `plate` to `file`; equal plates give equal bytes."""
    head: dict[str, Any] = {
        "width": plate.width, "height": plate.height, "horizon": plate.horizon, "floor": plate.floor,
        "unit": plate.unit, "haze": plate.haze, "open_air": plate.open_air, "weather": plate.weather,
        "light": asdict(plate.light), "lamps": [asdict(lamp) for lamp in plate.lamps], "layers": [],
    }  # fmt: skip
    blobs: list[bytes] = []
    for layer in plate.layers:
        done, packed = cv2.imencode(".png", layer.image, [cv2.IMWRITE_PNG_COMPRESSION, 1])
        if not done:
            raise Fault(f"the layer {layer.name!r} of a plate could not be packed")
        blobs.append(packed.tobytes())
        head["layers"].append({"name": layer.name, "depth": layer.depth, "bytes": len(blobs[-1])})
    header = json.dumps(head, sort_keys=True).encode()
    file.write_bytes(b"".join([_MAGIC, struct.pack("<I", len(header)), header, *blobs]))


def load(file: Path) -> Plate:
    """Read a plate that `save` wrote. Raises Fault when the file is something else or is cut off."""
    data = file.read_bytes()
    try:
        if data[:4] != _MAGIC:
            raise ValueError("another magic")
        (size,) = struct.unpack("<I", data[4:8])
        head = json.loads(data[8 : 8 + size])
        at, layers = 8 + size, []
        for entry in head.pop("layers"):
            image = cv2.imdecode(np.frombuffer(data, np.uint8, entry["bytes"], at), cv2.IMREAD_UNCHANGED)
            if image is None or image.shape != (head["height"], head["width"], 4):
                raise ValueError("a layer does not decode")
            layers.append(Layer(entry["name"], entry["depth"], image))
            at += entry["bytes"]
        light = Light(**head.pop("light"))
        lamps = tuple(Lamp(**lamp) for lamp in head.pop("lamps"))
        return Plate(layers=tuple(layers), light=light, lamps=lamps, **head)
    except (ValueError, KeyError, TypeError, struct.error, cv2.error) as error:
        raise Fault(f"{file.name} is not a plate: {error}", "Remove it from the store and build again.") from error
