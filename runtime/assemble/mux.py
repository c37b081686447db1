"""A mix becomes a soundtrack, segments and soundtrack a film, by stream copy; what came out is read back and checked."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from ..job import Fault
from . import ffmpeg, probe

AGAIN = "clear the film's segments from the store (dramac cache gc) and build again"
_BITRATE = re.compile(r"[1-9][0-9]{1,2}k")
# ISO 639-1 to 639-2/T, which is what MP4 has room for.
_LANGUAGES = {"ar": "ara", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "es": "spa", "fi": "fin",
              "fr": "fra", "he": "heb", "hi": "hin", "hu": "hun", "id": "ind", "it": "ita", "ja": "jpn", "ko": "kor",
              "ms": "msa", "nl": "nld", "no": "nor", "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus", "sv": "swe",
              "th": "tha", "tl": "tgl", "tr": "tur", "uk": "ukr", "vi": "vie", "yue": "yue", "zh": "zho"}


@dataclass(frozen=True, slots=True)
class Film:
    """What a film must be: frame size, whole frames a second, samples of sound (at 48 kHz), its title and its BCP 47
    language tag; and, where the plan says, the frames of each segment."""

    width: int
    height: int
    fps: int
    samples: int
    title: str
    language: str
    frames: tuple[int, ...] | None = None


def encode_sound(mix: Path, samples: int, bitrate: str, folder: Path) -> tuple[Path, list[str]]:
    """Encodes the WAV `mix` of so many `samples` as AAC of `bitrate` (`192k`) in the empty `folder`. The soundtrack's
    file and the argv that made it (relative to `folder`). Raises Fault when the mix is not what is said, or the
    soundtrack does not keep its length."""
    if not _BITRATE.fullmatch(bitrate):
        raise Fault(f"{bitrate!r} is no bit rate for AAC", "write it like 192k")
    _check_sound(mix, "wav", "the mix", samples)
    os.symlink(mix.absolute(), folder / "mix")
    argv = ffmpeg.soundtrack("mix", "soundtrack.mp4", bitrate)
    ffmpeg.run(argv, folder)
    _check_sound(folder / "soundtrack.mp4", "mp4", "the soundtrack", samples)
    return folder / "soundtrack.mp4", ["ffmpeg", *argv[1:]]


def join(film: Film, segments: Sequence[Path], soundtrack: Path, folder: Path) -> tuple[Path, list[str], int]:
    """Joins `segments` and the AAC `soundtrack` in the empty `folder`. The film's file, the argv that made it (relative
    to `folder`, so the same everywhere) and its number of frames. The same input gives the same bytes.

    Raises Fault when a segment or the soundtrack is not what `film` says, or the film is not what its parts add up to.
    """
    frames = _check_segments(film, segments)
    _check_sound(soundtrack, "mp4", "the soundtrack", film.samples)
    _same_end("the plan", Fraction(film.samples, ffmpeg.RATE), Fraction(frames, film.fps), film.fps)
    names = [f"segment-{number:05d}" for number in range(len(segments))]
    for name, file in zip([*names, "soundtrack"], [*segments, soundtrack], strict=True):
        os.symlink(file.absolute(), folder / name)  # plain names, so that no path is read as ffmpeg's own syntax
    (folder / "segments").write_text("ffconcat version 1.0\n" + "".join(f"file {name}\n" for name in names), "ascii")
    argv = ffmpeg.join("segments", "soundtrack", "film.mp4", film.fps, clean(film.title), iso639(film.language))
    ffmpeg.run(argv, folder)
    _check_film(film, folder / "film.mp4", frames)
    return folder / "film.mp4", ["ffmpeg", *argv[1:]], frames


def _check_segments(film: Film, segments: Sequence[Path]) -> int:
    """The number of frames of all segments together. Raises Fault for one that cannot be joined by stream copy."""
    frames, setup = 0, b""
    for number, file in enumerate(segments):
        what = f"segment {number}"
        found = probe.media(file, "mp4", what)
        if len(found.pictures) != 1 or found.sounds:
            raise Fault(f"{what} has {len(found.pictures)} video and {len(found.sounds)} audio streams where one "
                        "video stream belongs", AGAIN)
        one = found.pictures[0]
        setup = setup or one.setup
        for name, is_, should in (
                ("codec", f"{one.codec} {one.profile} {one.pixels}", "h264 High yuv420p"),
                ("size", f"{one.width}x{one.height}", f"{film.width}x{film.height}"),
                ("time between frames", one.step, Fraction(1, film.fps)), ("start", one.start, 0),
                ("first frame", "key" if one.opens_with_key else "no key frame", "key"),
                ("length", one.frames, film.frames[number] if film.frames else one.frames),
                ("encoder setup", "another" if one.setup != setup else "that of the first", "that of the first")):
            if is_ != should:
                raise Fault(f"{what} cannot be joined: its {name} is {is_}, not {should}", AGAIN)
        frames += one.frames
    if not frames:
        raise Fault("there are no segments to join")
    return frames


def _check_sound(file: Path, format: str, what: str, samples: int) -> None:
    sounds = probe.media(file, format, what).sounds
    codec = "aac" if format == "mp4" else "pcm"
    if len(sounds) != 1 or (sounds[0].rate, sounds[0].channels) != (ffmpeg.RATE, 2) \
            or not sounds[0].codec.startswith(codec):
        raise Fault(f"{what} is not one stereo track of {codec.upper()} at {ffmpeg.RATE} Hz", AGAIN)
    found = (sounds[0].end - sounds[0].start) * ffmpeg.RATE
    if found != samples:
        raise Fault(f"{what} has {found} samples where the plan says {samples}", AGAIN)


def _check_film(film: Film, file: Path, frames: int) -> None:
    found = probe.media(file, "mp4", "the film")
    if len(found.pictures) != 1 or len(found.sounds) != 1:
        raise Fault("the film does not hold one video and one audio stream")
    pictures, sound = found.pictures[0], found.sounds[0]
    if pictures.frames != frames or pictures.step != Fraction(1, film.fps):
        raise Fault(f"the film has {pictures.frames} frames {pictures.step} s apart; its segments have {frames}, "
                    f"1/{film.fps} s apart")
    if pictures.start or sound.start:
        raise Fault(f"the film's pictures start at {pictures.start} s and its sound at {sound.start} s, not at 0")
    _same_end("the film", sound.end, pictures.end, film.fps)


def _same_end(what: str, sound: Fraction, pictures: Fraction, fps: int) -> None:
    if abs(sound - pictures) > Fraction(1, fps):
        raise Fault(f"in {what} the sound ends at {float(sound):.3f} s and the pictures at {float(pictures):.3f} s",
                    "they may differ by one frame")


def clean(title: str) -> str:
    """`title` as a line that a program can be given: no control characters, no lone surrogates."""
    line = " ".join(title.encode("utf-8", "replace").decode().split())
    return "".join(letter for letter in line if letter.isprintable())


def iso639(tag: str) -> str:
    """The ISO 639-2 code of a BCP 47 tag: `zh-Hans` is `zho`. `und` for a language that has none here."""
    first = tag.split("-")[0].lower()
    if first in _LANGUAGES:
        return _LANGUAGES[first]
    return first if re.fullmatch("[a-z]{3}", first) else "und"
