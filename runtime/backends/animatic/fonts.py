"""The fonts of subtitles and titles: found in packages of known content, never left to the system's choice."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import skia

from ....stdlib.read import data
from ...job import Fault


def locate(face: str, fonts: Sequence[Mapping[str, Any]]) -> Path:
    """The file of the first of `fonts` with this `face` (sans or serif) that is installed.

    Each font names its package, module, file and sha256. Raises Fault when none is installed, or when an installed file
    is not the one that is named: another font would draw other pictures under the same key.
    """
    wanted = [font for font in fonts if font.get("face") == face]
    for font in wanted:
        spec = find_spec(str(font["module"]))
        for folder in (spec.submodule_search_locations or []) if spec else []:
            file = Path(folder) / str(font["file"])
            if file.is_file():
                found = hashlib.sha256(file.read_bytes()).hexdigest()
                if found != font["sha256"]:
                    raise Fault(f"the font {file.name} is not the one that dramac knows (sha256 {found[:12]}…)",
                                f"Install it again: pip install --force-reinstall {font['package']}")
                return file
    packages = sorted({str(font["package"]) for font in wanted}) or ["pylopdf-fonts-zh-cn"]
    raise Fault(f"no {face} font for subtitles and titles is installed", f"pip install {' or '.join(packages)}")


@cache
def typeface(face: str) -> Any:
    """The Skia typeface of `face` (sans or serif). Raises Fault as `locate` does, and when the file is no font."""
    file = locate(face, data("backends")["animatic"]["fonts"])
    made = skia.Typeface.MakeFromFile(str(file))
    if made is None:
        raise Fault(f"the font {file.name} cannot be read", "Install the fonts package again.")
    return made
