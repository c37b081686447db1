"""The form of a recording of a voice, as the bible names it."""

from __future__ import annotations

from typing import ClassVar, Literal

from .forms import Language, Text
from .strict import Model


class Clip(Model):
    """A recording of a voice; a bare text is its `file`.

    file: Where it lies, from the project's folder on.
    words: What is said in it; some engines speak more like it when they know.
    language: In which language; it is then used for lines in that language first.
    """

    SHORT: ClassVar[str] = "file"
    file: Text
    words: Text = ""
    language: Language | Literal[""] = ""
