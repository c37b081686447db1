"""Recordings of voices that the bible names: found in the project, looked at, and known by their bytes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..base.digest import digest_file
from ..base.nodes import replace
from .nodes import Bible

if TYPE_CHECKING:
    from .report import Report  # reads YAML, which takes 15 ms to load; a bible that is kept needs none

CODE = "D319"
LARGEST = 64 << 20
"""Bytes of a recording: some minutes of plain WAV; models of speech listen to half a minute."""
_HEADS = (b"RIFF", b"fLaC", b"OggS", b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")
_GIVE = "give a WAV, FLAC, Ogg or MP3 file inside the project"


def with_clips(bible: Bible, root: Path, report: Report) -> Bible:
    """`bible` with the digests of all recordings; those that cannot be used are reported and left out."""
    cast = {}
    for id, one in bible.cast.items():
        found = []
        for clip in one.clips:
            digest, wrong = examined(root, clip.file)
            if wrong:
                report.add(CODE, f"`{clip.file}`, a clip of {id}'s voice, {wrong}", clip.span, _GIVE)
            else:
                found.append(replace(clip, sha256=digest))
        cast[id] = replace(one, clips=tuple(found)) if one.clips else one
    return replace(bible, cast=cast)


def unchanged(bible: Bible, root: Path) -> bool:
    """Whether every recording of `bible` is as it was when its digest was taken."""
    return all(examined(root, clip.file) == (clip.sha256, "") for one in bible.cast.values() for clip in one.clips)


def examined(root: Path, name: str) -> tuple[str, str]:
    """The digest of the file `name` of the project in `root`, or what is wrong with it."""
    try:
        file = (root / name).resolve()
        if not file.is_relative_to(root.resolve()):
            return "", "lies outside the project"
        if not file.is_file():
            return "", "is no file" if file.exists() else "is not there"
        if not 0 < file.stat().st_size <= LARGEST:
            return "", "is empty" if file.stat().st_size == 0 else f"is larger than {LARGEST >> 20} MiB"
        with file.open("rb") as stream:
            head = stream.read(12)
        if not head.startswith(_HEADS) or (head.startswith(b"RIFF") and head[8:] != b"WAVE"):
            return "", "is no recording that can be read"
        return digest_file(file), ""
    except (OSError, ValueError, RuntimeError) as error:
        return "", f"cannot be read ({getattr(error, 'strerror', None) or type(error).__name__})"
